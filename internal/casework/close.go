package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Close (销号) is the calling township's word that the matter is done. It cannot close while a
// task is open. If it has not verified before, the way is said now. 依据 P-55, P-60, P-69.
type Close struct {
	How  string `json:"how,omitempty" doc:"核查方式, if not verified before: on_site or on_paper; on_paper when empty"`
	Text string `json:"text,omitempty" doc:"说明"`
}

// Closed records that the matter is done, and starts the township's time to rate.
type Closed struct {
	Text ledger.Content `json:"text,omitzero"`
	Rate Timed          `json:"rate"`
}

// Verb names the row of the declared table.
func (Close) Verb() Verb   { return VerbClose }
func (Close) task() string { return "" }

func (cmd Close) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.openTask(VerbClose, g.Units), readable("text", "P-60", "说明", cmd.Text)); err != nil {
		return nil, err
	}
	var events []Event
	if !c.Verified {
		verified, err := (Verify{How: cmd.How}).decide(c, g)
		if err != nil {
			return nil, err
		}
		events = verified
	}
	return c.orRest(g, append(events, Closed{ledger.Text(cmd.Text), g.due(g.Settings.Rate)})...), nil
}

// openTask refuses while some unit still has its task open.
func (c Case) openTask(verb Verb, units *org.Directory) *rule.Refusal {
	open := c.OpenTasks()
	if len(open) == 0 {
		return nil
	}
	return rule.Refuse(rule.WrongState, "P-55", units.Name(open[0].Unit)+"的派单件尚未反馈或者解除，不能"+verb.Zh())
}

func (Closed) verb() Verb   { return VerbClose }
func (Closed) task() TaskID { return "" }

func (Closed) guard(c Case, _ Moment, units *org.Directory) *rule.Refusal {
	return c.openTask(VerbClose, units)
}

func (e Closed) evolve(c Case, m Moment) Case {
	c = c.stopAll(m.At, afterClosing...)
	c.Status, c.Closed, c.Rate = CaseClosed, m.At, e.Rate.start(m.At)
	for _, t := range c.Tasks {
		if day := t.promised(); t.Docketed && t.Status == TaskAnswered && !day.Due.Passed(m.At) {
			c = c.withTask(t.ID, func(t Task) Task {
				t.Follow = day.start(m.At)
				return t
			})
		}
	}
	return c
}

// promised is the day on which the township looks again at what went by statutory procedure: as it was promised, extended
// or put off by a suspension. 依据 P-104.
func (t Task) promised() Timed {
	if !t.Done.Due.Known() {
		return t.Promised
	}
	return Timed{Due: t.Done.Due, Yellow: t.Done.Yellow}
}

// afterClosing are the clocks that do not end with the work: consent to the call, and what follows from a rating.
var afterClosing = []ClockKind{ClockApproval, ClockRectify, ClockFollow, ClockAppeal, ClockLodge}

// stopAll ends every clock but those of some kinds.
func (c Case) stopAll(at int64, but ...ClockKind) Case {
	return c.withClocks(func(kind ClockKind, _ string, k Clock) Clock {
		if slices.Contains(but, kind) {
			return k
		}
		return k.stop(at)
	})
}
