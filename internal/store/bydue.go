package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// dueAhead is how many cases of one status a filtered page in the order of the deadlines looks at.
const dueAhead = 200

var (
	qEndDue = sqldb.Q(`SELECT due, no FROM cases WHERE district_id = $1 AND status = $2 AND open = TRUE AND (due, no) > ($3, $4)
		ORDER BY due, no LIMIT 1 OFFSET $5`)
	qEndTownship = sqldb.Q(`SELECT due, no FROM cases WHERE district_id = $1 AND township = $2 AND status = $3 AND open = TRUE
		AND (due, no) > ($4, $5) ORDER BY due, no LIMIT 1 OFFSET $6`)
	qCountSeen = sqldb.Q(`SELECT count(*) FROM (SELECT no FROM visible WHERE district_id = $1 AND viewer = $2 AND no >= $3 LIMIT $4) v`)
	qCountOpen = sqldb.Q(`SELECT count(*) FROM (SELECT no FROM visible WHERE district_id = $1 AND viewer = $2 AND no >= $3 AND open = TRUE
		LIMIT $4) v`)
)

func (k dueKey) compare(o dueKey) int {
	return cmp.Or(cmp.Compare(k.Due, o.Due), strings.Compare(k.No, o.No))
}

// ByDue lists open cases in the filter's statuses, of which there must be some, of the whole district or of one
// township, the most pressing first. Of each status it looks at so many at most: like Cases, it may give a short page and
// still have a next.
func (v View) ByDue(ctx context.Context, township org.UnitID, f CaseFilter, page sqldb.Page) ([]CaseRow, string, error) {
	statuses := f.Statuses
	f.Statuses = nil
	match := f.match()
	if f.From != "" {
		match = narrowed(match, sqldb.Where(`c.no >= $1`, f.From))
	}
	if f.To != "" {
		match = narrowed(match, sqldb.Where(`c.no < $1`, f.To+"a"))
	}
	if match.SQL == "" {
		return v.CasesDue(ctx, township, page, statuses...)
	}
	after := dueKey{Due: -1}
	if _, err := page.After(&after); err != nil {
		return nil, "", err
	}
	var all []CaseRow
	var down []dueKey // how far down each status has been looked through, but not to its end
	for _, status := range statuses {
		rows, end, err := v.byDue(ctx, township, status, match, after, page.Size()+1)
		if err != nil {
			return nil, "", err
		}
		if all = append(all, rows...); end != nil {
			down = append(down, *end)
		}
	}
	key := func(c CaseRow) dueKey { return dueKey{dueIn(c.Due), c.No} }
	slices.SortFunc(all, func(a, b CaseRow) int { return key(a).compare(key(b)) })
	next := ""
	if len(down) > 0 {
		end := slices.MinFunc(down, dueKey.compare)
		all = slices.DeleteFunc(all, func(c CaseRow) bool { return key(c).compare(end) > 0 })
		next = sqldb.Cursor(end)
	}
	if size := page.Size(); len(all) > size {
		all = all[:size]
		next = sqldb.Cursor(key(all[size-1]))
	}
	return all, next, nil
}

func narrowed(p, by sqldb.Pred) sqldb.Pred {
	if p.SQL == "" {
		return by
	}
	return sqldb.And(p, by)
}

// byDue reads the matches among the next cases of one status, and where that ended if there may be more.
func (v View) byDue(ctx context.Context, township org.UnitID, status string, match sqldb.Pred, after dueKey, want int) ([]CaseRow, *dueKey, error) {
	scope := `SELECT no FROM cases WHERE district_id = $1 AND status = $2 AND open = TRUE AND (due, no) > ($3, $4)`
	args, end, ends := []any{v.district, status, after.Due, after.No}, qEndDue, []any{v.district, status, after.Due, after.No, int64(dueAhead - 1)}
	if township != "" {
		scope += ` AND township = $5`
		args = append(args, township)
		end, ends = qEndTownship, []any{v.district, township, status, after.Due, after.No, int64(dueAhead - 1)}
	}
	n := len(args)
	text := `SELECT ` + caseColumns + ` FROM (` + scope + ` ORDER BY due, no LIMIT ` + place(n+1) + `) v CROSS JOIN cases c
		WHERE c.district_id = $1 AND c.no = v.no AND ` + match.After(n+2) + ` ORDER BY c.due, c.no LIMIT ` + place(n+2)
	rows, err := sqldb.All(ctx, v.q, sqldb.Text(text), (*CaseRow).into, append(append(args, int64(dueAhead), int64(want)), match.Args...)...)
	if err != nil {
		return nil, nil, err
	}
	for i := range rows {
		rows[i].Due = dueOut(rows[i].Due)
	}
	if len(rows) == want {
		return rows, nil, nil // they fill the page by themselves
	}
	last, more, err := sqldb.One(ctx, v.q, end, func(k *dueKey) []any { return []any{&k.Due, &k.No} }, ends...)
	if err != nil || !more {
		return rows, nil, err
	}
	return rows, &last, nil
}

// CountSeen counts the cases of a viewer from a day on, "" for all, or those that are open, and stops counting at a bound.
func (v View) CountSeen(ctx context.Context, viewer, from string, open bool, most int) (int, error) {
	count := qCountSeen
	if open {
		count = qCountOpen
	}
	n, _, err := sqldb.One(ctx, v.q, count, sqldb.Self[int64], v.district, viewer, from, int64(most))
	return int(n), err
}
