package casework

import (
	"slices"

	"huying/internal/org"
	"huying/internal/rule"
)

// Archive (归档) lays a case to rest: when it was settled or discarded, or when every
// unit is rated or the time to rate is over. 依据 P-65, P-68.
type Archive struct{}

// Archived records that the case rests. What follows of itself is recorded by the clock: beside the
// last mark no person may stand (P-64).
type Archived struct {
	Auto bool `json:"auto,omitempty"`
}

// Verb names the row of the declared table.
func (Archive) Verb() Verb   { return VerbArchive }
func (Archive) task() string { return "" }

func (Archive) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.stirs(g.at(), g.Units)); err != nil {
		return nil, err
	}
	return []Event{Archived{}}, nil
}

// stirs says why a case may not rest yet: a unit is at work, the reporter may still object, or a rating, what a low mark
// asks for, or the leader's consent to the call is still awaited within its limit. 依据 P-38, P-68, P-90, P-28.
func (c Case) stirs(at int64, units *org.Directory) *rule.Refusal {
	switch {
	case len(c.OpenTasks()) > 0:
		return c.openTask(VerbArchive, units)
	case c.Status == CaseDiscarded && c.unobjectionable("", at) == nil:
		return rule.Refuse(rule.WrongState, "P-38", "上报人尚可提出异议，期限未过")
	case c.rates() && len(c.Ratable()) > 0 && !c.Rate.Missed:
		return rule.Refuse(rule.WrongState, "P-68", "尚有单位未评价，且未过评价时限")
	case slices.ContainsFunc(c.Tasks, Task.sore):
		return rule.Refuse(rule.WrongState, "P-90", "差评尚待整改或者复查，且未过时限")
	case c.Approve.Running() && !c.Approve.Missed:
		return rule.Refuse(rule.WrongState, "P-28", "呼叫尚待补批，且未过审批时限")
	}
	return nil
}

// sore: after a low mark something is still awaited, within its limit.
func (t Task) sore() bool {
	awaited := func(k Clock) bool { return k.Waits() && !k.Missed }
	return t.Low && (awaited(t.Rectify) || awaited(t.Follow))
}

// rates: the township has marks to give: of a closed case, or of one it settled with its agencies.
func (c Case) rates() bool {
	return c.Status == CaseClosed || (c.Status == CaseSettled && c.Rate.Started != 0)
}

// orRest is what happened, and the archiving that follows of itself when with it everything is done.
func (c Case) orRest(g Given, events ...Event) []Event {
	after := Fold(c, at(events, Moment{g.at(), g.By}))
	if after.rates() && len(after.Ratable()) == 0 && after.stirs(g.at(), g.Units) == nil {
		return append(events, Archived{Auto: true})
	}
	return events
}

func (Archived) verb() Verb   { return VerbArchive }
func (Archived) task() TaskID { return "" }

func (e Archived) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if e.Auto != (m.By == Clockwork) || e.Auto && (!c.rates() || len(c.Ratable()) > 0) {
		return rule.Refuse(rule.Invalid, "P-68", "自动归档由系统记录，且须评价齐备")
	}
	return c.stirs(m.At, units)
}

func (e Archived) evolve(c Case, m Moment) Case {
	c.Status, c.Rate, c.Approve = CaseArchived, c.Rate.stop(m.At), c.Approve.stop(m.At)
	return c
}
