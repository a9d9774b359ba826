// Package patrol is the grid member's page, for a phone outdoors: what it is, a photo, where, a
// word, send; and beneath it what became of what was reported before.
package patrol

import (
	"context"
	"embed"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"huying/internal/locale"
	"huying/internal/web/face"
)

//go:embed patrol.css
var page string

//go:embed outbox.css
var waits string

// Style is the pages' own lines.
var Style = page + "\n" + waits

// Scripts are the page's own: what is reported is kept on the phone first, and sent when it can be.
//
//go:embed patrol.js reporting.js places.js leave.js outbox.js waiting.js
var Scripts embed.FS

//go:embed outbox.js
var outbox string

//go:embed worker.js
var worker string

// Worker is the service worker of a build: version changes with any of the files, which it keeps on the phone. The
// outbox is put before it as plain text, because not every browser knows workers made of modules.
func Worker(version string, files []string) string {
	list, err := json.Marshal(files)
	if err != nil {
		panic(err) // a list of texts always marshals
	}
	head := "const VERSION = " + strconv.Quote(version) + ";\nconst FILES = " + string(list) + ";\n"
	return head + strings.ReplaceAll(outbox, "export ", "") + worker
}

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Place     string // 姚家社区第 4 网格
	Action    string
	Key       string
	Owner     string // mark of the account and post, under which the phone keeps what is not sent yet
	Now       int64  // the server's time, for a phone whose clock is wrong
	Kept      bool   // the page is for keeping on the phone: nothing of anybody in it
	Check     string // address of what to check here
	Places    []string
	Pending   Pending // filled in by the phone; the server knows nothing of it
	Shots     []Shot  // the photos that are chosen, in a sample; else put in by the phone
	Frequent  []Frequent
	Sources   []face.Option // channels, where one reports on somebody's behalf
	Grids     []face.Option // grids to choose, where it is not the person's own
	Townships []face.Option // where the reporting post belongs to none
	Photos    []face.Kept   // came with an attempt that was refused
	Text      string
	Where     string
	Position  string
	Person    string // on whose behalf
	Phone     string
	Draft     string // id of the draft that is being gone on with
	Drafts    []Draft
	Behalf    bool // on somebody's behalf: asks for the person
	Wrong     string
	Clause    string
	At        string // the field that was refused, as the verb names it; empty where the report was refused as a whole
	Mine      []Report
	More      string
}

// wrong says why a field was refused; nothing of any other.
func (v View) wrong(field string) string {
	if v.At == field {
		return v.Wrong
	}
	return ""
}

// field is the id of the control that was refused, if one was.
func (v View) field() string {
	if v.At == "files" && v.Behalf {
		return v.drop().ID(v.files(""))
	}
	return fields[v.At]
}

// drop is the form as the file drop of a desk knows it; a grid member's phone has a button for the camera instead.
func (View) drop() face.Form { return face.Form{Verb: "report", Upload: true} }

func (v View) files(label string) face.Field {
	return face.Field{Name: "files", Label: label, Kind: face.Photos, Wrong: v.wrong("files")}
}

// fields are the ids of the controls that may be refused, by the names that the verb has for them.
var fields = map[string]string{
	"files": "photos", "place": "place", "position": "place", "text": "text", "source": "report-source", "township": "report-township",
	"grid": "report-grid", "reporter.name": "report-reporter.name", "reporter.phone": "report-reporter.phone",
}

// refused is what a control says of itself when it was refused.
func (v View) refused(names ...string) templ.Attributes {
	for _, name := range names {
		if v.Wrong != "" && v.At == name {
			return templ.Attributes{"aria-invalid": "true", "aria-describedby": fields[name] + "-wrong"}
		}
	}
	return nil
}

// Shot is one photo that is chosen and not sent yet.
type Shot struct{ Name, Thumb string }

// Frequent is one of the high-frequency matters, as a button.
type Frequent struct {
	Name   string
	Sign   string // one character that stands for it
	Chosen bool
}

// Report is one earlier report and what became of it.
type Report struct {
	No, Href string
	Title    string
	Place    string
	At       int64 // when it last changed
	Status   string
	Became   string // in words, for who is outside the work: 部门已到场
	Others   bool   // somebody else reported it in this grid
}

// Pending (待发送) is what a phone has kept and the server has not.
type Pending struct {
	Sum, Note string
	Others    string // that somebody else's reports wait here too
	LogIn     bool
	Reports   []Waiting
}

func (p Pending) refused() bool {
	return slices.ContainsFunc(p.Reports, func(w Waiting) bool { return w.State == "conflict" })
}

// Waiting is one report on the phone: waiting, sending, conflict or sent.
type Waiting struct{ State, Title, Place, At, Words, Clause string }

// Checks (检查要点) is the manual's grid tier: what to look at here.
type Checks struct {
	Edition string
	Back    string
	Often   []Check // of the high-frequency list
	Rest    []Check
}

// Check is one matter, as the grid looks at it.
type Check struct {
	Number       int
	Name, Domain string
	As           string // its name on the high-frequency list
	Report       string // address at which it is reported
	Problem      string // how it shows, where the manual has no tier for the grid
	KeyPoints    []string
	Requirements []string
	Steps        []Step
	Evidence     []string // what to photograph
}

// Words is what a search in the page looks at.
func (c Check) Words() string {
	words := []string{c.Name, c.As, c.Domain, strings.Join(c.KeyPoints, " "), strings.Join(c.Evidence, " ")}
	return strings.Join(words, " ")
}

// Step is one step of the grid tier.
type Step struct{ Does, Limit string }

// Draft is a report that was begun and not sent; only its writer sees it.
type Draft struct {
	ID, Href string
	Text     string
	Place    string
	At       int64
	Open     bool // it is in the form now
}

// ID is the check's own on the page: a matter may stand on the high-frequency list under several names.
func (c Check) ID() string {
	if c.As != "" {
		return strconv.Itoa(c.Number) + "-" + c.As
	}
	return strconv.Itoa(c.Number)
}
