package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qCounts = sqldb.Q(`SELECT (SELECT count(*) FROM event WHERE district_id = $1),
		(SELECT count(*) FROM entry WHERE district_id = $1), (SELECT count(*) FROM unsealed WHERE district_id = $1),
		(SELECT count(*) FROM unsealed u JOIN entry n ON n.district_id = u.district_id AND n.stream = u.stream
			AND n.version = u.version WHERE u.district_id = $1),
		(SELECT count(*) FROM content WHERE district_id = $1), (SELECT count(*) FROM content_key WHERE district_id = $1)`)
	qWholeEntries = sqldb.Q(`SELECT n.idx, n.stream, n.version, n.hash, e.type, e.at, e.account, e.post, e.unit, e.role, e.leaf
		FROM entry n LEFT JOIN event e ON e.district_id = n.district_id AND e.stream = n.stream AND e.version = n.version
		WHERE n.district_id = $1 AND n.idx >= $2 AND n.idx < $3 ORDER BY n.idx`)
	qUnsealedEvents = sqldb.Q(`SELECT e.stream, e.version, e.type, e.at, e.account, e.post, e.unit, e.role, e.leaf
		FROM unsealed u JOIN event e ON e.district_id = u.district_id AND e.stream = u.stream AND e.version = u.version
		WHERE u.district_id = $1 ORDER BY u.at, u.stream, u.version`)
	qCaseHeads = sqldb.Q(`SELECT id, no, version FROM cases WHERE district_id = $1 AND id > $2 ORDER BY id LIMIT $3`)
	qTilesFrom = sqldb.Q(`SELECT level, n, root, data FROM tile WHERE district_id = $1 AND level = $2 AND n >= $3
		ORDER BY n LIMIT $4`)
)

// Unsound (不实) is what Check found: where the tables do not bear out each other.
type Unsound struct {
	Findings []string // the first of them
	Total    int
}

func (u *Unsound) Error() string {
	return fmt.Sprintf("store is unsound in %d places: %s", u.Total, strings.Join(u.Findings, "; "))
}

// enough findings are named; the rest are counted.
const enough = 20

func (u *Unsound) find(format string, args ...any) {
	if u.Total++; len(u.Findings) < enough {
		u.Findings = append(u.Findings, fmt.Sprintf(format, args...))
	}
}

// Check holds a district's tables to each other, on one snapshot: the log is contiguous and is what
// was signed, entries are events, each event is in the log or waits for the sealer, versions have no
// gap, every case stands at the version of its stream, and every content named is there and opens,
// unless an event says that it was erased. It gives *Unsound, or why it could not look.
func (s *Store) Check(ctx context.Context, d org.DistrictID) error {
	return s.Read(ctx, d, func(ctx context.Context, v View) error {
		c := check{v: v, ctx: ctx, heads: map[string]head{}, missing: map[string]bool{}, erased: map[string]bool{}}
		for _, step := range []func() error{c.log, c.waiting, c.counts, c.cases, c.contents} {
			if err := step(); err != nil {
				return fmt.Errorf("check district %d: %w", d, err)
			}
		}
		if c.found.Total > 0 {
			return &c.found
		}
		return nil
	})
}

type check struct {
	v       View
	ctx     context.Context
	found   Unsound
	heads   map[string]head
	named   []string        // contents named by the events read last
	missing map[string]bool // contents that are named and not there
	erased  map[string]bool
	entries int64
}

// log rebuilds the tree from the entries and compares every tile and the newest checkpoint.
func (c *check) log() error {
	row, ok, err := sqldb.One(c.ctx, c.v.q, qLog, (*logRow).into, c.v.district)
	if err != nil {
		return err
	}
	if !ok {
		return ErrUnknownDistrict
	}
	last, err := c.v.Checkpoint(c.ctx)
	if err != nil {
		return err
	}
	if key, err := ledger.ParseVerifierKey(row.vkey); err != nil {
		c.found.find("verifier key: %v", err)
	} else if cp, _, err := ledger.OpenCheckpoint([]byte(last.Note), key); err != nil {
		c.found.find("newest checkpoint: %v", err)
	} else if cp.Size != last.Size || string(cp.Root[:]) != string(last.Root) {
		c.found.find("newest checkpoint is of another tree than its row says")
	}
	var edge ledger.Edge
	if last.Size == 0 {
		c.root(&edge, last)
	}
	for {
		rows, err := sqldb.All(c.ctx, c.v.q, qWholeEntries, (*entryRow).into, c.v.district, c.entries, c.entries+sealBatch)
		if err != nil {
			return err
		}
		for i := range rows {
			if err := c.entry(&edge, rows[i]); err != nil {
				return err
			}
			if edge.Size() == last.Size {
				c.root(&edge, last)
			}
		}
		if err := c.open(); err != nil {
			return err
		}
		if len(rows) < sealBatch {
			break
		}
	}
	if edge.Size() < last.Size {
		c.found.find("the newest checkpoint covers %d entries, %d are there", last.Size, edge.Size())
	}
	if c.entries != row.size || last.Size != row.signed {
		c.found.find("the log says %d entries, %d signed; there are %d and %d", row.size, row.signed, c.entries, last.Size)
	}
	return nil
}

func (c *check) root(edge *ledger.Edge, last CheckpointRow) {
	if root := edge.Root(); string(root[:]) != string(last.Root) {
		c.found.find("the first %d entries do not give the signed root", last.Size)
	}
}

type entryRow struct {
	idx     int64
	stream  string
	version int64
	hash    []byte
	kind    *string
	at      *int64
	account *string
	post    *string
	unit    *string
	role    *string
	leaf    *string
}

func (r *entryRow) into() []any {
	return []any{&r.idx, &r.stream, &r.version, &r.hash, &r.kind, &r.at, &r.account, &r.post, &r.unit, &r.role, &r.leaf}
}

func (c *check) entry(edge *ledger.Edge, r entryRow) error {
	if r.idx != c.entries {
		c.found.find("entry %d stands where %d should be", r.idx, c.entries)
	}
	c.entries++
	if r.leaf == nil {
		c.found.find("entry %d has no event", r.idx)
		h, _ := toHash(r.hash)
		edge.Append(h)
		return nil
	}
	h := ledger.LeafHash([]byte(*r.leaf))
	if string(h[:]) != string(r.hash) {
		c.found.find("entry %d is not the hash of its event", r.idx)
	}
	for _, t := range edge.Append(h) {
		if err := c.tile(t); err != nil {
			return err
		}
	}
	columns := ledger.Event{District: c.v.district, Stream: r.stream, Version: r.version, Type: *r.kind, At: *r.at, Actor: org.Actor{
		Account: org.AccountID(*r.account), Post: org.PostID(*r.post), Unit: org.UnitID(*r.unit), Role: org.Role(*r.role)}}
	c.event(columns, *r.leaf)
	return nil
}

func (c *check) tile(t ledger.Tile) error {
	type row struct {
		level, n   int64
		root, data []byte
	}
	kept, ok, err := sqldb.One(c.ctx, c.v.q, qTilesFrom, func(r *row) []any { return []any{&r.level, &r.n, &r.root, &r.data} },
		c.v.district, int64(t.Level), t.N, int64(1))
	if err != nil {
		return err
	}
	root := t.Root()
	if !ok || kept.n != t.N || string(kept.data) != string(t.Data) || string(kept.root) != string(root[:]) {
		c.found.find("tile %d/%d is not what its entries give", t.Level, t.N)
	}
	return nil
}

// event holds an event's columns to its leaf, and its place in its stream.
func (c *check) event(columns ledger.Event, leaf string) {
	name := fmt.Sprintf("%s %d", columns.Stream, columns.Version)
	e, err := ledger.ParseLeaf([]byte(leaf))
	if err != nil {
		c.found.find("%s: %v", name, err)
		return
	}
	data := e.Data
	e.Data = nil
	if columns.District != e.District || columns.Stream != e.Stream || columns.Version != e.Version ||
		columns.Type != e.Type || columns.At != e.At || columns.Actor != e.Actor {
		c.found.find("%s: columns differ from the leaf", name)
	}
	before := c.heads[e.Stream]
	if e.Version != before.version+1 || e.At < before.at {
		c.found.find("%s does not follow version %d in the order of the log", name, before.version)
	}
	c.heads[e.Stream] = head{e.Version, e.At}
	if e.Stream == ledger.AuditStream {
		var gone ledger.ContentErased
		if e.Type == "ContentErased" && json.Unmarshal(data, &gone) == nil {
			for _, id := range gone.Contents {
				c.erased[id] = true
			}
		}
		return
	}
	if strings.HasPrefix(e.Stream, "case/") || strings.HasPrefix(e.Stream, "handover/") {
		c.named = append(c.named, ledger.References(data)...)
	}
}

// waiting goes on with the events that no sealer has taken yet.
func (c *check) waiting() error {
	rows, err := sqldb.All(c.ctx, c.v.q, qUnsealedEvents, func(r *eventRow) []any {
		r.event.District = c.v.district
		return append([]any{&r.event.Stream, &r.event.Version, &r.event.Type, &r.event.At, &r.event.Actor.Account,
			&r.event.Actor.Post, &r.event.Actor.Unit, &r.event.Actor.Role}, &r.leaf)
	}, c.v.district)
	if err != nil {
		return err
	}
	for _, r := range rows {
		c.event(r.event, r.leaf)
	}
	return c.open()
}

func (c *check) counts() error {
	type counts struct{ events, entries, unsealed, both, contents, keys int64 }
	n, _, err := sqldb.One(c.ctx, c.v.q, qCounts, func(n *counts) []any {
		return []any{&n.events, &n.entries, &n.unsealed, &n.both, &n.contents, &n.keys}
	}, c.v.district)
	if err != nil {
		return err
	}
	if n.events != n.entries+n.unsealed || n.both != 0 {
		c.found.find("%d events, but %d entries and %d waiting, %d of them in both", n.events, n.entries, n.unsealed, n.both)
	}
	if n.contents != n.keys {
		c.found.find("%d contents, but %d keys", n.contents, n.keys)
	}
	return nil
}
