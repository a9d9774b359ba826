// Package casepage is the page of one case: what it is, who must do what by when, how every unit
// stands, what this post may do now, and the record, entry by entry, each with its seal.
package casepage

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed casepage.css
var Style string

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
	Banners      []Banner
	Duties       []Duty
	Later        []Duty // the less pressing, where there are many
	Tasks        []Task
	Plan         []PlanStep
	Transfers    []Exchange
	Questions    []Exchange
	Requests     []Request
	Supervisions []Supervision
	Forms        []face.Form
	Groups       []Group
	Entries      []Entry // the newest first; where there are many, the latest of them
	Older        []Entry // the misses and decisions among the rest
	All          int     // how many there are in all
	AllHref      string  // address of the page with all of them; empty where all are shown
	Photos       []File  // what is attached, newest first

	Back   string // where this person came from: their desk
	Wrong  string // why what was sent was refused, where its form is no longer offered
	Clause string
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

// Task is one unit's share, with its three clocks.
type Task struct {
	Unit    string
	Part    string // lead, assist, summoned
	Status  string
	Officer string
	Phone   string
	Note    string // 指定办理, 无责解除, …
	Accept  face.Clock
	Arrive  face.Clock
	Finish  face.Clock
	Rank    string // the highest that came
	Grade   string // a grade, "hidden" until the period closes, "due", or nothing
	Appeal  string // how an appeal against it stands
	Mine    bool
	Ended   bool // released or recalled: shown last and quietly
}

// What a case's page shares with whatever else tells of a case.
type (
	Text      = face.Text
	Step      = face.Step
	StepState = face.StepState
	Entry     = face.Entry
	Said      = face.Said
	File      = face.File
)

// The states of a step.
const (
	Done = face.StepDone
	Here = face.StepHere
	Next = face.StepNext
	Void = face.StepVoid
)
