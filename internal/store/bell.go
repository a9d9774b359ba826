package store

import (
	"context"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Bell (提醒) is one thing that an account is told in the app. The body holds codes and ids only.
type Bell struct {
	ID     string // of the letter: telling twice is one bell
	At     int64
	Topic  string
	Body   string
	Urgent bool
	Seen   int64 // when its account saw it; 0 = not yet
}

func (b *Bell) into() []any { return []any{&b.ID, &b.At, &b.Topic, &b.Body, &b.Urgent, &b.Seen} }

var (
	qInsertBell = sqldb.Q(`INSERT INTO bell (district_id, account, id, at, topic, body, urgent, seen) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
		ON CONFLICT (district_id, account, id) DO NOTHING`)
	qBells = sqldb.Q(`SELECT id, at, topic, body, urgent, seen FROM bell WHERE district_id = $1 AND account = $2
		AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5`)
	qUnseen = sqldb.Q(`SELECT id, at, topic, body, urgent, seen FROM bell WHERE district_id = $1 AND account = $2
		AND seen = 0 ORDER BY urgent DESC LIMIT $3`)
	qSeen      = sqldb.Q(`UPDATE bell SET seen = $1 WHERE district_id = $2 AND account = $3 AND id = $4 AND seen = 0`)
	qAllSeen   = sqldb.Q(`UPDATE bell SET seen = $1 WHERE district_id = $2 AND account = $3 AND seen = 0 AND at <= $4`)
	qRungSince = sqldb.Q(`SELECT account, at FROM bell WHERE district_id = $1 AND at > $2 ORDER BY at, account LIMIT $3`)
	qLastRung  = sqldb.Q(`SELECT at FROM bell WHERE district_id = $1 ORDER BY at DESC LIMIT 1`)
	qDropBells = sqldb.Q(`DELETE FROM bell WHERE district_id = $1 AND at < $2`)
)

// Ring tells an account in the app; fresh is false where it has been told already.
func (t *Tx) Ring(account org.AccountID, b Bell) (fresh bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qInsertBell, t.district, account, b.ID, b.At, b.Topic, b.Body, b.Urgent)
	return n == 1, err
}

type bellKey struct {
	At int64
	ID string
}

// Bells lists what an account was told, the newest first.
func (v View) Bells(ctx context.Context, account org.AccountID, p sqldb.Page) (list []Bell, next string, err error) {
	last := bellKey{At: never}
	if _, err := p.After(&last); err != nil {
		return nil, "", err
	}
	list, err = sqldb.All(ctx, v.q, qBells, (*Bell).into, v.district, account, last.At, last.ID, int64(p.Size())+1)
	if err != nil || len(list) <= p.Size() {
		return list, "", err
	}
	list = list[:p.Size()]
	end := list[len(list)-1]
	return list, sqldb.Cursor(bellKey{end.At, end.ID}), nil
}

// Unseen lists what an account was told and has not seen, so many at most, the urgent first.
func (v View) Unseen(ctx context.Context, account org.AccountID, limit int) ([]Bell, error) {
	return sqldb.All(ctx, v.q, qUnseen, (*Bell).into, v.district, account, int64(limit))
}

// See marks one bell of an account as seen.
func (t *Tx) See(account org.AccountID, id string, at int64) error {
	return t.tx.Queue(t.ctx, qSeen, at, t.district, account, id)
}

// SeeAll marks what an account was told by an instant as seen.
func (t *Tx) SeeAll(account org.AccountID, by, at int64) error {
	return t.tx.Queue(t.ctx, qAllSeen, at, t.district, account, by)
}

// LastRung is when somebody was last told something in the app; 0 where nobody ever was.
func (v View) LastRung(ctx context.Context) (int64, error) {
	at, _, err := sqldb.One(ctx, v.q, qLastRung, sqldb.Self[int64], v.district)
	return at, err
}

// RungSince lists who was told something after an instant, with repeats, so many at most.
func (v View) RungSince(ctx context.Context, after int64, limit int) (accounts []org.AccountID, last int64, err error) {
	last = after
	rows, err := sqldb.All(ctx, v.q, qRungSince, func(r *bellKey) []any { return []any{&r.ID, &r.At} }, v.district, after, int64(limit))
	for _, r := range rows {
		accounts, last = append(accounts, org.AccountID(r.ID)), r.At
	}
	return accounts, last, err
}

// DropBells forgets what was told before an instant.
func (t *Tx) DropBells(before int64) error { return t.tx.Queue(t.ctx, qDropBells, t.district, before) }
