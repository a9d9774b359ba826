package casework

import (
	"huying/internal/ledger"
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

// Rated records that a unit was rated. Mark and rater are content, disclosed by the rules; only
// that the mark is low stands open, for it starts a follow-up.
type Rated struct {
	Task   TaskID         `json:"task"`
	Round  int            `json:"round"`
	Mark   ledger.Content `json:"mark"`
	Rater  ledger.Content `json:"rater"`
	Reason ledger.Content `json:"reason,omitzero"`
	Low    bool           `json:"low,omitempty"`
}

// Verb names the row of the declared table.
func (Rate) Verb() Verb       { return VerbRate }
func (cmd Rate) task() string { return cmd.Task }

func (cmd Rate) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	switch {
	case t.Rated:
		return nil, rule.Refuse(rule.Spent, "P-64", "已评价，不得更改")
	case !t.tookPart():
		return nil, rule.Refuse(rule.WrongState, "P-62", "该单位未到场即已解除，不评价")
	}
	if err := first(chosen("grade", "P-62", "评价等次", cmd.Grade, Grades), readable("reason", "P-63", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	if Low(cmd.Grade) && blank(cmd.Reason) {
		return nil, rule.Refuse(rule.Incomplete, "P-63", "不满意须说明理由").At("reason")
	}
	for aspect, grade := range cmd.Aspects {
		if err := first(chosen("aspects", "P-62", "评价方面", aspect, Aspects), chosen("aspects", "P-62", "评价等次", grade, Grades)); err != nil {
			return nil, err
		}
	}
	mark, err := ledger.Canonical(map[string]any{"grade": cmd.Grade, "aspects": aspectsOf(cmd.Aspects)})
	if err != nil {
		return nil, err
	}
	rated := Rated{t.ID, c.Round, ledger.Mark(string(mark)), ledger.Person(string(g.By.Account)), ledger.Text(cmd.Reason), Low(cmd.Grade)}
	if Evolve(c, rated, Moment{g.at(), g.By}).allRated() {
		return []Event{rated, Archived{}}, nil
	}
	return []Event{rated}, nil
}

func aspectsOf(m map[string]string) map[string]any {
	all := make(map[string]any, len(m))
	for k, v := range m {
		all[k] = v
	}
	return all
}

func (Rated) verb() Verb     { return VerbRate }
func (e Rated) task() TaskID { return e.Task }

func (e Rated) evolve(c Case, m Moment) Case {
	c = c.withTask(e.Task, func(t Task) Task {
		t.Rated, t.Low = true, e.Low
		return t
	})
	if c.allRated() {
		c.Rate = c.Rate.stop(m.At)
	}
	return c
}
