package casework

import (
	"huying/internal/ledger"
)

// Perform (落实) says that a step of the plan is done: by the unit whose step it is, or, for a partner's, by the lead.
// 依据 P-57.
type Perform struct {
	Step  string `json:"step" doc:"方案步骤 id: p1, p2, …"`
	Text  string `json:"text,omitempty" doc:"落实情况"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Performed records it.
type Performed struct {
	Step  string           `json:"step"`
	Text  ledger.Content   `json:"text,omitzero"`
	Files []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Perform) Verb() Verb   { return VerbPerform }
func (Perform) task() string { return "" }

func (cmd Perform) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Performed) verb() Verb   { return VerbPerform }
func (Performed) task() TaskID { return "" }

func (e Performed) evolve(c Case, m Moment) Case { return c }
