package casework

import (
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
	if cmd.Section == "" && cmd.Officer == "" {
		return nil, rule.Refuse(rule.Incomplete, "P-42", "请选择科室、中队或者经办人").At("section")
	}
	if cmd.Section != "" {
		if s, ok := g.Units.Unit(cmd.Section); !ok || s.Kind != org.KindSection || s.To != 0 || g.Units.DepartmentOf(s.ID) != t.Unit {
			return nil, rule.Refuse(rule.Invalid, "P-42", "不是本单位的科室或者中队："+clip(string(cmd.Section))).At("section")
		}
	}
	if cmd.Officer != "" {
		if err := colleague(cmd.Officer, t, g); err != nil {
			return nil, err
		}
	}
	return []Event{Assigned{t.ID, cmd.Section, cmd.Officer, cmd.Deputy}}, nil
}

// colleague refuses an officer who holds no post now in the task's unit or its sections.
func colleague(officer org.AccountID, t Task, g Given) error {
	for _, p := range g.Units.PostsOf(officer) {
		if g.Units.DepartmentOf(p.Unit) == t.Unit && (p.To == 0 || g.at() < p.To) {
			return nil
		}
	}
	return rule.Refuse(rule.Invalid, "P-42", "经办人不是本单位人员："+clip(string(officer))).At("officer")
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
		return t
	})
}
