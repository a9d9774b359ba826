package roster

import (
	"slices"
	"time"

	"huying/internal/calendar"
)

// Which (日别) says on which days a plan counts.
type Which string

// The days of a plan.
const (
	AllDays     Which = "all"     // 所有日
	WorkingDays Which = "working" // 仅工作日
	DaysOff     Which = "off"     // 仅休息日
)

// on reports whether a day is among them. A day of a year that is not known counts by its weekday.
func (w Which) on(c calendar.Calendar, day time.Time) bool {
	worked, known := c.Workday(day)
	if !known {
		worked = weekday(day)
	}
	return w == AllDays || w == WorkingDays && worked || w == DaysOff && !worked
}

// WholeDay (全天) is both shifts of a day in one turn.
const WholeDay Shift = "whole"

// Plan (连排) makes one turn of each day from one to another, in one shift. Of a shift that has begun already only the
// rest is taken, and of one that is over nothing.
func Plan(c calendar.Calendar, who Turn, shift Shift, from, to time.Time, which Which, now int64) (turns []Turn) {
	for day := from.In(c.Zone()); !day.After(to.In(c.Zone())) && len(turns) <= AtOnce; day = day.AddDate(0, 0, 1) {
		if !which.on(c, day) {
			continue
		}
		opens, shuts, next := Hours(c, day)
		t := Turn{Account: who.Account, Second: who.Second, Starts: opens.UnixMicro(), Ends: next.UnixMicro()}
		switch shift {
		case ByDay:
			t.Ends = shuts.UnixMicro()
		case ByNight:
			t.Starts = shuts.UnixMicro()
		}
		if t.Starts = max(t.Starts, now); t.Starts < t.Ends {
			turns = append(turns, t)
		}
	}
	return turns
}

// Monday is the midnight that begins the week of an instant.
func Monday(c calendar.Calendar, at time.Time) time.Time {
	at = at.In(c.Zone())
	back := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-back, 0, 0, 0, 0, c.Zone())
}

// Again (续排) repeats the turns that begin in a week in each of the weeks after it, on days of a sort; what is on the
// roster there already stays as it is, and what would have begun already is left out.
func Again(c calendar.Calendar, turns []Turn, monday time.Time, weeks int, which Which, now int64) (again []Turn) {
	end := monday.AddDate(0, 0, 7)
	for week := 1; week <= weeks; week++ {
		for _, t := range turns {
			starts, ends := time.UnixMicro(t.Starts).In(c.Zone()), time.UnixMicro(t.Ends).In(c.Zone())
			if starts.Before(monday) || !starts.Before(end) {
				continue
			}
			starts, ends = starts.AddDate(0, 0, 7*week), ends.AddDate(0, 0, 7*week)
			next := Turn{Account: t.Account, Starts: starts.UnixMicro(), Ends: ends.UnixMicro(), Second: t.Second}
			if which.on(c, starts) && next.Starts >= now && !slices.ContainsFunc(turns, next.same) {
				again = append(again, next)
			}
		}
	}
	return again
}

// Ahead (下一班) is when the shift after the one that runs at an instant begins and ends.
func Ahead(c calendar.Calendar, at time.Time) (begins, ends time.Time) {
	for day := at.In(c.Zone()).AddDate(0, 0, -1); ; day = day.AddDate(0, 0, 1) {
		opens, shuts, next := Hours(c, day)
		switch {
		case at.Before(opens):
			return opens, shuts
		case at.Before(shuts):
			return shuts, next
		}
	}
}
