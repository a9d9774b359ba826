package web

import (
	"net/http"
	"slices"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/township"
)

// ratePage shows all units of a case that are to be rated, side by side.
func (s *Server) ratePage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showRating(w, r, v, http.StatusOK, nil)
}

func (s *Server) showRating(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	c, err := s.looked(r, v)
	if err != nil {
		return err
	}
	page := township.Rating{Head: c.head(casework.ClockRate)}
	for _, t := range c.view.Case.Tasks {
		if row, ok := c.rated(t, failed); ok {
			page.Units = append(page.Units, row)
		}
	}
	frame := s.frame(r, v, "rate.title")
	if failed != nil && !slices.ContainsFunc(page.Units, func(u township.Rated) bool { return u.Form != nil && u.ID == first(failed.values["task"]) }) {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause // the form is gone: it has been rated meanwhile
		frame.Unsent = failed.unsent()
	}
	waiting, _, err := v.reader.Queue(r.Context(), v.who.District, atOnce, casework.CaseClosed)
	if err != nil {
		return err
	}
	for _, other := range waiting {
		if other.No == string(c.view.Case.No) {
			continue
		}
		if page.Left++; page.Next == "" {
			page.Next = v.base + "/cases/" + other.No + "/rate"
		}
	}
	return show(w, r, status, township.RatePage(frame, page))
}

// looked is a case of the township's own, told to whoever works at its desk.
func (s *Server) looked(r *http.Request, v visit) (narrator, error) {
	if stationOf(v.who.Actor.Role) != townshipDesk {
		return narrator{}, rule.Refuse(rule.WrongRole, "P-60", "由呼叫的镇街核查、评价")
	}
	view, err := v.reader.Case(r.Context(), v.who.District, casework.CaseNo(r.PathValue("no")))
	return narrator{l: locale.From(r.Context()), v: v, view: view}, err
}

// head is what the case is, with the clock that waits for what is done here.
func (c narrator) head(kind casework.ClockKind) township.Head {
	k := c.view.Case
	head := township.Head{
		No: string(k.No), Href: c.v.base + "/cases/" + string(k.No), Class: string(k.Class), Place: c.text(k.Place).Plain, Back: homeOf(c.v),
	}
	head.Title, head.Situation = c.title()
	clock := k.Verify
	if kind == casework.ClockRate {
		clock = k.Rate
	}
	head.Clock = c.clock(clock)
	return head
}

// rated is one unit that took part, with its mark or the form for it; ok is false for who did not.
func (c narrator) rated(t casework.Task, failed *attempt) (row township.Rated, ok bool) {
	k := c.view.Case
	due := slices.ContainsFunc(k.Ratable(), func(r casework.Task) bool { return r.ID == t.ID })
	if !due && !t.Rated {
		return row, false
	}
	row = township.Rated{ID: string(t.ID), Unit: c.name(t.Unit), Part: partIn(t)}
	for _, met := range []struct {
		kind  casework.ClockKind
		clock casework.Clock
	}{{casework.ClockAccept, t.Accept}, {casework.ClockArrive, t.Arrive}, {casework.ClockDone, t.Done}} {
		if shown := c.clock(met.clock); shown.State != face.ClockNone {
			row.Steps = append(row.Steps, township.Met{Kind: c.l.T("clock.kind." + string(met.kind)), Clock: shown})
		}
	}
	if e, _, found := newest(c.view, func(e casework.Answered) bool { return e.Task == t.ID }); found {
		row.Answer = c.written(e.Text)
	}
	switch {
	case t.Rated:
		row.Grade = c.given(t)
	case casework.Permit(k, casework.VerbRate, string(t.ID), c.v.who.Actor, c.view.Units) == nil:
		row.Form = c.rateForm(t, failed)
	case k.Status == casework.CaseArchived:
		row.Grade = "none" // the time to rate has passed
	default:
		return row, false
	}
	return row, true
}

// given is the grade that a unit was given in this round, as far as this reader may know it.
func (c narrator) given(t casework.Task) string {
	e, _, ok := newest(c.view, func(e casework.Rated) bool { return e.Task == t.ID && e.Round == c.view.Case.Round })
	if text, known := c.view.Words.Of(e.Mark); ok && known {
		return gradeIn(text)
	}
	return "hidden"
}

func (c narrator) rateForm(t casework.Task, failed *attempt) *township.RateForm {
	page := c.v.base + "/cases/" + string(c.view.Case.No)
	form := &township.RateForm{Action: page + "/rate", Then: page + "/rate", Key: newKey()}
	chosen := ""
	if failed != nil && first(failed.values["task"]) == string(t.ID) {
		chosen, form.Reason = first(failed.values["grade"]), first(failed.values["reason"])
		if failed.refusal.Field == "reason" {
			form.WrongReason = failed.refusal.Reason
		} else {
			form.Wrong = failed.refusal.Reason
		}
	}
	for _, g := range casework.Grades {
		form.Grades = append(form.Grades, township.Grade{Code: g.Code, Low: casework.Low(g.Code), Chosen: g.Code == chosen})
	}
	return form
}

// partIn is a task's part in its case.
func partIn(t casework.Task) string {
	switch {
	case t.Lead:
		return "lead"
	case t.Summoned:
		return "summoned"
	}
	return "assist"
}
