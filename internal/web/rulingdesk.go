package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/precedent"
	"huying/internal/web/ruling"
)

// The sorts of dispute that come to the staffing office.
const (
	declineDisputed = "dispute"  // a declined call, disputed by its township (P-48)
	notInTheList    = "unlisted" // a matter the list does not have (P-16)
	secondReturn    = "second"   // a share that two units have returned (P-49)
)

// rulingDesk shows the staffing office what it has to rule on, and the dispute at hand.
func (s *Server) rulingDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	waiting, next, err := v.reader.Inbox(ctx, v.who.District, desk.Page{Limit: atOnce.Limit, Cursor: r.FormValue("cursor")}, casework.ClockRuling)
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	at := 0
	for i, row := range waiting {
		if row.Case.No == r.FormValue("no") && row.Ref == r.FormValue("task") {
			at = i
		}
	}
	page, counts := ruling.View{}, map[string]int{}
	overdue := 0
	for i, row := range waiting {
		shown := x.of(row.Case, row.Kind)
		sort := sortOfDispute(row)
		counts[sort]++
		one := face.Waiting{
			No: row.Case.No, Href: v.base + "/desk?" + url.Values{"no": {row.Case.No}, "task": {row.Ref}}.Encode(), Kind: x.l.T("ruling.kind." + sort),
			Title: shown.Title, From: shown.From, Class: shown.Class, Clock: face.Running(x.now, row.Due, row.Yellow), Here: i == at,
		}
		if one.Clock.State == face.ClockOverdue {
			overdue++
		}
		page.Queue = append(page.Queue, one)
	}
	page.Trays = []face.Tray{
		{Label: x.l.T("ruling.queue"), Href: "#queue", Count: len(waiting), Tone: face.Amber}, {Label: x.l.T("supervision.late"), Href: "#queue", Count: overdue, Tone: face.Red},
	}
	for _, sort := range []string{declineDisputed, notInTheList, secondReturn} {
		page.Trays = append(page.Trays, face.Tray{Label: x.l.T("ruling.kind." + sort), Href: "#queue", Count: counts[sort]})
	}
	if next != "" {
		page.More = v.base + "/desk?" + url.Values{"cursor": {next}}.Encode()
	}
	if len(waiting) > 0 {
		if page.Card, err = s.dispute(r, v, x, waiting[at]); err != nil {
			return err
		}
	}
	f := s.frame(r, v, "ruling.title")
	f.Wide = true
	if len(waiting) > 0 { // what lies at hand stays there, whatever comes in
		f.Live.Here = page.Queue[at].Href
	}
	return show(w, r, http.StatusOK, ruling.Page(f, page))
}

func sortOfDispute(row store.InboxOf) string {
	switch {
	case row.Ref != "":
		return secondReturn
	case row.Case.Matter == 0 && row.Case.Service == "":
		return notInTheList
	}
	return declineDisputed
}

// dispute is the one at hand: how it came to this, what the list says, what was ruled before.
func (s *Server) dispute(r *http.Request, v visit, x rows, row store.InboxOf) (*ruling.Card, error) {
	ctx := r.Context()
	wait, err := s.waits(r, v)
	if err != nil {
		return nil, err
	}
	view, err := wait.look(ctx, row.Case.No)
	if err != nil {
		return nil, err
	}
	c, k := narrator{l: x.l, v: v, view: view}, view.Case
	card := &ruling.Card{
		No: string(k.No), Href: v.base + "/cases/" + string(k.No), Kind: x.l.T("ruling.kind." + sortOfDispute(row)), Class: string(k.Class),
		Cause: nameIn(x.l, casework.Causes, string(k.Cause)), Township: c.name(k.Township), Place: c.text(k.Place).Plain, Facts: c.text(k.Facts).Plain,
		Clock: clockIn(k, casework.ClockRuling, row.Ref, view.At), Story: c.turns(), List: c.listed(),
	}
	card.Title, card.Situation = c.title()
	if card.Facts == "" {
		card.Facts = c.text(k.Text).Plain
	}
	if card.Precedents, err = s.similar(ctx, x, k); err != nil {
		return nil, err
	}
	ask := url.Values{}
	if k.Entry.Matter != 0 {
		ask.Set("matter", strconv.Itoa(k.Entry.Matter))
	}
	card.Search = v.base + "/precedents?" + ask.Encode()
	f := forms{l: x.l, v: v, view: view, mates: wait.mates}
	acts := []act{{casework.VerbDesignate, "", ""}, {casework.VerbRule, "", ""}}
	if row.Ref != "" {
		acts = []act{{casework.VerbRule, "task", row.Ref}}
	}
	for _, a := range acts {
		if form, ok := f.only(a); ok {
			form.Fields = append(form.Fields, face.Field{Name: "then", Kind: face.Hidden, Value: r.URL.Path})
			form.Key, form.Tone, form.Open = newKey(), face.Blue, true
			card.Forms = append(card.Forms, form)
		}
	}
	return card, nil
}

// turns are the events that led to a dispute, in their order; those the ruling has to answer stand out.
func (c narrator) turns() (story []ruling.Turn) {
	for _, r := range c.view.Records {
		turn := ruling.Turn{At: r.Moment.At, What: c.l.T("event." + r.Type), Unit: c.name(r.Moment.By.Unit)}
		switch e := r.Event.(type) {
		case casework.Called, casework.Recalled:
		case casework.Dispatched:
			turn.Text = c.dealt(e.Tasks)
		case casework.Declined:
			turn.Ground, turn.Clause, turn.Text, turn.Weighs = nameIn(c.l, casework.DeclineGrounds, e.Ground), c.written(e.Clause), c.written(e.Reason), true
		case casework.Disputed:
			turn.Text, turn.Weighs = c.written(e.Reason), true
		case casework.Returned:
			turn.Ground, turn.Clause, turn.Text, turn.Weighs = nameIn(c.l, casework.ReturnGrounds, e.Ground), c.written(e.Clause), c.written(e.Reason), true
		case casework.Upheld:
			turn.Text = c.written(e.Reason)
			if e.Next != nil {
				turn.Ground = c.dealt([]casework.Issued{*e.Next})
			}
		case casework.Overruled:
			turn.Text = c.written(e.Reason)
		case casework.Joined:
			turn.Ground, turn.Text = c.dealt([]casework.Issued{e.Issued}), c.written(e.Reason)
		case casework.Ruled:
			turn.Text = c.written(e.Reason)
		default:
			continue
		}
		story = append(story, turn)
	}
	return story
}

// dealt names the units of some tasks that were given out.
func (c narrator) dealt(tasks []casework.Issued) string {
	var said []string
	for _, t := range tasks {
		part := "part.assist"
		if t.Lead {
			part = "part.lead"
		}
		said = append(said, c.l.T("form.whose", c.l.T(part), c.name(t.Unit)))
	}
	return join(said)
}

// listed is what the list says of the matter.
func (c narrator) listed() ruling.List {
	k := c.view.Case
	if k.Entry.Unlisted || k.Entry.Matter == 0 && k.Entry.Service == "" {
		return ruling.List{}
	}
	p := casework.Propose(k)
	list := ruling.List{Edition: c.view.Edition.Label, Why: c.l.T("centre.why.of", why(c.l, c.view), c.view.Edition.Label), Assists: names(c.view.Units, p.Assists), Unmapped: p.Unmapped}
	if p.Lead != "" {
		list.Lead = c.name(p.Lead)
	}
	if matter, ok := c.view.Edition.Matter(k.Entry.Matter); ok {
		list.Manual, list.Split = c.v.base+"/catalogue/"+strconv.Itoa(matter.Number)+"?edition="+url.QueryEscape(k.Entry.Edition), matter.LeadSplit
		if situation, ok := matter.Situation(k.Entry.Situation); ok {
			list.Recognise = situation.Recognise
		}
	}
	return list
}

// similar are precedents of the same matter; where the list has none, the latest designations.
func (s *Server) similar(ctx context.Context, x rows, k casework.Case) ([]precedent.Precedent, error) {
	found, _, err := x.v.reader.Precedents(ctx, x.v.who.District, desk.PrecedentQuery{Matter: k.Entry.Matter}, desk.Page{Limit: 5})
	if err != nil {
		return nil, err
	}
	var shown []precedent.Precedent
	for _, row := range found {
		if row.No != string(k.No) && (k.Entry.Matter != 0 || row.Matter == 0) {
			shown = append(shown, x.precedent(row, true))
		}
	}
	return shown[:min(3, len(shown))], nil
}

// seesAll reports whether a post may open every case of its district.
func seesAll(role org.Role) bool {
	switch stationOf(role) {
	case centreDesk, rulingDesk, officeDesk:
		return true
	}
	return role == org.Discipline || role == org.Auditor || role == org.JusticeBureau || role == org.OrganisationDept
}
