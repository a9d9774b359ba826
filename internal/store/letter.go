package store

import (
	"context"

	"huying/internal/sqldb"
)

// A Letter (待发) is something that must be told outside the transaction, at least once. The body
// holds codes and ids only, nothing that people wrote.
type Letter struct {
	ID       string // made from stream, version and place, so that telling twice is the same letter
	Topic    string
	Body     string
	At       int64
	NextAt   int64
	Attempts int64
}

var (
	qInsertLetter = sqldb.Q(`INSERT INTO outbox (district_id, id, topic, body, at, next_at, attempts, dead)
		VALUES ($1, $2, $3, $4, $5, $6, 0, FALSE) ON CONFLICT (district_id, id) DO NOTHING`)
	qDueLetters = sqldb.Q(`SELECT id, topic, body, at, next_at, attempts FROM outbox
		WHERE district_id = $1 AND dead = FALSE AND next_at <= $2 ORDER BY next_at, id LIMIT $3`)
	qClaimLetter = sqldb.Q(`UPDATE outbox SET next_at = $1, attempts = attempts + 1
		WHERE district_id = $2 AND id = $3 AND next_at = $4 AND dead = FALSE`)
	qTold = sqldb.Q(`DELETE FROM outbox WHERE district_id = $1 AND id = $2`)
	qDead = sqldb.Q(`UPDATE outbox SET dead = TRUE WHERE district_id = $1 AND id = $2`)
)

// Tell puts a letter into the outbox, with the event it is about.
func (t *Tx) Tell(l Letter) error {
	return t.tx.Queue(t.ctx, qInsertLetter, t.district, l.ID, l.Topic, l.Body, l.At, l.NextAt)
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

// GiveUp keeps a letter that could not be routed, though it is tried no more: only a fault of ours makes one fail, and the log names it.
func (t *Tx) GiveUp(id string) error { return t.tx.Queue(t.ctx, qDead, t.district, id) }
