package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"huying/internal/web"
	"huying/internal/web/patrol"
)

func fetched(t *testing.T, site http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d", path, w.Code)
	}
	return w
}

// The manifest leads to the person's own desk, and every icon it names is there.
func TestManifest(t *testing.T) {
	site := web.New(web.Options{})
	w := fetched(t, site, "/manifest.webmanifest")
	if kind := w.Header().Get("Content-Type"); kind != "application/manifest+json" {
		t.Errorf("type %q", kind)
	}
	var said struct {
		Name, Display string
		StartURL      string `json:"start_url"`
		Icons         []struct{ Src, Type, Sizes, Purpose string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
		t.Fatal(err)
	}
	if said.Name == "" || said.Display != "standalone" || said.StartURL != "/" || len(said.Icons) != 4 {
		t.Errorf("%+v", said)
	}
	maskable := false
	for _, icon := range said.Icons {
		maskable = maskable || icon.Purpose == "maskable"
		if kind := fetched(t, site, icon.Src).Header().Get("Content-Type"); kind != icon.Type {
			t.Errorf("%s is %s", icon.Src, kind)
		}
	}
	if !maskable {
		t.Error("no icon may be cut round")
	}
}

// The service worker is looked for anew each time; what it keeps is there; another build is another worker.
func TestServiceWorker(t *testing.T) {
	site := web.New(web.Options{})
	w := fetched(t, site, "/sw.js")
	if kind, cache := w.Header().Get("Content-Type"), w.Header().Get("Cache-Control"); !strings.HasPrefix(kind, "text/javascript") || cache != "no-cache" {
		t.Errorf("%q, %q", kind, cache)
	}
	head, _, _ := strings.Cut(strings.SplitN(w.Body.String(), "const FILES = ", 2)[1], ";\n")
	var files []string
	if err := json.Unmarshal([]byte(head), &files); err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		fetched(t, site, path)
	}
	if len(files) < 10 {
		t.Errorf("it keeps only %v", files)
	}
	if strings.Contains(w.Body.String(), "export ") || regexp.MustCompile(`(?m)^import `).MatchString(w.Body.String()) {
		t.Error("the worker is no module")
	}
	if a, b := patrol.Worker("a", files), patrol.Worker("b", files); a == b {
		t.Error("two builds have one worker")
	}
}

// The outbox is answered in JSON, whatever goes wrong; nobody sends another one's report, and a report that is sent twice
// is one case. 依据 P-121, P-86.
func TestOutboxIsAnsweredInJSON(t *testing.T) {
	s := open(t)
	grid := s.as("lixia-yaojia-grid24-1")
	_, after, _ := strings.Cut(grid.get("/d/370102/report").body, `data-owner="`)
	owner, _, _ := strings.Cut(after, `"`)
	type said struct{ No, Href, Code, Reason, Clause, Field string }
	send := func(p *person, owner string, values url.Values) (int, string, said) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.server.URL+"/d/370102/report", strings.NewReader(values.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "application/json")
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Huying-Owner", owner)
		answer, err := p.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var got said
		if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Header.Get("Content-Type"), got
	}
	const problem = "application/problem+json"
	report := url.Values{"idempotency_key": {"o1"}, "place": {"某处"}, "text": {"某事"}}
	if code, kind, got := send(s.stranger(), owner, report); code != http.StatusUnauthorized || kind != problem || got.Code != "unauthenticated" {
		t.Errorf("a stranger: %d %s %+v", code, kind, got)
	}
	if code, kind, got := send(s.as("lixia-yaojia-station24"), owner, report); code != http.StatusUnauthorized || kind != problem || got.Clause != "P-121" {
		t.Errorf("somebody else: %d %s %+v", code, kind, got)
	}
	_, _, first := send(grid, owner, report)
	code, _, again := send(grid, owner, report)
	if code != http.StatusOK || first.No == "" || first != again || !strings.HasSuffix(first.Href, first.No) {
		t.Errorf("sent twice: %+v, %d %+v", first, code, again)
	}
	report.Set("text", "另一件事")
	if code, kind, got := send(grid, owner, report); code != http.StatusUnprocessableEntity || kind != problem || got.Code != "key_reused" {
		t.Errorf("another report under one key: %d %s %+v", code, kind, got)
	}
	late := url.Values{"idempotency_key": {"o2"}, "text": {"某事"}, "seen": {"2999-01-01T00:00:00Z"}}
	if code, kind, got := send(grid, owner, late); code != http.StatusUnprocessableEntity || kind != problem || got.Field != "seen" || got.Clause != "P-120" {
		t.Errorf("from the future: %d %s %+v", code, kind, got)
	}
}

// What the phone keeps of the pages bears nobody's name, and says for whom it was fetched.
func TestPagesToBeKept(t *testing.T) {
	s := open(t)
	grid := s.as("lixia-yaojia-grid24-1")
	grid.post("/d/370102/report", url.Values{"idempotency_key": {"k1"}, "place": {"某某里 6 号楼"}, "text": {"只在案件里的话"}})
	grid.get("/d/370102/report").has(t, 200, "只在案件里的话", "某某里 6 号楼", "测试乙收")
	for _, path := range []string{"/d/370102/report?kept", "/d/370102/check?kept"} {
		got := grid.get(path).has(t, 200).lacks(t, "只在案件里的话", "某某里 6 号楼", "测试乙收")
		if len(got.header.Get("Huying-Owner")) != 16 {
			t.Errorf("%s is for %q", path, got.header.Get("Huying-Owner"))
		}
	}
}
