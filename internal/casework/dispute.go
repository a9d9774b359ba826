package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Dispute (提请裁定) takes a declined call to the staffing office. 依据 P-48.
type Dispute struct {
	Reason string `json:"reason" doc:"理由"`
}

// Disputed records it and starts the time to rule.
type Disputed struct {
	Reason ledger.Content `json:"reason"`
	Ruling Timed          `json:"ruling"`
}

// Verb names the row of the declared table.
func (Dispute) Verb() Verb   { return VerbDispute }
func (Dispute) task() string { return "" }

func (cmd Dispute) decide(c Case, g Given) ([]Event, error) {
	e := Disputed{ledger.Text(cmd.Reason), g.due(g.Settings.Ruling[c.class()])}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("reason", "P-48", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Disputed) verb() Verb   { return VerbDispute }
func (Disputed) task() TaskID { return "" }

func (Disputed) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal { return c.undisputed(m.At) }

// undisputed says why there is nothing to dispute, or not any more.
func (c Case) undisputed(at int64) *rule.Refusal {
	switch {
	case !c.Declined:
		return rule.Refuse(rule.WrongState, "P-48", "只有不予派单的可以提请裁定")
	case c.DisputeBy.Due.Passed(at):
		return rule.Refuse(rule.WrongState, "P-48", "已过提请裁定的期限")
	}
	return nil
}

func (e Disputed) evolve(c Case, m Moment) Case {
	c.Status, c.Declined = CaseRuling, false
	c.Intake, c.Ruling = c.Intake.stop(m.At), e.Ruling.start(m.At)
	return c
}
