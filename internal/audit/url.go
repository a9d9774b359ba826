package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"huying/internal/ledger"
	"huying/internal/org"
)

// VerifyURL holds a served log to its checkpoint: it reads the key, the checkpoint and every tile,
// and rebuilds the tree. Where the URL opens the entries too (it has an auditor's token in its
// path), each leaf is held to its hash and every stream is replayed, as Verify does. The error is
// about the options only; a log that cannot be read is a finding.
func VerifyURL(ctx context.Context, client *http.Client, url string, o Options) (Report, error) {
	v := &served{verification: newVerification(o), ctx: ctx, client: client, base: strings.TrimSuffix(url, "/") + "/"}
	v.header.contents = withheld
	if err := v.run(); err != nil {
		v.find(Finding{Kind: kindOf(err), Index: -1, Detail: err.Error()})
	}
	v.replay()
	v.conclude()
	if v.entriesClosed {
		v.report.NotProven = append(v.report.NotProven, limitEntries)
	}
	return v.report, ctx.Err()
}

func kindOf(err error) Kind {
	var f fault
	if errors.As(err, &f) {
		return f.kind
	}
	return Unserved
}

// served is a verification of a log behind a URL.
type served struct {
	*verification
	ctx           context.Context
	client        *http.Client
	base          string
	entriesClosed bool
}

// The most bytes that a file of a log can have.
const (
	maxSmallFile = 64 << 10
	maxTile      = 8192
	maxBundle    = 256 * (2 + ledger.MaxLeaf)
)

var errClosed = errors.New("not open to this reader")

// get reads a file of the log.
func (v *served) get(path string, limit int64) ([]byte, error) {
	r, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.base+path, nil)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", path, err)
	}
	answer, err := v.client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", path, err)
	}
	defer func() { _ = answer.Body.Close() }()
	switch answer.StatusCode {
	case http.StatusOK:
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, errClosed
	default:
		return nil, fmt.Errorf("get %s: the server answers %s", path, answer.Status)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", path, err)
	}
	if int64(len(body)) > limit {
		return nil, fault{Malformed, fmt.Errorf("get %s: more than %d bytes", path, limit)}
	}
	return body, nil
}

func (v *served) run() error {
	vkey, err := v.get("vkey", maxSmallFile)
	if err != nil {
		return err
	}
	text := strings.TrimSuffix(string(vkey), "\n")
	key, err := ledger.ParseVerifierKey(text)
	if err != nil {
		return fault{BadKey, err}
	}
	v.header.origin, v.header.vkey = key.Name(), text
	v.header.district = districtOf(key.Name())
	v.report.District, v.report.Origin, v.report.Key = v.header.district, key.Name(), text
	v.replayer = newReplayer(v.header.district, v.find)
	signed, err := v.get("checkpoint", maxSmallFile)
	if err != nil {
		return err
	}
	c, _, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		return fault{BadKey, err}
	}
	v.report.Checkpoint, v.header.size = c, c.Size
	v.trust(text, key.Name(), fmt.Sprintf("/log/%d", v.header.district), 0)
	if err := v.tiles(c.Size); err != nil {
		return err
	}
	if root := v.edge.Root(); root != c.Root {
		return fault{BadRoot, fmt.Errorf("%d entries give %s, signed is %s", c.Size, root, c.Root)}
	}
	if v.kept != nil && v.kept.Size > c.Size {
		return fault{Rewritten, fmt.Errorf("only %d entries; the checkpoint kept apart has %d", c.Size, v.kept.Size)}
	}
	return v.unfinished(c.Size)
}

// districtOf reads the district from an origin such as huying.example/log/370102.
func districtOf(origin string) org.DistrictID {
	n, err := strconv.ParseInt(origin[strings.LastIndexByte(origin, '/')+1:], 10, 64)
	if err != nil {
		return 0
	}
	return org.DistrictID(n)
}

// tiles reads the leaf hashes, and with each tile its entries, if they are open.
func (v *served) tiles(size int64) error {
	for n := int64(0); ledger.TileWidth(size, 0, n) > 0 && !v.enough(); n++ {
		width := ledger.TileWidth(size, 0, n)
		tile, err := v.tile(0, n, width)
		if err != nil {
			return err
		}
		leaves, err := v.bundle(n, width)
		if err != nil {
			return err
		}
		for i := range width {
			index, hash := n*256+int64(i), ledger.Hash(tile[i*32:(i+1)*32])
			for _, full := range v.edge.Append(hash) {
				if full.Level == 0 {
					continue // just read
				}
				if err := v.above(full.Level, full.N, full.Data); err != nil {
					return err
				}
			}
			v.compareKept(0)
			if v.entriesClosed {
				continue
			}
			if ledger.LeafHash(leaves[i]) != hash {
				v.find(Finding{Kind: Altered, Index: index, Detail: "the leaf does not give the hash in its tile"})
			}
			v.report.Entries++
			v.leaf(0, index, leaves[i])
			v.pending = nil // what an entry names is not served with it
		}
	}
	return nil
}

func (v *served) tile(level int, n int64, width int) ([]byte, error) {
	path := ledger.TilePath(level, n, width)
	tile, err := v.get(path, maxTile)
	if err == nil && len(tile) != width*32 {
		return nil, fault{Malformed, fmt.Errorf("%s has %d bytes", path, len(tile))}
	}
	return tile, err
}

func (v *served) bundle(n int64, width int) ([][]byte, error) {
	if v.entriesClosed {
		return nil, nil
	}
	path := ledger.EntriesPath(n, width)
	data, err := v.get(path, maxBundle)
	if errors.Is(err, errClosed) && n == 0 {
		v.entriesClosed = true
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	leaves, err := ledger.ParseBundle(data, width)
	if err != nil {
		return nil, fault{Malformed, fmt.Errorf("%s: %w", path, err)}
	}
	return leaves, nil
}

// above holds a served tile above the leaves to the one that the leaves give.
func (v *served) above(level int, n int64, want []byte) error {
	tile, err := v.tile(level, n, len(want)/32)
	if err != nil {
		return err
	}
	if !bytes.Equal(tile, want) {
		return fault{Altered, fmt.Errorf("%s does not hold the roots of the tiles below", ledger.TilePath(level, n, len(want)/32))}
	}
	return nil
}

// unfinished holds the last tile of each level above the leaves to the edge of the tree.
func (v *served) unfinished(size int64) error {
	for level := 1; size>>(8*level) > 0; level++ {
		if want := v.edge.Partial(level); want != nil {
			if err := v.above(level, size>>(8*level)>>8, want); err != nil {
				return err
			}
		}
	}
	return nil
}
