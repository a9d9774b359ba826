package casestory

import (
	"huying/internal/casework"
	"huying/internal/web/casepage"
)

// A turning says what a record does to the lane it concerns.
type turning struct {
	to    casepage.BarKind // the stretch that begins
	whole casepage.BarKind // in the lane of the case itself, where another begins there
	ends  bool             // the share is over
	miss  bool
}

var turnOf = map[string]turning{
	"Reported": {to: casepage.Waits}, "Called": {to: casepage.Waits}, "Dispatched": {to: casepage.Waits, whole: casepage.Working},
	"Designated": {to: casepage.Waits, whole: casepage.Working}, "Ruled": {to: casepage.Waits, whole: casepage.Working},
	"Summoned": {to: casepage.Waits}, "Joined": {to: casepage.Waits}, "Overruled": {to: casepage.Waits}, "Recalled": {to: casepage.Waits},
	"Accepted": {to: casepage.Coming}, "Arrived": {to: casepage.Working}, "Reworked": {to: casepage.Working}, "Reopened": {to: casepage.Working},
	"Answered": {to: casepage.Rests}, "Consolidated": {to: casepage.Rests},
	"Upheld": {ends: true}, "Released": {ends: true}, "WrittenOff": {ends: true}, "Dismissed": {ends: true},
	"AcceptMissed": {miss: true}, "ArriveMissed": {miss: true}, "FinishMissed": {miss: true}, "CaseFinishMissed": {miss: true},
}

// touches says which shares a record concerns, "" for the case itself, and says it in few coded words. What people wrote is
// not told here.
func (c Teller) touches(event casework.Event) (shares []casework.TaskID, note string) {
	one := func(id casework.TaskID) []casework.TaskID { return []casework.TaskID{id} }
	switch v := event.(type) {
	case casework.Reported, casework.Called, casework.Settled, casework.Verified, casework.Closed, casework.Archived,
		casework.Suspended, casework.Resumed, casework.MergedInto, casework.Unmerged, casework.Conferred, casework.Mustered, casework.Discarded,
		casework.Recalled, casework.CaseFinishMissed:
		return one(""), ""
	case casework.Consolidated:
		if v.Lead != "" {
			return []casework.TaskID{"", v.Lead}, ""
		}
		return one(""), ""
	case casework.Dispatched:
		return issued(v.Tasks, ""), ""
	case casework.Designated:
		return issued(v.Tasks, ""), ""
	case casework.Summoned:
		return issued(v.Tasks), ""
	case casework.Joined:
		return one(v.Issued.Task), ""
	case casework.Reworked:
		return issued(v.Tasks, ""), ""
	case casework.Reopened:
		return issued(v.Tasks, ""), ""
	case casework.Ruled:
		if v.Task == "" {
			return issued(v.Tasks, ""), ""
		}
		return append(issued(v.Tasks), v.Task), ""
	case casework.Upheld:
		if v.Next != nil {
			return []casework.TaskID{v.Task, v.Next.Task}, ""
		}
		return one(v.Task), ""
	case casework.Overruled:
		return one(v.Task), ""
	case casework.Accepted:
		return one(v.Task), ""
	case casework.Assigned:
		return one(v.Task), c.assigned(v)
	case casework.Returned:
		return one(v.Task), NameIn(c.L, casework.ReturnGrounds, v.Ground)
	case casework.Arrived:
		return one(v.Task), NameIn(c.L, casework.Ranks, v.Rank)
	case casework.Found:
		return one(v.Task), NameIn(c.L, casework.FindingKinds, v.Kind)
	case casework.Acted:
		return one(v.Task), NameIn(c.L, casework.ActionKinds, v.Kind)
	case casework.Progressed:
		return one(v.Task), ""
	case casework.Docketed:
		return one(v.Task), c.L.T("record.promised", c.Until(v.Promised.Due))
	case casework.Answered:
		return one(v.Task), ""
	case casework.Released:
		return one(v.Task), c.L.T("released." + string(v.Kind))
	case casework.WrittenOff:
		return one(v.Task), ""
	case casework.Dismissed:
		return one(v.Task), ""
	case casework.Retained:
		return one(v.Task), ""
	case casework.ReleaseProposed:
		return one(v.Task), ""
	case casework.Rated:
		return one(v.Task), ""
	case casework.Rectified:
		return one(v.Task), ""
	case casework.FollowedUp:
		return one(v.Task), NameIn(c.L, casework.FollowUpResults, v.Result)
	default:
		return c.touchesToo(event)
	}
}

// touchesToo is touches for what units say to one another, for time, and for misses.
func (c Teller) touchesToo(event casework.Event) (shares []casework.TaskID, note string) {
	switch v := event.(type) {
	case casework.Transferred:
		return []casework.TaskID{v.From, v.To}, c.L.T("record.to", c.TaskName(v.To))
	case casework.Received:
		return []casework.TaskID{v.Task}, ""
	case casework.Asked:
		return []casework.TaskID{v.Task}, c.Name(v.Partner)
	case casework.Replied:
		if q, ok := c.View.Case.Question(v.Question); ok {
			return []casework.TaskID{q.Task}, c.Name(q.Partner)
		}
	case casework.Urged:
		return []casework.TaskID{v.Task}, ""
	case casework.Supervised:
		return []casework.TaskID{v.Task}, ""
	case casework.Explained:
		return []casework.TaskID{v.Task}, ""
	case casework.Escalated:
		return []casework.TaskID{v.Task}, c.Level(v.Rung, v.Level)
	case casework.Extended:
		return []casework.TaskID{v.Task}, c.Until(v.Done.Due)
	case casework.AcceptMissed:
		return []casework.TaskID{v.Task}, c.dueBy(v.Due)
	case casework.ArriveMissed:
		return []casework.TaskID{v.Task}, c.dueBy(v.Due)
	case casework.FinishMissed:
		return []casework.TaskID{v.Task}, c.dueBy(v.Due)
	}
	return nil, ""
}

func issued(tasks []casework.Issued, more ...casework.TaskID) []casework.TaskID {
	for _, t := range tasks {
		more = append(more, t.Task)
	}
	return more
}

// dueOf is when what was missed was due.
func dueOf(event casework.Event) int64 {
	switch v := event.(type) {
	case casework.AcceptMissed:
		return v.Due
	case casework.ArriveMissed:
		return v.Due
	case casework.FinishMissed:
		return v.Due
	case casework.CaseFinishMissed:
		return v.Due
	}
	return 0
}

func (c Teller) dueBy(at int64) string { return c.L.T("clock.due", c.when(at)) }

func (c Teller) assigned(v casework.Assigned) string {
	if v.Section != "" {
		return c.Name(v.Section)
	}
	return c.Officers[v.Officer].Name
}
