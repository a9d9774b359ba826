package casework

import (
	"cmp"
	"slices"

	"huying/internal/calendar"
)

// DeadlineSet (补定时限) fixes a deadline that stood as unknown because the calendar of its year was
// not published when the clock started. It is recorded before anything is decided, by the clock
// itself, once the year has been imported. 依据 P-71.
type DeadlineSet struct {
	Clock    ClockKind         `json:"clock"`
	Task     TaskID            `json:"task,omitempty"`
	Ref      string            `json:"ref,omitempty"` // of a clock that is neither the case's own nor a task's
	Due      calendar.Deadline `json:"due"`
	Yellow   int64             `json:"yellow,omitempty"`
	Calendar string            `json:"calendar"` // hash of the calendar used
}

// knownNow lists the deadlines that were unknown and can be told now.
func (c Case) knownNow(g Given) []Event {
	var set []Event
	for _, r := range c.runningIf(Clock.unknown) {
		if t := r.Clock.Reckon(g.Calendar); t.Due.Known() {
			set = append(set, r.deadlineSet(t, g.Calendar.Hash()))
		}
	}
	return set
}

func (r RunningClock) deadlineSet(t Timed, calendar string) DeadlineSet {
	set := DeadlineSet{Clock: r.Kind, Ref: r.Ref, Due: t.Due, Yellow: t.Yellow, Calendar: calendar}
	if r.Ref == string(r.Task) {
		set.Task, set.Ref = r.Task, ""
	}
	return set
}

func (e DeadlineSet) ref() string { return cmp.Or(string(e.Task), e.Ref) }

// unknown: the deadline falls into a year that had no calendar.
func (c Clock) unknown() bool { return c.Due.Year != 0 }

func (DeadlineSet) verb() Verb   { return VerbLapse }
func (DeadlineSet) task() TaskID { return "" }

func (e DeadlineSet) evolve(c Case, _ Moment) Case {
	return c.withClock(e.Clock, e.ref(), func(k Clock) Clock {
		k.Due, k.Yellow = e.Due, e.Yellow
		return k
	})
}

// withClock gives the case with one clock changed: its own where ref is empty, or one of a task, step, transfer,
// question, request, supervision or rating.
func (c Case) withClock(kind ClockKind, ref string, change func(Clock) Clock) Case {
	return c.withClocks(func(k ClockKind, r string, clock Clock) Clock {
		if k == kind && r == ref {
			return change(clock)
		}
		return clock
	})
}

// withClocks gives the case with every clock changed; the old case keeps its own.
func (c Case) withClocks(change func(ClockKind, string, Clock) Clock) Case {
	c.Tasks, c.Plan, c.Transfers = slices.Clone(c.Tasks), slices.Clone(c.Plan), slices.Clone(c.Transfers)
	c.Questions, c.Requests = slices.Clone(c.Questions), slices.Clone(c.Requests)
	c.Supervisions, c.Ratings = slices.Clone(c.Supervisions), slices.Clone(c.Ratings)
	c.allClocks(func(kind ClockKind, ref string, _ *Task, clock *Clock) { *clock = change(kind, ref, *clock) })
	return c
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
	case ClockRuling:
		return &t.Ruling
	case ClockDocket:
		return &t.Docket
	case ClockLetting:
		return &t.Letting
	case ClockRectify:
		return &t.Rectify
	case ClockFollow:
		return &t.Follow
	case ClockHeed:
		return &t.Heed
	}
	return nil
}
