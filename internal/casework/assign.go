package casework

import (
	"cmp"

	"huying/internal/org"
	"huying/internal/rule"
)

// Assign (交办) hands a unit's own task to one of its sections, squads or officers. The unit stays
// answerable. 依据 P-42.
type Assign struct {
	Section org.UnitID    `json:"section,omitempty" doc:"科室或者中队"`
	Officer org.AccountID `json:"officer,omitempty" doc:"经办人账号"`
	Deputy  org.AccountID `json:"deputy,omitempty" doc:"AB角: who stands in for the officer"`
}

// Assigned records who inside the unit has the task.
type Assigned struct {
	Task    TaskID        `json:"task"`
	Section org.UnitID    `json:"section,omitempty"`
	Officer org.AccountID `json:"officer,omitempty"`
	Deputy  org.AccountID `json:"deputy,omitempty"`
}

// Verb names the row of the declared table.
func (Assign) Verb() Verb   { return VerbAssign }
func (Assign) task() string { return "" }

func (cmd Assign) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	if cmd.Section == "" && cmd.Officer == "" && cmd.Deputy == "" {
		return nil, rule.Refuse(rule.Incomplete, "P-42", "请选择科室、中队、经办人或者AB角").At("section")
	}
	if cmd.Section != "" {
		if s, ok := g.Units.Unit(cmd.Section); !ok || s.Kind != org.KindSection || s.To != 0 || g.Units.DepartmentOf(s.ID) != t.Unit {
			return nil, rule.Refuse(rule.Invalid, "P-42", "不是本单位的科室或者中队："+clip(string(cmd.Section))).At("section")
		}
	}
	if cmd.Officer != "" {
		if err := c.colleague("officer", cmd.Officer, t, g); err != nil {
			return nil, err
		}
	}
	if cmd.Deputy != "" {
		if err := c.colleague("deputy", cmd.Deputy, t, g); err != nil {
			return nil, err
		}
		if cmd.Deputy == cmp.Or(cmd.Officer, t.Officer) {
			return nil, rule.Refuse(rule.Invalid, "P-42", "AB角应是经办人之外的人员").At("deputy")
		}
	}
	return []Event{Assigned{t.ID, cmd.Section, cmd.Officer, cmd.Deputy}}, nil
}

// colleague refuses an officer who has recused from the case, or holds no post now in the task's unit or its sections.
func (c Case) colleague(field string, officer org.AccountID, t Task, g Given) error {
	if c.recused(officer) {
		return rule.Refuse(rule.Invalid, "P-103", "该人员已回避本案："+clip(string(officer))).At(field)
	}
	for _, p := range g.Units.PostsOf(officer) {
		if g.Units.DepartmentOf(p.Unit) == t.Unit && (p.To == 0 || g.at() < p.To) {
			return nil
		}
	}
	return rule.Refuse(rule.Invalid, "P-42", "不是本单位人员："+clip(string(officer))).At(field)
}

func (Assigned) verb() Verb     { return VerbAssign }
func (e Assigned) task() TaskID { return e.Task }

func (e Assigned) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		if e.Section != "" {
			t.Section = e.Section
		}
		if e.Officer != "" {
			t.Officer = e.Officer
		}
		switch {
		case e.Deputy != "":
			t.Deputy = e.Deputy
		case t.Deputy == t.Officer: // who stood in has it now
			t.Deputy = ""
		}
		return t
	})
}
