package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Object (提出异议) says that a report should not have been discarded. Once: it goes back to the township, where only a
// leader may discard it again, and then for good. The centre takes it down for whoever reported without an account.
// 依据 P-38.
type Object struct {
	Reason string `json:"reason" doc:"异议理由"`
}

// Objected records the objection and starts the township's time anew.
type Objected struct {
	Reason ledger.Content `json:"reason"`
	Intake Timed          `json:"intake"`
}

// Verb names the row of the declared table.
func (Object) Verb() Verb   { return VerbObject }
func (Object) task() string { return "" }

func (cmd Object) decide(c Case, g Given) ([]Event, error) {
	e := Objected{ledger.Text(cmd.Reason), g.due(g.Settings.Intake)}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("reason", "P-38", "异议理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Objected) verb() Verb   { return VerbObject }
func (Objected) task() TaskID { return "" }

func (Objected) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	return c.unobjectionable(m.By.Role, m.At)
}

// unobjectionable says why a discard stands.
func (c Case) unobjectionable(role org.Role, at int64) *rule.Refusal {
	switch {
	case len(c.Reporters()) > 0 && slices.Contains(centre, role):
		return rule.Refuse(rule.NotYours, "P-38", "异议由上报人提出")
	case c.Objected:
		return rule.Refuse(rule.Spent, "P-38", "已提过异议，不再重复提出")
	case c.ObjectBy.Limit.IsZero() || c.ObjectBy.Due.Passed(at):
		return rule.Refuse(rule.WrongState, "P-38", "已过异议期限")
	}
	return nil
}

func (e Objected) evolve(c Case, m Moment) Case {
	c.Objected, c.ObjectBy = true, Timed{}
	return c.backToIntake(e.Intake, m.At)
}
