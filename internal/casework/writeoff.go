package casework

import (
	"huying/internal/ledger"
)

// WriteOff (记未履行) closes a share as not performed, once its time to finish has run out: it counts against the unit,
// and no longer holds up the case. 依据 P-105.
type WriteOff struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// WrittenOff records it. A lead that is written off leaves the lead vacant.
type WrittenOff struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
	Vacant Timed          `json:"vacant,omitzero"`
}

// Verb names the row of the declared table.
func (WriteOff) Verb() Verb       { return VerbWriteOff }
func (cmd WriteOff) task() string { return cmd.Task }

func (cmd WriteOff) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (WrittenOff) verb() Verb     { return VerbWriteOff }
func (e WrittenOff) task() TaskID { return e.Task }

func (e WrittenOff) evolve(c Case, m Moment) Case { return c }
