package casework

import (
	"time"

	"huying/internal/ledger"
	"huying/internal/rule"
)

// Reopen (重启) takes up a closed case that turned out not to be solved; it counts as not resolved,
// and the new round has its own rating. 依据 P-67.
type Reopen struct {
	Tasks  []string `json:"tasks,omitempty" doc:"派单件, by id or unit; all that answered when empty"`
	Reason string   `json:"reason" doc:"理由"`
}

// Reopened records a new round.
type Reopened struct {
	Round    int            `json:"round"`
	Tasks    []Issued       `json:"tasks"`
	Reason   ledger.Content `json:"reason"`
	Calendar string         `json:"calendar"`
	Finish   Timed          `json:"finish"`
}

// Verb names the row of the declared table.
func (Reopen) Verb() Verb   { return VerbReopen }
func (Reopen) task() string { return "" }

func (cmd Reopen) decide(c Case, g Given) ([]Event, error) {
	switch {
	case c.Closed == 0:
		return nil, rule.Refuse(rule.WrongState, "P-67", "未经销号的不能重启")
	case g.At.Sub(time.UnixMicro(c.Closed)) > time.Duration(g.Settings.ReopenDays)*24*time.Hour:
		return nil, rule.Refuse(rule.WrongState, "P-67", "已过重启期限")
	}
	if err := first(required("reason", "P-67", "重启理由", cmd.Reason)); err != nil {
		return nil, err
	}
	issued, err := c.again(cmd.Tasks, g)
	if err != nil {
		return nil, err
	}
	if len(issued) == 0 && !c.Entry.TownshipLed {
		return nil, rule.Refuse(rule.WrongState, "P-67", "没有可以重启的派单件")
	}
	return []Event{Reopened{c.Round + 1, issued, ledger.Text(cmd.Reason), g.Calendar.Hash(), g.whole(issued)}}, nil
}

func (Reopened) verb() Verb   { return VerbReopen }
func (Reopened) task() TaskID { return "" }

func (e Reopened) evolve(c Case, m Moment) Case {
	c.Round = e.Round
	c.Reopened++
	c.Closed, c.Rate, c.Finish = 0, c.Rate.stop(m.At), e.Finish.start(m.At)
	c = c.restart(e.Tasks, TaskWaiting, m.At)
	for _, issued := range e.Tasks {
		c = c.withTask(issued.Task, func(t Task) Task {
			t.Rated, t.Low, t.Came = false, false, false
			return t
		})
	}
	return c
}
