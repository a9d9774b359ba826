package casework

import (
	"fmt"
	"slices"

	"huying/internal/org"
)

// Recheck answers for an auditor: could this record have come about lawfully here? It holds the
// event to the declared table for its actor, and a miss to the clock that it names. 依据 P-81, P-05.
func Recheck(c Case, r Recorded, units *org.Directory) error {
	if _, ok := r.Event.(missEvent); ok {
		if r.Moment.By != Clockwork {
			return fmt.Errorf("a miss is recorded by the clock, not by %s", r.Moment.By.Unit)
		}
		if !slices.Contains(c.missedBy(r.Moment.At), r.Event) {
			return fmt.Errorf("%s: no clock of this case had run out so", Name(r.Event))
		}
		return nil
	}
	if set, ok := r.Event.(DeadlineSet); ok {
		return recheckDeadline(c, set, r.Moment.By)
	}
	verb, task := r.Event.verb(), r.Event.task()
	if err := Permit(c, verb, string(task), r.Moment.By, units); err != nil {
		return fmt.Errorf("%s: %w", Name(r.Event), err)
	}
	if verb.own() && task != "" {
		if own, ok := c.TaskOf(r.Moment.By.Unit, units); !ok || own.ID != task {
			return fmt.Errorf("%s: task %s is not the actor's own", Name(r.Event), task)
		}
	}
	return nil
}

// recheckDeadline: only a deadline that stood as unknown may be set, and only by the clock.
func recheckDeadline(c Case, set DeadlineSet, by org.Actor) error {
	for _, r := range c.Running() {
		if r.Kind == set.Clock && r.Task == set.Task && r.Clock.Due.Year != 0 && set.Due.Known() && by == Clockwork {
			return nil
		}
	}
	return fmt.Errorf("DeadlineSet: no deadline of this case stood as unknown so")
}
