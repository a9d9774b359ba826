package face

// Reckoned (时限明细) is how a deadline came about, in words: what a clock says of itself when it is asked. 依据 P-119.
type Reckoned struct {
	ID    string   // of the note, its own on the page
	Lines []Reckon // none where the note stands elsewhere on the page
}

// Reckon is one line of it: what counts, what does not, when it is due.
type Reckon struct{ Label, Text string }
