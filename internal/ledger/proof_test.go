package ledger

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestProofs(t *testing.T) {
	s := grown(3000)
	roots := map[int64]Hash{}
	edge := Edge{}
	for i := range int64(3001) {
		roots[i] = edge.Root()
		edge.Append(leafNumber(i))
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 3000).Draw(t, "size")
		index := rapid.Int64Range(0, size-1).Draw(t, "index")
		older := rapid.Int64Range(0, size).Draw(t, "older")
		proof, err := ProveInclusion(size, roots[size], index, s.read)
		if err != nil {
			t.Fatal(err)
		}
		if err := VerifyInclusion(proof, size, roots[size], index, leafNumber(index)); err != nil {
			t.Fatal(err)
		}
		if VerifyInclusion(proof, size, roots[size], index, leafNumber(index+1)) == nil {
			t.Fatal("another leaf is accepted")
		}
		proof, err = ProveConsistency(size, roots[size], older, s.read)
		if err != nil {
			t.Fatal(err)
		}
		if err := VerifyConsistency(proof, size, roots[size], older, roots[older]); err != nil {
			t.Fatal(err)
		}
		if VerifyConsistency(proof, size, roots[size], older, leafNumber(-1)) == nil {
			t.Fatal("another older root is accepted")
		}
	})
	if _, err := ProveInclusion(3000, leafNumber(-1), 5, s.read); err == nil {
		t.Fatal("proved against a root the tiles do not give")
	}
}

func TestGrowthCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(0, 700).Draw(t, "size")
		added := rapid.Int64Range(0, 300).Draw(t, "added")
		edge := &grown(size).edge
		g := Growth{Size: size, Root: edge.Root(), Peaks: edge.Peaks()}
		for i := size; i < size+added; i++ {
			edge.Append(leafNumber(i))
			g.Leaves = append(g.Leaves, leafNumber(i))
		}
		if err := g.Check(edge.Root()); err != nil {
			t.Fatal(err)
		}
		if added > 0 {
			i := rapid.IntRange(0, int(added)-1).Draw(t, "bad row")
			g.Leaves[i][7] ^= 1
			if err := g.Check(edge.Root()); !errors.Is(err, ErrUnfaithful) {
				t.Fatalf("a flipped bit in a stored row gives %v", err)
			}
			g.Leaves[i][7] ^= 1
		}
		if size > 0 {
			g.Peaks[0][0] ^= 1
			if err := g.Check(edge.Root()); !errors.Is(err, ErrUnfaithful) {
				t.Fatalf("a flipped bit in the old tree gives %v", err)
			}
		}
	})
}

func BenchmarkGrowthCheck64(b *testing.B) {
	s := grown(70_000)
	g := Growth{Size: 70_000, Root: s.edge.Root(), Peaks: s.edge.Peaks()}
	s.grow(70_064)
	g.Leaves = s.leaves[70_000:]
	root := s.edge.Root()
	for b.Loop() {
		if err := g.Check(root); err != nil {
			b.Fatal(err)
		}
	}
}
