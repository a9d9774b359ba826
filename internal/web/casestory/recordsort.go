package casestory

import (
	"strings"
	"time"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// told adds what each sort of record says: its coded facts, and what was written with it. Here are the records of
// reports and calls, and of whose a matter is; the others follow in toldOfWork and toldOfTime.
func (c Teller) told(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Reported:
		gist(NameIn(c.L, casework.Sources, string(v.Source)))
		if v.Seen != 0 && e.At-v.Seen >= time.Minute.Microseconds() { // a report that waited for the network; else it says nothing new
			gist(c.L.T("record.seen", face.Fully(v.Seen)))
		}
		if v.From != "" {
			gist(c.L.T("record.from", c.related(v.From)))
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.SplitOff:
		gist(string(v.No))
	case casework.MergedInto:
		gist(string(v.No))
		c.says(e, "reason", v.Reason)
	case casework.Absorbed:
		gist(string(v.No))
	case casework.Unmerged:
		c.says(e, "reason", v.Reason)
	case casework.Parted:
		gist(string(v.No))
	case casework.Settled:
		c.says(e, "", v.How)
		c.files(e, v.Files)
	case casework.Discarded:
		gist(NameIn(c.L, casework.DiscardGrounds, v.Ground))
		c.says(e, "reason", v.Reason)
	case casework.Objected:
		c.says(e, "reason", v.Reason)
	case casework.Called:
		c.toldOfCall(e, v)
	case casework.Approved:
		c.says(e, "instruction", v.Note)
	case casework.ApprovalRefused:
		c.says(e, "reason", v.Reason)
	case casework.Withdrawn:
		c.says(e, "reason", v.Reason)
	case casework.Declined:
		gist(NameIn(c.L, casework.DeclineGrounds, v.Ground))
		c.says(e, "clause", v.Clause)
		c.says(e, "reason", v.Reason)
	case casework.Disputed:
		c.says(e, "reason", v.Reason)
	case casework.Ruled:
		if v.Task != "" {
			gist(c.TaskName(v.Task))
		}
		if v.Unit == "" {
			gist(c.L.T("record.upheld"))
		}
		c.given(e, v.Tasks)
		if v.Unit != "" && len(v.Tasks) == 0 {
			gist(c.L.T("record.ruled", c.Name(v.Unit)))
		}
		c.says(e, "reason", v.Reason)
		c.says(e, "list.change", v.Change)
	case casework.Designated:
		c.given(e, v.Tasks)
		c.says(e, "reason", v.Reason)
		c.says(e, "list.change", v.Change)
	case casework.Dispatched:
		if v.Auto {
			gist(c.L.T("record.auto"))
		}
		c.given(e, v.Tasks)
		c.says(e, "change", v.Reason)
	case casework.Summoned:
		c.given(e, v.Tasks)
		c.says(e, "matter", v.Reason)
	case casework.Dismissed:
		gist(c.TaskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Recalled:
		c.says(e, "reason", v.Reason)
	default:
		c.toldOfTask(e, event)
	}
}

func (c Teller) toldOfCall(e *casepage.Entry, v casework.Called) {
	e.Gist = append(e.Gist, c.L.T("class."+string(v.Class)), NameIn(c.L, casework.Causes, string(v.Cause)))
	if title, situation := EntryTitle(c.View.Edition, v.Entry); title != "" {
		e.Gist = append(e.Gist, strings.TrimSpace(title+" "+situation))
	}
	if v.Entry.Unlisted {
		e.Gist = append(e.Gist, c.L.T("call.unlisted"))
	}
	if len(v.Wanted) > 0 {
		e.Gist = append(e.Gist, c.L.T("centre.wanted", c.names(v.Wanted)))
	}
	c.says(e, "", v.Text)
	c.says(e, "party", v.Party)
	c.files(e, v.Files)
}

// given names the shares that were given out: the lead, and all assists together.
func (c Teller) given(e *casepage.Entry, tasks []casework.Issued) {
	var assists []string
	for _, issued := range tasks {
		if issued.Lead {
			e.Gist = append(e.Gist, c.issued(issued))
		} else {
			assists = append(assists, c.Name(issued.Unit))
		}
	}
	if len(assists) > 0 {
		e.Gist = append(e.Gist, c.L.T("part.assist")+" "+strings.Join(assists, c.L.T("form.and")))
	}
}
