package casework

import (
	"slices"
)

// holds: whatever was done, these things hold of the case.
func (w *story) holds() {
	c := w.c
	if c.Status == CaseNone {
		return // nobody has reported yet
	}
	if !slices.Contains(Statuses, c.Status) {
		w.Fatalf("status %q is not declared", c.Status)
	}
	if open := c.OpenTasks(); len(open) > 0 && (c.Status == CaseClosed || c.Status == CaseSettled || c.Status == CaseArchived || c.Status == CaseDiscarded) {
		w.Fatalf("%s over an open task: %+v", c.Status.Zh(), open[0])
	}
	if c.Open() && len(c.Running()) == 0 {
		w.Fatalf("a case that is %s, and no clock runs", c.Status.Zh())
	}
	if c.Status == CaseSuspended && !c.Review.Running() {
		w.Fatal("suspended, and nobody is to look again")
	}
	if stands := c.Status == CaseSuspended || c.Status == CaseMerged; stands != (c.Paused != 0) {
		w.Fatalf("%s, paused since %d", c.Status.Zh(), c.Paused)
	}
	c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Paused != 0 && (c.Paused == 0 || !k.Waits()) {
			w.Fatalf("%s %s stands still for good: %+v", kind.Zh(), ref, *k)
		}
	})
	w.led()
}

// led: somebody leads, or it is on record that nobody does and the centre's clock waits.
func (w *story) led() {
	c := w.c
	if c.Entry.TownshipLed || len(c.Tasks) == 0 || (c.Status != CaseWorking && c.Status != CaseAnswered && c.Status != CaseSuspended) {
		return
	}
	if lead, ok := c.LeadTask(); c.LeadVacant == ok {
		w.Fatalf("lead vacant: %v, lead: %v", c.LeadVacant, lead)
	}
	if c.LeadVacant && !c.Lead.Waits() {
		w.Fatal("the lead is vacant, and the centre has no time to fill it")
	}
}

// restarts are the records that may start a clock anew while it still waits; any other clock keeps its deadline.
var restarts = map[ClockKind][]string{
	ClockArrive:  {"Mustered", "Overruled", "Ruled"},
	ClockDone:    {"Extended", "Docketed", "Joined", "Upheld", "Ruled", "Designated", "Dispatched"},
	ClockFinish:  {"Extended", "Docketed", "Ruled", "Designated", "Dispatched", "Reworked", "Reopened"},
	ClockDocket:  {"Joined", "Upheld", "Ruled", "Designated", "Dispatched"},
	ClockRequest: {"Passed"},
	ClockExplain: {"Escalated"},
	ClockFollow:  {"Rectified"},
	ClockRectify: {"FollowedUp"},
	ClockLead:    {"Released", "Upheld", "WrittenOff", "Ruled"},
}

// frozen: a clock that goes on keeps its deadline. Only the records that may do so start it anew, and only those that
// take a case up again move one that stood still. A miss stays on it.
func (w *story) frozen(was, is Case, r Recorded) {
	type which struct {
		kind ClockKind
		ref  string
	}
	now := map[which]Clock{}
	is.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) { now[which{kind, ref}] = *k })
	was.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		w.unmoved(*k, now[which{kind, ref}], kind, r)
	})
}

func (w *story) unmoved(was, is Clock, kind ClockKind, r Recorded) {
	name := Name(r.Event)
	switch {
	case !was.Waits():
		return
	case was.Started != is.Started, is.Started == r.Moment.At && was.Due != is.Due: // a new clock, perhaps of the same instant
		if !slices.Contains(restarts[kind], name) {
			w.Fatalf("%s is started anew by %s: %+v to %+v", kind, name, was, is)
		}
		return
	case was.Paused != 0 && is.Paused == 0 && is.Waits():
		if name != "Resumed" && name != "Unmerged" {
			w.Fatalf("%s goes on by %s", kind, name)
		}
		if was.Missed && was.Due != is.Due {
			w.Fatalf("%s was missed, and moved by %s", kind, name)
		}
		return
	}
	if was.Due != is.Due || was.Limit != is.Limit || was.Yellow != is.Yellow || (was.Missed && !is.Missed) {
		w.Fatalf("%s moved from %+v to %+v by %s", kind, was, is, name)
	}
}
