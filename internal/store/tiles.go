package store

import (
	"bytes"
	"context"
	"fmt"

	"huying/internal/ledger"
	"huying/internal/sqldb"
)

var (
	qTile       = sqldb.Q(`SELECT data FROM tile WHERE district_id = $1 AND level = $2 AND n = $3`)
	qTileRoots  = sqldb.Q(`SELECT root FROM tile WHERE district_id = $1 AND level = $2 AND n >= $3 AND n < $4 ORDER BY n`)
	qLeafHashes = sqldb.Q(`SELECT hash FROM entry WHERE district_id = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`)
	qLeaves     = sqldb.Q(`SELECT e.leaf FROM entry n JOIN event e
		ON e.district_id = n.district_id AND e.stream = n.stream AND e.version = n.version
		WHERE n.district_id = $1 AND n.idx >= $2 AND n.idx < $3 ORDER BY n.idx`)
	qIndexOf = sqldb.Q(`SELECT idx FROM entry WHERE district_id = $1 AND stream = $2 AND version = $3`)
	qSeals   = sqldb.Q(`SELECT version, idx, hash FROM entry WHERE district_id = $1 AND stream = $2 ORDER BY version`)
)

// tileWidth is the number of hashes in a full tile.
const tileWidth = 256

// ReadTile reads tiles of hashes for proofs and for those who ask: full ones as they are kept,
// partial ones as the prefix of what will become full.
func (v View) ReadTile(ctx context.Context) ledger.ReadTile {
	return func(level int, n int64, width int) ([]byte, error) {
		if width < 1 || width > tileWidth {
			return nil, fmt.Errorf("tile of width %d", width)
		}
		data, ok, err := sqldb.One(ctx, v.q, qTile, sqldb.Self[[]byte], v.district, int64(level), n)
		if err != nil {
			return nil, err
		}
		if ok {
			if len(data) != tileWidth*32 {
				return nil, fmt.Errorf("tile %d/%d has %d bytes", level, n, len(data))
			}
			return data[:width*32], nil
		}
		from := n * tileWidth
		var parts [][]byte
		if level == 0 {
			parts, err = sqldb.All(ctx, v.q, qLeafHashes, sqldb.Self[[]byte], v.district, from, from+int64(width))
		} else {
			parts, err = sqldb.All(ctx, v.q, qTileRoots, sqldb.Self[[]byte], v.district, int64(level-1), from, from+int64(width))
		}
		if err != nil {
			return nil, err
		}
		if len(parts) != width {
			return nil, fmt.Errorf("tile %d/%d has %d hashes, not %d", level, n, len(parts), width)
		}
		data = make([]byte, 0, width*32)
		for _, p := range parts {
			data = append(data, p...)
		}
		return data, nil
	}
}

// Leaves reads the leaves of entries [from, to), as they were hashed.
func (v View) Leaves(ctx context.Context, from, to int64) ([][]byte, error) {
	return sqldb.All(ctx, v.q, qLeaves, sqldb.Self[[]byte], v.district, from, to)
}

// IndexOf tells where an event stands in the log; ok is false while it is not sealed.
func (v View) IndexOf(ctx context.Context, stream string, version int64) (index int64, ok bool, err error) {
	return sqldb.One(ctx, v.q, qIndexOf, sqldb.Self[int64], v.district, stream, version)
}

// A Seal is where an event stands in the log, and whether it still is what was sealed there.
type Seal struct {
	Index  int64
	Broken bool // the event is not what the log has the hash of
}

// Seals tells of each event of a stream, by version; those not sealed yet are missing.
func (v View) Seals(ctx context.Context, events []ledger.Event) (map[int64]Seal, error) {
	if len(events) == 0 {
		return nil, nil
	}
	type place struct {
		version, index int64
		hash           []byte
	}
	rows, err := sqldb.All(ctx, v.q, qSeals, func(p *place) []any { return []any{&p.version, &p.index, &p.hash} },
		v.district, events[0].Stream)
	if err != nil {
		return nil, err
	}
	places := make(map[int64]place, len(rows))
	for _, r := range rows {
		places[r.version] = r
	}
	all := make(map[int64]Seal, len(rows))
	for _, e := range events {
		p, ok := places[e.Version]
		if !ok {
			continue
		}
		leaf, err := e.Leaf()
		hash := ledger.LeafHash(leaf)
		all[e.Version] = Seal{p.index, err != nil || !bytes.Equal(p.hash, hash[:])}
	}
	return all, nil
}
