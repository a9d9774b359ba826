package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Approve (同意呼叫) is the township leader's consent to a call. 依据 P-25, P-28.
type Approve struct {
	Note string `json:"note,omitempty" doc:"批示"`
}

// Approved records the consent. Where the call waited for it, the next clock starts now: the centre's, or the staffing
// office's.
type Approved struct {
	Note     ledger.Content `json:"note,omitzero"`
	Dispatch Timed          `json:"dispatch,omitzero"` // 派单时限, where the call waited
	Ruling   Timed          `json:"ruling,omitzero"`   // or 裁定时限, of a matter not in the list
}

// Verb names the row of the declared table.
func (Approve) Verb() Verb   { return VerbApprove }
func (Approve) task() string { return "" }

func (cmd Approve) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.awaitsApproval("P-25"), readable("note", "P-25", "批示", cmd.Note)); err != nil {
		return nil, err
	}
	e := Approved{Note: ledger.Text(cmd.Note)}
	if c.Status == CaseApproving {
		e.Dispatch, e.Ruling = g.next(c.Entry, c.Class)
	}
	return c.andDispatched(g, c.orRest(g, e)), nil
}

func (c Case) awaitsApproval(clause string) *rule.Refusal {
	if !c.Approve.Running() {
		return rule.Refuse(rule.WrongState, clause, "该呼叫不待审批")
	}
	return nil
}

func (Approved) verb() Verb   { return VerbApprove }
func (Approved) task() TaskID { return "" }

func (Approved) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	return c.awaitsApproval("P-25")
}

func (e Approved) evolve(c Case, m Moment) Case {
	c.Approve = c.Approve.stop(m.At)
	if c.Status == CaseApproving {
		c.Called = m.At
		return c.goesOn(e.Dispatch, e.Ruling, m.At)
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
	Intake Timed          `json:"intake,omitzero"` // 受理时限, where the call goes back
}

// Verb names the row of the declared table.
func (Refuse) Verb() Verb   { return VerbRefuse }
func (Refuse) task() string { return "" }

func (cmd Refuse) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.awaitsApproval("P-26"), required("reason", "P-26", "不同意的理由", cmd.Reason)); err != nil {
		return nil, err
	}
	e := ApprovalRefused{Reason: ledger.Text(cmd.Reason)}
	if c.stillAtHome() {
		e.Intake = g.due(g.Settings.Intake)
	}
	return c.orRest(g, e), nil
}

func (ApprovalRefused) verb() Verb   { return VerbRefuse }
func (ApprovalRefused) task() TaskID { return "" }

func (ApprovalRefused) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	return c.awaitsApproval("P-26")
}

func (e ApprovalRefused) evolve(c Case, m Moment) Case {
	c.Approve = c.Approve.stop(m.At)
	if c.stillAtHome() {
		return c.backToIntake(e.Intake, m.At)
	}
	return c
}

// stillAtHome: nobody was sent out for the call yet.
func (c Case) stillAtHome() bool {
	return c.Status == CaseApproving || c.Status == CaseCalled || c.Status == CaseRuling
}

// backToIntake gives the case back to the township, as it was before the call.
func (c Case) backToIntake(by Timed, at int64) Case {
	c.Status, c.Intake = CaseIntake, by.start(at)
	c.Dispatch, c.Approve, c.Ruling = c.Dispatch.stop(at), c.Approve.stop(at), c.Ruling.stop(at)
	return c
}
