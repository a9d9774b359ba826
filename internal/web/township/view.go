// Package township is the township's desk and its call: what has come in, what has come back, what
// waits to be verified and rated; and the form with which a township calls the departments.
package township

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed township.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Desk is what the township's desk shows.
type Desk struct {
	Township string
	Call     string // address of an empty call form
	Report   string // address for taking down a report on behalf
	Trays    []face.Tray
	Lists    []face.List
}

// Call is what the call form shows. Without a chosen situation it is a search; with one it is the
// form, and beside it what the list says of the situation, before anything is sent.
type Call struct {
	Here    string // the form's own address, for searching
	From    string // number of the case that is being called, if it has been reported
	Report  string // its text
	Words   string // what was searched for
	Results []Matter
	Domains []Domain
	Service []Service // the service directory
	Chosen  *Situation
	Form    face.Form
	Wrong   string // why the last attempt was refused
	Clause  string
	Edition string
	Change  string // address to choose another matter

	Unlisted string // address to call for what is not in the list
}

// Domain groups the whole list for those who would rather browse.
type Domain struct {
	Name    string
	Matters []Matter
}

// Matter is one matter with its situations, to choose from.
type Matter struct {
	Number     int
	Name       string
	Lead       string
	Words      string // what the search finds it by
	Situations []Pick
}

// Pick is one situation to choose.
type Pick struct {
	Code, Name, Href string
	Class            string
}

// Service is one entry of the service directory.
type Service struct{ Name, Unit, Href string }

// Situation is the chosen situation as the list has it.
type Situation struct {
	Matter    string
	Number    int
	Code      string
	Name      string
	Class     string
	Lead      string
	Assists   []string
	Partners  []string // 企业类协同单位: asked, not dispatched
	Unmapped  []string // duty names that no unit bears yet (依据 P-13)
	Self      bool     // township-led: only assists are dispatched
	Accept    string
	Arrive    string
	Finish    string
	Recognise string // 认定要点
	Evidence  []string
	Done      string // 办结标准
	Manual    string // address of the 说明书
	Service   bool   // a service, not a matter
	Unlisted  bool   // not in the list: the staffing office designates a temporary lead
}
