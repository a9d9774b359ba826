// Package register is the list of cases a post may see, filtered.
package register

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed register.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Here     string
	No       string // a number to go to
	Statuses []face.Option
	Classes  []face.Option
	Late     bool
	Open     bool
	List     face.List
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	v := View{
		Here: "#", Statuses: []face.Option{{Value: "working", Label: "办理中", Chosen: true}, {Value: "closed", Label: "待评价"}}, Classes: []face.Option{{Value: "daily", Label: "日常"}, {Value: "urgent", Label: "紧急"}},
		List: face.List{ID: "cases", Title: "案件", Empty: "没有符合条件的案件。", More: "#", Rows: []face.Case{
			{No: "2019072500001", Href: "/storybook/case/many", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放", Place: "姚家街道某路 88 号", Class: "daily", Status: "working", From: "姚家街道", At: 1564017240000000, Clock: face.Running(1564017240000000, 1564037240000000, 0)},
			{No: "2019072400012", Href: "#", Title: "弱电管线与架空线缆整治", Place: "某某里 6 号楼", Class: "major", Status: "archived", From: "千佛山街道", At: 1563917240000000},
		}},
	}
	empty := v
	empty.List.Rows, empty.List.More = nil, ""
	story := func(state string, v View) face.Story {
		return face.Story{Page: "cases", State: state, Show: func(f face.Frame) face.Component { return Page(f, v) }}
	}
	return []face.Story{story("many", v), story("empty", empty)}
}
