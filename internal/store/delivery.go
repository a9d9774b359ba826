package store

import (
	"context"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Delivery (投递) is one message to one address over one channel: an account's, or an endpoint's. The body holds codes and
// ids only; the words are made when it is sent.
type Delivery struct {
	ID       string // the message's id on every attempt
	Channel  string
	Account  org.AccountID // "" for an endpoint
	Endpoint string        // "" for an account
	Topic    string
	Body     string
	At       int64
	NextAt   int64
	Attempts int64
	Error    string // why the last attempt failed; no address, no secret
}

func (d *Delivery) into() []any {
	return []any{&d.ID, &d.Channel, &d.Account, &d.Endpoint, &d.Topic, &d.Body, &d.At, &d.NextAt, &d.Attempts, &d.Error}
}

var (
	qInsertDelivery = sqldb.Q(`INSERT INTO delivery (district_id, id, channel, account, endpoint, topic, body, at, next_at, attempts,
		dead, error) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, FALSE, '') ON CONFLICT (district_id, id) DO NOTHING`)
	qDueDeliveries = sqldb.Q(`SELECT id, channel, account, endpoint, topic, body, at, next_at, attempts, error FROM delivery
		WHERE district_id = $1 AND dead = FALSE AND next_at <= $2 ORDER BY next_at, id LIMIT $3`)
	qClaimDelivery = sqldb.Q(`UPDATE delivery SET next_at = $1, attempts = attempts + 1
		WHERE district_id = $2 AND id = $3 AND next_at = $4 AND dead = FALSE`)
	qDelivered   = sqldb.Q(`DELETE FROM delivery WHERE district_id = $1 AND id = $2`)
	qFailed      = sqldb.Q(`UPDATE delivery SET next_at = $1, dead = $2, error = $3 WHERE district_id = $4 AND id = $5`)
	qUndelivered = sqldb.Q(`SELECT id, channel, account, endpoint, topic, body, at, next_at, attempts, error FROM delivery
		WHERE district_id = $1 AND dead = TRUE AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4`)
	qResend = sqldb.Q(`UPDATE delivery SET next_at = $1, at = $1, attempts = 0, dead = FALSE WHERE district_id = $2 AND id = $3 AND dead = TRUE`)
)

// Deliver has something sent; the same id is sent once.
func (t *Tx) Deliver(d Delivery) error {
	return t.tx.Queue(t.ctx, qInsertDelivery, t.district, d.ID, d.Channel, d.Account, d.Endpoint, d.Topic, d.Body, d.At, d.NextAt)
}

// DueDeliveries lists what is to be sent by now, what has waited longest first.
func (v View) DueDeliveries(ctx context.Context, now int64, limit int) ([]Delivery, error) {
	return sqldb.All(ctx, v.q, qDueDeliveries, (*Delivery).into, v.district, now, int64(limit))
}

// ClaimDelivery takes a delivery for one attempt; if nobody says how it went, it comes up again at the given instant. ok is
// false when another worker was quicker.
func (t *Tx) ClaimDelivery(d Delivery, again int64) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qClaimDelivery, again, t.district, d.ID, d.NextAt)
	return n == 1, err
}

// Delivered takes away what has arrived.
func (t *Tx) Delivered(id string) error { return t.tx.Queue(t.ctx, qDelivered, t.district, id) }

// Failed has a delivery tried again at an instant, or keeps it as dead for an administrator.
func (t *Tx) Failed(id string, again int64, dead bool, why string) error {
	return t.tx.Queue(t.ctx, qFailed, again, dead, why, t.district, id)
}

// Undelivered (未送达) lists what could not be delivered, the oldest first.
func (v View) Undelivered(ctx context.Context, p sqldb.Page) (list []Delivery, next string, err error) {
	var last bellKey
	if _, err := p.After(&last); err != nil {
		return nil, "", err
	}
	list, err = sqldb.All(ctx, v.q, qUndelivered, (*Delivery).into, v.district, last.At, last.ID, int64(p.Size())+1)
	if err != nil || len(list) <= p.Size() {
		return list, "", err
	}
	list = list[:p.Size()]
	end := list[len(list)-1]
	return list, sqldb.Cursor(bellKey{end.At, end.ID}), nil
}

// Resend has a dead delivery sent anew; ok is false where it is not dead any more.
func (t *Tx) Resend(id string, at int64) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qResend, at, t.district, id)
	return n == 1, err
}
