package casework

import "huying/internal/ledger"

// Withdraw (撤回) takes a call back before it is dispatched or ruled on. The report stays with the township,
// which has its time to settle, discard or call anew. 依据 P-27.
type Withdraw struct {
	Reason string `json:"reason" doc:"理由"`
}

// Withdrawn records that the township took its call back.
type Withdrawn struct {
	Reason ledger.Content `json:"reason"`
	Intake Timed          `json:"intake,omitzero"` // 受理时限
}

// Verb names the row of the declared table.
func (Withdraw) Verb() Verb   { return VerbWithdraw }
func (Withdraw) task() string { return "" }

func (cmd Withdraw) decide(_ Case, g Given) ([]Event, error) {
	if err := first(required("reason", "P-27", "撤回理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Withdrawn{ledger.Text(cmd.Reason), g.due(g.Settings.Intake)}}, nil
}

func (Withdrawn) verb() Verb   { return VerbWithdraw }
func (Withdrawn) task() TaskID { return "" }

func (e Withdrawn) evolve(c Case, m Moment) Case {
	c = c.backToIntake(e.Intake, m.At)
	c.Status, c.Declined = CaseWithdrawn, false
	return c
}
