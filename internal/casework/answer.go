package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Answer (反馈) is a unit's word that its own share is done. When the lead answers and nobody else
// is still at work, its answer is the consolidated one too. 依据 P-53, P-54.
type Answer struct {
	Text  string `json:"text" doc:"办理结果"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Answered records a unit's answer; its finish clock stops, the lead's at consolidation.
type Answered struct {
	Task  TaskID           `json:"task"`
	Text  ledger.Content   `json:"text"`
	Files []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Answer) Verb() Verb   { return VerbAnswer }
func (Answer) task() string { return "" }

func (cmd Answer) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	if err := first(c.unreceived(t), required("text", "P-53", "办理结果", cmd.Text)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	if t.drafts(g.By, g.Units) {
		return []Event{Drafted{Task: t.ID, Text: ledger.Text(cmd.Text), Files: files}}, nil
	}
	events := []Event{Answered{t.ID, ledger.Text(cmd.Text), files}}
	if t.Lead && len(c.openAssists()) == 0 {
		events = append(events, Consolidated{Lead: t.ID, Verify: g.due(g.Settings.Verify)})
	}
	return events, nil
}

// openAssists lists the tasks beside the lead's that are still open.
func (c Case) openAssists() []TaskID {
	var open []TaskID
	for _, t := range c.Tasks {
		if t.Status.Open() && !t.Lead {
			open = append(open, t.ID)
		}
	}
	return open
}

func (Answered) verb() Verb     { return VerbAnswer }
func (e Answered) task() TaskID { return e.Task }

func (e Answered) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := t.signs(m.By, units); r != nil {
		return r
	}
	return c.unreceived(t)
}

func (e Answered) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		return t.answer(m.At)
	})
}

// answer: the unit's share is done. It is no longer waited for, neither for a higher rank to come nor for its docket;
// the lead's time to finish runs on until it consolidates.
func (t Task) answer(at int64) Task {
	t = t.unpropose(at)
	t.Status, t.Arrive, t.Docket, t.Drafted, t.Whole = TaskAnswered, t.Arrive.stop(at), t.Docket.stop(at), false, false
	if !t.Lead {
		t.Done = t.Done.stop(at)
	}
	return t
}

// Consolidate (汇总反馈) is the lead's answer for the whole case. It names the assists that are
// still open; the lead's clock stops here, theirs run on. 依据 P-54.
type Consolidate struct {
	Text  string `json:"text" doc:"汇总办理结果"`
	Files []File `json:"files,omitempty" doc:"附件"`
}

// Consolidated records the answer for the whole case and starts the township's time to verify.
type Consolidated struct {
	Lead   TaskID           `json:"lead,omitempty"` // none where the township leads itself
	Text   ledger.Content   `json:"text,omitzero"`  // none where the lead's own answer says it all
	Open   []TaskID         `json:"open,omitempty"`
	Files  []ledger.Content `json:"files,omitempty"`
	Verify Timed            `json:"verify"`
}

// Verb names the row of the declared table.
func (Consolidate) Verb() Verb   { return VerbConsolidate }
func (Consolidate) task() string { return "" }

func (cmd Consolidate) decide(c Case, g Given) ([]Event, error) {
	lead, led := c.LeadTask() // none where the township leads itself
	if err := first(c.unreceived(lead), required("text", "P-54", "汇总办理结果", cmd.Text)); err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	if lead.drafts(g.By, g.Units) {
		return []Event{Drafted{Task: lead.ID, Whole: true, Text: ledger.Text(cmd.Text), Files: files}}, nil
	}
	e := Consolidated{Text: ledger.Text(cmd.Text), Open: c.openAssists(), Files: files, Verify: g.due(g.Settings.Verify)}
	if led {
		e.Lead = lead.ID
	}
	return []Event{e}, nil
}

func (Consolidated) verb() Verb     { return VerbConsolidate }
func (e Consolidated) task() TaskID { return e.Lead }

func (e Consolidated) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	lead, _ := c.LeadTask()
	if lead.ID != e.Lead || !slices.Equal(e.Open, c.openAssists()) {
		return rule.Refuse(rule.Invalid, "P-54", "汇总反馈应由牵头单位作出，并如实列明尚未反馈的单位")
	}
	if r := lead.signs(m.By, units); r != nil {
		return r
	}
	return c.unreceived(lead)
}

func (e Consolidated) evolve(c Case, m Moment) Case {
	c.Status, c.Verified, c.Verify = CaseAnswered, false, e.Verify.start(m.At)
	return c.withTask(e.Lead, func(t Task) Task {
		t = t.answer(m.At)
		t.Done = t.Done.stop(m.At)
		return t
	})
}
