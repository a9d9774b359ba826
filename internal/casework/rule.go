package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// Rule (裁定) ends a dispute of duty, for good: over a declined call whether it is dispatched and to whom, over a share
// that two units returned who has it. It gives its reason, is kept as a precedent, and may propose to change the list.
// 依据 P-49, P-116.
type Rule struct {
	Task    string       `json:"task,omitempty" doc:"派单件, by id or unit; none over a declined call"`
	Unit    org.UnitID   `json:"unit,omitempty" doc:"裁定由谁办理; empty upholds the decline"`
	Assists []org.UnitID `json:"assists,omitempty" doc:"配合单位, over a declined call"`
	Reason  string       `json:"reason" doc:"裁定理由: kept as a precedent that all may read; no particulars of persons"`
	Change  string       `json:"change,omitempty" doc:"清单修改建议"`
}

// Ruled records a ruling.
type Ruled struct {
	Task     TaskID         `json:"task,omitempty"`
	Unit     org.UnitID     `json:"unit,omitempty"`
	Tasks    []Issued       `json:"tasks,omitempty"` // given out by it, not to be returned
	Reason   ledger.Content `json:"reason"`
	Change   ledger.Content `json:"change,omitzero"`
	Intake   Timed          `json:"intake,omitzero"` // where the decline is upheld
	Finish   Timed          `json:"finish,omitzero"` // of the whole case, where it begins to be worked on
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Rule) Verb() Verb       { return VerbRule }
func (cmd Rule) task() string { return cmd.Task }

func (cmd Rule) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Ruled) verb() Verb     { return VerbRule }
func (e Ruled) task() TaskID { return e.Task }

func (e Ruled) evolve(c Case, m Moment) Case { return c }
