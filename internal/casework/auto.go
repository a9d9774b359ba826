package casework

import (
	"huying/internal/org"
	"huying/internal/rule"
)

// dispatchedOfItself is the dispatch that follows from a call at once, where the district has decided that a matter which
// the list names without doubt goes by itself. A muster that came with the call holds for it. 依据 P-117.
func (c Case) dispatchedOfItself(g Given) []Event {
	if c.Status != CaseCalled {
		return nil
	}
	p := Propose(c)
	d := Dispatched{Tasks: c.share(p.Lead, p.Assists, g), Calendar: g.Calendar.Hash(), Finish: g.whole(c.Entry.Limits), Auto: true}
	if d.guard(c, Moment{g.at(), Clockwork}, g.Units) != nil {
		return nil // it waits for the centre, as any other
	}
	return []Event{d}
}

// andDispatched adds to what happened the dispatch that follows of itself.
func (c Case) andDispatched(g Given, events []Event) []Event {
	if !g.Settings.AutoDispatch {
		return events
	}
	after := c
	for _, e := range events {
		after = Evolve(after, e, Moment{g.at(), Signed(e, g.By)})
	}
	return append(events, after.dispatchedOfItself(g)...)
}

// ofItself holds a dispatch to who made it: the clock makes it only of what is beyond doubt, exactly as proposed; a person
// never in the clock's name.
func (e Dispatched) ofItself(c Case, by org.Actor) *rule.Refusal {
	if e.Auto != (by == Clockwork) {
		return rule.Refuse(rule.Invalid, "P-117", "自动派单由系统记录，人工派单由中心记录")
	}
	if !e.Auto {
		return nil
	}
	p := Propose(c)
	var lead org.UnitID
	var assists []org.UnitID
	for _, t := range e.Tasks {
		if t.Lead {
			lead = t.Unit
		} else {
			assists = append(assists, t.Unit)
		}
	}
	switch {
	case c.ByHand:
		return rule.Refuse(rule.WrongState, "P-117", "中心已收回派单或者不予派单，由中心派单")
	case p.Ambiguous || len(p.Unmapped) > 0 || c.Entry.Unlisted:
		return rule.Refuse(rule.WrongState, "P-117", "派单建议不明确，由中心派单")
	case e.Changed || !e.Reason.IsZero() || lead != p.Lead || !sameUnits(assists, without(p.Assists, p.Lead)):
		return rule.Refuse(rule.Invalid, "P-117", "自动派单应与派单建议一致")
	}
	return nil
}
