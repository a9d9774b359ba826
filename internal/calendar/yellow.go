package calendar

import "time"

// Yellow (黄牌预警) is when a task that still has time begins to be short of it, in microseconds UTC: one
// working day before the deadline if the limit is over two working days, else at half of it; half is counted
// in the time the limit itself is counted in, in natural time where a date was named and no limit. 0 where the
// deadline is not an instant. 依据 P-74.
func (c Calendar) Yellow(from time.Time, due Deadline, l Limit) int64 {
	if !due.Known() {
		return 0
	}
	if two := c.afterDays(from, 2); two.Known() && due.At > two.At {
		if day, ok := c.dayBefore(due.Time()); ok {
			return max(day.UnixMicro(), from.UnixMicro())
		}
	}
	if !l.Natural() && !l.IsZero() {
		if half := c.afterHours(from, c.open(from, due.Time())/2); half.Known() {
			return half.At
		}
	}
	return from.UnixMicro() + (due.At-from.UnixMicro())/2
}

// dayBefore is the same time of day on the working day before an instant.
func (c Calendar) dayBefore(t time.Time) (time.Time, bool) {
	// A deadline of natural days is the midnight that ends its last day: that day is the one to go back from.
	of := c.dayOf(t.Add(-time.Microsecond))
	for day := of.AddDate(0, 0, -1); ; day = day.AddDate(0, 0, -1) {
		worked, known := c.worked(day)
		if !known {
			return time.Time{}, false
		}
		if worked {
			return day.Add(t.Sub(of)), true
		}
	}
}
