package audit

import (
	"fmt"
	"slices"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
)

// issued are the tasks that an event gave out under the call's limits, and the hash of the calendar by which it
// counted. Agencies that a township summons have the limits of a class, whatever the call has.
func issued(e casework.Event) (tasks []casework.Issued, hash string) {
	switch e := e.(type) {
	case casework.Summoned:
		return nil, e.Calendar
	case casework.Ruled:
		return e.Tasks, e.Calendar
	case casework.Designated:
		return e.Tasks, e.Calendar
	case casework.Transferred:
		if e.Issued != nil {
			return []casework.Issued{*e.Issued}, e.Calendar
		}
	case casework.Resumed:
		return nil, e.Calendar
	case casework.Unmerged:
		return nil, e.Calendar
	case casework.Dispatched:
		return e.Tasks, e.Calendar
	case casework.Joined:
		return []casework.Issued{e.Issued}, e.Calendar
	case casework.Reworked:
		return e.Tasks, e.Calendar
	case casework.Reopened:
		return e.Tasks, e.Calendar
	case casework.Upheld:
		if e.Next != nil {
			return []casework.Issued{*e.Next}, e.Calendar
		}
	case casework.DeadlineSet:
		return nil, e.Calendar
	case casework.DeadlineMoved:
		return nil, e.Calendar
	case casework.Extended:
		return nil, e.Calendar
	}
	return nil, ""
}

const arriving = "报到"

// limited checks that tasks were given the limits that the list gave the call, or the time of the muster that is ahead. 依据 P-33, P-56.
func limited(before casework.Case, tasks []casework.Issued) error {
	limits := before.Entry.Limits
	for _, t := range tasks {
		for _, clock := range []struct {
			name  string
			timed casework.Timed
			limit calendar.Limit
		}{{"接单", t.Accept, limits.Accept}, {arriving, t.Arrive, limits.Arrive}, {"办结", t.Finish, limits.Finish}} {
			if _, had := before.Task(string(t.Task)); had && clock.timed == (casework.Timed{}) {
				continue // an assist that leads from now on: it keeps its clocks but the last
			}
			if t.Muster && clock.name == arriving {
				if clock.timed != before.Muster.By {
					return fmt.Errorf("%s is to come to a muster, but not by its time", t.Task)
				}
				continue
			}
			if clock.timed.Limit != clock.limit {
				return fmt.Errorf("%s %s时限 %s, the call has %s", t.Task, clock.name, clock.timed.Limit.Zh(), clock.limit.Zh())
			}
		}
	}
	return nil
}

// timely counts anew every deadline that an event froze: of the clocks that it started, and of one
// that it set late. The calendar is the one whose hash stands on the event, else one on record. One
// that is neither shipped nor on record cannot be had here; the report says so. 依据 P-33, P-71.
func (r *replayer) timely(before, after casework.Case, record casework.Recorded) error {
	tasks, hash := issued(record.Event)
	if err := limited(before, tasks); err != nil {
		return err
	}
	if err := r.restarted(before, record, hash); err != nil {
		return err
	}
	set, late := record.Event.(casework.DeadlineSet)
	if moved, ok := record.Event.(casework.DeadlineMoved); ok {
		if set, late = (casework.DeadlineSet{Clock: moved.Clock, Task: moved.Task}), true; moved.Order > r.orders {
			return fmt.Errorf("moved by order %d, which is not on record before it", moved.Order)
		}
	}
	for _, k := range after.Running() {
		switch {
		case late && (k.Kind != set.Clock || k.Task != set.Task):
			continue
		case !late && k.Clock.Started != record.Moment.At:
			continue
		}
		if err := r.counted(k, hash); err != nil {
			return err
		}
	}
	return nil
}

// counted holds a clock to what its limit gives by the calendar of this hash. Where an event names
// none, any calendar so far may have been the one, and a deadline that was unknown stays so.
func (r *replayer) counted(k casework.RunningClock, hash string) error {
	due := k.Clock.Due
	if k.Clock.Limit.IsZero() && k.Clock.Then.IsZero() {
		return nil // a time that somebody named: a muster's, a step's, a review's
	}
	if hash != "" {
		days, ok := r.calendars[hash]
		if !ok {
			r.otherCalendar = true
			return nil
		}
		if again := k.Clock.Reckon(days).Due; again != due {
			return fmt.Errorf("%s %s is due %d, counted anew %d", k.Task, k.Kind.Zh(), due.At, again.At)
		}
		r.deadlines++
		return nil
	}
	if due.Year != 0 {
		return nil
	}
	for _, days := range r.calendars {
		if k.Clock.Reckon(days).Due == due {
			r.deadlines++
			return nil
		}
	}
	if r.otherCalendar {
		return nil
	}
	return fmt.Errorf("%s is due %d, counted anew %d", k.Kind.Zh(), due.At, k.Clock.Reckon(r.calendar).Due.At)
}

// restarted counts anew what was left to clocks that stood still while a case was suspended or merged. 依据 P-107, P-115.
func (r *replayer) restarted(before casework.Case, record casework.Recorded, hash string) error {
	var clocks []casework.Restarted
	switch e := record.Event.(type) {
	case casework.Resumed:
		clocks = e.Clocks
	case casework.Unmerged:
		clocks = e.Clocks
	default:
		return nil
	}
	days, ok := r.calendars[hash]
	if !ok {
		r.otherCalendar = true
		return nil
	}
	again := before.Restarts(days, time.UnixMicro(record.Moment.At).UTC())
	if !slices.Equal(again, clocks) {
		return fmt.Errorf("clocks go on as %v, counted anew %v", clocks, again)
	}
	r.deadlines += len(clocks)
	return nil
}
