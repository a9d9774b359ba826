package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// ReturnGrounds (退单事由) is the closed list of grounds.
var ReturnGrounds = []Option{
	{"not_listed", "清单未列本单位职责", "not this unit's duty by the list"},
	{"wrong_situation", "事项情形认定不符", "another situation applies"},
	{"other_unit", "依法由其他单位主管", "by law another unit's"},
	{"out_of_area", "不在管辖区域", "outside its area"},
}

// Return (退单) gives a task back, once, within the limit, on a ground and a clause of the list.
// The clocks run on until the centre has decided or, where another unit gave back the same before, the staffing office.
// Who is called to a muster returns only after it has come in the rank asked for. 依据 P-43, P-45, P-49, P-56.
type Return struct {
	Ground string `json:"ground" doc:"事由: not_listed, wrong_situation, other_unit, out_of_area"`
	Clause string `json:"clause" doc:"清单条款: the line of the list it rests on"`
	Reason string `json:"reason,omitempty" doc:"说明"`
}

// Returned records a unit's one return and starts the centre's time to decide.
type Returned struct {
	Task     TaskID         `json:"task"`
	Ground   string         `json:"ground"`
	Clause   ledger.Content `json:"clause"`
	Reason   ledger.Content `json:"reason,omitzero"`
	Decision Timed          `json:"decision,omitzero"` // the centre's time, or
	Ruling   Timed          `json:"ruling,omitzero"`   // the staffing office's, of a second unit's return
}

// Verb names the row of the declared table.
func (Return) Verb() Verb   { return VerbReturn }
func (Return) task() string { return "" }

func (cmd Return) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	err := first(
		c.unreturnable(t, g.at()),
		chosen("ground", "P-43", "退单事由", cmd.Ground, ReturnGrounds),
		required("clause", "P-43", "清单条款", cmd.Clause),
		readable("reason", "P-43", "说明", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	e := Returned{Task: t.ID, Ground: cmd.Ground, Clause: ledger.Text(cmd.Clause), Reason: ledger.Text(cmd.Reason)}
	if t.second() {
		e.Ruling = g.due(g.Settings.Ruling[c.class()])
	} else {
		e.Decision = g.due(g.Settings.ReturnDecision)
	}
	return []Event{e}, nil
}

// second: the unit has taken over what another unit gave back; its own it cannot give back again.
func (t Task) second() bool { return t.After != "" }

// unreturnable says why a task may not be given back, or not any more. A unit returns once: after
// that it is either out of the case or designated. Who came of its own time has taken the matter up; who came
// because all were mustered has not yet said so. Neither rework nor reopening gives the right anew (P-92), nor does coming
// into the case again after its one return was upheld (P-43).
func (c Case) unreturnable(t Task, at int64) *rule.Refusal {
	switch {
	case !t.Designated && c.gaveBack(t.Unit):
		return rule.Refuse(rule.Spent, "P-43", "一单一退，本单位已退过本单，不得再退")
	case t.Designated:
		return rule.Refuse(rule.Spent, "P-45", "已指定本单位办理，不得再退")
	case t.ReturnBy == Timed{}:
		return rule.Refuse(rule.WrongState, "P-92", "已到场办理，不再有退单权")
	case t.ReturnBy.Due.Passed(at):
		return rule.Refuse(rule.WrongState, "P-43", "已过退单时限")
	case t.Mustered && t.Status != TaskArrived:
		return rule.Refuse(rule.WrongState, "P-56", "集结哨先到场后退单")
	case t.Mustered && t.Arrive.Waits():
		return rule.Refuse(rule.WrongState, "P-56", "集结要求的职级到场之后，才可以退单")
	case !t.Mustered && t.Status == TaskArrived:
		return rule.Refuse(rule.WrongState, "P-43", "已到场办理，不能退单")
	}
	return nil
}

// gaveBack: the unit has spent its one return in this case.
func (c Case) gaveBack(unit org.UnitID) bool {
	return slices.ContainsFunc(c.Tasks, func(t Task) bool { return t.Unit == unit && t.Returned })
}

func (Returned) verb() Verb     { return VerbReturn }
func (e Returned) task() TaskID { return e.Task }

func (e Returned) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := c.unreturnable(t, m.At); r != nil {
		return r
	}
	if t.second() == e.Ruling.Limit.IsZero() {
		return rule.Refuse(rule.Invalid, "P-49", "第二家单位的退单由编办裁定，首次退单由值班长认定")
	}
	return nil
}

func (e Returned) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t = t.unpropose(m.At)
		t.Status, t.Returned, t.Disputed = TaskReturned, true, !e.Ruling.Limit.IsZero()
		t.Return, t.Ruling = e.Decision.startIfSet(m.At), e.Ruling.startIfSet(m.At)
		return t
	})
}

// disputed: what two units gave back is not the centre's to decide any more.
func (t Task) disputed() *rule.Refusal {
	if t.Disputed && t.Status == TaskReturned {
		return rule.Refuse(rule.WrongState, "P-49", "第二家单位的退单由编办裁定")
	}
	return nil
}

// Uphold (退单成立) grants a return: the unit is released without blemish and, where one is named,
// the next unit takes its place: a new one or, for the lead, one that assists already.
// 依据 P-44.
type Uphold struct {
	Task   string     `json:"task" doc:"派单件, by id or unit"`
	Next   org.UnitID `json:"next,omitempty" doc:"改派单位"`
	Reason string     `json:"reason" doc:"理由"`
}

// Upheld records a granted return. A lead that goes without a successor leaves the lead vacant.
type Upheld struct {
	Task     TaskID         `json:"task"`
	Reason   ledger.Content `json:"reason"`
	Next     *Issued        `json:"next,omitempty"`
	Vacant   Timed          `json:"vacant,omitzero"`
	Calendar string         `json:"calendar,omitempty"`
}

// Verb names the row of the declared table.
func (Uphold) Verb() Verb       { return VerbUphold }
func (cmd Uphold) task() string { return cmd.Task }

func (cmd Uphold) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(t.disputed(), required("reason", "P-44", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	e := Upheld{Task: t.ID, Reason: ledger.Text(cmd.Reason)}
	switch {
	case cmd.Next != "":
		next := c.issueNext(cmd.Next, t.Lead, g)
		e.Next, e.Calendar = &next, g.Calendar.Hash()
	case t.Lead:
		e.Vacant = g.due(g.Settings.Lead)
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (e Upheld) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := t.disputed(); r != nil || e.Next == nil {
		return r
	}
	switch {
	case c.Called == 0:
		return rule.Refuse(rule.WrongState, "P-39", "尚未呼叫，不能改派；镇街可另行调派").At("next")
	case t.Lead != e.Next.Lead:
		return rule.Refuse(rule.Invalid, "P-44", "改派单位接替原单位，牵头仍是牵头，配合仍是配合").At("next")
	}
	return c.joinable("next", *e.Next, units, m.At)
}

func (Upheld) verb() Verb     { return VerbUphold }
func (e Upheld) task() TaskID { return e.Task }

func (e Upheld) evolve(c Case, m Moment) Case {
	c = c.release(e.Task, ReleaseUpheld, m.At)
	if e.Next != nil {
		return c.enter(*e.Next, m.At).follow(e.Task, e.Next.Task)
	}
	if t, _ := c.Task(string(e.Task)); !t.Lead {
		c.Loose = more(c.Loose, e.Task)
	}
	return c.vacate(e.Task, e.Vacant, m.At)
}

// Overrule (指定办理) refuses a return: the unit is designated and may not return again. 依据 P-44, P-45.
type Overrule struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// Overruled records that the unit was designated.
type Overruled struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Overrule) Verb() Verb       { return VerbOverrule }
func (cmd Overrule) task() string { return cmd.Task }

func (cmd Overrule) decide(c Case, _ Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(t.disputed(), required("reason", "P-44", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Overruled{t.ID, ledger.Text(cmd.Reason)}}, nil
}

func (Overruled) verb() Verb     { return VerbOverrule }
func (e Overruled) task() TaskID { return e.Task }

func (e Overruled) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	return t.disputed()
}

func (e Overruled) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Status, t.Designated, t.Return = TaskDesignated, true, t.Return.stop(m.At)
		return c.musterNow(t, m.At)
	})
}
