package casework

import (
	"cmp"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Summon (调派) tasks the township's own agencies, before or beside a call, or in a case it settles itself: the same
// clocks, the same rating. 依据 P-39.
type Summon struct {
	Units  []org.UnitID    `json:"units" doc:"派驻机构"`
	Class  catalogue.Class `json:"class,omitempty" doc:"daily, major or urgent: whose limits hold; the call's own, or daily, when empty"`
	Reason string          `json:"reason" doc:"事由"`
}

// Summoned records the tasks, each with its three clocks.
type Summoned struct {
	Tasks    []Issued       `json:"tasks"`
	Reason   ledger.Content `json:"reason"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Summon) Verb() Verb   { return VerbSummon }
func (Summon) task() string { return "" }

func (cmd Summon) decide(c Case, g Given) ([]Event, error) {
	edition, ok := g.List.InForce(g.at())
	if !ok {
		return nil, rule.Refuse(rule.Unavailable, "P-10", "本区县此时没有生效的责任清单")
	}
	class := cmp.Or(cmd.Class, c.class())
	if err := first(chosen("class", "P-39", "时限类别", string(class), Classes), required("reason", "P-39", "事由", cmd.Reason)); err != nil {
		return nil, err
	}
	e := Summoned{Reason: ledger.Text(cmd.Reason), Calendar: g.Calendar.Hash()}
	for i, u := range cmd.Units {
		e.Tasks = append(e.Tasks, c.issue(g, c.nextTask(i), u, false, edition.Defaults[class]))
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Summoned) verb() Verb   { return VerbSummon }
func (Summoned) task() TaskID { return "" }

// A township summons its own agencies, each once at a time, and nobody else.
func (e Summoned) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	var called []org.UnitID
	for i, t := range e.Tasks {
		if t.Task != c.nextTask(i) || t.Lead {
			return rule.Refuse(rule.Invalid, "P-39", "派单件号应当接续，调派不定牵头")
		}
		called = append(called, t.Unit)
	}
	if len(called) == 0 {
		return rule.Refuse(rule.Incomplete, "P-39", "请指明派驻机构").At("units")
	}
	if r := callable("units", called, units, m.At); r != nil {
		return r
	}
	for _, id := range called {
		if u, _ := units.Unit(id); u.Kind != org.KindAgency || u.Parent != c.Township {
			return rule.Refuse(rule.Invalid, "P-39", u.Name+"不是本镇街的派驻机构，请呼叫").At("units")
		}
		if t, ok := c.Task(string(id)); ok && (t.Status.Open() || (t.Lead && t.Status == TaskAnswered)) {
			return rule.Refuse(rule.Invalid, "P-39", units.Name(id)+"已在办理").At("units")
		}
	}
	return nil
}

func (e Summoned) evolve(c Case, m Moment) Case {
	for _, issued := range e.Tasks {
		c = c.enter(issued, m.At).withTask(issued.Task, func(t Task) Task {
			t.Summoned = true
			return t
		})
	}
	return c
}
