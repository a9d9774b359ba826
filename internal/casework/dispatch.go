package casework

import (
	"fmt"
	"slices"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Dispatch (派单) gives the call to a lead and perhaps assists. Empty, it takes the proposal as it
// stands; changed, it says why. 依据 P-30, P-32, P-33.
type Dispatch struct {
	Lead    org.UnitID    `json:"lead,omitempty" doc:"牵头单位; the proposal's when empty"`
	Assists *[]org.UnitID `json:"assists,omitempty" doc:"配合单位; the proposal's when absent"`
	Reason  string        `json:"reason,omitempty" doc:"改变派单建议的理由"`
}

// Dispatched records the tasks, each with its three clocks, all starting now and frozen.
type Dispatched struct {
	Tasks    []Issued       `json:"tasks"`
	Changed  bool           `json:"changed,omitempty"` // not as the list proposed
	Reason   ledger.Content `json:"reason,omitzero"`
	Calendar string         `json:"calendar"`       // hash of the calendar used
	Finish   Timed          `json:"finish"`         // 全案办结时限
	Auto     bool           `json:"auto,omitempty"` // of itself, with the call (P-117)
}

// Issued is one task as it was given out.
type Issued struct {
	Task     TaskID     `json:"task"`
	Unit     org.UnitID `json:"unit"`
	Lead     bool       `json:"lead,omitempty"`
	Accept   Timed      `json:"accept,omitzero"`
	Arrive   Timed      `json:"arrive,omitzero"`
	Finish   Timed      `json:"finish"`
	Heed     Timed      `json:"heed,omitzero"`      // 集结响应时限, of a muster that is near
	ReturnBy Timed      `json:"return_by,omitzero"` // 退单时限, of a task given out for the first time
	Docket   Timed      `json:"docket,omitzero"`    // 立案时限, of a task by statutory procedure
	Muster   bool       `json:"muster,omitempty"`   // it is to come to the muster that is ahead
}

// Verb names the row of the declared table.
func (Dispatch) Verb() Verb   { return VerbDispatch }
func (Dispatch) task() string { return "" }

func (cmd Dispatch) decide(c Case, g Given) ([]Event, error) {
	p := Propose(c)
	lead, assists := p.Lead, p.Assists
	if cmd.Lead != "" {
		lead = cmd.Lead
	}
	if cmd.Assists != nil {
		assists = *cmd.Assists
	} else if cmd.Lead != "" {
		assists = without(assists, lead)
	}
	changed := lead != p.Lead || !sameUnits(assists, p.Assists)
	switch {
	case changed && blank(cmd.Reason):
		return nil, rule.Refuse(rule.Incomplete, "P-32", "改变派单建议，请说明理由").At("reason")
	case c.unwanted(lead, assists) != "" && blank(cmd.Reason):
		return nil, rule.Refuse(rule.Incomplete, "P-32", "镇街希望"+g.Units.Name(c.unwanted(lead, assists))+"到场，不派的请说明理由").At("reason")
	}
	d := Dispatched{
		Tasks: c.share(lead, assists, g), Changed: changed, Reason: ledger.Text(cmd.Reason), Calendar: g.Calendar.Hash(),
		Finish: g.whole(c.Entry.Limits),
	}
	if err := first(d.guard(c, Moment{g.at(), g.By}, g.Units), readable("reason", "P-32", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{d}, nil
}

func (e Dispatched) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if r := e.ofItself(c, m.By); r != nil {
		return r
	}
	return c.shared("lead", e.Tasks, units, m.At)
}

// nextTask is the id of the i-th task to come.
func (c Case) nextTask(i int) TaskID { return TaskID(fmt.Sprintf("t%d", len(c.Tasks)+i+1)) }

// issue freezes one task's clocks. While a muster is ahead, its time is when the unit must have come; a
// share by statutory procedure is to be docketed within a limit. 依据 P-33, P-56, P-104.
func (c Case) issue(g Given, id TaskID, unit org.UnitID, lead bool, limits catalogue.Limits) Issued {
	i := Issued{
		Task: id, Unit: unit, Lead: lead, Accept: g.due(limits.Accept), Arrive: g.due(limits.Arrive),
		Finish: g.due(limits.Finish), ReturnBy: g.due(g.Settings.ReturnWithin),
	}
	if c.Muster.ahead(g.at()) {
		i.Arrive, i.Muster, i.ReturnBy = c.Muster.By, true, g.returnAfter(c.Muster.By)
		i.Heed = g.heedOf(c.Muster.By)
	}
	if limits.Finish.Statute() {
		i.Docket = g.due(g.Settings.Docket)
	}
	return i
}

// whole is the case's own finish-by: the tasks', and the township's time to verify after it.
func (g Given) whole(limits catalogue.Limits) Timed {
	return reckon(g.Calendar, g.At, limits.Finish, g.Settings.Verify)
}

func (e Issued) open(at int64) Task {
	return Task{
		ID: e.Task, Unit: e.Unit, Lead: e.Lead, Status: TaskWaiting, ReturnBy: e.ReturnBy,
		Accept: e.Accept.start(at), Arrive: e.Arrive.start(at), Done: e.Finish.start(at), Docket: e.Docket.startIfSet(at),
		Mustered: e.Muster, Heed: e.Heed.startIfSet(at),
	}
}

func (Dispatched) verb() Verb   { return VerbDispatch }
func (Dispatched) task() TaskID { return "" }

func (e Dispatched) evolve(c Case, m Moment) Case {
	for _, t := range e.Tasks {
		c = c.enter(t, m.At)
	}
	c.Status = CaseWorking
	c.Dispatch, c.Finish = c.Dispatch.stop(m.At), e.Finish.start(m.At)
	return c
}

// unwanted is the first unit that the township asked for and that a dispatch leaves out; none where all come.
func (c Case) unwanted(lead org.UnitID, assists []org.UnitID) org.UnitID {
	for _, u := range c.Wanted {
		if u != lead && !slices.Contains(assists, u) && !c.has(u) {
			return u
		}
	}
	return ""
}

func without(list []org.UnitID, unit org.UnitID) []org.UnitID {
	return slices.DeleteFunc(slices.Clone(list), func(u org.UnitID) bool { return u == unit })
}

func sameUnits(a, b []org.UnitID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
