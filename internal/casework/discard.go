package casework

import "huying/internal/ledger"

// DiscardGrounds (不予受理事由) is the closed list of grounds.
var DiscardGrounds = []Option{
	{"no_matter", "情况不属实", "nothing there"}, {"repeated", "同一诉求无新情况", "repeated, nothing new"},
	{"other_channel", "已进入信访、诉讼等法定途径", "already in another legal channel"},
	{"out_of_scope", "超出政府职责", "not the government's"}, {"secret", "涉密或者侵犯隐私", "secret or private"},
	{"emergency_line", "已转 110/119/120/122", "passed to the emergency lines"},
}

// Discard (不予受理) puts a report aside, with its reason; it is never deleted. 依据 P-22.
type Discard struct {
	Ground string `json:"ground" doc:"事由: no_matter, repeated, other_channel, out_of_scope, secret, emergency_line"`
	Reason string `json:"reason" doc:"说明"`
}

// Discarded records that a report was put aside, and on which ground.
type Discarded struct {
	Ground string         `json:"ground"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Discard) Verb() Verb   { return VerbDiscard }
func (Discard) task() string { return "" }

func (cmd Discard) decide(_ Case, _ Given) ([]Event, error) {
	err := first(
		chosen("ground", "P-22", "不予受理事由", cmd.Ground, DiscardGrounds),
		required("reason", "P-22", "说明", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	return []Event{Discarded{cmd.Ground, ledger.Text(cmd.Reason)}}, nil
}

func (Discarded) verb() Verb   { return VerbDiscard }
func (Discarded) task() TaskID { return "" }

func (e Discarded) evolve(c Case, m Moment) Case {
	c.Status, c.Intake = CaseDiscarded, c.Intake.stop(m.At)
	return c
}
