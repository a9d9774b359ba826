package casework

import (
	"huying/internal/ledger"
)

// Sign (签批) lets an answer go that waited for the unit's leader. 依据 P-101.
type Sign struct {
	Note string `json:"note,omitempty" doc:"批示"`
}

// Revise (退回修改) sends it back to whoever drafted it. 依据 P-101.
type Revise struct {
	Reason string `json:"reason" doc:"修改意见"`
}

// Drafted records an answer that waits for the signature of the unit's leader: where the unit says so, an operator's
// answer does not go before. The finish clock runs on.
type Drafted struct {
	Task  TaskID           `json:"task"`
	Whole bool             `json:"whole,omitempty"` // the consolidated answer
	Text  ledger.Content   `json:"text"`
	Files []ledger.Content `json:"files,omitempty"`
}

// SignedOff records that the leader let it go: it is the unit's answer from now.
type SignedOff struct {
	Task TaskID         `json:"task"`
	Note ledger.Content `json:"note,omitzero"`
}

// SentBack records that it has to be written anew.
type SentBack struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
}

// Verb names the row of the declared table.
func (Sign) Verb() Verb   { return VerbSign }
func (Sign) task() string { return "" }

func (cmd Sign) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Revise) Verb() Verb   { return VerbRevise }
func (Revise) task() string { return "" }

func (cmd Revise) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Drafted) verb() Verb     { return VerbAnswer }
func (e Drafted) task() TaskID { return e.Task }

func (e Drafted) evolve(c Case, m Moment) Case { return c }

func (SignedOff) verb() Verb     { return VerbSign }
func (e SignedOff) task() TaskID { return e.Task }

func (e SignedOff) evolve(c Case, m Moment) Case { return c }

func (SentBack) verb() Verb     { return VerbRevise }
func (e SentBack) task() TaskID { return e.Task }

func (e SentBack) evolve(c Case, m Moment) Case { return c }
