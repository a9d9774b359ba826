package reckoning

import (
	"slices"
	"strings"
	"time"

	"huying/internal/calendar"
	"huying/internal/locale"
)

// most is how many stretches a line names; it says how many more there are.
const most = 8

// parts says what counts and what does not, each in the order of time.
func (r Reader) parts(say *lines, parts []calendar.Part, hourly bool) {
	var counted, skipped, paused, given []string
	closed := map[calendar.Why]bool{}
	days := run{r: r}
	var said time.Time // the day of the hours that were said last
	for i, p := range parts {
		switch p.Why {
		case calendar.Counted, calendar.Makeup:
			if hourly {
				if n := len(counted) - 1; n >= 0 && sameDay(p.From, said) && p.Why == calendar.Counted {
					counted[n] += r.L.T("reckon.day.and") + p.From.Format("15:04") + "–" + r.clock(p.To, p.From)
				} else {
					counted = append(counted, r.hours(p))
				}
				said = p.From
			} else if p.Days > 0 {
				days.add(p)
			}
		case calendar.Lunch, calendar.Shut:
			closed[p.Why] = true
		case calendar.Paused:
			paused = append(paused, r.when(p.From.UnixMicro())+r.L.T("reckon.to")+r.when(p.To.UnixMicro()))
		case calendar.Given:
			given = append(given, r.when(p.To.UnixMicro()))
		default:
			goesOn := i > 0 && parts[i-1].Why == calendar.Paused
			if p.Why == calendar.Begins && i > 0 && !goesOn {
				continue // the rest of the day that ended the first limit, which was counted
			}
			skipped = append(skipped, r.skipped(p, goesOn))
		}
	}
	if days.flush(); len(days.said) > 0 {
		counted = days.said
	}
	for _, why := range []calendar.Why{calendar.Lunch, calendar.Shut} {
		if closed[why] {
			skipped = append(skipped, r.L.T("reckon."+string(why)))
		}
	}
	if hourly && len(closed) == 0 && len(skipped) == 0 && len(paused) == 0 {
		counted = nil // natural time in one piece: start and end say it
	}
	say.add("counted", r.list(counted, !hourly))
	say.add("skipped", r.list(slices.Compact(skipped), false))
	say.add("stood", r.list(paused, false))
	say.add("given", r.list(given, false))
}

// list joins what is said, and says how much more there is. Days of one kind stand closer than other things.
func (r Reader) list(all []string, days bool) string {
	sign := r.L.T("reckon.and")
	if days {
		sign = r.L.T("reckon.day.and")
	}
	if len(all) > most {
		return strings.Join(all[:most-1], sign) + r.L.T("reckon.more", len(all)-most+1)
	}
	return strings.Join(all, sign)
}

// hours says a stretch of a day, or over days, with its hours.
func (r Reader) hours(p calendar.Part) string {
	to := r.clock(p.To, p.From)
	if !sameDay(p.From, p.To.Add(-time.Microsecond)) {
		to = r.when(p.To.UnixMicro())
	}
	said := r.when(p.From.UnixMicro()) + "–" + to
	if p.From.Hour() == 0 && p.From.Minute() == 0 { // when would say it as the end of the day before
		said = r.date(p.From, time.Time{}) + " 00:00–" + to
	}
	if p.Why == calendar.Makeup {
		said += r.L.T("reckon.makeup")
	}
	return said
}

// clock is the hour of an instant; the end of a day is its 24:00.
func (r Reader) clock(at, day time.Time) string {
	if !sameDay(at, day) {
		return "24:00"
	}
	return at.Format("15:04")
}

// skipped says days that do not count, and why: a first day is that of the beginning, or of going on.
func (r Reader) skipped(p calendar.Part, goesOn bool) string {
	last := p.To.Add(-time.Microsecond)
	said := r.date(p.From, time.Time{})
	if !sameDay(p.From, last) {
		said = r.dates(p.From, last)
	}
	switch p.Why {
	case calendar.Holiday:
		return said + " " + r.holiday(p.Name)
	case calendar.Weekend:
		if sameDay(p.From, last) {
			return said + " " + r.L.T("reckon.weekday."+weekday(p.From))
		}
		return said + " " + r.L.T("reckon.weekend")
	}
	if goesOn {
		return said + " " + r.L.T("reckon.resumes")
	}
	return said + " " + r.L.T("reckon.begins")
}

// holiday says the name of a holiday, of two together that of each, in the reader's language where there is one.
func (r Reader) holiday(name string) string {
	names := strings.Split(name, "、")
	for i, one := range names {
		if key := "holiday." + one; locale.Has(key) {
			names[i] = r.L.T(key)
		}
	}
	return strings.Join(names, r.L.T("reckon.day.and"))
}

func weekday(day time.Time) string {
	if day.Weekday() == time.Saturday {
		return "sat"
	}
	return "sun"
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// run gathers days that follow each other, so that 9日–11日 is said once.
type run struct {
	r        Reader
	said     []string
	from, to time.Time
	before   time.Time // the last day that was said: its month is not said again
}

func (d *run) add(p calendar.Part) {
	first, last := dayOf(p.From), dayOf(p.To.Add(-time.Microsecond))
	if last.Before(first) {
		last = first
	}
	if p.Why == calendar.Makeup {
		for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
			d.flush()
			d.said = append(d.said, d.r.date(day, d.before)+d.r.L.T("reckon.makeup"))
			d.before = day
		}
		return
	}
	if !d.from.IsZero() && d.to.AddDate(0, 0, 1).Equal(first) {
		d.to = last
		return
	}
	d.flush()
	d.from, d.to = first, last
}

func (d *run) flush() {
	if d.from.IsZero() {
		return
	}
	switch days := int(d.to.Sub(d.from)/(24*time.Hour)) + 1; {
	case days > 2:
		d.said = append(d.said, d.r.span(d.from, d.to, d.before))
	default:
		d.said = append(d.said, d.r.date(d.from, d.before))
		if days == 2 {
			d.said = append(d.said, d.r.date(d.to, d.from))
		}
	}
	d.before, d.from = d.to, time.Time{}
}

func dayOf(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
}

// date says a day; after another of the same month and in Chinese without the month.
func (r Reader) date(day, before time.Time) string {
	known := !before.IsZero() && before.Year() == day.Year()
	thisYear := known || time.UnixMicro(r.Now).In(day.Location()).Year() == day.Year()
	switch {
	case r.L == locale.En && thisYear:
		return day.Format("2 Jan")
	case r.L == locale.En:
		return day.Format("2 Jan 2006")
	case known && before.Month() == day.Month():
		return day.Format("2日")
	case thisYear:
		return day.Format("1月2日")
	}
	return day.Format("2006年1月2日")
}

// dates says a stretch of days by its first and last.
func (r Reader) dates(from, to time.Time) string { return r.span(from, to, time.Time{}) }

func (r Reader) span(from, to, before time.Time) string {
	if r.L == locale.En && from.Month() == to.Month() && from.Year() == to.Year() {
		return from.Format("2") + "–" + r.date(to, before)
	}
	return r.date(from, before) + "–" + r.date(to, from)
}
