package e2e

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"huying/internal/e2e/axe"
	"huying/internal/e2e/probes"
	"huying/internal/web"
)

// walked asks for some pages of the storybook: go test ./internal/e2e -run 'Axe|Storybook' -story centre/
var walked = flag.String("story", "", "walk only the pages of the storybook whose address has this in it")

// shelved finds the stories in the index of the storybook.
var shelved = regexp.MustCompile(`href="(/storybook/([a-z-]+)/([a-z0-9-]+))"`)

// A look is how a page is looked at.
type look struct {
	lang, theme   string
	width, height int64
	scale         float64 // 2: enlarged to 200 %, and the width is what is left of it
}

func (l look) String() string { return fmt.Sprintf("%s %s %d", l.lang, l.theme, l.width) }

// A bookcase is the storybook alone, in one window that goes from page to page.
type bookcase struct {
	*window
	pages []string // /storybook/parts/words

	mu    sync.Mutex
	ended []string // what went wrong on the page behind its back: a refused file, an error of the script, another host
}

func openStorybook(t *testing.T) *bookcase {
	t.Helper()
	ctx := browser(t)
	server := httptest.NewServer(web.Stories())
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	s := &bookcase{window: &window{t: t, ctx: ctx, url: server.URL, who: "storybook"}}
	if err := chromedp.Listen(ctx, s.hear); err != nil {
		t.Fatal(err)
	}
	s.still()
	s.open("/storybook")
	for _, m := range shelved.FindAllStringSubmatch(s.html("main"), -1) {
		if strings.Contains(m[1], *walked) {
			s.pages = append(s.pages, m[1])
		}
	}
	if len(s.pages) < 90 && *walked == "" {
		t.Fatalf("only %d pages in the storybook", len(s.pages))
	}
	return s
}

// still stops what moves, as a person can ask for.
func (w *window) still() {
	w.t.Helper()
	w.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-reduced-motion", "value": "reduce"}}})
}

func (w *window) call(method string, params any) {
	w.t.Helper()
	w.run(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, method, params, nil)
	})
}

// at opens a page of the storybook in a look.
func (s *bookcase) at(page string, l look) {
	s.t.Helper()
	s.resize(l)
	s.open(fmt.Sprintf("%s?lang=%s&theme=%s", page, l.lang, l.theme))
}

func (w *window) resize(l look) {
	w.t.Helper()
	size := []chromedp.EmulateViewportOption{}
	if l.scale != 0 {
		size = append(size, chromedp.EmulateScale(l.scale))
	}
	w.run(chromedp.EmulateViewport(l.width, l.height, size...))
}

// hear notes what the browser says of a page. Nothing is asked of the browser here: it waits for us.
func (s *bookcase) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") && !strings.HasPrefix(e.Request.URL, s.url+"/") {
			said = "asks another host for " + e.Request.URL
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			said = "a file did not come: " + e.ErrorText
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			said = fmt.Sprintf("%s answers %d", e.Response.URL, e.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		said = "the script ended: " + e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			said += " " + x.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			said = "the script complains"
			for _, arg := range e.Args {
				said += " " + string(arg.Value) + arg.Description
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			said = "the browser complains: " + e.Entry.Text // a breach of the Content-Security-Policy too
		}
	}
	if said != "" {
		s.mu.Lock()
		s.ended = append(s.ended, said)
		s.mu.Unlock()
	}
}

// heard is what the browser has said since it was last asked.
func (s *bookcase) heard() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.ended
	s.ended = nil
	return all
}

// ask evaluates a program of package probes and gives what it found.
func (w *window) ask(program string) []string {
	w.t.Helper()
	found, err := ask[[]string](w.ctx, program)
	if err != nil {
		w.fail(err)
	}
	return found
}

func ask[T any](ctx context.Context, program string) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](program))
}

// A finding is one rule that the judge of package axe finds broken.
type finding struct {
	Rule, Impact, Help string
	Nodes              int
	Where              []string
}

func (f finding) grave() bool { return f.Impact == "serious" || f.Impact == "critical" }

// callJudge puts the judge into every page that is opened from now on. The browser's own tools do it, which the page's policy
// does not bind: so the page is judged as it is served.
func (w *window) callJudge() {
	w.t.Helper()
	w.call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": axe.Script})
}

// judged is all that the judge finds on the page that is open.
func (w *window) judged() []finding {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](probes.Judge, chromedp.EvalAwaitPromise))
	if err != nil {
		w.fail(err)
	}
	var all []finding
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		w.fail(err)
	}
	return all
}
