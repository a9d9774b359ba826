package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/centre"
	"huying/internal/web/face"
)

// centreDesk shows the calls that wait, and the one at hand with its proposal; with part=hand only that one, for a
// page that is there already.
func (s *Server) centreDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	if r.FormValue("part") != "hand" {
		return s.showCentre(w, r, v, http.StatusOK, nil)
	}
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	view, err := v.reader.Case(r.Context(), v.who.District, casework.CaseNo(r.FormValue("no")))
	if err != nil {
		return err
	}
	if view.Case.Status != casework.CaseCalled {
		return rule.Refuse(rule.WrongState, "P-30", "该呼叫单已不在待派单状态")
	}
	hand, err := x.hand(r.Context(), view, nil, "")
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, centre.AtHand(&hand))
}

// showCentre is the whole desk; failed is what was sent from it and refused.
func (s *Server) showCentre(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	ctx := r.Context()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	calls, more, err := v.reader.Pressing(ctx, v.who.District, casework.CaseCalled, atOnce)
	if err != nil {
		return err
	}
	page := centre.View{Base: v.base}
	if page.Handover, err = x.unread(ctx, v.who.Actor.Unit, "desk"); err != nil {
		return err
	}
	if page.All, page.Late, err = v.reader.HowMany(ctx, v.who.District, casework.CaseCalled); err != nil {
		return err
	}
	if more != "" {
		page.More = v.base + "/cases?status=" + string(casework.CaseCalled)
	}
	asked := casework.CaseNo(r.FormValue("no"))
	if failed != nil {
		asked = casework.CaseNo(r.PathValue("no"))
	}
	view, gone, err := x.atHand(ctx, asked, calls)
	if err != nil {
		return err
	}
	var unsent []string
	if page.Gone = gone; gone != "" {
		unsent = failed.unsent()
		failed = nil // what was refused is about a call that is not here any more; that is said
	}
	musters, running, err := x.centreMusters(ctx)
	if err != nil {
		return err
	}
	page.Side.Musters = musters
	if len(running) > len(musters) {
		page.Side.MoreMusters = v.base + "/cases?open=true&class=urgent"
	}
	next := ""
	for i, c := range calls {
		here := view.Case.No != "" && c.No == string(view.Case.No)
		if here && i+1 < len(calls) {
			next = calls[i+1].No
		}
		page.Queue = append(page.Queue, x.queued(c, here, running))
	}
	if view.Case.No != "" {
		hand, err := x.hand(ctx, view, failed, next)
		if err != nil {
			return err
		}
		page.Hand = &hand
	}
	if err := x.side(ctx, &page.Side); err != nil {
		return err
	}
	f := s.frame(r, v, "nav.desk")
	f.Wide, f.Unsent = true, unsent
	if no := r.FormValue("of"); failed == nil && f.Told != "" && no != "" {
		page.Told = &centre.Told{Text: f.Told, No: no, Href: v.base + "/cases/" + no}
		if f.Told = ""; r.FormValue("done") == string(casework.VerbDispatch) {
			page.Told.Back = page.Told.Href + "#do-" + string(casework.VerbRecall) // until the first unit accepts. 依据 P-34
		}
	}
	return show(w, r, status, centre.Page(f, page))
}

// backToQueue is the address of the desk after something was done there: at the call that comes next.
func backToQueue(v visit, then string, no casework.CaseNo) string {
	to := v.base + "/desk?of=" + string(no)
	if next, ok := strings.CutPrefix(then, "queue "); ok && len(next) == 13 && strings.Trim(next, "0123456789") == "" {
		to += "&no=" + next
	}
	return to
}

// atHand is the call that was asked for; where it does not wait any more, what became of it, and the most pressing one.
func (x rows) atHand(ctx context.Context, asked casework.CaseNo, calls []store.CaseRow) (view desk.View, gone string, err error) {
	if asked != "" {
		view, err = x.v.reader.Case(ctx, x.v.who.District, asked)
		switch {
		case rule.Is(err, rule.Unknown):
		case err != nil:
			return view, "", err
		case view.Case.Status == casework.CaseCalled:
			return view, "", nil
		default:
			if gone, err = x.gone(ctx, view, len(calls) > 0); err != nil {
				return view, "", err
			}
		}
	}
	if len(calls) == 0 {
		return desk.View{}, gone, nil
	}
	view, err = x.v.reader.Case(ctx, x.v.who.District, casework.CaseNo(calls[0].No))
	return view, gone, err
}

// leaving are the records with which a call leaves the queue.
var leaving = []string{"Dispatched", "Declined", "Withdrawn", "MergedInto", "Suspended", "ApprovalRefused", "Designated", "Ruled"}

// gone says who took a call out of the queue, and how.
func (x rows) gone(ctx context.Context, view desk.View, more bool) (string, error) {
	officers, err := x.v.reader.Officers(ctx, view)
	if err != nil {
		return "", err
	}
	c := narrator{l: x.l, v: x.v, view: view, officers: officers}
	title, _ := c.title()
	said := x.l.T("centre.gone", title, view.Case.No)
	for i := len(view.Records) - 1; i >= 0; i-- {
		if slices.Contains(leaving, view.Records[i].Type) {
			if view.Records[i].Moment.By.Account == x.v.who.Actor.Account {
				return "", nil // who did it knows
			}
			e := c.entry(view.Records[i])
			who := strings.TrimSpace(e.Unit + " " + e.Person)
			said = x.l.T("centre.gone.by", title, view.Case.No, who, face.WhenIn(x.l, x.now, e.At), x.l.T("event."+e.Type))
			break
		}
	}
	if more {
		said += x.l.T("centre.gone.next")
	}
	return said, nil
}

// queued is one call in the queue.
func (x rows) queued(c store.CaseRow, here bool, musters map[string]bool) face.Waiting {
	row := x.of(c, "dispatch")
	w := face.Waiting{No: c.No, Href: x.v.base + "/desk?no=" + c.No, Title: row.Title, From: row.From, Class: c.Class, Clock: row.Clock, Here: here}
	entry, err := x.editions[c.Edition].Entry(c.Matter, c.Situation, c.Township, x.v.units)
	switch {
	case musters[c.No]:
		w.Kind = x.l.T("muster.title")
	case c.Kind == "service":
		w.Kind = x.l.T("kind.service")
	case err == nil && entry.TownshipLed:
		w.Kind = x.l.T("centre.kind.self")
	case err == nil && entry.Lead == "":
		w.Kind = x.l.T("centre.kind.unmapped")
	}
	return w
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

func has(all []org.UnitID, one org.UnitID) bool { return slices.Contains(all, one) }
