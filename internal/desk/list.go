package desk

import (
	"context"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// Cases lists the cases this post may see, newest first, filtered. The cursor of the next page is
// empty on the last.
func (r Reader) Cases(ctx context.Context, district org.DistrictID, filter store.CaseFilter, page sqldb.Page) ([]store.CaseRow, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	scope := access.ScopeOf(r.who)
	if scope.Kind == access.ScopeNone {
		return nil, "", rule.Refuse(rule.Forbidden, "P-81", "本岗位不办理呼叫单，没有呼叫单列表")
	}
	filter.Now = org.Micros(r.d.Now())
	words := access.ReadsWords(r.who)
	filter.Unread = !words // or a search would tell what the list hides
	v := r.d.store.In(district)
	var merged merge
	for _, key := range scope.Keys {
		filter.Viewer = key
		rows, next, err := v.Cases(ctx, filter, page)
		if err != nil {
			return nil, "", err
		}
		if err := merged.add(rows, next); err != nil {
			return nil, "", err
		}
	}
	rows, next := merged.page(page.Size())
	if !words {
		for i := range rows {
			rows[i].Summary, rows[i].Place = "", ""
		}
	}
	return rows, next, nil
}

// Overdue (超期) lists the newest open cases of the district that are overdue, so many at most, and says whether there are
// more; for posts that see the whole of it. 依据 P-81.
func (r Reader) Overdue(ctx context.Context, district org.DistrictID, most int) ([]store.CaseRow, bool, error) {
	if err := own(r.who, district); err != nil {
		return nil, false, err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeDistrict {
		return nil, false, rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看全区县的待办")
	}
	rows, more, err := r.d.store.In(district).Overdue(ctx, org.Micros(r.d.Now()), most)
	if !access.ReadsWords(r.who) {
		for i := range rows {
			rows[i].Summary, rows[i].Place = "", ""
		}
	}
	return rows, more, err
}

// merge puts the lists of several viewer keys into one: a grid member sees what was reported in the
// grid and what that person reported elsewhere, each case once.
type merge struct {
	rows []store.CaseRow
	down string // how far down every list has been read; "" = to its end
}

func (m *merge) add(rows []store.CaseRow, next string) error {
	m.rows = append(m.rows, rows...)
	if next == "" {
		return nil
	}
	var to string
	if _, err := (sqldb.Page{Cursor: next}).After(&to); err != nil {
		return err
	}
	m.down = max(m.down, to)
	return nil
}

func (m *merge) page(size int) ([]store.CaseRow, string) {
	slices.SortStableFunc(m.rows, func(a, b store.CaseRow) int { return strings.Compare(b.No, a.No) })
	m.rows = slices.CompactFunc(m.rows, func(a, b store.CaseRow) bool { return a.No == b.No })
	m.rows = slices.DeleteFunc(m.rows, func(c store.CaseRow) bool { return c.No < m.down })
	if len(m.rows) > size {
		m.rows = m.rows[:size]
		return m.rows, sqldb.Cursor(m.rows[size-1].No)
	}
	if m.down != "" {
		return m.rows, sqldb.Cursor(m.down)
	}
	return m.rows, ""
}

// Edition is the list in force now, or the one named.
func (r Reader) Edition(ctx context.Context, district org.DistrictID, id string) (catalogue.Edition, error) {
	if err := r.permitted(access.CatalogueSee, district); err != nil {
		return catalogue.Edition{}, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return catalogue.Edition{}, err
	}
	edition, ok := stand.list.InForce(org.Micros(r.d.Now()))
	if id != "" {
		edition, ok = stand.list.Edition(id)
	}
	if !ok {
		return catalogue.Edition{}, rule.Refuse(rule.Unknown, "P-10", "没有这个清单版本")
	}
	return edition, nil
}

// Editions lists all editions of a district's list, the oldest first.
func (r Reader) Editions(ctx context.Context, district org.DistrictID) ([]catalogue.Edition, error) {
	if err := r.permitted(access.CatalogueSee, district); err != nil {
		return nil, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	return stand.list.Editions(), nil
}

// Units is the district's directory, for who may see it.
func (r Reader) Units(ctx context.Context, district org.DistrictID) (*org.Directory, error) {
	if err := r.permitted(access.UnitSee, district); err != nil {
		return nil, err
	}
	return r.d.Units(ctx, district)
}

func (r Reader) permitted(action access.Action, district org.DistrictID) error {
	return access.Permit(r.who, action, access.District(district))
}
