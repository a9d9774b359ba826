package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// Extend (申请延期) asks, before the time to finish is over, for some working days more. 依据 P-106.
type Extend struct {
	Days   int    `json:"days" doc:"延长的工作日"`
	Reason string `json:"reason" doc:"理由"`
}

// ExtensionAsked records the request.
type ExtensionAsked struct {
	ID     string         `json:"id"`
	Task   TaskID         `json:"task"`
	Days   int            `json:"days"`
	Levels []org.Role     `json:"levels"`
	Reason ledger.Content `json:"reason"`
	Opine  Timed          `json:"opine"`
	Decide Timed          `json:"decide"`
}

// Extended records that it was granted: the new deadline, and the whole case's where the lead asked.
type Extended struct {
	Request  string         `json:"request"`
	Task     TaskID         `json:"task"`
	Done     Timed          `json:"done"`
	Finish   Timed          `json:"finish,omitzero"`
	Note     ledger.Content `json:"note,omitzero"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Extend) Verb() Verb   { return VerbExtend }
func (Extend) task() string { return "" }

func (cmd Extend) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (ExtensionAsked) verb() Verb     { return VerbExtend }
func (e ExtensionAsked) task() TaskID { return e.Task }

func (e ExtensionAsked) evolve(c Case, m Moment) Case { return c }

func (Extended) verb() Verb   { return VerbGrant }
func (Extended) task() TaskID { return "" }

func (e Extended) evolve(c Case, m Moment) Case { return c }
