package store

import (
	"context"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Address (投递去向) is one address of one channel: an account's, or an endpoint's.
type Address struct {
	Channel  string
	Account  org.AccountID // "" for an endpoint
	Endpoint string        // "" for an account
}

// Delivery (投递) is one message to one address. The body holds codes and ids only; the words are made when it is sent. It
// goes when it has arrived.
type Delivery struct {
	ID string // the message's id on every attempt
	Address
	Topic    string
	Body     string
	Urgent   bool  // goes before the others, and at once
	At       int64 // when what it tells was told
	NextAt   int64 // not before
	Until    int64 // tried no more after this
	Attempts int64
	Error    string // why the last attempt failed; no address, no secret
}

func (d *Delivery) into() []any {
	return []any{
		&d.ID, &d.Channel, &d.Account, &d.Endpoint, &d.Topic, &d.Body, &d.Urgent, &d.At, &d.NextAt, &d.Until, &d.Attempts, &d.Error,
	}
}

const deliveryColumns = `id, channel, account, endpoint, topic, body, urgent, at, next_at, until, attempts, error`

var (
	qInsertDelivery = sqldb.Q(`INSERT INTO delivery (district_id, id, channel, account, endpoint, topic, body, urgent, at, next_at,
		until, attempts, dead, error) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, FALSE, '')
		ON CONFLICT (district_id, id) DO NOTHING`)
	qDelivery  = sqldb.Q(`SELECT ` + deliveryColumns + `, dead FROM delivery WHERE district_id = $1 AND id = $2`)
	qDelivered = sqldb.Q(`DELETE FROM delivery WHERE district_id = $1 AND id = $2`)
	qFailed    = sqldb.Q(`UPDATE delivery SET dead = $1, error = $2, attempts = attempts + 1 WHERE district_id = $3 AND id = $4`)
	qBury      = sqldb.Q(`UPDATE delivery SET dead = TRUE, error = $1, attempts = CASE WHEN attempts < $2 THEN $2 ELSE attempts END
		WHERE district_id = $3 AND channel = $4 AND account = $5 AND endpoint = $6 AND dead = FALSE AND until <= $7`)

	qUndelivered = sqldb.Q(`SELECT ` + deliveryColumns + ` FROM delivery
		WHERE district_id = $1 AND dead = TRUE AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4`)
	qBuried = sqldb.Q(`SELECT ` + deliveryColumns + ` FROM delivery
		WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4 AND dead = TRUE ORDER BY at, id LIMIT $5`)
	qCountBuried = sqldb.Q(`SELECT COUNT(*) FROM (SELECT id FROM delivery WHERE district_id = $1 AND dead = TRUE LIMIT $2) AS part`)
	qResend      = sqldb.Q(`UPDATE delivery SET next_at = $1, until = $2, attempts = 0, dead = FALSE
		WHERE district_id = $3 AND id = $4 AND dead = TRUE`)
	qDiscard     = sqldb.Q(`DELETE FROM delivery WHERE district_id = $1 AND id = $2 AND dead = TRUE`)
	qAbandonDead = sqldb.Q(`DELETE FROM delivery WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4 AND dead = TRUE`)
	qAbandonLive = sqldb.Q(`DELETE FROM delivery WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4 AND dead = FALSE`)
)

// Deliver has something sent, and its lane looked at; the same id is sent once.
func (t *Tx) Deliver(d Delivery) error {
	if err := t.tx.Queue(t.ctx, qInsertDelivery, t.district, d.ID, d.Channel, d.Account, d.Endpoint, d.Topic, d.Body, d.Urgent, d.At,
		d.NextAt, d.Until); err != nil {
		return err
	}
	return t.Open(d.Address, d.NextAt, d.Urgent)
}

// Delivery gives one delivery, and whether it is tried no more.
func (v View) Delivery(ctx context.Context, id string) (d Delivery, dead, ok bool, err error) {
	type row struct {
		Delivery
		dead bool
	}
	r, ok, err := sqldb.One(ctx, v.q, qDelivery, func(r *row) []any { return append(r.into(), &r.dead) }, v.district, id)
	return r.Delivery, r.dead, ok, err
}

// Delivered takes away what has arrived.
func (t *Tx) Delivered(id string) error { return t.tx.Queue(t.ctx, qDelivered, t.district, id) }

// Failed counts an attempt at a delivery and keeps why it failed; a dead one is kept for an administrator.
func (t *Tx) Failed(id string, dead bool, why string) error {
	return t.tx.Queue(t.ctx, qFailed, dead, why, t.district, id)
}

// Bury keeps as dead what has waited for an address until its time was over; attempts is how often that address was tried
// meanwhile.
func (t *Tx) Bury(a Address, now, attempts int64, why string) (n int64, err error) {
	return sqldb.Exec(t.ctx, t.tx, qBury, why, attempts, t.district, a.Channel, a.Account, a.Endpoint, now)
}

// Undelivered (未送达) lists what could not be delivered, the oldest first.
func (v View) Undelivered(ctx context.Context, p sqldb.Page) (list []Delivery, next string, err error) {
	var last deliveryKey
	if _, err := p.After(&last); err != nil {
		return nil, "", err
	}
	list, err = sqldb.All(ctx, v.q, qUndelivered, (*Delivery).into, v.district, last.At, last.ID, int64(p.Size())+1)
	if err != nil || len(list) <= p.Size() {
		return list, "", err
	}
	list = list[:p.Size()]
	end := list[len(list)-1]
	return list, sqldb.Cursor(deliveryKey{end.At, end.ID}), nil
}

type deliveryKey struct {
	At int64  `json:"at"`
	ID string `json:"id"`
}

// UndeliveredTo lists some of what could not be delivered to one address, the oldest first.
func (v View) UndeliveredTo(ctx context.Context, a Address, limit int) ([]Delivery, error) {
	return sqldb.All(ctx, v.q, qBuried, (*Delivery).into, v.district, a.Channel, a.Account, a.Endpoint, int64(limit))
}

// CountUndelivered counts what could not be delivered, at most so far.
func (v View) CountUndelivered(ctx context.Context, most int) (int, error) {
	n, _, err := sqldb.One(ctx, v.q, qCountBuried, sqldb.Self[int64], v.district, int64(most))
	return int(n), err
}

// Resend has a dead delivery sent anew, until an instant; ok is false where it is not dead any more.
func (t *Tx) Resend(d Delivery, at, until int64) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qResend, at, until, t.district, d.ID)
	if err != nil || n != 1 {
		return false, err
	}
	return true, t.Open(d.Address, at, true)
}

// Discard throws a dead delivery away; ok is false where it is not dead any more.
func (t *Tx) Discard(id string) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qDiscard, t.district, id)
	return n == 1, err
}

// Abandon throws away all that is kept for an address that is no more.
func (t *Tx) Abandon(a Address) (n int64, err error) {
	if err := t.tx.Queue(t.ctx, qCloseLane, t.district, a.Channel, a.Account, a.Endpoint); err != nil {
		return 0, err
	}
	for _, q := range []*sqldb.Stmt{qAbandonDead, qAbandonLive} {
		some, err := sqldb.Exec(t.ctx, t.tx, q, t.district, a.Channel, a.Account, a.Endpoint)
		if err != nil {
			return 0, err
		}
		n += some
	}
	return n, nil
}
