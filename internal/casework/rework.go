package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Rework (返工) sends the case back to the units whose result does not hold; their clocks start
// anew. Named tasks, or all that answered. 依据 P-61.
type Rework struct {
	Tasks  []string `json:"tasks,omitempty" doc:"派单件, by id or unit; all that answered when empty"`
	Reason string   `json:"reason" doc:"理由"`
}

// Reworked records which tasks start again, with their new clocks.
type Reworked struct {
	Tasks    []Issued       `json:"tasks,omitempty"`
	Reason   ledger.Content `json:"reason"`
	Calendar string         `json:"calendar"`
	Finish   Timed          `json:"finish"`
}

// Verb names the row of the declared table.
func (Rework) Verb() Verb   { return VerbRework }
func (Rework) task() string { return "" }

func (cmd Rework) decide(c Case, g Given) ([]Event, error) {
	if err := first(required("reason", "P-61", "返工理由", cmd.Reason)); err != nil {
		return nil, err
	}
	issued, err := c.again(VerbRework, "P-61", cmd.Tasks, g)
	if err != nil {
		return nil, err
	}
	if err := first(c.unreworkable()); err != nil {
		return nil, err
	}
	return []Event{Reworked{issued, ledger.Text(cmd.Reason), g.Calendar.Hash(), g.whole(c.Entry.Limits)}}, nil
}

// unreworkable: a township that leads itself may have answered for the whole while no unit has.
func (c Case) unreworkable() *rule.Refusal {
	for _, t := range c.Tasks {
		if t.Status == TaskAnswered {
			return nil
		}
	}
	return rule.Refuse(rule.WrongState, "P-61", "没有已反馈的派单件可以返工")
}

// again freezes new clocks for the named tasks, or for all that answered. The lead always starts
// again with them: it answers for the whole (P-35). No new right to return comes with it.
func (c Case) again(verb Verb, clause string, refs []string, g Given) ([]Issued, error) {
	wanted := map[TaskID]bool{}
	for _, ref := range refs {
		t, ok := c.Task(ref)
		if !ok || t.Status != TaskAnswered {
			return nil, rule.Refuse(rule.Invalid, clause, "只有已反馈的派单件可以"+verb.Zh()+"："+clip(ref)).At("tasks")
		}
		wanted[t.ID] = true
	}
	var issued []Issued
	for _, t := range c.Tasks {
		if t.Status == TaskAnswered && (len(refs) == 0 || wanted[t.ID] || t.Lead) {
			fresh := c.issue(g, t.ID, t.Unit, t.Lead, c.Entry.Limits)
			fresh.ReturnBy = Timed{}
			issued = append(issued, fresh)
		}
	}
	return issued, nil
}

func (Reworked) verb() Verb   { return VerbRework }
func (Reworked) task() TaskID { return "" }

func (e Reworked) evolve(c Case, m Moment) Case {
	c = c.restart(e.Tasks, TaskAccepted, m.At)
	c.Reworks++
	c.Finish = e.Finish.start(m.At)
	return c
}

func (e Reworked) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	return c.unrepeatable(VerbRework, "P-61", e.Tasks)
}

// unrepeatable: only what was answered can start again.
func (c Case) unrepeatable(verb Verb, clause string, tasks []Issued) *rule.Refusal {
	for _, issued := range tasks {
		if t, _ := c.Task(string(issued.Task)); t.Status != TaskAnswered {
			return rule.Refuse(rule.Invalid, clause, "只有已反馈的派单件可以"+verb.Zh()).At("tasks")
		}
	}
	return nil
}

// restart puts tasks back to work with fresh clocks; what was missed before stays on record in the
// events, and a return that was spent stays spent (P-92).
func (c Case) restart(tasks []Issued, status TaskStatus, at int64) Case {
	for _, issued := range tasks {
		c = c.withTask(issued.Task, func(t Task) Task {
			fresh := issued.open(at)
			t.Status, t.Accept, t.Arrive, t.Done = status, fresh.Accept, fresh.Arrive, fresh.Done
			t.Mustered, t.Docket, t.Docketed, t.Promised = fresh.Mustered, fresh.Docket, false, Timed{}
			t.Proposed, t.Rank, t.Drafted, t.Whole, t.Extended = false, "", false, false, 0
			t.ReturnBy = Timed{} // who has answered has taken the matter up (P-92)
			if status == TaskAccepted {
				t.Accept = t.Accept.stop(at) // the unit has it already
			}
			return t
		})
	}
	c.Status, c.Verified, c.Verify, c.Extended = CaseWorking, false, c.Verify.stop(at), 0
	return c
}
