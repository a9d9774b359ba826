package department

import "huying/internal/web/face"

// Step is one case at hand on the spot: what it is about in few words, the steps this unit may take, and the form of one of them.
type Step struct {
	No, Href  string // the case
	Back      string // the desk
	Title     string
	Situation string
	Class     string
	Part      string // lead, assist, summoned; empty where this unit has no share
	Place     string
	Map       string // geo: address of the place, where it is known
	Township  string
	Phone     string
	Facts     face.Text
	Photos    []face.File
	Doing     string
	Clock     face.Clock
	Ways      []face.Link // the steps that may be taken
	Form      *face.Form  // the one at hand
	Wrong     string      // why what was sent was refused, where its form is no longer offered
	Clause    string
}
