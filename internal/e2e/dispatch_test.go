package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"huying/internal/casework"
	"huying/internal/e2e/running"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store/storetest"
)

// A post of the centre's: the dispatch desk with calls that wait, on a Tuesday morning.
type dispatchDesk struct {
	*window
	site  *stage.Site
	calls []casework.CaseNo // in the order in which they were made
}

const dispatcher, township = org.PostID("lixia-zhihui-dispatcher"), org.PostID("lixia-yaojia-op")

// openDesk makes calls of these classes, one a minute from ten o'clock on, and comes to the desk.
func openDesk(t *testing.T, classes ...string) *dispatchDesk {
	t.Helper()
	ctx := browser(t)
	at := time.Date(2019, 7, 30, 10, 0, 0, 0, shanghai)
	site := stage.Open(t, storetest.SQLite(t), at.Add(-18*time.Hour), lixia)
	d := &dispatchDesk{site: site, calls: make([]casework.CaseNo, len(classes))}
	for _, today := range []bool{false, true} {
		if today {
			site.At(at)
		}
		by := site.As(t, lixia, township)
		for i, class := range classes {
			if today != (class == "yesterday") {
				d.calls[i] = d.call(t, by, class, i)
				site.At(site.Now().Add(time.Minute))
			}
		}
	}
	d.window = openAt(ctx, t, site.URL, string(dispatcher), "huying-demo")
	d.visit(fmt.Sprintf("/d/%d/desk", lixia))
	return d
}

func (d *dispatchDesk) call(t *testing.T, by *running.Client, class string, n int) casework.CaseNo {
	t.Helper()
	call := casework.Call{Matter: 56, Situation: "56-3", Class: "daily", Cause: "no_power", Text: fmt.Sprintf("第 %d 件，请派单。", n+1)}
	if class == "urgent" {
		call.Class, call.Cause = "urgent", "emergency"
	}
	answer, err := by.Do("POST", by.Cases(""), casework.Report{Text: fmt.Sprintf("第 %d 件。", n+1), Place: fmt.Sprintf("某路 %d 号", n+1), Call: &call})
	if err != nil {
		t.Fatal(err)
	}
	written, err := answer.Written()
	if err != nil {
		t.Fatal(err)
	}
	return casework.CaseNo(written.No)
}

// key presses one key, once the desk hears again.
func (d *dispatchDesk) key(keys string) {
	d.t.Helper()
	within(d.window, `!("deaf" in document.documentElement.dataset) && !document.querySelector(".desk-coming, .sending")`)
	d.run(chromedp.KeyEvent(keys))
}

// atHand waits until a call is at hand: chosen in the queue, shown beside it, and named in the address.
func (d *dispatchDesk) atHand(no casework.CaseNo) {
	d.t.Helper()
	within(d.window, fmt.Sprintf(`(no => document.querySelector("#desk-rows a[aria-current]")?.dataset.no === no && document.querySelector("#desk-hand:not(.desk-coming)")?.dataset.no === no)(%q)`, no))
}

func (d *dispatchDesk) waits(n int) {
	d.t.Helper()
	within(d.window, fmt.Sprintf(`document.querySelectorAll("#desk-rows a").length === %d && document.querySelector("#queue-title .tally").textContent === "%d"`, n, n))
}

func (d *dispatchDesk) stands(no casework.CaseNo) casework.Case {
	d.t.Helper()
	view, err := d.site.Case(d.t.Context(), lixia, no)
	if err != nil {
		d.t.Fatal(err)
	}
	return view.Case
}

// What is overdue stands first, then what is urgent; ten calls go out by keys alone, one of them changed on the way; after
// each the next is at hand by itself.
func TestDispatchDeskByKeys(t *testing.T) {
	d := openDesk(t, "daily", "daily", "yesterday", "daily", "urgent", "daily", "daily", "daily", "daily", "daily")
	order := []int{2, 4, 0, 1, 3, 5, 6, 7, 8, 9}
	d.waits(10)
	for i, n := range order {
		d.js(`document.querySelectorAll("#desk-rows a")[%s].dataset.no === %s`, i, string(d.calls[n]))
	}
	d.atHand(d.calls[2])
	d.sees("某路 3 号", "首先通知")
	d.js(`document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth`)

	// j and k, without the page being loaded anew; the address follows, and coming back ends where one was.
	d.js(`window.stays = true`)
	d.key("j")
	d.atHand(d.calls[4])
	d.key(kb.ArrowDown)
	d.atHand(d.calls[0])
	d.key("k")
	d.atHand(d.calls[4])
	d.js(`window.stays && location.search === "?no=" + %s && document.getElementById("desk-heard").textContent.startsWith("第 2 件，共 10 件")`, string(d.calls[4]))
	d.key("o")
	within(d.window, `location.pathname.includes("/cases/")`)
	d.run(chromedp.NavigateBack())
	d.atHand(d.calls[4])

	// Enter; the one after it comes to hand, and what was done is said.
	d.key(kb.Enter)
	d.waits(9)
	d.atHand(d.calls[0])
	within(d.window, `document.querySelector("#toasts")?.innerText.includes("已派单")`)
	d.js(`document.querySelector('#toasts a[href$="#do-recall"]') !== null`)

	// e: another lead and one assist more, found by pinyin; without a reason it is refused where it was typed, and nothing is lost.
	d.key("e")
	within(d.window, `document.activeElement.id === "change-lead"`)
	for range 3 { // what is typed while the page renews itself may be lost on a loaded machine: typed again, it is found
		d.run(chromedp.KeyEvent("csgl"), chromedp.Sleep(2*time.Second))
		found, err := chromedp.Run(d.ctx, chromedp.Evaluate[bool](`!!document.querySelector("#change-lead-found [aria-selected=true]")`))
		if err == nil && found {
			break
		}
		d.js(`(f => { f.value = ""; f.focus(); return true })(document.querySelector("#change-lead"))`)
	}
	within(d.window, `document.querySelector("#change-lead-found [aria-selected=true]")?.textContent === "历下区城市管理局"`)
	d.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	d.js(`document.querySelector("#do-change [name=lead]:checked").value === "chengguan"`)
	within(d.window, `document.activeElement.name === "assists" || document.activeElement.id === "change-assists"`)
	for range 5 { // past the ones that are ticked
		d.run(chromedp.KeyEvent(kb.Tab))
		if d.holds(`document.activeElement.id === "change-assists"`) {
			break
		}
	}
	d.run(chromedp.KeyEvent("应急"))
	within(d.window, `document.querySelector("#change-assists-found [aria-selected=true]")?.textContent === "历下区应急管理局"`)
	d.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	d.js(`document.activeElement.name === "reason"`)
	d.js(`(area => { area.required = false; return true })(document.activeElement)`)
	d.run(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	within(d.window, `document.querySelector("#do-change .ask-wrong .wrong")?.innerText.includes("理由") && document.activeElement.name === "reason"`)
	d.js(`document.querySelector("#do-change [name=lead]:checked").value === "chengguan" && document.querySelector("#do-change [name=assists][value=yingji]").checked`)
	d.run(chromedp.KeyEvent("城管已在现场"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	d.waits(8)
	changed := d.stands(d.calls[0])
	if lead, _ := changed.LeadTask(); lead.Unit != "chengguan" {
		t.Errorf("the lead is %s", lead.Unit)
	}
	if _, ok := changed.Task("yingji"); !ok {
		t.Error("the assist that was added is not in the case")
	}

	// r, and leave again: nothing has happened.
	d.atHand(d.calls[1])
	d.key("r")
	within(d.window, `document.querySelector("#do-decline").open && document.querySelector("#do-decline").contains(document.activeElement)`)
	d.run(chromedp.KeyEvent(kb.Escape))
	within(d.window, `!document.querySelector("#do-decline").open`)
	d.key("m")
	within(d.window, `document.activeElement.id === "musters-title"`)
	d.run(chromedp.KeyEvent(kb.Escape))

	for left := 7; left >= 0; left-- {
		d.key(kb.Enter)
		d.waits(left)
	}
	d.sees("没有待派单的呼叫")
	for _, no := range d.calls {
		if c := d.stands(no); c.Status != casework.CaseWorking {
			t.Errorf("%s is %s", no, c.Status)
		}
	}
}

// holds reports whether an expression says true now.
func (w *window) holds(expression string) bool {
	held, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](expression))
	return err == nil && held
}

// A finger that stays on Enter, or strikes twice, dispatches one call and not the one that comes under it.
func TestDispatchDeskHearsEnterOnce(t *testing.T) {
	d := openDesk(t, "daily", "daily", "daily")
	within(d.window, `!("deaf" in document.documentElement.dataset)`)
	const held = `(async () => {
		const press = repeat => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", code: "Enter", repeat, bubbles: true, cancelable: true}));
		const up = () => document.activeElement.dispatchEvent(new KeyboardEvent("keyup", {key: "Enter", bubbles: true}));
		press(false);
		for (let i = 0; i < 40; i++) { await new Promise(r => setTimeout(r, 30)); press(true); }
		up();
	})(), true`
	if _, err := chromedp.Run(d.ctx, chromedp.Evaluate[bool](held)); err != nil {
		d.fail(err)
	}
	d.waits(2)
	time.Sleep(1500 * time.Millisecond) // as long as the finger stays
	d.waits(2)
	d.atHand(d.calls[1])

	// Struck twice, as on a key that bounces; and the button clicked twice.
	d.key(kb.Enter)
	d.run(chromedp.KeyEvent(kb.Enter))
	d.waits(1)
	d.run(chromedp.KeyEvent(kb.Enter))
	time.Sleep(300 * time.Millisecond)
	d.waits(1)
	if c := d.stands(d.calls[2]); c.Status != casework.CaseCalled {
		t.Errorf("the last call is %s", c.Status)
	}
	within(d.window, `!("deaf" in document.documentElement.dataset)`)
	d.run(chromedp.Click("#desk-dispatch button", chromedp.NodeVisible))
	d.waits(0)
}

// Two at once: what a colleague has sent out meanwhile is said, with their name, and the next call is at hand; it is not sent
// out by the key that was meant for the other.
func TestDispatchDeskForTwo(t *testing.T) {
	d := openDesk(t, "daily", "daily", "daily")
	d.atHand(d.calls[0])
	d.js(fmt.Sprintf(seen, true)) // what a colleague does does not come here by itself
	colleague := d.site.As(t, lixia, "lixia-zhihui-chief")
	if _, err := colleague.Do("POST", colleague.Cases("/"+string(d.calls[0])+"/dispatch"), casework.Dispatch{}); err != nil {
		t.Fatal(err)
	}
	d.key(kb.Enter)
	within(d.window, `document.querySelector("#toasts")?.innerText.includes("办理：派单")`)
	d.waits(2)
	d.atHand(d.calls[1])
	for _, no := range d.calls[1:] {
		if c := d.stands(no); c.Status != casework.CaseCalled {
			t.Errorf("%s is %s", no, c.Status)
		}
	}
	// So it is with a call that one only wanted to look at.
	if _, err := colleague.Do("POST", colleague.Cases("/"+string(d.calls[2])+"/dispatch"), casework.Dispatch{}); err != nil {
		t.Fatal(err)
	}
	d.open(fmt.Sprintf("/d/%d/desk?no=%s", lixia, d.calls[2]))
	d.atHand(d.calls[1])
	within(d.window, `document.querySelector("#toasts")?.innerText.includes("办理：派单")`)
	d.waits(1)
}

// What is being written about a call stays with that call, though a colleague sends it out meanwhile: it never stands under
// the next one; and what was written is there still after it was refused.
func TestDispatchDeskKeepsWhatIsWritten(t *testing.T) {
	d := openDesk(t, "daily", "daily", "daily")
	d.atHand(d.calls[0])
	d.key("e")
	within(d.window, `document.activeElement.id === "change-lead"`)
	d.js(`(f => { f.elements.reason.focus(); return true })(document.querySelector("#do-change form"))`)
	d.run(chromedp.KeyEvent("城管已在现场"))
	colleague := d.site.As(t, lixia, "lixia-zhihui-chief")
	if _, err := colleague.Do("POST", colleague.Cases("/"+string(d.calls[0])+"/dispatch"), casework.Dispatch{}); err != nil {
		t.Fatal(err)
	}
	d.waits(2)
	d.js(`document.querySelectorAll("#do-change").length === 1 && document.querySelector("#do-change form").action.includes(%s)`, string(d.calls[0]))
	d.js(`document.querySelector("#desk-hand").dataset.no === %s && document.activeElement.value === "城管已在现场"`, string(d.calls[0]))
	d.js(`document.querySelector("#do-change .live-moved") !== null`)
	d.run(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	within(d.window, `document.querySelector(".unsent textarea")?.value === "城管已在现场"`)
	d.atHand(d.calls[1])
	d.js(`document.querySelectorAll("#do-change").length === 1 && !document.querySelector("#do-change").open`)
}

// On a phone the same by touch: the main button is within the thumb's reach on every call.
func TestDispatchDeskByTouch(t *testing.T) {
	d := openDesk(t, "daily", "urgent", "daily")
	d.run(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
	d.visit(fmt.Sprintf("/d/%d/desk", lixia))
	d.atHand(d.calls[1])
	const reach = `(b => b.bottom <= innerHeight && b.top >= innerHeight / 2 && b.height >= 44)(document.querySelector("#desk-dispatch button").getBoundingClientRect()) && document.documentElement.scrollWidth <= innerWidth`
	within(d.window, `scrollY === 0 && `+reach)
	d.run(chromedp.Tap(".desk-skip"))
	d.atHand(d.calls[0])
	within(d.window, reach+` && !("deaf" in document.documentElement.dataset)`)
	d.run(chromedp.Tap("#desk-dispatch button"))
	d.waits(2)
	d.atHand(d.calls[2])
	if c := d.stands(d.calls[0]); c.Status != casework.CaseWorking {
		t.Errorf("%s is %s", d.calls[0], c.Status)
	}
	d.run(chromedp.EmulateViewport(320, 640, chromedp.EmulateMobile, chromedp.EmulateTouch))
	within(d.window, `document.documentElement.scrollWidth <= innerWidth`)
}
