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

func (cmd Urge) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Urged) verb() Verb     { return VerbUrge }
func (e Urged) task() TaskID { return e.Task }

func (e Urged) evolve(c Case, m Moment) Case { return c }
