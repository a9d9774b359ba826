package casework

import (
	"cmp"

	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
)

// share gives out the tasks of a call: the lead's, where a unit leads, and each assist's. Who is in the case already,
// because its township summoned it, gets no second one: the lead leads with the one it has, an assist goes on. 依据 P-39.
func (c Case) share(lead org.UnitID, assists []org.UnitID, g Given) []Issued {
	var tasks []Issued
	next := c
	give := func(issued Issued) {
		tasks = append(tasks, issued)
		next = next.enter(issued, g.at())
	}
	if lead != "" {
		give(next.issueNext(lead, true, g))
	}
	for _, u := range assists {
		if u == lead || !c.has(u) { // the lead twice is refused by the guard
			give(c.issue(g, next.nextTask(0), u, false, c.Entry.Limits))
		}
	}
	return tasks
}

// has reports whether a unit is at work in the case, or has done its share.
func (c Case) has(unit org.UnitID) bool {
	for _, t := range c.Tasks {
		if t.Unit == unit && (t.Status.Open() || t.Status == TaskAnswered) {
			return true
		}
	}
	return false
}

// shared refuses tasks that could not be given out so: to one lead, or none where the township leads itself, and only
// to units that can be called, each once. Field names the unit that leads.
func (c Case) shared(field string, tasks []Issued, units *org.Directory, at int64) *rule.Refusal {
	var leads, called []org.UnitID
	fresh := 0
	for _, t := range tasks {
		if had, ok := c.Task(string(t.Task)); ok && t.Lead && had.Unit == t.Unit && had.inHand() {
			leads = append(leads, t.Unit)
			continue
		}
		if t.Task != c.nextTask(fresh) {
			return rule.Refuse(rule.Invalid, "P-33", "派单件号应当接续")
		}
		fresh++
		called = append(called, t.Unit)
		if t.Lead {
			leads = append(leads, t.Unit)
		}
	}
	for _, r := range []*rule.Refusal{callable(field, leads, units, at), callable("assists", called, units, at)} {
		if r != nil {
			return r
		}
	}
	for _, u := range called {
		if c.has(u) {
			return rule.Refuse(rule.Invalid, "P-51", units.Name(u)+"已在派单范围内").At("assists")
		}
	}
	switch {
	case c.Entry.TownshipLed && len(leads) > 0:
		return rule.Refuse(rule.Invalid, "P-14", "本项由镇街牵头，只派配合单位").At(field)
	case c.Entry.TownshipLed && len(called) == 0 && len(c.OpenTasks()) == 0:
		return rule.Refuse(rule.Incomplete, "P-14", "请指明配合单位").At("assists")
	case !c.Entry.TownshipLed && len(leads) != 1:
		return rule.Refuse(rule.Incomplete, "P-13", "请指明牵头单位").At(field)
	}
	return nil
}

// binding gives tasks out by a ruling or a designation: they cannot be returned (P-45).
func binding(tasks []Issued) []Issued {
	for i := range tasks {
		tasks[i].ReturnBy = Timed{}
	}
	return tasks
}

// enterBound puts tasks into the case that cannot be returned.
func (c Case) enterBound(tasks []Issued, at int64) Case {
	for _, issued := range tasks {
		c = c.enter(issued, at).bind(issued.Task)
	}
	return c
}

// bind: from now on the unit is designated. What it has not taken up yet waits as designated.
func (c Case) bind(id TaskID) Case {
	return c.withTask(id, func(t Task) Task {
		t.Designated = true
		if t.Status == TaskWaiting {
			t.Status = TaskDesignated
		}
		return t
	})
}

// class is the call's, or daily where there was none yet.
func (c Case) class() catalogue.Class { return cmp.Or(c.Class, catalogue.Daily) }
