package store

import (
	"context"
	"math"
	"slices"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// SupervisionRow (督办) is one supervision as lists and counts show it. It is a function of the record.
type SupervisionRow struct {
	ID       string
	Unit     org.UnitID // that has to answer
	Township org.UnitID // of the case
	Level    int64      // how far it has climbed
	Cause    string     // empty where somebody asked for it
	At       int64
	Due      int64 // 0 = unknown, or it stands still
	Yellow   int64
	Answered int64 // 0 = not yet
	Open     bool  // an answer is awaited
}

// SupervisionOf is a supervision with its case.
type SupervisionOf struct {
	SupervisionRow
	Case CaseRow
}

func (s *SupervisionRow) into() []any {
	return []any{&s.ID, &s.Unit, &s.Township, &s.Level, &s.Cause, &s.At, &s.Due, &s.Yellow, &s.Answered, &s.Open}
}

func (s *SupervisionOf) into() []any { return append(s.SupervisionRow.into(), s.Case.into()...) }

const supervisionColumns = `s.id, s.unit, s.township, s.level, s.cause, s.at, s.due, s.yellow, s.answered, s.open`

var (
	qSupervisionsOf = sqldb.Q(`SELECT ` + supervisionColumns + ` FROM supervision s WHERE s.district_id = $1 AND s.no = $2 ORDER BY s.id`)
	qPutSupervision = sqldb.Q(`INSERT INTO supervision (district_id, no, id, unit, township, level, cause, at, due, yellow, answered, open)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (district_id, no, id) DO UPDATE SET unit = excluded.unit, township = excluded.township, level = excluded.level,
		cause = excluded.cause, at = excluded.at, due = excluded.due, yellow = excluded.yellow, answered = excluded.answered,
		open = excluded.open`)
	qAskedTexts = sqldb.Q(`SELECT stream, leaf FROM event WHERE district_id = $1 AND type = 'Supervised'
		AND stream IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`)
	qRecusedIn = sqldb.Q(`SELECT stream, leaf FROM event WHERE district_id = $1 AND type = 'Recused'
		AND stream IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`)
)

// projectSupervisions writes those of a case that differ; none ever goes.
func (t *Tx) projectSupervisions(no string, old, now []SupervisionRow) error {
	known := make(map[string]SupervisionRow, len(old))
	for _, s := range old {
		known[s.ID] = s
	}
	for _, s := range now {
		if was, ok := known[s.ID]; ok && was == s {
			continue
		}
		if err := t.tx.Queue(t.ctx, qPutSupervision, t.district, no, s.ID, s.Unit, s.Township, s.Level, s.Cause, s.At, dueIn(s.Due), s.Yellow,
			s.Answered, s.Open); err != nil {
			return err
		}
	}
	return nil
}

// supervisionsOf lists the supervisions of a case.
func (v View) supervisionsOf(ctx context.Context, no string) ([]SupervisionRow, error) {
	rows, err := sqldb.All(ctx, v.q, qSupervisionsOf, (*SupervisionRow).into, v.district, no)
	for i := range rows {
		rows[i].Due = dueOut(rows[i].Due)
	}
	return rows, err
}

// SupervisionFilter narrows a list of supervisions; zero fields do not narrow.
type SupervisionFilter struct {
	Unit     org.UnitID
	Township org.UnitID
	Cause    SupervisionCause
	Level    int  // 1 and above; 0 for any
	Base     bool // such that have not climbed
	Late     bool // such whose time is over at Now
	Answered bool // answered since Since, in place of those that are open
	Now      int64
	Since    int64
}

// SupervisionCause is what a supervision came of, as a filter asks for it.
type SupervisionCause string

// The causes that are no cause of the record.
const (
	CauseAsked  SupervisionCause = "asked"  // somebody demanded it
	CauseSilent SupervisionCause = "silent" // it has climbed because nobody answered
)

// where is the filter as SQL, beside the district; level and lateness are left out where the facets are counted.
func (f SupervisionFilter) where(args []any, facets bool) (string, []any) {
	text := ` s.district_id = $1 AND s.open = TRUE`
	if f.Answered {
		text = ` s.district_id = $1 AND s.open = FALSE AND s.answered > 0`
	}
	add := func(part string, arg any) {
		args = append(args, arg)
		text += part + place(len(args))
	}
	if f.Unit != "" {
		add(` AND s.unit = `, f.Unit)
	}
	if f.Township != "" {
		add(` AND s.township = `, f.Township)
	}
	switch f.Cause {
	case "":
	case CauseAsked:
		text += ` AND s.cause = ''`
	case CauseSilent:
		text += ` AND s.cause IN ('', 'silent') AND s.level > 0`
	default:
		add(` AND s.cause = `, string(f.Cause))
	}
	if f.Answered {
		add(` AND s.answered >= `, f.Since)
	}
	if facets {
		return text, args
	}
	if f.Level > 0 {
		add(` AND s.level = `, int64(f.Level))
	}
	if f.Base {
		text += ` AND s.level = 0`
	}
	if f.Late && !f.Answered {
		add(` AND s.due < `, f.Now)
	}
	return text, args
}

// supervisionKey is where a page ended.
type supervisionKey struct {
	At int64  `json:"at"` // due, or answered
	No string `json:"no"`
	ID string `json:"id"`
}

// Supervisions lists supervisions with their cases: open ones the most pressing first, unknown deadlines last; answered
// ones what was answered last first.
func (v View) Supervisions(ctx context.Context, f SupervisionFilter, page sqldb.Page) ([]SupervisionOf, string, error) {
	after := supervisionKey{At: -1}
	column, than, order := `s.due`, ` > `, `ASC`
	if f.Answered {
		after.At, column, than, order = math.MaxInt64, `s.answered`, ` < `, `DESC`
	}
	if _, err := page.After(&after); err != nil {
		return nil, "", err
	}
	where, args := f.where([]any{v.district}, false)
	args = append(args, after.At, after.No, after.ID, int64(page.Size())+1)
	n := len(args)
	text := `SELECT ` + supervisionColumns + `, ` + caseColumns + ` FROM supervision s
		JOIN cases c ON c.district_id = s.district_id AND c.no = s.no
		WHERE` + where + ` AND (` + column + `, s.no, s.id)` + than + `(` + place(n-3) + `, ` + place(n-2) + `, ` + place(n-1) + `)
		ORDER BY ` + column + ` ` + order + `, s.no ` + order + `, s.id ` + order + ` LIMIT ` + place(n)
	rows, err := sqldb.All(ctx, v.q, sqldb.Text(text), (*SupervisionOf).into, args...)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if size := page.Size(); len(rows) > size {
		rows = rows[:size]
		last := rows[size-1]
		next = sqldb.Cursor(supervisionKey{map[bool]int64{false: last.Due, true: last.Answered}[f.Answered], last.Case.No, last.ID})
	}
	for i := range rows {
		rows[i].Due, rows[i].Case.Due = dueOut(rows[i].Due), dueOut(rows[i].Case.Due)
	}
	return rows, next, nil
}

// SupervisionCount is how many supervisions there are of a level, late or not.
type SupervisionCount struct {
	Level, Late, N int64
}

// CountSupervisions counts the whole list, by level and lateness, which the filter does not narrow here.
func (v View) CountSupervisions(ctx context.Context, f SupervisionFilter) ([]SupervisionCount, error) {
	where, args := f.where([]any{v.district}, true)
	args = append(args, f.Now)
	late := `CASE WHEN s.due < ` + place(len(args)) + ` AND s.open = TRUE THEN 1 ELSE 0 END`
	text := `SELECT level, late, count(*) FROM (SELECT s.level AS level, ` + late + ` AS late FROM supervision s WHERE` + where + `) x GROUP BY level, late`
	return sqldb.All(ctx, v.q, sqldb.Text(text), func(c *SupervisionCount) []any { return []any{&c.Level, &c.Late, &c.N} }, args...)
}

// SupervisedLeaf is an event by which somebody demanded an answer: its stream, and its canonical bytes.
type SupervisedLeaf struct{ Stream, Leaf string }

// Supervised finds the events by which somebody demanded an answer, in some streams: a few statements for a page.
func (v View) Supervised(ctx context.Context, streams ...string) ([]SupervisedLeaf, error) {
	return v.leaves(ctx, qAskedTexts, streams)
}

// RecusedIn finds in which of some streams an account has recused.
func (v View) RecusedIn(ctx context.Context, account org.AccountID, streams ...string) (in []string, err error) {
	leaves, err := v.leaves(ctx, qRecusedIn, streams)
	for _, l := range leaves {
		if data, ok := dataOf(l.Leaf); ok && strings.Contains(data, `"`+string(account)+`"`) {
			in = append(in, l.Stream)
		}
	}
	return in, err
}

func (v View) leaves(ctx context.Context, q *sqldb.Stmt, streams []string) (all []SupervisedLeaf, err error) {
	for some := range slices.Chunk(streams, atOnce) {
		found, err := sqldb.All(ctx, v.q, q, func(l *SupervisedLeaf) []any { return []any{&l.Stream, &l.Leaf} }, append([]any{v.district}, filled(some)...)...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}
