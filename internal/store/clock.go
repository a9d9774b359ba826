package store

import (
	"context"
	"time"

	"huying/internal/sqldb"
)

var (
	qDueClocks = sqldb.Q(`SELECT no, name, due FROM clock WHERE district_id = $1 AND next_at <= $2 ORDER BY next_at, no, name LIMIT $3`)
	qLease     = sqldb.Q(`UPDATE clock SET next_at = $1 WHERE district_id = $2 AND no = $3 AND name = $4 AND next_at <= $5`)

	qDueLetters = sqldb.Q(`SELECT id, topic, body, at, next_at, attempts FROM outbox
		WHERE district_id = $1 AND dead = FALSE AND next_at <= $2 ORDER BY next_at, id LIMIT $3`)
	qClaimLetter = sqldb.Q(`UPDATE outbox SET next_at = $1, attempts = attempts + 1
		WHERE district_id = $2 AND id = $3 AND next_at = $4 AND dead = FALSE`)
	qTold = sqldb.Q(`DELETE FROM outbox WHERE district_id = $1 AND id = $2`)
	qDead = sqldb.Q(`UPDATE outbox SET dead = TRUE WHERE district_id = $1 AND id = $2`)
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

// Letters lists what is to be told by now.
func (v View) Letters(ctx context.Context, now int64, limit int) ([]Letter, error) {
	return sqldb.All(ctx, v.q, qDueLetters, func(l *Letter) []any {
		return []any{&l.ID, &l.Topic, &l.Body, &l.At, &l.NextAt, &l.Attempts}
	}, v.district, now, int64(limit))
}

// Claim takes a letter for one attempt; if nobody reports success, it comes up again at the given
// instant. ok is false when another worker was quicker.
func (t *Tx) Claim(l Letter, again int64) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qClaimLetter, again, t.district, l.ID, l.NextAt)
	return n == 1, err
}

// Told takes a delivered letter out of the outbox.
func (t *Tx) Told(id string) error { return t.tx.Queue(t.ctx, qTold, t.district, id) }

// GiveUp keeps a letter that could not be delivered, for an administrator to look at.
func (t *Tx) GiveUp(id string) error { return t.tx.Queue(t.ctx, qDead, t.district, id) }
