package casework

import (
	"time"

	"huying/internal/rule"
)

// CauseMuster (集结无响应) is why a unit's silence at a muster climbs, minute by minute.
const CauseMuster = "muster"

// heedWithin is how near a muster is whose silence cannot wait. A muster days ahead is answered as any call is.
const heedWithin = 2 * time.Hour

// heedOf is the time to say that one comes to a muster; none where its time is not near, or the district asks for none.
// 依据 P-127.
func (g Given) heedOf(muster Timed) Timed {
	if g.Settings.Heed.IsZero() || muster.Due.At > g.at()+heedWithin.Microseconds() {
		return Timed{}
	}
	return g.due(g.Settings.Heed)
}

// unheard: the unit has not said a word yet.
func (t Task) unheard() bool { return t.Status == TaskWaiting || t.Status == TaskDesignated }

// absent lists the shares whose silence at a muster has to climb: who says nothing within minutes, and who has not come by its
// time. Each climbs once for each muster, whoever is told meanwhile. 依据 P-127.
func (c Case) absent(g Given) []Event {
	var up []Event
	for _, t := range c.Tasks {
		count := c.silence(t)
		if count == 0 {
			continue
		}
		e := g.climb(Supervision{ID: c.nextSupervision()}, t, CauseMuster, 1)
		e.Count = count
		c, up = Evolve(c, e, Moment{g.at(), Clockwork}), append(up, e)
	}
	return up
}

// silence numbers the silence of a share that has not climbed yet, 0 where there is none: odd for who said nothing, even for who did
// not come, two for each muster. That somebody supervises the share already, or that it was silent before, holds nothing up.
func (c Case) silence(t Task) int {
	n := 0
	switch {
	case t.Mustered && t.Arrive.overdue(c.Last):
		n = 2 * c.Muster.N
	case t.Heed.overdue(c.Last):
		n = 2*c.Muster.N - 1
	}
	for _, s := range c.Supervisions {
		if s.Task == t.ID && s.Cause == CauseMuster && s.Count == n {
			return 0
		}
	}
	return n
}

// overdue: it waits, and its time is over, on record or not yet.
func (c Clock) overdue(at int64) bool { return c.Running() && (c.Missed || c.Due.Passed(at)) }

// climbsAnew ends what climbs over an earlier silence of a share: the new one takes its place.
func (c Case) climbsAnew(task TaskID, at int64) Case {
	for _, s := range c.Supervisions {
		if s.Task == task && s.Cause == CauseMuster && s.Clock.Waits() {
			c = c.withClock(ClockExplain, s.ID, func(k Clock) Clock { return k.stop(at) })
		}
	}
	return c
}

// musterNow calls a share to a muster that is ahead, whose return was undecided when it was called. 依据 P-56.
func (c Case) musterNow(t Task, at int64) Task {
	if c.Muster.ahead(at) && !t.Mustered && !t.came(c.Muster.Rank) {
		t.Mustered, t.Arrive = true, c.Muster.By.start(at)
	}
	return t
}

// heard stops what waited for a sign of a unit that has given one: the time to answer a muster, and the climbing over it.
func (c Case) heard(at int64) Case {
	for _, t := range c.Tasks {
		if t.Heed.Waits() && !t.unheard() {
			c = c.withTask(t.ID, func(t Task) Task {
				t.Heed = t.Heed.stop(at)
				return t
			})
		}
	}
	for _, s := range c.Supervisions {
		t, _ := c.Task(string(s.Task))
		if s.Cause != CauseMuster || !s.Clock.Waits() {
			continue
		}
		if came := !t.Arrive.Waits(); came || (s.Count%2 == 1 && !t.unheard()) {
			c = c.withClock(ClockExplain, s.ID, func(k Clock) Clock { return k.stop(at) })
		}
	}
	return c
}

// guardMuster holds an escalation over a muster to a silence that is on record.
func (e Escalated) guardMuster(c Case) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if n := c.silence(t); n == 0 || e.Count != n || e.Level != 1 || e.Supervision != c.nextSupervision() {
		return rule.Refuse(rule.Invalid, "P-127", "没有应当提级的集结无响应")
	}
	return nil
}

// unclimbed is the first share whose silence at a muster is not climbing yet.
func (c Case) unclimbed() (TaskID, bool) {
	for _, t := range c.Tasks {
		if c.silence(t) > 0 {
			return t.ID, true
		}
	}
	return "", false
}
