package calendar

import "time"

// Why (计时情形) says what a stretch of time is to a limit: it counts, or why it does not.
type Why string

// What a stretch of time is to a limit. Counted and Makeup count towards it, nothing else does.
const (
	Counted Why = "counted" // 计入
	Makeup  Why = "makeup"  // 计入: a Saturday or Sunday worked instead of another day (调休上班)
	Begins  Why = "begins"  // 不计: the day on which days begin to be counted
	Weekend Why = "weekend" // 不计: 周六、周日
	Holiday Why = "holiday" // 不计: a holiday, with the days off around it
	Lunch   Why = "lunch"   // 不计: between two sessions of a working day (午休)
	Shut    Why = "shut"    // 不计: before the offices open and after they close
	Paused  Why = "paused"  // 不计: it stood still (挂账、合并)
	Given   Why = "given"   // 不计, yet the deadline is its end: the rest of a last day that was cut short by a pause
)

// Counts reports whether such time counts towards the limit.
func (w Why) Counts() bool { return w == Counted || w == Makeup }

// Part (时段) is one stretch of a reckoning. Of working days it holds whole days, to midnight or to the closing hour of
// the last; days that are alike and follow each other are one part.
type Part struct {
	From, To time.Time
	Why      Why
	Days     int    // working days that count in it, where days are counted
	Name     string // of the holiday, for Holiday and Makeup
}

// Length is how long the part lasts, in natural time.
func (p Part) Length() time.Duration { return p.To.Sub(p.From) }

// Pause (中止) is a time in which a limit stands still.
type Pause struct{ From, To time.Time }

// Reckoning (时限明细) tells how a deadline came about: from its start to the deadline, stretch by stretch, without gaps.
type Reckoning struct {
	From        time.Time
	Limit, Then Limit    // Limit is the zero one where a date was named
	Parts       []Part   // to the end of the last known year, where the deadline lies beyond it; none by statute
	Due         Deadline // what Due and Resume give for the same start, limits and pauses
}

// Explain reckons a limit from an instant, and a second one that begins where the first runs out unless it is zero, with
// the pauses that lay in them, in their order, and tells how. A pause that begins after the deadline, or ends where it
// begins, changes nothing. 依据 P-70, P-107, P-119.
func (c Calendar) Explain(from time.Time, l, then Limit, pauses ...Pause) Reckoning {
	r := Reckoning{From: from.Truncate(time.Microsecond), Limit: l, Then: then}
	r.Parts, r.Due = c.count(r.From, l, int(l.n), time.Duration(l.n)*time.Hour, Counted)
	if r.Due.Known() && !then.IsZero() {
		var more []Part
		more, r.Due = c.count(r.Due.Time(), then, int(then.n), time.Duration(then.n)*time.Hour, Counted)
		r.Parts = append(r.Parts, more...)
	}
	return r.through(c, pauses)
}

// ExplainDate tells the same of a date that somebody named, without a limit: it is natural time.
func (c Calendar) ExplainDate(from time.Time, due Deadline, pauses ...Pause) Reckoning {
	r := Reckoning{From: from.Truncate(time.Microsecond), Due: due}
	if due.Known() && due.Time().After(r.From) {
		r.Parts = []Part{{From: r.From.In(c.zone), To: due.Time().In(c.zone), Why: Counted}}
	}
	return r.through(c, pauses)
}

// last is the limit that the deadline is the end of.
func (r Reckoning) last() Limit {
	if !r.Then.IsZero() {
		return r.Then
	}
	return r.Limit
}

// hourly is how far off a deadline may be for what remains to be told by the hour; beyond it is told by the day.
const hourly = 72 * time.Hour

// Remaining (余下工时) tells what of office hours lies between an instant and a deadline, and what does not count: for who
// does not know when the limit began. Far off it is told in days, of which the first and the last need not be whole. No
// parts where the deadline is not known or has passed, or a year is not.
func (c Calendar) Remaining(now time.Time, due Deadline) (parts []Part, open time.Duration) {
	if !due.Known() || due.Passed(now.UnixMicro()) {
		return nil, 0
	}
	now, until := now.Truncate(time.Microsecond).In(c.zone), due.Time().In(c.zone)
	for _, end := range []time.Time{now, until} {
		if _, known := c.Workday(end); !known {
			return nil, 0
		}
	}
	open = c.open(now, until)
	if until.Sub(now) <= hourly {
		parts, _ = c.countHours(now, open)
		return cut(parts, until), open
	}
	for day := c.dayOf(now); day.Before(until); day = day.AddDate(0, 0, 1) {
		p, _ := c.day(day)
		if p.Why.Counts() {
			p.Days = 1
		}
		parts = join(parts, p)
	}
	parts[0].From = now
	return cut(parts, until), open
}

// through lets the reckoning stand still for each pause in turn.
func (r Reckoning) through(c Calendar, pauses []Pause) Reckoning {
	for _, p := range pauses {
		paused, resumed := p.From.Truncate(time.Microsecond).In(c.zone), p.To.Truncate(time.Microsecond).In(c.zone)
		if !r.Due.Known() || r.Due.Passed(paused.UnixMicro()) || !resumed.After(paused) || paused.Before(r.From) {
			continue
		}
		before := cut(r.Parts, paused)
		if p, ok := partAt(r.Parts, paused); ok && p.Days > 0 && paused.Equal(c.dayOf(paused)) {
			before = append(before, Part{From: paused, To: paused, Why: p.Why, Days: 1, Name: p.Name}) // it begins, and has counted
		}
		rest, due := c.again(r, daysIn(before), paused, resumed)
		r.Parts = join(append(before, Part{From: paused, To: resumed, Why: Paused}), rest...)
		r.Due = due
	}
	return r
}

// again is what follows a pause: the time that was left, in the limit's own kind.
func (c Calendar) again(r Reckoning, counted int, paused, resumed time.Time) ([]Part, Deadline) {
	switch r.last().unit {
	case workingHours:
		return c.count(resumed, r.last(), 0, c.open(paused, r.Due.Time()), Counted)
	case workingDays:
		return c.daysAgain(r, counted, paused, resumed)
	}
	stood := resumed.Sub(paused)
	var rest []Part
	for _, p := range r.Parts {
		if p.To.After(paused) {
			p.From, p.To = latest(p.From, paused).Add(stood), p.To.Add(stood)
			rest = append(rest, p)
		}
	}
	return rest, at(r.Due.Time().Add(stood))
}

// daysAgain counts the working days that were left. The rest of a day that has counted already, or that counts for
// nothing but to end the limit, is no further day.
func (c Calendar) daysAgain(r Reckoning, counted int, paused, resumed time.Time) ([]Part, Deadline) {
	left, why := c.workdays(paused, r.Due.Time()), Counted
	if left == 0 || daysIn(r.Parts) == counted {
		why = Given
	}
	if left == 0 {
		closing := c.dayOf(resumed).Add(c.closing())
		if worked, _ := c.Workday(resumed); worked && !resumed.After(closing) {
			return join(nil, Part{From: resumed, To: closing, Why: Given}), at(closing)
		}
		left = 1
	}
	rest, due := c.count(resumed, r.last(), left, 0, why)
	if was, ok := partAt(r.Parts, paused); ok && len(rest) > 0 && c.dayOf(paused).Equal(c.dayOf(resumed)) {
		rest[0].Why, rest[0].Name = was.Why, was.Name
	}
	return rest, due
}

// Until is the reckoning as far as an instant, at which it stands still.
func (r Reckoning) Until(at time.Time) Reckoning {
	r.Parts = cut(r.Parts, at)
	return r
}
