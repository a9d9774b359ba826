package calendar

import "time"

// count lets a limit run from an instant and tells each stretch: of days so many, of working hours so long. What counts
// of days is called by the given name.
func (c Calendar) count(from time.Time, l Limit, days int, hours time.Duration, why Why) ([]Part, Deadline) {
	from = from.In(c.zone)
	switch l.unit {
	case workingHours:
		return c.countHours(from, hours)
	case workingDays:
		return c.countDays(from, days, why)
	case naturalDays:
		midnight := c.dayOf(from).AddDate(0, 0, 1)
		end := midnight.AddDate(0, 0, days)
		return join(nil, Part{From: from, To: midnight, Why: Begins}, Part{From: midnight, To: end, Why: Counted}), at(end)
	}
	due := c.Due(from, l)
	if !due.Known() {
		return nil, due
	}
	return join(nil, Part{From: from, To: due.Time().In(c.zone), Why: Counted}), due
}

func (c Calendar) countDays(from time.Time, need int, why Why) (all []Part, due Deadline) {
	day := c.dayOf(from).AddDate(0, 0, 1)
	all = join(all, Part{From: from, To: day, Why: Begins})
	for ; need > 0; day = day.AddDate(0, 0, 1) {
		p, known := c.day(day)
		if !known {
			return all, Deadline{Year: day.Year()}
		}
		if p.Why.Counts() {
			need--
			if p.Days = 1; why == Given {
				p.Why, p.Days = Given, 0
			}
			if need == 0 {
				p.To = day.Add(c.closing())
			}
		}
		all = join(all, p)
	}
	return all, at(all[len(all)-1].To)
}

func (c Calendar) countHours(from time.Time, need time.Duration) (all []Part, due Deadline) {
	for day := c.dayOf(from); ; day = day.AddDate(0, 0, 1) {
		whole, known := c.day(day)
		switch {
		case !known:
			return all, Deadline{Year: day.Year()}
		case !whole.Why.Counts():
			whole.From = latest(whole.From, from)
			all = join(all, whole)
			continue
		}
		why := Shut
		for _, s := range c.sessions {
			open, shut := latest(day.Add(s.from), from), day.Add(s.to)
			if !shut.After(open) {
				if why = Lunch; s == c.sessions[len(c.sessions)-1] {
					why = Shut
				}
				continue
			}
			begun := from
			if len(all) > 0 {
				begun = all[len(all)-1].To
			}
			all = join(all, Part{From: begun, To: open, Why: why})
			if left := shut.Sub(open); need > left {
				need -= left
				all = join(all, Part{From: open, To: shut, Why: whole.Why, Name: whole.Name})
			} else {
				end := open.Add(need)
				return join(all, Part{From: open, To: end, Why: whole.Why, Name: whole.Name}), at(end)
			}
			why = Lunch
		}
		closed := latest(day.Add(c.closing()), from)
		all = join(all, Part{From: closed, To: whole.To, Why: Shut})
	}
}

// day is one whole day and what it is.
func (c Calendar) day(day time.Time) (p Part, known bool) {
	p = Part{From: day, To: day.AddDate(0, 0, 1), Why: Counted}
	worked, known := c.worked(day)
	name := c.years[day.Year()].names[day.YearDay()-1]
	switch {
	case worked && name != "":
		p.Why, p.Name = Makeup, name
	case worked:
	case name != "":
		p.Why, p.Name = Holiday, name
	default:
		p.Why = Weekend
		// A weekend that touches days off of a holiday belongs to it, as the announcement counts them.
		if name := c.holidayAround(day); name != "" {
			p.Why, p.Name = Holiday, name
		}
	}
	return p, known
}

// holidayAround names the holiday whose days off a Saturday or Sunday stands next to, itself off.
func (c Calendar) holidayAround(day time.Time) string {
	for _, step := range []int{-1, 1} {
		for next := day.AddDate(0, 0, step); ; next = next.AddDate(0, 0, step) {
			worked, known := c.worked(next)
			if !known || worked {
				break
			}
			if name := c.years[next.Year()].names[next.YearDay()-1]; name != "" {
				return name
			}
		}
	}
	return ""
}

// cut keeps what lies before an instant. A day that has begun has counted.
func cut(all []Part, end time.Time) (kept []Part) {
	for _, p := range all {
		if !p.From.Before(end) {
			break
		}
		if p.To.After(end) {
			// Of several days in one part those stay that have begun.
			if p.Days > 1 {
				p.Days = int(end.Add(-1).Sub(p.From)/(24*time.Hour)) + 1
			}
			p.To = end.In(p.From.Location())
		}
		kept = append(kept, p)
	}
	return kept
}

// join appends parts, each to the last one where the two are alike and follow each other; none lasts no time.
func join(all []Part, more ...Part) []Part {
	for _, p := range more {
		last := len(all) - 1
		switch {
		case !p.To.After(p.From):
		case last >= 0 && all[last].Why == p.Why && all[last].Name == p.Name && all[last].To.Equal(p.From) && all[last].Days > 0 == (p.Days > 0):
			all[last].To, all[last].Days = p.To, all[last].Days+p.Days
		default:
			all = append(all, p)
		}
	}
	return all
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func daysIn(parts []Part) (n int) {
	for _, p := range parts {
		n += p.Days
	}
	return n
}

func partAt(parts []Part, at time.Time) (Part, bool) {
	for _, p := range parts {
		if !p.From.After(at) && p.To.After(at) {
			return p, true
		}
	}
	return Part{}, false
}
