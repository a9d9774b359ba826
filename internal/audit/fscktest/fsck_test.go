// Package fscktest has a judge whom nobody here wrote read our logs: fsck of the Tessera project
// rebuilds a served log from its entries and compares. It is a module of its own, so that the
// product does not depend on it.
package fscktest

import (
	"context"
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

	"huying/internal/access"
	"huying/internal/api"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
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

// TestServedLog has the log of a running server judged, whose address (with an auditor's token in
// its path) stands in HUYING_LOG_URL.
func TestServedLog(t *testing.T) {
	url := strings.TrimSuffix(os.Getenv("HUYING_LOG_URL"), "/")
	if url == "" {
		t.Skip("HUYING_LOG_URL is not set: no server to judge")
	}
	if said := judge(t, fsck(t), url); !strings.Contains(said, "Successfully fsck'd log with size") {
		t.Fatal(said)
	}
}

// served is a store of its own behind the handlers of the product, with a log of this size.
func served(t *testing.T, size int64) string {
	t.Helper()
	const district = 370102
	ctx := t.Context()
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Origin: "huying.example", NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.FoundDistrict(ctx, store.District{ID: district, Name: "历下区", Short: "历下", City: 370100}); err != nil {
		t.Fatal(err)
	}
	for from := int64(0); from < size; from += 2000 {
		events := make([]ledger.Event, min(2000, size-from))
		for i := range events {
			events[i] = ledger.Event{
				Type: "Noted", At: from + int64(i), Actor: org.Actor{Unit: "founder", Role: org.System},
				Data: fmt.Appendf(nil, `{"n":%d}`, from+int64(i)),
			}
		}
		err := s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.Append("test", from, events, nil) })
		if err != nil {
			t.Fatal(err)
		}
	}
	for {
		c, err := s.In(district).Checkpoint(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if c.Size == size {
			break
		}
		time.Sleep(20 * time.Millisecond)
		if _, err := s.Seal(ctx, district); err != nil {
			t.Fatal(err)
		}
	}
	mux := http.NewServeMux()
	api.Logs{
		Log: func(d org.DistrictID) api.Log { return s.In(d) },
		Audit: func(context.Context, string) (access.Auditing, error) {
			return access.Auditing{District: district}, nil
		},
	}.Mount(mux)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/audit/any/log/370102"
}

// The sizes stand for: nothing, one entry, one tile short, full and begun, and two levels of tiles.
func TestLogsOfManySizes(t *testing.T) {
	fsck := fsck(t)
	for _, size := range []int64{0, 1, 255, 256, 257, 4097, 70_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			if said := judge(t, fsck, served(t, size)); !strings.Contains(said, sound(size)) {
				t.Fatal(said)
			}
		})
	}
}

// A judge who never finds anything proves nothing: one flipped bit must not pass.
func TestJudgeSeesAFlippedBit(t *testing.T) {
	fsck := fsck(t)
	url := served(t, 300)
	base := strings.TrimSuffix(url, "/audit/any/log/370102")
	for _, path := range []string{"tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1", "checkpoint"} {
		t.Run(path, func(t *testing.T) {
			lying := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body := get(t, base+r.URL.Path)
				if strings.HasSuffix(r.URL.Path, path) {
					body[len(body)/2] ^= 1
				}
				_, _ = w.Write(body)
			}))
			defer lying.Close()
			if said := judge(t, fsck, lying.URL+"/audit/any/log/370102"); strings.Contains(said, "Successfully") {
				t.Fatal(said)
			}
		})
	}
}
