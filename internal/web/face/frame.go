// Package face is what every page of Huying shares: the frame around it, and the few parts that
// carry the work's meaning wherever they stand: the clock, the class, the seal, the form.
//
// The language of form is quiet and official: one blue for what can be done and what is in order,
// one amber for what is soon due, one red for what is late or refused; tables ruled as in printed
// reports, with a heavy line above and a thin one below; figures of equal width. Colour never
// speaks alone: a sign and a word say the same.
package face

// Frame (页面框架) is what stands around a page.
type Frame struct {
	Title    string
	Assets   Assets
	Here     string // this page's path and query, to come back to
	District string // 历下区; empty before log-in
	Slogan   string // 街呼区应, the district's own
	Who      Who
	Nav      []Link
	Wide     bool   // the desk's width, not the paper's
	Demo     bool   // demonstration data: said on every page
	Told     string // what the last action did, once
}

// Assets are the addresses of this build's own files; each address changes with its content.
type Assets struct{ Style, Script, Mark string }

// Who is the person at the screen, in the post they have chosen.
type Who struct {
	Name, Unit, Role string
	Posts            int // how many posts they may choose among
}

// Known reports whether somebody has logged in.
func (w Who) Known() bool { return w.Unit != "" }

// Link is one entry of the menu.
type Link struct {
	Label, Href string
	Count       int  // how much waits there; 0 shows nothing
	Here        bool // the page we are on
}

// Tray (文件筐) is a count of work of one sort, leading to it.
type Tray struct {
	Label, Href string
	Count       int
	Tone        Tone
	Here        bool
}

// Tone says how loudly a thing is to be shown.
type Tone string

// The tones.
const (
	Plain Tone = ""
	Blue  Tone = "blue"
	Amber Tone = "amber"
	Red   Tone = "red"
)

// Story is one page in one state, for the storybook.
type Story struct {
	Page, State string // such as "case", "overdue"
	Show        func(Frame) Component
}
