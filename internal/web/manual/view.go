// Package manual is the responsibility list to read: all matters, by domain, unit or word, and one
// matter as its 说明书, the ten elements on one sheet.
package manual

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed manual.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Edition is the edition that is being read.
type Edition struct {
	Label    string
	Issuer   string
	Remark   string // 演示用重构清单, and what else readers must be told
	From     int64
	Document string // sha256:…
}

// List is what the list shows.
type List struct {
	Here     string // the page's own address
	Edition  Edition
	Editions []face.Option
	Words    string
	Domain   string
	Domains  []Domain
	Units    []face.Option // leads, to choose from
	Rows     []Row
	All      int // matters in the edition
	Led      int // of which the township leads
}

// Domain is one domain with its number of matters.
type Domain struct {
	Name, Href string
	Count      int
	Here       bool
}

// Row is one matter in the list.
type Row struct {
	Number     int
	Name, Href string
	Domain     string
	Lead       string
	Led        bool // township-led
	Assists    []string
	Situations int
	Found      string // the situation that the words were found in
	Manual     bool   // has a full manual
}

// Sheet (说明书) is one matter.
type Sheet struct {
	Edition    Edition
	Back       string
	Number     int
	Domain     string
	Name       string
	Led        bool
	Lead       string // as the list writes it
	LeadUnit   string // the district's real unit; empty while unmapped
	Split      string
	Parties    []Party
	Basis      []Citation
	Problem    string
	Grid       Tier
	Township   Tier
	Department Tier
	Situations []Situation
	Call       string // address to call under this matter; empty for who cannot call
	Source     string // where the name comes from: found, or own knowledge
}

// Party is one assist.
type Party struct {
	Name, Unit, Duty string
	Township         bool
	Unmapped         bool
}

// Citation is one law cited.
type Citation struct{ Law, Text, Articles, Gist string }

// Tier is one of the three levels.
type Tier struct {
	KeyPoints, Requirements []string
	Steps                   []Step
}

// Step is one step of a tier.
type Step struct{ Who, Does, Leaves, Limit string }

// Situation is one situation.
type Situation struct {
	Code, Name, Class      string
	Recognise              string
	Evidence               []string
	Lead                   string
	Assists                []string
	Accept, Arrive, Finish string
	Done, Precedent        string
	Call                   string
}
