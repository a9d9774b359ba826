package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
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

// supervisionsPage lists the supervisions of the district, or of a township's own cases: open and late, how far they have
// climbed, answered lately. A unit finds its own among what waits for it. 依据 P-110, P-111, P-134.
func (s *Server) supervisionsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	if !watches(v.who.Actor.Role) {
		if stationOf(v.who.Actor.Role) == unitDesk {
			http.Redirect(w, r, v.base+"/inbox?kind="+string(casework.ClockExplain), http.StatusSeeOther)
			return nil
		}
		return rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看督办")
	}
	ctx, q := r.Context(), r.URL.Query()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	levels, err := v.reader.Levels(ctx, v.who.District)
	if err != nil {
		return err
	}
	asked := desk.SupervisionQuery{
		Unit: org.UnitID(q.Get("unit")), Township: org.UnitID(q.Get("township")), Cause: store.SupervisionCause(q.Get("cause")), Level: q.Get("level"),
		Late: q.Get("late") == "true", Answered: q.Get("answered") == "true",
	}
	found, counts, next, err := v.reader.Supervisions(ctx, v.who.District, asked, desk.Page{Limit: atOneLook, Cursor: q.Get("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	watch := watching{x: x, asked: asked, levels: levels, here: v.base + "/supervisions"}
	page := watch.view(counts)
	units := make([]org.UnitID, len(found))
	for i, row := range found {
		units[i] = row.Unit
	}
	onDuty, err := v.reader.OnDuty(ctx, units...)
	if err != nil {
		return err
	}
	for _, one := range found {
		row := watch.row(one)
		row.Phone = onDuty[one.Unit].Phone
		page.Rows = append(page.Rows, row)
	}
	if next != "" {
		page.More = watch.at(func(q url.Values) { q.Set("cursor", next) })
	}
	if q.Get("cursor") != "" {
		page.First = watch.at(nil)
	}
	return show(w, r, http.StatusOK, supervision.Page(s.frame(r, v, "supervision.title"), page))
}

// watching turns supervisions into what their page shows.
type watching struct {
	x      rows
	asked  desk.SupervisionQuery
	levels []casework.Option
	here   string
}

// at is the list's address under what is asked for, changed.
func (c watching) at(change func(url.Values)) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"unit": string(c.asked.Unit), "township": string(c.asked.Township), "cause": string(c.asked.Cause), "level": c.asked.Level,
		"late": map[bool]string{true: "true"}[c.asked.Late], "answered": map[bool]string{true: "true"}[c.asked.Answered],
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if change != nil {
		change(q)
	}
	for name, values := range q {
		if values[0] == "" {
			delete(q, name)
		}
	}
	if len(q) == 0 {
		return c.here
	}
	return c.here + "?" + q.Encode()
}

func (c watching) view(n desk.SupervisionCounts) supervision.View {
	l, a := c.x.l, c.asked
	page := supervision.View{Lede: l.T("supervision.lede.district"), Here: c.here, Answered: a.Answered, Late: a.Late}
	if stationOf(c.x.v.who.Actor.Role) == townshipDesk {
		page.Lede = l.T("supervision.lede.township")
	}
	only := func(late, answered, level string) func(url.Values) {
		return func(q url.Values) { q.Set("late", late); q.Set("answered", answered); q.Set("level", level) }
	}
	page.Trays = []face.Tray{
		{Label: l.T("supervision.open"), Href: c.at(only("", "", "")), Count: n.Open, Tone: face.Amber, Here: !a.Answered && !a.Late && a.Level == ""},
		{Label: l.T("supervision.late"), Href: c.at(only("true", "", "")), Count: n.Late, Tone: face.Red, Here: a.Late},
	}
	for i := 1; i < len(c.levels); i++ {
		level := strconv.Itoa(i)
		page.Trays = append(page.Trays, face.Tray{
			Label: l.T("supervision.climbed.to", c.name(i)), Href: c.at(only("", "", level)), Count: n.Levels[i], Tone: face.Amber, Here: !a.Answered && a.Level == level,
		})
	}
	page.Trays = append(page.Trays, face.Tray{Label: l.T("supervision.answered"), Href: c.at(only("", "true", "")), Count: n.Answered, Here: a.Answered})
	for i := range c.levels {
		page.Levels = append(page.Levels, face.Option{Value: strconv.Itoa(i), Label: c.name(i), Chosen: a.Level == strconv.Itoa(i)})
	}
	for _, cause := range desk.SupervisionCauses {
		page.Causes = append(page.Causes, face.Option{Value: string(cause), Label: l.T("supervision.of." + string(cause)), Chosen: a.Cause == cause})
	}
	units := c.x.v.units
	for _, kind := range []org.Kind{org.KindDepartment, org.KindBranch, org.KindAgency} {
		for _, u := range units.ByKind(kind) {
			page.Units = append(page.Units, face.Option{Value: string(u.ID), Label: u.Name, Chosen: u.ID == a.Unit})
		}
	}
	if access.ScopeOf(c.x.v.who).Kind == access.ScopeDistrict {
		for _, u := range units.ByKind(org.KindTownship) {
			page.Townships = append(page.Townships, face.Option{Value: string(u.ID), Label: u.Name, Chosen: u.ID == a.Township})
		}
	}
	page.Filtered = a != desk.SupervisionQuery{} && a != desk.SupervisionQuery{Late: a.Late, Answered: a.Answered}
	return page
}

// name is what a level is called here.
func (c watching) name(level int) string {
	if level < len(c.levels) {
		return named(c.x.l, c.levels[level])
	}
	return named(c.x.l, casework.LevelName(nil, "", level))
}

// row is one supervision as the list shows it, out of its own row and its case's.
func (c watching) row(s desk.Supervision) supervision.Row {
	x := c.x
	row := supervision.Row{
		ID: s.Case.No + "-" + s.ID, No: s.Case.No, Href: x.v.base + "/cases/" + s.Case.No, Class: s.Case.Class, Township: x.v.units.Name(s.Township),
		Unit: x.v.units.Name(s.Unit), Level: c.name(int(s.Level)), Climbed: int(s.Level), Top: max(len(c.levels)-1, int(s.Level)), At: s.At, Text: s.Text, Answered: s.SupervisionRow.Answered,
	}
	row.Title, row.Situation = x.title(s.Case)
	if s.Open {
		row.Clock = x.clock(s.Case.No+s.ID, s.Due, s.Yellow)
	}
	if s.Cause != "" {
		row.Cause = x.l.T("supervision.cause." + s.Cause)
	}
	return row
}
