// Package precedent is the search in the precedents (先例): what the staffing office has ruled and
// designated, with its reason, newest first; open to whoever works here. 依据 P-116.
package precedent

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed precedent.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Here    string
	Words   string
	Matters []face.Option
	Units   []face.Option
	Asked   bool // something was searched for
	Found   []Precedent
	More    string
}

// Precedent is one ruling or designation.
type Precedent struct {
	No, Href  string // no address where this post may not see the case
	Kind      string // ruling, designation
	At        int64
	Title     string // the matter; or that it is not in the list
	Situation string
	Unit      string // who has it; empty where a decline was upheld
	Assists   []string
	Reason    string
	Change    string // 清单修改建议
}
