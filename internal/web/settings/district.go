package settings

import "huying/internal/web/face"

// District is the page of what a district has decided for itself.
type District struct {
	May     bool // this post decides
	Ladder  []Rung
	Often   string // to which rung goes what comes back too often
	Limits  []Fact
	Topics  []Fact
	Quiet   string
	Forms   []face.Form // where it may be changed
	Telling TopicsForm
	History []Change
}

// Rung is one level of the ladder.
type Rung struct{ Name, Whom, Answer string }

// Fact is one setting, as it is.
type Fact struct{ Label, Value, Under string }

// TopicsForm changes who is told what over which channels: everybody, or the posts of a role.
type TopicsForm struct {
	Action, Role string
	Roles        []face.Option
	Table        Table
	Wrong        string
	Open         bool
}

// Change is one change on record.
type Change struct {
	At              int64
	Who, What, Href string
	Document        string
}
