package casework

import (
	"huying/internal/ledger"
)

// Merge (合并) lays a case that tells of the same matter at the same place into another of its township. What is
// known of both stays; the clocks of the merged one stand still. 依据 P-114.
type Merge struct {
	Into   CaseNo `json:"into" doc:"并入的呼叫单号"`
	Reason string `json:"reason" doc:"理由"`
}

// Unmerge (撤销合并) takes a merged case out again, within seven days: it goes on where it stood, with the time that
// was left. 依据 P-115.
type Unmerge struct {
	Reason string `json:"reason" doc:"理由"`
}

// Merger (并入) says into which case, when, and where it stood.
type Merger struct {
	Into string `json:"into"` // id
	No   CaseNo `json:"no"`
	At   int64  `json:"at"`
	Was  Status `json:"was"`
}

// MergedInto and Absorbed record a merger in the two cases it concerns; Unmerged and Parted that it was undone.
type (
	// MergedInto stands in the case that was merged.
	MergedInto struct {
		Case   string         `json:"case"`
		No     CaseNo         `json:"no"`
		Reason ledger.Content `json:"reason"`
	}
	// Absorbed stands in the case that goes on.
	Absorbed struct {
		Case string `json:"case"`
		No   CaseNo `json:"no"`
	}
	// Unmerged stands in the case that is taken out again, with the deadlines of the clocks that run on.
	Unmerged struct {
		Reason   ledger.Content `json:"reason"`
		Clocks   []Restarted    `json:"clocks,omitempty"`
		Calendar string         `json:"calendar"`
	}
	// Parted stands in the case it is taken out of.
	Parted struct {
		Case string `json:"case"`
		No   CaseNo `json:"no"`
	}
)

// Verb names the row of the declared table.
func (Merge) Verb() Verb   { return VerbMerge }
func (Merge) task() string { return "" }

func (cmd Merge) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (cmd Merge) other() CaseNo { return cmd.Into }

func (cmd Merge) decidePair(c, other Case, g Given) (mine, theirs []Event, err error) {
	return nil, nil, unwritten
}

// Verb names the row of the declared table.
func (Unmerge) Verb() Verb   { return VerbUnmerge }
func (Unmerge) task() string { return "" }

func (cmd Unmerge) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// other is found in the case: see Other.
func (cmd Unmerge) other() CaseNo { return "" }

func (cmd Unmerge) decidePair(c, other Case, g Given) (mine, theirs []Event, err error) {
	return nil, nil, unwritten
}

func (MergedInto) verb() Verb   { return VerbMerge }
func (MergedInto) task() TaskID { return "" }

func (e MergedInto) evolve(c Case, m Moment) Case { return c }

func (Absorbed) verb() Verb   { return VerbMerge }
func (Absorbed) task() TaskID { return "" }

func (e Absorbed) evolve(c Case, m Moment) Case { return c }

func (Unmerged) verb() Verb   { return VerbUnmerge }
func (Unmerged) task() TaskID { return "" }

func (e Unmerged) evolve(c Case, m Moment) Case { return c }

func (Parted) verb() Verb   { return VerbUnmerge }
func (Parted) task() TaskID { return "" }

func (e Parted) evolve(c Case, m Moment) Case { return c }
