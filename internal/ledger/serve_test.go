package ledger

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTilePaths(t *testing.T) {
	for _, row := range []struct {
		path    string
		level   int
		n       int64
		width   int
		entries bool
	}{
		{"tile/0/000", 0, 0, 256, false},
		{"tile/0/273.p/112", 0, 273, 112, false},
		{"tile/1/001.p/17", 1, 1, 17, false},
		{"tile/2/000.p/1", 2, 0, 1, false},
		{"tile/0/x003/905", 0, 3905, 256, false},
		{"tile/0/x001/x234/067", 0, 1234067, 256, false},
		{"tile/63/x001/000.p/255", 63, 1000, 255, false},
		{"tile/entries/273.p/112", 0, 273, 112, true},
		{"tile/entries/x001/x234/067", 0, 1234067, 256, true},
	} {
		level, n, width, entries, ok := ParseTilePath(row.path)
		if !ok || level != row.level || n != row.n || width != row.width || entries != row.entries {
			t.Errorf("%s read as level %d, tile %d, width %d, entries %t, %t", row.path, level, n, width, entries, ok)
		}
		again := TilePath(level, n, width)
		if entries {
			again = EntriesPath(n, width)
		}
		if again != row.path {
			t.Errorf("%s written as %s", row.path, again)
		}
	}
}

func TestTilePathHasOneSpelling(t *testing.T) {
	for _, path := range []string{
		"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/000",
		"tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/ 1/000", "tile/0/000.p/0", "tile/0/000.p/256",
		"tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000.p/", "tile/0/000.p", "tile/0/000.p/1/", "tile/0/000/", "/tile/0/000",
		"tile//0/000", "tile/0//000", "tile/0/001/000", "tile/0/x001/x000", "tile/0/xx01/000", "tile/0/X001/000", "tile/data/000",
		"tile/entries", "tile/entries/", "tile/Entries/000", "tile/8/0/000", "tile/0/../000", "tile/0/-01", "tile/0/1e2", "tile/0/٠٠٠",
		"tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/000.p/1.p/1", "tile/0/000?x", "checkpoint",
	} {
		if level, n, width, entries, ok := ParseTilePath(path); ok {
			t.Errorf("%q accepted: level %d, tile %d, width %d, entries %t", path, level, n, width, entries)
		}
	}
}

func TestBundles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leaves := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 40), 0, 256).Draw(t, "leaves")
		bundle, err := EncodeBundle(leaves)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseBundle(bundle, len(leaves))
		if err != nil || len(again) != len(leaves) {
			t.Fatalf("%d of %d leaves: %v", len(again), len(leaves), err)
		}
		for i := range leaves {
			if !bytes.Equal(leaves[i], again[i]) {
				t.Fatalf("leaf %d differs", i)
			}
		}
		for _, width := range []int{len(leaves) - 1, len(leaves) + 1} {
			if _, err := ParseBundle(bundle, width); err == nil {
				t.Fatalf("%d leaves read as %d", len(leaves), width)
			}
		}
	})
	if _, err := EncodeBundle([][]byte{make([]byte, MaxLeaf+1)}); err == nil {
		t.Error("a leaf beyond the limit was bundled")
	}
	if _, err := EncodeBundle(make([][]byte, 257)); err == nil {
		t.Error("257 leaves were bundled")
	}
}

const someOrigin = "huying.example/log/370102"

func someKey(t testing.TB) Key {
	t.Helper()
	key, err := NewKey(rand.Reader, someOrigin)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestKeys(t *testing.T) {
	for range 50 { // a plus sign in the base64 of a key must not matter
		key := someKey(t)
		again, err := ParseKey(key.Text(), someOrigin)
		if err != nil || again.VerifierKey() != key.VerifierKey() {
			t.Fatalf("read back as %v (%v)", again, err)
		}
		if strings.Contains(key.String(), "PRIVATE") || !strings.HasPrefix(key.VerifierKey(), someOrigin+"+") {
			t.Fatalf("shown as %v", key)
		}
		if v, err := ParseVerifierKey(key.VerifierKey() + "\n"); err != nil || v.KeyHash() != key.KeyHash() {
			t.Fatalf("public key: %v", err)
		}
	}
	key := someKey(t)
	if _, err := ParseKey(key.Text(), "huying.example/log/370103"); err == nil {
		t.Error("a key of another log is accepted")
	}
	if _, err := NewKey(rand.Reader, "two words"); err == nil {
		t.Error("an origin with a blank is accepted")
	}
	name, rest, _ := strings.Cut(key.VerifierKey(), "+")
	for _, bad := range []string{"", "x", name, strings.ToUpper(rest), key.VerifierKey() + "=", key.VerifierKey() + "\n\n", key.Text()} {
		if _, err := ParseVerifierKey(bad); err == nil {
			t.Errorf("accepted %q", bad)
		}
	}
}

func TestCheckpointText(t *testing.T) {
	const empty = "huying.example/log/370102\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	if got := FormatCheckpoint(someOrigin, 0, EmptyRoot()); got != empty {
		t.Fatalf("%q", got)
	}
	if c, err := ParseCheckpoint(empty); err != nil || c.Size != 0 || c.Origin != someOrigin {
		t.Fatalf("%+v (%v)", c, err)
	}
	root := leafNumber(1).String()
	for _, bad := range []string{
		"", "\n0\n" + root + "\n", "o\n1\n" + root, "o\n01\n" + root + "\n", "o\n-1\n" + root + "\n", "o\n+1\n" + root + "\n",
		"o\n1\n" + root + "\nextension\n", "o\n1\n" + root[:43] + "\n", "o\n1\n" + root[:42] + "//=\n", "o\n0\n" + root + "\n",
		"o\n9223372036854775808\n" + root + "\n", "o\n1 \n" + root + "\n", "o\n1\n" + root + "\n\n",
	} {
		if c, err := ParseCheckpoint(bad); err == nil {
			t.Errorf("accepted %q as %+v", bad, c)
		}
	}
}

func TestSignedCheckpoint(t *testing.T) {
	key := someKey(t)
	c := Checkpoint{someOrigin, 70_000, leafNumber(7)}
	signed, err := Sign(key, c)
	if err != nil {
		t.Fatal(err)
	}
	got, n, err := OpenCheckpoint(signed, key.Verifier())
	if err != nil || got != c || len(n.Sigs) != 1 {
		t.Fatalf("%+v (%v)", got, err)
	}
	if _, _, err := OpenCheckpoint(signed, someKey(t).Verifier()); err == nil {
		t.Error("a key that did not sign is satisfied")
	}
	if _, err := Sign(key, Checkpoint{"huying.example/log/370103", 1, leafNumber(1)}); err == nil {
		t.Error("signed for another log")
	}
	for i := range signed {
		for _, flip := range []byte{1, 2, 4, 8, 16, 32, 64, 128} {
			edited := bytes.Clone(signed)
			edited[i] ^= flip
			if _, _, err := OpenCheckpoint(edited, key.Verifier()); err == nil {
				t.Fatalf("accepted with byte %d changed: %s", i, edited)
			}
		}
	}
	line := signed[bytes.LastIndex(signed, []byte("— ")):]
	for name, edited := range map[string][]byte{
		"signature twice": append(bytes.Clone(signed), line...), "trailing": append(bytes.Clone(signed), '\n'), "cut": signed[:len(signed)-1],
	} {
		if _, _, err := OpenCheckpoint(edited, key.Verifier()); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	cosigned := append(bytes.Clone(signed), "— witness.example AAAAAAAA\n"...)
	if _, n, err := OpenCheckpoint(cosigned, key.Verifier()); err != nil || len(n.UnverifiedSigs) != 1 {
		t.Errorf("a witness's line below: %v", err)
	}
}

// someReceipt is a receipt for the one real event in a tree of 700 leaves.
func someReceipt(t testing.TB, key Key) (Receipt, []byte) {
	t.Helper()
	leaf, err := someEvent().Leaf()
	if err != nil {
		t.Fatal(err)
	}
	s := grown(421)
	s.leaves = append(s.leaves, LeafHash(leaf))
	s.edge.Append(LeafHash(leaf))
	s.grow(700)
	root := s.edge.Root()
	signed, err := Sign(key, Checkpoint{someOrigin, 700, root})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := IssueReceipt(signed, key.Verifier(), 420, leaf, s.read); err == nil {
		t.Error("a receipt was issued for a place where the leaf does not stand")
	}
	r, err := IssueReceipt(signed, key.Verifier(), 421, leaf, s.read)
	if err != nil {
		t.Fatal(err)
	}
	return r, leaf
}

func TestReceipt(t *testing.T) {
	key := someKey(t)
	r, leaf := someReceipt(t, key)
	text := r.Text()
	if !strings.HasPrefix(text, "c2sp.org/tlog-proof@v1\nextra ") || len(text) > 2048 {
		t.Fatalf("%d bytes:\n%s", len(text), text)
	}
	again, err := ParseReceipt(text)
	if err != nil {
		t.Fatal(err)
	}
	e, c, err := again.Verify(nil, key.Verifier())
	if err != nil || e.Type != "Accepted" || c.Size != 700 {
		t.Fatalf("%+v in %+v (%v)", e, c, err)
	}
	again.Leaf = nil
	bare, err := ParseReceipt(again.Text())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := bare.Verify(leaf, key.Verifier()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := bare.Verify(nil, key.Verifier()); err == nil {
		t.Fatal("a receipt without its event is satisfied")
	}
}

// Whatever single byte of a receipt is changed, it no longer verifies.
func TestReceiptRefusesEveryEdit(t *testing.T) {
	key := someKey(t)
	r, _ := someReceipt(t, key)
	text := r.Text()
	for i := range text {
		for _, c := range []byte{text[i] ^ 1, text[i] ^ 0x20, '\n', ' ', 'A'} {
			edited := text[:i] + string([]byte{c}) + text[i+1:]
			if edited == text {
				continue
			}
			if got, err := ParseReceipt(edited); err == nil {
				if _, _, err := got.Verify(nil, key.Verifier()); err == nil {
					t.Fatalf("verifies with byte %d changed to %q", i, c)
				}
			}
		}
	}
	for _, edited := range []string{"", text + "\n", text[1:], text[:len(text)-1], strings.Replace(text, "index 421", "index 0421", 1)} {
		if got, err := ParseReceipt(edited); err == nil {
			if _, _, err := got.Verify(nil, key.Verifier()); err == nil {
				t.Errorf("verifies: %q", edited)
			}
		}
	}
}
