package audit_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/api"
	"huying/internal/audit"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

const district = org.DistrictID(370102)

// grown is a store whose log has more than a tile: a report and a note about it, over and over.
func grown(t *testing.T, events int) *store.Store {
	t.Helper()
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
	founder := org.Actor{Unit: "founder", Role: org.System}
	var n byte
	salt := func() [32]byte { n++; return [32]byte{n, byte(time.Now().Nanosecond())} }
	for version := int64(0); version < int64(events); version++ {
		err := s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
			data, sealed, err := ledger.Encode(org.UnitsFounded{Units: []org.Unit{{ID: "centre", Kind: org.KindCentre, Name: "指挥中心"}}}, salt)
			if err != nil {
				return err
			}
			e := ledger.Event{Type: "UnitsFounded", At: org.Micros(time.Now()), Actor: founder, Data: data}
			return tx.Append(org.Stream, version, []ledger.Event{e}, sealed)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := signed(ctx, s, int64(events)); err != nil {
		t.Fatal(err)
	}
	return s
}

// signed waits until a checkpoint covers so many entries.
func signed(ctx context.Context, s *store.Store, size int64) error {
	for range 100 {
		if _, err := s.Seal(ctx, district); err != nil {
			return err
		}
		c, err := s.In(district).Checkpoint(ctx)
		if err != nil || c.Size >= size {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.New("no checkpoint came")
}

func TestExportOfAStore(t *testing.T) {
	s := grown(t, 20)
	var export bytes.Buffer
	if err := audit.ExportDistrict(t.Context(), s, district, &export, audit.ExportOptions{Contents: true}); err != nil {
		t.Fatal(err)
	}
	c, err := s.In(district).Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Verify(&export, audit.Options{Checkpoint: []byte(c.Note)})
	if err != nil || !r.OK() || r.Entries != 20 || r.Streams != 1 {
		t.Fatalf("%+v (%v)", r, err)
	}
	if err := audit.ExportDistrict(t.Context(), s, 999999, &export, audit.ExportOptions{}); !errors.Is(err, store.ErrUnknownDistrict) {
		t.Fatalf("a district that is not there: %v", err)
	}
}

const token = "hya_370102.for-a-test"

func logs(s *store.Store) *http.ServeMux {
	mux := http.NewServeMux()
	api.Logs{
		Log: func(d org.DistrictID) api.Log { return s.In(d) },
		Audit: func(_ context.Context, shown string) (access.Auditing, error) {
			if shown != token {
				return access.Auditing{}, rule.Refuse(rule.Unauthenticated, "P-06", "审计令牌无效或者已过期")
			}
			return access.Auditing{District: district}, nil
		},
	}.Mount(mux)
	return mux
}

func TestVerifyURL(t *testing.T) {
	s := grown(t, 600)
	mux := logs(s)
	server := httptest.NewServer(mux)
	defer server.Close()
	c, err := s.In(district).Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		path    string
		entries int64
	}{"公开部分": {"/log/370102", 0}, "持审计令牌": {"/audit/" + token + "/log/370102/", 600}} {
		t.Run(name, func(t *testing.T) {
			r, err := audit.VerifyURL(t.Context(), server.Client(), server.URL+row.path, audit.Options{Checkpoint: []byte(c.Note)})
			if err != nil || !r.OK() || r.Entries != row.entries || r.Checkpoint.Size != 600 || r.District != district {
				t.Fatalf("%+v (%v)", r, err)
			}
		})
	}
	// A server that changes one byte of any file is found out.
	for _, path := range []string{"vkey", "checkpoint", "tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001"} {
		t.Run(path, func(t *testing.T) {
			lying := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answer := httptest.NewRecorder()
				mux.ServeHTTP(answer, r)
				body := answer.Body.Bytes()
				if strings.HasSuffix(r.URL.Path, path) {
					body[len(body)/2] ^= 1
				}
				w.WriteHeader(answer.Code)
				_, _ = w.Write(body)
			}))
			defer lying.Close()
			r, err := audit.VerifyURL(t.Context(), lying.Client(), lying.URL+"/audit/"+token+"/log/370102", audit.Options{})
			if err != nil || r.OK() {
				t.Fatalf("not found out: %+v (%v)", r, err)
			}
		})
	}
	r, err := audit.VerifyURL(t.Context(), server.Client(), server.URL+"/nothing/here", audit.Options{})
	if err != nil || len(r.Findings) != 1 || r.Findings[0].Kind != audit.Unserved {
		t.Fatalf("nothing there, and nothing found: %+v (%v)", r, err)
	}
}

// A log from which somebody removed its last events with the key in hand contradicts what was kept.
func TestVerifyURLAgainstKeptCheckpoint(t *testing.T) {
	dir := t.TempDir()
	keys := store.FileKeys(filepath.Join(dir, "keys"), bytes.NewReader(bytes.Repeat([]byte{5}, 4096)))
	key, _, err := keys(district, "huying.example/log/370102", "")
	if err != nil {
		t.Fatal(err)
	}
	var edge ledger.Edge
	tile := ledger.LeafHash([]byte("a leaf"))
	edge.Append(tile)
	now, err := ledger.Sign(key, ledger.Checkpoint{Origin: key.Name(), Size: 1, Root: edge.Root()})
	if err != nil {
		t.Fatal(err)
	}
	edge.Append(tile)
	kept, err := ledger.Sign(key, ledger.Checkpoint{Origin: key.Name(), Size: 2, Root: edge.Root()})
	if err != nil {
		t.Fatal(err)
	}
	_, vkey, err := keys(district, "huying.example/log/370102", "")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"/vkey": []byte(vkey), "/checkpoint": now, "/tile/0/000.p/1": tile[:]}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := files[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusForbidden)
		}
		_, _ = w.Write(body)
	}))
	defer server.Close()
	r, err := audit.VerifyURL(t.Context(), server.Client(), server.URL, audit.Options{})
	if err != nil || !r.OK() {
		t.Fatalf("without a checkpoint to compare: %+v (%v)", r, err)
	}
	r, err = audit.VerifyURL(t.Context(), server.Client(), server.URL, audit.Options{Checkpoint: kept})
	if err != nil || !slices.ContainsFunc(r.Findings, func(f audit.Finding) bool { return f.Kind == audit.Rewritten }) {
		t.Fatalf("cut back: %+v (%v)", r, err)
	}
}
