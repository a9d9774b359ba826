package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Join (增加联动) brings one more unit into the case before the answer. The lead stays lead; only
// the centre may fill a vacant lead, with a new unit or with one that assists already.
// 依据 P-35, P-36, P-51, P-91.
type Join struct {
	Unit   org.UnitID `json:"unit" doc:"联动单位"`
	Lead   bool       `json:"lead,omitempty" doc:"补派为牵头单位; only while the lead is vacant"`
	Reason string     `json:"reason" doc:"理由"`
}

// Joined records the added task, whose clocks start now, or the assist that leads from now on.
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
	e := Joined{c.issueNext(cmd.Unit, cmd.Lead, g), ledger.Text(cmd.Reason), g.Calendar.Hash()}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (e Joined) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if e.Issued.Lead && !c.LeadVacant { // and where it is vacant, nobody but the centre may join
		return rule.Refuse(rule.WrongState, "P-35", "牵头单位未缺位，不能另定牵头").At("lead")
	}
	return c.joinable("unit", e.Issued, units, m.At)
}

// issueNext is the task for a unit that comes in: a new one or, where an assist takes the lead, the
// one it has.
func (c Case) issueNext(unit org.UnitID, lead bool, g Given) Issued {
	if t, ok := c.Task(string(unit)); ok && t.inHand() && lead {
		fresh := c.issue(g, t.ID, unit, true, c.Entry.Limits)
		return Issued{Task: t.ID, Unit: unit, Lead: true, Finish: fresh.Finish, Docket: fresh.Docket}
	}
	return c.issue(g, c.nextTask(0), unit, lead, c.Entry.Limits)
}

// inHand: the unit is at work on its task, or has done it.
func (t Task) inHand() bool {
	return t.Status == TaskAnswered || (t.Status.Open() && t.Status != TaskReturned)
}

// joinable refuses a unit that cannot be dispatched to, or that is in the case already and would
// not come to lead it under the task it has.
func (c Case) joinable(field string, issued Issued, units *org.Directory, at int64) *rule.Refusal {
	if r := callable(field, []org.UnitID{issued.Unit}, units, at); r != nil {
		return r
	}
	leads := false
	for _, t := range c.Tasks {
		if t.Unit != issued.Unit || !(t.Status.Open() || t.Status == TaskAnswered) {
			continue
		}
		if leads = issued.Lead && t.ID == issued.Task && t.inHand(); !leads {
			return rule.Refuse(rule.Invalid, "P-51", "该单位已在派单范围内").At(field)
		}
	}
	if !leads && issued.Task != c.nextTask(0) {
		return rule.Refuse(rule.Invalid, "P-51", "派单件号应当接续").At(field)
	}
	return nil
}

func (Joined) verb() Verb   { return VerbJoin }
func (Joined) task() TaskID { return "" }

func (e Joined) evolve(c Case, m Moment) Case {
	c = c.enter(e.Issued, m.At)
	if e.Issued.Lead {
		c = c.follow(c.Left, e.Issued.Task)
		c.LeadVacant, c.Lead, c.Left = false, c.Lead.stop(m.At), ""
		return c
	}
	if last := len(c.Loose) - 1; last >= 0 { // it takes over what an assist gave back: who gives that back again is the second (P-49)
		c = c.follow(c.Loose[last], e.Issued.Task)
		c.Loose = slices.Clone(c.Loose[:last])
		if last == 0 {
			c.Loose = nil
		}
	}
	return c
}
