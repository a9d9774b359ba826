package casework

import (
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// ReleaseKind (解除种类) is how a unit came to be out of a case.
type ReleaseKind string

// The kinds of release.
const (
	ReleaseUpheld       ReleaseKind = "upheld"        // 退单成立
	ReleaseNotConcerned ReleaseKind = "not_concerned" // 与本单位职责无关
	ReleaseUnperformed  ReleaseKind = "unperformed"   // 未履行: counts against the unit
)

// Release (解除派单) lets a unit go that is not concerned: the lead proposes, the centre decides.
// No blemish follows; a unit that came may still be rated. 依据 P-52.
type Release struct {
	Task   string `json:"task" doc:"派单件, by id or unit"`
	Reason string `json:"reason" doc:"理由"`
}

// ReleaseProposed records that the lead holds a unit not concerned.
type ReleaseProposed struct {
	Task   TaskID         `json:"task"`
	Reason ledger.Content `json:"reason"`
	Decide Timed          `json:"decide,omitzero"` // the centre's time to decide
}

// Released records that the centre let a unit go.
type Released struct {
	Task   TaskID         `json:"task"`
	Kind   ReleaseKind    `json:"kind"`
	Reason ledger.Content `json:"reason"`
	Vacant Timed          `json:"vacant,omitzero"`
}

// Verb names the row of the declared table.
func (Release) Verb() Verb       { return VerbRelease }
func (cmd Release) task() string { return cmd.Task }

func (cmd Release) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.Task(cmd.Task)
	if err := first(required("reason", "P-52", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	if !slices.Contains(centre, g.By.Role) {
		if err := first(t.unproposable()); err != nil {
			return nil, err
		}
		return []Event{ReleaseProposed{t.ID, ledger.Text(cmd.Reason), g.due(g.Settings.ReleaseDecision)}}, nil
	}
	e := Released{Task: t.ID, Kind: ReleaseNotConcerned, Reason: ledger.Text(cmd.Reason)}
	if t.Lead {
		e.Vacant = g.due(g.Settings.Lead)
	}
	return []Event{e}, nil
}

// unproposable says why the lead cannot propose to let a unit go.
func (t Task) unproposable() *rule.Refusal {
	switch {
	case t.Lead:
		return rule.Refuse(rule.NotYours, "P-35", "牵头单位不能提出解除自己；认为不属本单位职责的，请退单")
	case t.Proposed:
		return rule.Refuse(rule.Spent, "P-52", "已提出解除，待中心决定")
	case t.Retained:
		return rule.Refuse(rule.Spent, "P-52", "中心已决定不予解除，本轮不再提出")
	}
	return nil
}

func (ReleaseProposed) verb() Verb     { return VerbRelease }
func (e ReleaseProposed) task() TaskID { return e.Task }

func (e ReleaseProposed) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if slices.Contains(centre, m.By.Role) {
		return rule.Refuse(rule.WrongRole, "P-52", "解除派单由牵头单位提出")
	}
	t, _ := c.Task(string(e.Task))
	return t.unproposable()
}

func (e ReleaseProposed) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Proposed, t.Letting = true, e.Decide.startIfSet(m.At)
		return t
	})
}

func (Released) verb() Verb     { return VerbRelease }
func (e Released) task() TaskID { return e.Task }

func (Released) guard(_ Case, m Moment, _ *org.Directory) *rule.Refusal {
	if !slices.Contains(centre, m.By.Role) {
		return rule.Refuse(rule.WrongRole, "P-52", "解除派单由中心决定")
	}
	return nil
}

func (e Released) evolve(c Case, m Moment) Case {
	return c.release(e.Task, e.Kind, m.At).vacate(e.Task, e.Vacant, m.At)
}

// release ends a unit's part in the case.
func (c Case) release(id TaskID, kind ReleaseKind, at int64) Case {
	if t, _ := c.Task(string(id)); t.Lead {
		c.Handed++
	}
	return c.ended(id, at).withTask(id, func(t Task) Task {
		t.Status, t.Released = TaskReleased, kind
		return t.stopAll(at)
	})
}

// vacate marks the lead vacant, if it was the lead that left, and starts the centre's clock. 依据 P-36.
func (c Case) vacate(left TaskID, by Timed, at int64) Case {
	if t, _ := c.Task(string(left)); t.Lead {
		c.LeadVacant, c.Lead, c.Left = true, by.start(at), ""
		if t.Released == ReleaseUpheld {
			c.Left = left // whoever takes it over is the second (P-49)
		}
	}
	return c
}

// follow marks a unit as the one that took over what another gave back.
func (c Case) follow(after, task TaskID) Case {
	return c.withTask(task, func(t Task) Task {
		t.After = after
		return t
	})
}
