package api

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

func storeInMemory(t *testing.T) store.Options { return storetest.SQLite(t) }

func endless() io.Reader { return io.LimitReader(zeros{}, 100<<20) }

// An auditor's token opens the entries of its district's log; its issue stands on the record.
func TestAuditToken(t *testing.T) {
	everywhere(t, func(h *site) {
		auditor := h.in(lixia, "", org.Auditor)
		before := h.committed()
		got := auditor.send("POST", district("/audit-tokens"), nil, nil)
		prefix := got.text("prefix")
		if got.status != http.StatusCreated || !strings.HasPrefix(prefix, "/audit/hya_370102.") || !strings.HasSuffix(prefix, "/log/370102/") {
			h.Fatal(got)
		}
		if after := h.committed(); after != before+1 {
			h.Errorf("the record grew by %d", after-before)
		}
		anyone := person{site: h}
		c, err := h.store.In(lixia).Checkpoint(h.Context())
		if err != nil {
			h.Fatal(err)
		}
		entries := ledger.EntriesPath(0, ledger.TileWidth(c.Size, 0, 0))
		anyone.get(prefix+"checkpoint", http.StatusOK)
		leaves, err := ledger.ParseBundle(anyone.get(prefix+entries, http.StatusOK).body, int(c.Size))
		if err != nil || !strings.Contains(string(leaves[c.Size-1]), "AuditTokenIssued") {
			h.Errorf("%v", err)
		}
		anyone.get("/log/370102/"+entries, http.StatusUnauthorized)
		anyone.get("/log/370102/checkpoint", http.StatusOK)
		bearer := person{site: h, token: got.text("token")}
		bearer.get("/log/370102/"+entries, http.StatusOK)
		bearer.get("/log/370103/"+entries, http.StatusUnauthorized)
		bearer.get(cases(""), http.StatusUnauthorized)
		if got := auditor.send("POST", district("/audit-tokens"), `{"days":900}`, nil); got.status != 422 {
			h.Error(got)
		}
		if strings.Contains(h.log.String(), "hya_") {
			h.Error("the log shows a token")
		}
	})
}

func TestHealthReadinessMetrics(t *testing.T) {
	everywhere(t, func(h *site) {
		p := h.in(lixia, yaojia, org.TownshipOperator)
		p.do("", "report", anything{"text": "路灯不亮"})
		p.send("POST", cases(""), `{}`, nil)
		h.committed() // everything is signed
		anyone := person{site: h}
		if got := anyone.get("/healthz", http.StatusOK); got.text("status") != "alive" {
			h.Error(got)
		}
		if got := anyone.get("/readyz", http.StatusOK); got.text("status") != "ready" {
			h.Error(got)
		}
		page := string(anyone.get("/metrics", http.StatusOK).body)
		for _, line := range []string{
			`huying_writes_total{outcome="done",verb="report"} 1`,
			`huying_writes_total{outcome="incomplete",verb="report"} 1`,
			`huying_request_seconds_count{method="POST",route="POST /api/v1/districts/{district}/cases",status="201"} 1`,
			`huying_log_unsealed_age_seconds{district="370102"} 0`,
			"huying_group_commits_total", "huying_group_writes_total", "go_goroutines", "process_open_fds",
		} {
			if !strings.Contains(page, line) {
				h.Errorf("no %s in\n%s", line, page)
			}
		}
		for _, secret := range []string{p.token, "lixia-yaojia-op", "路灯"} {
			if strings.Contains(page, secret) || strings.Contains(h.log.String(), secret) {
				h.Errorf("%q is shown to whoever runs this", secret)
			}
		}
	})
}

// A number that came along is kept, a bad one is not; a panic is a fault with a number.
func TestRequestNumber(t *testing.T) {
	s := bare(t)
	r := httptest.NewRequest("GET", "/healthz", nil)
	r.Header.Set("X-Request-Id", "gateway-0001")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := w.Header().Get("X-Request-Id"); got != "gateway-0001" {
		t.Error(got)
	}
	r.Header.Set("X-Request-Id", "a\nb")
	w = httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := w.Header().Get("X-Request-Id"); len(got) < 20 {
		t.Error(got)
	}
	s.mux.HandleFunc("GET /api/broken", func(http.ResponseWriter, *http.Request) { panic("on purpose") })
	w = ask(s, "GET", "/api/broken")
	if body := w.Body.String(); w.Code != 500 || !strings.Contains(body, `"code":"fault"`) || strings.Contains(body, "on purpose") ||
		!strings.Contains(body, w.Header().Get("X-Request-Id")) {
		t.Error(w.Code, body)
	}
}

// What is not of the interface goes to the pages, and only that.
func TestPagesAnswerTheRest(t *testing.T) {
	s := bare(t)
	s.pages = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "page of ", r.URL.Path) })
	for path, want := range map[string]string{"/": "page of /", "/d/370102/desk": "page of /d/370102/desk", "/login": "page of /login"} {
		if w := ask(s, "GET", path); w.Body.String() != want {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
	for _, path := range []string{"/api/v1/nothing", "/log", "/audit/x", "/docs/x"} {
		if w := ask(s, "GET", path); w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != problemType {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// Guesses from one address are slowed down; another address is not.
func TestGuesses(t *testing.T) {
	l := newLimiter()
	for i := range guessesAtOnce {
		if !l.allow("10.0.0.1") {
			t.Fatalf("refused at %d", i)
		}
	}
	if l.allow("10.0.0.1") || !l.allow("10.0.0.2") {
		t.Error("the limit is not by address")
	}
	for i := range maxAddresses + 10 {
		l.allow(fmt.Sprint(i))
	}
	if len(l.of) > maxAddresses {
		t.Errorf("%d addresses are remembered", len(l.of))
	}
}

// Every code of a refusal has a title for the person and a place in the docs.
func TestCodesHaveTitles(t *testing.T) {
	for code := range rule.Codes() {
		if titles[code] == "" {
			t.Errorf("%s has no title", code)
		}
	}
}
