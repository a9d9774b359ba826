package casework

import (
	"huying/internal/ledger"
)

// Muster (集结) calls all units to one place by one time, in a given rank at least: for emergencies and for complex
// matters, whatever the class of the call. 一呼必到: nobody returns its share before it has come. 依据 P-56.
type Muster struct {
	Time  string `json:"time" doc:"集结时间, RFC 3339"`
	Place string `json:"place" doc:"集结地点"`
	Rank  string `json:"rank,omitempty" doc:"到场职级: officer, section_head, deputy_head, head; officer when empty"`
	Note  string `json:"note,omitempty" doc:"说明"`
}

// Mustered records where and by when all must have come.
type Mustered struct {
	By    Timed          `json:"by"`
	Rank  string         `json:"rank"`
	Place ledger.Content `json:"place"`
	Note  ledger.Content `json:"note,omitzero"`
}

// Mustering (集结) is the muster in force: the latest that was called.
type Mustering struct {
	N        int            `json:"n"` // the how-manieth
	Called   int64          `json:"called"`
	By       Timed          `json:"by"`
	Rank     string         `json:"rank"`
	Place    ledger.Content `json:"place"`
	Attended int64          `json:"attended,omitempty"` // when the township's own people came
	Rallied  string         `json:"rallied,omitempty"`  // in which rank
}

// Verb names the row of the declared table.
func (Muster) Verb() Verb   { return VerbMuster }
func (Muster) task() string { return "" }

func (cmd Muster) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Mustered) verb() Verb   { return VerbMuster }
func (Mustered) task() TaskID { return "" }

func (e Mustered) evolve(c Case, m Moment) Case { return c }
