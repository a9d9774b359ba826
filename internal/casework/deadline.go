package casework

import "huying/internal/calendar"

// DeadlineSet (补定时限) fixes a deadline that stood as unknown because the calendar of its year was
// not published when the clock started. It is recorded before anything is decided, by the clock
// itself, once the year has been imported. 依据 P-71.
type DeadlineSet struct {
	Clock    ClockKind         `json:"clock"`
	Task     TaskID            `json:"task,omitempty"`
	Due      calendar.Deadline `json:"due"`
	Yellow   int64             `json:"yellow,omitempty"`
	Calendar string            `json:"calendar"` // hash of the calendar used
}

// knownNow lists the deadlines that were unknown and can be told now.
func (c Case) knownNow(g Given) []Event {
	var set []Event
	for _, r := range c.runningIf(Clock.unknown) {
		if t := r.Clock.Reckon(g.Calendar); t.Due.Known() {
			set = append(set, DeadlineSet{r.Kind, r.Task, t.Due, t.Yellow, g.Calendar.Hash()})
		}
	}
	return set
}

// unknown: the deadline falls into a year that had no calendar.
func (c Clock) unknown() bool { return c.Due.Year != 0 }

func (DeadlineSet) verb() Verb   { return VerbLapse }
func (DeadlineSet) task() TaskID { return "" }

func (e DeadlineSet) evolve(c Case, _ Moment) Case {
	return c.withClock(e.Clock, e.Task, func(k Clock) Clock {
		k.Due, k.Yellow = e.Due, e.Yellow
		return k
	})
}

// withClock gives the case with one clock changed: its own, or one of a task.
func (c Case) withClock(kind ClockKind, task TaskID, change func(Clock) Clock) Case {
	if task != "" {
		return c.withTask(task, func(t Task) Task {
			if k := t.clock(kind); k != nil {
				*k = change(*k)
			}
			return t
		})
	}
	if k := c.clock(kind); k != nil {
		*k = change(*k)
	}
	return c
}

// clock points into the case's own copy.
func (c *Case) clock(kind ClockKind) *Clock {
	switch kind {
	case ClockIntake:
		return &c.Intake
	case ClockApproval:
		return &c.Approve
	case ClockDispatch:
		return &c.Dispatch
	case ClockLead:
		return &c.Lead
	case ClockFinish:
		return &c.Finish
	case ClockVerify:
		return &c.Verify
	case ClockRate:
		return &c.Rate
	}
	return nil
}

// clock points into the task's own copy.
func (t *Task) clock(kind ClockKind) *Clock {
	switch kind {
	case ClockAccept:
		return &t.Accept
	case ClockArrive:
		return &t.Arrive
	case ClockDone:
		return &t.Done
	case ClockReturn:
		return &t.Return
	}
	return nil
}
