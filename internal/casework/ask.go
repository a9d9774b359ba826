package casework

import (
	"fmt"
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Ask (询问) puts a question to a partner: whose line, whose pipe. 依据 P-59, P-17.
type Ask struct {
	Partner org.UnitID `json:"partner" doc:"企业类协同单位"`
	Text    string     `json:"text" doc:"问题: the partner reads it; no particulars of persons"`
	Files   []File     `json:"files,omitempty" doc:"附件"`
}

// Reply (答复) answers a question: the partner itself, or the unit that asked and took the answer down. 依据 P-59.
type Reply struct {
	Question string `json:"question" doc:"询问 id: q1, q2, …"`
	Text     string `json:"text" doc:"答复"`
	Files    []File `json:"files,omitempty" doc:"附件"`
}

// Asked records a question.
type Asked struct {
	ID      string           `json:"id"`
	Task    TaskID           `json:"task,omitempty"` // none where the township leads itself and asks
	Partner org.UnitID       `json:"partner"`
	Text    ledger.Content   `json:"text"`
	Files   []ledger.Content `json:"files,omitempty"`
	Reply   Timed            `json:"reply"`
}

// Replied records the answer to it. A partner's silence is recorded, but the partner is never scored.
type Replied struct {
	Question string           `json:"question"`
	Text     ledger.Content   `json:"text"`
	Files    []ledger.Content `json:"files,omitempty"`
}

// Question (询问) is a question as it stands.
type Question struct {
	ID      string         `json:"id"`
	Task    TaskID         `json:"task,omitempty"`
	Partner org.UnitID     `json:"partner"`
	Text    ledger.Content `json:"text"`
	Answer  ledger.Content `json:"answer,omitzero"`
	At      int64          `json:"at"`
	Replied int64          `json:"replied,omitempty"`
	Clock   Clock          `json:"clock,omitzero"`
}

// Question finds a question.
func (c Case) Question(id string) (Question, bool) {
	return find(c.Questions, func(q *Question) string { return q.ID }, id)
}

// asks reports whether a partner has a question before it that it has not answered.
func (c Case) asks(partner org.UnitID) bool {
	for _, q := range c.Questions {
		if q.Partner == partner && q.Replied == 0 {
			return true
		}
	}
	return false
}

// Verb names the row of the declared table.
func (Ask) Verb() Verb   { return VerbAsk }
func (Ask) task() string { return "" }

func (cmd Ask) decide(c Case, g Given) ([]Event, error) {
	err := first(required("partner", "P-59", "企业类协同单位", string(cmd.Partner)), required("text", "P-59", "问题", cmd.Text))
	if err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Asked{ID: c.nextQuestion(), Partner: cmd.Partner, Text: ledger.Text(cmd.Text), Files: files, Reply: g.due(g.Settings.Reply)}
	if !slices.Contains(township, g.By.Role) {
		t, _ := c.TaskOf(g.By.Unit, g.Units)
		e.Task = t.ID
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (c Case) nextQuestion() string { return fmt.Sprintf("q%d", len(c.Questions)+1) }

// answers reports whether an actor may reply to a question: the partner to which it was put; or who put it, and
// takes the answer down.
func (c Case) answers(q Question, by org.Actor, units *org.Directory) bool {
	if q.Partner == units.DepartmentOf(by.Unit) {
		return true
	}
	t, _ := c.Task(string(q.Task))
	if q.Task == "" {
		t.Unit = c.Township
	}
	return t.Unit == c.speaksFor(by, units)
}

// unasked: no question waits that this actor could reply to.
func (c Case) unasked(by org.Actor, units *org.Directory) *rule.Refusal {
	for _, q := range c.Questions {
		if q.Replied == 0 && c.answers(q, by, units) {
			return nil
		}
	}
	return rule.Refuse(rule.WrongState, "P-59", "没有待答复的询问")
}

// Verb names the row of the declared table.
func (Reply) Verb() Verb   { return VerbReply }
func (Reply) task() string { return "" }

func (cmd Reply) decide(c Case, g Given) ([]Event, error) {
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Replied{cmd.Question, ledger.Text(cmd.Text), files}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("text", "P-59", "答复", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Asked) verb() Verb     { return VerbAsk }
func (e Asked) task() TaskID { return e.Task }

func (e Asked) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	switch u, ok := units.Unit(e.Partner); {
	case !ok || u.Kind != org.KindPartner || (u.To != 0 && u.To <= m.At):
		return rule.Refuse(rule.Invalid, "P-17", "询问的应是企业类协同单位："+clip(string(e.Partner))).At("partner")
	case e.ID != c.nextQuestion():
		return rule.Refuse(rule.Invalid, "P-59", "询问号应当接续")
	case (e.Task == "") != slices.Contains(township, m.By.Role):
		return rule.Refuse(rule.Invalid, "P-59", "询问应记在提问的单位名下")
	}
	return nil
}

func (e Asked) evolve(c Case, m Moment) Case {
	c.Questions = more(c.Questions, Question{
		ID: e.ID, Task: e.Task, Partner: e.Partner, Text: e.Text, At: m.At, Clock: e.Reply.start(m.At),
	})
	return c
}

func (Replied) verb() Verb   { return VerbReply }
func (Replied) task() TaskID { return "" }

func (e Replied) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	q, ok := c.Question(e.Question)
	switch {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-59", "没有这个询问："+clip(e.Question)).At("question")
	case !c.answers(q, m.By, units):
		return rule.Refuse(rule.NotYours, "P-59", "不是本单位的询问").At("question")
	case q.Replied != 0:
		return rule.Refuse(rule.Spent, "P-59", "该询问已答复").At("question")
	}
	return nil
}

func (e Replied) evolve(c Case, m Moment) Case {
	c.Questions = with(c.Questions, func(q *Question) string { return q.ID }, e.Question, func(q Question) Question {
		q.Replied, q.Answer, q.Clock = m.At, e.Text, q.Clock.stop(m.At)
		return q
	})
	return c
}
