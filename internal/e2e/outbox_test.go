package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/store/storetest"
)

const (
	tap    = `(b => { b.click(); return true })(document.querySelector(".patrol-send"))`
	taps   = `(b => { b.click(); setTimeout(() => b.click(), 120); return true })(document.querySelector(".patrol-send"))`
	blank  = `document.querySelector("#text").value === "" && !document.querySelector("input[name=what]:checked[value]:not([value=''])") && !document.querySelector(".patrol-form input[name=draft_id]") && location.search === ""`
	typing = `(e => { e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); return true })(document.querySelector("#text"))`
	saying = `document.querySelector("[data-said]").textContent.includes(%q)`
)

// all counts the cases of the district.
func (p phone) all() int {
	n := 0
	for _, rows := range p.cases("") {
		n += len(rows)
	}
	return n
}

// One report never becomes two cases: what was sent leaves a blank form, also of what the server had filled in, and a tap
// on a form in which nothing was done sends nothing.
func TestOneReportIsOneCase(t *testing.T) {
	p := openPhone(t)
	before := p.all()
	p.open(patrol + "?what=" + url.QueryEscape("占道经营"))
	p.ready()
	p.js(`document.querySelector("input[name=what]:checked").value === "占道经营"`)
	p.js(tap)
	within(p.window, fmt.Sprintf(saying, "请拍照、写几个字或者选一下地点"))
	p.js(typing, "夜市占满盲道")
	p.js(taps)
	within(p.window, blank)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	within(p.window, `(s => { if (!s.since) s.since = Date.now(); return Date.now() - s.since > 1600 })(window.slow ||= {})`) // no double tap any more
	p.js(tap)
	within(p.window, fmt.Sprintf(saying, "请拍照、选事项或者写几个字"))
	if n := p.all() - before; n != 1 {
		t.Errorf("a matter of the check list, sent once: %d cases", n)
	}

	// A draft that is sent is no draft any more.
	p.js(typing, "路灯不亮")
	p.press("button[name=draft]")
	p.ready()
	p.sees("已存为草稿")
	p.js(blank[:strings.Index(blank, " && location")]) // what is kept as a draft does not stand in the form as well
	p.press(".drafts a")
	p.ready()
	p.js(`document.querySelector("#text").value === "路灯不亮"`)
	p.js(taps)
	within(p.window, blank)
	within(p.window, `document.querySelector(".drafts") === null`)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=waiting], .outbox-item[data-state=sending]").length === 0`)
	p.open(patrol)
	p.ready()
	p.js(`document.querySelector(".drafts") === null && document.querySelector("#text").value === ""`)
	if n := p.all() - before; n != 2 {
		t.Errorf("a draft sent once: %d cases more", n-1)
	}
}

// A draft that is open in two tabs is sent by the first of them only.
func TestADraftInTwoTabs(t *testing.T) {
	p := openPhone(t)
	p.js(typing, "草稿 甲")
	p.press("button[name=draft]")
	p.ready()
	p.press(".drafts a")
	p.ready()
	second := p.tab()
	second.open(patrol)
	second.ready()
	second.press(".drafts a")
	second.ready()
	p.js(tap)
	within(p.window, blank)
	second.js(typing, "草稿 甲，又改过")
	second.js(tap)
	within(second.window, fmt.Sprintf(saying, "已在另一个页面修改或者发出"))
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=waiting], .outbox-item[data-state=sending]").length === 0`)
	if n := len(p.cases("草稿 甲")); n != 1 {
		t.Errorf("%d cases", n)
	}
}

// tab is another tab of the same person on the same phone.
func (p phone) tab() phone {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	return phone{&window{p.t, ctx, p.url, p.who, p.password}, p.site, p.network}
}

// A refused report is mended in one page at a time. What is typed while mending outlasts a reload, and a photo that was
// taken out can be put back.
func TestMendedInTwoTabs(t *testing.T) {
	p := openPhone(t)
	p.cut(true)
	p.report("甲"+strings.Repeat("长", 4001), photoFile(t))
	p.mend()
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 1`)
	second := p.tab()
	second.open(patrol)
	second.ready()
	within(second.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 1`)

	mend := `(b => { b.click(); return true })(document.querySelector(".outbox-item[data-state=conflict] [data-mend]"))`
	p.js(mend)
	within(p.window, `document.querySelector(".patrol-form.mending") !== null`)
	second.js(mend)
	within(second.window, fmt.Sprintf(saying, "已在另一个页面修改或者发出"))
	second.js(`document.querySelector(".patrol-form.mending") === null && document.querySelector("#text").value === ""`)

	out := `(b => { b.click(); return true })(document.querySelector(".shots button"))`
	p.js(typing, "甲 改短了")
	p.js(out)
	within(p.window, `document.querySelectorAll(".shot-out").length === 1`)
	p.eventually(`new Promise(done => { const r = indexedDB.open("huying"); r.onsuccess = () => {
		const all = r.result.transaction("reports").objectStore("reports").getAll();
		all.onsuccess = () => { r.result.close(); done(all.result.some(one => one.mended && one.mended.text === "甲 改短了")); };
	} })`)
	p.open(patrol)
	p.ready()
	within(p.window, `document.querySelector(".patrol-form.mending") !== null && document.querySelector("#text").value === "甲 改短了"`)
	within(p.window, `document.querySelectorAll(".shot-out").length === 1`)
	p.js(out)
	within(p.window, `document.querySelectorAll(".shots li:not(.shot-out)").length === 1`)
	p.js(taps)
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	within(second.window, `document.querySelectorAll(".outbox-item[data-state=conflict]").length === 0`)
	rows := p.cases("甲 改短了")["甲 改短了"]
	if len(rows) != 1 || len(p.cases("甲")) != 1 {
		t.Fatalf("mended in two tabs: %d cases", len(rows))
	}
	if n := len(p.photos(rows[0].No)); n != 1 {
		t.Errorf("%d photos", n)
	}
}

// A request that gets nowhere is given up when the network is back, and goes out anew: one case.
func TestAHungRequestIsTriedAgain(t *testing.T) {
	p := openPhone(t)
	p.network.Hold()
	p.report("卡住的上报", "")
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sending]").length === 1`)
	p.js(`!document.querySelector("[data-outbox] [data-send]").hidden`)
	p.emulate(true)
	p.mend()
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)

	// Where the browser does not notice, a tap does it.
	p.network.Hold()
	p.report("又卡住的上报", "")
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sending]").length === 1`)
	p.network.Mend()
	within(p.window, `(document.querySelector("[data-outbox] [data-send]").click(), document.querySelectorAll(".outbox-item[data-state=sent]").length === 2)`)
	for _, text := range []string{"卡住的上报", "又卡住的上报"} {
		if n := len(p.cases(text)[text]); n != 1 {
			t.Errorf("%s: %d cases", text, n)
		}
	}
}

// Where something else answers in the site's place, the reports behind that one go all the same, and after some tries it is
// said what is the matter.
func TestAStrangerBlocksNobody(t *testing.T) {
	p := openPhoneBehind(t, func(site string) string {
		to, err := url.Parse(site)
		if err != nil {
			t.Fatal(err)
		}
		pass := httputil.NewSingleHostReverseProxy(to)
		wall := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				body, _ := io.ReadAll(r.Body)
				if bytes.Contains(body, []byte("拦下的")) {
					w.Header().Set("Content-Type", "text/html")
					w.WriteHeader(http.StatusForbidden)
					_, _ = io.WriteString(w, "<html>blocked</html>")
					return
				}
				r.Body = io.NopCloser(bytes.NewReader(body))
			}
			pass.ServeHTTP(w, r)
		}))
		t.Cleanup(func() { wall.CloseClientConnections(); wall.Close() })
		return wall.URL
	})
	p.cut(true)
	p.report("拦下的上报", "")
	p.report("后面的上报", "")
	p.mend()
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	p.sees("后面的上报")
	for range 3 {
		p.js(`(b => { b.click(); return true })(document.querySelector("[data-outbox] [data-send]"))`)
		p.waiting(1)
	}
	within(p.window, `document.body.innerText.includes("应答的不是本系统（403）")`)
	if n := len(p.cases("后面的上报")); n != 1 || len(p.cases("拦下的上报")) != 0 {
		t.Errorf("%d of the other came in", n)
	}
}

// Leaving needs the network, and says so; at the entrance it is told that reports wait on this phone.
func TestLeavingWithoutNetwork(t *testing.T) {
	p := openPhone(t)
	p.report("走之前的上报", "")
	within(p.window, `document.querySelectorAll(".outbox-item[data-state=sent]").length === 1`)
	leave := `(f => { f.requestSubmit(); return true })(document.querySelector('form[action="/leave"]'))`
	p.cut(true)
	p.open(patrol) // the page that is kept
	p.ready()
	p.report("断网的上报", "")
	p.js(leave)
	within(p.window, `document.body.innerText.includes("没有网络，未能退出登录")`)
	p.shelved(1)
	p.network.Mend() // the browser still believes that there is none: nothing is sent before leaving
	p.run(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, "Network.clearBrowserCookies", map[string]any{}, nil)
	})
	p.emulate(false)
	within(p.window, `!document.querySelector("[data-login]").hidden`)
	p.js(leave)
	within(p.window, `location.pathname === "/login"`)
	p.sees("这部手机上有 1 件上报还没有发出")
	p.shelved(0)
}

// Who reports on somebody's behalf drops files as anywhere else: seen, taken out again, made small before they go.
func TestReportOnBehalfDropsFiles(t *testing.T) {
	ctx := browser(t)
	site := stage.Open(t, storetest.SQLite(t), time.Date(2019, 7, 25, 8, 40, 0, 0, shanghai), lixia)
	w := openAt(ctx, t, site.URL, "lixia-yaojia-op", demo.Password)
	w.open(patrol)
	w.run(chromedp.SetUploadFiles("#report-files", []string{photoFile(t)}))
	within(w, `document.querySelectorAll(".drop-list img").length === 1 && !document.querySelector(".drop-busy")`)
	phone{w, site, nil}.eventually(`createImageBitmap(document.querySelector("#report-files").files[0]).then(b => Math.max(b.width, b.height) === 1600)`)
	w.js(`(b => { b.click(); return true })(document.querySelector(".drop-out"))`)
	within(w, `document.querySelectorAll(".drop-list li").length === 0 && document.querySelector("#report-files").files.length === 0`)
	w.run(chromedp.SetUploadFiles("#report-files", []string{photoFile(t)}))
	within(w, `document.querySelectorAll(".drop-list img").length === 1 && !document.querySelector(".drop-busy")`)
	w.fits(320, 640)
	w.run(chromedp.EmulateViewport(wide, tall))
	w.enter("#place", "某路 1 号")
	w.enter("#text", "代报的油烟")
	w.press(".patrol-send")
	w.sees("代报的油烟")
	p := phone{w, site, nil}
	rows := p.cases("代报的油烟")["代报的油烟"]
	if len(rows) != 1 || len(p.photos(rows[0].No)) != 1 {
		t.Errorf("%d cases", len(rows))
	}
}
