package web

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"huying/internal/calendar"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/roster"
	"huying/internal/web/face"
	sheet "huying/internal/web/roster"
)

// rosterSheet turns a unit's roster into what its page shows, in the reader's language.
type rosterSheet struct {
	l        locale.Lang
	v        visit
	a        rostered
	days     calendar.Calendar
	found    desk.Roster
	now      int64
	from, to time.Time // of the days that are shown; to is outside
	first    time.Time // of the month
}

// span finds the days that are shown: a week, or the weeks of a month.
func (x *rosterSheet) span() {
	around := time.UnixMicro(x.now).In(x.days.Zone())
	if day, err := time.ParseInLocation(time.DateOnly, x.a.day, x.days.Zone()); err == nil {
		around = day
	}
	x.first = time.Date(around.Year(), around.Month(), 1, 0, 0, 0, 0, x.days.Zone())
	x.from = roster.Monday(x.days, around)
	x.to = x.from.AddDate(0, 0, 7)
	if x.a.view == "month" {
		x.from = roster.Monday(x.days, x.first)
		x.to = roster.Monday(x.days, x.first.AddDate(0, 1, -1)).AddDate(0, 0, 7)
	}
}

func (x rosterSheet) view(ctx context.Context) (sheet.View, error) {
	page := sheet.View{
		Tabs: rosterTabs(x.l, x.v, "/roster"), Here: x.v.base + "/roster", Unit: x.found.Unit.Name, UnitID: string(x.a.unit),
		Action: x.v.base + "/roster", Asked: sheet.Asked{Unit: string(x.a.unit), View: x.a.view, Day: x.a.day}, Key: newKey(),
	}
	units, err := x.v.reader.Rosters(ctx, x.v.who.District)
	if err != nil {
		return page, err
	}
	for _, u := range units {
		page.Units = append(page.Units, face.Option{Value: string(u.ID), Label: u.Name, Chosen: u.ID == x.a.unit})
	}
	if x.found.Above != "" {
		page.Above = x.v.units.Name(x.found.Above)
	}
	x.turn(&page)
	days := roster.Days(x.days, x.found.Turns(), x.found.Held, x.from, int(x.to.Sub(x.from).Hours()+12)/24, x.found.Over...)
	for _, d := range days {
		shown := x.day(d)
		if !shown.Outside {
			for i, s := range d.Slots {
				if s.Gap() && !shown.Slots[i].Over {
					page.Gaps++
				}
			}
		}
		page.Days = append(page.Days, shown)
	}
	if x.a.view == "month" {
		for i := 0; i < len(page.Days); i += 7 {
			page.Weeks = append(page.Weeks, page.Days[i:i+7])
		}
		page.Days = nil
	}
	if x.found.Keeps {
		page.Do = x.forms()
	}
	return page, nil
}

// turn says which span is shown, and leads to the ones before and after.
func (x rosterSheet) turn(page *sheet.View) {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	week, month := x.a, x.a
	week.view, month.view = "week", "month"
	page.Ways = []face.Link{
		{Label: x.l.T("roster.way.week"), Href: week.address(x.v.base, x.a.day), Here: x.a.view == "week"},
		{Label: x.l.T("roster.way.month"), Href: month.address(x.v.base, x.a.day), Here: x.a.view == "month"},
	}
	page.Before, page.After = x.a.address(x.v.base, day(x.from.AddDate(0, 0, -7))), x.a.address(x.v.base, day(x.to))
	page.Span = date(x.l, x.from) + " – " + date(x.l, x.to.AddDate(0, 0, -1))
	here := time.UnixMicro(x.now).In(x.days.Zone())
	shown := !here.Before(x.from) && here.Before(x.to)
	if x.a.view == "month" {
		page.Before, page.After = x.a.address(x.v.base, day(x.first.AddDate(0, -1, 0))), x.a.address(x.v.base, day(x.first.AddDate(0, 1, 0)))
		page.Span = x.first.Format("2006年1月")
		if x.l == locale.En {
			page.Span = x.first.Format("January 2006")
		}
		shown = here.Year() == x.first.Year() && here.Month() == x.first.Month()
	}
	if !shown {
		page.Now = x.a.address(x.v.base, "")
	}
	page.Export = x.v.base + "/roster/table?" + url.Values{"unit": {string(x.a.unit)}, "view": {x.a.view}, "day": {x.a.day}}.Encode()
}

func (x rosterSheet) day(d roster.Day) sheet.Day {
	next := d.Date.AddDate(0, 0, 1).UnixMicro()
	shown := sheet.Day{
		ID: d.Date.Format(time.DateOnly), Number: strconv.Itoa(d.Date.Day()), Date: shortDate(x.l, d.Date),
		Weekday: x.l.T("weekday." + strconv.Itoa(int(d.Date.Weekday()))), Kind: string(d.Kind), Name: d.Name,
		Short: x.l.T("roster.weekday." + strconv.Itoa(int(d.Date.Weekday()))),
		Today: d.Date.UnixMicro() <= x.now && x.now < next, Over: next <= x.now,
		Outside: x.a.view == "month" && d.Date.Month() != x.first.Month(),
	}
	week := x.a
	week.view = "week"
	shown.Href = week.address(x.v.base, shown.ID)
	for _, s := range d.Slots {
		shown.Slots = append(shown.Slots, x.slot(d, s))
	}
	return shown
}

func (x rosterSheet) slot(d roster.Day, s roster.Slot) sheet.Slot {
	shown := sheet.Slot{
		Name: x.l.T("roster.shift." + string(s.Shift)), Hours: face.Hour(s.From) + "–" + face.Hour(s.To),
		Over: s.To <= x.now, Now: s.From <= x.now && x.now < s.To, Quiet: !s.Needs && len(s.Turns) == 0 && !s.Above,
	}
	if s.Above && x.found.Above != "" {
		shown.Above = x.l.T("roster.above", x.v.units.Name(x.found.Above))
	}
	for _, t := range s.Turns {
		shown.Turns = append(shown.Turns, x.turnOf(s, t))
	}
	if s.Gap() {
		for _, bare := range s.Bare {
			said := ""
			if bare != s.Stretch {
				said = face.Hour(bare.From) + "–" + face.Hour(bare.To)
			}
			shown.Gaps = append(shown.Gaps, said)
		}
	}
	if x.found.Keeps && !shown.Over {
		shown.Put = x.a.address(x.v.base, d.Date.Format(time.DateOnly)) + "&fill=" + string(s.Shift) + "#do-plan"
	}
	return shown
}

// turnOf is one person's turn in a shift; it is taken off where it begins, and ended where it runs.
func (x rosterSheet) turnOf(s roster.Slot, t roster.Turn) sheet.Turn {
	shown := sheet.Turn{Name: x.found.Names[t.Account], Second: t.Second}
	for _, e := range x.found.Entries {
		if e.Turn == t {
			shown.Phone = e.Phone
		}
	}
	if t.Starts != s.From || t.Ends != s.To {
		shown.Hours = x.hours(t)
	}
	if !x.found.Keeps || t.Ends <= x.now {
		return shown
	}
	label := ""
	switch {
	case t.Starts >= x.now && t.Starts >= s.From && t.Starts < s.To:
		label = "roster.end"
	case t.Starts >= x.now && t.Starts < s.From && x.from.UnixMicro() > t.Starts: // it begins before what is shown
		label = "roster.end"
	case t.Starts < x.now && s.From <= x.now && x.now < s.To:
		label = "roster.end.now"
	}
	if label != "" {
		shown.Ends = &sheet.End{
			Account: string(t.Account), Starts: strconv.FormatInt(t.Starts, 10), Label: x.l.T(label),
			Whole: x.l.T("roster.end.whole", x.l.T(label), shown.Name, x.hours(t)),
		}
	}
	return shown
}

// hours says from when to when a turn runs, with the days where it is longer than one.
func (x rosterSheet) hours(t roster.Turn) string {
	starts, ends := time.UnixMicro(t.Starts).In(x.days.Zone()), time.UnixMicro(t.Ends).In(x.days.Zone())
	if ends.Sub(starts) < 24*time.Hour {
		return face.Hour(t.Starts) + "–" + face.Hour(t.Ends)
	}
	return shortDate(x.l, starts) + " " + face.Hour(t.Starts) + " – " + shortDate(x.l, ends) + " " + face.Hour(t.Ends)
}

func shortDate(l locale.Lang, day time.Time) string {
	if l == locale.En {
		return day.Format("2 Jan")
	}
	return day.Format("1月2日")
}

// seats are the people who can be put on the roster, as a form offers them.
func (x rosterSheet) seats() (options []face.Option) {
	for _, p := range x.found.Seats {
		options = append(options, face.Option{Value: string(p.Account), Label: p.Name})
	}
	return options
}
