package calendar

import "time"

// Resume reckons when something is due that stood still for a while: the time that was left when it was paused, in
// the limit's own kind, counted from when it is taken up again. Natural time keeps its length, working hours theirs; of
// working days those after the day of the pause are counted again after the day of the resumption, to the closing
// hour of the last. A date that somebody set, without a limit, moves like natural time. What was overdue stays so, and
// what is unknown or set by law stays as it is. 依据 P-107, P-115.
func (c Calendar) Resume(due Deadline, l Limit, paused, resumed time.Time) Deadline {
	if !due.Known() || due.Passed(paused.UnixMicro()) || !resumed.After(paused) {
		return due
	}
	switch l.unit {
	case workingHours:
		return c.afterHours(resumed, c.open(paused, due.Time()))
	case workingDays:
		return c.resumeDays(resumed, c.workdays(paused, due.Time()))
	}
	return at(due.Time().Add(resumed.Sub(paused)))
}

// Left is the time that was left when a limit was paused, in whole hours or days of its kind, rounded up: for a new
// deadline that cannot be told yet. 依据 P-71.
func (c Calendar) Left(due Deadline, l Limit, paused time.Time) Limit {
	switch l.unit {
	case workingHours:
		return Limit{int32(max(1, (c.open(paused, due.Time())+time.Hour-1)/time.Hour)), l.unit}
	case workingDays:
		return Limit{int32(max(1, c.workdays(paused, due.Time()))), l.unit}
	}
	return l
}

// resumeDays counts the working days that were left. Paused on its last day, it has the rest of the day on which it
// is taken up again, or the whole of the next where that one is over or not worked.
func (c Calendar) resumeDays(resumed time.Time, left int) Deadline {
	if left == 0 {
		today := c.afterDays(resumed, 0)
		if worked, _ := c.Workday(resumed); worked && !today.Passed(resumed.UnixMicro()) {
			return today
		}
		left = 1
	}
	return c.afterDays(resumed, left)
}

// workdays are the working days after the day of one instant, up to that of another; only over known years.
func (c Calendar) workdays(from, to time.Time) (n int) {
	last := c.dayOf(to)
	for day := c.dayOf(from).AddDate(0, 0, 1); !day.After(last); day = day.AddDate(0, 0, 1) {
		if worked, _ := c.worked(day); worked {
			n++
		}
	}
	return n
}
