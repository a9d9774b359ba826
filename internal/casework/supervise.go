package casework

import (
	"huying/internal/ledger"
)

// Supervise (督办) demands an answer of a unit within a limit; silence climbs, from the unit's head to the deputy district
// leader to the district government. 依据 P-110, P-111.
type Supervise struct {
	Task string `json:"task" doc:"派单件, by id or unit"`
	Text string `json:"text" doc:"督办事项"`
}

// Explain (答复督办) is the unit's answer. 依据 P-110.
type Explain struct {
	Supervision string `json:"supervision" doc:"督办 id: s1, s2, …"`
	Text        string `json:"text" doc:"答复"`
	Files       []File `json:"files,omitempty" doc:"附件"`
}

// Supervised records a supervision; Explained its answer; Escalated that it climbed.
type (
	// Supervised starts the unit's time to answer.
	Supervised struct {
		ID     string         `json:"id"`
		Task   TaskID         `json:"task"`
		Text   ledger.Content `json:"text"`
		Answer Timed          `json:"answer"`
	}
	// Explained is the unit's answer.
	Explained struct {
		Task        TaskID           `json:"task"`
		Supervision string           `json:"supervision"`
		Text        ledger.Content   `json:"text"`
		Files       []ledger.Content `json:"files,omitempty"`
	}
	// Escalated (提级) is recorded by the clock: over a supervision that nobody answered, one level up; or over what came
	// back too often (reworked) or was passed on too often without a lead (transferred), as a new supervision.
	Escalated struct {
		Supervision string `json:"supervision"`
		Task        TaskID `json:"task"`
		Cause       string `json:"cause"` // silent, reworked, transferred
		Level       int    `json:"level"`
		Answer      Timed  `json:"answer"`
	}
)

// Levels (提级层级) are who is told, the higher the later: 0 is the unit itself.
var Levels = []Option{
	{"unit", "本单位", "the unit"}, {"head", "单位主要负责人", "the unit's head"},
	{"deputy", "区县分管负责同志", "the deputy district leader"}, {"government", "区县政府", "the district government"},
}

// Supervision (督办) is a supervision as it stands.
type Supervision struct {
	ID       string `json:"id"`
	Task     TaskID `json:"task"`
	Level    int    `json:"level"`
	Cause    string `json:"cause,omitempty"` // "" where somebody asked for it
	At       int64  `json:"at"`
	Answered int64  `json:"answered,omitempty"`
	Clock    Clock  `json:"clock,omitzero"`
}

// Supervision finds a supervision.
func (c Case) Supervision(id string) (Supervision, bool) {
	return find(c.Supervisions, func(s *Supervision) string { return s.ID }, id)
}

// Verb names the row of the declared table.
func (Supervise) Verb() Verb       { return VerbSupervise }
func (cmd Supervise) task() string { return cmd.Task }

func (cmd Supervise) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Explain) Verb() Verb   { return VerbExplain }
func (Explain) task() string { return "" }

func (cmd Explain) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Supervised) verb() Verb     { return VerbSupervise }
func (e Supervised) task() TaskID { return e.Task }

func (e Supervised) evolve(c Case, m Moment) Case { return c }

func (Explained) verb() Verb     { return VerbExplain }
func (e Explained) task() TaskID { return e.Task }

func (e Explained) evolve(c Case, m Moment) Case { return c }

func (Escalated) verb() Verb   { return VerbLapse }
func (Escalated) task() TaskID { return "" }

func (e Escalated) evolve(c Case, m Moment) Case { return c }
