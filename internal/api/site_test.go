package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"huying/internal/blob"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

const (
	lixia    = 370102
	shizhong = 370103
	yaojia   = org.UnitID("370102011")
)

// site is the whole interface on a fresh demonstration, over HTTP.
type site struct {
	*testing.T
	url   string
	store *store.Store
	desk  *desk.Desk
	log   *journal
	keys  int
}

// everywhere runs a test on each engine.
func everywhere(t *testing.T, test func(*site)) {
	t.Run("SQLite", func(t *testing.T) { test(open370102(t, storetest.SQLite(t))) })
	t.Run("PostgreSQL", func(t *testing.T) { test(open370102(t, storetest.Postgres(t))) })
}

func open370102(t *testing.T, o store.Options) *site {
	t.Helper()
	ctx := t.Context()
	s, err := store.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Load(ctx, s, time.Now()); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := &site{T: t, store: s, log: &journal{}, desk: desk.New(desk.Options{Store: s, Files: files})}
	server := httptest.NewServer(New(Options{Desk: h.desk, Store: s, Log: slog.New(slog.NewJSONHandler(h.log, nil))}))
	h.url = server.URL
	done := make(chan struct{})
	go func() {
		s.RunSealer(ctx, func(err error) { t.Error(err) })
		close(done)
	}()
	t.Cleanup(func() {
		<-done // the context of a test ends before its cleanups
		server.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// journal is the server's log; requests are still being logged while a test reads it.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer // guarded by mu
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

// person is somebody logged in.
type person struct {
	*site
	token string
	unit  org.UnitID
}

// in logs in somebody of a unit in a role.
func (h *site) in(district org.DistrictID, unit org.UnitID, role org.Role) person {
	h.Helper()
	accounts, err := demo.Accounts()
	if err != nil {
		h.Fatal(err)
	}
	for _, a := range accounts {
		for _, p := range a.Posts {
			if p.District == district && p.Role == role && (unit == "" || p.Unit == unit) {
				got := person{site: h}.send("POST", "/api/v1/tokens", map[string]any{"login": a.Login, "password": a.Password, "post": p.ID}, nil)
				if got.status != http.StatusCreated || got.text("post") != string(p.ID) || got.text("token") == "" {
					h.Fatal(got)
				}
				if _, err := time.Parse(time.RFC3339, got.text("expires")); err != nil {
					h.Fatal(err)
				}
				return person{h, got.text("token"), p.Unit}
			}
		}
	}
	h.Fatalf("nobody is %s of %s", role, unit)
	return person{}
}

// got is what came back.
type got struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
	value  map[string]any
}

func (g got) String() string { return fmt.Sprintf("%d %s", g.status, g.body) }

func (g got) text(name string) string {
	s, _ := g.value[name].(string)
	return s
}

func (g got) items() []map[string]any {
	g.t.Helper()
	list, ok := g.value["items"].([]any)
	if !ok {
		g.t.Fatalf("no items: %v", g)
	}
	items := make([]map[string]any, len(list))
	for i, one := range list {
		items[i] = one.(map[string]any)
	}
	return items
}

// into reads the body as what it should be.
func (g got) into(v any) {
	g.t.Helper()
	if err := json.Unmarshal(g.body, v); err != nil {
		g.t.Fatalf("%v in %v", err, g)
	}
}

// send asks for something. A body that is a string or a reader goes as it is. Headers override; an
// empty one leaves it out.
func (p person) send(method, path string, body any, headers map[string]string) got {
	p.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = bytes.NewReader([]byte(b))
	case io.Reader:
		in = b
	default:
		j, err := json.Marshal(b)
		if err != nil {
			p.Fatal(err)
		}
		in = bytes.NewReader(j)
	}
	r, err := http.NewRequestWithContext(p.Context(), method, p.url+path, in)
	if err != nil {
		p.Fatal(err)
	}
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	if method == http.MethodPost {
		p.keys++
		r.Header.Set("Content-Type", jsonType)
		r.Header.Set("Idempotency-Key", fmt.Sprintf("key-%d", p.keys))
	}
	for name, value := range headers {
		r.Header.Del(name)
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer answer.Body.Close()
	g := got{t: p.T, status: answer.StatusCode, header: answer.Header}
	if g.body, err = io.ReadAll(answer.Body); err != nil {
		p.Fatal(err)
	}
	_ = json.Unmarshal(g.body, &g.value) // what is not JSON has no members
	return g
}

func (p person) get(path string, want int) got {
	p.Helper()
	g := p.send("GET", path, nil, nil)
	if g.status != want {
		p.Fatalf("GET %s: want %d: %v", path, want, g)
	}
	return g
}

// do posts to a case, or reports where there is none yet.
func (p person) do(no, verb string, body any) got {
	p.Helper()
	path, want := cases("/"+no+"/"+verb), http.StatusOK
	if no == "" {
		path, want = cases(""), http.StatusCreated
	}
	g := p.send("POST", path, body, nil)
	if g.status != want {
		p.Fatalf("%s by %s: %v", verb, p.unit, g)
	}
	return g
}

func cases(more string) string { return fmt.Sprintf("/api/v1/districts/%d/cases%s", lixia, more) }
