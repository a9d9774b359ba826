// Package centre is the dispatch desk: the calls that wait, the most pressing first; for the one at
// hand the proposal with its reason; one key to dispatch it so, a form to change or decline it.
package centre

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed centre.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the desk shows.
type View struct {
	Trays []face.Tray
	Queue []face.Waiting
	Card  *Card
	Lists []face.List // returns to decide, leads vacant, what is late
}

// Card is the call at hand.
type Card struct {
	No, Href  string
	Title     string
	Situation string
	Class     string
	Kind      string
	Cause     string
	Township  string
	Place     string
	Facts     string
	Wanted    []string
	Clock     face.Clock
	Approval  string // not yet approved: said where an urgent call went ahead

	Lead     string
	Assists  []string
	Partners []string
	Unmapped []string
	Self     bool // township-led
	Accept   string
	Arrive   string
	Finish   string
	Reason   string
	Clause   string

	Dispatch face.Form
	Change   face.Form
	Decline  face.Form
}
