package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// Designate (指定牵头) gives a matter that is not in the list a lead for this once, and perhaps assists; a proposal to
// change the list goes with it. 依据 P-16.
type Designate struct {
	Lead    org.UnitID   `json:"lead" doc:"临时牵头单位"`
	Assists []org.UnitID `json:"assists,omitempty" doc:"配合单位"`
	Reason  string       `json:"reason" doc:"理由: kept as a precedent that all may read; no particulars of persons"`
	Change  string       `json:"change" doc:"清单修改建议"`
}

// Designated records the tasks given out, not to be returned.
type Designated struct {
	Tasks    []Issued       `json:"tasks"`
	Reason   ledger.Content `json:"reason"`
	Change   ledger.Content `json:"change"`
	Finish   Timed          `json:"finish"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Designate) Verb() Verb   { return VerbDesignate }
func (Designate) task() string { return "" }

func (cmd Designate) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Designated) verb() Verb   { return VerbDesignate }
func (Designated) task() TaskID { return "" }

func (e Designated) evolve(c Case, m Moment) Case { return c }
