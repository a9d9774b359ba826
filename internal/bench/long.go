package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/web"
)

// How long the longest case is that a page must still show at once.
const (
	longUnits  = 12
	longEvents = 200
)

// long leads one case to twelve units and two hundred events, and gives the two ways in which it is read: what the
// desk loads and folds, and the whole page.
func (h *house) long(ctx context.Context) ([]page, error) {
	no, err := h.leadLong(ctx)
	if err != nil {
		return nil, fmt.Errorf("the long case: %w", err)
	}
	cookie, site, err := h.enter()
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%d events, ", longEvents)
	return []page{
		{name + "read", func(ctx context.Context) error {
			_, err := h.desk.As(h.township).Case(ctx, district, no)
			return err
		}},
		{name + "page", func(ctx context.Context) error {
			r := httptest.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("/d/%d/cases/%s", district, no), nil)
			r.AddCookie(cookie)
			w := httptest.NewRecorder()
			if site.ServeHTTP(w, r); w.Code != http.StatusOK {
				return fmt.Errorf("the page answers %d", w.Code)
			}
			return nil
		}},
	}, nil
}

func (h *house) leadLong(ctx context.Context) (casework.CaseNo, error) {
	dir, err := h.desk.Units(ctx, district)
	if err != nil {
		return "", err
	}
	var units []org.UnitID
	var at []access.Who
	for _, p := range dir.AllPosts() {
		if u, _ := dir.Unit(p.Unit); p.Role == org.DepartmentOperator && (u.Kind == org.KindDepartment || u.Kind == org.KindBranch) &&
			!slices.Contains(units, u.ID) && len(units) < longUnits {
			units = append(units, u.ID)
			at = append(at, access.SeatOf(district, p, dir).Who("", math.MaxInt64))
		}
	}
	answer, err := h.verb(ctx, 0, "", -1)
	if err != nil {
		return "", err
	}
	do := func(who access.Who, cmd casework.Command) {
		if err == nil {
			answer, err = h.desk.Do(ctx, who, district, answer.No, cmd, desk.Key{})
		}
	}
	assists := units[1:]
	do(h.centre, casework.Dispatch{Lead: units[0], Assists: &assists, Reason: "多部门联动。"})
	for _, who := range at {
		do(who, casework.Accept{})
		do(who, casework.Arrive{Rank: "section_head", Note: "到场。"})
	}
	for n := 0; err == nil && answer.Version < longEvents; n++ {
		who := at[n%len(at)]
		switch n / len(at) % 3 {
		case 0:
			do(who, casework.Find{Kind: "hazard", Text: "现场发现问题，已拍照取证，需联合处置。"})
		case 1:
			do(who, casework.Act{Kind: "guide", Text: "已向当事人说明整改要求，约定复查时间。"})
		default:
			do(who, casework.Annotate{Text: "与其他单位通气，下一步由牵头单位汇总。"})
		}
	}
	return answer.No, err
}

// enter logs the township's operator in by the page, as a browser does.
func (h *house) enter() (*http.Cookie, http.Handler, error) {
	site := web.New(web.Options{Desk: h.desk})
	form := url.Values{"login": {string(h.township.Actor.Account)}, "password": {demo.Password}}
	r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Value != "" {
			return c, site, nil
		}
	}
	return nil, nil, errors.New("the township's operator was not let in")
}
