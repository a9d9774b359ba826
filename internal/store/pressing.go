package store

import (
	"context"

	"huying/internal/sqldb"
)

// The queue of the whole district in one status, rank by rank. Only where less than a page is overdue are the urgent
// looked for among the rest, by the index of what is due.
var qPressing = [...]*sqldb.Stmt{
	sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.status = $2 AND c.open = TRUE AND c.due < $3 AND (c.due, c.no) > ($4, $5)
		ORDER BY c.due, c.no LIMIT $6`), // overdue
	sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.status = $2 AND c.open = TRUE AND c.due >= $3 AND (c.due, c.no) > ($4, $5) AND c.class = 'urgent'
		ORDER BY c.due, c.no LIMIT $6`),
	sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.status = $2 AND c.open = TRUE AND c.due >= $3 AND (c.due, c.no) > ($4, $5) AND c.class <> 'urgent'
		ORDER BY c.due, c.no LIMIT $6`),
}

var qHowMany = sqldb.Q(`SELECT count(*), coalesce(sum(CASE WHEN c.due < $1 THEN 1 ELSE 0 END), 0) FROM cases c
	WHERE c.district_id = $2 AND c.status = $3 AND c.open = TRUE`)

// pressingKey is where a page of the pressing ended: whoever turns the page stays at the instant of the first one.
type pressingKey struct {
	Now  int64  `json:"now"`
	Rank int    `json:"rank"`
	Due  int64  `json:"due"`
	No   string `json:"no"`
}

// CasesPressing is the queue of the district's open cases in one status: what is overdue at an instant (microseconds UTC)
// first, then what is urgent, then the rest; in each the earliest due first, unknown deadlines last.
func (v View) CasesPressing(ctx context.Context, status string, now int64, page sqldb.Page) ([]CaseRow, string, error) {
	at := pressingKey{Now: now, Due: -1}
	if _, err := page.After(&at); err != nil {
		return nil, "", err
	}
	if at.Rank < 0 || at.Rank >= len(qPressing) {
		return nil, "", sqldb.ErrCursor
	}
	size := page.Size()
	var all []CaseRow
	var ranks []int
	for rank, after := at.Rank, (dueKey{at.Due, at.No}); rank < len(qPressing) && len(all) <= size; rank, after = rank+1, (dueKey{Due: -1}) {
		rows, err := sqldb.All(ctx, v.q, qPressing[rank], (*CaseRow).into, v.district, status, at.Now, after.Due, after.No, int64(size+1-len(all)))
		if err != nil {
			return nil, "", err
		}
		for _, row := range rows {
			all, ranks = append(all, row), append(ranks, rank)
		}
	}
	next := ""
	if len(all) > size {
		all = all[:size]
		last := all[size-1]
		next = sqldb.Cursor(pressingKey{at.Now, ranks[size-1], last.Due, last.No})
	}
	for i := range all {
		all[i].Due = dueOut(all[i].Due)
	}
	return all, next, nil
}

// HowMany (件数) counts the open cases of the district in one status, and those of them that are overdue at an instant.
func (v View) HowMany(ctx context.Context, status string, now int64) (all, late int, err error) {
	type count struct{ all, late int64 }
	c, _, err := sqldb.One(ctx, v.q, qHowMany, func(c *count) []any { return []any{&c.all, &c.late} }, now, v.district, status)
	return int(c.all), int(c.late), err
}
