package desk

import (
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// A folder is a case as it lies on the desk: folded, with the two lines of text that lists show.
type folder struct {
	c       casework.Case
	summary string // 摘要, from the report; gone when that is erased
	place   string
	where   string // id of the position that was reported
}

// with is the folder after one more record.
func (f folder) with(r casework.Recorded) folder {
	f.c = casework.Evolve(f.c, r.Event, r.Moment)
	if reported, ok := r.Event.(casework.Reported); ok {
		f.where = reported.Position.ID
	}
	return f
}

// fold is the folder after these events.
func (f folder) fold(events []ledger.Event) (folder, error) {
	for _, e := range events {
		recorded, err := casework.Decode(e)
		if err != nil {
			return f, err
		}
		f = f.with(recorded)
	}
	return f, nil
}

// The longest lines that lists show, in characters.
const (
	summaryLength = 80
	placeLength   = 60
)

// label takes the lines for lists out of what was just sealed.
func (f folder) label(sealed []ledger.Sealed) folder {
	for _, s := range sealed {
		switch s.ID {
		case f.c.Text.ID:
			f.summary = cut(string(s.Plain), summaryLength)
		case f.c.Place.ID:
			f.place = cut(string(s.Plain), placeLength)
		}
	}
	return f
}

// cut keeps the first n characters, on one line.
func cut(s string, n int) string {
	out := make([]rune, 0, n)
	for _, r := range s {
		if r == '\n' || r == '\r' || r == '\t' {
			r = ' '
		}
		if out = append(out, r); len(out) == n {
			return string(append(out[:n-1], '…'))
		}
	}
	return string(out)
}

// Projection is a case as the tables have it: what the next command or the next page needs. It is a
// function of the case and its two lines alone, so that a rebuild comes to the same rows.
func (f folder) projection(units *org.Directory) store.Projection {
	c := f.c
	p := store.Projection{Case: store.CaseRow{
		No: string(c.No), ID: c.ID, Version: c.Version, Status: string(c.Status), Class: string(c.Class),
		Kind: string(c.Kind), Cause: string(c.Cause), Source: string(c.Source), Edition: c.Entry.Edition,
		Matter: c.Entry.Matter, Situation: c.Entry.Situation, Service: c.Entry.Service, Township: c.Township,
		Grid: c.Grid, Reporter: c.Reporter, Created: c.Created, Called: c.Called, Changed: c.Last, Closed: c.Closed,
		Open: c.Open(), Summary: f.summary, Place: f.place,
	}, Viewers: access.ViewersOf(seen(c, units))}
	if lead, ok := c.LeadTask(); ok {
		p.Case.Lead = lead.Unit
	}
	for _, t := range c.Tasks {
		p.Tasks = append(p.Tasks, store.TaskRow{
			ID: string(t.ID), Unit: t.Unit, Section: t.Section, Officer: t.Officer, Lead: t.Lead, Summoned: t.Summoned,
			Status: string(t.Status), Open: t.Status.Open() && c.Status != casework.CaseMerged, // a merged case stands in no queue
			Late: t.Accept.Missed || t.Arrive.Missed || t.Done.Missed,
		})
	}
	for _, q := range c.Questions {
		p.Viewers = append(p.Viewers, store.ViewerAsked(q.Partner))
	}
	running := c.Running()
	p.Inbox = inboxOf(c, running, units)
	for _, r := range running {
		if !slices.Contains(tellsMark, r.Kind) { // everybody who lists the case sees this (P-64)
			earliest(&p.Case.Due, &p.Case.Yellow, r.Clock)
			p.Case.Late = p.Case.Late || r.Clock.Missed
		}
		for i := range p.Tasks {
			if p.Tasks[i].ID == string(r.Task) {
				earliest(&p.Tasks[i].Due, &p.Tasks[i].Yellow, r.Clock)
			}
		}
	}
	p.Warnings = warnings(c)
	p.Supervisions = supervisionsOf(c)
	if next, ok := c.Next(); ok {
		p.Clocks = []store.ClockRow{{Name: "next", Due: next}}
	}
	return p
}

// earliest keeps the earlier of two deadlines, with when its time becomes short; 0 is none.
func earliest(due, yellow *int64, k casework.Clock) {
	if at := k.Due.At; at != 0 && (*due == 0 || at < *due) {
		*due, *yellow = at, k.Yellow
	}
}
