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

func (s *Server) townshipDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	page := township.Desk{Township: v.units.Name(v.who.Township), Call: v.base + "/call", Report: v.base + "/report"}
	var trouble error
	queue := func(statuses ...casework.Status) ([]store.CaseRow, bool) {
		cases, next, err := v.reader.Queue(r.Context(), v.who.District, atOnce, statuses...)
		if err != nil && trouble == nil {
			trouble = err
		}
		return cases, next != ""
	}
	put := func(id, doing, do string, tone face.Tone, cases []store.CaseRow, more, hide bool) {
		list := x.list(id, doing, cases)
		list.Tone, list.Hide = tone, hide
		if do != "" {
			list.Doing = x.l.T(do)
		}
		page.Lists = append(page.Lists, list)
		if !hide || len(cases) > 0 {
			page.Trays = append(page.Trays, tray(x.l, list, more))
		}
	}

	home, more := queue(casework.CaseIntake)
	var fresh, back, declined []store.CaseRow
	why := map[string]string{}
	for _, c := range home {
		if c.Called == 0 {
			fresh = append(fresh, c)
			continue
		}
		note, disputable, err := s.whyBack(r, v, casework.CaseNo(c.No))
		if err != nil {
			return err
		}
		if why[c.No] = note; disputable {
			declined = append(declined, c)
		} else {
			back = append(back, c)
		}
	}
	put("intake", "intake", "list.do.intake", face.Amber, fresh, more, false)
	put("back", "intake", "list.do.back", face.Red, back, false, true)
	put("dispute", "intake", "list.do.back", face.Red, declined, false, true)
	for _, list := range page.Lists[1:] {
		for i := range list.Rows {
			list.Rows[i].Note = why[list.Rows[i].No]
		}
	}
	running, moreRunning := queue(casework.CaseCalled, casework.CaseRuling, casework.CaseWorking)
	waiting, more := queue(casework.CaseApproving)
	afterwards, err := s.toApproveAfterwards(r, v, waiting)
	if err != nil {
		return err
	}
	put("approving", "approval", "list.do.approving", face.Amber, append(waiting, afterwards...), more, true)
	musters, err := x.musters(r.Context())
	if err != nil {
		return err
	}
	if page.Lists = append(page.Lists, musters); len(musters.Rows) > 0 {
		page.Trays = append(page.Trays, tray(x.l, musters, false))
	}
	waits, trays, err := x.beside(r.Context(), casework.ClockApproval)
	if err != nil {
		return err
	}
	answered, more := queue(casework.CaseAnswered)
	put("verify", "verify", "list.do.verify", face.Amber, answered, more, false)
	closed, more := queue(casework.CaseClosed)
	put("rate", "rate", "list.do.rate", face.Amber, closed, more, false)
	page.Lists, page.Trays = append(page.Lists, waits), append(page.Trays, trays...)
	if err := s.agencies(r, v, put); err != nil {
		return err
	}
	drafts, err := s.begun(r.Context(), v)
	if err != nil {
		return err
	}
	if page.Lists = append(page.Lists, drafts); len(drafts.Rows) > 0 {
		page.Trays = append(page.Trays, tray(x.l, drafts, false))
	}
	suspended, more := queue(casework.CaseSuspended)
	put("suspended", "review", "list.do.open", face.Plain, suspended, more, true)
	put("running", "", "", face.Plain, running, moreRunning, false)
	if trouble != nil {
		return trouble
	}
	supervisions, err := s.supervisionTray(r, v)
	if err != nil {
		return err
	}
	page.Trays = append(page.Trays, supervisions)
	return show(w, r, http.StatusOK, township.DeskPage(s.frame(r, v, "nav.desk"), page))
}

// whyBack says what sent a call back to its township, in the words of whoever did, and whether it may be
// disputed. They are few, so each is looked into.
func (s *Server) whyBack(r *http.Request, v visit, no casework.CaseNo) (why string, disputable bool, err error) {
	view, err := v.reader.Case(r.Context(), v.who.District, no)
	if err != nil {
		return "", false, err
	}
	disputable = view.Case.Declined && slices.Contains(view.Verbs, casework.VerbDispute)
	c := telling{l: locale.From(r.Context()), v: v, view: view}
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
			row.Case.Due = row.Due
			due = append(due, row.Case)
		}
	}
	return due, err
}

// agencies lists what the township's own agencies have at hand, each case once.
func (s *Server) agencies(r *http.Request, v visit, put func(id, doing, do string, tone face.Tone, cases []store.CaseRow, more, hide bool)) error {
	tasks, err := v.reader.Summoned(r.Context(), v.who.District, atOnce)
	var cases []store.CaseRow
	for _, t := range tasks {
		if !slices.ContainsFunc(cases, func(c store.CaseRow) bool { return c.No == t.Case.No }) {
			t.Case.Due = t.Task.Due
			cases = append(cases, t.Case)
		}
	}
	put("summoned", "", "list.do.open", face.Plain, cases, false, true)
	return err
}
