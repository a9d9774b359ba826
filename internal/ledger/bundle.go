package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// AppendEntry appends one leaf to a bundle: its length as big-endian 16 bits, then its bytes.
func AppendEntry(bundle, leaf []byte) ([]byte, error) {
	if len(leaf) > MaxLeaf {
		return nil, errTooLong
	}
	bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(leaf)))
	return append(bundle, leaf...), nil
}

// EncodeBundle writes a bundle of at most 256 leaves, as tile/entries/… serves it.
func EncodeBundle(leaves [][]byte) ([]byte, error) {
	if len(leaves) > tileWidth {
		return nil, fmt.Errorf("bundle: %d leaves, at most %d fit", len(leaves), tileWidth)
	}
	size := 0
	for _, leaf := range leaves {
		size += 2 + len(leaf)
	}
	bundle := make([]byte, 0, size)
	var err error
	for _, leaf := range leaves {
		if bundle, err = AppendEntry(bundle, leaf); err != nil {
			return nil, err
		}
	}
	return bundle, nil
}

var errBundle = errors.New("bundle: cut short, or longer than its entries")

// ParseBundle reads a bundle of exactly width leaves. The leaves share memory with it.
func ParseBundle(bundle []byte, width int) ([][]byte, error) {
	if width < 0 || width > tileWidth {
		return nil, fmt.Errorf("bundle: a width of %d", width)
	}
	leaves := make([][]byte, 0, width)
	for range width {
		if len(bundle) < 2 {
			return nil, errBundle
		}
		n := 2 + int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < n {
			return nil, errBundle
		}
		leaves = append(leaves, bundle[2:n:n])
		bundle = bundle[n:]
	}
	if len(bundle) > 0 {
		return nil, errBundle
	}
	return leaves, nil
}
