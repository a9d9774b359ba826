package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/precedent"
)

// precedentsPage searches what has been ruled and designated. 依据 P-116.
func (s *Server) precedentsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, q := r.Context(), r.URL.Query()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	query := desk.PrecedentQuery{Words: strings.TrimSpace(q.Get("q")), Unit: org.UnitID(q.Get("unit"))}
	query.Matter, _ = strconv.Atoi(q.Get("matter"))
	found, next, err := v.reader.Precedents(ctx, v.who.District, query, desk.Page{Limit: 30, Cursor: q.Get("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	page := precedent.View{Here: v.base + "/precedents", Words: query.Words, Asked: query != desk.PrecedentQuery{} || q.Get("cursor") != ""}
	if edition, err := v.reader.Edition(ctx, v.who.District, ""); err == nil {
		for _, m := range edition.Matters {
			page.Matters = append(page.Matters, face.Option{Value: strconv.Itoa(m.Number), Label: strconv.Itoa(m.Number) + " " + m.Name, Chosen: m.Number == query.Matter})
		}
	} else if !rule.Is(err, rule.Unknown) {
		return err
	}
	for _, kind := range []org.Kind{org.KindDepartment, org.KindBranch, org.KindAgency} {
		for _, u := range v.units.ByKind(kind) {
			page.Units = append(page.Units, face.Option{Value: string(u.ID), Label: u.Name, Chosen: u.ID == query.Unit})
		}
	}
	for _, row := range found {
		page.Found = append(page.Found, x.precedent(row, seesAll(v.who.Actor.Role)))
	}
	if next != "" {
		more := url.Values{}
		for name := range q {
			more.Set(name, q.Get(name))
		}
		more.Set("cursor", next)
		page.More = page.Here + "?" + more.Encode()
	}
	return show(w, r, http.StatusOK, precedent.Page(s.frame(r, v, "precedent.title"), page))
}

// precedent is one as it is shown; the way to its case only for who may see every case.
func (x rows) precedent(row store.PrecedentRow, open bool) precedent.Precedent {
	p := precedent.Precedent{No: row.No, Kind: row.Kind, At: row.At, Title: x.l.T("precedent.unlisted"), Reason: row.Reason, Change: row.Proposal}
	if open {
		p.Href = x.v.base + "/cases/" + row.No
	}
	if row.Unit != "" {
		p.Unit = x.v.units.Name(row.Unit)
	}
	if row.Matter != 0 {
		p.Title = x.matter(row.Matter)
	}
	return p
}

// matter is the name of a matter, by the newest edition that has it.
func (x rows) matter(number int) string {
	var newest catalogue.Edition
	for _, e := range x.editions {
		if _, ok := e.Matter(number); ok && e.From >= newest.From {
			newest = e
		}
	}
	if m, ok := newest.Matter(number); ok {
		return strconv.Itoa(number) + " " + m.Name
	}
	return strconv.Itoa(number)
}

func join(all []string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), "、")
}
