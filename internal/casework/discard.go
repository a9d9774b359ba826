package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// DiscardGrounds (不予受理事由) is the closed list of grounds.
var DiscardGrounds = []Option{
	{"no_matter", "情况不属实", "nothing there"}, {"repeated", "同一诉求无新情况", "repeated, nothing new"},
	{"other_channel", "已进入信访、诉讼等法定途径", "already in another legal channel"},
	{"out_of_scope", "超出政府职责", "not the government's"}, {"secret", "涉密或者侵犯隐私", "secret or private"},
	{"emergency_line", "已转 110/119/120/122", "passed to the emergency lines"},
}

// Discard (不予受理) puts a report aside, with its reason; it is never deleted. Who reported may object, once: after that
// only a leader discards, and it stands. 依据 P-22, P-38.
type Discard struct {
	Ground string `json:"ground" doc:"事由: no_matter, repeated, other_channel, out_of_scope, secret, emergency_line"`
	Reason string `json:"reason" doc:"说明"`
}

// Discarded records that a report was put aside, and on which ground.
type Discarded struct {
	Ground string         `json:"ground"`
	Reason ledger.Content `json:"reason"`
	Object Timed          `json:"object,omitzero"` // 异议期限, unless it was objected to already
}

// Verb names the row of the declared table.
func (Discard) Verb() Verb   { return VerbDiscard }
func (Discard) task() string { return "" }

func (cmd Discard) decide(c Case, g Given) ([]Event, error) {
	e := Discarded{Ground: cmd.Ground, Reason: ledger.Text(cmd.Reason)}
	if !c.Objected {
		e.Object = g.due(g.Settings.Object)
	}
	err := first(
		e.guard(c, Moment{g.at(), g.By}, g.Units),
		chosen("ground", "P-22", "不予受理事由", cmd.Ground, DiscardGrounds),
		required("reason", "P-22", "说明", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Discarded) verb() Verb   { return VerbDiscard }
func (Discarded) task() TaskID { return "" }

func (Discarded) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	return c.undiscardable(m.By.Role, units)
}

// undiscardable: an objection is answered by a leader, and nothing is put aside while a summoned agency is at work on it.
func (c Case) undiscardable(role org.Role, units *org.Directory) *rule.Refusal {
	if c.Objected && role != org.TownshipLeader {
		return rule.Refuse(rule.WrongRole, "P-38", "上报人已提异议，再次不予受理须由分管领导决定")
	}
	return c.openTask(VerbDiscard, units)
}

func (e Discarded) evolve(c Case, m Moment) Case {
	c.Status, c.Declined, c.Intake = CaseDiscarded, false, c.Intake.stop(m.At)
	c.ObjectBy = e.Object
	return c
}
