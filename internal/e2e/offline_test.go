package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/e2e/stage"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/picture/picturetest"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

const (
	walker = "lixia-yaojia-grid24-1" // a grid member
	patrol = "/d/370102/report"
)

// A phone is a grid member's window of a phone's size, in a network that can be cut.
type phone struct {
	*window
	site    *stage.Site
	network *stage.Network
}

func openPhone(t *testing.T) phone {
	t.Helper()
	return openPhoneBehind(t, func(url string) string { return url })
}

// openPhoneBehind opens one that reaches the site through something else.
func openPhoneBehind(t *testing.T, something func(url string) string) phone {
	t.Helper()
	ctx := browser(t)
	site := stage.Open(t, storetest.SQLite(t), time.Date(2019, 7, 25, 8, 40, 0, 0, shanghai), lixia)
	network := stage.Behind(t, something(site.URL))
	w := openAt(ctx, t, network.URL, walker, demo.Password)
	w.run(chromedp.EmulateViewport(slim, long))
	p := phone{w, site, network}
	p.open(patrol)
	p.ready()
	within(w, `navigator.serviceWorker.controller !== null`)
	p.shelved(1)
	return p
}

// ready waits until the script has taken up the form.
func (p phone) ready() {
	within(p.window, `document.querySelector(".patrol-form.with-script") !== null`)
}

// shelved waits until so many accounts' pages are kept on the phone.
func (p phone) shelved(n int) {
	p.eventually(fmt.Sprintf(`caches.keys().then(async all => {
		const shells = all.filter(n => n.startsWith("huying-shell-"));
		for (const s of shells) if ((await (await caches.open(s)).keys()).length !== 2) return false;
		return shells.length === %d;
	})`, n))
}

// eventually waits until a promise says true.
func (p phone) eventually(promise string) {
	p.t.Helper()
	for range 100 {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		held, err := chromedp.Run(ctx, chromedp.Evaluate[bool](promise, chromedp.EvalAwaitPromise))
		cancel()
		if err == nil && held {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	p.fail(fmt.Errorf("never: %s", promise))
}

// cut takes the network away, and lets the browser notice or not.
func (p phone) cut(noticed bool) {
	p.t.Helper()
	p.network.Cut()
	p.emulate(noticed)
}

func (p phone) mend() {
	p.t.Helper()
	p.network.Mend()
	p.emulate(false)
}

func (p phone) emulate(off bool) {
	p.t.Helper()
	p.run(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, "Network.emulateNetworkConditions",
			map[string]any{"offline": off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}, nil)
	})
}

// report makes one by the page: a photo, a word, a place, send; nothing is waited for but what a thumb sees.
func (p phone) report(text, photo string) {
	p.t.Helper()
	if photo != "" {
		p.run(chromedp.SetUploadFiles("#photos", []string{photo}))
		within(p.window, `document.querySelectorAll(".shots img").length === 1`)
	}
	p.js(`(e => { e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); return true })(document.querySelector("#text"))`, text)
	p.js(`(b => { b.click(); return true })(document.querySelector("[data-chip]"))`)
	p.js(`(b => { b.click(); return true })(document.querySelector(".patrol-send"))`)
	within(p.window, `document.querySelector("#text").value === "" && document.querySelectorAll(".shots li").length === 0`)
	within(p.window, fmt.Sprintf(`[...document.querySelectorAll(".outbox-item [data-title]")].some(e => e.textContent === %q)`, text))
}

func (p phone) waiting(n int) {
	p.t.Helper()
	within(p.window, fmt.Sprintf(`document.querySelectorAll(".outbox-item[data-state=waiting], .outbox-item[data-state=sending]").length === %d`, n))
}

// cases are all cases of the district whose text begins with a word, by text.
func (p phone) cases(begins string) map[string][]store.CaseRow {
	p.t.Helper()
	found := map[string][]store.CaseRow{}
	page := desk.Page{Limit: 200}
	rows, _, err := p.site.Store.In(lixia).Cases(p.t.Context(), store.CaseFilter{Viewer: store.ViewerDistrict}, page)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range rows {
		if strings.HasPrefix(c.Summary, begins) {
			found[c.Summary] = append(found[c.Summary], c)
		}
	}
	return found
}

// photos are the files of a case as they are kept.
func (p phone) photos(no string) (all [][]byte) {
	p.t.Helper()
	ctx := p.t.Context()
	units, err := p.site.Desk.Units(ctx, lixia)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, post := range units.AllPosts() {
		if post.Role != org.Auditor {
			continue
		}
		reader := p.site.Desk.As(access.SeatOf(lixia, post, units).Who("", 0))
		view, err := reader.Case(ctx, lixia, casework.CaseNo(no))
		if err != nil {
			p.t.Fatal(err)
		}
		for _, word := range view.Words {
			var f casework.File
			if word.Kind != ledger.FileContent || json.Unmarshal([]byte(word.Text), &f) != nil {
				continue
			}
			body, _, err := reader.File(ctx, lixia, casework.CaseNo(no), f.SHA256)
			if err != nil {
				p.t.Fatal(err)
			}
			bytes, err := io.ReadAll(body)
			_ = body.Close()
			if err != nil {
				p.t.Fatal(err)
			}
			all = append(all, bytes)
		}
		return all
	}
	return nil
}

func photoFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "IMG_0001.JPG")
	if err := os.WriteFile(path, picturetest.Photo(2400, 1800, 6), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Twenty reports with photos made without network, the page loaded anew in between, and then the network is back:
// twenty cases, once each, their photos small and without the place they were taken at. 依据 P-121, P-86.
func TestTwentyReportsOffline(t *testing.T) {
	p := openPhone(t)
	photo := photoFile(t)
	p.cut(true)
	for i := range 20 {
		if i == 10 {
			p.open(patrol) // the page that is kept
			p.ready()
			p.waiting(10)
			p.sees("没有网络", "10 件待发送")
		}
		p.report(fmt.Sprintf("离线上报 %02d", i), photo)
	}
	p.waiting(20)
	p.fits(320, 640)
	p.run(chromedp.EmulateViewport(slim, long))
	p.js(`document.querySelector(".menu [data-outbox-count]").textContent === "20"`)
	p.open("/") // as from the home screen
	p.ready()
	p.waiting(20)
	if n := len(p.cases("离线上报")); n != 0 {
		t.Fatalf("%d cases without a network", n)
	}
	p.mend()
	p.eventually(`Promise.resolve(document.querySelectorAll(".outbox-item[data-state=sent]").length === 20)`)
	found := p.cases("离线上报")
	if len(found) != 20 {
		t.Errorf("%d of twenty came in", len(found))
	}
	for text, rows := range found {
		if len(rows) != 1 {
			t.Errorf("%s: %d cases", text, len(rows))
		}
		photos := p.photos(rows[0].No)
		if len(photos) != 1 {
			t.Errorf("%s: %d photos", text, len(photos))
			continue
		}
		size, format, err := image.DecodeConfig(bytes.NewReader(photos[0]))
		if err != nil || format != "jpeg" || max(size.Width, size.Height) > 1600 || size.Height < size.Width {
			t.Errorf("%s: %s %dx%d, %v", text, format, size.Width, size.Height, err)
		}
		if bytes.Contains(photos[0], []byte("Exif")) || bytes.Contains(photos[0], []byte(picturetest.Place)) {
			t.Errorf("%s: the photo still says where it was taken", text)
		}
	}
	p.open(patrol)
	p.ready()
	p.waiting(0)
	p.js(`document.querySelector("[data-outbox]").hidden && !document.querySelector(".menu [data-outbox-count]")`)
}

// The answer is lost on the way back, and the report is sent again: still one case. Two tabs at it: still one each.
func TestSentTwiceMadeOnce(t *testing.T) {
	p := openPhone(t)
	p.cut(false) // the browser does not notice
	p.report("重复发送 甲", "")
	p.report("重复发送 乙", "")
	p.waiting(2)
	p.network.Mend()
	// What the page would send, sent once before by hand, as if its answer had been lost.
	p.eventually(`(async () => {
		const db = await new Promise(done => { const r = indexedDB.open("huying"); r.onsuccess = () => done(r.result); });
		const all = await new Promise(done => { const r = db.transaction("reports").objectStore("reports").getAll(); r.onsuccess = () => done(r.result); });
		db.close();
		for (const one of all.filter(r => r.state === "waiting")) {
			const form = new FormData();
			for (const [name, value] of Object.entries(one.fields)) if (value !== "") form.append(name, value);
			form.append("idempotency_key", one.key);
			const answer = await fetch(one.action, { method: "POST", body: form, headers: { Accept: "application/json", "Huying-Owner": one.owner } });
			if (!answer.ok) return false;
		}
		return true;
	})()`)
	ctx, cancel := chromedp.NewContext(p.ctx) // another tab of the same person
	defer cancel()
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	second := &window{t, ctx, p.url, p.who, p.password}
	second.open(patrol)
	p.open(patrol)
	for _, w := range []*window{p.window, second} {
		within(w, `document.querySelectorAll(".outbox-item[data-state=waiting]").length === 0 && document.querySelector(".patrol-form.with-script") !== null`)
	}
	for text, rows := range p.cases("重复发送") {
		if len(rows) != 1 {
			t.Errorf("%s: %d cases", text, len(rows))
		}
	}
	if n := len(p.cases("重复发送")); n != 2 {
		t.Errorf("%d of two came in", n)
	}
}

// What the server refuses stays on the phone with the server's words, can be mended and sent again, and goes only at the
// second tap. 依据 P-121.
func TestRefusedStaysOnThePhone(t *testing.T) {
	p := openPhone(t)
	p.cut(true)
	p.report("甲"+strings.Repeat("长", 4001), "")
	p.report("乙"+strings.Repeat("长", 4001), "")
	p.mend()
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 2`)
	p.sees("2 件未被接收", "经过不得超过 4000 字")
	p.open(patrol)
	p.ready()
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 2`)

	p.js(`(b => { b.click(); return true })([...document.querySelectorAll(".outbox-item")].find(e => e.textContent.includes("甲长")).querySelector("[data-mend]"))`)
	within(p.window, `document.querySelector("#text").value.startsWith("甲长")`)
	p.js(`(e => { e.value = "甲 改短了"; e.dispatchEvent(new Event("input", {bubbles: true})); return true })(document.querySelector("#text"))`)
	p.js(`(b => { b.click(); return true })(document.querySelector(".patrol-send"))`)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	if n := len(p.cases("甲 改短了")); n != 1 {
		t.Errorf("mended and sent: %d cases", n)
	}

	drop := `(b => { b.click(); return true })(document.querySelector(".outbox-item[data-state=conflict] [data-drop]"))`
	p.js(drop)
	p.sees("再点一次，永久删除")
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 1`)
	p.js(drop)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 0`)
}

// Another account on the same phone neither sees nor sends what the first one left; what is kept of pages is another's then,
// and nobody's after leaving. What is not sent outlasts both. 依据 P-121.
func TestAnotherAccountOnThePhone(t *testing.T) {
	p := openPhone(t)
	p.cut(true)
	p.report("甲的上报", "")
	p.waiting(1)
	p.run(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) { // the log-in ran out
		return chromedp.Void{}, t.Call(ctx, "Network.clearBrowserCookies", map[string]any{}, nil)
	})
	p.mend()
	within(p.window, `!document.querySelector("[data-login]").hidden`)
	p.sees("请登录后继续发送")
	p.waiting(1)
	shells := `caches.keys().then(all => all.filter(n => n.startsWith("huying-shell-") && n.includes(%q)).length === %d)`
	first, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.dataset.owner`))
	if err != nil {
		t.Fatal(err)
	}
	p.eventually(fmt.Sprintf(shells, first, 1))

	p.enterAs("lixia-yaojia-station24")
	within(p.window, `!document.querySelector("[data-others]").hidden`)
	p.sees("另有其他账号或者岗位的 1 件上报待发送")
	p.lacks("甲的上报")
	p.eventually(fmt.Sprintf(shells, first, 0))
	p.shelved(1)
	if n := len(p.cases("甲的上报")); n != 0 {
		t.Errorf("somebody else sent it: %d cases", n)
	}
	p.js(`(f => { f.requestSubmit(); return true })(document.querySelector('form[action="/leave"]'))`)
	within(p.window, `location.pathname === "/login"`)
	p.shelved(0)

	p.enterAs(walker)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=waiting], .outbox-item[data-state=sending]").length === 0 && document.body.innerText.includes("甲的上报")`)
	if n := len(p.cases("甲的上报")); n != 1 {
		t.Errorf("its maker sent it: %d cases", n)
	}
}

// enterAs logs somebody in on the phone and opens the report page.
func (p *phone) enterAs(login string) {
	p.t.Helper()
	p.who = login
	p.open("/login")
	p.logIn()
	p.open(patrol)
	p.ready()
}

// What is kept of pages on the phone is nobody's: no name, no report, no place, and no other page.
func TestNothingPersonalIsKept(t *testing.T) {
	p := openPhone(t)
	p.report("只在案件里的话", "")
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	p.open(patrol)
	p.sees("只在案件里的话")
	p.js(`document.documentElement.outerHTML.includes("测试乙收")`) // the name of who has logged in
	p.open("/d/370102/cases")
	p.open("/d/370102/catalogue")
	p.eventually(`(async () => {
		for (const name of await caches.keys()) {
			const kept = await caches.open(name);
			for (const asked of await kept.keys()) {
				const path = new URL(asked.url).pathname;
				if (!path.startsWith("/static/") && !/^\/d\/370102\/(report|check)$/.test(path)) throw new Error(path);
				const text = await (await kept.match(asked)).text();
				if (text.includes("只在案件里的话") || text.includes("测试乙收")) throw new Error("somebody's words in " + path);
			}
		}
		return true;
	})()`)
	p.cut(false)
	p.open("/d/370102/check") // works without network too
	p.sees("检查要点", "油烟")
}

// Without any script the page posts its form as any other, on a phone and at a desk.
func TestReportWithoutScript(t *testing.T) {
	ctx := browser(t)
	site := stage.Open(t, storetest.SQLite(t), time.Date(2019, 7, 25, 8, 40, 0, 0, shanghai), lixia)
	w := openAt(ctx, t, site.URL, walker, demo.Password)
	w.run(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, "Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	})
	photo := photoFile(t)
	for _, size := range []struct {
		text       string
		wide, tall int64
	}{{"不用脚本，手机", slim, long}, {"不用脚本，电脑", wide, tall}} {
		w.run(chromedp.EmulateViewport(size.wide, size.tall))
		w.open(patrol)
		w.run(chromedp.SetUploadFiles("#photos", []string{photo}))
		w.enter("#place", "某路 1 号")
		w.enter("#text", size.text)
		w.press(".patrol-send")
		w.sees("已上报", size.text)
	}
}
