package casestory

import (
	"strings"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// steps is how far a case has come on the way 报 呼 分 联 销 评.
func (c Teller) steps() []casepage.Step {
	k := c.View.Case
	at := c.milestones()
	here := map[casework.Status]int{
		casework.CaseIntake: 1, casework.CaseApproving: 1, casework.CaseWithdrawn: 1, casework.CaseCalled: 2, casework.CaseWorking: 3,
		casework.CaseAnswered: 4, casework.CaseClosed: 5, casework.CaseArchived: 6, casework.CaseSettled: 6, casework.CaseDiscarded: 6,
		casework.CaseRuling: 2, casework.CaseSuspended: 3, casework.CaseMerged: 6,
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
	if k.Status == casework.CaseWorking || k.Status == casework.CaseSuspended {
		total, came := 0, 0
		for _, t := range k.Tasks {
			if t.Status.Open() || t.Status == casework.TaskAnswered {
				total++
				if t.Came {
					came++
				}
			}
		}
		steps[3].Note = c.L.T("case.came", total, came)
	}
	return steps
}

// milestones are the instants at which each step was last taken.
func (c Teller) milestones() (at [6]int64) {
	archived := int64(0)
	for _, r := range c.View.Records {
		switch v := r.Event.(type) {
		case casework.Reported:
			at[0] = r.Moment.At
		case casework.Called:
			at[1] = r.Moment.At
		case casework.Dispatched, casework.Designated:
			at[2] = r.Moment.At
		case casework.Ruled:
			if v.Task == "" && len(v.Tasks) > 0 {
				at[2] = r.Moment.At
			}
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

// tasks is every unit's share, the lead first, those that are out of the case last.
func (c Teller) tasks() []casepage.Task {
	var lead, assists, ended []casepage.Task
	for _, t := range c.View.Case.Tasks {
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

func (c Teller) task(t casework.Task) casepage.Task {
	row := casepage.Task{
		Unit: c.Name(t.Unit), Part: "assist", Status: string(t.Status), Accept: c.Clock(t.Accept), Arrive: c.Clock(t.Arrive), Finish: c.Clock(t.Done),
		Mine: t.Unit == c.View.Units.DepartmentOf(c.Who.Actor.Unit), Grade: c.grade(t), Appeal: c.appeal(t), Note: strings.Join(c.notes(t), " · "),
	}
	switch {
	case t.Lead:
		row.Part = "lead"
	case t.Summoned:
		row.Part = "summoned"
	}
	if t.Officer != "" {
		row.Officer, row.Phone = c.Officers[t.Officer].Name, c.Officers[t.Officer].Phone
	}
	if t.Rank != "" {
		row.Rank = NameIn(c.L, casework.Ranks, t.Rank)
	}
	if t.Status == casework.TaskReleased || t.Status == casework.TaskRecalled {
		row.Ended = true
		// What stopped only as its part ended was never met; what was met before is still worth showing.
		for _, clock := range []struct {
			shown *face.Clock
			was   casework.Clock
		}{{&row.Accept, t.Accept}, {&row.Arrive, t.Arrive}, {&row.Finish, t.Done}} {
			met := clock.was.Stopped != 0 && clock.was.Stopped < t.Done.Stopped
			if state := clock.shown.State; !met && (state == face.ClockDone || state == face.ClockNone) {
				*clock.shown = face.Clock{State: face.ClockGone}
			}
		}
	}
	return row
}

// notes are what else there is to say about a share, in few words.
func (c Teller) notes(t casework.Task) (all []string) {
	say := func(when bool, key string, blanks ...any) {
		if when {
			all = append(all, c.L.T(key, blanks...))
		}
	}
	if t.Section != "" {
		all = append(all, c.Name(t.Section))
	}
	say(t.Deputy != "", "task.deputy", c.Officers[t.Deputy].Name)
	say(t.Released != "", "released."+string(t.Released))
	say(t.Proposed && t.Status.Open(), "released.proposed")
	say(t.Disputed && t.Status == casework.TaskReturned, "task.disputed")
	say(t.Drafted, "task.drafted")
	say(t.Docketed, "task.docketed", c.Until(t.Promised.Due))
	say(t.Extended > 0, "task.extended", t.Extended)
	say(t.Reports > 0, "task.reports", t.Reports)
	say(t.Urged > 0, "task.urged", t.Urged)
	return all
}

// appeal is how the latest appeal against this unit's mark stands. 依据 P-113.
func (c Teller) appeal(t casework.Task) string {
	for i := len(c.View.Case.Ratings) - 1; i >= 0; i-- {
		r := c.View.Case.Ratings[i]
		switch {
		case r.Task != t.ID || r.Appealed == 0:
		case r.Result == "":
			return c.L.T("appeal.open")
		default:
			return NameIn(c.L, casework.AppealResults, r.Result)
		}
	}
	return ""
}

// grade is how a unit was rated, as far as this reader may know it (依据 P-64).
func (c Teller) grade(t casework.Task) string {
	k := c.View.Case
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
	for i := len(c.View.Records) - 1; i >= 0; i-- {
		if rated, ok := c.View.Records[i].Event.(casework.Rated); ok && rated.Task == t.ID && rated.Round == k.Round {
			if mark, ok := c.View.Words.Of(rated.Mark); ok {
				return GradeIn(mark)
			}
			return "hidden"
		}
	}
	return "hidden"
}
