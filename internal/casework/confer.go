package casework

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// The most a conference may list, of units or of steps, and the farthest ahead that a step may lie.
const (
	maxListed = 50
	planAhead = 2 * 366 * 24 * time.Hour
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

func (cmd Confer) decide(c Case, g Given) ([]Event, error) {
	if len(cmd.Attendance) > maxListed || len(cmd.Plan) > maxListed {
		return nil, rule.Refuse(rule.Invalid, "P-57", fmt.Sprintf("单位和步骤各不得超过 %d 个", maxListed)).At("attendance")
	}
	if err := first(required("findings", "P-57", "会商意见", cmd.Findings)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Conferred{Findings: ledger.Text(cmd.Findings), Files: files}
	for _, a := range cmd.Attendance {
		e.Attendance = append(e.Attendance, Attendance{a.Unit, rankOr(a.Rank)})
	}
	for i, p := range cmd.Plan {
		by, refused := p.by(g)
		if err := first(required("plan", "P-57", "方案步骤", p.Step), refused); err != nil {
			return nil, err
		}
		e.Steps = append(e.Steps, Step{c.nextStep(i), p.Unit, ledger.Text(p.Step), by})
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// by is when a step is due: at a time, or at the end of a date.
func (p Planned) by(g Given) (Timed, *rule.Refusal) {
	switch {
	case p.Due == "":
		return Timed{}, nil
	case strings.Contains(p.Due, "T"):
		at, refused := instant("plan", "P-57", "步骤时限", p.Due)
		return g.until(at), refused
	}
	at, refused := g.endOf("plan", "P-57", "步骤时限", p.Due)
	return g.until(at), refused
}

// nextStep is the id of the i-th step to come.
func (c Case) nextStep(i int) string { return fmt.Sprintf("p%d", len(c.Plan)+i+1) }

func (Conferred) verb() Verb   { return VerbConfer }
func (Conferred) task() TaskID { return "" }

func (e Conferred) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if len(e.Attendance) == 0 {
		return rule.Refuse(rule.Incomplete, "P-57", "请填写到会单位").At("attendance")
	}
	for i, a := range e.Attendance {
		if slices.ContainsFunc(e.Attendance[:i], func(b Attendance) bool { return b.Unit == a.Unit }) {
			return rule.Refuse(rule.Invalid, "P-57", units.Name(a.Unit)+"重复").At("attendance")
		}
		if r := chosen("attendance", "P-57", "职级", a.Rank, Ranks); r != nil {
			return r
		}
		if _, tasked := c.latest(a.Unit); !tasked && !c.outside(a.Unit, units) {
			return rule.Refuse(rule.Invalid, "P-57", units.Name(a.Unit)+"不在本案，不能记为到会").At("attendance")
		}
	}
	for i, s := range e.Steps {
		if s.ID != c.nextStep(i) {
			return rule.Refuse(rule.Invalid, "P-57", "方案步骤号应当接续").At("plan")
		}
		if t, ok := c.latest(s.Unit); !(ok && t.inCase()) && !c.outside(s.Unit, units) {
			return rule.Refuse(rule.Invalid, "P-57", units.Name(s.Unit)+"不在本案，不能列入方案").At("plan")
		}
		if s.By.Due.IsZero() {
			continue
		}
		if r := ahead("plan", "P-57", "步骤时限", s.By, m.At, planAhead); r != nil {
			return r
		}
	}
	return nil
}

// latest is the latest task of a unit.
func (c Case) latest(unit org.UnitID) (Task, bool) {
	t, ok := c.Task(string(unit))
	return t, ok && t.Unit == unit // not one that is called so
}

// inCase: the task is at work or done, so that its unit is still of the case.
func (t Task) inCase() bool { return t.Status.Open() || t.Status == TaskAnswered }

// outside reports whether a unit has its say in a case without a task: the calling township, or a partner.
func (c Case) outside(id org.UnitID, units *org.Directory) bool {
	return id == c.Township || partnerOf(id, units)
}

func partnerOf(id org.UnitID, units *org.Directory) bool {
	u, ok := units.Unit(id)
	return ok && u.Kind == org.KindPartner
}

func (e Conferred) evolve(c Case, m Moment) Case {
	for _, s := range e.Steps {
		step := PlanStep{Step: s}
		if !s.By.Due.IsZero() {
			step.Clock = s.By.start(m.At)
		}
		c.Plan = more(c.Plan, step)
	}
	return c
}
