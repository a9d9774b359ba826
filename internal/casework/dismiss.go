package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Dismiss (撤销调派) lets an agency go that its township summoned by mistake, as long as it has not come. Nothing is held
// against it, and it is not rated. 依据 P-39.
type Dismiss struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// Dismissed records it.
type Dismissed struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Dismiss) Verb() Verb       { return VerbDismiss }
func (cmd Dismiss) task() string { return cmd.Task }

func (cmd Dismiss) decide(c Case, _ Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(t.undismissable(), required("reason", "P-39", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Dismissed{t.ID, ledger.Text(cmd.Reason)}}, nil
}

// undismissable says why a share is not the township's to take back: others gave it out, or the unit is at work.
func (t Task) undismissable() *rule.Refusal {
	switch {
	case !t.Summoned:
		return rule.Refuse(rule.NotYours, "P-39", "不是镇街调派的，不能撤销调派")
	case t.Lead:
		return rule.Refuse(rule.WrongState, "P-39", "已派单由该单位牵头，不能撤销调派")
	case t.Came:
		return rule.Refuse(rule.WrongState, "P-39", "该单位已到场，不能撤销调派")
	}
	return nil
}

func (Dismissed) verb() Verb     { return VerbDismiss }
func (e Dismissed) task() TaskID { return e.Task }

func (e Dismissed) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	return t.undismissable()
}

func (e Dismissed) evolve(c Case, m Moment) Case {
	return c.ended(e.Task, m.At).withTask(e.Task, func(t Task) Task {
		t = t.unpropose(m.At)
		t.Status = TaskRecalled
		return t.stopAll(m.At)
	})
}
