package casework

import (
	"huying/internal/ledger"
)

// Retain (不予解除) turns down a release that the lead proposed: the unit stays in the case. 依据 P-52.
type Retain struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// Retained records it.
type Retained struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Retain) Verb() Verb       { return VerbRetain }
func (cmd Retain) task() string { return cmd.Task }

func (cmd Retain) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Retained) verb() Verb     { return VerbRetain }
func (e Retained) task() TaskID { return e.Task }

func (e Retained) evolve(c Case, m Moment) Case { return c }
