package casestory

import (
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// atFirst is how many duties are named at once; the less pressing ones are folded away.
const atFirst = 6

// duties is who must do what by when, and who of them is told first: every clock that waits, the most pressing first.
// For the three clocks of one task only the next one is named. 依据 P-102.
func (c Teller) duties(told []desk.Officer) (pressing, later []casepage.Duty) {
	k := c.View.Case
	named := map[casework.TaskID]bool{}
	for i, owed := range casework.Duties(k, c.View.At, c.View.Units) {
		d := casepage.Duty{Unit: c.Name(owed.Unit), Doing: string(owed.Kind), About: c.about(owed), Mine: c.owes(owed)}
		switch owed.Kind {
		case casework.ClockFinish:
			if len(k.OpenTasks()) > 0 {
				continue // the tasks say it more closely
			}
			d.Clock = c.Dial("duty", owed.Kind, owed.Ref, owed.Clock)
		case casework.ClockAccept, casework.ClockArrive, casework.ClockDone:
			t, _ := k.Task(string(owed.Task))
			if named[owed.Task] {
				continue
			}
			if d.Clock = c.Clock(nextClock(t)).ToldAt(noteOf("task", nextKind(t), string(t.ID))); d.Clock.State == face.ClockNone {
				continue
			}
			named[owed.Task], d.Doing = true, string(nextKind(t))
		default:
			d.Clock = c.Dial("duty", owed.Kind, owed.Ref, owed.Clock)
		}
		if owed.Unit == "" {
			d.Unit = c.L.T("role.dispatcher")
		}
		if i < len(told) {
			d.Told, d.Phone = told[i].Name, told[i].Phone
		}
		if len(pressing) < atFirst || d.Mine || d.Clock.State == face.ClockOverdue {
			pressing = append(pressing, d)
		} else {
			later = append(later, d)
		}
	}
	if len(later) == 1 {
		return append(pressing, later...), nil
	}
	return pressing, later
}

// about says what a duty is about where its unit does not: whose return, request or mark, or which step.
func (c Teller) about(d casework.Duty) string {
	switch d.Kind {
	case casework.ClockReturn, casework.ClockLetting, casework.ClockOpine, casework.ClockRequest, casework.ClockAppeal, casework.ClockLodge, casework.ClockFollow:
		return c.whose(d.Ref)
	case casework.ClockRuling:
		if d.Task != "" {
			return c.TaskName(d.Task)
		}
	case casework.ClockStep:
		if s, ok := c.View.Case.Step(d.Ref); ok {
			return FirstLine(c.Text(s.What).Plain)
		}
	case casework.ClockReceive:
		if x, ok := c.View.Case.Transfer(d.Ref); ok {
			return c.L.T("record.of", c.TaskName(x.From))
		}
	case casework.ClockReply:
		if q, ok := c.View.Case.Question(d.Ref); ok && q.Task != "" {
			return c.L.T("record.of", c.TaskName(q.Task))
		}
	}
	return ""
}

func (c Teller) centre() string {
	for _, u := range c.View.Units.ByKind(org.KindCentre) {
		return u.Name
	}
	return c.L.T("role.dispatcher")
}

// nextKind is what a unit has to do next about its task.
func nextKind(t casework.Task) casework.ClockKind {
	switch t.Status {
	case casework.TaskWaiting, casework.TaskDesignated:
		return casework.ClockAccept
	case casework.TaskAccepted:
		return casework.ClockArrive
	case casework.TaskArrived:
		if t.Arrive.Running() { // somebody came, but not yet in the rank that the muster asks for
			return casework.ClockArrive
		}
	}
	return casework.ClockDone
}

func nextClock(t casework.Task) casework.Clock {
	switch nextKind(t) {
	case casework.ClockAccept:
		return t.Accept
	case casework.ClockArrive:
		return t.Arrive
	}
	return t.Done
}
