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
}
