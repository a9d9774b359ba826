package township

import "huying/internal/web/face"

// Head is what a case is, above what is done about it.
type Head struct {
	No, Href         string // its number, and the address of its page
	Title, Situation string
	Class, Place     string
	Clock            face.Clock // by when it wants to be done
	Back             string     // where this person came from: their desk
}

// Rating is all units of a case on one page, each to be rated by itself. 依据 P-62.
type Rating struct {
	Head   Head
	Units  []Rated
	Wrong  string // why what was sent was refused, where its form is no longer offered
	Clause string
	Next   string // address of the next case that waits to be rated
	Left   int    // how many cases wait besides
}

// Due is how many units wait still.
func (v Rating) Due() int {
	n := 0
	for _, u := range v.Units {
		if u.Form != nil {
			n++
		}
	}
	return n
}

// Rated is one unit that took part: what it did by when, and its mark, or the form for it.
type Rated struct {
	ID     string // of its task
	Unit   string
	Part   string // lead, assist, summoned
	Steps  []Met
	Answer string // what it answered, in short
	Grade  string // code of the mark it was given
	Form   *RateForm
}

// Met is one of the three clocks of a task, as it was met.
type Met struct {
	Kind  string
	Clock face.Clock
}

// RateForm is the form for one unit's mark. It is sent alone: one mark, one record.
type RateForm struct {
	Action, Key, Then string
	Grades            []Grade
	Reason            string // as it was typed
	Wrong             string // why it was refused as a whole
	WrongReason       string
}

// Grade is one of the five, best first; a low one needs its reason (依据 P-63).
type Grade struct {
	Code   string
	Low    bool
	Chosen bool
}

// Verifying is what a township looks at before it says that a matter is done: what was the matter, what each unit answers,
// and how it looked before and after. 依据 P-60.
type Verifying struct {
	Head     Head
	Said     string // what was reported and called for
	DoneWhen string // 办结标准
	Before   []face.File
	BeforeAt int64
	Whole    Answer // the lead's word for the whole; its Unit is empty where nobody wrote one
	Answers  []Answer
	Open     []string   // units whose share is still open: the case cannot be closed over them (依据 P-55)
	Verified *Verified  // what was verified before
	Verify   *face.Form // nil where this post may not
	Close    *face.Form
	Rework   *face.Form
	Chips    []string // reasons that come up often
	Wrong    string   // why what was sent was refused, where its form is no longer offered
	Clause   string
	Then     string // where to go when it is done
}

// Answer is what one unit says it has done, with its pictures.
type Answer struct {
	ID, Unit, Part string
	State          string // of its task, as on the wire
	At             int64
	Late           bool
	Text           face.Text
	After          []face.File // pictures, newest first
	Papers         []face.File
}

// Verified is how the township verified before.
type Verified struct {
	How   string
	At    int64
	Text  face.Text
	Files []face.File
}
