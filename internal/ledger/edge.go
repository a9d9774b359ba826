package ledger

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a SHA-256 hash of a leaf or of a subtree.
type Hash = tlog.Hash

// LeafHash is the hash of a leaf, SHA-256(0x00 leaf), as RFC 6962 has it.
func LeafHash(leaf []byte) Hash {
	var short [1024]byte // nearly every leaf fits, and then nothing is allocated
	if len(leaf) < len(short) {
		return sha256.Sum256(short[:1+copy(short[1:], leaf)])
	}
	return tlog.RecordHash(leaf)
}

func nodeHash(left, right Hash) Hash { return tlog.NodeHash(left, right) }

// EmptyRoot is the root of a tree without leaves.
func EmptyRoot() Hash { return sha256.Sum256(nil) }

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight // hashes in a full tile
)

// Edge is the right edge of a district's tree, all that is needed to let it grow: for each level of
// tiles the hashes of the last, unfinished tile (at most 255), and the roots of the complete
// subtrees. The zero Edge is the empty tree. An Edge is for one goroutine at a time.
type Edge struct {
	size    int64
	peaks   [64]Hash // peaks[i] is the complete subtree of 2^i leaves, where bit i of size is set
	partial [][]byte // partial[l] holds the hashes of the unfinished tile at level l
}

// Size is the number of leaves.
func (e *Edge) Size() int64 { return e.size }

// Append adds a leaf by its hash, and gives the tiles which became full by it: none, nearly always;
// else the lowest level first.
func (e *Edge) Append(leaf Hash) (full []Tile) {
	h := leaf
	full = e.push(0, h, nil)
	level := 0
	for ; e.size>>level&1 == 1; level++ {
		h = nodeHash(e.peaks[level], h)
		if (level+1)%tileHeight == 0 {
			full = e.push((level+1)/tileHeight, h, full)
		}
	}
	e.peaks[level] = h
	e.size++
	return full
}

// push adds a hash to the unfinished tile of a level, and appends the tile to full if it now is.
func (e *Edge) push(level int, h Hash, full []Tile) []Tile {
	if level == len(e.partial) {
		e.partial = append(e.partial, make([]byte, 0, tileWidth*tlog.HashSize))
	}
	e.partial[level] = append(e.partial[level], h[:]...)
	tile := e.partial[level]
	if len(tile) < tileWidth*tlog.HashSize {
		return full
	}
	n := (e.size+1)>>(tileHeight*(level+1)) - 1
	e.partial[level] = make([]byte, 0, tileWidth*tlog.HashSize)
	return append(full, Tile{Level: level, N: n, Data: tile})
}

// Root is the hash of the whole tree.
func (e *Edge) Root() Hash { return foldPeaks(e.Peaks()) }

// Peaks are the roots of the complete subtrees that make up the tree, the largest first.
func (e *Edge) Peaks() []Hash {
	peaks := make([]Hash, 0, bits.OnesCount64(uint64(e.size)))
	for level := bits.Len64(uint64(e.size)) - 1; level >= 0; level-- {
		if e.size>>level&1 == 1 {
			peaks = append(peaks, e.peaks[level])
		}
	}
	return peaks
}

func foldPeaks(peaks []Hash) Hash {
	if len(peaks) == 0 {
		return EmptyRoot()
	}
	last := len(peaks) - 1
	root := peaks[last]
	for i := last - 1; i >= 0; i-- {
		root = nodeHash(peaks[i], root)
	}
	return root
}

// Partial gives the hashes of the unfinished tile at a level, as they would be served; nil where
// no tile is unfinished.
func (e *Edge) Partial(level int) []byte {
	if level >= len(e.partial) || len(e.partial[level]) == 0 {
		return nil
	}
	return bytes.Clone(e.partial[level])
}

// Clone is a copy that grows apart from e: what to keep when the transaction fails.
func (e *Edge) Clone() *Edge {
	twin := *e
	twin.partial = make([][]byte, len(e.partial))
	for level, tile := range e.partial {
		twin.partial[level] = append(make([]byte, 0, tileWidth*tlog.HashSize), tile...)
	}
	return &twin
}

// ErrOtherRoot says that a tree read back is not the tree that was signed.
var ErrOtherRoot = errors.New("the stored tiles do not give the signed root")

// RestoreEdge rebuilds the edge of a tree of this size from its unfinished tiles, and refuses with
// ErrOtherRoot unless the signed root comes out.
func RestoreEdge(size int64, root Hash, read ReadTile) (*Edge, error) {
	e := &Edge{size: size}
	for level := 0; size>>(tileHeight*level) > 0; level++ {
		wide := size >> (tileHeight * level)
		n, width := wide>>tileHeight, int(wide&(tileWidth-1))
		tile := make([]byte, 0, tileWidth*tlog.HashSize)
		if width > 0 {
			data, err := readTile(read, level, n, width)
			if err != nil {
				return nil, err
			}
			tile = append(tile, data...)
		}
		e.partial = append(e.partial, tile)
		e.restorePeaks(level, tile)
	}
	if got := e.Root(); got != root {
		return nil, fmt.Errorf("%w: size %d, signed %s, stored %s", ErrOtherRoot, size, root, got)
	}
	return e, nil
}

// restorePeaks finds the complete subtrees inside an unfinished tile.
func (e *Edge) restorePeaks(level int, tile []byte) {
	width := len(tile) / tlog.HashSize
	for bit := tileHeight - 1; bit >= 0; bit-- {
		if width>>bit&1 == 1 {
			e.peaks[level*tileHeight+bit] = subtreeHash(tile[:tlog.HashSize<<bit])
			tile = tile[tlog.HashSize<<bit:]
		}
	}
}

// subtreeHash is the root over 2^k hashes.
func subtreeHash(hashes []byte) Hash {
	if len(hashes) == tlog.HashSize {
		return Hash(hashes)
	}
	half := len(hashes) / 2
	return nodeHash(subtreeHash(hashes[:half]), subtreeHash(hashes[half:]))
}
