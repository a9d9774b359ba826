package web

import (
	"encoding/json"
	"net/http"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
	"huying/internal/web/muster"
)

// musterPage shows who has come to a muster and who has not. 依据 P-56.
func (s *Server) musterPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(r.PathValue("no")))
	if err != nil {
		return err
	}
	units := []org.UnitID{view.Case.Township}
	for _, t := range view.Case.Tasks {
		units = append(units, t.Unit)
	}
	onDuty, err := v.reader.OnDuty(ctx, units...)
	if err != nil {
		return err
	}
	c := narrator{l: locale.From(ctx), v: v, view: view}
	page := c.board(onDuty)
	mates, err := v.reader.Colleagues(ctx)
	if err != nil {
		return err
	}
	f := forms{l: c.l, v: v, view: view, mates: mates}
	if form, ok := f.only(act{verb: casework.VerbAttend}); ok && page.Called {
		form.Fields = append(form.Fields, face.Field{Name: "then", Kind: face.Hidden, Value: r.URL.Path})
		form.Key, form.Tone = newKey(), face.Blue
		page.Attend = &form
	}
	frame := s.frame(r, v, c.l.T("muster.title")+" "+page.No)
	frame.Wide, frame.Live.Every = true, 20
	return show(w, r, http.StatusOK, muster.Page(frame, page))
}

// board is the muster in force as it stands now.
func (c narrator) board(onDuty map[org.UnitID]desk.Officer) muster.View {
	k := c.view.Case
	href := c.v.base + "/cases/" + string(k.No)
	page := muster.View{No: string(k.No), Href: href, Here: href + "/muster", Class: string(k.Class), Now: c.view.At, Called: k.Muster.N > 0, N: k.Muster.N}
	page.Title, _ = c.title()
	if !page.Called {
		return page
	}
	page.Clock = face.Running(c.view.At, k.Muster.By.Due.At, k.Muster.By.Yellow)
	page.Place, page.Rank = c.written(k.Muster.Place), nameIn(c.l, casework.Ranks, k.Muster.Rank)
	if e, _, ok := newest(c.view, func(casework.Mustered) bool { return true }); ok {
		page.Note = c.written(e.Note)
	}
	var ended []muster.Unit
	for _, t := range k.Tasks {
		if t.Status == casework.TaskRecalled {
			continue
		}
		u := c.comer(t, onDuty[t.Unit])
		if u.State == muster.Released {
			ended = append(ended, u)
		} else {
			page.Units = append(page.Units, u)
		}
	}
	slices.SortStableFunc(page.Units, func(a, b muster.Unit) int { return boardRank(a) - boardRank(b) })
	page.Units = append(page.Units, ended...)
	page.Township = c.host(onDuty[k.Township])
	return page
}

// boardRank puts the lead first; the others keep their order, so that nobody has to look for a unit anew.
func boardRank(u muster.Unit) int {
	if u.Part == "lead" {
		return 0
	}
	return 1
}

// comer is one unit that was called: how far it has come, and who of it.
func (c narrator) comer(t casework.Task, duty desk.Officer) muster.Unit {
	m := c.view.Case.Muster
	u := muster.Unit{ID: string(t.ID), Name: c.name(t.Unit), Part: "assist", Duty: duty.Name, Phone: duty.Phone}
	switch {
	case t.Lead:
		u.Part = "lead"
	case t.Summoned:
		u.Part = "summoned"
	}
	over := m.By.Due.Passed(c.view.At)
	switch {
	case t.Status == casework.TaskReleased:
		u.State = muster.Released
	case t.Status == casework.TaskReturned:
		u.State = muster.Returned
	case t.Came && rankOf(t.Rank) < rankOf(m.Rank):
		u.State = muster.Short
	case t.Came && t.Arrive.Stopped != 0 && m.By.Due.Known() && t.Arrive.Stopped > m.By.Due.At:
		u.State = muster.Behind
	case t.Came:
		u.State = muster.There
	case over:
		u.State = muster.Late
	case t.Status == casework.TaskWaiting || t.Status == casework.TaskDesignated:
		u.State = muster.Called
		switch {
		case t.Heed.Running() && t.Heed.Due.Passed(c.view.At):
			u.State = muster.Silent
		case t.Accept.Waits() && t.Accept.Due.Passed(c.view.At):
			u.State = muster.Tardy
		}
	default:
		u.State = muster.Accepted
	}
	u.Climbed = c.climbed(t)
	if !t.Came {
		return u
	}
	// Of several who came, the highest is shown; of equals the one who came first.
	for _, r := range c.view.Records {
		if e, ok := r.Event.(casework.Arrived); ok && e.Task == t.ID && (u.Arrived == 0 || rankOf(e.Rank) > rankOf(u.Rank)) {
			u.Arrived, u.Rank, u.Distance = r.Moment.At, e.Rank, e.Distance
			u.Person = c.newcomer(e.Person, &u.Phone)
		}
	}
	u.Rank = nameIn(c.l, casework.Ranks, u.Rank)
	return u
}

// climbed is to whom a unit's silence at the muster has climbed, while it goes on. 依据 P-127.
func (c narrator) climbed(t casework.Task) string {
	for _, s := range c.view.Case.Supervisions {
		if s.Task == t.ID && s.Cause == casework.CauseMuster && s.Clock.Waits() {
			return c.level(s)
		}
	}
	return ""
}

// host is the calling township itself.
func (c narrator) host(duty desk.Officer) muster.Unit {
	k := c.view.Case
	u := muster.Unit{ID: "township", Name: c.name(k.Township), Part: "township", State: muster.Waiting, Duty: duty.Name, Phone: duty.Phone}
	if k.Muster.Attended == 0 {
		if k.Muster.By.Due.Passed(c.view.At) {
			u.State = muster.Late
		}
		return u
	}
	u.State, u.Arrived, u.Rank = muster.There, k.Muster.Attended, nameIn(c.l, casework.Ranks, k.Muster.Rallied)
	if e, _, ok := newest(c.view, func(casework.Attended) bool { return true }); ok {
		u.Person, u.Distance = c.newcomer(e.Person, &u.Phone), e.Distance
	}
	return u
}

// newcomer is who came, where it was not the officer; their telephone comes before the duty officer's.
func (c narrator) newcomer(content ledger.Content, phone *string) string {
	var someone casework.Reporter
	if text, ok := c.view.Words.Of(content); !ok || json.Unmarshal([]byte(text), &someone) != nil {
		return ""
	}
	if someone.Phone != "" {
		*phone = someone.Phone
	}
	return someone.Name
}

func rankOf(code string) int {
	return slices.IndexFunc(casework.Ranks, func(o casework.Option) bool { return o.Code == code })
}
