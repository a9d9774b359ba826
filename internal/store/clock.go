package store

import (
	"context"
	"time"

	"huying/internal/sqldb"
)

var (
	qDueClocks = sqldb.Q(`SELECT no, name, due FROM clock WHERE district_id = $1 AND next_at <= $2 ORDER BY next_at, no, name LIMIT $3`)
	qLease     = sqldb.Q(`UPDATE clock SET next_at = $1 WHERE district_id = $2 AND no = $3 AND name = $4 AND next_at <= $5`)
)

// DueClock is a clock that has fallen due.
type DueClock struct {
	No   string // of the case
	Name string
	Due  int64
}

func (c *DueClock) into() []any { return []any{&c.No, &c.Name, &c.Due} }

// DueClocks lists the clocks that have fallen due and that nobody holds, the oldest first; one whose lease ran out comes when it did.
func (v View) DueClocks(ctx context.Context, now int64, limit int) ([]DueClock, error) {
	return sqldb.All(ctx, v.q, qDueClocks, (*DueClock).into, v.district, now, int64(limit))
}

// longestLease is how long a clock may be held: whoever lists what has passed looks so far ahead, to find what is held as well.
const longestLease = time.Minute

// Lease takes the due clocks for a worker until an instant, in a minute at most, and gives those it got; more reports that there may be
// others. It only saves work: Lapse records a miss once, whoever sends it.
func (t *Tx) Lease(now, until int64, limit int) (got []DueClock, more bool, err error) {
	until = min(until, now+longestLease.Microseconds())
	due, err := t.DueClocks(t.ctx, now, limit)
	if err != nil {
		return nil, false, err
	}
	for _, c := range due {
		n, err := sqldb.Exec(t.ctx, t.tx, qLease, until, t.district, c.No, c.Name, now)
		if err != nil {
			return nil, false, err
		}
		if n == 1 {
			got = append(got, c)
		}
	}
	return got, len(due) == limit, nil
}
