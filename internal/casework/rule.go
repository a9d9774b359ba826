package casework

import (
	"slices"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Rule (裁定) ends a dispute of duty, for good: over a declined call whether it is dispatched and to whom, over a share
// that two units returned who has it. It gives its reason, is kept as a precedent, and may propose to change the list.
// 依据 P-49, P-116.
type Rule struct {
	Task    string       `json:"task,omitempty" doc:"派单件, by id or unit; none over a declined call"`
	Unit    org.UnitID   `json:"unit,omitempty" doc:"裁定由谁办理; empty upholds the decline"`
	Assists []org.UnitID `json:"assists,omitempty" doc:"配合单位, over a declined call"`
	Reason  string       `json:"reason" doc:"裁定理由: kept as a precedent that all may read; no particulars of persons"`
	Change  string       `json:"change,omitempty" doc:"清单修改建议"`
}

// Ruled records a ruling.
type Ruled struct {
	Task     TaskID         `json:"task,omitempty"`
	Unit     org.UnitID     `json:"unit,omitempty"`
	Tasks    []Issued       `json:"tasks,omitempty"` // given out by it, not to be returned
	Reason   ledger.Content `json:"reason"`
	Change   ledger.Content `json:"change,omitzero"`
	Intake   Timed          `json:"intake,omitzero"` // where the decline is upheld
	Finish   Timed          `json:"finish,omitzero"` // of the whole case, where it begins to be worked on
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Rule) Verb() Verb       { return VerbRule }
func (cmd Rule) task() string { return cmd.Task }

func (cmd Rule) decide(c Case, g Given) ([]Event, error) {
	e := Ruled{Unit: cmd.Unit, Reason: ledger.Text(cmd.Reason), Change: ledger.Text(cmd.Change), Calendar: g.Calendar.Hash()}
	if cmd.Task != "" {
		c.ruleShare(cmd, &e, g)
	} else {
		c.ruleCall(cmd, &e, g)
	}
	err := first(
		cmd.fits(c), e.guard(c, Moment{g.at(), g.By}, g.Units),
		required("reason", "P-49", "裁定理由", cmd.Reason), readable("change", "P-116", "清单修改建议", cmd.Change),
	)
	if err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// ruleCall: over a declined call, either the decline stands and the township has it, or units have it and begin now.
func (c Case) ruleCall(cmd Rule, e *Ruled, g Given) {
	if cmd.Unit == "" && len(cmd.Assists) == 0 {
		e.Intake = g.due(g.Settings.Intake)
		return
	}
	e.Tasks, e.Finish = binding(c.share(cmd.Unit, cmd.Assists, g)), g.whole(c.Entry.Limits)
}

// ruleShare: over a share that two units returned, one has it: the second after all, or another in its place.
func (c Case) ruleShare(cmd Rule, e *Ruled, g Given) {
	t, _ := c.Task(cmd.Task)
	e.Task = t.ID
	if cmd.Unit != "" && cmd.Unit != t.Unit && (t.Lead || !c.has(cmd.Unit)) {
		e.Tasks = binding([]Issued{c.issueNext(cmd.Unit, t.Lead, g)})
	}
}

func (cmd Rule) fits(c Case) *rule.Refusal {
	if cmd.Task == "" {
		return nil
	}
	if _, ok := c.Task(cmd.Task); !ok {
		return rule.Refuse(rule.Invalid, "P-49", "没有这个派单件："+clip(cmd.Task)).At("task")
	}
	if len(cmd.Assists) > 0 {
		return rule.Refuse(rule.Invalid, "P-49", "裁定派单件，只定由谁办理").At("assists")
	}
	return nil
}

func (Ruled) verb() Verb     { return VerbRule }
func (e Ruled) task() TaskID { return e.Task }

func (e Ruled) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if e.Task != "" {
		return e.guardShare(c, units, m.At)
	}
	if r := c.unruled(); r != nil {
		return r
	}
	if e.upholds() {
		if len(e.Tasks) > 0 || e.Unit != "" {
			return rule.Refuse(rule.Invalid, "P-49", "维持不予派单的，退回镇街，不派单")
		}
		return nil
	}
	if e.Finish == (Timed{}) {
		return rule.Refuse(rule.Invalid, "P-49", "裁定派单的，全案办结时限随之起算")
	}
	return c.shared("unit", e.Tasks, units, m.At)
}

// Subject (呼叫内容) is what a call was about: a matter in a situation, a service, or what the list does not name.
type Subject struct {
	Matter    int    `json:"matter,omitempty"`
	Situation string `json:"situation,omitempty"`
	Service   string `json:"service,omitempty"`
	Unlisted  bool   `json:"unlisted,omitempty"`
}

func subject(e catalogue.Entry) Subject { return Subject{e.Matter, e.Situation, e.Service, e.Unlisted} }

// field is where a request names it.
func (s Subject) field() string {
	switch {
	case s.Unlisted:
		return "unlisted"
	case s.Service != "":
		return "service"
	}
	return "matter"
}

// barred: what was ruled not to be dispatched is not called again in the same case. 依据 P-49.
func (c Case) barred(s Subject) *rule.Refusal {
	if slices.Contains(c.Barred, s) {
		return rule.Refuse(rule.WrongState, "P-49", "编办已裁定维持不予派单，本单不得再就此呼叫").At(s.field())
	}
	return nil
}

// upholds: the decline stands, and the township has the matter again.
func (e Ruled) upholds() bool { return !e.Intake.Limit.IsZero() }

// unruled says why there is no call to rule on.
func (c Case) unruled() *rule.Refusal {
	switch {
	case c.Status != CaseRuling:
		return rule.Refuse(rule.Incomplete, "P-49", "请指明派单件").At("task")
	case c.Entry.Unlisted:
		return rule.Refuse(rule.WrongState, "P-16", "清单外事项由编办指定牵头单位，不作裁定")
	}
	return nil
}

func (e Ruled) guardShare(c Case, units *org.Directory, at int64) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := t.undecided(); r != nil {
		return r
	}
	if e.Unit == "" {
		return rule.Refuse(rule.Incomplete, "P-49", "请指明由谁办理").At("unit")
	}
	if len(e.Tasks) == 0 {
		if own, ok := c.Task(string(e.Unit)); !ok || !(own.ID == t.ID || (!t.Lead && own.inHand())) {
			return rule.Refuse(rule.Invalid, "P-49", "裁定由其他单位办理的，应当派单").At("unit")
		}
		return nil
	}
	if e.Tasks[0].Unit != e.Unit || e.Tasks[0].Lead != t.Lead || len(e.Tasks) > 1 {
		return rule.Refuse(rule.Invalid, "P-49", "裁定单位接替原单位，牵头仍是牵头，配合仍是配合").At("unit")
	}
	return c.joinable("unit", e.Tasks[0], units, at)
}

// undecided: only the return of a second unit is ruled on; on the first the centre decides (P-44).
func (t Task) undecided() *rule.Refusal {
	if t.Status != TaskReturned || !t.Disputed {
		return rule.Refuse(rule.WrongState, "P-49", "只有第二家单位的退单由编办裁定")
	}
	return nil
}

func (e Ruled) evolve(c Case, m Moment) Case {
	if e.Task != "" {
		return e.evolveShare(c, m.At)
	}
	c.Ruling = c.Ruling.stop(m.At)
	if e.upholds() {
		c.Barred = more(c.Barred, subject(c.Entry))
		return c.backToIntake(e.Intake, m.At)
	}
	c.Status, c.Finish = CaseWorking, e.Finish.start(m.At)
	return c.enterBound(e.Tasks, m.At)
}

func (e Ruled) evolveShare(c Case, at int64) Case {
	t, _ := c.Task(string(e.Task))
	if e.Unit == t.Unit {
		return c.withTask(e.Task, func(t Task) Task {
			t.Status, t.Designated, t.Ruling = TaskDesignated, true, t.Ruling.stop(at)
			return c.musterNow(t, at)
		})
	}
	c = c.release(e.Task, ReleaseUpheld, at).enterBound(e.Tasks, at)
	if own, ok := c.Task(string(e.Unit)); ok && len(e.Tasks) == 0 {
		c = c.bind(own.ID)
	}
	return c
}
