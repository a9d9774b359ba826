package casework

import (
	"huying/internal/ledger"
)

// Dispute (提请裁定) takes a declined call to the staffing office. 依据 P-48.
type Dispute struct {
	Reason string `json:"reason" doc:"理由"`
}

// Disputed records it and starts the time to rule.
type Disputed struct {
	Reason ledger.Content `json:"reason"`
	Ruling Timed          `json:"ruling"`
}

// Verb names the row of the declared table.
func (Dispute) Verb() Verb   { return VerbDispute }
func (Dispute) task() string { return "" }

func (cmd Dispute) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Disputed) verb() Verb   { return VerbDispute }
func (Disputed) task() TaskID { return "" }

func (e Disputed) evolve(c Case, m Moment) Case { return c }
