package audit

import (
	"fmt"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
)

// issued are the tasks that an event gave out, and the hash of the calendar by which it counted.
func issued(e casework.Event) (tasks []casework.Issued, hash string) {
	switch e := e.(type) {
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
	}
	return nil, ""
}

// timely counts the deadlines of the tasks anew: the limits are those that the list gave the call,
// and the clocks start at the event. 依据 P-33. A calendar that is neither the shipped one nor on
// record cannot be had here; the report says so.
func (r *replayer) timely(c casework.Case, record casework.Recorded) error {
	if set, ok := record.Event.(casework.DeadlineSet); ok {
		return r.setRightly(c, set)
	}
	tasks, hash := issued(record.Event)
	if len(tasks) == 0 {
		return nil
	}
	days, ok := r.calendars[hash]
	if !ok {
		r.otherCalendar = true
		return nil
	}
	limits := c.Entry.Limits
	for _, t := range tasks {
		for _, clock := range []struct {
			name  string
			timed casework.Timed
			limit calendar.Limit
		}{{"接单", t.Accept, limits.Accept}, {"报到", t.Arrive, limits.Arrive}, {"办结", t.Finish, limits.Finish}} {
			if _, had := c.Task(string(t.Task)); had && clock.timed == (casework.Timed{}) {
				continue // an assist that leads from now on: it keeps its clocks but the last
			}
			if clock.timed.Limit != clock.limit {
				return fmt.Errorf("%s %s时限 %s, the call has %s", t.Task, clock.name, clock.timed.Limit.Zh(), clock.limit.Zh())
			}
			due := days.Due(time.UnixMicro(record.Moment.At).UTC(), clock.limit)
			if clock.timed.Due != due {
				return fmt.Errorf("%s %s is due %d, counted anew %d", t.Task, clock.name, clock.timed.Due.At, due.At)
			}
			r.deadlines++
		}
	}
	return nil
}

// setRightly counts anew a deadline that was set late, from when its clock started. 依据 P-71.
func (r *replayer) setRightly(c casework.Case, set casework.DeadlineSet) error {
	days, ok := r.calendars[set.Calendar]
	if !ok {
		r.otherCalendar = true
		return nil
	}
	for _, k := range c.Running() {
		if k.Kind != set.Clock || k.Task != set.Task {
			continue
		}
		if due := k.Clock.Reckon(days).Due; due != set.Due {
			return fmt.Errorf("%s %s is set to %d, counted anew %d", set.Task, set.Clock.Zh(), set.Due.At, due.At)
		}
		r.deadlines++
	}
	return nil
}
