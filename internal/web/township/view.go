// Package township is the township's desk and its call: what has come in, what has come back, what
// waits to be verified and rated; and the form with which a township calls the departments.
package township

import (
	"context"
	"embed" // the sheets and scripts that stand beside the pages

	"huying/internal/locale"
	"huying/internal/web/face"
)

//go:embed township.css
var deskStyle string

//go:embed call.css
var callStyle string

//go:embed check.css
var checkStyle string

// Style is the pages' own few lines.
var Style = deskStyle + callStyle + checkStyle

// Scripts are what a script adds to the pages, by name.
//
//go:embed *.js
var Scripts embed.FS

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Desk is what the township's desk shows: what waits for whoever sits there, by what can be done about it, and beneath it
// what others have at hand.
type Desk struct {
	Township           string
	Call               string // address of an empty call form
	Report             string // address for taking down a report on behalf
	Inbox, Cases, List string // addresses of where else to look
	Trays              []face.Tray
	Mine, Others       []Group
}

// Group is what waits in one way.
type Group struct {
	ID, Title string
	Tone      face.Tone
	Rows      []Row  // the most pressing first
	More      string // address of the rest, where there is more than is shown
}

// Row is one thing that waits, with the one thing to do about it.
type Row struct {
	face.Case
	ID      string // names the row on its page, so that a page that renews itself knows it again
	Kind    string // what else may be done
	Act     string // the words of the main action
	ActHref string
}

// idle is what a desk says on which nothing waits: what one may do all the same.
func idle(ctx context.Context, v Desk) face.State {
	return face.State{Kind: face.StateQuiet, Title: t(ctx, "township.idle"), Text: t(ctx, "township.idle.text"), Do: []face.Link{
		{Label: t(ctx, "township.call"), Href: v.Call}, {Label: t(ctx, "township.report"), Href: v.Report},
		{Label: t(ctx, "township.list"), Href: v.List}, {Label: t(ctx, "township.cases"), Href: v.Cases},
	}}
}
