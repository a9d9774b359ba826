package township

import (
	"context"

	"huying/internal/web/face"
)

// Call is what the call form shows: three steps side by side. Find what the list has; read what it says of it, before
// anything is sent; write down the facts and send.
type Call struct {
	Here    string // the form's own address, for searching
	Find    string // address of what is found, alone
	From    string // number of the case that is being called, if it has been reported
	Report  string // its text
	Hits    Hits
	Matters int // how many the list has
	Domains []Domain
	Service []Service // the service directory
	Edition string

	Unlisted string // address to call for what is not in the list

	Chosen *Situation // nil before anything was chosen
	Sheet  Sheet
	Wrong  string // why the last attempt was refused
	Clause string
}

// Hits is what fits the words; where nothing was typed, what this township calls for most.
type Hits struct {
	Words      string
	Near       bool // nothing fits the words; these are only like them
	Hits       []Hit
	More       int // how many more there are: say more words
	Situations int // how many there are to choose from
}

// Hit is one matter that was found, with the situations to choose from; or one service.
type Hit struct {
	Number int // 0 for a service
	Name   []Piece
	Lead   string
	Said   []Piece // the clause of the description that fits, where no name does
	Picks  []Pick
}

// Piece is a stretch of text that fits what was typed, or does not.
type Piece struct {
	Text string
	Fits bool
}

// Pick is one situation or service to choose.
type Pick struct {
	Code  string
	Name  []Piece
	Href  string
	Class string
	Here  bool // the one that is chosen
}

// Domain groups the whole list for those who would rather browse.
type Domain struct {
	Name    string
	Matters []Matter
}

// Matter is one matter with its situations, to choose from.
type Matter struct {
	Number     int
	Name, Lead string
	Picks      []Pick
}

// Service is one entry of the service directory.
type Service struct{ Name, Unit, Href string }

// Situation is the chosen situation as the list has it.
type Situation struct {
	Matter     string
	Number     int
	Code       string
	Name       string
	Lead       string
	Assists    []string
	Partners   []string // 企业类协同单位: asked, not dispatched
	Unmapped   []string // duty names that no unit bears yet (依据 P-13)
	Self       bool     // township-led: only assists are dispatched
	Prospects  []Prospect
	Recognise  string // 认定要点
	Evidence   []string
	Done       string // 办结标准
	Tier       Tier   // what the manual asks of the township itself
	Precedents []Precedent
	More       string // address of all precedents of the matter
	Manual     string // address of the 说明书
	Service    bool   // a service, not a matter
	Unlisted   bool   // not in the list: the staffing office designates a temporary lead
}

// Prospect is what would follow from calling now, in one class.
type Prospect struct {
	Class    string
	Own      bool   // the situation's own class
	Approval string // whether a leader must agree, and until when
	Grave    bool   // the call waits for it
	Steps    []Step
}

// Step is one limit, and when it would run out.
type Step struct {
	Kind, Limit string
	Due         string
	Unknown     bool // the due instant is not known
}

// Tier is the township's part of the manual.
type Tier struct{ Points, Requirements, Steps []string }

// Empty reports whether the manual says nothing here.
func (t Tier) Empty() bool { return len(t.Points)+len(t.Requirements)+len(t.Steps) == 0 }

// Precedent is one ruling over the matter.
type Precedent struct {
	At           int64
	Unit, Reason string
}

// Sheet is the call form itself, in the parts in which it is laid out.
type Sheet struct {
	Form   face.Form    // where it goes, its key, and why it was refused as a whole
	Picked []face.Field // what was chosen, and how it is called for
	Facts  []face.Field // where, and what happened
	Files  face.Field
	Kept   []face.Kept  // sent with an attempt that was refused: they need not be sent again
	Rare   []face.Field // folded until asked for
	Draft  string       // id of the draft that it is kept as
	Saved  int64        // when
	Ready  bool         // something is chosen, so that it can be sent
}

// Counted says how many situations there are to choose from.
func (h Hits) Counted() Hits {
	h.Situations = 0
	for _, hit := range h.Hits {
		h.Situations += len(hit.Picks)
	}
	return h
}

// said tells how much was found, for who reads it and for who hears it.
func said(ctx context.Context, h Hits) string {
	switch {
	case h.Words == "":
		return ""
	case len(h.Hits) == 0:
		return t(ctx, "call.nothing")
	case h.Near:
		return t(ctx, "call.near", len(h.Hits)+h.More)
	}
	return t(ctx, "call.found", len(h.Hits)+h.More, h.Situations)
}
