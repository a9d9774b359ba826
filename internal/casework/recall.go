package casework

import (
	"huying/internal/ledger"
	"huying/internal/rule"
)

// Recall (收回派单) takes a wrong dispatch back, until the first unit has accepted. The case waits
// for dispatch again, under the deadline it had. 依据 P-34.
type Recall struct {
	Reason string `json:"reason" doc:"理由"`
}

// Recalled records that the centre took its own dispatch back.
type Recalled struct {
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Recall) Verb() Verb   { return VerbRecall }
func (Recall) task() string { return "" }

func (cmd Recall) decide(c Case, _ Given) ([]Event, error) {
	for _, t := range c.Tasks {
		if t.Accept.Stopped != 0 || t.Returned {
			return nil, rule.Refuse(rule.WrongState, "P-34", "已有单位接单或者退单，不能收回派单")
		}
	}
	if err := first(required("reason", "P-34", "收回理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Recalled{ledger.Text(cmd.Reason)}}, nil
}

func (Recalled) verb() Verb   { return VerbRecall }
func (Recalled) task() TaskID { return "" }

func (e Recalled) evolve(c Case, m Moment) Case {
	for _, t := range c.Tasks {
		if t.Status == TaskWaiting {
			c = c.withTask(t.ID, func(t Task) Task {
				t.Status = TaskRecalled
				return t.stopAll(m.At)
			})
		}
	}
	c.Status, c.LeadVacant = CaseCalled, false
	c.Finish, c.Lead = c.Finish.stop(m.At), c.Lead.stop(m.At)
	c.Dispatch.Stopped = 0 // the township still waits since its call
	return c
}

// stopAll ends every clock of a task that is no longer its unit's to do.
func (t Task) stopAll(at int64) Task {
	t.Accept, t.Arrive, t.Done, t.Return = t.Accept.stop(at), t.Arrive.stop(at), t.Done.stop(at), t.Return.stop(at)
	return t
}
