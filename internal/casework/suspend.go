package casework

import (
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// SuspensionGrounds (挂账事由) is the closed list of grounds.
var SuspensionGrounds = []Option{
	{"seasonal", "受季节限制", "the season"}, {"engineering", "需工程施工", "engineering works"}, {"condition", "条件尚不具备", "a condition is not met yet"},
}

// Suspend (申请挂账) asks that the case rest until a date of review. 依据 P-107.
type Suspend struct {
	Ground string `json:"ground" doc:"事由: seasonal, engineering, condition"`
	Review string `json:"review" doc:"复核日期, RFC 3339 date"`
	Reason string `json:"reason" doc:"说明"`
}

// Resume (恢复办理) takes the case up again: every clock runs on with the time that was left. 依据 P-107.
type Resume struct {
	Reason string `json:"reason" doc:"理由"`
}

// SuspensionAsked records the request; Suspended that it was granted; Resumed that the case goes on.
type (
	// SuspensionAsked is the request.
	SuspensionAsked struct {
		ID     string         `json:"id"`
		Task   TaskID         `json:"task,omitempty"`
		Ground string         `json:"ground"`
		Review Timed          `json:"review"`
		Levels []org.Role     `json:"levels"`
		Reason ledger.Content `json:"reason"`
		Opine  Timed          `json:"opine,omitzero"`
		Decide Timed          `json:"decide"`
	}
	// Suspended lets all clocks stand still but that of the review.
	Suspended struct {
		Request string         `json:"request"`
		Review  Timed          `json:"review"`
		Note    ledger.Content `json:"note,omitzero"`
	}
	// Resumed gives every clock that stood still its new deadline.
	Resumed struct {
		Reason   ledger.Content `json:"reason"`
		Clocks   []Restarted    `json:"clocks,omitempty"`
		Calendar string         `json:"calendar"`
	}
)

// Verb names the row of the declared table.
func (Suspend) Verb() Verb   { return VerbSuspend }
func (Suspend) task() string { return "" }

func (cmd Suspend) decide(c Case, g Given) ([]Event, error) {
	lead, _ := c.LeadTask()
	err := first(
		c.unsuspendable(lead.ID),
		chosen("ground", "P-107", "挂账事由", cmd.Ground, SuspensionGrounds),
		required("review", "P-107", "复核日期", cmd.Review),
		required("reason", "P-107", "说明", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	day, refused := g.endOf("review", "P-107", "复核日期", cmd.Review)
	if refused != nil {
		return nil, refused
	}
	e := SuspensionAsked{
		ID: c.nextRequest(), Task: lead.ID, Ground: cmd.Ground, Review: g.until(day), Levels: g.Settings.Suspension, Reason: ledger.Text(cmd.Reason),
	}
	if e.sameDay(g.at()) || e.Review.Due.At > g.due(g.Settings.SuspendMost).Due.At {
		return nil, rule.Refuse(rule.Invalid, "P-107", "复核日期应在今日之后，且不超过"+g.Settings.SuspendMost.Zh()).At("review")
	}
	e.Opine, e.Decide = g.asking(c.Entry.TownshipLed)
	return []Event{e}, nil
}

func (c Case) unsuspendable(lead TaskID) *rule.Refusal {
	if _, asked := c.requested(Suspension, lead); asked {
		return rule.Refuse(rule.Spent, "P-107", "已有挂账申请待批")
	}
	return nil
}

// sameDay: the day of the review has begun already, or is over. It ends at Review.
func (e SuspensionAsked) sameDay(at int64) bool {
	return !e.Review.Due.Known() || e.Review.Due.At-(24*time.Hour).Microseconds() <= at
}

func (SuspensionAsked) verb() Verb   { return VerbSuspend }
func (SuspensionAsked) task() TaskID { return "" } // the case's, though its lead asks

func (e SuspensionAsked) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if e.sameDay(m.At) {
		return rule.Refuse(rule.Invalid, "P-107", "复核日期应在今日之后").At("review")
	}
	if lead, _ := c.LeadTask(); e.Task != lead.ID || e.ID != c.nextRequest() || len(e.Levels) == 0 {
		return rule.Refuse(rule.Invalid, "P-107", "挂账由牵头单位申请，并载明审批层级")
	}
	return c.unsuspendable(e.Task)
}

func (e SuspensionAsked) evolve(c Case, m Moment) Case {
	c.Requests = more(c.Requests, Request{
		ID: e.ID, Kind: Suspension, Task: e.Task, Ground: e.Ground, Review: e.Review, Levels: e.Levels, Status: requestOpen,
		Opine: e.Opine.startIfSet(m.At), Decide: e.Decide.start(m.At),
	})
	return c
}

func (Suspended) verb() Verb   { return VerbGrant }
func (Suspended) task() TaskID { return "" }

func (e Suspended) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if r, _ := c.Request(e.Request); r.Review != e.Review || c.Status != CaseWorking {
		return rule.Refuse(rule.Invalid, "P-107", "挂账与申请不符")
	}
	return c.granted(e.Request, Suspension, m.By)
}

// Whoever still owes the call its approval, or an appeal its decision, owes it all the same.
func (e Suspended) evolve(c Case, m Moment) Case {
	c = c.grant(e.Request, m.At)
	c.Status, c.Review = CaseSuspended, e.Review.start(m.At)
	return c.standStill(m.At, ClockReview, ClockApproval, ClockAppeal, ClockLodge)
}

// Verb names the row of the declared table.
func (Resume) Verb() Verb   { return VerbResume }
func (Resume) task() string { return "" }

func (cmd Resume) decide(c Case, g Given) ([]Event, error) {
	if err := first(required("reason", "P-107", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Resumed{ledger.Text(cmd.Reason), c.Restarts(g.Calendar, g.At), g.Calendar.Hash()}}, nil
}

func (Resumed) verb() Verb   { return VerbResume }
func (Resumed) task() TaskID { return "" }

func (e Resumed) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	return c.unrestarted(e.Clocks, m.At, "P-107")
}

func (e Resumed) evolve(c Case, m Moment) Case {
	c = c.goOn(e.Clocks)
	c.Status, c.Review = CaseWorking, c.Review.stop(m.At)
	return c
}
