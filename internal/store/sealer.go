package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	// For PostgreSQL only: whatever is deleted is sealed in the same transaction, so an event cannot
	// fall between two sealers. Inside a stream the order is kept, since "at" never decreases there.
	// LATERAL with LIMIT has each event looked up by its key: a planner without fresh statistics else
	// joins by reading the whole table of events, and sealing gets slower with every one. What is of one instant
	// is taken together: two cases that one transaction wrote to are never parted by a checkpoint.
	qTakeUnsealed = sqldb.Per("", `WITH gone AS (
			DELETE FROM unsealed WHERE district_id = $1 AND at <= (SELECT max(o.at) FROM (
				SELECT at FROM unsealed WHERE district_id = $1 ORDER BY at, stream, version LIMIT $2) o)
			RETURNING at, stream, version)
		SELECT e.stream, e.version, e.type, e.at, e.account, e.post, e.unit, e.role, e.leaf
		FROM gone g CROSS JOIN LATERAL (
			SELECT v.stream, v.version, v.type, v.at, v.account, v.post, v.unit, v.role, v.leaf FROM event v
			WHERE v.district_id = $1 AND v.stream = g.stream AND v.version = g.version LIMIT 1) e
		ORDER BY g.at, g.stream, g.version`)
	// Over all tenants, read only; for PostgreSQL only. One probe of the index for each: the rows that
	// were sealed and not yet vacuumed are never walked over.
	qWaiting = sqldb.Per("", `SELECT l.district_id FROM log l LEFT JOIN LATERAL (SELECT u.at FROM unsealed u
		WHERE u.district_id = l.district_id ORDER BY u.district_id, u.at, u.stream, u.version LIMIT 1) w ON TRUE
		WHERE w.at IS NOT NULL OR l.size > l.signed_size`)
)

// sealBatch bounds one sealing transaction.
const sealBatch = 4096

// Seal brings a district's committed events into its log and tells how many. On SQLite there is
// nothing to do: they are sealed already. Any number of sealers may run: the log's row is locked.
func (s *Store) Seal(ctx context.Context, d org.DistrictID) (n int, err error) {
	return s.sealOne(ctx, d, false)
}

// SealNow is Seal, and signs what it sealed at once, however recent the last checkpoint.
func (s *Store) SealNow(ctx context.Context, d org.DistrictID) error {
	for {
		if n, err := s.sealOne(ctx, d, true); err != nil || n < sealBatch {
			return err
		}
	}
}

func (s *Store) sealOne(ctx context.Context, d org.DistrictID, force bool) (n int, err error) {
	if s.options.ReadOnly {
		return 0, ErrReadOnly
	}
	if s.db.Engine() == sqldb.SQLite {
		return 0, s.tick(ctx, force)
	}
	var grown *log
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		l, err := s.openLog(ctx, tx, d)
		if err != nil {
			return err
		}
		list, err := s.unsealed(ctx, tx, d)
		if err != nil {
			return err
		}
		n, grown = len(list), l
		return s.seal(ctx, tx, l, list, s.now(), force)
	})
	if err != nil {
		return 0, fmt.Errorf("seal district %d: %w", d, err)
	}
	s.remember(grown)
	return n, nil
}

func (s *Store) unsealed(ctx context.Context, tx *sqldb.Tx, d org.DistrictID) ([]fresh, error) {
	rows, err := sqldb.All(ctx, tx, qTakeUnsealed, func(r *eventRow) []any {
		r.event.District = d
		return append([]any{&r.event.Stream}, r.into()...)
	}, d, sealBatch)
	if err != nil {
		return nil, err
	}
	list := make([]fresh, len(rows))
	for i := range rows {
		e, err := rows[i].done()
		if err != nil {
			return nil, err
		}
		list[i] = fresh{e, []byte(rows[i].leaf)}
	}
	return list, nil
}

// Intervals of the sealer: it polls, since events may be committed by other processes, and is woken
// by those of its own.
const (
	pollEvery = 150 * time.Millisecond
	tickEvery = 200 * time.Millisecond
	gather    = 25 * time.Millisecond // after a wake-up, so that many events share a sealing
)

// RunSealer seals until the context ends. On PostgreSQL it seals what is committed, on every
// engine it signs within a second of the last event. Failures are told to report and tried again.
func (s *Store) RunSealer(ctx context.Context, report func(error)) {
	every := tickEvery
	if s.db.Engine() == sqldb.Postgres {
		every = pollEvery
	}
	timer := time.NewTicker(every)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-s.wake:
			select {
			case <-ctx.Done():
				return
			case <-time.After(gather):
			}
		}
		if err := s.sealAll(ctx, false); err != nil && ctx.Err() == nil {
			report(err)
		}
	}
}

// nudge wakes the sealer of this process.
func (s *Store) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// sealAll seals every district that has something to seal or to sign; with force it signs at once.
func (s *Store) sealAll(ctx context.Context, force bool) error {
	if s.db.Engine() == sqldb.SQLite {
		return s.tick(ctx, force)
	}
	waiting, err := sqldb.All(ctx, s.db, qWaiting, sqldb.Self[org.DistrictID])
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range waiting {
		for {
			n, err := s.sealOne(ctx, d, force)
			if err != nil {
				errs = append(errs, err)
			}
			if n < sealBatch {
				break
			}
		}
	}
	return errors.Join(errs...)
}

// Vkey gives the public half of the key that signs the district's log, as /vkey serves it.
func (v View) Vkey(ctx context.Context) (string, error) {
	row, ok, err := sqldb.One(ctx, v.q, qLog, (*logRow).into, v.district)
	if err == nil && !ok {
		err = fmt.Errorf("%w: %d", ErrUnknownDistrict, v.district)
	}
	return row.vkey, err
}

// Checkpoint gives the newest signed checkpoint.
func (v View) Checkpoint(ctx context.Context) (CheckpointRow, error) {
	row, ok, err := sqldb.One(ctx, v.q, qCheckpoint, (*CheckpointRow).into, v.district)
	if err == nil && !ok {
		err = fmt.Errorf("%w: %d", ErrUnknownDistrict, v.district)
	}
	return row, err
}

// Receipt makes the receipt of an event: where it stands in the log and the proof, under the newest
// checkpoint. ok is false while no checkpoint covers it. An event that is not what was sealed has none:
// it is an error.
func (v View) Receipt(ctx context.Context, stream string, version int64) (r ledger.Receipt, ok bool, err error) {
	index, ok, err := v.IndexOf(ctx, stream, version)
	if err != nil || !ok {
		return r, false, err
	}
	last, err := v.Checkpoint(ctx)
	if err != nil || last.Size <= index {
		return r, false, err
	}
	vkey, err := v.Vkey(ctx)
	if err != nil {
		return r, false, err
	}
	key, err := ledger.ParseVerifierKey(vkey)
	if err != nil {
		return r, false, err
	}
	leaves, err := v.Leaves(ctx, index, index+1)
	if err != nil || len(leaves) != 1 {
		return r, false, fmt.Errorf("receipt: leaf %d: %w", index, err)
	}
	r, err = ledger.IssueReceipt([]byte(last.Note), key, index, leaves[0], v.ReadTile(ctx))
	return r, err == nil, err
}
