package casework

import "huying/internal/org"

// Accept (接单) takes up the unit's own task in a case. 依据 P-40 一呼必应.
type Accept struct {
	Officer org.AccountID `json:"officer,omitempty" doc:"经办人账号 whom the township will ring; yourself when empty"`
}

// Accepted records that a unit took up its task. Who and when stand on the event itself; lateness
// is not recorded here: a miss is an event of its own, recorded before this one.
type Accepted struct {
	Task    TaskID        `json:"task"`
	Officer org.AccountID `json:"officer"`
}

// Verb names the row of the declared table.
func (Accept) Verb() Verb   { return VerbAccept }
func (Accept) task() string { return "" }

// A late answer is still an answer: it is accepted, after the miss, never refused.
func (cmd Accept) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	officer := cmd.Officer
	switch {
	case officer != "":
		if err := c.colleague("officer", officer, t, g); err != nil {
			return nil, err
		}
	case t.Officer != "":
		officer = t.Officer
	default:
		officer = g.By.Account
	}
	return []Event{Accepted{t.ID, officer}}, nil
}

func (Accepted) verb() Verb     { return VerbAccept }
func (e Accepted) task() TaskID { return e.Task }

func (e Accepted) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Status, t.Officer, t.Accept = TaskAccepted, e.Officer, t.Accept.stop(m.At)
		return t
	})
}
