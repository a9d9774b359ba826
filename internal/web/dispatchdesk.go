package web

import (
	"net/http"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web/centre"
	"huying/internal/web/face"
)

// centreDesk shows the calls that wait, and the one at hand with its proposal.
func (s *Server) centreDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	calls, more, err := v.reader.Queue(ctx, v.who.District, atOnce, casework.CaseCalled)
	if err != nil {
		return err
	}
	late(x.now, calls)
	page := centre.View{}
	queue := face.List{ID: "queue", Tone: face.Amber}
	at := r.FormValue("no")
	if len(calls) > 0 && !listedNo(calls, at) {
		at = calls[0].No
	}
	for _, c := range calls {
		row := x.of(c, "dispatch")
		queue.Rows = append(queue.Rows, row)
		page.Queue = append(page.Queue, face.Waiting{
			No: c.No, Href: v.base + "/desk?no=" + c.No, Title: row.Title, From: row.From, Class: c.Class, Clock: row.Clock, Here: c.No == at,
		})
	}
	if len(calls) > 0 {
		view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(at))
		if err != nil {
			return err
		}
		page.Card = cardOf(x.l, v, view)
	}

	returned, moreReturned, err := v.reader.Returns(ctx, v.who.District, atOnce)
	if err != nil {
		return err
	}
	overdue, moreOverdue, err := v.reader.Cases(ctx, v.who.District, store.CaseFilter{Open: true, Late: true}, atOnce)
	if err != nil {
		return err
	}
	returns := face.List{ID: "returns", Title: x.l.T("list.returns"), Tone: face.Amber, Hide: true}
	if v.who.Actor.Role == org.CentreLead {
		returns.Doing = x.l.T("list.do.returns") // only the centre's lead decides. 依据 P-44
	}
	rulings, second, err := x.rulings(ctx)
	if err != nil {
		return err
	}
	for _, t := range returned {
		if second[t.Case.No+" "+t.Task.ID] {
			continue // a second return is the staffing office's to rule on (P-49)
		}
		row := x.of(t.Case, string(casework.ClockReturn))
		row.From, row.Clock = v.units.Name(t.Task.Unit), face.Running(x.now, t.Task.Due, 0)
		returns.Rows = append(returns.Rows, row)
	}
	lateList := x.list("late", "", overdue)
	lateList.Tone, lateList.Hide = face.Red, true
	waits, trays, err := x.beside(ctx)
	if err != nil {
		return err
	}
	musters, err := x.musters(ctx)
	if err != nil {
		return err
	}
	supervisions, err := s.supervisionTray(r, v)
	if err != nil {
		return err
	}
	page.Lists = []face.List{returns, musters, waits, rulings, lateList}
	page.Trays = append([]face.Tray{tray(x.l, queue, more != ""), tray(x.l, returns, moreReturned != "")}, trays...)
	if len(musters.Rows) > 0 {
		page.Trays = append(page.Trays, tray(x.l, musters, false))
	}
	page.Trays = append(page.Trays, supervisions, tray(x.l, lateList, moreOverdue != ""))
	f := s.frame(r, v, "nav.desk")
	f.Wide = true
	return show(w, r, http.StatusOK, centre.Page(f, page))
}

func listedNo(calls []store.CaseRow, no string) bool {
	for _, c := range calls {
		if c.No == no {
			return true
		}
	}
	return false
}

// cardOf is the call at hand, with what the list proposes.
func cardOf(l locale.Lang, v visit, view desk.View) *centre.Card {
	c, k := telling{l: l, v: v, view: view}, view.Case
	p := casework.Propose(k)
	card := &centre.Card{
		No: string(k.No), Href: v.base + "/cases/" + string(k.No), Class: string(k.Class), Kind: string(k.Kind), Cause: nameIn(l, casework.Causes, string(k.Cause)),
		Township: c.name(k.Township), Place: c.text(k.Place).Plain, Facts: c.text(k.Facts).Plain, Clock: c.clock(k.Dispatch),
		Assists: names(v.units, p.Assists), Partners: names(v.units, k.Entry.Partners), Unmapped: p.Unmapped, Self: k.Entry.TownshipLed,
		Accept: limit(l, p.Limits.Accept), Arrive: limit(l, p.Limits.Arrive), Finish: limit(l, p.Limits.Finish),
		Reason: why(l, view, p), Clause: p.Clause,
	}
	card.Title, card.Situation = c.title()
	if card.Facts == "" {
		card.Facts = c.text(k.Text).Plain
	}
	if p.Lead != "" {
		card.Lead = c.name(p.Lead)
	}
	for _, u := range k.Wanted {
		if u != p.Lead && !has(p.Assists, u) {
			card.Wanted = append(card.Wanted, c.name(u))
		}
	}
	if k.Approval == casework.ApprovalAfter && k.Approve.Running() {
		card.Approval = l.T("centre.approval.after")
	}
	f := forms{l: l, v: v, view: view}
	for _, verb := range view.Verbs {
		switch verb {
		case casework.VerbDispatch:
			card.Change = withKey(f.change())
			if p.Lead != "" || k.Entry.TownshipLed {
				card.Dispatch = withKey(f.dispatch())
			}
		case casework.VerbDecline:
			card.Decline = withKey(f.of(verb)[0])
		}
	}
	return card
}

// why says in the reader's language what a proposal rests on.
func why(l locale.Lang, view desk.View, p casework.Proposal) string {
	e := view.Case.Entry
	var said string
	switch service, _ := view.Edition.Service(e.Service); {
	case e.Service != "":
		said = l.T("centre.why.service", service.Name)
	case e.TownshipLed:
		said = l.T("centre.why.township", e.Matter, e.Situation)
	default:
		said = l.T("centre.why.list", e.Matter, e.Situation, view.Edition.Label)
	}
	if p.Lead == "" && !e.TownshipLed {
		said += l.T("centre.why.unmapped")
	}
	return said
}

func withKey(form face.Form) face.Form {
	form.Key = newKey()
	return form
}

func names(units *org.Directory, ids []org.UnitID) (all []string) {
	for _, id := range ids {
		all = append(all, units.Name(id))
	}
	return all
}

func has(all []org.UnitID, one org.UnitID) bool {
	for _, u := range all {
		if u == one {
			return true
		}
	}
	return false
}

// limit says a limit in the reader's language.
func limit(l locale.Lang, k calendar.Limit) string {
	if l != locale.En {
		return k.Zh()
	}
	switch {
	case k.IsZero():
		return l.T("limit.none")
	case k.Statute():
		return l.T("clock.statute")
	}
	text := k.String()
	for _, unit := range []string{"min", "wh", "wd", "h", "d"} {
		if n, ok := cutUnit(text, unit); ok {
			if n == "1" {
				unit += ".one"
			}
			return l.T("limit."+unit, n)
		}
	}
	return text
}
