package store

import (
	"context"

	"huying/internal/sqldb"
)

const caseColumns = `c.no, c.id, c.version, c.status, c.class, c.kind, c.cause, c.source, c.edition, c.matter, c.situation,
	c.service, c.township, c.grid, c.lead, c.reporter, c.created, c.called, c.changed, c.closed, c.due, c.yellow, c.late, c.open,
	c.summary, c.place`

var (
	qCaseByNo = sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c WHERE c.district_id = $1 AND c.no = $2`)
	qCaseByID = sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c WHERE c.district_id = $1 AND c.id = $2`)
	qTasksOf  = sqldb.Q(`SELECT id, unit, section, officer, lead, summoned, status, due, yellow, late, open FROM task
		WHERE district_id = $1 AND no = $2 ORDER BY id`)
	qSees = sqldb.Q(`SELECT open FROM visible WHERE district_id = $1 AND viewer = $2 AND no = $3`)
)

func (c *CaseRow) into() []any {
	return []any{&c.No, &c.ID, &c.Version, &c.Status, &c.Class, &c.Kind, &c.Cause, &c.Source, &c.Edition, &c.Matter,
		&c.Situation, &c.Service, &c.Township, &c.Grid, &c.Lead, &c.Reporter, &c.Created, &c.Called, &c.Changed, &c.Closed,
		&c.Due, &c.Yellow, &c.Late, &c.Open, &c.Summary, &c.Place}
}

func (k *TaskRow) into() []any {
	return []any{&k.ID, &k.Unit, &k.Section, &k.Officer, &k.Lead, &k.Summoned, &k.Status, &k.Due, &k.Yellow, &k.Late, &k.Open}
}

// CaseByNo finds a case by its number.
func (v View) CaseByNo(ctx context.Context, no string) (CaseRow, bool, error) {
	c, ok, err := sqldb.One(ctx, v.q, qCaseByNo, (*CaseRow).into, v.district, no)
	c.Due = dueOut(c.Due)
	return c, ok, err
}

// CaseByID finds a case by the random id in its stream's name.
func (v View) CaseByID(ctx context.Context, id string) (CaseRow, bool, error) {
	c, ok, err := sqldb.One(ctx, v.q, qCaseByID, (*CaseRow).into, v.district, id)
	c.Due = dueOut(c.Due)
	return c, ok, err
}

// Tasks lists the tasks of a case.
func (v View) Tasks(ctx context.Context, no string) ([]TaskRow, error) {
	rows, err := sqldb.All(ctx, v.q, qTasksOf, (*TaskRow).into, v.district, no)
	for i := range rows {
		rows[i].Due = dueOut(rows[i].Due)
	}
	return rows, err
}

// Sees reports whether a viewer has this case in a list.
func (v View) Sees(ctx context.Context, viewer, no string) (bool, error) {
	_, ok, err := sqldb.One(ctx, v.q, qSees, sqldb.Self[bool], v.district, viewer, no)
	return ok, err
}

// A filtered page looks at so many cases at most, in so many steps. It may therefore be short, or
// empty, and still have a next page: what it costs is bounded however rare the match.
const (
	lookAhead  = 400
	lookRounds = 3
)

// Cases lists a viewer's cases, newest first. The next cursor is empty on the last page.
func (v View) Cases(ctx context.Context, f CaseFilter, page sqldb.Page) (list []CaseRow, next string, err error) {
	below := "a" // after every number, in every collation
	if f.To != "" {
		below = f.To + "a"
	}
	var after string
	if ok, err := page.After(&after); err != nil {
		return nil, "", err
	} else if ok && after < below {
		below = after
	}
	f = f.narrowest()
	size := page.Size()
	for range lookRounds {
		rows, last, err := v.look(ctx, f, below, size+1-len(list))
		if err != nil {
			return nil, "", err
		}
		list = append(list, rows...)
		if len(list) > size {
			list = list[:size]
			return list, sqldb.Cursor(list[size-1].No), nil
		}
		if last == "" {
			return list, "", nil
		}
		below = last
	}
	return list, sqldb.Cursor(below), nil
}

// narrowest lists by the rows of a township or unit when the whole district would be looked
// through for it.
func (f CaseFilter) narrowest() CaseFilter {
	if f.Viewer == ViewerDistrict {
		switch {
		case f.Unit != "":
			f.Viewer, f.Unit = ViewerUnit(f.Unit), ""
		case f.Township != "":
			f.Viewer = ViewerTownship(f.Township)
		}
	}
	return f
}

// look reads one step of a list: the matches among the next cases below a number, and where the
// step ended if there may be more.
func (v View) look(ctx context.Context, f CaseFilter, below string, want int) (list []CaseRow, last string, err error) {
	match := f.match()
	ahead := lookAhead
	if match.SQL == "" {
		ahead = want
	}
	scope := `SELECT no FROM visible WHERE district_id = $1 AND viewer = $2 AND no < $3 AND no >= $4`
	if f.Open {
		scope += ` AND open = TRUE`
	}
	scope += ` ORDER BY no DESC LIMIT $5`
	args := []any{v.district, f.Viewer, below, f.From, int64(ahead)}
	text := `SELECT ` + caseColumns + ` FROM (` + scope + `) v CROSS JOIN cases c WHERE c.district_id = $1 AND c.no = v.no`
	if match.SQL != "" {
		text += " AND " + match.After(len(args)+1)
	}
	text += ` ORDER BY c.no DESC LIMIT $6`
	list, err = sqldb.All(ctx, v.q, sqldb.Text(text), (*CaseRow).into, append(append(args, int64(want)), match.Args...)...)
	if err != nil {
		return nil, "", err
	}
	for i := range list {
		list[i].Due = dueOut(list[i].Due)
	}
	if match.SQL == "" || len(list) == want {
		return list, "", nil
	}
	type end struct {
		n    int64
		last *string
	}
	e, _, err := sqldb.One(ctx, v.q, sqldb.Text(`SELECT count(*), min(no) FROM (`+scope+`) v`),
		func(e *end) []any { return []any{&e.n, &e.last} }, args...)
	if err != nil || e.n < int64(ahead) {
		return list, "", err
	}
	return list, *e.last, nil
}
