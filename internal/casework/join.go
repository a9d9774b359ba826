package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Join (增加联动) brings one more unit into the case before the answer. The lead stays lead; only
// the centre may fill a vacant lead. 依据 P-35, P-36, P-51.
type Join struct {
	Unit   org.UnitID `json:"unit" doc:"联动单位"`
	Lead   bool       `json:"lead,omitempty" doc:"补派为牵头单位; only while the lead is vacant"`
	Reason string     `json:"reason" doc:"理由"`
}

// Joined records the added task; its clocks start now.
type Joined struct {
	Issued   Issued         `json:"issued"`
	Reason   ledger.Content `json:"reason"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Join) Verb() Verb   { return VerbJoin }
func (Join) task() string { return "" }

func (cmd Join) decide(c Case, g Given) ([]Event, error) {
	if err := first(required("unit", "P-51", "联动单位", string(cmd.Unit)), required("reason", "P-51", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	if err := c.joinable("unit", cmd.Unit, g); err != nil {
		return nil, err
	}
	switch {
	case cmd.Lead && !c.LeadVacant:
		return nil, rule.Refuse(rule.WrongState, "P-35", "牵头单位未缺位，不能另定牵头").At("lead")
	case cmd.Lead && g.By.Role != org.Dispatcher && g.By.Role != org.CentreLead:
		return nil, rule.Refuse(rule.WrongRole, "P-36", "只有区县指挥中心可以补派牵头").At("lead")
	}
	issued := g.issue(c.nextTask(0), cmd.Unit, cmd.Lead, c.Entry.Limits)
	return []Event{Joined{issued, ledger.Text(cmd.Reason), g.Calendar.Hash()}}, nil
}

// joinable refuses a unit that cannot be dispatched to, or that is in the case already.
func (c Case) joinable(field string, unit org.UnitID, g Given) error {
	if r := callable(field, []org.UnitID{unit}, g.Units); r != nil {
		return r
	}
	for _, t := range c.Tasks {
		if t.Unit == unit && (t.Status.Open() || t.Status == TaskAnswered) {
			return rule.Refuse(rule.Invalid, "P-51", "该单位已在派单范围内").At(field)
		}
	}
	return nil
}

func (Joined) verb() Verb   { return VerbJoin }
func (Joined) task() TaskID { return "" }

func (e Joined) evolve(c Case, m Moment) Case {
	c = c.withTasks(e.Issued.open(m.At))
	if e.Issued.Lead {
		c.LeadVacant, c.Lead = false, c.Lead.stop(m.At)
	}
	return c
}
