package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/register"
)

// besideFilter are the names in the list's address that say something else than what is asked for.
var besideFilter = []string{"cursor", "done"}

// casesPage lists the cases this post may see, filtered, cut into pages by key; a whole number leads straight to its case.
// 依据 P-89, P-118.
func (s *Server) casesPage(w http.ResponseWriter, r *http.Request, v visit) error {
	q := r.URL.Query()
	if no := strings.ReplaceAll(q.Get("q"), " ", ""); len(no) == 13 && strings.Trim(no, "0123456789") == "" {
		http.Redirect(w, r, v.base+"/cases/"+no, http.StatusSeeOther)
		return nil
	}
	filter, refused := desk.ReadFilter(q, besideFilter...)
	if _, sparse := q["cursor"]; refused == nil && !sparse && untidy(q) {
		http.Redirect(w, r, address(v.base+"/cases", filter), http.StatusSeeOther)
		return nil
	}
	return s.showCases(w, r, v, listing{filter: filter, cursor: q.Get("cursor"), refused: refused})
}

// untidy: a form sends its empty fields too; the address that is kept and shown has none.
func untidy(q url.Values) bool {
	for _, values := range q {
		if len(values) == 1 && values[0] == "" {
			return true
		}
	}
	return false
}

// address is the list under a filter.
func address(here string, f desk.Filter) string {
	if query := f.Query(); query != "" {
		return here + "?" + query
	}
	return here
}

// listing is what the list is asked for, and what was refused of saving it.
type listing struct {
	filter  desk.Filter
	cursor  string
	refused error
	keep    register.Keep
	status  int
}

// showCases shows the list, or why it cannot be shown so.
func (s *Server) showCases(w http.ResponseWriter, r *http.Request, v visit, a listing) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	var found []store.CaseRow
	next := ""
	if a.refused == nil {
		found, next, a.refused = v.reader.Listed(r.Context(), v.who.District, a.filter, desk.Page{Limit: pageOf, Cursor: a.cursor})
	}
	if errors.Is(a.refused, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	refusal, ok := refused(r, a.refused)
	if a.refused != nil && (!ok || refusal.Code != rule.Invalid) {
		return a.refused
	}
	page, err := s.registerOf(r, v, x, a)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if a.status != 0 {
		status = a.status
	}
	if refusal != nil {
		status, page.Query = http.StatusUnprocessableEntity, ""
		page.Refused = &face.State{
			Kind: face.StateRefused, Title: x.l.T("cases.refused"), Text: refusal.Reason, Clause: refusal.Clause,
			Do: []face.Link{{Label: x.l.T("cases.clear"), Href: page.Here}},
		}
		page.Chips = wrong(page.Chips, refusal.Field)
	}
	for _, c := range found {
		page.Rows = append(page.Rows, x.registered(c))
	}
	s.onward(&page, x.l, a, next)
	f := s.frame(r, v, "nav.cases")
	f.Wide = true
	return show(w, r, status, register.Page(f, page))
}

// pageOf is how many cases a page of the list holds.
const pageOf = 50

// registered is one case as a row of the list of cases: by the township that it is of, and its first responsible unit.
func (x rows) registered(c store.CaseRow) register.Row {
	row := register.Row{Case: x.of(c, "")}
	row.From, row.At = x.v.units.Name(c.Township), c.Created
	if c.Lead != "" {
		row.Lead = x.v.units.Name(c.Lead)
	}
	return row
}

// onward says how far the page goes, and the way on and back.
func (s *Server) onward(page *register.View, l locale.Lang, a listing, next string) {
	at := func(cursor string) string {
		q, _ := url.ParseQuery(a.filter.Query())
		q.Set("cursor", cursor)
		return page.Here + "?" + q.Encode()
	}
	if a.cursor != "" {
		page.First = address(page.Here, a.filter)
	}
	page.Empty = face.State{Kind: face.StateEmpty, Title: l.T("list.cases.empty")}
	page.Count = l.T("cases.count", len(page.Rows))
	if next == "" {
		if a.filter.Query() == "" && a.cursor == "" {
			page.Empty.Title = l.T("cases.none")
		}
		return
	}
	page.Next = at(next)
	if len(page.Rows) < pageOf { // it looked at as many as it may, and there are more
		page.Count = l.T("cases.short", len(page.Rows))
		page.Empty = face.State{Kind: face.StateMany, Title: l.T("cases.sparse")}
		if day := dayIn(l, next); day != "" {
			page.Count = l.T("cases.looked", len(page.Rows), day)
		}
	}
}

// dayIn says the day on which a page in the order of the numbers ended; nothing of any other cursor.
func dayIn(l locale.Lang, cursor string) string {
	var no string
	if _, err := (desk.Page{Cursor: cursor}).After(&no); err != nil || len(no) < 8 {
		return ""
	}
	day, err := time.Parse("20060102", no[:8])
	if err != nil {
		return ""
	}
	return date(l, day)
}

func date(l locale.Lang, day time.Time) string {
	if l == locale.En {
		return day.Format("2 Jan 2006")
	}
	return day.Format("2006年1月2日")
}
