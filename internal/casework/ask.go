package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
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

func (cmd Ask) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Reply) Verb() Verb   { return VerbReply }
func (Reply) task() string { return "" }

func (cmd Reply) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Asked) verb() Verb     { return VerbAsk }
func (e Asked) task() TaskID { return e.Task }

func (e Asked) evolve(c Case, m Moment) Case { return c }

func (Replied) verb() Verb   { return VerbReply }
func (Replied) task() TaskID { return "" }

func (e Replied) evolve(c Case, m Moment) Case { return c }
