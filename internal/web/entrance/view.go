// Package entrance is where a person comes in: log-in, and the choice of the post to act in.
package entrance

import (
	"context"
	"embed"

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

	District string // where only one is served here
	Slogan   string // what it calls the whole
	Expired  bool   // a form was sent after the session had ended
}

// Group is one district's demonstration log-ins.
type Group struct {
	District string
	Slogan   string   // what it calls the whole
	Cast     []Person // who plays in one call, in its order
	Sets     []Set    // all others
	Open     bool
}

// Set is the log-ins of one sort of workplace, folded.
type Set struct {
	Name   string
	People []Person
}

// Add puts a person into the set of that name.
func (g *Group) Add(name string, p Person) {
	for i := range g.Sets {
		if g.Sets[i].Name == name {
			g.Sets[i].People = append(g.Sets[i].People, p)
			return
		}
	}
	g.Sets = append(g.Sets, Set{name, []Person{p}})
}

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
	cast := []Person{
		{"网格员", "姚家社区第 4 网格", "wangge-01", "demo"}, {"镇街经办", "姚家街道", "yaojia", "demo"}, {"镇街分管领导", "姚家街道", "yaojia-lead", "demo"},
		{"派遣员", "历下区指挥调度中心", "paiqian", "demo"}, {"值班长", "历下区指挥调度中心", "zhiban", "demo"}, {"部门经办", "历下区综合行政执法局", "zongzhi", "demo"},
	}
	sets := []Set{{"其他区县部门", []Person{{"部门经办", "历下区市场监督管理局", "shichang", "demo"}}}}
	story := func(state string, v View) face.Story {
		return face.Story{Page: "login", State: state, Show: func(f face.Frame) face.Component { return face.Sample(bare(f), v, Page, "role.") }}
	}
	return []face.Story{
		story("empty", View{}),
		story("demo", View{Demo: []Group{{"历下区", "街呼区应", cast, sets, true}, {"平阴县", "乡呼县应", cast, sets, false}}}),
		story("district", View{District: "商河县", Slogan: "乡呼县应"}),
		story("expired", View{Expired: true}),
		story("refused", View{Login: "yaojia", Wrong: "用户名或者密码不正确", Clause: "P-88"}),
		{Page: "posts", State: "many", Show: func(f face.Frame) face.Component {
			return face.Sample(f, Choice{Name: "钱二（演示）", Posts: []Post{{"1", "姚家街道", "镇街经办", true}, {"2", "姚家街道", "镇街分管领导", false}}}, ChoicePage, "role.")
		}},
	}
}

// Scripts are what the page does beyond HTML.
//
//go:embed entrance.js
var Scripts embed.FS
