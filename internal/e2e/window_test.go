package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// patience is how long one step in a browser may take on a busy machine.
const patience = 20 * time.Second

// browser starts Chromium, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here")
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(path), chromedp.Headless, chromedp.DisableGPU, chromedp.NoSandbox,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(wide, tall),
		chromedp.Flag("accept-lang", "zh-CN"), chromedp.Flag("disable-dev-shm-usage", true))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

// A window is one person at work: cookies and history of its own.
type window struct {
	t        *testing.T
	ctx      context.Context
	url      string
	who      string
	password string
}

// openWindow opens one and logs in by the page.
func openWindow(ctx context.Context, t *testing.T, s *running.Server, login string) *window {
	t.Helper()
	for _, a := range s.Accounts(t) {
		if a.Login == login {
			return openAt(ctx, t, s.URL, login, a.Password)
		}
	}
	t.Fatalf("nobody logs in as %s", login)
	return nil
}

// openAt opens a window on any site.
func openAt(ctx context.Context, t *testing.T, url, login, password string) *window {
	t.Helper()
	ctx, cancel := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the window lives as long as this context, not as a step's
		t.Fatal(err)
	}
	w := &window{t, ctx, url, login, password}
	w.open("/login")
	w.logIn()
	return w
}

// logIn comes in by the page that asks for it.
func (w *window) logIn() {
	w.t.Helper()
	w.enter("#login", w.who)
	w.enter("#password", w.password)
	w.press("#login-form button[type=submit]")
	if strings.HasPrefix(w.where(), "/login") {
		w.t.Fatalf("%s was not let in", w.who)
	}
}

// visit goes to a page, and logs in anew where the log-in of the day before no longer holds.
func (w *window) visit(path string) {
	w.t.Helper()
	w.open(path)
	if strings.HasPrefix(w.where(), "/login") {
		w.logIn()
	}
}

func (w *window) run(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.fail(err)
	}
}

// fail ends the test with a picture of what the person saw.
func (w *window) fail(err error) {
	w.t.Helper()
	seen := ""
	if picture := w.screenshot(); picture != nil {
		path := filepath.Join(os.TempDir(), "huying-"+w.who+".png")
		if os.WriteFile(path, picture, 0o600) == nil {
			seen = "; what was seen: " + path
		}
	}
	w.t.Fatalf("%s at %s: %v%s", w.who, w.where(), err, seen)
}

// screenshot is the whole page as a PNG; nil if there is none to be had.
func (w *window) screenshot() []byte {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return nil
	}
	return picture
}

// open goes to a page of the site, which must answer well.
func (w *window) open(path string) {
	w.t.Helper()
	w.arrive(chromedp.Navigate(w.url + path))
}

// press clicks what leads to another page.
func (w *window) press(selector string) {
	w.t.Helper()
	w.arrive(chromedp.Click(selector, chromedp.NodeVisible))
}

func (w *window) arrive(step chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, step)
	if err == nil && response != nil && response.Status >= 400 {
		err = fmt.Errorf("the page answers %d: %s", response.Status, w.said())
	}
	if err != nil {
		w.fail(err)
	}
}

// said is what the page says was wrong, or all of it.
func (w *window) said() string {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	words, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(wrong => wrong.length ? wrong.map(e => e.innerText).join("; ") : document.body.innerText)(
		[...document.querySelectorAll(".refused, .wrong, .ask-wrong, [role=alert]")])`))
	if err != nil {
		return err.Error()
	}
	return words
}

func (w *window) enter(selector, text string) {
	w.t.Helper()
	w.run(chromedp.WaitVisible(selector), chromedp.SendKeys(selector, text))
}

// js evaluates an expression that says true when it did what it should.
func (w *window) js(expression string, args ...any) {
	w.t.Helper()
	quoted := make([]any, len(args))
	for i, a := range args {
		b, _ := json.Marshal(a)
		quoted[i] = string(b)
	}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	expression = fmt.Sprintf(expression, quoted...)
	if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err != nil || !ok {
		w.fail(fmt.Errorf("%s: %v, %w", expression, ok, err))
	}
}

func (w *window) text(selector string) string {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(selector))
	if err != nil {
		return err.Error()
	}
	return text
}

func (w *window) html(selector string) string {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.OuterHTML(selector))
	if err != nil {
		return err.Error()
	}
	return text
}

func (w *window) where() string {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(at, w.url)
}

// sees fails unless the page shows the words.
func (w *window) sees(words ...string) {
	w.t.Helper()
	all := w.text("body")
	for _, word := range words {
		if !strings.Contains(all, word) {
			w.fail(fmt.Errorf("%q is not on the page", word))
		}
	}
}

// fits fails if in a window of this size anything of the page runs off to the right.
func (w *window) fits(width, height int64) {
	w.t.Helper()
	w.run(chromedp.EmulateViewport(width, height))
	w.js(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`)
	w.run(chromedp.EmulateViewport(wide, tall))
}

// lacks fails if the page shows any of the words.
func (w *window) lacks(words ...string) {
	w.t.Helper()
	all := w.text("body")
	for _, word := range words {
		if strings.Contains(all, word) {
			w.fail(fmt.Errorf("%q should not be on the page", word))
		}
	}
}

// do fills in and sends the form of a verb on a case's page. Fields are answered by typing, or by choosing the
// option with that value.
func (w *window) do(verb string, answers map[string]string) {
	w.t.Helper()
	form := fmt.Sprintf("#do-%s form", verb)
	w.js(`(d => { if (!d) return false; d.open = true; return true })(document.getElementById(%s))`, "do-"+verb)
	w.fill(form, answers)
	w.press(form + " button[type=submit]")
}

func (w *window) fill(form string, answers map[string]string) {
	w.t.Helper()
	for name, text := range answers {
		w.put(form, answer{name, []string{text}})
	}
}

// sendReport sends what stands on the report page. Where the phone keeps it first, no other page comes: it is waited for
// until it has arrived, and the page is looked at anew.
func (w *window) sendReport() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if own, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.querySelector("[data-report]") !== null`)); err != nil || !own {
		w.press(".patrol-send")
		return
	}
	within(w, `document.querySelector(".patrol-form.with-script") !== null`)
	w.run(chromedp.Click(".patrol-send", chromedp.NodeVisible))
	within(w, `document.querySelector(".outbox-item[data-state=sent]") !== null`)
	w.open(w.where())
}
