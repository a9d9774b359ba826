package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Settle (自办) closes a report that the township dealt with by its own means, summoned agencies among them: these it then
// rates. 依据 P-21, P-39.
type Settle struct {
	How   string `json:"how" doc:"办法和结果"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Settled records that the township needed nobody.
type Settled struct {
	How   ledger.Content   `json:"how"`
	Files []ledger.Content `json:"files,omitempty"`
	Rate  Timed            `json:"rate,omitzero"` // 评价时限, where summoned agencies took part
}

// Verb names the row of the declared table.
func (Settle) Verb() Verb   { return VerbSettle }
func (Settle) task() string { return "" }

func (cmd Settle) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.openTask(VerbSettle, g.Units), required("how", "P-21", "办法和结果", cmd.How)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Settled{How: ledger.Text(cmd.How), Files: files}
	if len(c.Ratable()) > 0 {
		e.Rate = g.due(g.Settings.Rate)
	}
	return []Event{e}, nil
}

func (Settled) verb() Verb   { return VerbSettle }
func (Settled) task() TaskID { return "" }

func (e Settled) guard(c Case, _ Moment, units *org.Directory) *rule.Refusal {
	if r := c.openTask(VerbSettle, units); r != nil {
		return r
	}
	if e.Rate.Limit.IsZero() != (len(c.Ratable()) == 0) {
		return rule.Refuse(rule.Invalid, "P-62", "有派驻机构参与的，自办之后限时评价")
	}
	return nil
}

func (e Settled) evolve(c Case, m Moment) Case {
	c = c.stopAll(m.At, afterClosing...)
	c.Status, c.Declined = CaseSettled, false
	c.Rate = e.Rate.startIfSet(m.At)
	return c
}
