package e2e

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// On paper every unit's slip begins on a page of its own, and the page's chrome is not printed.
func TestSlipsOnPaper(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	no := ""
	for _, step := range cast.Life("油烟扰民")[:2] { // reported and called, dispatched
		w, err := cast.Write(step, no)
		if err != nil {
			t.Fatal(err)
		}
		no = w.No
	}
	w := openWindow(ctx, t, s, cast.Township.Login)
	w.open(fmt.Sprintf("/d/%d/cases/%s/slips/dispatch", lixia, no))
	w.sees("派发单", "收单人：")
	w.js(`document.querySelectorAll("article.printed").length === %s`, len(cast.Units))
	w.fits(slim, long)
	printed, err := chromedp.Run(w.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(printed, []byte("/Type /Page\n")); n != len(cast.Units) {
		t.Errorf("%d pages for %d slips", n, len(cast.Units))
	}
	if !bytes.Contains(printed, []byte("/MediaBox [0 0 594.9")) || !bytes.Contains(printed, []byte(" 841.9")) {
		t.Error("the sheet is not A4")
	}

	// An answer's dates have their column, and whoever signs stands on the sheet with what is signed.
	w.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"})
	for _, lang := range []string{"zh", "en"} {
		w.open("/storybook/slips/answer?lang=" + lang)
		w.run(chromedp.EmulateViewport(a4, long))
		w.js(`(all => all.length > 1 && all.every(t => { const words = document.createRange(); words.selectNodeContents(t);
			return words.getBoundingClientRect().right < t.nextElementSibling.getBoundingClientRect().left }))([...document.querySelectorAll(".printed-entries time")])`)
		w.js(`getComputedStyle(document.querySelector(".printed-signs")).breakBefore === "avoid"`)
	}
}

// a4 is the width of a sheet without its margins, in points of a screen, 96 to the inch.
const a4 = 673
