package casework

import (
	"huying/internal/ledger"
)

// Urge (催办) reminds a unit of its share. It touches no clock and needs no answer. 依据 P-109.
type Urge struct {
	Task string `json:"task" doc:"派单件, by id or unit"`
	Text string `json:"text,omitempty" doc:"说明"`
}

// Urged records it.
type Urged struct {
	Task TaskID         `json:"task"`
	Text ledger.Content `json:"text,omitzero"`
}

// Verb names the row of the declared table.
func (Urge) Verb() Verb       { return VerbUrge }
func (cmd Urge) task() string { return cmd.Task }

func (cmd Urge) decide(c Case, _ Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(readable("text", "P-109", "说明", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{Urged{t.ID, ledger.Text(cmd.Text)}}, nil
}

func (Urged) verb() Verb     { return VerbUrge }
func (e Urged) task() TaskID { return e.Task }

func (e Urged) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Urged++
		return t
	})
}
