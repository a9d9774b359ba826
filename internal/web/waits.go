package web

import (
	"context"
	"net/http"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/inbox"
)

// waits tells what waits for a post item by item: for each it reads the case, once, and says what is to
// be known before the form is filled in.
type waits struct {
	l     locale.Lang
	v     visit
	then  string // where a form leads back to
	mates map[org.AccountID]desk.Officer
	cases map[casework.CaseNo]desk.View
}

// atOneLook is how many items a page shows at once: each has its case read.
var atOneLook = 20

func (s *Server) waits(r *http.Request, v visit) (waits, error) {
	mates, err := v.reader.Colleagues(r.Context())
	return waits{locale.From(r.Context()), v, r.URL.Path, mates, map[casework.CaseNo]desk.View{}}, err
}

func (w waits) look(ctx context.Context, no string) (desk.View, error) {
	if view, ok := w.cases[casework.CaseNo(no)]; ok {
		return view, nil
	}
	view, err := w.v.reader.Case(ctx, w.v.who.District, casework.CaseNo(no))
	if err == nil {
		w.cases[casework.CaseNo(no)] = view
	}
	return view, err
}

// groups sorts rows into groups by what they wait for, in the order of the work.
func (w waits) groups(ctx context.Context, rows []store.InboxOf) ([]inbox.Group, error) {
	found := map[string][]inbox.Item{}
	for _, row := range rows {
		item, err := w.item(ctx, row)
		if err != nil {
			return nil, err
		}
		found[row.Kind] = append(found[row.Kind], item)
	}
	var groups []inbox.Group
	for _, kind := range desk.InboxKinds {
		items := found[string(kind)]
		if len(items) == 0 {
			continue
		}
		g := inbox.Group{ID: string(kind), Title: w.l.T("inbox.kind." + string(kind)), Tone: face.Amber, Items: items}
		if slices.ContainsFunc(items, func(i inbox.Item) bool { return i.Clock.State == face.ClockOverdue }) {
			g.Tone = face.Red
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// item is one row with its case's particulars, what is to be known, and the form that ends the waiting.
func (w waits) item(ctx context.Context, row store.InboxOf) (inbox.Item, error) {
	view, err := w.look(ctx, row.Case.No)
	if err != nil {
		return inbox.Item{}, err
	}
	c := narrator{l: w.l, v: w.v, view: view}
	title, situation := c.title()
	i := inbox.Item{
		ID: anchor(row), No: row.Case.No, Href: w.v.base + "/cases/" + row.Case.No, Title: title, Situation: situation, Class: string(view.Case.Class),
		Place: c.text(view.Case.Place).Plain, From: c.name(view.Case.Township), Doing: doing(w.l, casework.ClockKind(row.Kind)),
		Clock: clockIn(view.Case, casework.ClockKind(row.Kind), row.Ref, view.At),
	}
	if i.Clock.State == face.ClockNone {
		i.Clock = face.Running(view.At, row.Due, row.Yellow)
	}
	acts := c.weigh(&i, casework.ClockKind(row.Kind), row.Ref)
	f := forms{l: w.l, v: w.v, view: view, mates: w.mates}
	for _, act := range acts {
		if form, ok := f.only(act); ok {
			form.Fields = append(form.Fields, face.Field{Name: "then", Kind: face.Hidden, Value: w.then})
			form.Verb += "-" + i.ID // its fields' ids stay unique on a page of many
			form.Key = newKey()
			i.Forms = append(i.Forms, form)
		}
	}
	if len(i.Forms) > 0 {
		if i.Forms[0].Tone == face.Plain {
			i.Forms[0].Tone = face.Blue
		}
	} else {
		i.Step, i.StepHref = w.l.T("inbox.open"), i.Href+"#do"
	}
	return i, nil
}

// doing is what is awaited, in a word.
func doing(l locale.Lang, kind casework.ClockKind) string {
	if kind == desk.WaitSign {
		return l.T("verb.sign")
	}
	return l.T("clock.kind." + string(kind))
}

// anchor names an item on its page.
func anchor(row store.InboxOf) string { return row.Kind + "-" + row.Case.No + "-" + row.Ref }

// clockIn is a clock of a case as it runs now.
func clockIn(c casework.Case, kind casework.ClockKind, ref string, now int64) face.Clock {
	for _, r := range c.Running() {
		if r.Kind == kind && r.Ref == ref {
			return clockOf(r.Clock, now)
		}
	}
	return face.Clock{}
}

// An act is a verb about one thing: grant about request r1.
type act struct {
	verb casework.Verb
	name string // the field that names the thing; empty where the verb names none
	ref  string
}

// only makes the form of an act, with the thing it is about already named; ok is false where this post
// may not do it now.
func (f forms) only(a act) (face.Form, bool) {
	if !slices.Contains(f.view.Verbs, a.verb) {
		return face.Form{}, false
	}
	for _, form := range f.of(a.verb) {
		if a.name == "" || f.aim(&form, a) {
			form.Title, form.Send = f.l.T("verb."+string(a.verb)), ""
			form.Note = ""
			if key := "verb." + string(a.verb) + ".note"; locale.Has(key) {
				form.Note = f.l.T(key)
			}
			return form, true
		}
	}
	return face.Form{}, false
}

// aim fixes the field that names what a form is about.
func (f forms) aim(form *face.Form, a act) bool {
	for i, field := range form.Fields {
		if field.Name != a.name {
			continue
		}
		fits := field.Kind == face.Hidden && field.Value == a.ref ||
			slices.ContainsFunc(field.Options, func(o face.Option) bool { return o.Value == a.ref })
		if fits {
			form.Fields = slices.Clone(form.Fields)
			form.Fields[i] = face.Field{Name: a.name, Kind: face.Hidden, Value: a.ref}
		}
		return fits
	}
	return false
}

// newest is the last record of a sort that fits, with its moment.
func newest[E casework.Event](view desk.View, fits func(E) bool) (event E, record desk.Record, found bool) {
	for i := len(view.Records) - 1; i >= 0; i-- {
		if e, ok := view.Records[i].Event.(E); ok && fits(e) {
			return e, view.Records[i], true
		}
	}
	return event, record, false
}

// written is what somebody wrote, or that it is gone or not for this reader.
func (c narrator) written(content ledger.Content) string {
	switch text := c.text(content); {
	case text.Erased:
		return c.l.T("text.erased")
	case text.Closed:
		return c.l.T("text.closed")
	default:
		return text.Plain
	}
}
