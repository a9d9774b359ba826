// Package post is the home of a post that has no desk of its own: what it can see here, what it can
// do here, and what it cannot, each with its clause. 依据 P-81, P-82.
package post

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed post.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Unit, Role string
	Can        []Line // what this post may see or do here, each with the way to it
	Cannot     []Line
	List       *face.List // the newest cases, for a post that watches over them
}

// Line is one thing that a post may do, or may not.
type Line struct {
	Text, Clause string
	Note         string
	Href, Go     string // the way to it, and its words; none where it is done elsewhere
}
