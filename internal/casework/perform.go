package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Perform (落实) says that a step of the plan is done: by the unit whose step it is, or, for a partner's, by the lead.
// 依据 P-57.
type Perform struct {
	Step  string `json:"step" doc:"方案步骤 id: p1, p2, …"`
	Text  string `json:"text,omitempty" doc:"落实情况"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Performed records it.
type Performed struct {
	Step  string           `json:"step"`
	Text  ledger.Content   `json:"text,omitzero"`
	Files []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Perform) Verb() Verb   { return VerbPerform }
func (Perform) task() string { return "" }

func (cmd Perform) decide(c Case, g Given) ([]Event, error) {
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Performed{cmd.Step, ledger.Text(cmd.Text), files}
	if cmd.Step == "" {
		return nil, rule.Refuse(rule.Incomplete, "P-57", "请选择方案步骤").At("step")
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), readable("text", "P-57", "落实情况", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// performer is who says that a step is done: the unit whose step it is; for a partner the lead, and where no
// department leads, the township.
func (c Case) performer(s PlanStep, units *org.Directory) org.UnitID {
	if !partnerOf(s.Unit, units) {
		return s.Unit
	}
	if lead, ok := c.LeadTask(); ok {
		return lead.Unit
	}
	return c.Township
}

// speaksFor is the unit for which an actor acts in a case: the calling township for whoever of it, else its department.
func (c Case) speaksFor(by org.Actor, units *org.Directory) org.UnitID {
	if units.TownshipOf(by.Unit) == c.Township && !agency(by.Unit, units) {
		return c.Township
	}
	return units.DepartmentOf(by.Unit)
}

// stepless: no step of the plan waits for this actor.
func (c Case) stepless(by org.Actor, units *org.Directory) *rule.Refusal {
	for _, s := range c.Plan {
		if s.Done == 0 && c.performer(s, units) == c.speaksFor(by, units) {
			return nil
		}
	}
	return rule.Refuse(rule.WrongState, "P-57", "没有待本单位落实的方案步骤")
}

func (Performed) verb() Verb   { return VerbPerform }
func (Performed) task() TaskID { return "" }

func (e Performed) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	s, ok := c.Step(e.Step)
	switch {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-57", "没有这个方案步骤："+clip(e.Step)).At("step")
	case s.Done != 0:
		return rule.Refuse(rule.Spent, "P-57", "该步骤已落实").At("step")
	case c.performer(s, units) != c.speaksFor(m.By, units):
		return rule.Refuse(rule.NotYours, "P-57", "该步骤由"+units.Name(c.performer(s, units))+"落实").At("step")
	}
	return nil
}

func (e Performed) evolve(c Case, m Moment) Case {
	c.Plan = with(c.Plan, func(s *PlanStep) string { return s.ID }, e.Step, func(s PlanStep) PlanStep {
		s.Done, s.Clock = m.At, s.Clock.stop(m.At)
		return s
	})
	return c
}
