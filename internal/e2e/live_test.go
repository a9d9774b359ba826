package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// noticed starts to watch a page: window.changed is set to the time at which an expression is true for the first time.
const noticed = `(holds => {
	window.changed = 0;
	const look = () => { if (!window.changed && holds()) window.changed = Date.now(); };
	window.watching && window.watching.disconnect();
	window.watching = new MutationObserver(look);
	window.watching.observe(document.documentElement, {childList: true, subtree: true, characterData: true, attributes: true});
	return true;
})(() => {try { return !!(%s) } catch { return false }})`

// changes does something elsewhere and answers how long it took until a window showed it. Each is a try: on a machine that
// is busy with other things one may take longer, and the best of a few says what the product does.
func changes(w *window, expression string, elsewhere func()) time.Duration {
	w.t.Helper()
	if ok := truth(w, fmt.Sprintf(noticed, expression)); !ok {
		w.fail(fmt.Errorf("cannot watch"))
	}
	began := time.Now()
	elsewhere()
	within(w, `window.changed > 0`)
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`window.changed`))
	if err != nil {
		w.fail(err)
	}
	return max(0, time.UnixMilli(at).Sub(began))
}

func truth(w *window, expression string) bool {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
	return err == nil && ok
}

// streams is how many screens listen, as the product counts them.
func streams(t *testing.T, s *running.Server) int {
	t.Helper()
	answer, err := http.Get(s.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^huying_live_streams (\d+)`).FindSubmatch(text)
	if m == nil {
		t.Fatal("no gauge of open streams")
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

func settle(t *testing.T, s *running.Server, want int) {
	t.Helper()
	for range 100 {
		if streams(t, s) == want {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%d streams, want %d", streams(t, s), want)
}

// seen says that a window is looked at, or not: a browser without a screen has no other way to be told.
const seen = `(hidden => {
	Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
	document.dispatchEvent(new Event("visibilitychange"));
	return true;
})(%v)`

const soon = 2 * time.Second

// Two screens are open; what is done on one stands on the other within two seconds: on the dispatch desk, in a counter,
// on the case's page. What a person is at stays as it is: half-typed words, the focus, the place on the page.
func TestTwoScreens(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	lead := cast.Units[cast.Lead]
	step := func(verb string, by *running.Client, no string, body map[string]any) string {
		t.Helper()
		w, err := cast.Write(running.Step{Verb: verb, By: by, Body: body}, no)
		if err != nil {
			t.Fatal(err)
		}
		return w.No
	}
	life := cast.Life("夜间施工噪声扰民")
	call := func() string { t.Helper(); return step(life[0].Verb, life[0].By, "", life[0].Body) }

	desk := openWindow(ctx, t, s, "lixia-zhihui-dispatcher")
	unit := openWindow(ctx, t, s, lead.Login)
	first := call()
	desk.open(fmt.Sprintf("/d/%d/desk?no=%s", lixia, first))
	unit.open(fmt.Sprintf("/d/%d/desk", lixia))
	settle(t, s, 2)

	// A form is opened, half a sentence typed, the page scrolled.
	desk.js(`(fold => {
		fold.open = true;
		const field = fold.querySelector("textarea, input[type=text]:not(.pick-type)");
		field.focus();
		field.value = "半句话";
		field.dispatchEvent(new Event("input", {bubbles: true}));
		field.setSelectionRange(1, 2);
		window.field = field;
		window.fold = fold;
		scrollTo(0, 200);
		window.top0 = field.getBoundingClientRect().top;
		return true;
	})(document.querySelector("main #do-decline"))`)
	best := time.Hour
	for range 3 {
		best = min(best, changes(desk, `document.querySelectorAll("#desk-rows li").length > window.rows`, func() {
			desk.js(`(window.rows = document.querySelectorAll("#desk-rows li").length) >= 0`)
			call()
		}))
		desk.js(`window.field.isConnected && window.field.value === "半句话" && document.activeElement === window.field &&
			window.field.selectionStart === 1 && window.field.selectionEnd === 2 && window.fold.open &&
			Math.abs(window.field.getBoundingClientRect().top - window.top0) < 2`)
	}
	t.Logf("the dispatch desk: %v", best)
	if best > soon {
		t.Errorf("a call stands on the dispatch desk after %v at best", best)
	}
	desk.js(`location.search === "?no=" + %s && document.querySelector("#desk-hand").dataset.no === %s`, first, first)

	// The unit's counter goes up as calls are dispatched by others.
	desks := life[1]
	best = time.Hour
	for range 2 {
		no := call()
		best = min(best, changes(unit, `Number(document.querySelector("#menu [aria-current] .count").textContent) > window.count`, func() {
			unit.js(`(window.count = Number((document.querySelector("#menu [aria-current] .count") || {}).textContent || 0)) >= 0`)
			step(desks.Verb, desks.By, no, desks.Body)
		}))
	}
	t.Logf("the counter: %v", best)
	if best > soon {
		t.Errorf("a counter follows after %v at best", best)
	}

	// The case's page.
	page := openWindow(ctx, t, s, cast.Township.Login)
	no := call()
	page.open(fmt.Sprintf("/d/%d/cases/%s", lixia, no))
	settle(t, s, 3)
	best = changes(page, `document.querySelectorAll(".entries li").length > window.entries`, func() {
		page.js(`(window.entries = document.querySelectorAll(".entries li").length) > 0`)
		step(desks.Verb, desks.By, no, desks.Body)
	})
	best = min(best, changes(page, `document.querySelectorAll(".entries li").length > window.entries`, func() {
		page.js(`(window.entries = document.querySelectorAll(".entries li").length) > 0`)
		step("accept", lead, no, map[string]any{})
	}))
	t.Logf("the case's page: %v", best)
	if best > soon {
		t.Errorf("a record stands on the case's page after %v at best", best)
	}

	// A window that is not seen holds no stream; when it is seen again it has what it missed.
	unit.js(fmt.Sprintf(seen, true))
	settle(t, s, 2)
	unit.js(`(window.count = Number(document.querySelector("#menu [aria-current] .count").textContent)) > 0`)
	missed := call()
	step(desks.Verb, desks.By, missed, desks.Body)
	unit.js(fmt.Sprintf(seen, false))
	within(unit, `Number(document.querySelector("#menu [aria-current] .count").textContent) === window.count + 1`)
	settle(t, s, 3)
}

// What somebody writes stays on the screen though the case has moved on, and the page says so; what is only looked at goes.
func TestWhatIsWrittenStays(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	life := cast.Life("夜间施工噪声扰民")
	if _, err := cast.Write(life[0], ""); err != nil { // one that stays in the queue
		t.Fatal(err)
	}
	w, err := cast.Write(life[0], "")
	if err != nil {
		t.Fatal(err)
	}
	reported, err := cast.Write(running.Step{Verb: "report", By: cast.Township, Body: map[string]any{"text": "占道经营", "place": "某路 1 号", "source": "phone"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	desk := openWindow(ctx, t, s, "lixia-zhihui-dispatcher")
	page := openWindow(ctx, t, s, "lixia-zhihui-dispatcher")
	township := openWindow(ctx, t, s, cast.Township.Login)
	desk.open(fmt.Sprintf("/d/%d/desk?no=%s", lixia, w.No))
	township.open(fmt.Sprintf("/d/%d/desk", lixia))
	page.open(fmt.Sprintf("/d/%d/cases/%s", lixia, w.No))
	settle(t, s, 3)
	page.js(`(fold => {
		fold.open = true;
		window.field = fold.querySelector("textarea");
		window.field.value = "写了一半";
		window.field.dispatchEvent(new Event("input", {bubbles: true}));
		window.kept = fold.querySelector("[name=idempotency_key]").value;
		window.other = document.querySelector("#do-annotate [name=idempotency_key]").value;
		return !!window.field && !!window.other;
	})(document.querySelector("#do-decline"))`)
	// A call in the queue of the centre has the focus, and goes; so does a report on the desk of the township.
	focus := func(on *window, link string) {
		t.Helper()
		on.js(`(a => { a.focus(); window.link = a; return document.activeElement === a })(document.querySelector(%s))`, link)
	}
	focus(desk, fmt.Sprintf(`#desk-rows a[data-no="%s"]`, w.No))
	focus(township, fmt.Sprintf(`main :is(tr, li, article)[id] a[href*="%s"]`, reported.No))
	if _, err := cast.Write(running.Step{Verb: "settle", By: cast.Township, Body: map[string]any{"how": "现场劝离"}}, reported.No); err != nil {
		t.Fatal(err)
	}
	if _, err := cast.Write(life[1], w.No); err != nil {
		t.Fatal(err)
	}
	within(page, `document.querySelectorAll(".entries li").length >= 2 && !!document.querySelector("#do-decline .live-moved")`)
	page.js(`window.field.isConnected && window.field.value === "写了一半" && !document.querySelector("#do-dispatch") && document.querySelectorAll("#do-decline").length === 1`)
	page.js(`document.querySelector("#do-decline [name=idempotency_key]").value === window.kept &&
		document.querySelector("#do-annotate [name=idempotency_key]").value !== window.other`)
	// In the queue the focus goes on to the call that is next; who did it is not told; elsewhere what has it stays until it is left.
	within(desk, `!window.link.isConnected && document.activeElement.matches("#desk-rows a[aria-current]")`)
	desk.js(`!document.querySelector("#toasts").innerText.includes("办理：派单") && document.querySelector("#desk-hand").dataset.no !== %s`, w.No)
	within(township, `document.querySelector(".live-left") !== null && window.link.isConnected && document.activeElement === window.link`)
	township.js(`(document.querySelector("#menu a").focus(), true)`)
	within(township, `!window.link.isConnected`)

	// When what was written is taken back, the form goes too.
	page.js(`(window.field.form.reset(), true)`)
	if _, err := cast.Write(running.Step{Verb: "accept", By: cast.Units[cast.Lead], Body: map[string]any{}}, w.No); err != nil {
		t.Fatal(err)
	}
	within(page, `!document.querySelector("#do-decline")`)
}

// A lost connection is said, and found again; a log-in that has ended is said, with the way back, and nobody is taken there.
func TestALostScreenSaysSo(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	one := openWindow(ctx, t, s, "lixia-yaojia-op")
	one.open(fmt.Sprintf("/d/%d/desk", lixia))
	settle(t, s, 1)
	s.Kill()
	within(one, `document.body.classList.contains("live-lost") && document.querySelector("#live-word").textContent === "正在重新连接"`)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	within(one, `!document.body.classList.contains("live-lost") && document.querySelector("#live-word").textContent === ""`)
	settle(t, s, 1)

	one.js(`(fetch("/leave", {method: "POST"}), true)`)
	one.js(fmt.Sprintf(seen, true))
	one.js(fmt.Sprintf(seen, false)) // comes back to a page whose log-in has ended
	within(one, `document.querySelector("#live-word a") && document.querySelector("#live-word").textContent === "登录已失效，请重新登录"`)
	one.js(`location.pathname === %s`, fmt.Sprintf("/d/%d/desk", lixia))
	if err := s.Stop(); err != nil { // with a screen that would listen for ever
		t.Error(err)
	}
}
