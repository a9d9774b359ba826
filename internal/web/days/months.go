package days

import (
	"time"

	"huying/internal/calendar"
)

// Months lays out a year by a calendar; today is marked where it lies in it. It gives the days that are worked, too, and those that
// are not as usual.
func Months(c calendar.Calendar, year int, today time.Time, say func(holiday string) string) (months []Month, worked int, named []Day) {
	for m := time.January; m <= time.December; m++ {
		month := Month{N: int(m)}
		var week [7]Day
		for day := time.Date(year, m, 1, 0, 0, 0, 0, c.Zone()); day.Month() == m; day = day.AddDate(0, 0, 1) {
			at := (int(day.Weekday()) + 6) % 7 // from Monday
			d := Day{N: day.Day(), Date: day.Format(time.DateOnly), Kind: kindOf(c, day), Name: say(c.HolidayName(day)), Today: day.Format(time.DateOnly) == today.In(c.Zone()).Format(time.DateOnly)}
			switch week[at] = d; d.Kind {
			case Worked:
				worked++
			case Shift:
				worked++
				named = append(named, d)
			case Off:
				named = append(named, d)
			}
			if at == 6 {
				month.Weeks, week = append(month.Weeks, week), [7]Day{}
			}
		}
		if week != ([7]Day{}) {
			month.Weeks = append(month.Weeks, week)
		}
		months = append(months, month)
	}
	return months, worked, named
}

func kindOf(c calendar.Calendar, day time.Time) Kind {
	worked, _ := c.Workday(day)
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	switch {
	case worked && weekend:
		return Shift
	case worked:
		return Worked
	case weekend && c.HolidayName(day) == "":
		return Weekend
	}
	return Off
}
