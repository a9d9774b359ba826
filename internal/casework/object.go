package casework

import (
	"huying/internal/ledger"
)

// Object (提出异议) says that a report should not have been discarded. Once: it goes back to the township, where only a
// leader may discard it again, and then for good. 依据 P-38.
type Object struct {
	Reason string `json:"reason" doc:"异议理由"`
}

// Objected records the objection and starts the township's time anew.
type Objected struct {
	Reason ledger.Content `json:"reason"`
	Intake Timed          `json:"intake"`
}

// Verb names the row of the declared table.
func (Object) Verb() Verb   { return VerbObject }
func (Object) task() string { return "" }

func (cmd Object) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Objected) verb() Verb   { return VerbObject }
func (Objected) task() TaskID { return "" }

func (e Objected) evolve(c Case, m Moment) Case { return c }
