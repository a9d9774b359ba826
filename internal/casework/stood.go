package casework

import (
	"time"

	"huying/internal/calendar"
)

// ClockName says which clock of a case is meant: its kind, and what it belongs to.
type ClockName struct {
	Kind ClockKind
	Ref  string // the task's id, or that of a step, transfer, question, request, supervision or rating; "" for the case's own
}

// Stood (中止的时间) tells from the records of a case when each of its clocks stood still, since it began to count as it
// does now. What stands still still is not among it. 依据 P-107, P-119.
func Stood(id string, records []Recorded) map[ClockName][]calendar.Pause {
	stood := map[ClockName][]calendar.Pause{}
	if !everStood(records) {
		return stood
	}
	was := map[ClockName]Clock{}
	c := Case{ID: id}
	for _, r := range records {
		c = Evolve(c, r.Event, r.Moment)
		c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
			name := ClockName{kind, ref}
			old := was[name]
			switch {
			case old.Started != k.Started || old.From != k.From:
				delete(stood, name)
			case old.Paused != 0 && k.Paused == 0 && k.Stopped == 0:
				stood[name] = append(stood[name], calendar.Pause{From: time.UnixMicro(old.Paused), To: time.UnixMicro(r.Moment.At)})
			}
			was[name] = *k
		})
	}
	return stood
}

func everStood(records []Recorded) bool {
	for _, r := range records {
		switch r.Event.(type) {
		case Resumed, Unmerged:
			return true
		}
	}
	return false
}

// Explain (时限明细) tells how the clock's deadline came about, by a calendar and by the times in which it stood still; ok
// is false where that does not lead to the deadline as it was frozen, by another calendar perhaps. 依据 P-119.
func (k Clock) Explain(days calendar.Calendar, stood []calendar.Pause) (r calendar.Reckoning, ok bool) {
	from := k.Started
	if k.From != 0 {
		from = k.From
	}
	start := time.UnixMicro(from)
	if k.Limit.IsZero() {
		due := k.Due
		moved := len(stood) // a date that was missed before the clock stood still has not moved
		for moved > 0 && due.At < stood[moved-1].To.UnixMicro() {
			moved--
		}
		for _, p := range stood[:moved] {
			due.At -= p.To.Sub(p.From).Microseconds()
		}
		r = days.ExplainDate(start, due, stood[:moved]...)
	} else {
		r = days.Explain(start, k.Limit, k.Then, stood...)
	}
	ok = r.Due == k.Due
	if k.Paused != 0 {
		r = r.Until(time.UnixMicro(k.Paused))
	}
	return r, ok
}
