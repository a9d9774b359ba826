package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Rectify (整改) is what a unit with a low mark did about it. 依据 P-90.
type Rectify struct {
	Text  string `json:"text" doc:"整改情况"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// FollowUp (复查) is the township's second look: after a rectification, on the day that was promised, or of itself.
// 依据 P-90, P-104.
type FollowUp struct {
	Task   string `json:"task,omitempty" doc:"派单件, by id or unit; none for the matter as a whole"`
	Result string `json:"result" doc:"复查结果: solved or unsolved"`
	Text   string `json:"text,omitempty" doc:"复查情况; required where unsolved"`
	Files  []File `json:"files,omitempty" doc:"照片"`
}

// FollowUpResults is the closed list of what a second look may come to.
var FollowUpResults = []Option{{"solved", "已解决", "solved"}, {"unsolved", "未解决", "not solved"}}

// Rectified records what the unit did, and starts the township's time to look.
type Rectified struct {
	Task   TaskID           `json:"task"`
	Text   ledger.Content   `json:"text"`
	Files  []ledger.Content `json:"files,omitempty"`
	Follow Timed            `json:"follow"`
}

// FollowedUp records the second look. Unsolved, the unit has to put it right, anew.
type FollowedUp struct {
	Task    TaskID           `json:"task,omitempty"`
	Result  string           `json:"result"`
	Text    ledger.Content   `json:"text,omitzero"`
	Files   []ledger.Content `json:"files,omitempty"`
	Rectify Timed            `json:"rectify,omitzero"`
}

// Verb names the row of the declared table.
func (Rectify) Verb() Verb   { return VerbRectify }
func (Rectify) task() string { return "" }

func (cmd Rectify) decide(c Case, g Given) ([]Event, error) {
	t, err := c.unrectified(g.By.Unit, g.Units)
	if err := first(err, required("text", "P-90", "整改情况", cmd.Text)); err != nil {
		return nil, err
	}
	files, fault := sealFiles(cmd.Files)
	if fault != nil {
		return nil, fault
	}
	return []Event{Rectified{t.ID, ledger.Text(cmd.Text), files, g.due(g.Settings.FollowUp)}}, nil
}

// unrectified finds the share of a unit that waits to be put right.
func (c Case) unrectified(unit org.UnitID, units *org.Directory) (Task, *rule.Refusal) {
	own, _ := c.TaskOf(unit, units)
	for _, t := range c.Tasks {
		if t.Unit == own.Unit && t.Rectify.Waits() {
			return t, nil
		}
	}
	return Task{}, rule.Refuse(rule.WrongState, "P-90", "本单位没有待整改的评价")
}

func (Rectified) verb() Verb     { return VerbRectify }
func (e Rectified) task() TaskID { return e.Task }

func (e Rectified) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if t, _ := c.Task(string(e.Task)); !t.Rectify.Waits() {
		return rule.Refuse(rule.WrongState, "P-90", "该派单件不待整改")
	}
	return nil
}

func (e Rectified) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Rectify, t.Follow = t.Rectify.stop(m.At), e.Follow.start(m.At)
		return t
	})
}

// Verb names the row of the declared table.
func (FollowUp) Verb() Verb   { return VerbFollowUp }
func (FollowUp) task() string { return "" }

func (cmd FollowUp) decide(c Case, g Given) ([]Event, error) {
	t, ok := c.Task(cmd.Task)
	if cmd.Task != "" && !ok {
		return nil, rule.Refuse(rule.Invalid, "P-90", "没有这个派单件："+clip(cmd.Task)).At("task")
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := FollowedUp{Task: t.ID, Result: cmd.Result, Text: ledger.Text(cmd.Text), Files: files}
	err = first(
		e.guard(c, Moment{g.at(), g.By}, g.Units),
		chosen("result", "P-90", "复查结果", cmd.Result, FollowUpResults),
		readable("text", "P-90", "复查情况", cmd.Text),
	)
	switch {
	case err != nil:
		return nil, err
	case cmd.Result == unsolved && blank(cmd.Text):
		return nil, rule.Refuse(rule.Incomplete, "P-90", "未解决的须说明情况").At("text")
	case cmd.Result == unsolved && t.ID != "":
		e.Rectify = g.due(g.Settings.Rectify)
	}
	return c.orRest(g, e), nil
}

const unsolved = "unsolved"

// unfollowed says why nobody need look at a share again: nothing was promised, or put right, and the time for that is
// not over.
func (t Task) unfollowed() *rule.Refusal {
	if t.Follow.Waits() || t.Rectify.Waits() && t.Rectify.Missed {
		return nil
	}
	return rule.Refuse(rule.WrongState, "P-90", "该派单件不待复查").At("task")
}

func (FollowedUp) verb() Verb   { return VerbFollowUp }
func (FollowedUp) task() TaskID { return "" }

func (e FollowedUp) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, ok := c.Task(string(e.Task))
	switch {
	case ok:
		return t.unfollowed()
	case e.Task != "" || e.Result == unsolved && !e.Rectify.Due.IsZero():
		return rule.Refuse(rule.Invalid, "P-90", "没有这个派单件").At("task")
	case c.Status == CaseWorking || c.Status == CaseAnswered:
		return rule.Refuse(rule.WrongState, "P-90", "全案复查应在办结之后")
	}
	return nil
}

func (e FollowedUp) evolve(c Case, m Moment) Case {
	if e.Result == unsolved {
		c.Unsolved = m.At
	}
	return c.withTask(e.Task, func(t Task) Task {
		t.Follow, t.Rectify = t.Follow.stop(m.At), t.Rectify.stop(m.At)
		if e.Result == unsolved {
			t.Rectify = e.Rectify.start(m.At)
		} else {
			t.Low = false
		}
		return t
	})
}
