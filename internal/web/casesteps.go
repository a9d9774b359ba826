package web

import (
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// steps is how far a case has come on the way 报 呼 分 联 销 评.
func (c telling) steps() []casepage.Step {
	k := c.view.Case
	at := c.milestones()
	here := map[casework.Status]int{
		casework.CaseIntake: 1, casework.CaseApproving: 1, casework.CaseWithdrawn: 1, casework.CaseCalled: 2, casework.CaseWorking: 3,
		casework.CaseAnswered: 4, casework.CaseClosed: 5, casework.CaseArchived: 6, casework.CaseSettled: 6, casework.CaseDiscarded: 6,
	}[k.Status]
	steps := make([]casepage.Step, 6)
	for i, name := range []string{"report", "call", "sort", "link", "close", "rate"} {
		steps[i] = casepage.Step{Name: name, State: casepage.Next}
		switch {
		case i < here && at[i] == 0:
			steps[i].State = casepage.Void
		case i < here:
			steps[i].State, steps[i].At = casepage.Done, at[i]
		case i == here:
			steps[i].State = casepage.Here
		}
	}
	if k.Status == casework.CaseWorking {
		total, came := 0, 0
		for _, t := range k.Tasks {
			if t.Status.Open() || t.Status == casework.TaskAnswered {
				total++
				if t.Came {
					came++
				}
			}
		}
		steps[3].Note = c.l.T("case.came", total, came)
	}
	return steps
}

// milestones are the instants at which each step was last taken.
func (c telling) milestones() (at [6]int64) {
	archived := int64(0)
	for _, r := range c.view.Records {
		switch r.Event.(type) {
		case casework.Reported:
			at[0] = r.Moment.At
		case casework.Called:
			at[1] = r.Moment.At
		case casework.Dispatched:
			at[2] = r.Moment.At
		case casework.Consolidated:
			at[3] = r.Moment.At
		case casework.Closed:
			at[4] = r.Moment.At
		case casework.Rated:
			at[5] = r.Moment.At
		case casework.Archived:
			archived = r.Moment.At
		}
	}
	if at[5] == 0 && at[4] != 0 {
		at[5] = archived // nobody was to be rated, or nobody was in time
	}
	return at
}

// duties is who must do what by when: every clock that waits, the most pressing first. For the three
// clocks of one task only the next one is named.
func (c telling) duties() []casepage.Duty {
	k := c.view.Case
	home := c.view.Units.DepartmentOf(c.v.who.Actor.Unit)
	township := c.view.Units.TownshipOf(c.v.who.Actor.Unit)
	named := map[casework.TaskID]bool{}
	var all []casepage.Duty
	for _, r := range k.Running() {
		d := casepage.Duty{Doing: string(r.Kind), Clock: c.clock(r.Clock)}
		if r.Kind == casework.ClockFinish && len(k.OpenTasks()) > 0 {
			continue // the tasks say it more closely
		}
		t, _ := k.Task(string(r.Task))
		switch {
		case r.Kind == casework.ClockReturn || r.Kind == casework.ClockDispatch || r.Kind == casework.ClockLead:
			d.Unit, d.Mine = c.centre(), stationOf(c.v.who.Actor.Role) == centreDesk
		case r.Task != "":
			if named[r.Task] || t.Status == casework.TaskReturned {
				continue
			}
			if d.Clock = c.clock(nextClock(t)); d.Clock.State == face.ClockNone {
				continue
			}
			named[r.Task], d.Unit, d.Doing, d.Mine = true, c.name(t.Unit), string(nextKind(t)), t.Unit == home
		default:
			d.Unit, d.Mine = c.name(k.Township), township == k.Township && stationOf(c.v.who.Actor.Role) == townshipDesk
		}
		all = append(all, d)
	}
	return all
}

func (c telling) centre() string {
	for _, u := range c.view.Units.ByKind(org.KindCentre) {
		return u.Name
	}
	return c.l.T("role.dispatcher")
}

// nextKind is what a unit has to do next about its task.
func nextKind(t casework.Task) casework.ClockKind {
	switch t.Status {
	case casework.TaskWaiting, casework.TaskDesignated:
		return casework.ClockAccept
	case casework.TaskAccepted:
		return casework.ClockArrive
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

// tasks is every unit's share, the lead first, those that are out of the case last.
func (c telling) tasks() []casepage.Task {
	var lead, assists, ended []casepage.Task
	for _, t := range c.view.Case.Tasks {
		row := c.task(t)
		switch {
		case row.Ended:
			ended = append(ended, row)
		case t.Lead:
			lead = append(lead, row)
		default:
			assists = append(assists, row)
		}
	}
	return append(append(lead, assists...), ended...)
}

func (c telling) task(t casework.Task) casepage.Task {
	row := casepage.Task{
		Unit: c.name(t.Unit), Part: "assist", Status: string(t.Status), Accept: c.clock(t.Accept), Arrive: c.clock(t.Arrive), Finish: c.clock(t.Done),
		Mine: t.Unit == c.view.Units.DepartmentOf(c.v.who.Actor.Unit), Grade: c.grade(t),
	}
	if t.Lead {
		row.Part = "lead"
	}
	if t.Officer != "" {
		row.Officer, row.Phone = c.officers[t.Officer].Name, c.officers[t.Officer].Phone
	}
	switch {
	case t.Section != "":
		row.Note = c.name(t.Section)
	case t.Released != "":
		row.Note = c.l.T("released." + string(t.Released))
	case t.Proposed:
		row.Note = c.l.T("released.proposed")
	}
	if t.Status == casework.TaskReleased || t.Status == casework.TaskRecalled {
		row.Ended = true
		for _, clock := range []*face.Clock{&row.Accept, &row.Arrive, &row.Finish} {
			if clock.State == face.ClockDone || clock.State == face.ClockNone {
				*clock = face.Clock{State: face.ClockGone}
			}
		}
	}
	return row
}

// grade is how a unit was rated, as far as this reader may know it (依据 P-64).
func (c telling) grade(t casework.Task) string {
	k := c.view.Case
	if !t.Rated {
		for _, due := range k.Ratable() {
			if due.ID == t.ID && k.Status == casework.CaseClosed {
				return "due"
			}
		}
		if k.Status == casework.CaseArchived && t.Status == casework.TaskAnswered {
			return "none"
		}
		return ""
	}
	for i := len(c.view.Records) - 1; i >= 0; i-- {
		if rated, ok := c.view.Records[i].Event.(casework.Rated); ok && rated.Task == t.ID && rated.Round == k.Round {
			if mark, ok := c.view.Words.Of(rated.Mark); ok {
				return gradeIn(mark)
			}
			return "hidden"
		}
	}
	return "hidden"
}
