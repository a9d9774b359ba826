package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Designate (指定牵头) gives a matter that is not in the list a lead for this once, and perhaps assists; a proposal to
// change the list goes with it. 依据 P-16.
type Designate struct {
	Lead    org.UnitID   `json:"lead" doc:"临时牵头单位"`
	Assists []org.UnitID `json:"assists,omitempty" doc:"配合单位"`
	Reason  string       `json:"reason" doc:"理由: kept as a precedent that all may read; no particulars of persons"`
	Change  string       `json:"change" doc:"清单修改建议"`
}

// Designated records the tasks given out, not to be returned.
type Designated struct {
	Tasks    []Issued       `json:"tasks"`
	Reason   ledger.Content `json:"reason"`
	Change   ledger.Content `json:"change"`
	Finish   Timed          `json:"finish"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Designate) Verb() Verb   { return VerbDesignate }
func (Designate) task() string { return "" }

func (cmd Designate) decide(c Case, g Given) ([]Event, error) {
	e := Designated{
		Tasks: binding(c.share(cmd.Lead, cmd.Assists, g)), Reason: ledger.Text(cmd.Reason), Change: ledger.Text(cmd.Change),
		Finish: g.whole(c.Entry.Limits), Calendar: g.Calendar.Hash(),
	}
	err := first(
		e.guard(c, Moment{g.at(), g.By}, g.Units),
		required("reason", "P-16", "理由", cmd.Reason), required("change", "P-116", "清单修改建议", cmd.Change),
	)
	if err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Designated) verb() Verb   { return VerbDesignate }
func (Designated) task() TaskID { return "" }

func (e Designated) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if r := c.listed(); r != nil {
		return r
	}
	return c.shared("lead", e.Tasks, units, m.At)
}

// listed: what the list names a lead for, the list decides.
func (c Case) listed() *rule.Refusal {
	if !c.Entry.Unlisted {
		return rule.Refuse(rule.WrongState, "P-16", "只有清单外事项由编办指定牵头单位")
	}
	return nil
}

func (e Designated) evolve(c Case, m Moment) Case {
	c.Status, c.Ruling, c.Finish = CaseWorking, c.Ruling.stop(m.At), e.Finish.start(m.At)
	return c.enterBound(e.Tasks, m.At)
}
