package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
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

func (cmd Sign) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	e := SignedOff{t.ID, ledger.Text(cmd.Note)}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), readable("note", "P-101", "批示", cmd.Note)); err != nil {
		return nil, err
	}
	events := []Event{e}
	if open := c.openAssists(); t.Lead && (t.Whole || len(open) == 0) {
		events = append(events, Consolidated{Lead: t.ID, Open: open, Verify: g.due(g.Settings.Verify)})
	}
	return events, nil
}

// drafts reports whether an answer to this task waits for a signature first: its unit says so, and who answers is not
// the leader. Agencies have none. 依据 P-101.
func (t Task) drafts(by org.Actor, units *org.Directory) bool {
	u, _ := units.Unit(t.Unit)
	return u.Signs && u.Kind != org.KindAgency && by.Role != org.DepartmentLeader
}

// signs refuses an answer that goes out unsigned.
func (t Task) signs(by org.Actor, units *org.Directory) *rule.Refusal {
	if t.drafts(by, units) {
		return rule.Refuse(rule.WrongRole, "P-101", "本单位的反馈须经分管领导签批")
	}
	return nil
}

// unsigned: nothing waits for a signature.
func (t Task) unsigned() *rule.Refusal {
	if !t.Drafted {
		return rule.Refuse(rule.WrongState, "P-101", "没有待签批的反馈")
	}
	return nil
}

// Verb names the row of the declared table.
func (Revise) Verb() Verb   { return VerbRevise }
func (Revise) task() string { return "" }

func (cmd Revise) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	if err := first(t.unsigned(), required("reason", "P-101", "修改意见", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{SentBack{t.ID, ledger.Text(cmd.Reason)}}, nil
}

func (e Drafted) verb() Verb {
	if e.Whole {
		return VerbConsolidate
	}
	return VerbAnswer
}
func (e Drafted) task() TaskID { return e.Task }

func (e Drafted) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if !t.drafts(m.By, units) {
		return rule.Refuse(rule.Invalid, "P-101", "本单位的反馈不须签批")
	}
	return c.unreceived(t)
}

func (e Drafted) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Drafted, t.Whole = true, e.Whole
		return t
	})
}

func (SignedOff) verb() Verb     { return VerbSign }
func (e SignedOff) task() TaskID { return e.Task }

func (e SignedOff) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	if r := t.unsigned(); r != nil {
		return r
	}
	return c.unreceived(t)
}

func (e SignedOff) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task { return t.answer(m.At) })
}

func (SentBack) verb() Verb     { return VerbRevise }
func (e SentBack) task() TaskID { return e.Task }

func (e SentBack) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	t, _ := c.Task(string(e.Task))
	return t.unsigned()
}

func (e SentBack) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Drafted, t.Whole = false, false
		return t
	})
}
