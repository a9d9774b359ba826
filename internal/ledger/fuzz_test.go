package ledger

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzParseLeaf(f *testing.F) {
	leaf, err := someEvent().Leaf()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(leaf)
	f.Add([]byte(`{"at":0,"data":{},"district":1,"role":"r","stream":"s","type":"T","unit":"","v":1,"version":1}`))
	f.Add([]byte(`{"at":0,"data":{"\"":[null,-5]},"district":1,"role":"呼","stream":"\n","type":"T","unit":"","v":1,"version":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := ParseLeaf(b)
		if err != nil {
			return
		}
		if again, err := e.Leaf(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%q was read, and written as %q (%v)", b, again, err)
		}
		if !IsCanonical(b) {
			t.Fatalf("accepted, though not canonical: %q", b)
		}
	})
}

func FuzzCanonicalJSON(f *testing.F) {
	for _, seed := range []string{`{"b":[1,-2,"\u00e9"],"a":{}}`, `"\ud83d\ude00"`, `[true,false,null]`, ` 0 `, `{"\n":1,"\"":2}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		form, err := CanonicalJSON(raw)
		if err != nil {
			return
		}
		if !json.Valid(raw) || !json.Valid(form) {
			t.Fatalf("%q became %q, and one of them is not JSON", raw, form)
		}
		if again, err := CanonicalJSON(form); err != nil || !bytes.Equal(again, form) {
			t.Fatalf("%q is not stable: %q (%v)", form, again, err)
		}
	})
}

func FuzzParseTilePath(f *testing.F) {
	for _, seed := range []string{"tile/0/273.p/112", "tile/entries/x001/x234/067", "tile/63/000", "tile/0/x9223372036854775/807"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		level, n, width, entries, ok := ParseTilePath(path)
		if !ok {
			return
		}
		again := TilePath(level, n, width)
		if entries {
			again = EntriesPath(n, width)
		}
		if again != path || n < 0 || width < 1 || width > 256 {
			t.Fatalf("%q was read as level %d, tile %d, width %d and written as %q", path, level, n, width, again)
		}
		if w := TileWidth(70_000, level, n); w < 0 || w > 256 {
			t.Fatalf("a tile of %d hashes", w)
		}
	})
}

func FuzzParseCheckpoint(f *testing.F) {
	f.Add(FormatCheckpoint(someOrigin, 0, EmptyRoot()))
	f.Add(FormatCheckpoint(someOrigin, 70_000, leafNumber(1)))
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := ParseCheckpoint(text); err == nil && c.Text() != text {
			t.Fatalf("%q was read, and written as %q", text, c.Text())
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	key := someKey(f)
	signed, err := Sign(key, Checkpoint{someOrigin, 5, leafNumber(5)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	f.Fuzz(func(t *testing.T, edited []byte) {
		_, n, err := OpenCheckpoint(edited, key.Verifier())
		if err == nil && len(n.UnverifiedSigs) == 0 && !bytes.Equal(edited, signed) {
			t.Fatalf("nobody signed %q", edited)
		}
	})
}

func FuzzParseReceipt(f *testing.F) {
	r, _ := someReceipt(f, someKey(f))
	f.Add(r.Text())
	r.Leaf, r.Proof = nil, nil
	f.Add(r.Text())
	f.Fuzz(func(t *testing.T, text string) {
		if r, err := ParseReceipt(text); err == nil && r.Text() != text {
			t.Fatalf("%q was read, and written as %q", text, r.Text())
		}
	})
}

func FuzzParseBundle(f *testing.F) {
	f.Add([]byte("\x00\x03abc\x00\x00"), 2)
	f.Add([]byte{}, 0)
	f.Fuzz(func(t *testing.T, bundle []byte, width int) {
		leaves, err := ParseBundle(bundle, width)
		if err != nil {
			return
		}
		if again, err := EncodeBundle(leaves); err != nil || !bytes.Equal(again, bundle) {
			t.Fatalf("%q was read, and written as %q (%v)", bundle, again, err)
		}
	})
}

func FuzzContentUnmarshal(f *testing.F) {
	f.Add([]byte(`"` + Commit(TextContent, [32]byte{}, nil) + `"`))
	f.Add([]byte(`""`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var c Content
		if err := json.Unmarshal(raw, &c); err != nil {
			return
		}
		if c.ID != "" && !ValidContentID(c.ID) {
			t.Fatalf("accepted %q", c.ID)
		}
	})
}

func FuzzParseVerifierKey(f *testing.F) {
	key := someKey(f)
	f.Add(key.VerifierKey())
	f.Add(key.VerifierKey() + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		if v, err := ParseVerifierKey(text); err == nil && v.Name() == "" {
			t.Fatalf("%q has no name", text)
		}
	})
}
