package casework

import (
	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
)

// Summon (调派) tasks the township's own agencies, before or beside a call, or in a case it settles itself: the same
// clocks, the same rating. 依据 P-39.
type Summon struct {
	Units  []org.UnitID    `json:"units" doc:"派驻机构"`
	Class  catalogue.Class `json:"class,omitempty" doc:"daily, major or urgent: whose limits hold; the call's own, or daily, when empty"`
	Reason string          `json:"reason" doc:"事由"`
}

// Summoned records the tasks, each with its three clocks.
type Summoned struct {
	Tasks    []Issued       `json:"tasks"`
	Reason   ledger.Content `json:"reason"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Summon) Verb() Verb   { return VerbSummon }
func (Summon) task() string { return "" }

func (cmd Summon) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Summoned) verb() Verb   { return VerbSummon }
func (Summoned) task() TaskID { return "" }

func (e Summoned) evolve(c Case, m Moment) Case { return c }
