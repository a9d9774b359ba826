package web

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/centre"
	"huying/internal/web/face"
)

// hand is the call at hand with what is proposed for it; next is the number of the call after it.
func (x rows) hand(ctx context.Context, view desk.View, failed *attempt, next string) (centre.Hand, error) {
	c := narrator{l: x.l, v: x.v, view: view}
	call, err := x.call(ctx, c)
	if err != nil {
		return centre.Hand{}, err
	}
	proposal, err := x.proposal(ctx, c, failed)
	proposal.Next, proposal.NextHref = next, x.v.base+"/desk?no="+next
	return centre.Hand{Call: call, Proposal: proposal}, err
}

// call is the call as its township made it, with what is to be known before it is dispatched.
func (x rows) call(ctx context.Context, c narrator) (centre.Call, error) {
	k := c.view.Case
	call := centre.Call{
		No: string(k.No), Href: x.v.base + "/cases/" + string(k.No), Class: string(k.Class), Kind: string(k.Kind),
		Cause: nameIn(x.l, casework.Causes, string(k.Cause)), Source: nameIn(x.l, casework.Sources, string(k.Source)),
		Township: c.name(k.Township), Place: c.written(k.Place), Facts: c.written(k.Facts), Text: c.written(k.Text), Clock: c.dial("card", casework.ClockDispatch, k.Dispatch),
	}
	call.Title, call.Situation = c.title()
	if call.Facts == "" || call.Facts == call.Text {
		call.Facts, call.Text = call.Text, "" // reported and called in one breath
	}
	if k.Approval == casework.ApprovalAfter && k.Approve.Running() {
		call.Approval = x.l.T("centre.approval.after")
	}
	if k.Muster.N > 0 {
		call.Muster = strings.TrimSuffix(x.l.T("centre.muster", c.teller().Until(k.Muster.By.Due), c.written(k.Muster.Place), nameIn(x.l, casework.Ranks, k.Muster.Rank)), "，")
	}
	officers, err := x.v.reader.Officers(ctx, c.view)
	if err != nil {
		return call, err
	}
	c.officers = officers
	for i := len(c.view.Records) - 1; i >= 0; i-- {
		r := c.view.Records[i]
		e := c.entry(r)
		call.Files = append(call.Files, e.Files...)
		if _, ok := r.Event.(casework.Called); ok && call.Called == 0 {
			call.Called = r.Moment.At
		}
		if slices.Contains(bearing, r.Type) && len(call.Before) < 5 {
			why := slices.Clone(e.Gist)
			for _, s := range e.Says {
				if s.Text.Plain != "" {
					why = append(why, s.Text.Plain)
				}
			}
			call.Before = append(call.Before, centre.Before{At: e.At, What: x.l.T("event." + r.Type), Who: e.Unit, Why: strung(why)})
		}
	}
	duty, err := x.v.reader.OnDuty(ctx, k.Township)
	if err != nil {
		return call, err
	}
	call.Duty, call.Phone = duty[k.Township].Name, duty[k.Township].Phone
	call.Precedents, err = x.alike(ctx, k)
	return call, err
}

// bearing are the earlier records that bear on how a call is dispatched now.
var bearing = []string{
	"Declined", "Disputed", "Ruled", "Withdrawn", "ApprovalRefused", "Recalled", "Returned", "Upheld", "Overruled", "Released", "Reworked",
	"Reopened", "Objected", "SplitOff", "Absorbed", "Unmerged", "Summoned", "DispatchMissed",
}

// alike are the latest rulings in the same matter: the next one is to be decided alike. 依据 P-116.
func (x rows) alike(ctx context.Context, k casework.Case) (all []centre.Precedent, err error) {
	if k.Entry.Matter == 0 {
		return nil, nil
	}
	found, _, err := x.v.reader.Precedents(ctx, x.v.who.District, desk.PrecedentQuery{Matter: k.Entry.Matter}, desk.Page{Limit: 3})
	for _, p := range found {
		one := centre.Precedent{Href: x.v.base + "/cases/" + p.No, Kind: x.l.T("precedent.kind." + p.Kind), Text: p.Reason, At: p.At}
		if p.Unit != "" {
			one.Unit = x.v.units.Name(p.Unit)
		}
		all = append(all, one)
	}
	return all, err
}

// proposal is what the list says about a call, whom that would tell first and until when, and the forms to act on it.
func (x rows) proposal(ctx context.Context, c narrator, failed *attempt) (centre.Proposal, error) {
	k := c.view.Case
	p := casework.Propose(k)
	shown := centre.Proposal{
		Partners: names(x.v.units, k.Entry.Partners), Unmapped: p.Unmapped, Reason: why(x.l, c.view), Clause: p.Clause, Words: x.spelt(k.Township),
	}
	if k.Entry.Edition != "" {
		shown.Edition = c.view.Edition.Label
		if k.Entry.Matter != 0 {
			shown.Matter = x.v.base + "/catalogue/" + strconv.Itoa(k.Entry.Matter) + "?edition=" + k.Entry.Edition
		}
	}
	for _, u := range k.Wanted {
		if u != p.Lead && !has(p.Assists, u) {
			shown.Wanted = append(shown.Wanted, c.name(u))
		}
	}
	switch {
	case p.Lead == "" && !k.Entry.TownshipLed:
		shown.Needs = x.l.T("centre.needs.lead")
	case len(shown.Wanted) > 0:
		shown.Needs = x.l.T("centre.wanted", strings.Join(shown.Wanted, x.l.T("form.and")))
	}
	if err := x.foresee(ctx, c, p, &shown); err != nil {
		return shown, err
	}
	f := forms{l: x.l, v: x.v, view: c.view, failed: failed}
	for _, verb := range c.view.Verbs {
		switch verb {
		case casework.VerbDispatch:
			shown.Change = f.again(withKey(f.picked()))
			if shown.Needs == "" {
				shown.Dispatch = withKey(f.dispatch())
			} else {
				shown.Change.Open = true
			}
		case casework.VerbDecline:
			shown.Decline = f.again(withKey(f.decline()))
		}
	}
	if failed != nil && !shown.Change.Open && !shown.Decline.Open || failed != nil && failed.verb == casework.VerbDispatch && !f.sent(shown.Change) {
		shown.Wrong, shown.WrongBy = failed.refusal.Reason, failed.refusal.Clause
	}
	return shown, nil
}

// why says in the reader's language what a proposal rests on, up to the name of the edition.
func why(l locale.Lang, view desk.View) string {
	switch e := view.Case.Entry; {
	case e.Service != "":
		service, _ := view.Edition.Service(e.Service)
		return l.T("centre.why.service", service.Name)
	case e.TownshipLed:
		return l.T("centre.why.township", e.Matter, e.Situation)
	default:
		return l.T("centre.why.list", e.Matter, e.Situation)
	}
}

// picked is the form that deviates from the proposal, with all units to choose the lead from by typing.
func (f forms) picked() face.Form {
	form := f.change()
	for i := range form.Fields {
		if form.Fields[i].Kind == face.Choice {
			form.Fields[i].Kind = face.Radios
		}
	}
	return form
}

// decline sends a call back; the clause that it rests on is most often the matter's own. 依据 P-31.
func (f forms) decline() face.Form {
	form := f.of(casework.VerbDecline)[0]
	if n := f.view.Case.Entry.Matter; n != 0 {
		for i := range form.Fields {
			if form.Fields[i].Name == "clause" {
				form.Fields[i].Value = locale.Zh.T("centre.clause", n) // what is written into the record is Chinese
			}
		}
	}
	return form
}

// foresee says what a dispatch as proposed would bring about now: the units, whom it tells first, and until when.
func (x rows) foresee(ctx context.Context, c narrator, p casework.Proposal, shown *centre.Proposal) error {
	k := c.view.Case
	part := func(lead bool) string {
		if lead {
			return "lead"
		}
		return "assist"
	}
	if k.Entry.TownshipLed {
		shown.Units = append(shown.Units, centre.Unit{Name: c.name(k.Township), Part: "lead", Here: true})
	}
	for _, t := range k.Tasks { // summoned before it was called
		if t.Status.Open() {
			shown.Units = append(shown.Units, centre.Unit{Name: c.name(t.Unit), Part: "summoned", Here: true})
		}
	}
	after, err := x.v.reader.Foresee(ctx, c.view, casework.Dispatch{Reason: "-"}) // with some reason: what it lacks is said elsewhere
	if _, refused := rule.As(err); refused {                                      // it cannot be dispatched so: the units are shown, and what is lacking
		if p.Lead != "" {
			shown.Units = append(shown.Units, centre.Unit{Name: c.name(p.Lead), Part: part(true)})
		}
		for _, u := range p.Assists {
			shown.Units = append(shown.Units, centre.Unit{Name: c.name(u), Part: part(false)})
		}
		shown.Limits = x.limits(p.Limits, casework.Task{})
		return nil
	}
	if err != nil {
		return err
	}
	first, err := x.toldFirst(ctx, after)
	if err != nil {
		return err
	}
	issued := after.Case.Tasks[len(k.Tasks):]
	units := make([]org.UnitID, len(issued))
	for i, t := range issued {
		units[i] = t.Unit
	}
	onDuty, err := x.v.reader.OnDuty(ctx, units...)
	if err != nil {
		return err
	}
	for _, t := range issued {
		who := first[t.ID]
		_, on := onDuty[t.Unit]
		shown.Units = append(shown.Units, centre.Unit{Name: c.name(t.Unit), Part: part(t.Lead), Told: who.Name, Phone: who.Phone, Off: !on})
	}
	if len(issued) > 0 {
		shown.Limits = x.limits(p.Limits, issued[0])
	}
	return nil
}

// toldFirst is, task by task, who is told first that it is to be accepted. 依据 P-102.
func (x rows) toldFirst(ctx context.Context, view desk.View) (map[casework.TaskID]desk.Officer, error) {
	told, err := x.v.reader.Told(ctx, view)
	if err != nil {
		return nil, err
	}
	first := map[casework.TaskID]desk.Officer{}
	for i, d := range casework.Duties(view.Case, view.At, view.Units) {
		if d.Kind == casework.ClockAccept {
			first[d.Task] = told[i]
		}
	}
	return first, nil
}

// limits are the three limits that every unit gets, and when they would run out.
func (x rows) limits(l catalogue.Limits, t casework.Task) []centre.Limit {
	until := func(k casework.Clock) string {
		if !k.Due.Known() {
			return ""
		}
		return face.WhenIn(x.l, x.now, k.Due.At)
	}
	arrive := limit(x.l, l.Arrive)
	if t.Mustered {
		arrive = x.l.T("muster.title")
	}
	return []centre.Limit{
		{Kind: "accept", Text: limit(x.l, l.Accept), Due: until(t.Accept)},
		{Kind: "arrive", Text: arrive, Due: until(t.Arrive)},
		{Kind: "finish", Text: limit(x.l, l.Finish), Due: until(t.Done)},
	}
}

// spelt is how the units that may be dispatched to are found while typing: by initials and in full.
func (x rows) spelt(township org.UnitID) map[string]string {
	words := map[string]string{}
	for _, o := range callable(x.l, x.v.units, township) {
		said, ok := readings.Load(o.Label)
		if !ok {
			said = catalogue.Readings(o.Label)
			readings.Store(o.Label, said)
		}
		words[o.Value] = said.(string)
	}
	return words
}

// readings are the units' names as they have been spelt already: a district has few, and they hardly ever change.
var readings sync.Map
