package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// leafNumber is the hash of an invented leaf.
func leafNumber(i int64) Hash { return LeafHash(binary.BigEndian.AppendUint64(nil, uint64(i))) }

// shelf keeps full tiles as the store does, and the leaf hashes for the last, unfinished one.
type shelf struct {
	edge   Edge
	leaves []Hash
	full   map[string][]byte
}

func grown(size int64) *shelf {
	s := &shelf{full: map[string][]byte{}}
	s.grow(size)
	return s
}

func (s *shelf) grow(size int64) {
	for i := s.edge.Size(); i < size; i++ {
		leaf := leafNumber(i)
		s.leaves = append(s.leaves, leaf)
		for _, tile := range s.edge.Append(leaf) {
			s.full[TilePath(tile.Level, tile.N, 256)] = tile.Data
		}
	}
}

// read answers from full tiles, and from leaf hashes and roots of full tiles for the rest.
func (s *shelf) read(level int, n int64, width int) ([]byte, error) {
	if data, ok := s.full[TilePath(level, n, 256)]; ok {
		return data[:width*tlog.HashSize], nil
	}
	var data []byte
	for i := n * 256; i < n*256+int64(width); i++ {
		if level == 0 {
			if i >= int64(len(s.leaves)) {
				return nil, errors.New("no such leaf")
			}
			data = append(data, s.leaves[i][:]...)
			continue
		}
		below, ok := s.full[TilePath(level-1, i, 256)]
		if !ok {
			return nil, errors.New("no such tile")
		}
		root := Tile{Data: below}.Root()
		data = append(data, root[:]...)
	}
	return data, nil
}

// reference is the same tree by sumdb alone.
type reference struct{ stored []Hash }

func (r *reference) ReadHashes(indexes []int64) ([]Hash, error) {
	found := make([]Hash, len(indexes))
	for i, index := range indexes {
		found[i] = r.stored[index]
	}
	return found, nil
}

func (r *reference) append(t *testing.T, n int64, leaf Hash) {
	t.Helper()
	hashes, err := tlog.StoredHashesForRecordHash(n, leaf, r)
	if err != nil {
		t.Fatal(err)
	}
	r.stored = append(r.stored, hashes...)
}

func (r *reference) root(t *testing.T, size int64) Hash {
	t.Helper()
	root, err := tlog.TreeHash(size, r)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestEmptyRoot(t *testing.T) {
	const known = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
	if got := new(Edge).Root().String(); got != known || EmptyRoot().String() != known {
		t.Fatalf("empty root %s", got)
	}
}

// At every size up to beyond two levels of tiles the edge has the root that sumdb computes.
func TestEdgeRootEqualsSumdb(t *testing.T) {
	var edge Edge
	var ref reference
	for n := int64(0); n < 66_000; n++ {
		if n < 1100 || n%97 == 0 || n > 65_500 && n < 65_600 {
			if got, want := edge.Root(), ref.root(t, n); got != want {
				t.Fatalf("size %d: %s, sumdb says %s", n, got, want)
			}
		}
		leaf := leafNumber(n)
		edge.Append(leaf)
		ref.append(t, n, leaf)
	}
}

// The tiles given out are, byte for byte, the ones sumdb would publish.
func TestFullTilesEqualSumdb(t *testing.T) {
	const size = 66_000
	s := grown(size)
	var ref reference
	for n := int64(0); n < size; n++ {
		ref.append(t, n, leafNumber(n))
	}
	full := 0
	for _, tile := range tlog.NewTiles(8, 0, size) {
		want, err := tlog.ReadTileData(tile, &ref)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.read(tile.L, tile.N, tile.W)
		if err != nil || string(got) != string(want) {
			t.Fatalf("tile %s differs (%v)", TilePath(tile.L, tile.N, tile.W), err)
		}
		if tile.W == 256 {
			full++
		} else if string(s.edge.Partial(tile.L)) != string(want) {
			t.Fatalf("unfinished tile at level %d differs", tile.L)
		}
	}
	if full != len(s.full) {
		t.Fatalf("%d full tiles given out, %d expected", len(s.full), full)
	}
}

func TestPartialWidthsOf70000(t *testing.T) {
	for level, want := range []int{112, 17, 1, 0} {
		if got := PartialWidth(70_000, level); got != want {
			t.Errorf("level %d: %d, want %d", level, got, want)
		}
	}
	for _, want := range []struct {
		level int
		n     int64
		width int
	}{{0, 272, 256}, {0, 273, 112}, {0, 274, 0}, {1, 0, 256}, {1, 1, 17}, {2, 0, 1}, {2, 1, 0}, {3, 0, 0}, {60, 0, 0}} {
		if got := TileWidth(70_000, want.level, want.n); got != want.width {
			t.Errorf("level %d tile %d: %d, want %d", want.level, want.n, got, want.width)
		}
	}
}

func TestRestoreEdge(t *testing.T) {
	for _, size := range []int64{0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			s := grown(size)
			again, err := RestoreEdge(size, s.edge.Root(), s.read)
			if err != nil {
				t.Fatal(err)
			}
			s.grow(size + 300)
			for i := size; i < size+300; i++ {
				again.Append(leafNumber(i))
			}
			if again.Root() != s.edge.Root() {
				t.Fatal("a restored edge grows otherwise")
			}
		})
	}
}

func TestRestoreEdgeRefusesAnotherRoot(t *testing.T) {
	s := grown(700)
	root := s.edge.Root()
	flipped := func(level int, n int64, width int) ([]byte, error) {
		data, err := s.read(level, n, width)
		data = append([]byte(nil), data...)
		data[len(data)-1] ^= 1
		return data, err
	}
	if _, err := RestoreEdge(700, root, flipped); !errors.Is(err, ErrOtherRoot) {
		t.Fatalf("a flipped bit gives %v", err)
	}
	short := func(level int, n int64, width int) ([]byte, error) {
		data, err := s.read(level, n, width)
		return data[:len(data)-1], err
	}
	if _, err := RestoreEdge(700, root, short); err == nil {
		t.Fatal("a short tile is accepted")
	}
	if _, err := RestoreEdge(699, root, s.read); !errors.Is(err, ErrOtherRoot) {
		t.Fatalf("another size gives %v", err)
	}
}

func TestCloneGrowsApart(t *testing.T) {
	s := grown(300)
	twin := s.edge.Clone()
	before := s.edge.Root()
	for i := range int64(600) {
		twin.Append(leafNumber(-i))
	}
	if s.edge.Root() != before || s.edge.Size() != 300 {
		t.Fatal("the clone wrote into its original")
	}
	s.grow(900)
	if s.edge.Root() != grown(900).edge.Root() {
		t.Fatal("the original grows otherwise after a clone")
	}
}

func BenchmarkEdgeAppend(b *testing.B) {
	var edge Edge
	leaf := leafNumber(1)
	b.ReportAllocs()
	for b.Loop() {
		edge.Append(leaf)
	}
}

func BenchmarkEdgeRoot(b *testing.B) {
	edge := grown(70_000).edge
	for b.Loop() {
		edge.Root()
	}
}
