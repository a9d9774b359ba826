// Package department is a department's and an agency's desk, for the phone first: what is to be
// accepted, where somebody has to go, what is to be done and answered; each slip with its next step
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
	Trays   []face.Tray
	Stages  []Stage
	Waits   face.List // what waits beside the tasks: transfers, supervisions, steps, signatures
	Awaited face.List // what this unit waits for: its requests and questions
	Signs   *Switch   // 反馈须经签批, for the unit's leader
}

// Stage groups the slips that wait for the same next step.
type Stage struct {
	ID, Title string
	Empty     string
	Slips     []Slip
	Tone      face.Tone
	Hide      bool // not shown when empty
}

// Slip is one task of this unit.
type Slip struct {
	No, Href  string
	Title     string
	Situation string
	Class     string
	Part      string // lead, assist, summoned
	Status    string
	Place     string
	Township  string
	Phone     string // of the township, to ring
	Doing     string // clock.kind.<Doing>: what is due next
	Clock     face.Clock
	Quick     *face.Form // the next step with nothing to fill in
	Next      string     // the words of the link to the next step, where there is something to fill in
	NextHref  string
	Note      string
}

// Switch is something that a unit's leader settles for the unit.
type Switch struct {
	Title, State string
	On           bool
	Form         face.Form
}
