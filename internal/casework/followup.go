package casework

import (
	"huying/internal/ledger"
)

// Rectify (整改) is what a unit with a low mark did about it. 依据 P-90.
type Rectify struct {
	Text  string `json:"text" doc:"整改情况"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// FollowUp (复查) is the township's second look: after a rectification, on the day that was promised, or of itself.
// 依据 P-90, P-104.
type FollowUp struct {
	Task   string `json:"task,omitempty" doc:"派单件, by id or unit; none for the matter as a whole"`
	Result string `json:"result" doc:"复查结果: solved or unsolved"`
	Text   string `json:"text,omitempty" doc:"复查情况; required where unsolved"`
	Files  []File `json:"files,omitempty" doc:"照片"`
}

// FollowUpResults is the closed list of what a second look may come to.
var FollowUpResults = []Option{{"solved", "已解决", "solved"}, {"unsolved", "未解决", "not solved"}}

// Rectified records what the unit did, and starts the township's time to look.
type Rectified struct {
	Task   TaskID           `json:"task"`
	Text   ledger.Content   `json:"text"`
	Files  []ledger.Content `json:"files,omitempty"`
	Follow Timed            `json:"follow"`
}

// FollowedUp records the second look. Unsolved after a low mark starts the unit's time to rectify anew.
type FollowedUp struct {
	Task    TaskID           `json:"task,omitempty"`
	Result  string           `json:"result"`
	Text    ledger.Content   `json:"text,omitzero"`
	Files   []ledger.Content `json:"files,omitempty"`
	Rectify Timed            `json:"rectify,omitzero"`
}

// Verb names the row of the declared table.
func (Rectify) Verb() Verb   { return VerbRectify }
func (Rectify) task() string { return "" }

func (cmd Rectify) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (FollowUp) Verb() Verb   { return VerbFollowUp }
func (FollowUp) task() string { return "" }

func (cmd FollowUp) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Rectified) verb() Verb     { return VerbRectify }
func (e Rectified) task() TaskID { return e.Task }

func (e Rectified) evolve(c Case, m Moment) Case { return c }

func (FollowedUp) verb() Verb   { return VerbFollowUp }
func (FollowedUp) task() TaskID { return "" }

func (e FollowedUp) evolve(c Case, m Moment) Case { return c }
