package casework

import (
	"cmp"
	"slices"

	"huying/internal/org"
)

// RunningClock is one clock that waits, with the task it belongs to ("" for the case's own).
type RunningClock struct {
	Kind  ClockKind
	Ref   string // the task's id, or that of a step, transfer, question, request, supervision or rating; "" for the case's own
	Task  TaskID
	Unit  org.UnitID // of the task
	Clock Clock
}

// allClocks hands over every clock there is, in the order of the work, with what it belongs to: its task, or the
// id of its step, transfer, question, request, supervision or rating.
func (c *Case) allClocks(yield func(kind ClockKind, ref string, t *Task, clock *Clock)) {
	own := []struct {
		kind  ClockKind
		clock *Clock
	}{
		{ClockIntake, &c.Intake}, {ClockApproval, &c.Approve}, {ClockRuling, &c.Ruling}, {ClockDispatch, &c.Dispatch}, {ClockLead, &c.Lead},
		{ClockFinish, &c.Finish}, {ClockReview, &c.Review}, {ClockVerify, &c.Verify}, {ClockRate, &c.Rate},
	}
	for _, o := range own {
		yield(o.kind, "", nil, o.clock)
	}
	for i := range c.Tasks {
		t := &c.Tasks[i]
		for _, kind := range taskClocks {
			yield(kind, string(t.ID), t, t.clock(kind))
		}
	}
	c.itemClocks(yield)
}

// taskClocks are the clocks of one unit's share, in the order of the work.
var taskClocks = []ClockKind{
	ClockHeed, ClockAccept, ClockArrive, ClockDone, ClockReturn, ClockRuling, ClockDocket, ClockLetting, ClockRectify, ClockFollow,
}

func (c *Case) itemClocks(yield func(ClockKind, string, *Task, *Clock)) {
	of := func(id TaskID) *Task {
		for i := range c.Tasks {
			if c.Tasks[i].ID == id {
				return &c.Tasks[i]
			}
		}
		return nil
	}
	for i := range c.Plan {
		yield(ClockStep, c.Plan[i].ID, nil, &c.Plan[i].Clock)
	}
	for i := range c.Transfers {
		yield(ClockReceive, c.Transfers[i].ID, of(c.Transfers[i].To), &c.Transfers[i].Clock)
	}
	for i := range c.Questions {
		yield(ClockReply, c.Questions[i].ID, of(c.Questions[i].Task), &c.Questions[i].Clock)
	}
	for i := range c.Requests {
		r := &c.Requests[i]
		yield(ClockOpine, r.ID, of(r.Task), &r.Opine)
		yield(ClockRequest, r.ID, of(r.Task), &r.Decide)
	}
	for i := range c.Supervisions {
		yield(ClockExplain, c.Supervisions[i].ID, of(c.Supervisions[i].Task), &c.Supervisions[i].Clock)
	}
	for i := range c.Ratings {
		r := &c.Ratings[i]
		yield(ClockAppeal, r.ID, of(r.Task), &r.Decide)
		yield(ClockLodge, r.ID, of(r.Task), &r.Lodge)
	}
}

// clocks hands over every clock that runs, in the order of the work.
func (c *Case) clocks(yield func(ClockKind, string, *Task, Clock)) {
	c.allClocks(func(kind ClockKind, ref string, t *Task, clock *Clock) {
		if clock.Running() {
			yield(kind, ref, t, *clock)
		}
	})
}

// Running lists the clocks that wait now, the earliest due first, unknown deadlines last.
func (c Case) Running() []RunningClock {
	return c.runningIf(func(Clock) bool { return true })
}

func (c Case) runningIf(wanted func(Clock) bool) []RunningClock {
	var some []RunningClock
	c.clocks(func(kind ClockKind, ref string, t *Task, clock Clock) {
		if !wanted(clock) {
			return
		}
		r := RunningClock{Kind: kind, Ref: ref, Clock: clock}
		if t != nil {
			r.Task, r.Unit = t.ID, t.Unit
		}
		some = append(some, r)
	})
	slices.SortStableFunc(some, func(a, b RunningClock) int {
		x, y := a.Clock.Due, b.Clock.Due
		if x.Known() && y.Known() {
			return cmp.Compare(x.At, y.At)
		}
		return cmp.Compare(y.At, x.At) // 0 is unknown
	})
	return some
}

// Next is the earliest instant at which a miss of this case would fall due; ok is false when no
// clock with a known deadline runs.
func (c Case) Next() (at int64, ok bool) {
	c.clocks(func(_ ClockKind, _ string, _ *Task, clock Clock) {
		if !clock.Missed && clock.Due.Known() && (!ok || clock.Due.At < at) {
			at, ok = clock.Due.At, true
		}
	})
	return at, ok
}
