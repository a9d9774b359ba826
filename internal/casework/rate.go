package casework

import (
	"fmt"
	"maps"
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Grades (评价等次) are the five grades of 好差评, best first; the last two are low.
var Grades = []Option{
	{"very_satisfied", "非常满意", "very satisfied"}, {"satisfied", "满意", "satisfied"}, {"fair", "基本满意", "fairly satisfied"},
	{"dissatisfied", "不满意", "dissatisfied"}, {"very_dissatisfied", "非常不满意", "very dissatisfied"},
}

// Aspects (评价方面) may be graded beside the whole.
var Aspects = []Option{
	{"speed", "响应速度", "speed"}, {"attendance", "到场", "attendance"}, {"cooperation", "配合", "cooperation"}, {"result", "结果", "result"},
}

// Low reports whether a grade is one of the lowest two (差评).
func Low(grade string) bool { return grade == "dissatisfied" || grade == "very_dissatisfied" }

// Rate (评价) gives one unit its mark: one matter, one rating. 依据 P-62, P-63, P-64, P-66.
type Rate struct {
	Task    string            `json:"task" doc:"派单件, by id or unit"`
	Grade   string            `json:"grade" doc:"very_satisfied, satisfied, fair, dissatisfied, very_dissatisfied"`
	Aspects map[string]string `json:"aspects,omitempty" doc:"speed, attendance, cooperation, result, each with a grade"`
	Reason  string            `json:"reason,omitempty" doc:"理由; required for the lowest two"`
}

// Mark (评分) is what the content of a rating says, once it may be shown.
type Mark struct {
	Grade   string            `json:"grade"`
	Aspects map[string]string `json:"aspects,omitempty"`
}

// Rated records that a unit was rated. Mark and rater are content, disclosed by the rules; only
// that the mark is low stands open, for it starts a follow-up.
type Rated struct {
	Task   TaskID         `json:"task"`
	Round  int            `json:"round"`
	Mark   ledger.Content `json:"mark"`
	Rater  ledger.Content `json:"rater"`
	Reason ledger.Content `json:"reason,omitzero"`
	Low    bool           `json:"low,omitempty"`

	ID       string `json:"id,omitempty"`       // m1, m2, …
	AppealBy Timed  `json:"appeal_by,omitzero"` // 申诉期限
	Rectify  Timed  `json:"rectify,omitzero"`   // 整改时限, of a low mark
}

// Verb names the row of the declared table.
func (Rate) Verb() Verb       { return VerbRate }
func (cmd Rate) task() string { return cmd.Task }

func (cmd Rate) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	err := first(
		t.unratable(),
		chosen("grade", "P-62", "评价等次", cmd.Grade, Grades),
		gradedAspects(cmd.Aspects),
		readable("reason", "P-63", "理由", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	if Low(cmd.Grade) && blank(cmd.Reason) {
		return nil, rule.Refuse(rule.Incomplete, "P-63", "不满意须说明理由").At("reason")
	}
	mark, err := ledger.Canonical(Mark{cmd.Grade, cmd.Aspects})
	if err != nil {
		return nil, err
	}
	e := Rated{
		Task: t.ID, Round: c.Round, Mark: ledger.Mark(string(mark)), Rater: ledger.Person(string(g.By.Account)),
		Reason: ledger.Text(cmd.Reason), Low: Low(cmd.Grade), ID: c.nextRating(), AppealBy: g.due(g.Settings.Appeal),
	}
	if e.Low {
		e.Rectify = g.due(g.Settings.Rectify)
	}
	return c.orRest(g, e), nil
}

// nextRating is the id of the one to come.
func (c Case) nextRating() string { return fmt.Sprintf("m%d", len(c.Ratings)+1) }

// unratable: a mark is given once (P-64), and only to who took part (P-62).
func (t Task) unratable() *rule.Refusal {
	switch {
	case t.Rated:
		return rule.Refuse(rule.Spent, "P-64", "已评价，不得更改")
	case !t.tookPart():
		return rule.Refuse(rule.WrongState, "P-62", "该单位未到场即已解除，不评价")
	}
	return nil
}

func gradedAspects(marks map[string]string) *rule.Refusal {
	for _, aspect := range slices.Sorted(maps.Keys(marks)) {
		if r := chosen("aspects", "P-62", "评价方面", aspect, Aspects); r != nil {
			return r
		}
		if r := chosen("aspects", "P-62", "评价等次", marks[aspect], Grades); r != nil {
			return r
		}
	}
	return nil
}

func (Rated) verb() Verb     { return VerbRate }
func (e Rated) task() TaskID { return e.Task }

func (e Rated) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if e.Round != c.Round || e.ID != "" && e.ID != c.nextRating() {
		return rule.Refuse(rule.Invalid, "P-67", "评价应属本轮，评价号应当接续")
	}
	t, _ := c.Task(string(e.Task))
	return t.unratable()
}

func (e Rated) evolve(c Case, m Moment) Case {
	c = c.withTask(e.Task, func(t Task) Task {
		t.Rated, t.Low = true, e.Low
		if e.Low {
			t.Rectify = e.Rectify.startIfSet(m.At)
		}
		return t
	})
	c.Ratings = more(c.Ratings, Rating{ID: c.nextRating(), Task: e.Task, Round: e.Round, At: m.At, Low: e.Low, AppealBy: e.AppealBy})
	if len(c.Ratable()) == 0 {
		c.Rate = c.Rate.stop(m.At)
	}
	return c
}
