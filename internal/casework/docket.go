package casework

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// The farthest ahead that a unit may promise to be done.
const promiseAhead = 2 * 366 * 24 * time.Hour

// Docket (立案) puts a share that goes by statutory procedure under its own date: the unit names the filing number and
// the day it promises. The township may then close before that day, with a follow-up due on it. 依据 P-104.
type Docket struct {
	Number   string `json:"number" doc:"立案文书编号"`
	Promised string `json:"promised" doc:"承诺办结日期, RFC 3339 date"`
	Text     string `json:"text,omitempty" doc:"说明"`
}

// Docketed records it.
type Docketed struct {
	Task     TaskID         `json:"task"`
	Number   ledger.Content `json:"number"`
	Text     ledger.Content `json:"text,omitzero"`
	Promised Timed          `json:"promised"`
	Finish   Timed          `json:"finish,omitzero"` // of the whole case, from the promised day, where it is the lead's share
}

// Verb names the row of the declared table.
func (Docket) Verb() Verb   { return VerbDocket }
func (Docket) task() string { return "" }

func (cmd Docket) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	promised, refused := g.endOf("promised", "P-104", "承诺办结日期", cmd.Promised)
	err := first(
		t.undocketable(), required("number", "P-104", "立案文书编号", cmd.Number),
		required("promised", "P-104", "承诺办结日期", cmd.Promised), refused, readable("text", "P-104", "说明", cmd.Text),
	)
	if err != nil {
		return nil, err
	}
	e := Docketed{Task: t.ID, Number: ledger.Text(cmd.Number), Text: ledger.Text(cmd.Text), Promised: g.until(promised)}
	if t.Lead {
		e.Finish = reckon(g.Calendar, promised, g.Settings.Verify, calendar.Limit{})
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// undocketable says why a share is not put under a date of its own: it has a limit, or has been docketed.
func (t Task) undocketable() *rule.Refusal {
	switch {
	case t.Docketed:
		return rule.Refuse(rule.Spent, "P-104", "已立案")
	case !t.Done.Limit.Statute():
		return rule.Refuse(rule.WrongState, "P-104", "该派单件有办结时限，不按法定程序办理")
	}
	return nil
}

func (Docketed) verb() Verb     { return VerbDocket }
func (e Docketed) task() TaskID { return e.Task }

func (e Docketed) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := t.undocketable(); r != nil {
		return r
	}
	if t.Lead == e.Finish.Due.IsZero() {
		return rule.Refuse(rule.Invalid, "P-104", "牵头单位立案，全案办结时限随之而定")
	}
	return ahead("promised", "P-104", "承诺办结日期", e.Promised, m.At, promiseAhead)
}

// The case's own time to finish runs from the promised day: until then the township has nothing to verify.
func (e Docketed) evolve(c Case, m Moment) Case {
	if !e.Finish.Due.IsZero() {
		c.Finish = e.Finish.start(e.Promised.Due.At)
	}
	return c.withTask(e.Task, func(t Task) Task {
		t.Docketed, t.Promised = true, e.Promised
		t.Docket, t.Done = t.Docket.stop(m.At), e.Promised.start(m.At)
		return t
	})
}
