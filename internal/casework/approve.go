package casework

import (
	"huying/internal/ledger"
	"huying/internal/rule"
)

// Approve (同意呼叫) is the township leader's consent to a call. 依据 P-25, P-28.
type Approve struct {
	Note string `json:"note,omitempty" doc:"批示"`
}

// Approved records the consent. Where the call waited for it, the centre's clock starts now.
type Approved struct {
	Note     ledger.Content `json:"note,omitzero"`
	Dispatch Timed          `json:"dispatch,omitzero"`
}

// Verb names the row of the declared table.
func (Approve) Verb() Verb   { return VerbApprove }
func (Approve) task() string { return "" }

func (cmd Approve) decide(c Case, g Given) ([]Event, error) {
	if !c.Approve.Running() {
		return nil, rule.Refuse(rule.WrongState, "P-25", "该呼叫不待审批")
	}
	if err := first(readable("note", "P-25", "批示", cmd.Note)); err != nil {
		return nil, err
	}
	return []Event{Approved{Note: ledger.Text(cmd.Note), Dispatch: g.due(g.Settings.Dispatch[c.Class])}}, nil
}

func (Approved) verb() Verb   { return VerbApprove }
func (Approved) task() TaskID { return "" }

func (e Approved) evolve(c Case, m Moment) Case {
	c.Approve = c.Approve.stop(m.At)
	if c.Status == CaseApproving {
		c.Status, c.Called, c.Dispatch = CaseCalled, m.At, e.Dispatch.start(m.At)
	}
	return c
}

// Refuse (不同意呼叫) withholds the leader's consent. A call that waits goes back to intake; one
// that went ahead because it was urgent is called off before dispatch, and after it goes on with the
// refusal on record, for the units are already out. 依据 P-26.
type Refuse struct {
	Reason string `json:"reason" doc:"理由"`
}

// ApprovalRefused records that the leader did not agree.
type ApprovalRefused struct {
	Reason ledger.Content `json:"reason"`
	Intake Timed          `json:"intake"`
}

// Verb names the row of the declared table.
func (Refuse) Verb() Verb   { return VerbRefuse }
func (Refuse) task() string { return "" }

func (cmd Refuse) decide(c Case, g Given) ([]Event, error) {
	if !c.Approve.Running() {
		return nil, rule.Refuse(rule.WrongState, "P-26", "该呼叫不待审批")
	}
	if err := first(required("reason", "P-26", "不同意的理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{ApprovalRefused{ledger.Text(cmd.Reason), g.due(g.Settings.Intake)}}, nil
}

func (ApprovalRefused) verb() Verb   { return VerbRefuse }
func (ApprovalRefused) task() TaskID { return "" }

func (e ApprovalRefused) evolve(c Case, m Moment) Case {
	c.Approve = c.Approve.stop(m.At)
	if c.Status == CaseApproving || c.Status == CaseCalled {
		return c.backToIntake(e.Intake, m.At)
	}
	return c
}

// backToIntake gives the case back to the township, as it was before the call.
func (c Case) backToIntake(by Timed, at int64) Case {
	c.Status, c.Intake = CaseIntake, by.start(at)
	c.Dispatch, c.Approve = c.Dispatch.stop(at), c.Approve.stop(at)
	return c
}
