package store

import (
	"context"

	"huying/internal/sqldb"
)

// WarningRow (预警) says when a running clock turns yellow. It stands until that has been told, or the clock is over.
type WarningRow struct {
	Kind, Ref string // of the clock
	At        int64
}

var (
	qInsertWarning = sqldb.Q(`INSERT INTO warning (district_id, no, kind, ref, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (district_id, no, kind, ref) DO UPDATE SET at = excluded.at`)
	qDeleteWarning = sqldb.Q(`DELETE FROM warning WHERE district_id = $1 AND no = $2 AND kind = $3 AND ref = $4`)
	qDueWarnings   = sqldb.Q(`SELECT no, at FROM warning WHERE district_id = $1 AND at <= $2 ORDER BY at, no LIMIT $3`)
	qWarningsOf    = sqldb.Q(`SELECT kind, ref, at FROM warning WHERE district_id = $1 AND no = $2`)
	qPutOff        = sqldb.Q(`UPDATE warning SET at = $1 WHERE district_id = $2 AND no = $3 AND at <= $4`)
	qTakeWarning   = sqldb.Q(`DELETE FROM warning WHERE district_id = $1 AND no = $2 AND kind = $3 AND ref = $4 AND at = $5`)
)

// projectWarnings follows the clocks that are still to turn yellow. What has been told already is gone, and stays so.
func (t *Tx) projectWarnings(no string, old, now []WarningRow) error {
	type clock struct{ kind, ref string }
	known := make(map[clock]int64, len(old))
	for _, w := range old {
		known[clock{w.Kind, w.Ref}] = w.At
	}
	for _, w := range now {
		at, ok := known[clock{w.Kind, w.Ref}]
		delete(known, clock{w.Kind, w.Ref})
		if ok && at == w.At {
			continue
		}
		if err := t.tx.Queue(t.ctx, qInsertWarning, t.district, no, w.Kind, w.Ref, w.At); err != nil {
			return err
		}
	}
	for _, w := range old {
		if _, over := known[clock{w.Kind, w.Ref}]; over {
			if err := t.tx.Queue(t.ctx, qDeleteWarning, t.district, no, w.Kind, w.Ref); err != nil {
				return err
			}
		}
	}
	return nil
}

// DueWarnings lists the cases in which a clock has turned yellow and nobody has been told, the earliest first.
func (v View) DueWarnings(ctx context.Context, now int64, limit int) ([]string, error) {
	rows, err := sqldb.All(ctx, v.q, qDueWarnings, func(c *ClockRow) []any { return []any{&c.Name, &c.Due} }, v.district, now, int64(limit))
	nos := make([]string, 0, len(rows))
	for _, r := range rows {
		nos = append(nos, r.Name)
	}
	return nos, err
}

// TakeWarnings takes what has turned yellow in a case by an instant, to tell it: each is given to one taker only.
func (t *Tx) TakeWarnings(no string, now int64) (taken []WarningRow, err error) {
	rows, err := sqldb.All(t.ctx, t.q, qWarningsOf, func(w *WarningRow) []any { return []any{&w.Kind, &w.Ref, &w.At} }, t.district, no)
	if err != nil {
		return nil, err
	}
	for _, w := range rows {
		if w.At > now {
			continue
		}
		n, err := sqldb.Exec(t.ctx, t.tx, qTakeWarning, t.district, no, w.Kind, w.Ref, w.At)
		if err != nil {
			return nil, err
		}
		if n == 1 {
			taken = append(taken, w)
		}
	}
	return taken, nil
}

// PutOffWarnings has what has turned yellow in a case by an instant come up again later: where telling it failed, so that it holds up no other.
func (t *Tx) PutOffWarnings(no string, now, until int64) error {
	return t.tx.Queue(t.ctx, qPutOff, until, t.district, no, now)
}
