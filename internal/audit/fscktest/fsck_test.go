// Package fscktest has a judge whom nobody here wrote read our logs: fsck of the Tessera project
// rebuilds a served log from its entries and compares. It is a module of its own, so that the
// product does not depend on it.
package fscktest

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
)

// fsck builds the judge once per run.
func fsck(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fsck")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", path, "github.com/transparency-dev/tessera/cmd/fsck")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build fsck: %v\n%s", err, out)
	}
	return path
}

// judge runs fsck on a log and gives what it said. It ends with 0 whatever it finds, and may hang on
// a bad log: so only its words count, and its time is limited.
func judge(t *testing.T, fsck, url string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	key := filepath.Join(t.TempDir(), "vkey")
	if err := os.WriteFile(key, get(t, url+"/vkey"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.CommandContext(ctx, fsck, "-storage_url", url, "-public_key", key, "-ui=false", "-N", "16").CombinedOutput()
	return string(out)
}

func get(t *testing.T, url string) []byte {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", url, r.Status, err)
	}
	return body
}

// sound is the line by which fsck says that it found nothing wrong.
func sound(size int64) string { return fmt.Sprintf("Successfully fsck'd log with size %d", size) }

// aLog is a log of some size, as its files: what the ledger makes, behind the simplest of servers.
func aLog(t *testing.T, size int64) map[string][]byte {
	t.Helper()
	const origin = "huying.example/log/370102"
	key, err := ledger.NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"vkey": []byte(key.VerifierKey() + "\n")}
	var edge ledger.Edge
	var bundle []byte
	for i := range size {
		event := ledger.Event{
			District: 370102, Stream: "test", Version: i + 1, Type: "Noted", At: i,
			Actor: org.Actor{Unit: "founder", Role: org.System}, Data: fmt.Appendf(nil, `{"n":%d}`, i),
		}
		leaf, err := event.Leaf()
		if err != nil {
			t.Fatal(err)
		}
		for _, tile := range edge.Append(ledger.LeafHash(leaf)) {
			files[ledger.TilePath(tile.Level, tile.N, 256)] = tile.Data
		}
		if bundle, err = ledger.AppendEntry(bundle, leaf); err != nil {
			t.Fatal(err)
		}
		if width := int(i%256) + 1; width == 256 || i == size-1 {
			files[ledger.EntriesPath(i/256, width)] = bundle
			bundle = nil
		}
	}
	for level := range 8 {
		if width := ledger.PartialWidth(size, level); width > 0 {
			files[ledger.TilePath(level, size>>(8*level)>>8, width)] = edge.Partial(level)
		}
	}
	files["checkpoint"], err = ledger.Sign(key, ledger.Checkpoint{Origin: origin, Size: size, Root: edge.Root()})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func serve(t *testing.T, files map[string][]byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := files[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// The sizes stand for: nothing, one entry, one tile short, full and begun, and two levels of tiles.
func TestLogsOfManySizes(t *testing.T) {
	fsck := fsck(t)
	for _, size := range []int64{0, 1, 255, 256, 257, 4097, 70_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			if said := judge(t, fsck, serve(t, aLog(t, size))); !strings.Contains(said, sound(size)) {
				t.Fatal(said)
			}
		})
	}
}

// A judge who never finds anything proves nothing: one flipped bit must not pass.
func TestJudgeSeesAFlippedBit(t *testing.T) {
	fsck := fsck(t)
	for _, path := range []string{"tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1", "checkpoint"} {
		t.Run(path, func(t *testing.T) {
			files := aLog(t, 300)
			files[path][len(files[path])/2] ^= 1
			if said := judge(t, fsck, serve(t, files)); strings.Contains(said, "Successfully") {
				t.Fatal(said)
			}
		})
	}
}
