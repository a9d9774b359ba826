package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// SuspensionGrounds (挂账事由) is the closed list of grounds.
var SuspensionGrounds = []Option{
	{"seasonal", "受季节限制", "the season"}, {"engineering", "需工程施工", "engineering works"}, {"condition", "条件尚不具备", "a condition is not met yet"},
}

// Suspend (申请挂账) asks that the case rest until a date of review. 依据 P-107.
type Suspend struct {
	Ground string `json:"ground" doc:"事由: seasonal, engineering, condition"`
	Review string `json:"review" doc:"复核日期, RFC 3339 date"`
	Reason string `json:"reason" doc:"说明"`
}

// Resume (恢复办理) takes the case up again: every clock runs on with the time that was left. 依据 P-107.
type Resume struct {
	Reason string `json:"reason" doc:"理由"`
}

// SuspensionAsked records the request; Suspended that it was granted; Resumed that the case goes on.
type (
	// SuspensionAsked is the request.
	SuspensionAsked struct {
		ID     string         `json:"id"`
		Task   TaskID         `json:"task,omitempty"`
		Ground string         `json:"ground"`
		Review Timed          `json:"review"`
		Levels []org.Role     `json:"levels"`
		Reason ledger.Content `json:"reason"`
		Opine  Timed          `json:"opine"`
		Decide Timed          `json:"decide"`
	}
	// Suspended lets all clocks stand still but that of the review.
	Suspended struct {
		Request string         `json:"request"`
		Review  Timed          `json:"review"`
		Note    ledger.Content `json:"note,omitzero"`
	}
	// Resumed gives every clock that stood still its new deadline.
	Resumed struct {
		Reason   ledger.Content `json:"reason"`
		Clocks   []Restarted    `json:"clocks,omitempty"`
		Calendar string         `json:"calendar"`
	}
)

// Verb names the row of the declared table.
func (Suspend) Verb() Verb   { return VerbSuspend }
func (Suspend) task() string { return "" }

func (cmd Suspend) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Resume) Verb() Verb   { return VerbResume }
func (Resume) task() string { return "" }

func (cmd Resume) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (SuspensionAsked) verb() Verb     { return VerbSuspend }
func (e SuspensionAsked) task() TaskID { return e.Task }

func (e SuspensionAsked) evolve(c Case, m Moment) Case { return c }

func (Suspended) verb() Verb   { return VerbGrant }
func (Suspended) task() TaskID { return "" }

func (e Suspended) evolve(c Case, m Moment) Case { return c }

func (Resumed) verb() Verb   { return VerbResume }
func (Resumed) task() TaskID { return "" }

func (e Resumed) evolve(c Case, m Moment) Case { return c }
