package store

import (
	"context"

	"huying/internal/sqldb"
)

// Lane (投递队列) is what waits for one address: worked off in order, by one worker at a time. While the receiver is away, its
// head alone is tried. There is a row while something waits.
type Lane struct {
	Address
	NextAt   int64 // not before
	Failures int64 // attempts that failed since the last that did not
}

func (l *Lane) into() []any {
	return []any{&l.Channel, &l.Account, &l.Endpoint, &l.NextAt, &l.Failures}
}

var (
	qOpenLane = sqldb.Q(`INSERT INTO lane (district_id, channel, account, endpoint, next_at, leased, failures)
		VALUES ($1, $2, $3, $4, $5, 0, 0) ON CONFLICT (district_id, channel, account, endpoint) DO UPDATE SET next_at =
		CASE WHEN excluded.next_at < lane.next_at AND (lane.failures = 0 OR $6 = TRUE) THEN excluded.next_at ELSE lane.next_at END`)
	qDueLanes = sqldb.Q(`SELECT channel, account, endpoint, next_at, failures FROM lane
		WHERE district_id = $1 AND next_at <= $2 AND leased <= $3 ORDER BY next_at LIMIT $4`)
	qTakeLane = sqldb.Q(`UPDATE lane SET leased = $1 WHERE district_id = $2 AND channel = $3 AND account = $4 AND endpoint = $5
		AND next_at <= $6 AND leased <= $7`)
	qLeaveLane = sqldb.Q(`UPDATE lane SET leased = 0, next_at = $1, failures = $2
		WHERE district_id = $3 AND channel = $4 AND account = $5 AND endpoint = $6 AND leased = $7`)
	qSetLane = sqldb.Q(`UPDATE lane SET next_at = $1 WHERE district_id = $2 AND channel = $3 AND account = $4 AND endpoint = $5`)

	qCloseLane = sqldb.Q(`DELETE FROM lane WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4`)
	qInLane    = sqldb.Q(`SELECT ` + deliveryColumns + ` FROM delivery
		WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4 AND dead = FALSE AND urgent = $5 AND next_at <= $6
		ORDER BY next_at, id LIMIT $7`)
	qNextInLane = sqldb.Q(`SELECT next_at, attempts FROM delivery
		WHERE district_id = $1 AND channel = $2 AND account = $3 AND endpoint = $4 AND dead = FALSE AND urgent = $5
		ORDER BY next_at, id LIMIT 1`)
)

// Open has an address looked at from an instant on. A receiver that is away is looked at when it is its turn, unless it must
// be at once.
func (t *Tx) Open(a Address, at int64, must bool) error {
	return t.tx.Queue(t.ctx, qOpenLane, t.district, a.Channel, a.Account, a.Endpoint, at, must)
}

// DueLanes lists the addresses that something can be sent to by now and that nobody is at, what has waited longest first.
func (v View) DueLanes(ctx context.Context, now int64, limit int) ([]Lane, error) {
	return sqldb.All(ctx, v.q, qDueLanes, (*Lane).into, v.district, now, now, int64(limit))
}

// Take takes an address for one worker until an instant; ok is false when another was quicker.
func (t *Tx) Take(l Lane, now, until int64) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qTakeLane, until, t.district, l.Channel, l.Account, l.Endpoint, now, now)
	return n == 1, err
}

// InLane lists what can be sent to an address by now: first what is urgent, then what has waited longest.
func (v View) InLane(ctx context.Context, a Address, now int64, limit int) (list []Delivery, err error) {
	for _, urgent := range []bool{true, false} {
		some, err := sqldb.All(ctx, v.q, qInLane, (*Delivery).into, v.district, a.Channel, a.Account, a.Endpoint, urgent, now,
			int64(limit-len(list)))
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	return list, nil
}

// Leave gives an address back that was taken until an instant: it is looked at again when the next message may be sent, and
// not before again; at once, if something urgent has come that was not tried yet. Whoever has lost it leaves nothing behind.
func (t *Tx) Leave(l Lane, taken, again, failures int64) error {
	// The row is held first: what is put into the lane at the same time either is seen here, or opens the lane after us.
	n, err := sqldb.Exec(t.ctx, t.tx, qLeaveLane, again, failures, t.district, l.Channel, l.Account, l.Endpoint, taken)
	if err != nil || n == 0 {
		return err
	}
	type head struct{ next, attempts int64 }
	var next int64
	found := false
	for _, urgent := range []bool{true, false} {
		h, ok, err := sqldb.One(t.ctx, t.q, qNextInLane, func(h *head) []any { return []any{&h.next, &h.attempts} }, t.district, l.Channel,
			l.Account, l.Endpoint, urgent)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if !urgent || h.attempts > 0 {
			h.next = max(h.next, again)
		}
		if !found || h.next < next {
			next, found = h.next, true
		}
	}
	if !found {
		return t.tx.Queue(t.ctx, qCloseLane, t.district, l.Channel, l.Account, l.Endpoint)
	}
	return t.tx.Queue(t.ctx, qSetLane, next, t.district, l.Channel, l.Account, l.Endpoint)
}
