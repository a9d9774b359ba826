package casestory

import (
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// toldTogether adds what the records say of how units work together, and of who is in the case and who no longer.
func (c Teller) toldTogether(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Mustered:
		gist(c.Until(v.By.Due), NameIn(c.L, casework.Ranks, v.Rank))
		c.says(e, "muster.place", v.Place)
		c.says(e, "", v.Note)
	case casework.Attended:
		c.came(e, v.Rank, v.Distance)
		c.who(e, v.Person)
		c.says(e, "", v.Note)
	case casework.Conferred:
		c.conferred(e, v)
	case casework.Performed:
		if s, ok := c.View.Case.Step(v.Step); ok {
			gist(c.Name(s.Unit))
			c.says(e, "step", s.What)
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Transferred:
		gist(c.L.T("record.to", c.TaskName(v.To)))
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Received:
		if x, ok := c.View.Case.Transfer(v.Transfer); ok {
			gist(c.L.T("record.of", c.TaskName(x.From)))
		}
		c.says(e, "", v.Text)
	case casework.Asked:
		gist(c.Name(v.Partner))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Replied:
		if q, ok := c.View.Case.Question(v.Question); ok {
			gist(c.Name(q.Partner))
			c.says(e, "question", q.Text)
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Joined:
		gist(c.issued(v.Issued))
		c.says(e, "reason", v.Reason)
	case casework.ReleaseProposed:
		gist(c.TaskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Released:
		gist(c.TaskName(v.Task), c.L.T("released."+string(v.Kind)))
		c.says(e, "reason", v.Reason)
	case casework.Retained:
		gist(c.TaskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.WrittenOff:
		gist(c.TaskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Recused:
		gist(c.Officers[v.Officer].Name)
		c.says(e, "interest", v.Reason)
	default:
		c.toldOfTime(e, event)
	}
}

// conferred tells who took part in a conference, what was found, and the steps it set down.
func (c Teller) conferred(e *casepage.Entry, v casework.Conferred) {
	for _, a := range v.Attendance {
		who := c.Name(a.Unit)
		if a.Rank != "" {
			who += " " + NameIn(c.L, casework.Ranks, a.Rank)
		}
		e.Gist = append(e.Gist, who)
	}
	c.says(e, "", v.Findings)
	for _, s := range v.Steps {
		whose := c.Name(s.Unit)
		if s.By.Due.Known() {
			whose += " " + c.L.T("clock.due", face.WhenIn(c.L, c.Opened(), s.By.Due.At))
		}
		e.Says = append(e.Says, casepage.Said{Label: whose, Text: c.Text(s.What)})
	}
	c.files(e, v.Files)
}

// came tells in which rank somebody came, and how far from the place they stood.
func (c Teller) came(e *casepage.Entry, rank string, distance int64) {
	e.Gist = append(e.Gist, NameIn(c.L, casework.Ranks, rank))
	c.away(e, distance)
}

// away tells how far from the place somebody stood, in metres; nothing where that is not known.
func (c Teller) away(e *casepage.Entry, distance int64) {
	if distance > 0 {
		e.Gist = append(e.Gist, c.L.T("record.distance", distance))
	}
}

func (c Teller) who(e *casepage.Entry, person ledger.Content) {
	if who := c.Person(person).Plain; who != "" {
		e.Gist = append(e.Gist, who)
	}
}
