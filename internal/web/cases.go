package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/register"
)

// casesPage lists the cases this post may see, newest first, filtered; a whole number leads straight
// to its case.
func (s *Server) casesPage(w http.ResponseWriter, r *http.Request, v visit) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	text := strings.TrimSpace(q.Get("no"))
	if no := strings.ReplaceAll(text, " ", ""); len(no) == 13 && strings.Trim(no, "0123456789") == "" {
		http.Redirect(w, r, v.base+"/cases/"+no, http.StatusSeeOther)
		return nil
	}
	filter := store.CaseFilter{
		Text: text, Status: q.Get("status"), Class: q.Get("class"), Open: q.Get("open") == "true", Late: q.Get("late") == "true",
	}
	found, next, err := v.reader.Cases(r.Context(), v.who.District, filter, desk.Page{Limit: 50, Cursor: q.Get("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	page := register.View{Here: v.base + "/cases", No: text, Late: filter.Late, Open: filter.Open, List: x.list("cases", "", found)}
	for _, status := range casework.Statuses {
		page.Statuses = append(page.Statuses, face.Option{Value: string(status), Label: x.l.T("status.case." + string(status)), Chosen: string(status) == filter.Status})
	}
	for _, class := range []string{"daily", "major", "urgent"} {
		page.Classes = append(page.Classes, face.Option{Value: class, Label: x.l.T("class." + class), Chosen: class == filter.Class})
	}
	if next != "" {
		more := url.Values{}
		for name := range q {
			more.Set(name, q.Get(name))
		}
		more.Set("cursor", next)
		page.List.More = v.base + "/cases?" + more.Encode()
	}
	return show(w, r, http.StatusOK, register.Page(s.frame(r, v, "nav.cases"), page))
}
