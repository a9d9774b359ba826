// Package days is the page of a district's calendar (历法): which days of a year are worked, in which hours, how it came to be
// so, and who had running deadlines counted anew. 依据 P-70, P-129.
package days

import (
	"context"
	_ "embed" // the style

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed days.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Year    int
	Years   []face.Link
	Hours   string
	Missing int // the next year, where it is not announced though it is near; else 0
	Months  []Month
	Worked  int // days of the year
	Named   []Day
	Changes []Change
	Orders  []Change
	Forms   []face.Form
}

// Month is one month in weeks from Monday; days of other months are zero.
type Month struct {
	N     int
	Weeks [][7]Day
}

// Kind says what sort of day it is.
type Kind string

// The kinds of day.
const (
	Worked  Kind = "worked"  // 工作日
	Weekend Kind = "weekend" // 周末
	Off     Kind = "off"     // 放假
	Shift   Kind = "shift"   // 调休上班
)

// Day is one day.
type Day struct {
	N     int // of the month; 0 = none
	Date  string
	Kind  Kind
	Name  string // 节日
	Today bool
}

// Change is one table that was imported, or one order to count anew.
type Change struct {
	At   int64
	Who  string
	What string
}
