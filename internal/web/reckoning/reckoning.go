// Package reckoning says in the reader's language how a deadline came about: from when it counts, which days or hours do
// and which do not, where it stood still, and when it falls due. The arithmetic is the calendar's. 依据 P-119.
package reckoning

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/face"
)

// Reader is for whom it is said, and when.
type Reader struct {
	L    locale.Lang
	Now  int64 // microseconds UTC: an instant of another year is said with its year
	Days calendar.Calendar
}

// Clock says how a clock's deadline came about; stood are the times in which it stood still. Nil where there is nothing to
// say: no clock, or one whose date is the law's.
func (r Reader) Clock(k casework.Clock, stood []calendar.Pause) []face.Reckon {
	if k.Started == 0 || k.Due.IsZero() || k.Due.Statute {
		return nil
	}
	told, fits := k.Explain(r.Days, stood)
	say := lines{r: r}
	say.add("from", r.from(told))
	switch {
	case !fits:
		say.add("note", r.L.T("reckon.frozen"))
	case len(told.Parts) > 0:
		r.parts(&say, told.Parts, hourly(told.Parts))
	}
	switch {
	case k.Paused != 0:
		say.add("paused", r.L.T("reckon.stands", r.when(k.Paused)))
	case k.Due.Known():
		say.add("due", r.when(k.Due.At))
		if k.Yellow != 0 && k.Stopped == 0 {
			say.add("yellow", r.when(k.Yellow))
		}
	case k.Due.Year != 0:
		say.add("due", r.L.T("clock.missing", k.Due.Year))
	}
	return say.all
}

// Remaining says what is left until a deadline, of office hours, for a list that does not know the start. Nil where that
// cannot be told, or it has passed.
func (r Reader) Remaining(due, yellow int64) []face.Reckon {
	parts, open := r.Days.Remaining(time.UnixMicro(r.Now), calendar.Deadline{At: due})
	if parts == nil {
		return nil
	}
	say := lines{r: r}
	if open == 0 {
		say.add("left", r.L.T("reckon.none"))
	} else {
		say.add("left", r.L.T("reckon.open", span(r.L, open)))
	}
	r.parts(&say, parts, hourly(parts))
	say.add("due", r.when(due))
	if yellow > r.Now {
		say.add("yellow", r.when(yellow))
	}
	return say.all
}

// hourly reports whether what counts is said by the hour; else by the day.
func hourly(parts []calendar.Part) bool {
	for _, p := range parts {
		if p.Days > 0 {
			return false
		}
	}
	return true
}

func (r Reader) from(told calendar.Reckoning) string {
	at := r.when(told.From.UnixMicro())
	switch {
	case told.Limit.IsZero():
		return r.L.T("reckon.named", at)
	case !told.Then.IsZero():
		return r.L.T("reckon.from", at, r.L.T("reckon.then", Limit(r.L, told.Limit), Limit(r.L, told.Then)))
	}
	return r.L.T("reckon.from", at, Limit(r.L, told.Limit))
}

func (r Reader) when(at int64) string { return face.WhenIn(r.L, r.Now, at) }

// lines gathers what is said.
type lines struct {
	r   Reader
	all []face.Reckon
}

func (l *lines) add(key, text string) {
	if text != "" {
		l.all = append(l.all, face.Reckon{Label: l.r.L.T("reckon." + key + ".label"), Text: text})
	}
}

// Limit says a limit in a language: 5 个工作日.
func Limit(l locale.Lang, k calendar.Limit) string {
	if l != locale.En {
		return k.Zh()
	}
	switch {
	case k.IsZero():
		return l.T("limit.none")
	case k.Statute():
		return l.T("clock.statute")
	}
	n, unit := cut(k.String())
	if n == "1" {
		unit += ".one"
	}
	return l.T("limit."+unit, n)
}

// cut parts a limit's number from its unit.
func cut(text string) (n, unit string) {
	for i := range text {
		if text[i] < '0' || text[i] > '9' {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

func span(l locale.Lang, d time.Duration) string {
	minutes := int64(d / time.Minute)
	hours, rest := minutes/60, minutes%60
	switch {
	case hours > 0 && rest > 0:
		return l.T("span.hm", hours, rest)
	case hours > 0:
		return l.T("span.h", hours)
	case minutes > 0:
		return l.T("span.m", minutes)
	}
	return l.T("span.now")
}
