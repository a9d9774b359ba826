package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// Confer (会商) records a conference on the spot: who took part, what was found, and the plan, step by step. 依据 P-57.
type Confer struct {
	Attendance []Attendance `json:"attendance" doc:"到会单位"`
	Findings   string       `json:"findings" doc:"会商意见"`
	Plan       []Planned    `json:"plan,omitempty" doc:"方案"`
	Files      []File       `json:"files,omitempty" doc:"附件"`
}

// Attendance (到会) is one unit at a conference.
type Attendance struct {
	Unit org.UnitID `json:"unit" doc:"单位: in the case, the township, or a partner"`
	Rank string     `json:"rank,omitempty" doc:"职级"`
}

// Planned (方案步骤) is what one unit is to do by when.
type Planned struct {
	Step string     `json:"step" doc:"做什么"`
	Unit org.UnitID `json:"unit" doc:"由谁做: a unit in the case, the township, or a partner"`
	Due  string     `json:"due,omitempty" doc:"何时前, RFC 3339 time, or a date whose end it is"`
}

// Conferred records a conference; its steps are added to the plan.
type Conferred struct {
	Attendance []Attendance     `json:"attendance"`
	Findings   ledger.Content   `json:"findings"`
	Steps      []Step           `json:"steps,omitempty"`
	Files      []ledger.Content `json:"files,omitempty"`
}

// Step (方案步骤) is one step as it was set down: p1, p2, …
type Step struct {
	ID   string         `json:"id"`
	Unit org.UnitID     `json:"unit"`
	What ledger.Content `json:"what"`
	By   Timed          `json:"by,omitzero"`
}

// PlanStep (方案步骤) is a step of the plan as it stands.
type PlanStep struct {
	Step
	Clock Clock `json:"clock,omitzero"`
	Done  int64 `json:"done,omitempty"`
}

// Step finds a step of the plan.
func (c Case) Step(id string) (PlanStep, bool) {
	return find(c.Plan, func(s *PlanStep) string { return s.ID }, id)
}

// Verb names the row of the declared table.
func (Confer) Verb() Verb   { return VerbConfer }
func (Confer) task() string { return "" }

func (cmd Confer) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Conferred) verb() Verb   { return VerbConfer }
func (Conferred) task() TaskID { return "" }

func (e Conferred) evolve(c Case, m Moment) Case { return c }
