package roster

import (
	"slices"
	"time"

	"huying/internal/calendar"
)

// DayKind (日类) says what sort of day it is by the district's calendar.
type DayKind string

// The kinds of day.
const (
	Working DayKind = "working" // 工作日
	Weekend DayKind = "weekend" // 周末
	Holiday DayKind = "holiday" // 节假日
	Makeup  DayKind = "makeup"  // 调休上班
	Unknown DayKind = "unknown" // the calendar of that year is not known yet (P-71)
)

// Off reports whether offices are shut all day.
func (k DayKind) Off() bool { return k == Weekend || k == Holiday }

// Shift (班) is one of the two into which a day falls: office hours, and from their end to the next day's.
type Shift string

// The shifts of a day.
const (
	ByDay   Shift = "day"   // 白班
	ByNight Shift = "night" // 夜班
)

// Stretch is a time from an instant to another, which is outside.
type Stretch struct{ From, To int64 }

// Slot is one shift of one day, with who is on duty in it.
type Slot struct {
	Shift Shift
	Stretch
	Needs bool      // somebody has to be on duty: every night, and by day where offices are shut
	Turns []Turn    // who is, in the order in which they are called
	Bare  []Stretch // when nobody is
	Above bool      // somebody of the unit above stands in for it, or a part of it
}

// Gap reports whether somebody should be on duty in the slot, and for some of it nobody is. 依据 P-132.
func (s Slot) Gap() bool { return s.Needs && len(s.Bare) > 0 }

// Day is one day of a roster. Its night reaches into the next.
type Day struct {
	Date  time.Time // its midnight
	Kind  DayKind
	Name  string // of the holiday
	Slots [2]Slot
}

// Days lays a roster out by days, as many as are asked for. The turns may be those of a longer time; held is what counts of
// them, as Held gives it. Where turns of a unit above are given, of a section whose own roster comes first, what they fill
// is no gap.
func Days(c calendar.Calendar, turns, held []Turn, from time.Time, n int, above ...Turn) []Day {
	from = from.In(c.Zone())
	days := make([]Day, n)
	for i := range days {
		midnight := time.Date(from.Year(), from.Month(), from.Day()+i, 0, 0, 0, 0, c.Zone())
		opens, shuts, next := hours(c, midnight)
		d := Day{Date: midnight}
		d.Kind, d.Name = kindOf(c, midnight)
		d.Slots[0] = slot(ByDay, opens, shuts, d.Kind.Off() || d.Kind == Unknown && !weekday(midnight), turns, held, above)
		d.Slots[1] = slot(ByNight, shuts, next, true, turns, held, above)
		days[i] = d
	}
	return days
}

// Hours are when the shifts of a day begin, and when the night ends.
func Hours(c calendar.Calendar, day time.Time) (opens, shuts, next time.Time) {
	day = day.In(c.Zone())
	return hours(c, time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, c.Zone()))
}

func hours(c calendar.Calendar, midnight time.Time) (opens, shuts, next time.Time) {
	opens, shuts, _ = c.Office(midnight)
	next, _, _ = c.Office(midnight.AddDate(0, 0, 1))
	return opens, shuts, next
}

// KindOf says what sort of day it is. Saturdays and Sundays that touch a holiday are part of it.
func KindOf(c calendar.Calendar, day time.Time) DayKind {
	kind, _ := kindOf(c, day)
	return kind
}

func kindOf(c calendar.Calendar, day time.Time) (DayKind, string) {
	worked, known := c.Workday(day)
	name := c.HolidayName(day)
	switch {
	case !known:
		return Unknown, ""
	case worked && name != "":
		return Makeup, name
	case worked:
		return Working, ""
	}
	for _, step := range []int{-1, 1} {
		for near := day; name == ""; {
			near = near.AddDate(0, 0, step)
			if worked, known := c.Workday(near); worked || !known {
				break
			}
			name = c.HolidayName(near)
		}
	}
	if name != "" {
		return Holiday, name
	}
	return Weekend, ""
}

func weekday(day time.Time) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

func slot(shift Shift, from, to time.Time, needs bool, turns, held, above []Turn) Slot {
	s := Slot{Shift: shift, Stretch: Stretch{from.UnixMicro(), to.UnixMicro()}, Needs: needs}
	for _, t := range turns {
		if t.Starts < s.To && t.Ends > s.From {
			s.Turns = append(s.Turns, t)
		}
	}
	slices.SortStableFunc(s.Turns, func(a, b Turn) int { return order(a.Second, b.Second) })
	s.Bare = Bare(s.Stretch, append(slices.Clone(held), above...))
	s.Above = len(s.Bare) < len(Bare(s.Stretch, held)) || len(s.Turns) == 0 && len(s.Bare) == 0
	return s
}

// Bare are the stretches of a time in which none of the turns runs.
func Bare(within Stretch, turns []Turn) (bare []Stretch) {
	turns = slices.Clone(turns)
	Sort(turns)
	at := within.From
	for _, t := range turns {
		if t.Starts > at && at < within.To {
			bare = append(bare, Stretch{at, min(t.Starts, within.To)})
		}
		at = max(at, t.Ends)
	}
	if at < within.To {
		bare = append(bare, Stretch{at, within.To})
	}
	return bare
}
