// Package department is a department's and an agency's desk, for the phone first: what is to be
// accepted, where somebody has to go, what is to be done and answered; the most pressing first, each slip with its next step
// at the thumb.
package department

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed department.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the desk shows.
type View struct {
	Unit    string
	Stages  []face.Link // the steps, with how much waits at each
	Whose   []face.Link // everybody's, or one's own
	Groups  []Group
	Empty   string
	More    string // address of the next page
	Board   *Board // for the unit's leader
	Trays   []face.Tray
	Waits   face.List // what waits beside the tasks: transfers, supervisions, steps, signatures
	Awaited face.List // what this unit waits for: its requests and questions
	Signs   *Switch   // 反馈须经签批, for the unit's leader
}

// Group is the slips that are equally pressing.
type Group struct {
	ID, Title string // late, today, later, none
	Tone      face.Tone
	Slips     []Slip
}

// Slip is one task of this unit.
type Slip struct {
	ID        string // unique on the page, and the same tomorrow
	No, Href  string
	Title     string
	Situation string
	Class     string
	Part      string // lead, assist, summoned
	Status    string
	Place     string
	Township  string
	Phone     string // of the township, to ring
	Officer   string // with whom it lies
	Doing     string // clock.kind.<Doing>: what is due next
	Clock     face.Clock
	Quick     *face.Form // the next step with nothing to fill in
	Next      string     // the words of the link to the next step, where there is something to fill in
	NextHref  string
	Note      string
}

// Board (本单位看板) is who of a unit has how much before them.
type Board struct {
	Title   string
	Columns []string // the steps
	Lines   []Line   // who has most that is late first
	Total   Line
}

// Line is one person's share of the board.
type Line struct {
	Name   string
	Href   string // their tasks
	Here   bool
	Nobody bool // no officer has been named
	Counts [4]int
	Late   int
}

// Switch is something that a unit's leader settles for the unit.
type Switch struct {
	Title, State string
	On           bool
	Form         face.Form
}
