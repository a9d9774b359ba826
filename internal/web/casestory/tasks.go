package casestory

import (
	"strings"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// A share is one unit's, as it is shown.
type share struct {
	casepage.Task
	id casework.TaskID
}

// tasks is every unit's share, the lead first, those that are out of the case last.
func (c Teller) tasks() []share {
	var lead, assists, ended []share
	for _, t := range c.View.Case.Tasks {
		row := share{c.task(t), t.ID}
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
		Unit: c.Name(t.Unit), Part: "assist", Status: string(t.Status), Accept: c.Dial("task", casework.ClockAccept, string(t.ID), t.Accept),
		Arrive: c.Dial("task", casework.ClockArrive, string(t.ID), t.Arrive), Finish: c.Dial("task", casework.ClockDone, string(t.ID), t.Done),
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
