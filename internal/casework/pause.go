package casework

import (
	"slices"
	"time"

	"huying/internal/calendar"
	"huying/internal/rule"
)

// Restarted (续算) is a clock that stood still, with its new deadline. Where that stands as unknown, From is the
// instant from which it counts, and Limit what is left: the whole, where that cannot be told.
type Restarted struct {
	Clock  ClockKind         `json:"clock"`
	Ref    string            `json:"ref,omitempty"`
	Due    calendar.Deadline `json:"due,omitzero"`
	Yellow int64             `json:"yellow,omitempty"`
	From   int64             `json:"from,omitempty"`
	Limit  calendar.Limit    `json:"limit,omitzero"`
}

// standStill pauses every clock that runs, but for these kinds: while a case is suspended or merged, its time does not
// count. 依据 P-107, P-114.
func (c Case) standStill(at int64, but ...ClockKind) Case {
	c.Paused = at
	return c.withClocks(func(kind ClockKind, _ string, k Clock) Clock {
		if slices.Contains(but, kind) {
			return k
		}
		return k.pause(at)
	})
}

// Restarts are the clocks that stand still, with the deadlines they come to when they are started again at an instant,
// by a calendar. 依据 P-107, P-115.
func (c Case) Restarts(days calendar.Calendar, at time.Time) []Restarted {
	var list []Restarted
	c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Paused != 0 {
			list = append(list, k.restarted(kind, ref, days, at))
		}
	})
	return list
}

func (k Clock) restarted(kind ClockKind, ref string, days calendar.Calendar, at time.Time) Restarted {
	r := Restarted{Clock: kind, Ref: ref, Due: k.Due, Yellow: k.Yellow, From: k.From}
	switch {
	case k.unknown():
		anew := reckon(days, at, k.Limit, k.Then)
		r.Due, r.Yellow = anew.Due, anew.Yellow
		if !anew.Due.Known() {
			r.From = at.UnixMicro()
		}
	case !k.Missed:
		paused := time.UnixMicro(k.Paused)
		r.Due = days.Resume(k.Due, k.last(), paused, at)
		if r.Due.Year != 0 {
			r.Yellow, r.From, r.Limit = 0, at.UnixMicro(), days.Left(k.Due, k.last(), paused)
		} else if k.Yellow != 0 {
			r.Yellow = min(days.Resume(calendar.Deadline{At: k.Yellow}, k.last(), paused, at).At, r.Due.At)
		}
	}
	return r
}

// last is the limit that a clock runs out by: the second, where it has two.
func (k Clock) last() calendar.Limit {
	if !k.Then.IsZero() {
		return k.Then
	}
	return k.Limit
}

// goOn starts the clocks again that stood still.
func (c Case) goOn(list []Restarted) Case {
	c.Paused = 0
	return c.withClocks(func(kind ClockKind, ref string, k Clock) Clock {
		for _, r := range list {
			if r.Clock == kind && r.Ref == ref {
				k.Due, k.Yellow, k.From, k.Paused, k.Stood = r.Due, r.Yellow, r.From, 0, true
				if !r.Limit.IsZero() {
					k.Limit, k.Then = r.Limit, calendar.Limit{}
				}
			}
		}
		return k
	})
}

// unrestarted holds a list of clocks to the case: all that stand still start again, none else, and none is due earlier
// than before, or before it goes on.
func (c Case) unrestarted(list []Restarted, at int64, clause string) *rule.Refusal {
	fault := rule.Refuse(rule.Invalid, clause, "续算的时限与中止的不符")
	i := 0
	ok := true
	c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Paused == 0 {
			return
		}
		if i >= len(list) || list[i].Clock != kind || list[i].Ref != ref || !k.unfolds(list[i].Due, at) {
			ok = false
		}
		i++
	})
	if !ok || i != len(list) {
		return fault
	}
	return nil
}

// unfolds: a deadline that was missed stays; any other lies no earlier than it did, and not in the past.
func (k Clock) unfolds(due calendar.Deadline, at int64) bool {
	switch {
	case k.Missed || !k.Due.Known() && !k.unknown():
		return due == k.Due
	case due.Known():
		return due.At >= k.Due.At && due.At >= at
	}
	return due.Year != 0
}
