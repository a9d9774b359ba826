package web

import (
	"errors"
	"net/http"
	"net/url"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/supervision"
)

// watches reports whether a post looks after supervisions: who may ask for one, or to whom one climbs.
func watches(role org.Role) bool {
	switch stationOf(role) {
	case townshipDesk, centreDesk:
		return true
	}
	return role == org.GovernmentApprover
}

// supervisionsPage lists the supervisions that no unit has answered: of the district, or of a township's
// own cases. A unit finds its own among what waits for it. 依据 P-110, P-111.
func (s *Server) supervisionsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	if !watches(v.who.Actor.Role) {
		if stationOf(v.who.Actor.Role) == unitDesk {
			http.Redirect(w, r, v.base+"/inbox?kind="+string(casework.ClockExplain), http.StatusSeeOther)
			return nil
		}
		return rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看督办")
	}
	wait, err := s.waits(r, v)
	if err != nil {
		return err
	}
	found, next, err := v.reader.Watch(r.Context(), v.who.District, desk.Page{Limit: atOneLook, Cursor: r.FormValue("cursor")}, casework.ClockExplain)
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	lede := "supervision.lede.district"
	if stationOf(v.who.Actor.Role) == townshipDesk {
		lede = "supervision.lede.township"
	}
	page := supervision.View{Lede: wait.l.T(lede)}
	units := make([]org.UnitID, len(found))
	for i, row := range found {
		units[i] = row.Unit
	}
	onDuty, err := v.reader.OnDuty(r.Context(), units...)
	if err != nil {
		return err
	}
	late, climbed := 0, 0
	for _, found := range found {
		view, err := wait.look(r.Context(), found.Case.No)
		if err != nil {
			return err
		}
		row := telling{l: wait.l, v: v, view: view}.supervised(found.Ref)
		row.Phone = onDuty[found.Unit].Phone
		if row.Clock.State == face.ClockOverdue {
			late++
		}
		if row.Climbed > 0 {
			climbed++
		}
		page.Rows = append(page.Rows, row)
	}
	here := v.base + "/supervisions"
	page.Trays = []face.Tray{
		{Label: wait.l.T("supervision.open"), Href: here, Count: len(page.Rows), Tone: face.Amber}, {Label: wait.l.T("supervision.late"), Href: here, Count: late, Tone: face.Red},
		{Label: wait.l.T("supervision.climbed"), Href: here, Count: climbed, Tone: face.Amber},
	}
	if next != "" {
		page.More = here + "?" + url.Values{"cursor": {next}}.Encode()
		page.Trays[0].Label += " +"
	}
	return show(w, r, http.StatusOK, supervision.Page(s.frame(r, v, "supervision.title"), page))
}

// supervised is one supervision of a case, for a list.
func (c telling) supervised(ref string) supervision.Row {
	k := c.view.Case
	s, _ := k.Supervision(ref)
	t, _ := k.Task(string(s.Task))
	row := supervision.Row{
		No: string(k.No), Href: c.v.base + "/cases/" + string(k.No), Class: string(k.Class), Township: c.name(k.Township), Unit: c.name(t.Unit),
		Level: c.level(s.Level), Climbed: s.Level, At: s.At, Clock: c.clock(s.Clock),
	}
	row.Title, row.Situation = c.title()
	if s.Cause != "" {
		row.Cause = c.l.T("supervision.cause." + s.Cause)
	}
	if e, _, ok := newest(c.view, func(e casework.Supervised) bool { return e.ID == ref }); ok {
		row.Text = c.written(e.Text)
	}
	return row
}
