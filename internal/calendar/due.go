package calendar

import "time"

// Deadline (到期时刻) is when something is due. Exactly one of its fields is set; all empty means that
// no limit was given.
type Deadline struct {
	At      int64 `json:"at,omitempty"`           // microseconds UTC; still in time at this very instant
	Year    int   `json:"missing_year,omitempty"` // 历法待定: unknown until this year's calendar is imported (依据 P-71)
	Statute bool  `json:"statute,omitempty"`      // 法定程序: the unit in charge names the date
}

// IsZero reports that there is no deadline at all.
func (d Deadline) IsZero() bool { return d == Deadline{} }

// Known reports that the deadline is an instant.
func (d Deadline) Known() bool { return d.At != 0 }

// Passed reports that the deadline is known and lies before the instant (microseconds UTC).
func (d Deadline) Passed(at int64) bool { return d.Known() && at > d.At }

// Time is the instant, for display; only of a known deadline.
func (d Deadline) Time() time.Time { return time.UnixMicro(d.At) }

// Due reckons when a limit that starts at an instant runs out. 依据 P-70, P-71.
func (c Calendar) Due(from time.Time, l Limit) Deadline {
	switch l.unit {
	case minutes:
		return at(from.Add(time.Duration(l.n) * time.Minute))
	case hours:
		return at(from.Add(time.Duration(l.n) * time.Hour))
	case naturalDays:
		return at(c.dayOf(from).AddDate(0, 0, int(l.n)+1))
	case workingHours:
		return c.afterHours(from, time.Duration(l.n)*time.Hour)
	case workingDays:
		return c.afterDays(from, int(l.n))
	case statute:
		return Deadline{Statute: true}
	}
	return Deadline{}
}

func at(t time.Time) Deadline { return Deadline{At: t.UnixMicro()} }

// afterHours lets office hours run from an instant until enough have passed.
func (c Calendar) afterHours(from time.Time, need time.Duration) Deadline {
	for day := c.dayOf(from); ; day = day.AddDate(0, 0, 1) {
		worked, known := c.worked(day)
		if !known {
			return Deadline{Year: day.Year()}
		}
		if !worked {
			continue
		}
		for _, s := range c.sessions {
			open, shut := day.Add(s.from), day.Add(s.to)
			if from.After(open) {
				open = from
			}
			switch left := shut.Sub(open); {
			case left <= 0:
			case need <= left:
				return at(open.Add(need))
			default:
				need -= left
			}
		}
	}
}

// afterDays counts working days after the day of the start, to the closing hour of the last.
// The day of the start need not be known: it does not count.
func (c Calendar) afterDays(from time.Time, need int) Deadline {
	day := c.dayOf(from)
	for need > 0 {
		day = day.AddDate(0, 0, 1)
		worked, known := c.worked(day)
		if !known {
			return Deadline{Year: day.Year()}
		}
		if worked {
			need--
		}
	}
	return at(day.Add(c.closing()))
}

// closing is the hour at which the last session of a working day ends.
func (c Calendar) closing() time.Duration { return c.sessions[len(c.sessions)-1].to }

// open is the office time between two instants; only over known years.
func (c Calendar) open(from, to time.Time) (sum time.Duration) {
	for day := c.dayOf(from); day.Before(to); day = day.AddDate(0, 0, 1) {
		if worked, _ := c.worked(day); !worked {
			continue
		}
		for _, s := range c.sessions {
			open, shut := day.Add(s.from), day.Add(s.to)
			if from.After(open) {
				open = from
			}
			if to.Before(shut) {
				shut = to
			}
			sum += max(0, shut.Sub(open))
		}
	}
	return sum
}
