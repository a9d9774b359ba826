package casework

import (
	"fmt"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Supervise (督办) demands an answer of a unit within a limit; silence climbs, from the unit's head to the deputy district
// leader to the district government. 依据 P-110, P-111.
type Supervise struct {
	Task string `json:"task" doc:"派单件, by id or unit"`
	Text string `json:"text" doc:"督办事项"`
}

// Explain (答复督办) is the unit's answer. 依据 P-110.
type Explain struct {
	Supervision string `json:"supervision" doc:"督办 id: s1, s2, …"`
	Text        string `json:"text" doc:"答复"`
	Files       []File `json:"files,omitempty" doc:"附件"`
}

// Supervised records a supervision; Explained its answer. That it climbed is recorded in escalate.go.
type (
	// Supervised starts the unit's time to answer.
	Supervised struct {
		ID     string         `json:"id"`
		Task   TaskID         `json:"task"`
		Text   ledger.Content `json:"text"`
		Answer Timed          `json:"answer"`
	}
	// Explained is the unit's answer.
	Explained struct {
		Task        TaskID           `json:"task"`
		Supervision string           `json:"supervision"`
		Text        ledger.Content   `json:"text"`
		Files       []ledger.Content `json:"files,omitempty"`
	}
)

// Supervision (督办) is a supervision as it stands.
type Supervision struct {
	ID       string       `json:"id"`
	Task     TaskID       `json:"task"`
	Level    int          `json:"level"`
	Rung     string       `json:"rung,omitempty"`  // the level's code; empty where the record names none
	Top      int          `json:"top,omitempty"`   // the highest level of the ladder it climbs; see top
	Cause    string       `json:"cause,omitempty"` // "" where somebody asked for it
	Count    int          `json:"count,omitempty"` // of the reworks or handovers that caused it
	Told     []org.PostID `json:"told,omitempty"`  // whose duty it is to see to an answer
	At       int64        `json:"at"`
	Answered int64        `json:"answered,omitempty"`
	Clock    Clock        `json:"clock,omitzero"`
}

// Supervision finds a supervision.
func (c Case) Supervision(id string) (Supervision, bool) {
	return find(c.Supervisions, func(s *Supervision) string { return s.ID }, id)
}

// nextSupervision is the id of the one to come.
func (c Case) nextSupervision() string { return fmt.Sprintf("s%d", len(c.Supervisions)+1) }

// Verb names the row of the declared table.
func (Supervise) Verb() Verb       { return VerbSupervise }
func (cmd Supervise) task() string { return cmd.Task }

func (cmd Supervise) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	e := Supervised{ID: c.nextSupervision(), Task: t.ID, Text: ledger.Text(cmd.Text), Answer: g.due(g.Settings.Explain)}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("text", "P-110", "督办事项", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// unsupervisable: one supervision of a share at a time.
func (c Case) unsupervisable(t TaskID) *rule.Refusal {
	for _, s := range c.Supervisions {
		if s.Task == t && s.Clock.Waits() {
			return rule.Refuse(rule.Spent, "P-110", "该派单件已在督办，尚未答复")
		}
	}
	if task, ok := c.Task(string(t)); ok && c.silence(task) > 0 {
		return rule.Refuse(rule.Spent, "P-127", "该派单件集结无响应，由系统提级")
	}
	return nil
}

func (Supervised) verb() Verb     { return VerbSupervise }
func (e Supervised) task() TaskID { return e.Task }

func (e Supervised) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if e.ID != c.nextSupervision() {
		return rule.Refuse(rule.Invalid, "P-110", "督办号应当接续")
	}
	return c.unsupervisable(e.Task)
}

func (e Supervised) evolve(c Case, m Moment) Case {
	c.Supervisions = more(c.Supervisions, Supervision{ID: e.ID, Task: e.Task, At: m.At, Clock: e.Answer.start(m.At)})
	return c
}

// Verb names the row of the declared table.
func (Explain) Verb() Verb   { return VerbExplain }
func (Explain) task() string { return "" }

func (cmd Explain) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Explained{Task: t.ID, Supervision: cmd.Supervision, Text: ledger.Text(cmd.Text), Files: files}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("text", "P-110", "答复", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// supervised lists the supervisions that a unit still has to answer.
func (c Case) supervised(unit org.UnitID) (waiting []Supervision) {
	for _, s := range c.Supervisions {
		if t, _ := c.Task(string(s.Task)); t.Unit == unit && s.Answered == 0 {
			waiting = append(waiting, s)
		}
	}
	return waiting
}

func (Explained) verb() Verb     { return VerbExplain }
func (e Explained) task() TaskID { return e.Task }

func (e Explained) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	s, ok := c.Supervision(e.Supervision)
	own, _ := c.Task(string(e.Task))
	of, _ := c.Task(string(s.Task))
	switch {
	case !ok || of.Unit != own.Unit:
		return rule.Refuse(rule.Invalid, "P-110", "没有这件督办本单位的督办").At("supervision")
	case s.Answered != 0:
		return rule.Refuse(rule.Spent, "P-110", "该督办已答复").At("supervision")
	}
	return nil
}

func (e Explained) evolve(c Case, m Moment) Case {
	c.Supervisions = with(c.Supervisions, func(s *Supervision) string { return s.ID }, e.Supervision, func(s Supervision) Supervision {
		s.Answered, s.Clock = m.At, s.Clock.stop(m.At)
		return s
	})
	return c
}
