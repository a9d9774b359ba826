package web

import (
	"net/http"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web/department"
	"huying/internal/web/face"
)

// unitDesk shows the open tasks of a department, section or agency by what is to be done next.
func (s *Server) unitDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	page := department.View{Unit: v.units.Name(v.who.Actor.Unit)}
	musters, err := v.reader.Musters(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	for _, stage := range []struct {
		id       string
		doing    casework.ClockKind
		next     string
		tone     face.Tone
		hide     bool
		statuses []casework.TaskStatus
	}{
		{"accept", casework.ClockAccept, "", face.Amber, false, []casework.TaskStatus{casework.TaskWaiting, casework.TaskDesignated}},
		{"arrive", casework.ClockArrive, "verb.arrive", face.Amber, false, []casework.TaskStatus{casework.TaskAccepted}},
		{"act", casework.ClockDone, "list.do.act", face.Plain, false, []casework.TaskStatus{casework.TaskArrived}},
		{"returned", casework.ClockReturn, "", face.Plain, true, []casework.TaskStatus{casework.TaskReturned}},
	} {
		tasks, more, err := v.reader.Tasks(r.Context(), v.who.District, atOnce, stage.statuses...)
		if err != nil {
			return err
		}
		shown := department.Stage{ID: stage.id, Title: x.l.T("list." + stage.id), Empty: x.l.T("list." + stage.id + ".empty"), Tone: stage.tone, Hide: stage.hide}
		count := face.Tray{Label: shown.Title, Href: "#" + stage.id, Count: len(tasks), Tone: stage.tone}
		if more != "" {
			count.Label += " +"
		}
		callers := make([]org.UnitID, len(tasks))
		for i, t := range tasks {
			callers[i] = t.Case.Township
		}
		onDuty, err := v.reader.OnDuty(r.Context(), callers...)
		if err != nil {
			return err
		}
		for _, t := range tasks {
			slip := x.slip(t, stage.doing)
			slip.Phone = onDuty[t.Case.Township].Phone
			if due, ok := musters[t.Case.No]; ok && (stage.id == "accept" || stage.id == "arrive") {
				slip.Note = x.l.T("list.mustered", face.WhenIn(x.l, x.now, due))
			}
			switch {
			case t.Case.Status == string(casework.CaseSuspended) || t.Case.Status == string(casework.CaseMerged):
				// Its clocks stand still, and so does the work.
				slip.Note, slip.Doing, slip.Clock = x.l.T("status.case."+t.Case.Status), "", face.Clock{State: face.ClockPaused}
				slip.Next, slip.NextHref = x.l.T("list.do.detail"), slip.Href
			case stage.id == "accept":
				slip.Quick = &face.Form{Action: slip.Href + "/accept", Key: newKey(), Title: x.l.T("verb.accept")}
				slip.Next, slip.NextHref = x.l.T("list.do.detail"), slip.Href
			case stage.next != "":
				slip.Next, slip.NextHref = x.l.T(stage.next), slip.Href+"#do"
			}
			if slip.Clock.State == face.ClockOverdue {
				count.Tone = face.Red
			}
			shown.Slips = append(shown.Slips, slip)
		}
		page.Stages, page.Trays = append(page.Stages, shown), append(page.Trays, count)
	}
	waits, trays, err := x.beside(r.Context())
	if err != nil {
		return err
	}
	if page.Awaited, err = x.awaited(r.Context()); err != nil {
		return err
	}
	page.Waits, page.Trays, page.Signs = waits, append(page.Trays, trays...), s.signs(x.l, v)
	return show(w, r, http.StatusOK, department.Page(s.frame(r, v, "nav.desk"), page))
}

func (x rows) slip(t store.TaskOfCase, doing casework.ClockKind) department.Slip {
	row := x.of(t.Case, string(doing))
	slip := department.Slip{
		No: row.No, Href: row.Href, Title: row.Title, Situation: row.Situation, Class: row.Class, Part: "assist", Status: t.Task.Status,
		Place: row.Place, Township: x.v.units.Name(t.Case.Township), Doing: string(doing), Clock: face.Running(x.now, t.Task.Due, 0),
	}
	switch {
	case t.Task.Lead:
		slip.Part = "lead"
	case t.Task.Summoned:
		slip.Part = "summoned"
	}
	if t.Task.Status == string(casework.TaskDesignated) {
		slip.Note = x.l.T("status.task.designated")
	}
	return slip
}
