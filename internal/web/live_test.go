package web_test

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"huying/internal/demo"
)

// screen is one open stream: the names of the events as they come, each with its data.
type screen struct {
	testing.TB
	status int
	said   string // what was answered instead
	events chan string
	shut   context.CancelFunc
}

func (p *person) watch(query string) *screen {
	p.Helper()
	ctx, cancel := context.WithCancel(p.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.server.URL+"/d/370102/live?"+query, nil)
	if err != nil {
		p.Fatal(err)
	}
	answer, err := p.client.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	s := &screen{TB: p.TB, status: answer.StatusCode, events: make(chan string, 100), shut: cancel}
	p.Cleanup(cancel)
	if kind := answer.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		defer answer.Body.Close()
		line, _ := bufio.NewReader(answer.Body).ReadString('\n')
		s.said = line
		return s
	}
	go func() {
		defer close(s.events)
		defer answer.Body.Close()
		name := ""
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			switch key, value, _ := strings.Cut(lines.Text(), ": "); key {
			case "event":
				name = value
			case "data":
				s.events <- name + " " + value
			}
		}
	}()
	return s
}

// next waits for an event that is not a beat; "" when the stream has ended, or nothing came.
func (s *screen) next(patience time.Duration) string {
	end := time.After(patience)
	for {
		select {
		case event, open := <-s.events:
			if !open {
				return "end"
			}
			if !strings.HasPrefix(event, "beat") {
				return event
			}
		case <-end:
			return ""
		}
	}
}

func (s *screen) hears(want string) string {
	s.Helper()
	got := s.next(5 * time.Second)
	if !strings.HasPrefix(got, want) {
		s.Fatalf("the stream says %q, want %q", got, want)
	}
	return got
}

func (s *screen) quiet(why string) {
	s.Helper()
	if got := s.next(80 * time.Millisecond); got != "" {
		s.Errorf("%s: the stream says %q", why, got)
	}
}

// followed has the district's log followed, of which every open screen is told.
func (s *site) followed() *screen {
	s.Helper()
	first := s.as("lixia-zhihui-dispatcher").watch("")
	first.hears("hello")
	first.hears("change")
	return first
}

var seen = regexp.MustCompile(`data-seen="([^"]+)"`)

// mark is what a page has seen.
func (g page) mark(t testing.TB) string {
	t.Helper()
	m := seen.FindStringSubmatch(g.body)
	if m == nil {
		t.Fatalf("%s does not renew itself", g.path)
	}
	return "since=" + m[1]
}

func TestAScreenHearsWhatConcernsItsPost(t *testing.T) {
	s := open(t)
	s.followed()
	op, fines, health := s.as("lixia-yaojia-op"), s.as("lixia-zhifa-op"), s.as("lixia-chengguan-op")
	page := op.called(nil)
	no := page[len(page)-13:]
	before := fines.get("/d/370102/desk").mark(t)
	screens := map[string]*screen{"township": op.watch(""), "unit": fines.watch(before), "other": health.watch(""), "case": op.watch("case=" + no)}
	for _, w := range screens {
		w.hears("hello")
	}
	screens["unit"].quiet("nothing was missed")
	s.as("lixia-zhihui-dispatcher").post(page+"/dispatch", nil)
	for name, want := range map[string]string{"township": "change", "unit": "change", "case": `change {"crowd":`} {
		got := screens[name].hears(want)
		if !strings.Contains(got, `"here":true`) || strings.Contains(got, no) {
			t.Errorf("%s: %s", name, got)
		}
	}
	screens["other"].quiet("not its case")
	fines.watch(before).hears("hello")
	missed := fines.watch(before)
	missed.hears("hello")
	missed.hears("change")
	op.post("/d/370102/report", url.Values{"source": {"phone"}, "place": {"某路"}, "text": {"另一件事"}}).has(t, 200)
	if got := screens["case"].hears("change"); !strings.Contains(got, `"here":false`) {
		t.Errorf("another case: %s", got)
	}
}

func TestWhoMayNotListen(t *testing.T) {
	s := open(t)
	page := s.as("lixia-yaojia-op").called(nil)
	for _, row := range []struct {
		who, query string
		status     int
	}{
		{"", "", http.StatusUnauthorized},
		{"lixia-dashuju-sysadmin", "", http.StatusOK}, // of no case, but of what its account is told
		{"shizhong-silicun-op", "", http.StatusNotFound},
		{"lixia-chengguan-op", "case=" + page[len(page)-13:], http.StatusNotFound},
		{"lixia-yaojia-op", "case=nonsense", http.StatusNotFound},
		{"lixia-yaojia-op", "case=" + page[len(page)-13:], http.StatusOK},
	} {
		p := s.stranger()
		if row.who != "" {
			p = s.as(row.who)
		}
		if got := p.watch(row.query); got.status != row.status || got.status != 200 && got.said == "" {
			t.Errorf("%s %s: %d %q, want %d", row.who, row.query, got.status, got.said, row.status)
		}
	}
}

func TestOneAccountHoldsTwelveStreams(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	var all []*screen
	for range 12 {
		w := op.watch("")
		w.hears("hello")
		all = append(all, w)
	}
	if n := s.desk.Listening().Listeners; n != 12 {
		t.Errorf("%d listen", n)
	}
	if w := op.watch(""); w.status != http.StatusTooManyRequests || !strings.Contains(w.said, "12") {
		t.Errorf("the thirteenth: %d %q", w.status, w.said)
	}
	all[0].shut()
	for range 100 {
		if s.desk.Listening().Listeners == 11 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	op.watch("").hears("hello")
}

// A log-in that ends, ends its streams; so does the end of the process, at once.
func TestStreamsEnd(t *testing.T) {
	s := open(t)
	s.followed()
	op, second := s.as("lixia-yaojia-op"), s.as("lixia-yaojia-op")
	w, stays := op.watch(""), second.watch("")
	w.hears("hello")
	stays.hears("hello")
	op.post("/leave", nil)
	w.hears("gone")
	w.hears("end")

	chief := s.stranger()
	chief.post("/login", url.Values{"login": {"lixia-zhihui-chief"}, "password": {demo.Password}})
	chief.post("/posts", url.Values{"post": {"lixia-zhihui-chief-dispatcher"}})
	w = chief.watch("")
	w.hears("hello")
	chief.post("/posts", url.Values{"post": {"lixia-zhihui-chief"}})
	w.hears("gone")

	s.desk.Hush()
	stays.hears("end")
	if w := second.watch(""); w.status != http.StatusServiceUnavailable {
		t.Errorf("after the end: %d", w.status)
	}
	if n := s.desk.Listening().Listeners; n != 0 {
		t.Errorf("%d listen after the end", n)
	}
}

// Only what can be asked for again renews itself, and the menu says how much waits.
func TestWhichPagesRenewThemselves(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	page := op.called(nil)
	for path, part := range map[string]string{"/d/370102/desk": "page", "/d/370102/inbox": "page", page: "page", "/d/370102/cases": "page",
		"/d/370102/call": "menu", "/d/370102/catalogue": "menu", "/record": "menu"} {
		if got := op.get(path).has(t, 200); !strings.Contains(got.body, `data-part="`+part+`"`) {
			t.Errorf("%s: not %s", path, part)
		}
	}
	op.post(page+"/close", nil).lacks(t, "data-live=")
	op.get("/d/370102/cases/2019072900099").lacks(t, "data-live=")
	s.stranger().get("/login").lacks(t, "data-live=")

	count := regexp.MustCompile(`工作台</span>\s*(?:<b class="count[^>]*>(\d+)</b>)?`)
	told := func(p *person) string { return count.FindStringSubmatch(p.get("/").body)[1] }
	centre := s.as("lixia-zhihui-dispatcher")
	if got := told(centre); got != "1" {
		t.Errorf("the centre's menu says %q", got)
	}
	centre.post(page+"/dispatch", nil)
	if got := told(centre) + told(s.as("lixia-zhifa-op")); got != "1" {
		t.Errorf("the menus of centre and unit say %q", got)
	}
}
