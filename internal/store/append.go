package store

import (
	"context"
	"encoding/json"
	"fmt"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qEvents = sqldb.Q(`SELECT version, type, at, account, post, unit, role, leaf FROM event
		WHERE district_id = $1 AND stream = $2 AND version >= $3 ORDER BY version`)
	qHead = sqldb.Q(`SELECT version, at FROM event
		WHERE district_id = $1 AND stream = $2 ORDER BY version DESC LIMIT 1`)
	qInsertEvent = sqldb.Q(`INSERT INTO event (district_id, stream, version, type, at, account, post, unit, role, leaf)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`)
	qInsertUnsealed = sqldb.Q(`INSERT INTO unsealed (district_id, at, stream, version) VALUES ($1, $2, $3, $4)`)
)

// Stream loads a stream's events after a version, in order, and remembers where the stream stands
// for Append. A version that the stream has never had makes Append say ErrConflict.
func (t *Tx) Stream(stream string, after int64) ([]ledger.Event, error) {
	events, last, err := t.events(t.ctx, stream, after)
	if err != nil {
		return nil, err
	}
	t.look(stream, last)
	return events, nil
}

// Head tells where a stream stands, and remembers it for Append: its newest version, and that event's instant; zeros for
// a new one.
func (t *Tx) Head(stream string) (version, at int64, err error) {
	h, _, err := sqldb.One(t.ctx, t.q, qHead, func(h *head) []any { return []any{&h.version, &h.at} }, t.district, stream)
	if err != nil {
		return 0, 0, fmt.Errorf("look at stream %s: %w", stream, err)
	}
	t.look(stream, h)
	return h.version, h.at, nil
}

func (t *Tx) look(stream string, h head) {
	if t.heads == nil {
		t.heads = map[string]head{}
	}
	t.heads[stream] = h
}

// Events reads a stream's events after a version, in order.
func (v View) Events(ctx context.Context, stream string, after int64) ([]ledger.Event, error) {
	events, _, err := v.events(ctx, stream, after)
	return events, err
}

// events reads the event at the version too, so that one query also tells where the stream stands.
func (v View) events(ctx context.Context, stream string, after int64) (events []ledger.Event, last head, err error) {
	rows, err := sqldb.All(ctx, v.q, qEvents, func(r *eventRow) []any {
		r.event.District, r.event.Stream = v.district, stream
		return r.into()
	}, v.district, stream, after)
	if err != nil {
		return nil, head{}, fmt.Errorf("load stream %s: %w", stream, err)
	}
	if n := len(rows); n > 0 {
		last = head{rows[n-1].event.Version, rows[n-1].event.At}
		if rows[0].event.Version == after {
			rows = rows[1:]
		}
	}
	events = make([]ledger.Event, len(rows))
	for i := range rows {
		if events[i], err = rows[i].done(); err != nil {
			return nil, head{}, fmt.Errorf("load stream %s, version %d: %w", stream, rows[i].event.Version, err)
		}
	}
	return events, last, nil
}

// eventRow is an event as its columns have it; the payload is cut out of the leaf.
type eventRow struct {
	event ledger.Event
	leaf  string
}

func (r *eventRow) into() []any {
	e := &r.event
	return []any{&e.Version, &e.Type, &e.At, &e.Actor.Account, &e.Actor.Post, &e.Actor.Unit, &e.Actor.Role, &r.leaf}
}

func (r *eventRow) done() (ledger.Event, error) {
	if payload, ok := dataOf(r.leaf); ok {
		r.event.Data = []byte(payload)
		return r.event, nil
	}
	var inside struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal([]byte(r.leaf), &inside); err != nil {
		return ledger.Event{}, fmt.Errorf("stored leaf: %w", err)
	}
	r.event.Data = inside.Data
	return r.event, nil
}

// Append adds events to a stream that stands at version expected, and keeps beside them what was
// sealed. District, stream and version are filled in. It is ErrConflict when the stream stands
// elsewhere; on PostgreSQL that may come out only at the end of the Write.
func (t *Tx) Append(stream string, expected int64, events []ledger.Event, sealed []ledger.Sealed) error {
	if len(events) == 0 {
		return nil
	}
	if err := t.mustBeFounded(); err != nil {
		return err
	}
	at, err := t.expect(stream, expected)
	if err != nil {
		return err
	}
	list := make([]fresh, len(events))
	for i, e := range events {
		e.District, e.Stream, e.Version = t.district, stream, expected+int64(i)+1
		if e.At < at {
			return fmt.Errorf("append to %s: event %d is earlier than the one before (P-04)", stream, e.Version)
		}
		at = e.At
		leaf, err := e.Leaf()
		if err != nil {
			return fmt.Errorf("append to %s: %w", stream, err)
		}
		if err := t.tx.Queue(t.ctx, qInsertEvent, e.District, e.Stream, e.Version, e.Type, e.At,
			e.Actor.Account, e.Actor.Post, e.Actor.Unit, e.Actor.Role, string(leaf)); err != nil {
			if sqldb.IsUniqueViolation(err) {
				return ErrConflict
			}
			return err
		}
		list[i] = fresh{e, leaf}
	}
	t.look(stream, head{expected + int64(len(events)), at})
	if err := t.keep(stream, sealed); err != nil {
		return err
	}
	return t.toSeal(list)
}

// expect makes sure that the stream stands at the expected version, and gives the instant of its
// last event. That a stream is new is left to the key of the table.
func (t *Tx) expect(stream string, expected int64) (at int64, err error) {
	h, ok := t.heads[stream]
	if !ok && expected > 0 {
		h, _, err = sqldb.One(t.ctx, t.q, qHead, func(h *head) []any { return []any{&h.version, &h.at} }, t.district, stream)
		if err != nil {
			return 0, fmt.Errorf("look at stream %s: %w", stream, err)
		}
		t.look(stream, h)
	}
	if h.version != expected {
		return 0, ErrConflict
	}
	return h.at, nil
}

// toSeal hands the events over: to the group's seal on SQLite, to the sealer on PostgreSQL.
func (t *Tx) toSeal(list []fresh) error {
	if t.tx.Engine() == sqldb.SQLite {
		t.tx.Kept(func() { t.s.group.add(t.district, list) })
		return nil
	}
	for _, f := range list {
		if err := t.tx.Queue(t.ctx, qInsertUnsealed, t.district, f.event.At, f.event.Stream, f.event.Version); err != nil {
			return err
		}
	}
	t.tx.Committed(t.s.nudge)
	return nil
}

// fresh is an event that is committed, or about to be, and not in the log yet.
type fresh struct {
	event ledger.Event
	leaf  []byte
}

func (t *Tx) mustBeFounded() error {
	if _, ok := t.s.founded.Load(t.district); ok {
		return nil
	}
	_, ok, err := sqldb.One(t.ctx, t.q, qLogExists, sqldb.Self[int64], t.district)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("%w: %d", ErrUnknownDistrict, t.district)
	}
	t.s.founded.Store(t.district, struct{}{}) // by another process, and for ever
	return nil
}

var qLogExists = sqldb.Q(`SELECT size FROM log WHERE district_id = $1`)

// origin is the name of a district's log and of the key that signs it.
func (s *Store) origin(d org.DistrictID) string { return fmt.Sprintf("%s/log/%d", s.options.Origin, d) }
