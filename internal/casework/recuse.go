package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
)

// Recuse (回避) takes an officer with an interest out of a case: of itself, or by the unit's leader. From then on that
// account may do nothing in it, and is not told first. 依据 P-103.
type Recuse struct {
	Officer org.AccountID `json:"officer,omitempty" doc:"回避人账号; yourself when empty"`
	Reason  string        `json:"reason" doc:"回避事由"`
}

// Recused records it.
type Recused struct {
	Officer org.AccountID  `json:"officer"`
	Reason  ledger.Content `json:"reason"`
}

func (c Case) recused(account org.AccountID) bool {
	return account != "" && slices.Contains(c.Recused, account)
}

// Verb names the row of the declared table.
func (Recuse) Verb() Verb   { return VerbRecuse }
func (Recuse) task() string { return "" }

func (cmd Recuse) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Recused) verb() Verb   { return VerbRecuse }
func (Recused) task() TaskID { return "" }

func (e Recused) evolve(c Case, m Moment) Case { return c }
