// Package ruling is the rulings desk of the staffing office (编办): what is disputed, what is not in
// the list, what a second unit has returned; for the one at hand the story so far, what the list says,
// similar precedents, and the form of the ruling. 依据 P-49, P-16, P-116.
package ruling

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
	"huying/internal/web/precedent"
)

// Style is the page's own few lines.
//
//go:embed ruling.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the desk shows.
type View struct {
	Trays []face.Tray
	Queue []face.Waiting
	Card  *Card
	More  string
}

// Card is the dispute at hand.
type Card struct {
	No, Href  string
	Kind      string // 镇街提请 / 清单外 / 二次退单
	Title     string
	Situation string
	Class     string
	Cause     string
	Township  string
	Place     string
	Facts     string
	Clock     face.Clock

	Story []Turn
	Lead  string // by the list
	List  List

	Precedents []precedent.Precedent
	Search     string // address of more precedents
	Forms      []face.Form
}

// Turn is one thing that happened on the way here.
type Turn struct {
	At     int64
	What   string // the event, in words
	Unit   string
	Ground string // the coded ground
	Clause string // the clause of the list it rests on
	Text   string
	Weighs bool // what the ruling has to answer
}

// List is what the list says of the matter, if it says anything.
type List struct {
	Edition  string
	Manual   string // address of the 说明书
	Why      string
	Lead     string
	Assists  []string
	Unmapped []string
	Recognise,
	Split string
}
