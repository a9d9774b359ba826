package blob

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
)

func TestKeepsByHash(t *testing.T) {
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	for range 2 { // twice the same is kept once, and is no error
		hash, size, err := f.Put(t.Context(), strings.NewReader("abc"), 3)
		if err != nil || hash != abc || size != 3 {
			t.Fatalf("put = %s, %d, %v", hash, size, err)
		}
	}
	got, err := f.Get(abc)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Close()
	if b, _ := io.ReadAll(got); string(b) != "abc" {
		t.Fatalf("got %q", b)
	}
}

func TestRefuses(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, _, err := f.Put(t.Context(), strings.NewReader("abcd"), 3); !errors.Is(err, ErrTooLarge) {
		t.Fatalf("too large: %v", err)
	}
	if left, _ := fs.ReadDir(f.root.FS(), "."); len(left) != 0 {
		t.Fatalf("a refused file left %v behind", left)
	}
	for _, name := range []string{"", "../../etc/passwd", strings.Repeat("0", 63), strings.Repeat("Z", 64), strings.Repeat("0", 64)} {
		if _, err := f.Get(name); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("get %q: %v", name, err)
		}
	}
}
