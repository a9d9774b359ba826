package web

import (
	"net/http"
	"slices"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/department"
	"huying/internal/web/face"
)

// everyday are the steps that a unit takes on the spot, in the order of the work; whatever else it may do stands on the case's page.
var everyday = []casework.Verb{
	casework.VerbAccept, casework.VerbArrive, casework.VerbFind, casework.VerbAct, casework.VerbProgress, casework.VerbAnswer,
	casework.VerbConsolidate, casework.VerbSign, casework.VerbRevise, casework.VerbReceive, casework.VerbExplain, casework.VerbRectify, casework.VerbReturn,
}

// goesOn are the steps after which the same case stays at hand: the next step follows on the spot.
var goesOn = []casework.Verb{casework.VerbAccept, casework.VerbArrive, casework.VerbFind, casework.VerbAct, casework.VerbProgress, casework.VerbReceive}

// stepPage shows a case at hand with one form: the expected step's, or that of the verb asked for.
func (s *Server) stepPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showStep(w, r, v, http.StatusOK, nil)
}

func (s *Server) showStep(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	ctx, l := r.Context(), locale.From(r.Context())
	view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(r.PathValue("no")))
	if err != nil {
		return err
	}
	mates, err := v.reader.Colleagues(ctx)
	if err != nil {
		return err
	}
	onDuty, err := v.reader.OnDuty(ctx, view.Case.Township)
	if err != nil {
		return err
	}
	f := forms{l: l, v: v, view: view, mates: mates, failed: failed}
	page := f.step(r.URL.Query().Get("do"))
	page.Phone = onDuty[view.Case.Township].Phone
	frame := s.frame(r, v, page.Title+" "+page.No)
	if failed != nil && (page.Form == nil || !f.sent(*page.Form)) {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause // the form is gone: the case has moved on
		frame.Unsent = failed.unsent()
	}
	return show(w, r, status, department.StepPage(frame, page))
}

// step is the case at hand with the form of one verb; of the expected one where none is asked for, or it is not offered.
func (f forms) step(asked string) department.Step {
	c, k := f.narrator(), f.view.Case
	at := f.v.base + "/cases/" + string(k.No)
	page := department.Step{
		No: string(k.No), Href: at, Back: homeOf(f.v), Class: string(k.Class), Place: c.text(k.Place).Plain, Township: c.name(k.Township),
	}
	page.Title, page.Situation = c.title()
	page.Facts.Plain = c.text(k.Text).Plain
	if facts := c.text(k.Facts).Plain; facts != page.Facts.Plain && facts != "" {
		page.Facts.Plain += "\n" + facts
	}
	for _, r := range f.view.Records {
		if r.Type == "Reported" || r.Type == "Called" || r.Type == "Attached" {
			for _, file := range c.entry(r).Files {
				page.Photos = append(page.Photos, face.File(file))
			}
		}
	}
	if t, ok := f.task(); ok {
		page.Part = "assist"
		switch {
		case t.Lead:
			page.Part = "lead"
		case t.Summoned:
			page.Part = "summoned"
		}
	}
	for _, d := range casework.Duties(k, f.view.At, f.view.Units) {
		if f.owes(d) {
			page.Doing, page.Clock = string(d.Kind), clockOf(d.Clock, f.view.At)
			break
		}
	}
	var offered []face.Form
	for _, form := range f.all() {
		if slices.Contains(everyday, verbOf(form)) {
			offered = append(offered, f.back(form, at))
		}
	}
	slices.SortStableFunc(offered, func(a, b face.Form) int {
		return slices.Index(everyday, verbOf(a)) - slices.Index(everyday, verbOf(b))
	})
	here := f.chosen(offered, asked)
	for i, form := range offered {
		page.Ways = append(page.Ways, face.Link{Label: form.Title, Href: at + "/do?do=" + form.Verb, Here: i == here})
	}
	if here >= 0 {
		page.Form = &offered[here]
		if page.Form.Tone != face.Red {
			page.Form.Tone = face.Blue
		}
	}
	return page
}

// chosen is which of the forms is at hand: the one that was refused, the one asked for, or the expected one; -1 where there is none.
func (f forms) chosen(offered []face.Form, asked string) int {
	for _, fits := range []func(face.Form) bool{
		f.sent,
		func(form face.Form) bool { return form.Verb == asked },
		func(form face.Form) bool { return form.Open },
		func(face.Form) bool { return true },
	} {
		if i := slices.IndexFunc(offered, fits); i >= 0 {
			return i
		}
	}
	return -1
}

// back says where a form leads once it is sent from here, and that it was sent from here.
func (f forms) back(form face.Form, at string) face.Form {
	then := f.v.base + "/desk"
	if slices.Contains(goesOn, verbOf(form)) {
		then = at + "/do"
	}
	form.Fields = append([]face.Field{{Name: "then", Kind: face.Hidden, Value: then}, {Name: "sent_from", Kind: face.Hidden, Value: "step"}}, form.Fields...)
	return form
}

// clauses are the lines of the list that name a unit in the matter that was called, for whoever cites one in returning it.
func (f forms) clauses() (options []face.Option) {
	m, ok := f.view.Edition.Matter(f.view.Case.Entry.Matter)
	if !ok {
		return nil
	}
	add := func(text string) { options = append(options, face.Option{Value: text, Label: text}) }
	if m.TownshipLed {
		add(f.l.T("step.clause.led", m.Number, m.Name))
	} else {
		add(f.l.T("step.clause.lead", m.Number, m.Name, m.LeadName))
	}
	for _, p := range m.Assists {
		add(f.l.T("step.clause.assist", m.Number, m.Name, p.Name, p.Duty))
	}
	return options
}
