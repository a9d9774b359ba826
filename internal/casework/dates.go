package casework

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/org"
	"huying/internal/rule"
)

// until freezes a deadline that somebody named, instead of a limit. 依据 P-74.
func (g Given) until(at time.Time) Timed {
	due := calendar.Deadline{At: org.Micros(at)}
	return Timed{Due: due, Yellow: g.Calendar.Yellow(g.At, due, calendar.Limit{})}
}

// instant reads a time with its zone, such as 2019-07-27T05:30:00+08:00.
func instant(field, clause, zh, text string) (time.Time, *rule.Refusal) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, rule.Refuse(rule.Invalid, clause, zh+"应为带时区的时间，如 2019-07-27T05:30:00+08:00").At(field)
	}
	return at.UTC(), nil
}

// endOf reads a date and gives the midnight that ends it, in the district's own zone.
func (g Given) endOf(field, clause, zh, text string) (time.Time, *rule.Refusal) {
	day, err := time.ParseInLocation(time.DateOnly, text, g.Calendar.Zone())
	if err != nil {
		return day, rule.Refuse(rule.Invalid, clause, zh+"应为日期，如 2019-08-15").At(field)
	}
	return day.AddDate(0, 0, 1).UTC(), nil
}

// ahead refuses a deadline that has passed, or that lies farther ahead than it may.
func ahead(field, clause, zh string, by Timed, at int64, most time.Duration) *rule.Refusal {
	switch {
	case !by.Due.Known() || by.Due.At <= at:
		return rule.Refuse(rule.Invalid, clause, zh+"应在此刻之后").At(field)
	case by.Due.At > at+most.Microseconds():
		return rule.Refuse(rule.Invalid, clause, zh+"过远").At(field)
	}
	return nil
}
