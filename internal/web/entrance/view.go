// Package entrance is where a person comes in: log-in, and the choice of the post to act in.
package entrance

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed entrance.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the log-in page shows.
type View struct {
	Login  string // as it was typed
	Wrong  string // why it was refused
	Clause string
	Back   string // where the person wanted to go
	Demo   []Group
}

// Group is one district's demonstration log-ins.
type Group struct {
	District string
	Sets     []Set
	Open     bool
}

// Set is the log-ins of one role; a large one is folded.
type Set struct {
	Role   string
	People []Person
}

// Large reports whether the set would hide the others.
func (s Set) Large() bool { return len(s.People) > 4 }

// Person is one demonstration log-in, by what it can do.
type Person struct{ Role, Unit, Login, Password string }

// Choice is what the choice of a post shows.
type Choice struct {
	Name  string
	Posts []Post
	Back  string
}

// Post is one post to act in.
type Post struct {
	ID, Unit, Role string
	Here           bool // acting in it now
}

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	bare := func(f face.Frame) face.Frame { f.Who, f.Nav, f.District, f.Slogan = face.Who{}, nil, "", ""; return f }
	var sets []Set
	for _, p := range []Person{
		{"网格员", "姚家社区第 4 网格", "wangge-01", "demo"}, {"镇街经办", "姚家街道", "yaojia", "demo"}, {"镇街分管领导", "姚家街道", "yaojia-lead", "demo"},
		{"派遣员", "历下区指挥调度中心", "paiqian", "demo"}, {"值班长", "历下区指挥调度中心", "zhiban", "demo"}, {"部门经办", "历下区综合行政执法局", "zongzhi", "demo"},
	} {
		sets = append(sets, Set{p.Role, []Person{p}})
	}
	story := func(state string, v View) face.Story {
		return face.Story{Page: "login", State: state, Show: func(f face.Frame) face.Component { return Page(bare(f), v) }}
	}
	return []face.Story{
		story("empty", View{}),
		story("demo", View{Demo: []Group{{"历下区", sets, true}, {"市中区", sets, false}}}),
		story("refused", View{Login: "yaojia", Wrong: "用户名或者密码不正确", Clause: "P-88"}),
		{Page: "posts", State: "many", Show: func(f face.Frame) face.Component {
			return ChoicePage(f, Choice{Name: "钱二（演示）", Posts: []Post{{"1", "姚家街道", "镇街经办", true}, {"2", "姚家街道", "镇街分管领导", false}}})
		}},
	}
}
