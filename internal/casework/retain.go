package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Retain (不予解除) turns down a release that the lead proposed: the unit stays in the case. 依据 P-52.
type Retain struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// Retained records it.
type Retained struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Retain) Verb() Verb       { return VerbRetain }
func (cmd Retain) task() string { return cmd.Task }

func (cmd Retain) decide(c Case, _ Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(t.unproposed(), required("reason", "P-52", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Retained{t.ID, ledger.Text(cmd.Reason)}}, nil
}

// unproposed: nobody asked that this unit be let go.
func (t Task) unproposed() *rule.Refusal {
	if !t.Proposed {
		return rule.Refuse(rule.WrongState, "P-52", "牵头单位未提出解除该单位")
	}
	return nil
}

func (Retained) verb() Verb     { return VerbRetain }
func (e Retained) task() TaskID { return e.Task }

func (e Retained) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	return t.unproposed()
}

func (e Retained) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t = t.unpropose(m.At)
		t.Retained = true
		return t
	})
}

// unpropose: a proposal to let the unit go is decided, or overtaken by what the unit did.
func (t Task) unpropose(at int64) Task {
	t.Proposed, t.Letting = false, t.Letting.stop(at)
	return t
}
