// Package roster is the duty roster (值班表) of a unit by week and by month, who is on duty now in every unit, and what its
// leader does with it. 依据 P-130, P-131, P-132.
package roster

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed roster.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page of a unit's roster shows.
type View struct {
	Tabs  []face.Link // the roster, who is on duty now, the notes between shifts
	Here  string      // the page's address, without what is chosen
	Unit  string      // its name
	Units []face.Option
	Asked Asked

	Ways           []face.Link // by week, by month
	Span           string      // 7月22日—28日
	Before, After  string      // addresses of the week or month before and after
	Now            string      // address of the one we are in; empty where it is shown
	Gaps           int         // shifts to come that somebody should be on and nobody is
	Above          string      // whose roster counts where nobody of a section is on duty
	Days           []Day       // of a week
	Weeks          [][]Day     // of a month
	Export         string      // address of the table
	Do             []face.Form // what this post may do; empty where it only looks
	Faults         []Fault     // what was wrong with the table that was sent
	Pasted         string      // the table that was sent
	Key            string      // idempotency key of the table
	UnitID, Action string
}

// Asked is what the address asks for, so that forms lead back to it.
type Asked struct{ Unit, View, Day string }

// Day is one day of the roster.
type Day struct {
	ID      string // 2019-07-25
	Date    string // 7月25日
	Number  string // 25
	Weekday string // 星期四
	Short   string // 四
	Kind    string // working, weekend, holiday, makeup, unknown
	Name    string // of the holiday
	Today   bool
	Over    bool // it lies behind us
	Outside bool // of another month than the one that is shown
	Href    string
	Slots   []Slot
}

// gaps counts the shifts of the day in which somebody is missing.
func (d Day) gaps() (n int) {
	for _, s := range d.Slots {
		if len(s.Gaps) > 0 {
			n++
		}
	}
	return n
}

// Slot is one shift of a day.
type Slot struct {
	Name  string   // 白班, 夜班
	Hours string   // 08:30–17:30
	Turns []Turn   // the first called first
	Gaps  []string // when somebody should be there and nobody is; "" for the whole of it
	Quiet bool     // nobody is, nor has to be
	Above string   // who stands in, of a section
	Over  bool
	Now   bool
	Put   string // address of the form for it; empty where nothing can be put any more
}

// Turn is one person's turn in a shift.
type Turn struct {
	Name   string
	Phone  string
	Second bool
	Hours  string // where it is not just the shift
	Ends   *End   // how it can be taken off here; nil where it cannot
}

// End is the small form that takes a turn off the roster, or ends it.
type End struct {
	Account string
	Starts  string
	Label   string // 撤班, 即刻结束
	Whole   string // the same with name and time, for who does not see where it stands
}

// Fault is what is wrong with one line of a table.
type Fault struct {
	Line, Column int
	Heading      string // of the column
	Reason       string
}

// Ring is what the page of who is on duty now shows.
type Ring struct {
	Tabs   []face.Link
	At     int64
	Words  string // what the list is searched for
	Here   string
	Groups []Group
	Gaps   int
	Units  int
}

// Group is the units of one kind.
type Group struct {
	ID, Title string
	Units     []Ringing
}

// Ringing is one unit with who is on duty in it.
type Ringing struct {
	ID, Name string
	Href     string // its roster; empty where this post may not look into it
	People   []Person
}

// Person is who is on duty.
type Person struct {
	Name, Phone string
	Second      bool
	Until       int64
}
