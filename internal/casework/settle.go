package casework

import "huying/internal/ledger"

// Settle (自办) closes a report that the township dealt with by its own means. 依据 P-21.
type Settle struct {
	How   string `json:"how" doc:"办法和结果"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Settled records that the township needed nobody.
type Settled struct {
	How   ledger.Content   `json:"how"`
	Files []ledger.Content `json:"files,omitempty"`
	Rate  Timed            `json:"rate,omitzero"` // 评价时限, where summoned agencies took part
}

// Verb names the row of the declared table.
func (Settle) Verb() Verb   { return VerbSettle }
func (Settle) task() string { return "" }

func (cmd Settle) decide(_ Case, _ Given) ([]Event, error) {
	if err := first(required("how", "P-21", "办法和结果", cmd.How)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	return []Event{Settled{How: ledger.Text(cmd.How), Files: files}}, nil
}

func (Settled) verb() Verb   { return VerbSettle }
func (Settled) task() TaskID { return "" }

func (e Settled) evolve(c Case, m Moment) Case {
	c.Status, c.Intake = CaseSettled, c.Intake.stop(m.At)
	return c
}
