// Package patrol is the grid member's page, for a phone outdoors: what it is, a photo, where, a
// word, send; and beneath it what became of what was reported before.
package patrol

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed patrol.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Place     string // 姚家社区第 4 网格
	Action    string
	Key       string
	Frequent  []Frequent
	Sources   []face.Option // channels, where one reports on somebody's behalf
	Grids     []face.Option // grids to choose, where it is not the person's own
	Townships []face.Option // where the reporting post belongs to none
	Text      string
	Where     string
	Position  string
	Person    string // on whose behalf
	Phone     string
	Draft     string // id of the draft that is being gone on with
	Drafts    []Draft
	Behalf    bool // on somebody's behalf: asks for the person
	Wrong     string
	Clause    string
	Mine      []Report
	More      string
}

// Frequent is one of the high-frequency matters, as a button.
type Frequent struct {
	Name   string
	Sign   string // one character that stands for it
	Chosen bool
}

// Report is one earlier report and what became of it.
type Report struct {
	No, Href string
	Title    string
	Place    string
	At       int64
	Status   string
	Became   string // in words, for who is outside the work: 部门已到场
}

// Draft is a report that was begun and not sent; only its writer sees it.
type Draft struct {
	ID, Href string
	Text     string
	Place    string
	At       int64
	Open     bool // it is in the form now
}
