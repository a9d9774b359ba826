package casework

import (
	"errors"
	"fmt"

	"huying/internal/org"
	"huying/internal/rule"
)

// A guarded event has a rule of its own beside the declared table, which needs nothing but the case
// before it, its moment and the units. Deciding and rechecking ask the same rule.
type guarded interface {
	guard(Case, Moment, *org.Directory) *rule.Refusal
}

// Recheck answers for an auditor: could this record have come about lawfully here? It holds the
// event to the declared table for its actor, to its own rule, and to what was overdue: misses come
// first, in the order they were due, each from a clock that had run out. 依据 P-81, P-05, P-73.
func Recheck(c Case, r Recorded, units *org.Directory) error {
	if err := c.recheck(r, units); err != nil {
		return fmt.Errorf("%s: %w", Name(r.Event), err)
	}
	return nil
}

func (c Case) recheck(r Recorded, units *org.Directory) error {
	if set, ok := r.Event.(DeadlineSet); ok {
		return c.recheckDeadline(set, r.Moment.By)
	}
	missed := c.missedBy(r.Moment.At)
	if _, ok := r.Event.(missEvent); ok {
		switch {
		case r.Moment.By != Clockwork:
			return fmt.Errorf("a miss is recorded by the clock, not by %s", r.Moment.By.Unit)
		case len(missed) == 0 || missed[0] != r.Event:
			return errors.New("no clock of this case had run out so")
		}
		return nil
	}
	if len(missed) > 0 {
		return fmt.Errorf("%s was due before it and is not on record", Name(missed[0]))
	}
	if e, climbs := r.Event.(Escalated); !climbs || e.Cause != causeSilent {
		for _, s := range c.Supervisions {
			if s.silent() {
				return fmt.Errorf("supervision %s was to climb before it", s.ID)
			}
		}
		if task, ok := c.unclimbed(); ok && (!climbs || e.Cause != CauseMuster) {
			return fmt.Errorf("the silence of task %s at a muster was to climb before it", task)
		}
	}
	if e, ok := r.Event.(echoed); ok {
		return first(c.mayEver(r.Event.verb(), r.Moment.By, units), e.guard(c, r.Moment, units))
	}
	verb, task := r.Event.verb(), r.Event.task()
	if err := Permit(c, verb, string(task), r.Moment.By, units); err != nil {
		return err
	}
	if verb.own() && task != "" {
		if own, ok := c.TaskOf(r.Moment.By.Unit, units); !ok || !c.owns(own, verb, task) {
			return fmt.Errorf("task %s is not the actor's own", task)
		}
	}
	if e, ok := r.Event.(guarded); ok {
		return first(e.guard(c, r.Moment, units))
	}
	return nil
}

// owns: a unit acts on the task it has now; what a rating left behind may belong to an earlier one.
func (c Case) owns(own Task, verb Verb, task TaskID) bool {
	if verb != VerbRectify && verb != VerbAppeal {
		return own.ID == task
	}
	rated, _ := c.Task(string(task))
	return own.Unit == rated.Unit
}

// recheckDeadline: only a deadline that stood as unknown may be set, and only by the clock.
func (c Case) recheckDeadline(set DeadlineSet, by org.Actor) error {
	for _, r := range c.runningIf(Clock.unknown) {
		if r.Kind == set.Clock && r.Ref == set.ref() && set.Due.Known() && by == Clockwork {
			return nil
		}
	}
	return errors.New("no deadline of this case stood as unknown so")
}
