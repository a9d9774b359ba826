package ledger

import (
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Growth is what must hold before a new root is signed: the leaves, read back from the database,
// turn the signed tree into the one about to be signed.
type Growth struct {
	Size   int64  // of the tree last signed
	Root   Hash   // its root
	Peaks  []Hash // its complete subtrees, as Edge.Peaks gave them then
	Leaves []Hash // hashes of the rows added since, in order
}

// ErrUnfaithful says that what was stored is not what is about to be signed. The only right answer
// is to sign nothing, drop what is in memory and reload.
var ErrUnfaithful = errors.New("refusing to sign: the stored rows do not give this root")

// Check recomputes the new root and the consistency with the old one by sumdb's tlog, which
// shares no code with Edge. It would have caught the flipped bit that ended the Yeti 2022 log.
func (g Growth) Check(root Hash) error {
	if foldPeaks(g.Peaks) != g.Root || len(g.Peaks) != bits.OnesCount64(uint64(g.Size)) {
		return fmt.Errorf("%w: the old tree of %d is not the one signed", ErrUnfaithful, g.Size)
	}
	known := knownHashes(g.Size, g.Peaks)
	read := tlog.HashReaderFunc(known.read)
	for i, leaf := range g.Leaves {
		n := g.Size + int64(i)
		hashes, err := tlog.StoredHashesForRecordHash(n, leaf, read)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnfaithful, err)
		}
		first := tlog.StoredHashIndex(0, n)
		for j, h := range hashes {
			known[first+int64(j)] = h
		}
	}
	size := g.Size + int64(len(g.Leaves))
	again, err := tlog.TreeHash(size, read)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnfaithful, err)
	}
	if again != root {
		return fmt.Errorf("%w: size %d, in memory %s, from the rows %s", ErrUnfaithful, size, root, again)
	}
	return g.checkConsistency(size, root, read)
}

func (g Growth) checkConsistency(size int64, root Hash, read tlog.HashReader) error {
	if g.Size == 0 || size == g.Size {
		return nil
	}
	proof, err := tlog.ProveTree(size, g.Size, read)
	if err == nil {
		err = tlog.CheckTree(proof, size, root, g.Size, g.Root)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnfaithful, err)
	}
	return nil
}

// hashes are the nodes known so far, by sumdb's index of stored hashes.
type hashes map[int64]Hash

// knownHashes starts with the complete subtrees of a tree of this size: all that growing needs.
func knownHashes(size int64, peaks []Hash) hashes {
	known := make(hashes, len(peaks))
	var start int64
	for _, peak := range peaks {
		level := bits.Len64(uint64(size-start)) - 1
		known[tlog.StoredHashIndex(level, start>>level)] = peak
		start += 1 << level
	}
	return known
}

func (known hashes) read(indexes []int64) ([]Hash, error) {
	found := make([]Hash, len(indexes))
	for i, index := range indexes {
		h, ok := known[index]
		if !ok {
			return nil, fmt.Errorf("hash %d is not known", index)
		}
		found[i] = h
	}
	return found, nil
}
