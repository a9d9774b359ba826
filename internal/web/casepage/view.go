// Package casepage is the page of one case: what it is, who must do what by when, how every unit
// stands, what this post may do now, and the record, entry by entry, each with its seal.
package casepage

import (
	"context"
	"embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own lines.
var Style = style + laneStyle + printStyle

var (
	//go:embed casepage.css
	style string
	//go:embed lanes.css
	laneStyle string
	//go:embed printed.css
	printStyle string
)

// Scripts show the photos large, open a form that is led to, and print.
//
//go:embed *.js
var Scripts embed.FS

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is exactly what the page shows.
type View struct {
	No        string
	Title     string // 餐饮油烟污染治理, or the report's first words before a call
	By        string // by what of the list: matter, service, or that it is not in it
	Situation string // 56-3 疑似超标排放
	Matter    string // address of the matter's 说明书
	Class     string
	Kind      string // enforcement, service
	Cause     string
	Status    string
	Round     int
	Place     Text
	Township  string
	Phone     string // of the township, day and night
	Grid      string
	Reporter  Text // shown only to those who must know (依据 P-83)
	Source    string
	Edition   string
	Text      Text // the report
	Facts     Text // the call's own account

	Steps        []Step
	Lanes        Lanes
	Banners      []Banner
	Duties       []Duty
	Later        []Duty // the less pressing, where there are many
	Plan         []PlanStep
	Transfers    []Exchange
	Questions    []Exchange
	Requests     []Request
	Supervisions []Supervision
	Forms        []face.Form
	Groups       []Group
	Record       Record
	Photos       []Album
	Files        []File // what else is attached, newest first

	Apart   Apart
	Main    *face.Form  // the expected step, for the bar on a phone; nil where nothing is expected
	Others  int         // how many other forms there are
	Sheets  []face.Link // its official forms: 呼叫单, 派发单, 反馈单
	Printed bool        // laid out for paper: the whole record, no forms
	Print   string      // address of the page as it is printed; empty on that page
	Back    string      // where this person came from: their desk
	Wrong   string      // why what was sent was refused, where its form is no longer offered
	Clause  string
}

// spread reports whether nothing is asked of this post here, so that lanes and record may have the width of its forms.
func (v View) spread() bool { return len(v.Forms) == 0 && v.Main == nil && !v.Apart.First }

// Apart is a page on which something about this case is done by itself, with what it needs beside it.
type Apart struct {
	Label, Href string // no address where there is none
	First       bool   // it is what this post is here for
	Step        string // address at which a unit takes the expected step with one thumb: a phone goes there
}

// Banner is a state of the whole case that changes what everybody may do, or how it stands to other cases.
type Banner struct {
	Tone  face.Tone
	Text  string
	Under string
	Links []face.Link
	Clock face.Clock
}

// PlanStep is one step of the plan that a conference set down.
type PlanStep struct {
	What  Text
	Unit  string
	Clock face.Clock
	Done  int64
	Mine  bool
}

// Exchange is a transfer with its receipt, or a question with its answer.
type Exchange struct {
	From, To string
	At       int64
	Says     []Said
	Files    []File
	Clock    face.Clock
	Ended    int64 // received, answered
	Answer   Text
}

// Request is a request for more time or a suspension, with what was said to it.
type Request struct {
	What    string // 执法局 延期 5 个工作日
	Reason  Text
	Status  string // open, granted, denied, void
	Opinion string // the township's word, or that it is awaited, or that there was none
	Because Text   // why it objects
	Level   string // whose word is awaited now
	Clock   face.Clock
}

// Supervision is a supervision, and how high it has climbed.
type Supervision struct {
	Unit  string
	Level string
	Cause string // why the clock began it, where nobody asked for it
	Text  Text
	At    int64
	Done  int64
	Clock face.Clock
}

// Group is a number of forms that are rarely what one is here for, folded away under what they are about.
type Group struct {
	Name  string // together, time, press, other
	Holds string // 集结、会商、移送: so that one knows what to look for where
	Forms []face.Form
	Open  bool
}

// Duty is one line of "who must do what by when".
type Duty struct {
	Unit  string
	Doing string // the clock's name: accept, verify, …
	About string // whose return, request or step it is, where the unit does not say it
	Clock face.Clock
	Mine  bool   // it is for this post's unit to do
	Told  string // who is told first, with the telephone that is answered now
	Phone string
}

// What a case's page shares with whatever else tells of a case.
type (
	Text      = face.Text
	Step      = face.Step
	StepState = face.StepState
	Mark      = face.StepMark
	Entry     = face.Entry
	Said      = face.Said
	File      = face.File
)

// The states of a phase.
const (
	Done = face.StepDone
	Here = face.StepHere
	Held = face.StepHeld
	Next = face.StepNext
	Void = face.StepVoid
)
