package casestory

import (
	"strconv"

	"huying/internal/casework"
	"huying/internal/web/casepage"
)

// toldOfTask adds what the records of a unit's own share say, and those of closing.
func (c Teller) toldOfTask(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Assigned:
		if v.Section != "" {
			gist(c.Name(v.Section))
		}
		if v.Officer != "" {
			gist(c.Officers[v.Officer].Name)
		}
		if v.Deputy != "" {
			gist(c.L.T("field.deputy") + " " + c.Officers[v.Deputy].Name)
		}
	case casework.Accepted:
		if v.Officer != "" {
			gist(c.L.T("field.officer") + " " + c.Officers[v.Officer].Name)
		}
	case casework.Returned:
		gist(NameIn(c.L, casework.ReturnGrounds, v.Ground))
		c.says(e, "clause", v.Clause)
		c.says(e, "reason", v.Reason)
	case casework.Upheld:
		gist(c.TaskName(v.Task))
		if v.Next != nil {
			gist(c.issued(*v.Next))
		}
		c.says(e, "reason", v.Reason)
	case casework.Overruled:
		gist(c.TaskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Arrived:
		c.came(e, v.Rank, v.Distance)
		c.who(e, v.Person)
		c.says(e, "", v.Note)
		c.files(e, v.Files)
	case casework.Found:
		gist(NameIn(c.L, casework.FindingKinds, v.Kind))
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Acted:
		gist(NameIn(c.L, casework.ActionKinds, v.Kind))
		for _, o := range v.Outcomes {
			gist(NameIn(c.L, casework.OutcomeKinds, o.Kind) + " " + strconv.FormatInt(o.Count, 10))
		}
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Progressed:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Docketed:
		gist(c.L.T("record.promised", c.Until(v.Promised.Due)))
		c.says(e, "number", v.Number)
		c.says(e, "", v.Text)
	case casework.Drafted:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.SignedOff:
		c.says(e, "instruction", v.Note)
	case casework.SentBack:
		c.says(e, "revise", v.Reason)
	case casework.Answered:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Consolidated:
		if len(v.Open) > 0 {
			gist(c.L.T("case.unanswered", c.taskNames(v.Open)))
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Verified:
		gist(NameIn(c.L, casework.VerifyWays, v.How))
		c.away(e, v.Distance)
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Reworked:
		for _, issued := range v.Tasks {
			gist(c.Name(issued.Unit))
		}
		c.says(e, "reason", v.Reason)
	case casework.Closed:
		c.says(e, "", v.Text)
	case casework.Reopened:
		gist(c.L.T("case.round", v.Round))
		c.says(e, "reason", v.Reason)
	case casework.Annotated:
		c.says(e, "", v.Text)
	case casework.Attached:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	default:
		c.toldTogether(e, event)
	}
}
