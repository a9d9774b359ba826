package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Recall (收回派单) takes a wrong dispatch back, until the first unit has accepted. The case waits
// for dispatch again, under the deadline it had. What the township summoned stays. 依据 P-34, P-39.
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
	if err := first(c.past(), required("reason", "P-34", "收回理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Recalled{ledger.Text(cmd.Reason)}}, nil
}

// past says why a dispatch stands: a unit has taken a hand in it, or the case was reopened, which
// the centre cannot take back.
func (c Case) past() *rule.Refusal {
	if c.Round > 1 {
		return rule.Refuse(rule.WrongState, "P-34", "重启的呼叫单不能收回派单")
	}
	for _, t := range c.Tasks {
		if !t.aside() && t.Status != TaskWaiting && t.Status != TaskRecalled {
			return rule.Refuse(rule.WrongState, "P-34", "已有单位接单、退单或者解除，不能收回派单")
		}
	}
	return nil
}

// aside: the township summoned it, and no dispatch made it lead.
func (t Task) aside() bool { return t.Summoned && !t.Lead }

func (Recalled) verb() Verb   { return VerbRecall }
func (Recalled) task() TaskID { return "" }

func (Recalled) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal { return c.past() }

func (e Recalled) evolve(c Case, m Moment) Case {
	for _, t := range c.Tasks {
		switch {
		case t.Summoned: // it goes on as the township's
			c = c.withTask(t.ID, func(t Task) Task {
				t.Lead = false
				return t
			})
		case t.Status == TaskWaiting:
			c = c.ended(t.ID, m.At).withTask(t.ID, func(t Task) Task {
				t.Status = TaskRecalled
				return t.stopAll(m.At)
			})
		}
	}
	c.Status, c.Finish = CaseCalled, c.Finish.stop(m.At)
	c.ByHand = true
	c.Dispatch.Stopped = 0 // the township still waits since its call
	return c
}

// stopAll ends every clock of a task that is no longer its unit's to do.
func (t Task) stopAll(at int64) Task {
	for _, kind := range taskClocks {
		k := t.clock(kind)
		*k = k.stop(at)
	}
	return t
}
