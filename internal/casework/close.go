package casework

import (
	"huying/internal/ledger"
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
	if open := c.OpenTasks(); len(open) > 0 {
		name := string(open[0].Unit)
		if u, ok := g.Units.Unit(open[0].Unit); ok {
			name = u.Name
		}
		return nil, rule.Refuse(rule.WrongState, "P-55", name+"的派单件尚未反馈或者解除，不能销号")
	}
	var events []Event
	if !c.Verified {
		verified, err := (Verify{How: cmd.How}).decide(c, g)
		if err != nil {
			return nil, err
		}
		events = verified
	}
	if err := first(readable("text", "P-60", "说明", cmd.Text)); err != nil {
		return nil, err
	}
	events = append(events, Closed{ledger.Text(cmd.Text), g.due(g.Settings.Rate)})
	if len(c.Ratable()) == 0 {
		events = append(events, Archived{})
	}
	return events, nil
}

func (Closed) verb() Verb   { return VerbClose }
func (Closed) task() TaskID { return "" }

func (e Closed) evolve(c Case, m Moment) Case {
	c.Status, c.Closed, c.Rate = CaseClosed, m.At, e.Rate.start(m.At)
	c.Verify, c.Finish, c.Approve = c.Verify.stop(m.At), c.Finish.stop(m.At), c.Approve.stop(m.At)
	return c
}
