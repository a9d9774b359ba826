package casework

import (
	"huying/internal/ledger"
)

// Progress (阶段反馈) tells how far a unit has come where things take long. It touches no clock. 依据 P-100.
type Progress struct {
	Text  string `json:"text" doc:"进展"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Progressed records it.
type Progressed struct {
	Task  TaskID           `json:"task"`
	Text  ledger.Content   `json:"text"`
	Files []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Progress) Verb() Verb   { return VerbProgress }
func (Progress) task() string { return "" }

func (cmd Progress) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	if err := first(required("text", "P-100", "进展", cmd.Text)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	return []Event{Progressed{t.ID, ledger.Text(cmd.Text), files}}, nil
}

func (Progressed) verb() Verb     { return VerbProgress }
func (e Progressed) task() TaskID { return e.Task }

func (e Progressed) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Reports++
		return t
	})
}
