// Package slip is the case on paper: the three slips that pass between a township, the centre and a department,
// 呼叫单、派发单、反馈单, as they are filed and signed. What is printed stands in the record, and says where.
package slip

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed slip.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Kind is one of the three slips.
type Kind string

// The slips.
const (
	Call     Kind = "call"     // 呼叫单: from the township
	Dispatch Kind = "dispatch" // 派发单: from the centre, one for each unit
	Answer   Kind = "answer"   // 反馈单: from a unit, one for each
)

// View is exactly what the page shows.
type View struct {
	No    string
	Back  string      // address of the case
	Kinds []face.Link // the other slips of this case
	Slips []Slip
	Empty string // why there is none yet
}

// Slip is one sheet of paper.
type Slip struct {
	Kind   Kind
	Title  string // 历下区街呼区应派发单
	No     string
	To     string // whom it is for, or whose it is
	At     int64  // when it was issued
	Lines  []Line
	Parts  []Part
	Signs  []string // what is signed by hand beneath
	Proofs []Proof
	Check  string // where the record can be checked: a path of this site
}

// Line is one ruled line: a word before, and what is said.
type Line struct {
	Label string
	Text  casepage.Text
	Names []string // several short things, instead of a text
	Clock *face.Clock
	Half  bool // two of these stand side by side
}

// Part is a titled piece of the record.
type Part struct {
	Title   string
	Entries []casepage.Entry
	None    string
}

// Proof names a record on which the slip rests.
type Proof struct {
	Version int64
	Index   int64 // in the district's log; -1 until sealed
}
