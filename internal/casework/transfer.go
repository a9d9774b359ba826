package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// Transfer (移送) hands finding and evidence from one unit to another inside the case. Who is not in the case yet comes
// in with it, as an assist. 依据 P-58.
type Transfer struct {
	To     org.UnitID `json:"to" doc:"受移送单位"`
	Text   string     `json:"text" doc:"移送内容"`
	Number string     `json:"number,omitempty" doc:"文书编号"`
	Files  []File     `json:"files,omitempty" doc:"附件: report, finding, evidence"`
}

// Receive (接收移送) confirms that it has come. Before, the unit cannot answer. 依据 P-58.
type Receive struct {
	Transfer string `json:"transfer" doc:"移送 id: x1, x2, …"`
	Text     string `json:"text,omitempty" doc:"说明"`
}

// Transferred records a transfer, and the task of who comes in with it.
type Transferred struct {
	ID       string           `json:"id"`
	From     TaskID           `json:"from"`
	To       TaskID           `json:"to"`
	Issued   *Issued          `json:"issued,omitempty"`
	Text     ledger.Content   `json:"text"`
	Number   ledger.Content   `json:"number,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
	Receive  Timed            `json:"receive"`
	Calendar string           `json:"calendar,omitempty"`
}

// Received records that a transfer has come.
type Received struct {
	Task     TaskID         `json:"task"`
	Transfer string         `json:"transfer"`
	Text     ledger.Content `json:"text,omitzero"`
}

// Transferral (移送) is a transfer as it stands; its clock runs until it is received.
type Transferral struct {
	ID       string `json:"id"`
	From     TaskID `json:"from"`
	To       TaskID `json:"to"`
	At       int64  `json:"at"`
	Received int64  `json:"received,omitempty"`
	Clock    Clock  `json:"clock,omitzero"`
}

// Transfer finds a transfer.
func (c Case) Transfer(id string) (Transferral, bool) {
	return find(c.Transfers, func(x *Transferral) string { return x.ID }, id)
}

// Verb names the row of the declared table.
func (Transfer) Verb() Verb   { return VerbTransfer }
func (Transfer) task() string { return "" }

func (cmd Transfer) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Receive) Verb() Verb   { return VerbReceive }
func (Receive) task() string { return "" }

func (cmd Receive) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Transferred) verb() Verb     { return VerbTransfer }
func (e Transferred) task() TaskID { return e.From }

func (e Transferred) evolve(c Case, m Moment) Case { return c }

func (Received) verb() Verb     { return VerbReceive }
func (e Received) task() TaskID { return e.Task }

func (e Received) evolve(c Case, m Moment) Case { return c }
