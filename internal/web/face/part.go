package face

// Unit (单位) is one unit's share in a case, in one line: its part, its name, how far it is, and how its clock stands.
type Unit struct {
	Name  string
	Part  string // lead, assist, summoned; empty where it has none yet
	State string // a task's status, as on the wire; empty shows none
	Clock Clock  // the one that runs, or the last that ended
	Href  string // where the chip leads; empty is no link
	Mine  bool   // the unit of whoever looks
	Gone  bool   // released, recalled, merged: struck through
}

// look is the chip's class beside its colours.
func (u Unit) look() string {
	switch {
	case u.Gone:
		return "chip-gone"
	case u.Clock.Late():
		return "chip-late"
	case u.Clock.State == ClockYellow:
		return "chip-soon"
	case u.Clock.State == ClockDone:
		return "chip-done"
	}
	return "chip-open"
}

// sign is the icon of the chip's state.
func (u Unit) sign() string {
	if u.Gone {
		return ""
	}
	return u.Clock.sign()
}

// Person (经办人) is somebody to ask for: name, post, and the telephone that is answered.
type Person struct {
	Name  string
	Post  string // role, or unit and role
	Phone string // empty shows none
}

// StateKind says why there is nothing else to show.
type StateKind string

// The kinds of state.
const (
	StateEmpty   StateKind = "empty"   // nothing is here yet, or nothing matches
	StateQuiet   StateKind = "quiet"   // all is done: nothing waits
	StateMany    StateKind = "many"    // there is more than is shown
	StateRefused StateKind = "refused" // a rule says no (依据 P-80 and others)
)

// State is what a page or a part says where it has nothing to show, shows only some, or refuses: what is so, why, and the
// next step.
type State struct {
	Kind   StateKind
	Title  string
	Text   string
	Clause string // P-nn, of a refusal
	Do     []Link // the next steps, the most likely first
}

// sign is the icon of the state.
func (s State) sign() string {
	switch s.Kind {
	case StateQuiet:
		return "check"
	case StateRefused:
		return "over"
	case StateMany:
		return ""
	}
	return "empty"
}

// Column is one column of a long table.
type Column struct {
	Label string
	Class string // of its cells: num for figures
	Sort  Sort
	Href  string // sorts by this column; empty where it cannot be sorted by
	Quiet bool   // the label is only heard: a column of buttons
}

// Sort says how the rows stand by a column.
type Sort string

// The sorts, in the words of aria-sort.
const (
	Unsorted   Sort = ""
	Ascending  Sort = "ascending"
	Descending Sort = "descending"
)

// Table is a long ruled table around its rows, which the page writes itself: its columns, and the way on. Pages are cut by
// key, not by number, so there is a first and a next, and no last.
type Table struct {
	ID      string
	Caption string // what the rows are; heard, not seen
	Columns []Column
	Close   bool   // lines lie closer: for those who read it all day
	Stack   bool   // on a phone each row becomes a slip; its cells carry data-label
	Count   string // such as 第1–50条，共1280条
	First   string // address of the first page, where this is another
	Next    string // address of the next page, if there is one
}

// RowLook is the class of a row by how its clock stands; its sign and word the row has in RowMark.
func RowLook(c Clock) string {
	switch c.State {
	case ClockOverdue:
		return "row-late"
	case ClockYellow:
		return "row-soon"
	}
	return ""
}
