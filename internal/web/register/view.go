// Package register is the list of cases a post may see: filtered, cut into pages by key, with the filters that each person
// keeps for themselves.
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
	Here  string      // the list without a filter
	Tabs  []face.Link // the filters that everybody of this role has, then one's own
	Asked Asked
	Chips []Chip
	Rows  []Row

	Refused *face.State // instead of rows
	Empty   face.State  // where there are none
	Count   string      // how far this page goes
	First   string      // address of the first page, where this is another
	Next    string      // address of the next
	New     face.Link   // the newest first
	Due     face.Link   // the most pressing first; no address where no index carries it

	Query string  // the filter as it is saved; empty where nothing narrows the list
	Saved []Saved // one's own, to rename, move and drop
	Keep  Keep
}

// Asked is the filter bar as it is filled in.
type Asked struct {
	Text                                            string
	Statuses, Classes, Whens                        []face.Option
	Domains, Matters, Townships, Units              []face.Option
	Open, Overdue, Mine, MayMine, Pressing, Unfolds bool
	From, To                                        string
}

// Chip is one thing that narrows the list, and the way to take it away.
type Chip struct {
	Label, Value string
	Href         string // the list without it
	Name         string // in the list's address
	Wrong        bool   // it is what was refused
}

// Row is one case in the list.
type Row struct {
	face.Case
	Lead string // the first responsible unit; empty before the dispatch
}

// Saved is one of one's own filters.
type Saved struct {
	ID, Name    string
	Href        string
	First, Last bool
	Typed       string // the name that was refused, and why
	Wrong       string
}

// typed is the name as its field shows it.
func (s Saved) typed() string {
	if s.Wrong != "" {
		return s.Typed
	}
	return s.Name
}

// wrong and name are what was refused of saving a new one; of one's own it stands there.
func (k Keep) wrong() string {
	if k.Changed != "" {
		return ""
	}
	return k.Wrong
}

func (k Keep) name() string {
	if k.Changed != "" {
		return ""
	}
	return k.Name
}

// Keep is the form that saves the present filter, and what was refused of it.
type Keep struct {
	Action  string // saving, and with /ID changing what is saved
	Name    string
	Wrong   string
	Full    bool   // no more can be kept
	Manage  bool   // the list of one's own stands open
	Changed string // id of the one of one's own that the refused name was for; empty where a new one was to be saved
	Back    string
}
