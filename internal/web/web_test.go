package web_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web"
)

const lixia = org.DistrictID(370102)

// site is the pages of 历下 in the demonstration, on a store of its own, with a clock the test moves.
type site struct {
	testing.TB
	server *httptest.Server
	desk   *desk.Desk
	now    time.Time
}

func open(t testing.TB) *site {
	t.Helper()
	return stage(t, func(*store.Store, time.Time) error { return nil })
}

// played is the demonstration with all its cases.
func played(t testing.TB) *site {
	t.Helper()
	return stage(t, func(kept *store.Store, now time.Time) error { return demo.Play(t.Context(), kept, now) })
}

func stage(t testing.TB, play func(*store.Store, time.Time) error) *site {
	t.Helper()
	s := &site{TB: t, now: time.Date(2019, 7, 29, 1, 0, 0, 0, time.UTC)} // a Monday, 09:00
	clock := func() time.Time { return s.now }
	kept, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), NoSync: true, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Load(t.Context(), kept, s.now); err != nil {
		t.Fatal(err)
	}
	if err := play(kept, s.now); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.desk = desk.New(desk.Options{Store: kept, Files: files, Now: clock})
	s.server = httptest.NewServer(web.New(web.Options{Desk: s.desk, Demo: true, Beat: 50 * time.Millisecond, Logins: []web.Login{
		{Login: "lixia-yaojia-op", Password: demo.Password, District: lixia, Unit: "370102011", Role: org.TownshipOperator},
	}}))
	t.Cleanup(func() {
		s.desk.Hush()
		s.server.Close()
		if err := kept.Check(context.WithoutCancel(t.Context()), lixia); err != nil {
			t.Error(err)
		}
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
		_ = files.Close()
	})
	return s
}

// person is one browser.
type person struct {
	*site
	client *http.Client
	lang   string
}

func (s *site) stranger() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.Fatal(err)
	}
	return &person{site: s, client: &http.Client{Jar: jar}, lang: "zh-CN"}
}

func (s *site) as(login string) *person {
	s.Helper()
	p := s.stranger()
	page := p.post("/login", url.Values{"login": {login}, "password": {demo.Password}})
	if page.status != http.StatusOK || strings.Contains(page.body, "login-form") {
		s.Fatalf("%s cannot log in: %d", login, page.status)
	}
	return p
}

// page is an answer, after all redirects.
type page struct {
	status int
	path   string
	body   string
	header http.Header
}

func (p *person) send(method, path, kind string, body io.Reader) page {
	p.Helper()
	r, err := http.NewRequestWithContext(p.Context(), method, p.server.URL+path, body)
	if err != nil {
		p.Fatal(err)
	}
	r.Header.Set("Accept-Language", p.lang)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	answer, err := p.client.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		p.Fatal(err)
	}
	got := page{answer.StatusCode, answer.Request.URL.RequestURI(), string(text), answer.Header}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		p.sane(path, got)
	}
	return got
}

func (p *person) get(path string) page {
	p.Helper()
	return p.send(http.MethodGet, path, "", nil)
}

func (p *person) post(path string, values url.Values) page {
	p.Helper()
	return p.send(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(values.Encode()))
}

// upload posts a form with one file.
func (p *person) upload(path string, values url.Values, name string, content []byte) page {
	p.Helper()
	return p.uploads(path, values, sent{name, content})
}

// sent is a file as a browser sends it.
type sent struct {
	name    string
	content []byte
}

// uploads posts a form with several files.
func (p *person) uploads(path string, values url.Values, files ...sent) page {
	p.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for key, all := range values {
		for _, v := range all {
			_ = w.WriteField(key, v)
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("files", f.name)
		if err != nil {
			p.Fatal(err)
		}
		_, _ = part.Write(f.content)
	}
	w.Close()
	return p.send(http.MethodPost, path, w.FormDataContentType(), &body)
}

var (
	inline = regexp.MustCompile(`<script>|<style|\sstyle="|\son[a-z]+="|https?://[^"]`)
	bare   = regexp.MustCompile(`>\s*(?:frame|nav|list|case|verb|field|event|role|status|clock|told|call|centre|report|receipt|record|notice|login|posts|class|grade|step|became|limit|manual|element|form)\.[a-z_.A-Z]+\s*<`)
)

// sane holds every page to what is promised of all: nothing inline, nothing from elsewhere, no
// sentence missing in its language.
func (p *person) sane(path string, got page) {
	p.Helper()
	if found := inline.FindString(got.body); found != "" {
		p.Errorf("%s: %q on the page", path, found)
	}
	for _, wrong := range notesOf(got.body) {
		p.Errorf("%s: %s", path, wrong)
	}
	if found := bare.FindString(got.body); found != "" {
		p.Errorf("%s: no sentence for %s", path, found)
	}
	if policy := got.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'self'") {
		p.Errorf("%s: policy %q", path, policy)
	}
}

func (g page) has(t testing.TB, want int, words ...string) page {
	t.Helper()
	if g.status != want {
		t.Fatalf("%s: status %d, want %d\n%s", g.path, g.status, want, text(g.body))
	}
	for _, w := range words {
		if !strings.Contains(text(g.body), w) {
			t.Errorf("%s: no %q in\n%s", g.path, w, text(g.body))
		}
	}
	return g
}

func (g page) lacks(t testing.TB, words ...string) page {
	t.Helper()
	for _, w := range words {
		if strings.Contains(g.body, w) {
			t.Errorf("%s: %q should not be on the page", g.path, w)
		}
	}
	return g
}

var (
	tags   = regexp.MustCompile(`(?s)<(?:script|head).*?</(?:script|head)>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
	number = regexp.MustCompile(`/cases/(\d{13})`)
)

// text is what a reader sees.
func text(body string) string { return spaces.ReplaceAllString(tags.ReplaceAllString(body, " "), " ") }

func (g page) no(t testing.TB) casework.CaseNo {
	t.Helper()
	m := number.FindStringSubmatch(g.path + " " + g.body)
	if m == nil {
		t.Fatalf("%s: no case number", g.path)
	}
	return casework.CaseNo(m[1])
}
