package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huying/internal/desk"
	"huying/internal/rule"
	"huying/internal/web/register"
)

// keepFilter saves the filter that the list stands under, and leads back to it. 依据 P-118.
func (s *Server) keepFilter(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	values := sent.values
	name, query := values.Get("name"), values.Get("query")
	kept, err := s.desk.KeepFilter(r.Context(), v.who, desk.SavedFilter{Name: name, Query: query})
	if refusal, ok := refused(r, err); ok && refusal.Clause == "P-118" {
		return s.refusedFilter(w, r, v, query, register.Keep{Name: name, Wrong: refusal.Reason}, refusal)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toldAt(v.base+"/cases?"+kept.Query, "filter.kept"), http.StatusSeeOther)
	return nil
}

// changeFilter renames, moves or drops one of this person's own filters. 依据 P-118.
func (s *Server) changeFilter(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	values := sent.values
	id, do := r.PathValue("id"), values.Get("do")
	switch do {
	case "drop":
		err = s.desk.DropFilter(r.Context(), v.who, id)
	case "up", "down":
		err = s.moveFilter(r, v, id, do == "up")
	case "rename", "":
		if do = "rename"; strings.TrimSpace(values.Get("name")) == "" {
			err = rule.Refuse(rule.Incomplete, "P-118", "请填写筛选的名称").At("name")
			break
		}
		_, err = s.desk.ChangeFilter(r.Context(), v.who, desk.SavedFilter{ID: id, Name: values.Get("name")}, 0)
	default:
		err = rule.Refuse(rule.Invalid, "P-87", "没有这个动作").At("do")
	}
	back := v.base + "/cases"
	if asked := values.Get("back"); asked == back || strings.HasPrefix(asked, back+"?") {
		back = asked
	}
	if refusal, ok := refused(r, err); ok && do == "rename" && refusal.Code != rule.Unknown {
		_, query, _ := strings.Cut(back, "?")
		return s.refusedFilter(w, r, v, query, register.Keep{Manage: true, Changed: id, Name: values.Get("name"), Wrong: refusal.Reason}, refusal)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toldAt(back, "filter."+do), http.StatusSeeOther)
	return nil
}

// moveFilter moves a filter one place up or down.
func (s *Server) moveFilter(r *http.Request, v visit, id string, up bool) error {
	list, err := s.desk.SavedFilters(r.Context(), v.who)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(f desk.SavedFilter) bool { return f.ID == id })
	place := at + 2 // counted from 1, and one further
	if up {
		place = max(1, at)
	}
	_, err = s.desk.ChangeFilter(r.Context(), v.who, desk.SavedFilter{ID: id}, place)
	return err
}

// refusedFilter shows the list again, with what was wrong about saving it or renaming one.
func (s *Server) refusedFilter(w http.ResponseWriter, r *http.Request, v visit, query string, keep register.Keep, refusal *rule.Refusal) error {
	q, err := url.ParseQuery(query)
	if err != nil {
		return refusal
	}
	filter, err := desk.ReadFilter(q)
	if err != nil {
		return err
	}
	return s.showCases(w, r, v, listing{filter: filter, keep: keep, status: refusal.Code.Status()})
}

// toldAt is an address on this site that says what was done.
func toldAt(to, what string) string {
	path, query, _ := strings.Cut(to, "?")
	q, _ := url.ParseQuery(query)
	q.Set("done", what)
	return path + "?" + q.Encode()
}
