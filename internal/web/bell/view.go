// Package bell is the page of what a person was told in the app, the newest first.
package bell

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed bell.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Unseen   int    // as far as it is counted
	Action   string // where it is said that something was seen
	Settings string // where it is chosen how one is told
	By       int64  // up to when all is marked as seen
	Items    []Item
	More     string // address of the next page
}

// Item is one thing that was told.
type Item struct {
	ID, Topic, Text string
	No, Href        string // the case, if it is about one
	At              int64
	Tone            face.Tone
	New             bool // not seen yet
}
