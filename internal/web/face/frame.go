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
	Wide     bool     // the desk's width, not the paper's
	Demo     bool     // demonstration data: said on every page
	Told     string   // what the last action did, once
	Unsent   []string // what was written in a form that is gone, and was not taken: so that it can be used elsewhere
	Owner    string   // mark of a grid member's account and post, whose reports this phone may keep; empty for others
	Theme    Theme
	Live     Live      // how the page renews itself; zero: it does not
	Bell     Bell      // what this account was told in the app; zero: it has no bell
	Alarms   []Alarm   // what stands on the desk until it has been seen
	Hint     Component // what this device may be told once, such as how to keep the pages on it; nil shows nothing
}

// Theme (外观) is the colours a person has chosen for this device.
type Theme string

// The themes.
const (
	AsDevice Theme = "auto" // 自动: as the device is set; also what is meant by none
	Light    Theme = "light"
	Dark     Theme = "dark"
)

// Themes are all of them, in the order in which they are offered.
var Themes = []Theme{AsDevice, Light, Dark}

// ThemeOf is the theme of that name; of any other, AsDevice.
func ThemeOf(name string) Theme {
	if theme := Theme(name); theme == Light || theme == Dark {
		return theme
	}
	return AsDevice
}

// scheme is the theme as the browser is told of it, before any style has come.
func (f Frame) scheme() string {
	if f.Theme == Light || f.Theme == Dark {
		return string(f.Theme)
	}
	return "light dark"
}

// strip is how many entries of the menu have room on a phone, beside the sheet with the rest.
const strip = 4

// rest is what the strip has no room for: nothing where one more would do.
func (f Frame) rest() []Link {
	if len(f.Nav) <= strip+1 {
		return nil
	}
	return f.Nav[strip:]
}

// waiting is how much waits behind some links together.
func waiting(links []Link) (n int) {
	for _, link := range links {
		n += link.Count
	}
	return n
}

// here reports whether the page we are on is behind one of the links.
func here(links []Link) bool {
	for _, link := range links {
		if link.Here {
			return true
		}
	}
	return false
}

// Assets are the addresses of this build's own files; each address changes with its content.
type Assets struct {
	Style, Script, Mark, Icon string
	Story                     string // the storybook's own script
}

// Who is the person at the screen, in the post they have chosen.
type Who struct {
	Name, Unit, Role string
	Posts            int // how many posts they may choose among
}

// Known reports whether somebody has logged in.
func (w Who) Known() bool { return w.Unit != "" }

// Bell (站内提醒) is the mark of how much an account was told and has not seen.
type Bell struct {
	Href    string
	Telling string // where it is chosen how one is told
	Count   int
	Loud    bool // something urgent is among it
	Here    bool // the page we are on
}

// tone is how loudly its count is shown.
func (b Bell) tone() Tone {
	if b.Loud {
		return Red
	}
	return Plain
}

// Alarm is one thing that was told and cannot be overlooked.
type Alarm struct {
	ID, Topic, Text string
	No, Href        string
	At              int64
	Action          string // where it is said that it was seen
}

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
