package casework

import (
	"cmp"
	"slices"

	"huying/internal/org"
)

// RunningClock is one clock that waits, with the task it belongs to ("" for the case's own).
type RunningClock struct {
	Kind  ClockKind
	Task  TaskID
	Unit  org.UnitID // of the task
	Clock Clock
}

// clocks hands over every clock that waits, in the order of the work.
func (c *Case) clocks(yield func(ClockKind, *Task, Clock)) {
	add := func(kind ClockKind, t *Task, clock Clock) {
		if clock.Running() {
			yield(kind, t, clock)
		}
	}
	add(ClockIntake, nil, c.Intake)
	add(ClockApproval, nil, c.Approve)
	add(ClockDispatch, nil, c.Dispatch)
	add(ClockLead, nil, c.Lead)
	add(ClockFinish, nil, c.Finish)
	add(ClockVerify, nil, c.Verify)
	add(ClockRate, nil, c.Rate)
	for i := range c.Tasks {
		t := &c.Tasks[i]
		add(ClockAccept, t, t.Accept)
		add(ClockArrive, t, t.Arrive)
		add(ClockDone, t, t.Done)
		add(ClockReturn, t, t.Return)
	}
}

// Running lists the clocks that wait now, the earliest due first, unknown deadlines last.
func (c Case) Running() []RunningClock {
	return c.runningIf(func(Clock) bool { return true })
}

func (c Case) runningIf(wanted func(Clock) bool) []RunningClock {
	var some []RunningClock
	c.clocks(func(kind ClockKind, t *Task, clock Clock) {
		if !wanted(clock) {
			return
		}
		r := RunningClock{Kind: kind, Clock: clock}
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
	c.clocks(func(_ ClockKind, _ *Task, clock Clock) {
		if !clock.Missed && clock.Due.Known() && (!ok || clock.Due.At < at) {
			at, ok = clock.Due.At, true
		}
	})
	return at, ok
}
