package casework

import (
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
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
	if err := first(c.unclosed(), required("reason", "P-67", "重启理由", cmd.Reason)); err != nil {
		return nil, err
	}
	if c.settledDown(g.at(), g.Settings) {
		return nil, rule.Refuse(rule.WrongState, "P-67", "已过重启期限")
	}
	issued, err := c.again(VerbReopen, "P-67", cmd.Tasks, g)
	if err != nil {
		return nil, err
	}
	return []Event{Reopened{c.Round + 1, issued, ledger.Text(cmd.Reason), g.Calendar.Hash(), g.whole(c.Entry.Limits)}}, nil
}

// settledDown reports whether the time to reopen is over. It counts from the closing or, where the township looked again
// later and found it unsolved, from that. 依据 P-67, P-90.
func (c Case) settledDown(at int64, s Settings) bool {
	return at-max(c.Closed, c.Unsolved) > int64(s.ReopenDays)*24*int64(time.Hour/time.Microsecond)
}

// unclosed: a case that came to the archive by another road than closing has nothing to reopen.
func (c Case) unclosed() *rule.Refusal {
	if c.Closed == 0 {
		return rule.Refuse(rule.WrongState, "P-67", "未经销号的不能重启")
	}
	return nil
}

func (Reopened) verb() Verb   { return VerbReopen }
func (Reopened) task() TaskID { return "" }

func (e Reopened) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if r := c.unclosed(); r != nil {
		return r
	}
	if e.Round != c.Round+1 {
		return rule.Refuse(rule.Invalid, "P-67", "重启应另起一轮")
	}
	return c.unrepeatable(VerbReopen, "P-67", e.Tasks)
}

func (e Reopened) evolve(c Case, m Moment) Case {
	c.Round = e.Round
	c.Reopened++
	if !c.Muster.ahead(m.At) {
		c.Muster = Mustering{N: c.Muster.N} // the gathering of an earlier round is over
	}
	c.Closed, c.Unsolved, c.Rate, c.Finish = 0, 0, c.Rate.stop(m.At), e.Finish.start(m.At)
	c = c.restart(e.Tasks, TaskWaiting, m.At)
	for _, issued := range e.Tasks {
		c = c.withTask(issued.Task, func(t Task) Task {
			t.Rated, t.Low, t.Came, t.Retained = false, false, false, false
			t.Rectify, t.Follow = t.Rectify.stop(m.At), t.Follow.stop(m.At)
			return t
		})
	}
	return c
}
