// Package outgoing has the two pages of what goes out: the endpoints (接收端) of a district, webhooks and group robots, and what
// could not be delivered (未送达). They are the system administrator's, and of a case they show its number alone. 依据 P-138.
package outgoing

import (
	"context"
	_ "embed" // the style

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed outgoing.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Endpoints is what the page of endpoints shows.
type Endpoints struct {
	Rows   []Endpoint
	Add    face.Form
	Secret *Secret // of a webhook that was just set up: shown this once
	Failed string  // why a trial did not arrive
}

// Secret is what a webhook's receiver verifies with.
type Secret struct{ Name, Text string }

// Endpoint is one of them.
type Endpoint struct {
	ID      string
	Name    string
	Channel string // wecom, dingtalk, feishu, webhook
	Unit    string // empty: told what any unit is told
	Topics  string // empty: all
	Created int64
	Paused  bool
	Action  string // where its buttons are posted
}

// Undelivered is what the page of what was not delivered shows.
type Undelivered struct {
	Rows   []Row
	Action string // where the buttons are posted, with what is to be done after it
	Next   string
}

// Row is one delivery that is tried no more.
type Row struct {
	ID       string
	Name     string // who, or which endpoint
	Channel  string
	Account  string
	Endpoint string
	Topic    string
	No       string // of the case; empty where it is about none
	At       int64
	Attempts int64
	Why      string
	Code     string // the receiver's own
	First    bool   // the first to this receiver on the page: what is done with all of them stands here
}
