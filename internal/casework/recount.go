package casework

import (
	"cmp"

	"huying/internal/calendar"
	"huying/internal/org"
	"huying/internal/rule"
)

// Recount (重算) counts the deadlines of a case anew by the calendar as it is now. Nobody's command but the district
// government's, for all open cases at once, on the record: an edit of the calendar alone moves nothing. 依据 P-129.
type Recount struct {
	Order int64 // the order's place in the stream of the calendar
}

// DeadlineMoved (重算时限) gives a clock that runs the deadline it has by the calendar of today. 依据 P-129.
type DeadlineMoved struct {
	Clock    ClockKind         `json:"clock"`
	Task     TaskID            `json:"task,omitempty"`
	Ref      string            `json:"ref,omitempty"` // of a clock that is neither the case's own nor a task's
	Was      int64             `json:"was"`           // when it was due before
	Due      calendar.Deadline `json:"due"`
	Yellow   int64             `json:"yellow,omitempty"`
	Calendar string            `json:"calendar"` // hash of the calendar used
	Order    int64             `json:"order"`
}

// Verb is the clock's own: no person sends it to a case.
func (Recount) Verb() Verb   { return VerbLapse }
func (Recount) task() string { return "" }

func (cmd Recount) decide(c Case, g Given) ([]Event, error) {
	var moved []Event
	for _, r := range c.runningIf(Clock.recountable) {
		t := r.Clock.Reckon(g.Calendar)
		if t.Due == r.Clock.Due || !t.Due.Known() || t.Due.At <= g.at() {
			continue
		}
		set := r.deadlineSet(t, g.Calendar.Hash())
		moved = append(moved, DeadlineMoved{set.Clock, set.Task, set.Ref, r.Clock.Due.At, set.Due, set.Yellow, set.Calendar, cmd.Order})
	}
	return moved, nil
}

// recountable: it counts by a limit, from a moment that is known, without having stood still. What was missed stays missed, and what
// stood still is put right by an extension.
func (c Clock) recountable() bool {
	return !c.Missed && !c.Stood && c.Due.Known() && !(c.Limit.IsZero() && c.Then.IsZero())
}

func (e DeadlineMoved) ref() string { return cmp.Or(string(e.Task), e.Ref) }

func (DeadlineMoved) verb() Verb   { return VerbLapse }
func (DeadlineMoved) task() TaskID { return "" }

func (e DeadlineMoved) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	for _, r := range c.runningIf(Clock.recountable) {
		if r.Kind == e.Clock && r.Ref == e.ref() && r.Clock.Due.At == e.Was && e.Due.Known() && e.Due.At > m.At && e.Order > 0 && m.By == Clockwork {
			return nil
		}
	}
	return rule.Refuse(rule.Invalid, "P-129", "该时限不在重算之列")
}

func (e DeadlineMoved) evolve(c Case, _ Moment) Case {
	return c.withClock(e.Clock, e.ref(), func(k Clock) Clock {
		k.Due, k.Yellow = e.Due, e.Yellow
		return k
	})
}
