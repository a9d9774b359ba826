// Package handover is what one shift of a unit leaves to the next (交接班): the note to be written, the notes that nobody
// has said to have read, and the earlier ones. 依据 P-133.
package handover

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed handover.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Tabs   []face.Link
	Unit   string
	UnitID string
	Units  []face.Option // whose notes this post reads; one alone is not shown
	Here   string
	Unread []Note
	Write  Write
	Before []Note
	First  string // address of the first page, where this is another
	Next   string // address of the next page, if there is one
}

// Note is what somebody left to the next shift.
type Note struct {
	ID     string
	At     int64
	By     string
	Text   string
	Gone   bool // what was written has been erased
	Cases  []Case
	ReadAt int64
	ReadBy string
	Own    bool   // who looks wrote it, and somebody else says that it was read
	Action string // where it is said to have been read; empty where it cannot be
	Key    string
	Unit   string
	Then   string // where that leads back to
	Href   string // the page of the notes
}

// Case is a case that a note points to.
type Case struct {
	No, Href string
	Title    string // empty where it is not known here
	Why      string // overdue, soon, muster, climbs, named
	Due      int64
	Ticked   bool
}

// Write is the note that is being written.
type Write struct {
	Action string
	Key    string
	Begins int64 // of the next shift
	Ends   int64
	Found  []Case
	Text   string
	More   string // further numbers
	Wrong  string
	Clause string
	At     string // the field that was refused
}
