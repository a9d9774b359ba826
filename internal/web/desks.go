package web

import (
	"net/http"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/township"
)

// atOnce is how many cases of one sort a desk shows at once: the most pressing.
var atOnce = desk.Page{Limit: 50}

// townshipDesk shows what waits for a township, grouped by what this post can do about it, and apart from it what others
// have to do.
func (s *Server) townshipDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	d := deskOf{s: s, r: r, v: v, x: x, leader: v.who.Actor.Role == org.TownshipLeader}
	for _, gather := range []func() error{d.home, d.work, d.beside, d.others} {
		if err := gather(); err != nil {
			return err
		}
	}
	supervisions, err := s.supervisionTray(r, v)
	if err != nil {
		return err
	}
	d.page.Township, d.page.Call, d.page.Report = v.units.Name(v.who.Township), v.base+"/call", v.base+"/report"
	d.page.Inbox, d.page.Cases, d.page.List = v.base+"/inbox", v.base+"/cases", v.base+"/catalogue"
	d.lay()
	d.page.Trays = append(d.page.Trays, supervisions)
	return show(w, r, http.StatusOK, township.DeskPage(s.frame(r, v, "nav.desk"), d.page))
}

// deskOf gathers the groups of one township's desk.
type deskOf struct {
	s      *Server
	r      *http.Request
	v      visit
	x      rows
	leader bool
	page   township.Desk
	groups map[string]township.Group
	trays  []face.Tray // of what lies on pages of its own
}

// The groups, in the order in which this post sees them: what needs a leader stands first for one.
var (
	operatorsGroups = []string{"back", "intake", "musters", "verify", "rate", "inbox", "drafts"}
	leadersGroups   = []string{"approving", "inbox", "back", "musters", "verify", "rate", "intake", "drafts"}
	othersGroups    = []string{"approving", "summoned", "running", "suspended"}
	alwaysCounted   = []string{"intake", "verify", "rate", "running"}
)

// lay puts the groups in order, the one with the most pressing row first, those in which nothing waits left out, and counts
// them in the strip above, where each keeps its place.
func (d *deskOf) lay() {
	mine := operatorsGroups
	if d.leader {
		mine = leadersGroups
	}
	for _, id := range mine {
		d.put(&d.page.Mine, id)
	}
	slices.SortStableFunc(d.page.Mine, func(a, b township.Group) int { return pressing(a.Rows[0]) - pressing(b.Rows[0]) })
	d.page.Trays = append(d.page.Trays, d.trays...)
	for _, id := range othersGroups {
		if !d.leader || id != "approving" {
			d.put(&d.page.Others, id)
		}
	}
}

func (d *deskOf) put(groups *[]township.Group, id string) {
	g, ok := d.groups[id]
	if !ok && !slices.Contains(alwaysCounted, id) {
		return
	}
	tray := face.Tray{Label: d.x.l.T("list." + id), Href: "#" + id, Count: len(g.Rows), Tone: g.Tone}
	if g.More != "" {
		tray.Label += " +"
	}
	if len(g.Rows) > 0 {
		*groups = append(*groups, g)
	} else {
		tray.Href = "#main"
	}
	if id != "inbox" { // counted by what it waits for
		d.page.Trays = append(d.page.Trays, tray)
	}
}

// group adds what waits in one way, the most pressing first; act makes of each row what is done about it.
func (d *deskOf) group(id string, tone face.Tone, more string, rows []face.Case, act func(*township.Row)) {
	if len(rows) == 0 {
		return
	}
	g := d.groups[id]
	if d.groups == nil {
		d.groups = map[string]township.Group{}
	}
	g.ID, g.Title, g.Tone, g.More = id, d.x.l.T("list."+id), tone, more
	for _, row := range rows {
		shown := township.Row{Case: row, ID: id + "-" + row.No, Act: row.Do, ActHref: row.Href}
		act(&shown)
		g.Rows = append(g.Rows, shown)
	}
	slices.SortStableFunc(g.Rows, func(a, b township.Row) int { return pressing(a) - pressing(b) })
	if g.Rows[0].Clock.State == face.ClockOverdue && tone != face.Plain {
		g.Tone = face.Red
	}
	d.groups[id] = g
}

// pressing puts what is overdue first, then what is urgent, then what is soon due; the order else stays.
func pressing(r township.Row) int {
	switch {
	case r.Clock.State == face.ClockOverdue:
		return 0
	case r.Class == "urgent":
		return 1
	case r.Clock.State == face.ClockYellow:
		return 2
	}
	return 3
}

// cases are the rows of a queue, and the address of the rest where there is more than is shown.
func (d *deskOf) cases(statuses ...casework.Status) (cases []store.CaseRow, more string, err error) {
	cases, next, err := d.v.reader.Queue(d.r.Context(), d.v.who.District, atOnce, statuses...)
	if next != "" {
		more = d.v.base + "/cases?open=true"
	}
	return cases, more, err
}

func (d *deskOf) listed(cases []store.CaseRow) (rows []face.Case) {
	for _, c := range cases {
		rows = append(rows, d.x.of(c, ""))
	}
	return rows
}

// home is what lies with the township itself: what has come in, and what has come back.
func (d *deskOf) home() error {
	home, more, err := d.cases(casework.CaseIntake)
	if err != nil {
		return err
	}
	var fresh, back []store.CaseRow
	why, kind := map[string]string{}, map[string]string{}
	for _, c := range home {
		if c.Called == 0 {
			fresh = append(fresh, c)
			continue
		}
		note, disputable, err := d.s.whyBack(d.r, d.v, casework.CaseNo(c.No))
		if err != nil {
			return err
		}
		back = append(back, c)
		if why[c.No] = note; disputable {
			kind[c.No] = d.x.l.T("list.dispute")
		}
	}
	d.group("intake", face.Amber, more, d.listed(fresh), func(r *township.Row) {
		r.Act, r.ActHref = d.x.l.T("list.do.intake"), r.Href+"#do"
	})
	d.group("back", face.Red, "", d.listed(back), func(r *township.Row) {
		r.Note, r.Kind = why[r.No], kind[r.No]
		r.Act, r.ActHref = d.x.l.T("list.do.back"), r.Href+"#do"
	})
	return nil
}

// work is what waits for the township's own step in its calls.
func (d *deskOf) work() error {
	waiting, more, err := d.cases(casework.CaseApproving)
	if err != nil {
		return err
	}
	afterwards, err := d.s.toApproveAfterwards(d.r, d.v, waiting)
	if err != nil {
		return err
	}
	tone := face.Plain
	if d.leader {
		tone = face.Amber
	}
	d.group("approving", tone, more, d.listed(append(waiting, afterwards...)), func(r *township.Row) {
		if r.Act, r.ActHref = d.x.l.T("list.do.open"), r.Href; d.leader {
			r.Act, r.ActHref = d.x.l.T("list.do.approving"), r.Href+"#do"
		}
	})
	for _, step := range []struct {
		id     string
		status casework.Status
	}{{"verify", casework.CaseAnswered}, {"rate", casework.CaseClosed}} {
		cases, more, err := d.cases(step.status)
		if err != nil {
			return err
		}
		d.group(step.id, face.Amber, more, d.listed(cases), func(r *township.Row) {
			r.Act, r.ActHref = d.x.l.T("list.do."+step.id), r.Href+"/"+step.id
		})
	}
	return nil
}

// beside is what waits that is no step of a case: musters, opinions and the like, and what has been begun.
func (d *deskOf) beside() error {
	ctx := d.r.Context()
	musters, err := d.x.musters(ctx)
	if err != nil {
		return err
	}
	d.group("musters", face.Amber, musters.More, musters.Rows, func(r *township.Row) { r.Act = d.x.l.T("list.do.musters") })
	waits, trays, err := d.x.beside(ctx, casework.ClockApproval)
	if err != nil {
		return err
	}
	d.trays = trays
	d.group("inbox", face.Amber, waits.More, waits.Rows, func(r *township.Row) {
		r.Href = d.v.base + "/cases/" + r.No
		_, item, _ := strings.Cut(r.ActHref, "#") // one case may wait in several ways
		r.ID = "inbox-" + item
	})
	drafts, err := d.s.begun(ctx, d.v)
	if err != nil {
		return err
	}
	d.group("drafts", face.Plain, "", drafts.Rows, func(r *township.Row) {
		_, id, _ := strings.Cut(r.Href, "draft=")
		r.ID, r.Act = "draft-"+id, d.x.l.T("list.do.drafts")
	})
	return nil
}

// others is what others have at hand: the departments, the township's own agencies.
func (d *deskOf) others() error {
	tasks, err := d.v.reader.Summoned(d.r.Context(), d.v.who.District, atOnce)
	if err != nil {
		return err
	}
	var cases []store.CaseRow
	for _, t := range tasks {
		if !slices.ContainsFunc(cases, func(c store.CaseRow) bool { return c.No == t.Case.No }) {
			t.Case.Due, t.Case.Yellow = t.Task.Due, t.Task.Yellow
			cases = append(cases, t.Case)
		}
	}
	look := func(r *township.Row) { r.Act, r.ActHref = d.x.l.T("list.do.open"), r.Href }
	d.group("summoned", face.Plain, "", d.listed(cases), look)
	running, more, err := d.cases(casework.CaseCalled, casework.CaseRuling, casework.CaseWorking)
	if err != nil {
		return err
	}
	d.group("running", face.Plain, more, d.listed(running), look)
	suspended, more, err := d.cases(casework.CaseSuspended)
	if err != nil {
		return err
	}
	d.group("suspended", face.Plain, more, d.listed(suspended), look)
	return nil
}

// whyBack says what sent a call back to its township, in the words of whoever did, and whether it may be
// disputed. They are few, so each is looked into.
func (s *Server) whyBack(r *http.Request, v visit, no casework.CaseNo) (why string, disputable bool, err error) {
	view, err := v.reader.Case(r.Context(), v.who.District, no)
	if err != nil {
		return "", false, err
	}
	disputable = view.Case.Declined && slices.Contains(view.Verbs, casework.VerbDispute)
	c := narrator{l: locale.From(r.Context()), v: v, view: view}
	for i := len(view.Records) - 1; i >= 0; i-- {
		switch view.Records[i].Event.(type) {
		case casework.Declined, casework.ApprovalRefused, casework.Withdrawn, casework.Recalled, casework.Ruled:
			e := c.entry(view.Records[i])
			said := append([]string{c.l.T("event." + e.Type)}, e.Gist...)
			for _, s := range e.Says {
				said = append(said, s.Text.Plain)
			}
			return strings.Join(said, " · "), disputable, nil
		}
	}
	return "", disputable, nil
}

// toApproveAfterwards finds, for a leader, the urgent calls that went out first and still want approval
// (依据 P-28); those that wait for it before are in their own queue already.
func (s *Server) toApproveAfterwards(r *http.Request, v visit, before []store.CaseRow) (due []store.CaseRow, err error) {
	if v.who.Actor.Role != org.TownshipLeader {
		return nil, nil
	}
	waiting, _, err := v.reader.Inbox(r.Context(), v.who.District, atOnce, casework.ClockApproval)
	for _, row := range waiting {
		if !slices.ContainsFunc(before, func(c store.CaseRow) bool { return c.No == row.Case.No }) {
			row.Case.Due, row.Case.Yellow = row.Due, row.Yellow
			due = append(due, row.Case)
		}
	}
	return due, err
}
