package casework

import (
	"huying/internal/ledger"
)

// Docket (立案) puts a share that goes by statutory procedure under its own date: the unit names the filing number and
// the day it promises. The township may then close before that day, with a follow-up due on it. 依据 P-104.
type Docket struct {
	Number   string `json:"number" doc:"立案文书编号"`
	Promised string `json:"promised" doc:"承诺办结日期, RFC 3339 date"`
	Text     string `json:"text,omitempty" doc:"说明"`
}

// Docketed records it.
type Docketed struct {
	Task     TaskID         `json:"task"`
	Number   ledger.Content `json:"number"`
	Text     ledger.Content `json:"text,omitzero"`
	Promised Timed          `json:"promised"`
	Finish   Timed          `json:"finish,omitzero"` // of the whole case, where the lead's share goes by statute
}

// Verb names the row of the declared table.
func (Docket) Verb() Verb   { return VerbDocket }
func (Docket) task() string { return "" }

func (cmd Docket) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Docketed) verb() Verb     { return VerbDocket }
func (e Docketed) task() TaskID { return e.Task }

func (e Docketed) evolve(c Case, m Moment) Case { return c }
