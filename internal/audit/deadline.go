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
// and the clocks start at the event. 依据 P-33. A calendar that is not the shipped one cannot be had
// here; the report says so.
func (r *replayer) timely(c casework.Case, record casework.Recorded) error {
	tasks, hash := issued(record.Event)
	if len(tasks) == 0 {
		return nil
	}
	if hash != r.calendar.Hash() {
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
			if clock.timed.Limit != clock.limit {
				return fmt.Errorf("%s %s时限 %s, the call has %s", t.Task, clock.name, clock.timed.Limit.Zh(), clock.limit.Zh())
			}
			due := r.calendar.Due(time.UnixMicro(record.Moment.At).UTC(), clock.limit)
			if clock.timed.Due != due {
				return fmt.Errorf("%s %s is due %d, counted anew %d", t.Task, clock.name, clock.timed.Due.At, due.At)
			}
			r.deadlines++
		}
	}
	return nil
}
