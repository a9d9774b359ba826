package face

// Case (呼叫单行) is one case in a list.
type Case struct {
	No, Href  string
	Title     string // the matter, or the report's first words
	Situation string
	Place     string
	Class     string // daily, major, urgent; empty before the call
	Status    string // a casework status, as on the wire
	From      string // who reported or called
	At        int64  // since when it lies here
	Doing     string // what is to be done: 接单, 核查, …
	Do        string // the words of the link to it, where they are not the whole list's
	Clock     Clock  // by when
	Note      string // why it came back, if it did
}

// List is a titled list of cases.
type List struct {
	ID, Title string
	Empty     string // what an empty list says
	Rows      []Case
	More      string // address of the next page, if there is one
	Doing     string // the words of the link to the work: 受理, 核查, 评价
	Tone      Tone
	Hide      bool // not shown at all when empty
}

// Waiting (排队件) is one case in the queue of a desk that takes them one by one.
type Waiting struct {
	No, Href string
	Kind     string // why it lies here, where there is more than one sort
	Title    string
	From     string
	Class    string
	Clock    Clock
	Here     bool // the one at hand
}
