package casework

import (
	"huying/internal/ledger"
)

// Split (拆分) takes one of several matters out of a report and makes it a case of its own. Whoever reported
// sees what becomes of each. 依据 P-37.
type Split struct {
	Text  string `json:"text" doc:"拆出事项的经过"`
	Place string `json:"place,omitempty" doc:"地点; the report's own when empty"`
}

// SplitOff records, in the case that was reported, that another came of it.
type SplitOff struct {
	Case string `json:"case"` // id of the new case
	No   CaseNo `json:"no"`
}

// Verb names the row of the declared table.
func (Split) Verb() Verb   { return VerbSplit }
func (Split) task() string { return "" }

func (cmd Split) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (SplitOff) verb() Verb   { return VerbSplit }
func (SplitOff) task() TaskID { return "" }

func (e SplitOff) evolve(c Case, m Moment) Case { return c }

func (cmd Split) other() CaseNo { return "" }

func (cmd Split) decidePair(c, other Case, g Given) (mine, theirs []Event, err error) {
	return nil, nil, unwritten
}

var _ = ledger.Text
