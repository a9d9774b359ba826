package store

import (
	"context"
	"sort"
	"strconv"

	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qCasesDue = sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.status = $2 AND c.open = TRUE AND (c.due, c.no) > ($3, $4)
		ORDER BY c.due, c.no LIMIT $5`)
	qTownshipDue = sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.township = $2 AND c.status = $3 AND c.open = TRUE AND (c.due, c.no) > ($4, $5)
		ORDER BY c.due, c.no LIMIT $6`)
	// The status is CAST lest SQLite weigh it against the index of what was returned, and so prepare anew for each status.
	qUnitDue = sqldb.Q(`SELECT k.id, k.unit, k.section, k.officer, k.lead, k.summoned, k.status, k.due, k.yellow, k.late, k.open, ` + caseColumns + `
		FROM task k JOIN cases c ON c.district_id = k.district_id AND c.no = k.no
		WHERE k.district_id = $1 AND k.unit = $2 AND k.status = CAST($3 AS TEXT) AND k.open = TRUE AND (k.due, k.no) > ($4, $5)
		ORDER BY k.due, k.no LIMIT $6`)
	qSectionDue = sqldb.Q(`SELECT k.id, k.unit, k.section, k.officer, k.lead, k.summoned, k.status, k.due, k.yellow, k.late, k.open, ` + caseColumns + `
		FROM task k JOIN cases c ON c.district_id = k.district_id AND c.no = k.no
		WHERE k.district_id = $1 AND k.section = $2 AND k.section <> '' AND k.status = CAST($3 AS TEXT) AND k.open = TRUE
		AND (k.due, k.no) > ($4, $5) ORDER BY k.due, k.no LIMIT $6`)
	qOfficerDue = sqldb.Q(`SELECT k.id, k.unit, k.section, k.officer, k.lead, k.summoned, k.status, k.due, k.yellow, k.late, k.open, ` + caseColumns + `
		FROM task k JOIN cases c ON c.district_id = k.district_id AND c.no = k.no
		WHERE k.district_id = $1 AND k.unit = $2 AND k.status = CAST($3 AS TEXT) AND k.open = TRUE AND k.officer = $7 AND (k.due, k.no) > ($4, $5)
		ORDER BY k.due, k.no LIMIT $6`)
	qReturnedDue = sqldb.Q(`SELECT k.id, k.unit, k.section, k.officer, k.lead, k.summoned, k.status, k.due, k.yellow, k.late, k.open, ` + caseColumns + `
		FROM task k JOIN cases c ON c.district_id = k.district_id AND c.no = k.no
		WHERE k.district_id = $1 AND k.status = 'returned' AND (k.due, k.no) > ($2, $3)
		ORDER BY k.due, k.no LIMIT $4`)
)

// qUnitLoad counts a unit's open tasks. It reads no more than those, however many have gone before.
var qUnitLoad = sqldb.Q(`SELECT k.officer, k.section, k.status, COUNT(*), SUM(CASE WHEN k.due < $3 THEN 1 ELSE 0 END)
	FROM task k WHERE k.district_id = $1 AND k.unit = $2 AND k.open = TRUE
	GROUP BY k.officer, k.section, k.status ORDER BY k.officer, k.section, k.status`)

// LoadRow (在办件数) is how many open tasks of one sort lie with one person of a unit.
type LoadRow struct {
	Officer org.AccountID // empty: nobody yet
	Section org.UnitID
	Status  string
	Open    int64
	Late    int64 // of them, overdue at the moment asked for
}

// UnitLoad counts a unit's open tasks by person, section and status, and how many of them are overdue at now, microseconds UTC.
func (v View) UnitLoad(ctx context.Context, unit org.UnitID, now int64) ([]LoadRow, error) {
	return sqldb.All(ctx, v.q, qUnitLoad, func(l *LoadRow) []any { return []any{&l.Officer, &l.Section, &l.Status, &l.Open, &l.Late} }, v.district, unit, now)
}

// AtWork gives those of some units that have an open task, in the order in which they are asked for.
func (v View) AtWork(ctx context.Context, units []org.UnitID) ([]org.UnitID, error) {
	if len(units) == 0 {
		return nil, nil
	}
	text, args := "WITH u(place, id) AS (VALUES ", []any{v.district}
	for i, unit := range units {
		if i > 0 {
			text += ", "
		}
		text += "(" + strconv.Itoa(i) + ", CAST(" + place(i+2) + " AS TEXT))"
		args = append(args, unit)
	}
	text += `) SELECT u.id FROM u WHERE EXISTS (SELECT 1 FROM task k WHERE k.district_id = $1 AND k.unit = u.id AND k.open = TRUE)
		ORDER BY u.place`
	rows, err := sqldb.All(ctx, v.q, sqldb.Text(text), func(u *struct{ id org.UnitID }) []any { return []any{&u.id} }, args...)
	if err != nil {
		return nil, err
	}
	working := make([]org.UnitID, len(rows))
	for i := range rows {
		working[i] = rows[i].id
	}
	return working, nil
}

// OfficerTasksDue is the queue of one person: the unit's open tasks that lie with them.
func (v View) OfficerTasksDue(ctx context.Context, unit org.UnitID, officer org.AccountID, page sqldb.Page, statuses ...string) ([]TaskOfCase, string, error) {
	return v.tasks(page, statuses, func(status string, after dueKey, n int64) ([]TaskOfCase, error) {
		return sqldb.All(ctx, v.q, qOfficerDue, (*TaskOfCase).into, v.district, unit, status, after.Due, after.No, n, officer)
	})
}

// qMustersOf finds where a unit is called to a muster: of its open tasks, those whose case has one that waits.
var qMustersOf = sqldb.Q(`SELECT i.no, i.due FROM task k JOIN inbox i ON i.district_id = k.district_id AND i.no = k.no AND i.kind = 'muster'
	WHERE k.district_id = $1 AND k.unit = $2 AND k.open = TRUE ORDER BY i.due, i.no LIMIT $3`)

// MustersOf gives, by case number, when a unit must have come to the musters that it is called to.
func (v View) MustersOf(ctx context.Context, unit org.UnitID) (map[string]int64, error) {
	type muster struct {
		no  string
		due int64
	}
	found, err := sqldb.All(ctx, v.q, qMustersOf, func(m *muster) []any { return []any{&m.no, &m.due} }, v.district, unit, 1000)
	due := make(map[string]int64, len(found))
	for _, m := range found {
		due[m.no] = m.due
	}
	return due, err
}

// TaskOfCase is a task in a queue, with its case.
type TaskOfCase struct {
	Task TaskRow
	Case CaseRow
}

func (t *TaskOfCase) into() []any { return append(t.Task.into(), t.Case.into()...) }

// dueKey is where a page of a queue ended.
type dueKey struct {
	Due int64  `json:"due"`
	No  string `json:"no"`
}

// CasesDue is a queue of open cases in some statuses, the most pressing first: of the whole
// district, or of one township.
func (v View) CasesDue(ctx context.Context, township org.UnitID, page sqldb.Page, statuses ...string) ([]CaseRow, string, error) {
	return queue(page, statuses, func(status string, after dueKey, n int64) ([]CaseRow, error) {
		if township == "" {
			return sqldb.All(ctx, v.q, qCasesDue, (*CaseRow).into, v.district, status, after.Due, after.No, n)
		}
		return sqldb.All(ctx, v.q, qTownshipDue, (*CaseRow).into, v.district, township, status, after.Due, after.No, n)
	}, func(c *CaseRow) *CaseRow { return c }, func(c *CaseRow) (int64, string) { return c.Due, c.No })
}

// TasksDue is a unit's queue: its open tasks in some statuses, the most pressing first.
func (v View) TasksDue(ctx context.Context, unit org.UnitID, page sqldb.Page, statuses ...string) ([]TaskOfCase, string, error) {
	return v.tasks(page, statuses, func(status string, after dueKey, n int64) ([]TaskOfCase, error) {
		return sqldb.All(ctx, v.q, qUnitDue, (*TaskOfCase).into, v.district, unit, status, after.Due, after.No, n)
	})
}

// SectionTasksDue is the queue of a section or squad: what its department assigned to it.
func (v View) SectionTasksDue(ctx context.Context, section org.UnitID, page sqldb.Page, statuses ...string) ([]TaskOfCase, string, error) {
	return v.tasks(page, statuses, func(status string, after dueKey, n int64) ([]TaskOfCase, error) {
		return sqldb.All(ctx, v.q, qSectionDue, (*TaskOfCase).into, v.district, section, status, after.Due, after.No, n)
	})
}

// ReturnsDue is the centre's queue of returned tasks that wait for its decision.
func (v View) ReturnsDue(ctx context.Context, page sqldb.Page) ([]TaskOfCase, string, error) {
	return v.tasks(page, []string{"returned"}, func(_ string, after dueKey, n int64) ([]TaskOfCase, error) {
		return sqldb.All(ctx, v.q, qReturnedDue, (*TaskOfCase).into, v.district, after.Due, after.No, n)
	})
}

func (v View) tasks(page sqldb.Page, statuses []string, read func(string, dueKey, int64) ([]TaskOfCase, error)) ([]TaskOfCase, string, error) {
	list, next, err := queue(page, statuses, read, func(t *TaskOfCase) *CaseRow { return &t.Case },
		func(t *TaskOfCase) (int64, string) { return t.Task.Due, t.Case.No })
	for i := range list {
		list[i].Task.Due = dueOut(list[i].Task.Due)
	}
	return list, next, err
}

// queue merges the ranges of several statuses into one page, in the order of the deadlines.
func queue[T any](page sqldb.Page, statuses []string, read func(string, dueKey, int64) ([]T, error),
	caseOf func(*T) *CaseRow, key func(*T) (int64, string)) ([]T, string, error) {
	after := dueKey{Due: -1}
	if _, err := page.After(&after); err != nil {
		return nil, "", err
	}
	size := page.Size()
	var all []T
	for _, status := range statuses {
		rows, err := read(status, after, int64(size)+1)
		if err != nil {
			return nil, "", err
		}
		all = append(all, rows...)
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, m := key(&all[i])
		b, n := key(&all[j])
		return a < b || a == b && m < n
	})
	next := ""
	if len(all) > size {
		all = all[:size]
		due, no := key(&all[size-1])
		next = sqldb.Cursor(dueKey{due, no})
	}
	for i := range all {
		c := caseOf(&all[i])
		c.Due = dueOut(c.Due)
	}
	return all, next, nil
}
