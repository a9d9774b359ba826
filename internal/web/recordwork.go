package web

import (
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// toldTogether adds what the records say of how units work together, and of who is in the case and who no longer.
func (c telling) toldTogether(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Mustered:
		gist(c.until(v.By.Due), nameIn(c.l, casework.Ranks, v.Rank))
		c.says(e, "muster.place", v.Place)
		c.says(e, "", v.Note)
	case casework.Attended:
		c.came(e, v.Rank, v.Distance)
		c.who(e, v.Person)
		c.says(e, "", v.Note)
	case casework.Conferred:
		c.conferred(e, v)
	case casework.Performed:
		if s, ok := c.view.Case.Step(v.Step); ok {
			gist(c.name(s.Unit))
			c.says(e, "step", s.What)
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Transferred:
		gist(c.l.T("record.to", c.taskName(v.To)))
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Received:
		if x, ok := c.view.Case.Transfer(v.Transfer); ok {
			gist(c.l.T("record.of", c.taskName(x.From)))
		}
		c.says(e, "", v.Text)
	case casework.Asked:
		gist(c.name(v.Partner))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Replied:
		if q, ok := c.view.Case.Question(v.Question); ok {
			gist(c.name(q.Partner))
			c.says(e, "question", q.Text)
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Joined:
		gist(c.issued(v.Issued))
		c.says(e, "reason", v.Reason)
	case casework.ReleaseProposed:
		gist(c.taskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Released:
		gist(c.taskName(v.Task), c.l.T("released."+string(v.Kind)))
		c.says(e, "reason", v.Reason)
	case casework.Retained:
		gist(c.taskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.WrittenOff:
		gist(c.taskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Recused:
		gist(c.officers[v.Officer].Name)
		c.says(e, "interest", v.Reason)
	default:
		c.toldOfTime(e, event)
	}
}

// conferred tells who took part in a conference, what was found, and the steps it set down.
func (c telling) conferred(e *casepage.Entry, v casework.Conferred) {
	for _, a := range v.Attendance {
		who := c.name(a.Unit)
		if a.Rank != "" {
			who += " " + nameIn(c.l, casework.Ranks, a.Rank)
		}
		e.Gist = append(e.Gist, who)
	}
	c.says(e, "", v.Findings)
	for _, s := range v.Steps {
		whose := c.name(s.Unit)
		if s.By.Due.Known() {
			whose += " " + c.l.T("clock.due", face.WhenIn(c.l, c.opened(), s.By.Due.At))
		}
		e.Says = append(e.Says, casepage.Said{Label: whose, Text: c.text(s.What)})
	}
	c.files(e, v.Files)
}

// came tells in which rank somebody came, and how far from the place they stood.
func (c telling) came(e *casepage.Entry, rank string, distance int64) {
	e.Gist = append(e.Gist, nameIn(c.l, casework.Ranks, rank))
	if distance > 0 {
		e.Gist = append(e.Gist, c.l.T("record.distance", distance))
	}
}

func (c telling) who(e *casepage.Entry, person ledger.Content) {
	if who := c.person(person).Plain; who != "" {
		e.Gist = append(e.Gist, who)
	}
}
