package e2e

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/web"
)

// shelf is a window on the storybook alone.
func shelf(ctx context.Context, t *testing.T) *window {
	t.Helper()
	site := httptest.NewServer(web.Stories())
	t.Cleanup(site.Close)
	ctx, cancel := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &window{t, ctx, site.URL, "storybook", ""}
}

// No part runs off the edge: at 320 px, and at 200 % on a small desk, in either language.
func TestPartsFitNarrowWindows(t *testing.T) {
	w := shelf(browser(t), t)
	w.open("/storybook")
	paths := regexp.MustCompile(`href="/storybook/((?:parts|ground)/[a-z]+)"`).FindAllStringSubmatch(w.html("main"), -1)
	if len(paths) < 20 {
		t.Fatalf("only %d parts", len(paths))
	}
	for _, path := range paths {
		for _, lang := range []string{"zh", "en"} {
			w.open("/storybook/" + path[1] + "?lang=" + lang)
			w.fits(320, long)
			w.fits(640, 450)
		}
	}
}

// A dialog takes the focus, gives it back, and lets nothing through meanwhile.
func TestDialogsAndKeys(t *testing.T) {
	w := shelf(browser(t), t)
	w.open("/storybook/parts/dialog")
	w.js(`(a => { a.focus(); a.click(); return true })(document.querySelector("[data-dialog='#decline']"))`)
	within(w, `document.querySelector("#decline").matches(":modal") && document.querySelector("#decline").contains(document.activeElement)`)
	w.run(chromedp.KeyEvent("\u001b"))
	within(w, `!document.querySelector("#decline").open && document.activeElement.dataset.dialog === "#decline"`)

	// What has been written in it is not lost by a click beside it.
	w.js(`(d => { document.querySelector("[data-dialog='#decline']").click(); d.querySelector("textarea").value = "要素不全"; return d.open })(document.querySelector("#decline"))`)
	w.js(`(d => { d.dispatchEvent(new MouseEvent("click", {bubbles: true, clientX: 1, clientY: 1})); return d.open })(document.querySelector("#decline"))`)
	w.js(`(d => { d.querySelector("textarea").value = ""; d.dispatchEvent(new MouseEvent("click", {bubbles: true, clientX: 1, clientY: 1})); return !d.open })(document.querySelector("#decline"))`)

	w.open("/storybook/parts/buttons")
	w.run(chromedp.KeyEvent("?"))
	within(w, `document.querySelector("#keys").open && document.querySelectorAll("#keys dt").length === 3`)
	w.js(`document.querySelector("#keys dl").innerText.includes("改派")`)
	w.run(chromedp.KeyEvent("\u001b"))
	within(w, `!document.querySelector("#keys").open`)
	w.run(chromedp.KeyEvent("d"))
	within(w, `document.activeElement.dataset.key === "d"`)
}

// What was refused is where one arrives, by ear and by eye; mending it quiets the red.
func TestTheFirstWrongFieldIsMet(t *testing.T) {
	w := shelf(browser(t), t)
	w.open("/storybook/parts/refused")
	within(w, `document.activeElement.id === "refused-text"`)
	w.js(`(f => f.getAttribute("aria-invalid") === "true" && f.getAttribute("aria-describedby").split(" ").every(id => document.getElementById(id)))(document.activeElement)`)
	w.js(`(a => { a[1].click(); return document.activeElement.id === "refused-count" })(document.querySelectorAll(".refused li a"))`)
	w.run(chromedp.SendKeys("#refused-count", "3"))
	within(w, `!document.querySelector("#refused-count").hasAttribute("aria-invalid") && document.querySelector("#refused-count-wrong").innerText !== ""`)
}

// Files gather, show themselves and can be taken out; what is shown is what the field would send.
func TestFilesAreGathered(t *testing.T) {
	folder := t.TempDir()
	paper, other := filepath.Join(folder, "说明.pdf"), filepath.Join(folder, "清单.pdf")
	for _, path := range []string{paper, other} {
		if err := os.WriteFile(path, []byte("%PDF-1.4 "+filepath.Base(path)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := shelf(browser(t), t)
	w.open("/storybook/parts/files")
	own := `document.querySelector("#attach-files").closest("[data-drop]")` // others on the page hold files already
	held := `[...document.querySelector("#attach-files").files].map(f => f.name).join()`
	w.run(chromedp.SetUploadFiles("#attach-files", []string{paper}))
	within(w, held+` === "说明.pdf" && `+own+`.querySelectorAll(".drop-file").length === 1`)
	w.run(chromedp.SetUploadFiles("#attach-files", []string{other}))
	within(w, held+` === "说明.pdf,清单.pdf"`)
	within(w, own+`.querySelector(".drop-sum").innerText.includes("2")`)
	w.js(`(b => { b.click(); return true })(` + own + `.querySelector(".drop-out"))`)
	within(w, held+` === "清单.pdf" && document.activeElement.classList.contains("drop-out")`)
}

// On a phone four entries lie in the strip, the rest under 更多, which a touch beside it closes.
func TestTheMenuOfAPhone(t *testing.T) {
	w := shelf(browser(t), t)
	w.run(chromedp.EmulateViewport(slim, long))
	w.open("/storybook/parts/queue")
	w.js(`[...document.querySelectorAll("#menu > a")].filter(a => a.checkVisibility()).length === 4`)
	w.js(`(s => { s.click(); return document.querySelector("#menu-more").open })(document.querySelector("#menu-more summary"))`)
	w.js(`[...document.querySelectorAll(".menu-sheet a")].every(a => a.checkVisibility() && a.getBoundingClientRect().height >= 44)`)
	w.js(`(h => { h.click(); return !document.querySelector("#menu-more").open })(document.querySelector("main h1"))`)
	w.run(chromedp.EmulateViewport(wide, tall))
	w.js(`[...document.querySelectorAll("#menu > a")].every(a => a.checkVisibility()) && !document.querySelector("#menu-more").checkVisibility()`)
}

// What the last action did goes by itself, but not while it is looked at; a note opens by hovering.
func TestToastsAndTips(t *testing.T) {
	w := shelf(browser(t), t)
	w.open("/storybook/parts/toast?done=called")
	within(w, `!location.search`) // it is told once
	within(w, `!document.querySelector(".told")`)
	w.js(`(import(document.querySelector("script[type=module]").src.replace("huying.js", "toast.js")).then(({ toast }) => {
		toast("已保存").querySelector("button").focus();
		window.since = performance.now();
	}), true)`)
	within(w, `performance.now() - window.since > 7000`)
	w.js(`document.querySelector(".told").innerText.includes("已保存")`)
	w.js(`(document.activeElement.blur(), true)`)
	within(w, `!document.querySelector(".told")`)

	w.open("/storybook/parts/tip")
	w.js(`(t => { t.dispatchEvent(new PointerEvent("pointerenter", {pointerType: "mouse"})); return true })(document.querySelector(".tip"))`)
	const note = `document.getElementById(document.querySelector(".tip-word").getAttribute("popovertarget")).matches(":popover-open")`
	within(w, note)
	w.js(`(t => { t.dispatchEvent(new PointerEvent("pointerleave", {pointerType: "mouse"})); return true })(document.querySelector(".tip"))`)
	within(w, "!"+note)
}
