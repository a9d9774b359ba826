package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// DeclineGrounds (不予派单事由) is the closed list of grounds.
var DeclineGrounds = []Option{
	{"own_duty", "属镇街自身职责", "the township's own duty"}, {"wrong_situation", "事项情形不符", "wrong matter or situation"},
	{"incomplete", "要素、证据不全", "evidence incomplete"}, {"repeated", "重复呼叫", "called already"},
	{"other_channel", "应走信访、诉讼等法定途径", "belongs to another legal channel"},
}

// Decline (不予派单) sends a call back to the township within the time to dispatch; the township may dispute it. 依据 P-31, P-48.
type Decline struct {
	Ground string `json:"ground" doc:"事由: own_duty, wrong_situation, incomplete, repeated, other_channel"`
	Clause string `json:"clause" doc:"清单条款: the line of the list it rests on"`
	Reason string `json:"reason" doc:"说明"`
}

// Declined records that the centre did not dispatch, and on what ground.
type Declined struct {
	Ground  string         `json:"ground"`
	Clause  ledger.Content `json:"clause"`
	Reason  ledger.Content `json:"reason"`
	Intake  Timed          `json:"intake"`
	Dispute Timed          `json:"dispute,omitzero"` // 提请裁定期限
}

// Verb names the row of the declared table.
func (Decline) Verb() Verb   { return VerbDecline }
func (Decline) task() string { return "" }

func (cmd Decline) decide(c Case, g Given) ([]Event, error) {
	err := first(
		c.undeclinable(g.at()),
		chosen("ground", "P-31", "不予派单事由", cmd.Ground, DeclineGrounds),
		required("clause", "P-31", "清单条款", cmd.Clause),
		required("reason", "P-31", "说明", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	return []Event{Declined{
		Ground: cmd.Ground, Clause: ledger.Text(cmd.Clause), Reason: ledger.Text(cmd.Reason),
		Intake: g.due(g.Settings.Intake), Dispute: g.due(g.Settings.Dispute),
	}}, nil
}

// undeclinable: who let the time to dispatch run out has to dispatch. 依据 P-31.
func (c Case) undeclinable(at int64) *rule.Refusal {
	if c.Dispatch.Waits() && (c.Dispatch.Missed || c.Dispatch.late(at)) {
		return rule.Refuse(rule.WrongState, "P-31", "已过派单时限，不得不予派单，应当派单")
	}
	return nil
}

func (Declined) verb() Verb   { return VerbDecline }
func (Declined) task() TaskID { return "" }

func (Declined) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal { return c.undeclinable(m.At) }

func (e Declined) evolve(c Case, m Moment) Case {
	c.Declined, c.DisputeBy, c.ByHand = !e.Dispute.Limit.IsZero(), e.Dispute, true
	return c.backToIntake(e.Intake, m.At)
}
