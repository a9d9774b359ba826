package web

import (
	"net/http"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
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
		page.Trays = append(page.Trays, tray(x.l, list, more))
	}

	home, more := queue(casework.CaseIntake)
	var fresh, back []store.CaseRow
	for _, c := range home {
		if c.Called != 0 {
			back = append(back, c)
		} else {
			fresh = append(fresh, c)
		}
	}
	put("intake", "intake", "list.do.intake", face.Amber, fresh, more, false)
	put("back", "intake", "list.do.back", face.Red, back, false, true)
	for i := range page.Lists[1].Rows {
		row := &page.Lists[1].Rows[i]
		if row.Note, err = s.whyBack(r, v, casework.CaseNo(row.No)); err != nil {
			return err
		}
	}
	running, moreRunning := queue(casework.CaseCalled, casework.CaseWorking)
	waiting, more := queue(casework.CaseApproving)
	afterwards, err := s.toApproveAfterwards(r, v, running)
	if err != nil {
		return err
	}
	put("approving", "approval", "list.do.approving", face.Amber, append(waiting, afterwards...), more, true)
	answered, more := queue(casework.CaseAnswered)
	put("verify", "verify", "list.do.verify", face.Amber, answered, more, false)
	closed, more := queue(casework.CaseClosed)
	put("rate", "rate", "list.do.rate", face.Amber, closed, more, false)
	put("running", "", "", face.Plain, running, moreRunning, false)
	if trouble != nil {
		return trouble
	}
	return show(w, r, http.StatusOK, township.DeskPage(s.frame(r, v, "nav.desk"), page))
}

// whyBack says what sent a call back to its township, in the words of whoever did. They are few, so
// each is looked into.
func (s *Server) whyBack(r *http.Request, v visit, no casework.CaseNo) (string, error) {
	view, err := v.reader.Case(r.Context(), v.who.District, no)
	if err != nil {
		return "", err
	}
	c := telling{l: locale.From(r.Context()), v: v, view: view}
	for i := len(view.Records) - 1; i >= 0; i-- {
		switch view.Records[i].Event.(type) {
		case casework.Declined, casework.ApprovalRefused, casework.Withdrawn, casework.Recalled:
			e := c.entry(view.Records[i])
			said := append([]string{c.l.T("event." + e.Type)}, e.Gist...)
			for _, s := range e.Says {
				said = append(said, s.Text.Plain)
			}
			return strings.Join(said, " · "), nil
		}
	}
	return "", nil
}

// toApproveAfterwards finds, for a leader, the urgent calls that went out first and still want
// approval (依据 P-28). Urgent calls are few, so each is looked into.
func (s *Server) toApproveAfterwards(r *http.Request, v visit, running []store.CaseRow) (due []store.CaseRow, err error) {
	if v.who.Actor.Role != org.TownshipLeader {
		return nil, nil
	}
	for _, c := range running {
		if c.Class != string(catalogue.Urgent) {
			continue
		}
		view, err := v.reader.Case(r.Context(), v.who.District, casework.CaseNo(c.No))
		if err != nil {
			return nil, err
		}
		if approve := view.Case.Approve; approve.Running() {
			c.Due = approve.Due.At
			due = append(due, c)
		}
	}
	return due, nil
}

// late puts what is overdue first, and among equals what is urgent; the order else stays.
func late(now int64, cases []store.CaseRow) {
	weight := func(c store.CaseRow) int {
		switch {
		case c.Due != 0 && now > c.Due:
			return 0
		case c.Class == "urgent":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(cases, func(a, b store.CaseRow) int { return weight(a) - weight(b) })
}
