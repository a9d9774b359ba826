package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// A person filters the list of cases at a desk and saves that; a reload keeps it, and so does the phone. There all of 120
// cases are paged through while new ones come in: none is left out, and none is out of its place. Nobody else sees the filter.
func TestTheRegisterOfCases(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	report := func(words string) string {
		t.Helper()
		answer, err := cast.Township.Do("POST", cast.Township.Cases(""), map[string]any{"text": words, "place": "姚家街道演示路"})
		if err != nil {
			t.Fatal(err)
		}
		w, err := answer.Written()
		if err != nil {
			t.Fatal(err)
		}
		return string(w.No)
	}
	var there []string
	for i := range 120 {
		there = append(there, report(fmt.Sprintf("批次 %d：井盖破损", i)))
		if i%10 == 0 {
			report("另一件事") // not asked for
		}
	}
	cases := fmt.Sprintf("/d/%d/cases", lixia)
	tab := func(name string) string {
		return fmt.Sprintf(`[...document.querySelectorAll(".tabs a")].find(a => a.innerText.trim() === %q)`, name)
	}

	desk := openWindow(ctx, t, s, cast.Township.Login)
	desk.open(cases)
	desk.js(`(f => { f.q.value = "批次"; f.status.value = "intake"; return true })(document.querySelector("#filter"))`)
	desk.press("#filter button[type=submit]")
	desk.js(`location.search === "?q=" + encodeURIComponent("批次") + "&status=intake" && document.querySelectorAll(".chosen-one").length === 2`)
	desk.js(`!document.querySelector("#cases").innerText.includes("另一件事")`)
	desk.run(chromedp.Click("#keep > summary", chromedp.NodeVisible))
	desk.enter("#keep-name", "井盖批次")
	desk.press("#keep button[type=submit]")
	within(desk, `document.querySelector("#toasts").textContent.includes("筛选已保存") && !!`+tab("井盖批次"))
	desk.open(cases)
	desk.js(tab("井盖批次") + ` && !` + tab("井盖批次") + `.hasAttribute("aria-current")`)

	phone := openWindow(ctx, t, s, cast.Township.Login)
	phone.run(chromedp.EmulateViewport(slim, long))
	phone.open(cases)
	phone.js(`(a => { a.id = "saved-tab"; a.scrollIntoView(); return true })(` + tab("井盖批次") + `)`)
	phone.press("#saved-tab")
	phone.js(tab("井盖批次") + `.hasAttribute("aria-current") && !document.querySelector("#keep")`)
	phone.fits(slim, long)
	phone.run(chromedp.EmulateViewport(slim, long)) // fits leaves it wide

	var seen, fresh []string
	for page := 1; ; page++ {
		numbers, more := phone.listed()
		// The page renews itself: what the new ones have pushed on to the next page is met there again. Nothing else is.
		for i, no := range numbers {
			if !slices.Contains(seen, no) {
				seen = append(seen, no)
			} else if i >= 3 {
				t.Errorf("page %d has %s again", page, no)
			}
		}
		for i := range 3 {
			fresh = append(fresh, report(fmt.Sprintf("批次 新%d-%d", page, i)))
		}
		if !more {
			break
		}
		phone.press(`.pager a[rel=next]`)
	}
	slices.Reverse(there)
	if !slices.Equal(seen, there) {
		t.Fatalf("paged through %d, of %d that were there:\n%v", len(seen), len(there), seen)
	}
	phone.press(`.pager-do a:not([rel=next])`)
	slices.Reverse(fresh)
	if numbers, _ := phone.listed(); len(numbers) < len(fresh) || !slices.Equal(numbers[:len(fresh)], fresh) {
		t.Errorf("back at the first page stand %v, not %v", numbers, fresh)
	}

	// A clock says what is left, by touch.
	phone.run(chromedp.Click("#cases .tip-word", chromedp.NodeVisible))
	within(phone, `[...document.querySelectorAll("#cases .tip-note")].some(n => n.matches(":popover-open") && n.innerText.includes("还剩") && n.innerText.includes("到期"))`)

	// What is kept is renamed and dropped where it stands.
	desk.open(cases)
	desk.run(chromedp.Click("#manage > summary", chromedp.NodeVisible))
	desk.js(`(i => { i.value = "老井盖"; return true })(document.querySelector("#manage input[name=name]"))`)
	desk.press(`#manage button[value=rename]`)
	desk.js(`!!` + tab("老井盖"))
	other := openWindow(ctx, t, s, cast.Centre.Login)
	other.open(cases)
	other.js(`!document.querySelector("main").innerText.includes("老井盖")`)
	desk.run(chromedp.Click("#manage > summary", chromedp.NodeVisible))
	desk.press(`#manage button[value=drop]`)
	desk.js(`!` + tab("老井盖"))
}

// listed reads the numbers of the page's cases, in one breath, and whether there is another page.
func (w *window) listed() (numbers []string, more bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`JSON.stringify({numbers: [...document.querySelectorAll("#cases tbody tr")].map(r => r.id.slice(5)),
		more: !!document.querySelector(".pager a[rel=next]")})`))
	var page struct {
		Numbers []string
		More    bool
	}
	if err == nil {
		err = json.NewDecoder(strings.NewReader(text)).Decode(&page)
	}
	if err != nil {
		w.fail(err)
	}
	return page.Numbers, page.More
}
