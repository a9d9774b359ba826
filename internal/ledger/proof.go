package ledger

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// tiles lets sumdb's reader, which checks every tile against the root, read through a ReadTile.
type tiles struct{ read ReadTile }

func (t tiles) Height() int                     { return tileHeight }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, w := range wanted {
		var err error
		if data[i], err = readTile(t.read, w.L, w.N, w.W); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func hashReader(size int64, root Hash, read ReadTile) tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{read})
}

// ProveInclusion proves that a leaf stands at index in the tree of this size and root. The tiles
// are checked on the way: a tile that does not fit the root is an error, never a wrong proof.
func ProveInclusion(size int64, root Hash, index int64, read ReadTile) ([]Hash, error) {
	if index < 0 || index >= size {
		return nil, fmt.Errorf("prove: no entry %d in a log of %d", index, size)
	}
	proof, err := tlog.ProveRecord(size, index, hashReader(size, root, read))
	if err != nil {
		return nil, fmt.Errorf("prove entry %d of %d: %w", index, size, err)
	}
	return proof, nil
}

// VerifyInclusion checks a proof that the leaf with this hash stands at index.
func VerifyInclusion(proof []Hash, size int64, root Hash, index int64, leaf Hash) error {
	if err := tlog.CheckRecord(proof, size, root, index, leaf); err != nil {
		return fmt.Errorf("entry %d of %d: %w", index, size, err)
	}
	return nil
}

// ProveConsistency proves that the tree of this size and root only added to the older one.
func ProveConsistency(size int64, root Hash, older int64, read ReadTile) ([]Hash, error) {
	if older < 0 || older > size {
		return nil, fmt.Errorf("prove: a log of %d was never one of %d", size, older)
	}
	if older == 0 || older == size { // nothing to show; the roots say it
		return nil, nil
	}
	proof, err := tlog.ProveTree(size, older, hashReader(size, root, read))
	if err != nil {
		return nil, fmt.Errorf("prove %d to %d: %w", older, size, err)
	}
	return proof, nil
}

var errRewritten = errors.New("the newer log does not contain the older one: history was rewritten")

// VerifyConsistency checks a proof that the newer tree only added to the older one.
func VerifyConsistency(proof []Hash, size int64, root Hash, older int64, olderRoot Hash) error {
	if older == 0 {
		if olderRoot != EmptyRoot() || len(proof) > 0 || size < 0 || size == 0 && root != olderRoot {
			return errRewritten
		}
		return nil
	}
	if err := tlog.CheckTree(proof, size, root, older, olderRoot); err != nil {
		return fmt.Errorf("%w (%d to %d: %w)", errRewritten, older, size, err)
	}
	return nil
}
