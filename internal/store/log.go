package store

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qLogs = sqldb.Q(`SELECT district_id FROM log ORDER BY district_id`) // over all tenants, only at start and by the sealer
	qLog  = sqldb.Q(`SELECT origin, vkey, size, signed_size, signed_at FROM log WHERE district_id = $1`)
	// Differs because SQLite has one writer and no row locks.
	qLockLog = sqldb.Per(
		`SELECT origin, vkey, size, signed_size, signed_at FROM log WHERE district_id = $1`,
		`SELECT origin, vkey, size, signed_size, signed_at FROM log WHERE district_id = $1 FOR UPDATE`)
	qInsertLog = sqldb.Q(`INSERT INTO log (district_id, origin, vkey, size, signed_size, signed_at) VALUES ($1, $2, $3, 0, 0, $4)`)
	qGrowLog   = sqldb.Q(`UPDATE log SET size = $1, signed_size = $2, signed_at = $3 WHERE district_id = $4 AND size = $5`)

	qInsertCheckpoint = sqldb.Q(`INSERT INTO checkpoint (district_id, size, at, root, note) VALUES ($1, $2, $3, $4, $5)`)
	qCheckpoint       = sqldb.Q(`SELECT size, at, root, note FROM checkpoint WHERE district_id = $1 ORDER BY size DESC LIMIT 1`)
	qHashesFrom       = sqldb.Q(`SELECT hash FROM entry WHERE district_id = $1 AND idx >= $2 ORDER BY idx`)
)

// log is what is kept in memory of a district's log, so that it can grow without reading.
type log struct {
	district org.DistrictID
	origin   string
	vkey     string
	key      note.Signer // nil until the first signature
	edge     *ledger.Edge
	signed   int64         // size of the tree last signed
	root     ledger.Hash   // its root
	peaks    []ledger.Hash // its complete subtrees
	signedAt int64
	cases    map[string]*whose // what the counters remember of cases that moved lately
}

type logRow struct {
	origin, vkey           string
	size, signed, signedAt int64
}

func (r *logRow) into() []any { return []any{&r.origin, &r.vkey, &r.size, &r.signed, &r.signedAt} }

// CheckpointRow is a signed checkpoint as it is published.
type CheckpointRow struct {
	Size int64
	At   int64
	Root []byte
	Note string // the signed note
}

func (r *CheckpointRow) into() []any { return []any{&r.Size, &r.At, &r.Root, &r.Note} }

// restoreAll restores every district's log and refuses with the first that is not what was signed.
func (s *Store) restoreAll(ctx context.Context) error {
	districts, err := sqldb.All(ctx, s.db, qLogs, sqldb.Self[org.DistrictID])
	if err != nil {
		return err
	}
	for _, d := range districts {
		err := s.db.Read(ctx, func(ctx context.Context, q *sqldb.Tx) error {
			row, _, err := sqldb.One(ctx, q, qLog, (*logRow).into, d)
			if err != nil {
				return err
			}
			l, err := s.restore(ctx, View{s, q, d}, row)
			if err == nil {
				s.remember(l)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("log of district %d: %w", d, err)
		}
	}
	return nil
}

// restore rebuilds a log's edge: from the tiles at the size last signed, where the signed root must
// come out, and then by the entries added since.
func (s *Store) restore(ctx context.Context, v View, row logRow) (*log, error) {
	l := &log{district: v.district, origin: row.origin, vkey: row.vkey, signed: row.signed, signedAt: row.signedAt}
	last, ok, err := sqldb.One(ctx, v.q, qCheckpoint, (*CheckpointRow).into, v.district)
	if err != nil {
		return nil, err
	}
	if !ok || last.Size != row.signed {
		return nil, errors.New("the last checkpoint is missing")
	}
	key, err := ledger.ParseVerifierKey(row.vkey)
	if err != nil {
		return nil, err
	}
	c, _, err := ledger.OpenCheckpoint([]byte(last.Note), key)
	if err != nil {
		return nil, fmt.Errorf("last checkpoint: %w", err)
	}
	if c.Size != row.signed || c.Origin != row.origin {
		return nil, errors.New("the last checkpoint is of another tree")
	}
	l.root = c.Root
	if l.edge, err = ledger.RestoreEdge(c.Size, c.Root, v.ReadTile(ctx)); err != nil {
		return nil, err
	}
	l.peaks = l.edge.Peaks()
	hashes, err := sqldb.All(ctx, v.q, qHashesFrom, sqldb.Self[[]byte], v.district, c.Size)
	if err != nil {
		return nil, err
	}
	if c.Size+int64(len(hashes)) != row.size {
		return nil, fmt.Errorf("the log says it has %d entries, and has %d", row.size, c.Size+int64(len(hashes)))
	}
	for _, h := range hashes {
		leaf, err := toHash(h)
		if err != nil {
			return nil, err
		}
		l.edge.Append(leaf)
	}
	return l, nil
}

func toHash(b []byte) (h ledger.Hash, err error) {
	if len(b) != len(h) {
		return h, fmt.Errorf("a stored hash has %d bytes", len(b))
	}
	copy(h[:], b)
	return h, nil
}

func (s *Store) remember(l *log) {
	s.logs.Lock()
	defer s.logs.Unlock()
	s.logs.of[l.district] = l
	delete(s.logs.dropped, l.district)
	s.founded.Store(l.district, struct{}{})
	if l.edge.Size() > l.signed {
		s.pending.Store(true)
	}
}

// take removes a log from memory while it grows: whoever fails simply does not put it back, and the
// next one reads it anew.
func (s *Store) take(d org.DistrictID) *log {
	s.logs.Lock()
	defer s.logs.Unlock()
	l := s.logs.of[d]
	delete(s.logs.of, d)
	return l
}

// open gives the log as the database has it now: from memory when that still fits, else restored.
func (s *Store) openLog(ctx context.Context, q *sqldb.Tx, d org.DistrictID) (*log, error) {
	row, ok, err := sqldb.One(ctx, q, qLockLog, (*logRow).into, d)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: %d", ErrUnknownDistrict, d)
	}
	// The instant too: after a failover a log may have shrunk and grown to the same size.
	if l := s.take(d); l != nil && l.edge.Size() == row.size && l.signed == row.signed && l.signedAt == row.signedAt {
		return l, nil
	}
	return s.restore(ctx, View{s, q, d}, row)
}

// Found founds a district's log: its key, and a signed checkpoint of the empty tree. Founding twice
// is no error.
func (s *Store) Found(ctx context.Context, d org.DistrictID) error {
	return s.Write(ctx, d, func(ctx context.Context, tx *Tx) error {
		if _, ok, err := sqldb.One(ctx, tx.q, qLogExists, sqldb.Self[int64], d); err != nil || ok {
			return err
		}
		origin := s.origin(d)
		key, vkey, err := s.options.Signer(d, origin, "")
		if err != nil {
			return err
		}
		signed, err := ledger.Sign(key, ledger.Checkpoint{Origin: origin, Root: ledger.EmptyRoot()})
		if err != nil {
			return fmt.Errorf("sign: %w", err)
		}
		root := ledger.EmptyRoot()
		now := s.now()
		if err := tx.tx.Queue(ctx, qInsertLog, d, origin, vkey, now); err != nil {
			return err
		}
		return tx.tx.Queue(ctx, qInsertCheckpoint, d, int64(0), now, root[:], string(signed))
	})
}
