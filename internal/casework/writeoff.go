package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// WriteOff (记未履行) closes a share as not performed, once its time to finish has run out: it counts against the unit,
// and no longer holds up the case. 依据 P-105.
type WriteOff struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// WrittenOff records it. A lead that is written off leaves the lead vacant.
type WrittenOff struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
	Vacant Timed          `json:"vacant,omitzero"`
}

// Verb names the row of the declared table.
func (WriteOff) Verb() Verb       { return VerbWriteOff }
func (cmd WriteOff) task() string { return cmd.Task }

func (cmd WriteOff) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(t.inTime(), required("reason", "P-105", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	e := WrittenOff{Task: t.ID, Reason: ledger.Text(cmd.Reason)}
	if t.Lead {
		e.Vacant = g.due(g.Settings.Lead)
	}
	return []Event{e}, nil
}

// inTime: a share is not given up before its time to finish is over; one by statutory procedure has none until it is
// docketed, so before its time for that is over (P-104).
func (t Task) inTime() *rule.Refusal {
	undocketed := t.Done.Due.Statute && t.Docket.Missed && t.Docket.Waits()
	if !t.Done.Missed && !undocketed {
		return rule.Refuse(rule.WrongState, "P-105", "办结时限未过，不能记未履行")
	}
	return nil
}

func (WrittenOff) verb() Verb     { return VerbWriteOff }
func (e WrittenOff) task() TaskID { return e.Task }

func (e WrittenOff) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	return t.inTime()
}

func (e WrittenOff) evolve(c Case, m Moment) Case {
	return c.release(e.Task, ReleaseUnperformed, m.At).vacate(e.Task, e.Vacant, m.At)
}
