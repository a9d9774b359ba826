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
	qInsertEntry = sqldb.Q(`INSERT INTO entry (district_id, idx, stream, version, hash) VALUES ($1, $2, $3, $4, $5)`)
	qInsertTile  = sqldb.Q(`INSERT INTO tile (district_id, level, n, root, data) VALUES ($1, $2, $3, $4, $5)`)
	qReadBack    = sqldb.Q(`SELECT n.hash, e.leaf FROM entry n JOIN event e
		ON e.district_id = n.district_id AND e.stream = n.stream AND e.version = n.version
		WHERE n.district_id = $1 AND n.idx >= $2 AND n.idx < $3 ORDER BY n.idx`)
)

// signEvery is the least time between two checkpoints of a log. With the sealer's tick it means
// that the last event is signed within a second.
const signEvery = 700 * time.Millisecond

// seal brings events into a log, in their order: entries, tiles that became full, counters, and a
// checkpoint when it is time. The log in memory has grown when it returns; if the transaction then
// fails, or seal itself does, the log must not be used again.
func (s *Store) seal(ctx context.Context, tx *sqldb.Tx, l *log, list []fresh, now int64, force bool) error {
	before := l.edge.Size()
	tally := tally{}
	for _, f := range list {
		h := ledger.LeafHash(f.leaf)
		if err := tx.Queue(ctx, qInsertEntry, l.district, l.edge.Size(), f.event.Stream, f.event.Version, h[:]); err != nil {
			return err
		}
		for _, t := range l.edge.Append(h) {
			root := t.Root()
			if err := tx.Queue(ctx, qInsertTile, l.district, int64(t.Level), t.N, root[:], t.Data); err != nil {
				return err
			}
		}
		if err := l.count(ctx, tx, f.event, tally); err != nil {
			return err
		}
	}
	if err := tally.write(ctx, tx, l.district); err != nil {
		return err
	}
	if l.edge.Size() > l.signed && (force || now-l.signedAt >= signEvery.Microseconds()) {
		if err := s.sign(ctx, tx, l, now); err != nil {
			return err
		}
	} else if l.edge.Size() == before {
		return nil
	}
	return tx.QueueOne(ctx, qGrowLog, l.edge.Size(), l.signed, l.signedAt, l.district, before)
}

// sign signs the tree as it stands. What is about to be signed is read back first, hashed anew and
// checked by another implementation: a bit that flipped on the way is found here, or never.
func (s *Store) sign(ctx context.Context, tx *sqldb.Tx, l *log, now int64) error {
	size, root := l.edge.Size(), l.edge.Root()
	type pair struct {
		hash []byte
		leaf string
	}
	rows, err := sqldb.All(ctx, tx, qReadBack, func(p *pair) []any { return []any{&p.hash, &p.leaf} },
		l.district, l.signed, size)
	if err != nil {
		return err
	}
	growth := ledger.Growth{Size: l.signed, Root: l.root, Peaks: l.peaks, Leaves: make([]ledger.Hash, len(rows))}
	for i, r := range rows {
		h := ledger.LeafHash([]byte(r.leaf))
		if string(h[:]) != string(r.hash) {
			return fmt.Errorf("entry %d is not the hash of its event: %w", l.signed+int64(i), ledger.ErrUnfaithful)
		}
		growth.Leaves[i] = h
	}
	if err := growth.Check(root); err != nil {
		return err
	}
	if l.key == nil {
		if l.key, err = s.keyOf(l); err != nil {
			return err
		}
	}
	signed, err := ledger.Sign(l.key, ledger.Checkpoint{Origin: l.origin, Size: size, Root: root})
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	l.signed, l.root, l.peaks, l.signedAt = size, root, l.edge.Peaks(), now
	return tx.Queue(ctx, qInsertCheckpoint, l.district, size, now, root[:], string(signed))
}

// group is what the group of commands that SQLite is about to commit adds to the logs. Only the
// writer goroutine touches it.
type group struct {
	store *Store
	order []org.DistrictID
	fresh map[org.DistrictID][]fresh
	grown []*log
	force bool // sign whatever is unsigned
}

func (g *group) add(d org.DistrictID, list []fresh) {
	if g.fresh == nil {
		g.fresh = map[org.DistrictID][]fresh{}
	}
	if _, ok := g.fresh[d]; !ok {
		g.order = append(g.order, d)
	}
	g.fresh[d] = append(g.fresh[d], list...)
}

// Before seals the group's events in the group's own transaction, so that no committed event is
// ever outside the log, and signs the logs that are due.
func (g *group) Before(ctx context.Context, tx *sqldb.Tx) error {
	s, now := g.store, g.store.now()
	for _, d := range s.unsigned() {
		if _, ok := g.fresh[d]; !ok {
			g.order = append(g.order, d)
		}
	}
	for _, d := range g.order {
		l, err := s.openLog(ctx, tx, d)
		if err != nil {
			return err
		}
		if err := s.seal(ctx, tx, l, g.fresh[d], now, g.force); err != nil {
			return fmt.Errorf("seal district %d: %w", d, err)
		}
		g.grown = append(g.grown, l)
	}
	return nil
}

// After keeps the grown logs in memory if the commit succeeded. Else they are dropped, and the next
// group reads them anew.
func (g *group) After(err error) {
	if err == nil {
		g.store.pending.Store(false)
		for _, l := range g.grown {
			g.store.remember(l)
		}
	} else {
		g.store.drop(g.order)
	}
	clear(g.fresh)
	g.order, g.grown, g.force = g.order[:0], nil, false
}

// drop notes which logs are no longer in memory, so that they are looked at again soon.
func (s *Store) drop(list []org.DistrictID) {
	s.logs.Lock()
	defer s.logs.Unlock()
	for _, d := range list {
		delete(s.logs.of, d)
		s.logs.dropped[d] = true
	}
	if len(list) > 0 {
		s.pending.Store(true)
	}
}

// unsigned lists the logs with entries that no checkpoint covers, as far as memory knows.
func (s *Store) unsigned() []org.DistrictID {
	if !s.pending.Load() {
		return nil
	}
	s.logs.Lock()
	defer s.logs.Unlock()
	var list []org.DistrictID
	for d, l := range s.logs.of {
		if l.edge.Size() > l.signed {
			list = append(list, d)
		}
	}
	for d := range s.logs.dropped {
		list = append(list, d)
	}
	return list
}

// tick has the SQLite writer sign what is due, or with force whatever is unsigned.
func (s *Store) tick(ctx context.Context, force bool) error {
	if !s.pending.Load() {
		return nil
	}
	err := s.db.Write(ctx, func(_ context.Context, tx *sqldb.Tx) error {
		tx.Kept(func() { s.group.force = s.group.force || force })
		return nil
	})
	if errors.Is(err, sqldb.ErrClosed) {
		return nil
	}
	return err
}
