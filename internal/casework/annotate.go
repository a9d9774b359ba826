package casework

import (
	"huying/internal/ledger"
	"huying/internal/rule"
)

// Annotate (备注) adds a remark for all who work on the case. It touches no clock. 依据 P-72.
type Annotate struct {
	Text string `json:"text" doc:"备注"`
}

// Annotated records a remark.
type Annotated struct {
	Text ledger.Content `json:"text"`
}

// Verb names the row of the declared table.
func (Annotate) Verb() Verb   { return VerbAnnotate }
func (Annotate) task() string { return "" }

func (cmd Annotate) decide(_ Case, _ Given) ([]Event, error) {
	if err := first(required("text", "P-72", "备注", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{Annotated{ledger.Text(cmd.Text)}}, nil
}

func (Annotated) verb() Verb                   { return VerbAnnotate }
func (Annotated) task() TaskID                 { return "" }
func (Annotated) evolve(c Case, _ Moment) Case { return c }

// Attach (附件) adds photos or papers. It touches no clock. 依据 P-72.
type Attach struct {
	Files []File `json:"files" doc:"附件"`
	Text  string `json:"text,omitempty" doc:"说明"`
}

// Attached records files.
type Attached struct {
	Files []ledger.Content `json:"files"`
	Text  ledger.Content   `json:"text,omitzero"`
}

// Verb names the row of the declared table.
func (Attach) Verb() Verb   { return VerbAttach }
func (Attach) task() string { return "" }

func (cmd Attach) decide(_ Case, _ Given) ([]Event, error) {
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, rule.Refuse(rule.Incomplete, "P-72", "请选择附件").At("files")
	}
	if err := first(readable("text", "P-72", "说明", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{Attached{files, ledger.Text(cmd.Text)}}, nil
}

func (Attached) verb() Verb                   { return VerbAttach }
func (Attached) task() TaskID                 { return "" }
func (Attached) evolve(c Case, _ Moment) Case { return c }
