// Package centre is the dispatch desk: the calls that wait, the most pressing first; the one at hand as it was called;
// what the list proposes for it, whom that tells first and until when. One key dispatches it so, another opens the form to
// change it. Beside them the musters that run, and what else waits here or with others.
package centre

import (
	"context"
	"embed"

	"huying/internal/locale"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
	"huying/internal/web/handover"
	"huying/internal/web/muster"
)

// The page's own lines, each beside the part that it is for.
//
//go:embed *.css
var sheets embed.FS

// Style is the page's own style.
var Style = sheet("centre.css") + sheet("call.css") + sheet("side.css") + sheet("pick.css")

func sheet(name string) string {
	css, err := sheets.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(css)
}

// Scripts are what the page does beyond HTML.
//
//go:embed *.js
var Scripts embed.FS

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the desk shows.
type View struct {
	Base      string // the address of the district: /d/370102
	All, Late int    // calls that wait, and those of them that are overdue
	Queue     []face.Waiting
	More      string // where the calls are that the queue has no room for
	Hand      *Hand
	Told      *Told
	Handover  []handover.Note // what the shift before has left, and nobody has said to have read
	Gone      string          // what became of the call that was asked for, where it waits no more
	Side      Side
}

// Told is what the last action did, and where it may still be taken back.
type Told struct {
	Text string
	No   string // of the call
	Href string // its page
	Back string // where a dispatch may be recalled; empty where it may not
}

// Hand is the call at hand with what is proposed for it.
type Hand struct {
	Call     Call
	Proposal Proposal
}

// Call is the call as its township made it.
type Call struct {
	No, Href   string
	Title      string
	Situation  string
	Class      string
	Kind       string
	Cause      string
	Township   string
	Duty       string // who is on duty at the township
	Phone      string
	Place      string
	Source     string
	Called     int64
	Clock      face.Clock
	Facts      string // what the township wrote when it called
	Text       string // what was reported, where that says something else
	Approval   string // not yet approved: said where an urgent call went ahead
	Muster     string // when and where all are to come, if they are
	Files      []casepage.File
	Before     []Before
	Precedents []Precedent
}

// Before is something that happened to the call earlier and bears on how it is dispatched now: a return, a ruling.
type Before struct {
	At   int64
	What string
	Who  string
	Why  string
}

// Precedent is how the staffing office ruled in the same matter.
type Precedent struct {
	Href string
	Kind string
	Unit string
	Text string
	At   int64
}

// Proposal is what the list says about the call.
type Proposal struct {
	Units    []Unit
	Partners []string
	Unmapped []string
	Wanted   []string // asked for by the township, and not proposed
	Limits   []Limit
	Reason   string
	Clause   string
	Edition  string
	Matter   string // address of the matter in that edition
	Needs    string // why it cannot be dispatched as it stands
	Wrong    string // why it was refused when it was tried
	WrongBy  string // the clause of that

	Next     string // the number of the call after this one
	NextHref string // its address
	Dispatch face.Form
	Change   face.Form
	Decline  face.Form
	Words    map[string]string // how units are found while typing: by unit, its name in pinyin
}

// Unit is one unit as proposed, and who of it would be told first.
type Unit struct {
	Name  string
	Part  string // lead, assist
	Told  string
	Phone string
	Off   bool // nobody of it is on duty now
	Here  bool // it was summoned before, and is there already
}

// Limit is one limit that every unit would get, and when it would run out.
type Limit struct {
	Kind string // accept, arrive, finish
	Text string
	Due  string
}

// Side is what stands beside the desk.
type Side struct {
	Musters     []muster.View
	MoreMusters string      // where the other musters are
	Own         []face.List // what waits for the centre itself, late first
	Others      []face.List // what only others settle
}

// waiting counts what is in some lists; late reports whether anything of it is overdue.
func waiting(lists []face.List) (n int, late bool) {
	for _, list := range lists {
		n += len(list.Rows)
		late = late || list.Tone == face.Red && len(list.Rows) > 0
	}
	return n, late
}
