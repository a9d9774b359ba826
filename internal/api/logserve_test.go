package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

const goodToken = "hya_370102.good"

// served founds 历下 with 300 sealed and signed events and serves its log.
func served(t *testing.T) (http.Handler, *store.Store) {
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
	if err := s.FoundDistrict(ctx, store.District{ID: 370102, Name: "历下区", Short: "历下", City: 370100}); err != nil {
		t.Fatal(err)
	}
	events := make([]ledger.Event, 300)
	for i := range events {
		events[i] = ledger.Event{
			Type: "Noted", At: int64(i), Actor: org.Actor{Unit: "founder", Role: org.System}, Data: []byte(`{"n":1}`),
		}
	}
	err = s.Write(ctx, 370102, func(_ context.Context, tx *store.Tx) error { return tx.Append("test", 0, events, nil) })
	if err != nil {
		t.Fatal(err)
	}
	for c, err := s.In(370102).Checkpoint(ctx); c.Size < 300; c, err = s.In(370102).Checkpoint(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
		if _, err := s.Seal(ctx, 370102); err != nil {
			t.Fatal(err)
		}
	}
	mux := http.NewServeMux()
	Logs{
		Log: func(d org.DistrictID) Log { return s.In(d) },
		Audit: func(_ context.Context, token string) (access.Auditing, error) {
			if token != goodToken {
				return access.Auditing{}, rule.Refuse(rule.Unauthenticated, "P-06", "审计令牌无效或者已过期")
			}
			return access.Auditing{District: 370102}, nil
		},
		Fault: func(_ *http.Request, err error) { t.Error(err) },
	}.Mount(mux)
	return mux, s
}

func TestLogFiles(t *testing.T) {
	mux, _ := served(t)
	const open, shut = http.StatusOK, http.StatusUnauthorized
	for _, row := range []struct {
		path, bearer string
		status, size int // size -1: not compared
		kind, cache  string
	}{
		{"/log/370102/checkpoint", "", open, -1, plainText, fresh},
		{"/log/370102/vkey", "", open, -1, plainText, fresh},
		{"/log/370102/tile/0/000", "", open, 8192, octets, forEver},
		{"/log/370102/tile/0/001.p/44", "", open, 44 * 32, octets, forEver},
		{"/log/370102/tile/0/001.p/7", "", open, 7 * 32, octets, forEver},
		{"/log/370102/tile/0/000.p/255", "", open, 255 * 32, octets, forEver},
		{"/log/370102/tile/1/000.p/1", "", open, 32, octets, forEver},
		{"/log/370102/tile/0/001.p/45", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/0/001", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/0/002.p/1", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/2/000.p/1", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/0/0", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/00/000", "", 404, -1, "", "no-store"},
		{"/log/370102/checkpoint.json", "", 404, -1, "", "no-store"},
		{"/log/370102/", "", 404, -1, "", "no-store"},
		{"/log/370103/checkpoint", "", 404, -1, "", "no-store"},
		{"/log/370103/tile/0/000", "", 404, -1, "", "no-store"},
		{"/log/0370102/checkpoint", "", 404, -1, "", "no-store"},
		{"/log/lixia/checkpoint", "", 404, -1, "", "no-store"},
		{"/log/370102/tile/entries/001.p/44", "", shut, -1, "", "no-store"},
		{"/log/370102/tile/entries/001.p/44", "wrong", shut, -1, "", "no-store"},
		{"/log/370102/tile/entries/001.p/44", goodToken, open, -1, octets, private},
		{"/audit/" + goodToken + "/log/370102/tile/entries/001.p/44", "", open, -1, octets, private},
		{"/audit/" + goodToken + "/log/370102/tile/entries/001.p/45", "", 404, -1, "", "no-store"},
		{"/audit/" + goodToken + "/log/370102/checkpoint", "", open, -1, plainText, fresh},
		{"/audit/wrong/log/370102/tile/entries/001.p/44", "", shut, -1, "", "no-store"},
		{"/audit/wrong/log/370102/checkpoint", "", shut, -1, "", "no-store"},
		{"/audit/" + goodToken + "/log/370103/checkpoint", "", shut, -1, "", "no-store"},
	} {
		t.Run(row.path, func(t *testing.T) {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				r := httptest.NewRequest(method, row.path, nil)
				if row.bearer != "" {
					r.Header.Set("Authorization", "Bearer "+row.bearer)
				}
				w := httptest.NewRecorder()
				mux.ServeHTTP(w, r)
				h := w.Header()
				if w.Code != row.status || row.kind != "" && h.Get("Content-Type") != row.kind || h.Get("Cache-Control") != row.cache {
					t.Errorf("%s: %d %s %s", method, w.Code, h.Get("Content-Type"), h.Get("Cache-Control"))
				}
				if row.size >= 0 && method == http.MethodGet && w.Body.Len() != row.size {
					t.Errorf("%d bytes, %d expected", w.Body.Len(), row.size)
				}
				if method == http.MethodHead && row.status == open && w.Body.Len() != 0 {
					t.Errorf("HEAD is answered with %d bytes", w.Body.Len())
				}
			}
		})
	}
}

// What is served is a log: its entries give its tiles, its tiles the signed root.
func TestServedLogHoldsTogether(t *testing.T) {
	mux, _ := served(t)
	get := func(path string) []byte {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/audit/"+goodToken+"/log/370102/"+path, nil))
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		return w.Body.Bytes()
	}
	key, err := ledger.ParseVerifierKey(string(get("vkey")))
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := ledger.OpenCheckpoint(get("checkpoint"), key)
	if err != nil || c.Size != 300 || c.Origin != "huying.example/log/370102" {
		t.Fatalf("%+v (%v)", c, err)
	}
	var edge ledger.Edge
	for n, width := range []int{256, 44} {
		leaves, err := ledger.ParseBundle(get(ledger.EntriesPath(int64(n), width)), width)
		if err != nil {
			t.Fatal(err)
		}
		tile := get(ledger.TilePath(0, int64(n), width))
		for i, leaf := range leaves {
			h := ledger.LeafHash(leaf)
			if ledger.Hash(tile[i*32:i*32+32]) != h {
				t.Fatalf("entry %d is not in its tile", n*256+i)
			}
			edge.Append(h)
		}
	}
	if edge.Root() != c.Root {
		t.Fatal("the entries do not give the signed root")
	}
}
