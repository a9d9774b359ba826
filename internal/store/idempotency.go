package store

import (
	"fmt"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qReplay   = sqldb.Q(`SELECT hash, answer FROM idempotency WHERE district_id = $1 AND account = $2 AND key = $3`)
	qRemember = sqldb.Q(`INSERT INTO idempotency (district_id, account, key, hash, answer, at) VALUES ($1, $2, $3, $4, $5, $6)`)
	qForget   = sqldb.Q(`DELETE FROM idempotency WHERE district_id = $1 AND at < $2`)
	qNextNo   = sqldb.Q(`INSERT INTO case_no (district_id, day, n) VALUES ($1, $2, 1)
		ON CONFLICT (district_id, day) DO UPDATE SET n = case_no.n + 1 RETURNING n`)
)

// RememberFor is how long an answer is kept for its key: phones come back late.
const RememberFor = 35 * 24 * time.Hour

type remembered struct{ hash, answer []byte }

// Replay looks up what a request under this key was answered: the hash of that request's body, and
// the answer.
func (t *Tx) Replay(account org.AccountID, key string) (hash, answer []byte, ok bool, err error) {
	r, ok, err := sqldb.One(t.ctx, t.q, qReplay, func(r *remembered) []any { return []any{&r.hash, &r.answer} },
		t.district, account, key)
	return r.hash, r.answer, ok, err
}

// Remember keeps the answer to a request under its key. Two requests under one key at the same
// time: one of them runs again and finds the other's answer.
func (t *Tx) Remember(account org.AccountID, key string, hash, answer []byte) error {
	return t.tx.Queue(t.ctx, qRemember, t.district, account, key, hash, answer, t.s.now())
}

// Forget drops the answers that are older than RememberFor, and who uploaded what before then.
func (t *Tx) Forget() error {
	before := t.s.now() - RememberFor.Microseconds()
	if err := t.tx.Queue(t.ctx, qForget, t.district, before); err != nil {
		return err
	}
	return t.tx.Queue(t.ctx, qForgetUploads, t.district, before)
}

// NextCaseNo draws the next case number of a day (20190725 → 2019072500001). On PostgreSQL it is drawn
// beside the transaction: were the counter's row locked in it, every report of a district would wait
// for the disk of the one before. So draw it last; a number whose transaction then fails stays unused.
// What is in the record is shown by the log, not by numbers without a gap.
func (t *Tx) NextCaseNo(day string) (string, error) {
	n, _, err := sqldb.One(t.ctx, t.s.db.Aside(t.tx), qNextNo, sqldb.Self[int64], t.district, day)
	if err != nil {
		return "", fmt.Errorf("next case number: %w", err)
	}
	if n > 99999 {
		return "", fmt.Errorf("next case number: the five digits of %s are used up", day)
	}
	return fmt.Sprintf("%s%05d", day, n), nil
}
