package store

import (
	"context"
	"errors"
	"fmt"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qCaseStreams = sqldb.Q(`SELECT stream FROM event WHERE district_id = $1 AND stream > $2 AND stream LIKE 'case/%' AND version = 1
		ORDER BY stream LIMIT $3`)
	qClocksOf  = sqldb.Q(`SELECT name, due FROM clock WHERE district_id = $1 AND no = $2`)
	qRowCounts = sqldb.Q(`SELECT (SELECT count(*) FROM cases WHERE district_id = $1), (SELECT count(*) FROM task WHERE district_id = $1),
		(SELECT count(*) FROM clock WHERE district_id = $1), (SELECT count(*) FROM visible WHERE district_id = $1),
		(SELECT count(*) FROM inbox WHERE district_id = $1), (SELECT count(*) FROM precedent WHERE district_id = $1),
		(SELECT count(*) FROM supervision WHERE district_id = $1)`)
	qAllCounters = sqldb.Q(`SELECT name, day, unit, n FROM counter WHERE district_id = $1 AND n <> 0`)
	qLogOrder    = sqldb.Q(`SELECT e.stream, e.version, e.type, e.at, e.account, e.post, e.unit, e.role, e.leaf FROM entry n
		JOIN event e ON e.district_id = n.district_id AND e.stream = n.stream AND e.version = n.version
		WHERE n.district_id = $1 AND n.idx >= $2 AND n.idx < $3 ORDER BY n.idx`)

	qEmptyCases        = sqldb.Q(`DELETE FROM cases WHERE district_id = $1`)
	qEmptyTasks        = sqldb.Q(`DELETE FROM task WHERE district_id = $1`)
	qEmptyClocks       = sqldb.Q(`DELETE FROM clock WHERE district_id = $1`)
	qEmptyVisible      = sqldb.Q(`DELETE FROM visible WHERE district_id = $1`)
	qEmptyInbox        = sqldb.Q(`DELETE FROM inbox WHERE district_id = $1`)
	qEmptyPrecedents   = sqldb.Q(`DELETE FROM precedent WHERE district_id = $1`)
	qEmptyCounters     = sqldb.Q(`DELETE FROM counter WHERE district_id = $1`)
	qEmptyHandovers    = sqldb.Q(`DELETE FROM handover WHERE district_id = $1`)
	qEmptySupervisions = sqldb.Q(`DELETE FROM supervision WHERE district_id = $1`)
	qRaiseNo           = sqldb.Q(`INSERT INTO case_no (district_id, day, n) VALUES ($1, $2, $3)
		ON CONFLICT (district_id, day) DO UPDATE SET n = excluded.n WHERE case_no.n < excluded.n`)
)

// A Projector folds a case's events into its rows; the view reads the texts that lists show.
type Projector func(ctx context.Context, v View, id string, events []ledger.Event) (Projection, error)

// Rebuild folds a district's record anew, cases from their streams and counters in the order of the
// log, and compares with the running tables: nil when they are equal, *Unsound when not. With
// replace, tables that differ are emptied and written anew, in one transaction; nobody else may write
// meanwhile. What was wrong is told in either case.
func (s *Store) Rebuild(ctx context.Context, d org.DistrictID, project Projector, replace bool) error {
	err := s.Read(ctx, d, func(ctx context.Context, v View) error {
		r := rebuild{v: v, project: project}
		return r.compare(ctx)
	})
	var unsound *Unsound
	if !replace || !errors.As(err, &unsound) {
		return err
	}
	if s.db.Engine() == sqldb.Postgres { // what waits for the sealer is counted when it is sealed
		if _, err := s.Seal(ctx, d); err != nil {
			return err
		}
	}
	again := s.Write(ctx, d, func(ctx context.Context, tx *Tx) error {
		r := rebuild{v: tx.View, project: project}
		return r.replace(ctx, tx)
	})
	if again != nil {
		return fmt.Errorf("rebuild district %d: %w", d, again)
	}
	return unsound
}

type rebuild struct {
	v       View
	project Projector
	found   Unsound
}

// each folds every case, in the order of their streams' names.
func (r *rebuild) each(ctx context.Context, do func(Projection) error) error {
	after := ""
	for {
		streams, err := sqldb.All(ctx, r.v.q, qCaseStreams, sqldb.Self[string], r.v.district, after, int64(sealBatch))
		if err != nil {
			return err
		}
		for _, stream := range streams {
			events, err := r.v.Events(ctx, stream, 0)
			if err != nil {
				return err
			}
			p, err := r.project(ctx, r.v, stream[len("case/"):], events)
			if err != nil {
				return fmt.Errorf("fold %s: %w", stream, err)
			}
			if err := do(p); err != nil {
				return err
			}
			after = stream
		}
		if len(streams) < sealBatch {
			return nil
		}
	}
}

// tally folds the counters over the whole log.
func (r *rebuild) tally(ctx context.Context) (tally, error) {
	t, l := tally{}, &log{district: r.v.district}
	for from := int64(0); ; from += sealBatch {
		rows, err := sqldb.All(ctx, r.v.q, qLogOrder, func(e *eventRow) []any {
			e.event.District = r.v.district
			return append([]any{&e.event.Stream}, e.into()...)
		}, r.v.district, from, from+sealBatch)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			e, err := rows[i].done()
			if err != nil {
				return nil, err
			}
			if err := l.count(ctx, r.v.q, e, t); err != nil {
				return nil, err
			}
		}
		if len(rows) < sealBatch {
			return t, nil
		}
	}
}

type rowCounts struct{ cases, tasks, clocks, visible, inbox, precedents, supervisions int64 }

func (n *rowCounts) into() []any {
	return []any{&n.cases, &n.tasks, &n.clocks, &n.visible, &n.inbox, &n.precedents, &n.supervisions}
}

func (r *rebuild) compare(ctx context.Context) error {
	var want rowCounts
	err := r.each(ctx, func(p Projection) error {
		want.cases++
		want.tasks += int64(len(p.Tasks))
		want.clocks += int64(len(p.Clocks))
		want.visible += int64(len(unique(p.Viewers)))
		want.inbox += int64(len(p.Inbox))
		want.precedents += int64(len(p.Precedents))
		want.supervisions += int64(len(p.Supervisions))
		return r.same(ctx, p)
	})
	if err != nil {
		return err
	}
	have, _, err := sqldb.One(ctx, r.v.q, qRowCounts, (*rowCounts).into, r.v.district)
	if err != nil {
		return err
	}
	if have != want {
		r.found.find("rows of cases, tasks, clocks, lists, inboxes, precedents, supervisions: %v are there, the record gives %v", have, want)
	}
	t, err := r.tally(ctx)
	if err != nil {
		return err
	}
	counters, err := sqldb.All(ctx, r.v.q, qAllCounters, (*Count).into, r.v.district)
	if err != nil {
		return err
	}
	for _, c := range counters {
		n := c.N
		c.N = 0
		if t[c] != n {
			r.found.find("counter %s of %q on %s is %d, the record gives %d", c.Name, c.Unit, c.Day, n, t[c])
		}
		delete(t, c)
	}
	for c, n := range t {
		r.found.find("counter %s of %q on %s is missing, the record gives %d", c.Name, c.Unit, c.Day, n)
	}
	if r.found.Total > 0 {
		return &r.found
	}
	return nil
}

// same compares one case's rows with what its stream gives.
func (r *rebuild) same(ctx context.Context, p Projection) error {
	no := p.Case.No
	c, ok, err := r.v.CaseByNo(ctx, no)
	if err != nil {
		return err
	}
	if !ok || c != p.Case {
		r.found.find("case %s differs from its record", no)
	}
	tasks, err := r.v.Tasks(ctx, no)
	if err != nil {
		return err
	}
	clocks, err := sqldb.All(ctx, r.v.q, qClocksOf, func(k *ClockRow) []any { return []any{&k.Name, &k.Due} }, r.v.district, no)
	if err != nil {
		return err
	}
	if !sameSet(tasks, p.Tasks) {
		r.found.find("tasks of case %s differ from its record", no)
	}
	if !sameSet(clocks, p.Clocks) {
		r.found.find("clocks of case %s differ from its record", no)
	}
	inbox, err := r.v.inboxOf(ctx, no)
	if err != nil {
		return err
	}
	if !sameSet(inbox, p.Inbox) {
		r.found.find("inbox of case %s differs from its record", no)
	}
	supervisions, err := r.v.supervisionsOf(ctx, no)
	if err != nil {
		return err
	}
	if !sameSet(supervisions, p.Supervisions) {
		r.found.find("supervisions of case %s differ from its record", no)
	}
	precedents, err := r.v.precedentsOf(ctx, no)
	if err != nil {
		return err
	}
	if !sameSet(precedents, p.Precedents) {
		r.found.find("precedents of case %s differ from its record", no)
	}
	for _, viewer := range unique(p.Viewers) {
		open, ok, err := sqldb.One(ctx, r.v.q, qSees, sqldb.Self[bool], r.v.district, viewer, no)
		if err != nil {
			return err
		}
		if !ok || open != p.Case.Open {
			r.found.find("case %s is not, or not rightly, in the list of %s", no, viewer)
		}
	}
	return nil
}

func sameSet[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	n := map[T]int{}
	for i := range a {
		n[a[i]]++
		n[b[i]]--
	}
	for _, k := range n {
		if k != 0 {
			return false
		}
	}
	return true
}

func unique(list []string) []string {
	seen := make(map[string]bool, len(list))
	var once []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			once = append(once, s)
		}
	}
	return once
}

func (r *rebuild) replace(ctx context.Context, tx *Tx) error {
	for _, q := range []*sqldb.Stmt{qEmptyCases, qEmptyTasks, qEmptyClocks, qEmptyVisible, qEmptyInbox, qEmptyPrecedents, qEmptySupervisions, qEmptyCounters} {
		if err := tx.tx.Queue(ctx, q, r.v.district); err != nil {
			return err
		}
	}
	numbers := map[string]string{} // day → highest number
	err := r.each(ctx, func(p Projection) error {
		if day, _, ok := cutNo(p.Case.No); ok && numbers[day] < p.Case.No {
			numbers[day] = p.Case.No
		}
		p.Warnings = nil // they stay as they are: what has been told is not told again
		return tx.Project(nil, p)
	})
	if err != nil {
		return err
	}
	for day, no := range numbers {
		_, n, _ := cutNo(no)
		if err := tx.tx.Queue(ctx, qRaiseNo, r.v.district, day, n); err != nil {
			return err
		}
	}
	t, err := r.tally(ctx)
	if err != nil {
		return err
	}
	return t.write(ctx, tx.tx, r.v.district)
}

// cutNo splits a case number into its day and its place on that day.
func cutNo(no string) (day string, n int64, ok bool) {
	if len(no) != 13 {
		return "", 0, false
	}
	for _, c := range no[8:] {
		n = n*10 + int64(c-'0')
	}
	return no[:8], n, true
}
