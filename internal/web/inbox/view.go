// Package inbox is the page of what waits for a post, item by item: an opinion, a request, a
// supervision, a step of a plan, a transfer, a question, an appeal. Each item says what it is about
// and holds the form that ends the waiting, so that nobody has to go and look for it.
package inbox

import (
	"context"
	_ "embed"
	"strings"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed inbox.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Title  string
	Lede   string // what this page is for, where its title does not say it
	Empty  string // what is said when nothing waits at all
	Wrong  string // why what was sent was refused, where its form is no longer here
	Clause string
	Trays  []face.Tray
	Groups []Group
	More   string // address of the next page
}

// trays are left out where they would only repeat the one group beneath.
func (v View) trays() []face.Tray {
	if len(v.Trays) == 1 && strings.HasPrefix(v.Trays[0].Href, "#") {
		return nil
	}
	return v.Trays
}

// Group gathers the items that wait for the same sort of act.
type Group struct {
	ID, Title string
	Empty     string // said where an empty group is shown; an empty group without it is left out
	Tone      face.Tone
	Items     []Item
}

// Item is one thing that waits.
type Item struct {
	ID        string
	No, Href  string // the case; no address where this post may not see it
	Kind      string // 延期 3 个工作日
	Title     string
	Situation string
	Class     string
	Place     string
	From      string // who asks
	At        int64  // since when
	Doing     string // what is awaited
	Clock     face.Clock
	Facts     []Fact
	Files     []File
	Forms     []face.Form
	Step      string // the words of a link to the case, where the act is done there
	StepHref  string
}

// File is something that was sent along.
type File struct{ Name, Href string }

// Fact is one thing to know before acting.
type Fact struct {
	Label string
	Text  string
	Under string // said smaller beneath
	Tone  face.Tone
}
