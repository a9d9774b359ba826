package e2e

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// The board of a muster looks again by itself: who has come stands there within seconds, while the page stays where
// it is, and so does the focus; a lost connection is said.
func TestTheBoardLooksAgain(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	no := ""
	write := func(verb string, by *running.Client, body map[string]any) {
		t.Helper()
		w, err := cast.Write(running.Step{Verb: verb, By: by, Body: body}, no)
		if err != nil {
			t.Fatal(err)
		}
		no = w.No
	}
	for _, step := range cast.Life("线缆坠落")[:2] { // reported and called, dispatched
		write(step.Verb, step.By, step.Body)
	}
	write("muster", cast.Township, map[string]any{"time": time.Now().Add(time.Hour).Format(time.RFC3339), "place": "路口东南角", "rank": "deputy_head"})

	board := openWindow(ctx, t, s, cast.Township.Login)
	board.open(fmt.Sprintf("/d/%d/cases/%s/muster", lixia, no))
	board.sees("路口东南角", "0 / 2")
	board.js(`(a => { window.stays = true; a.focus({preventScroll: true}); window.scrollTo(0, 40); return document.activeElement === a })(document.querySelector(".board-unit a"))`)

	lead := cast.Units[cast.Lead]
	write("accept", lead, map[string]any{})
	write("arrive", lead, map[string]any{"rank": "head"})
	within(board, `document.querySelector(".board-count dd").textContent === "1 / 2"`)
	board.js(`document.querySelector("#board-t1").className.includes("board-there") && window.stays === true && document.activeElement.tagName === "A"`)

	s.Kill()
	within(board, `document.body.classList.contains("live-lost") && getComputedStyle(document.querySelector(".board-lost")).display !== "none"`)
}

// within waits until an expression says true.
func within(w *window, expression string) {
	w.t.Helper()
	for range 50 {
		ctx, cancel := context.WithTimeout(w.ctx, patience)
		held, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		cancel()
		if err == nil && held {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	w.fail(fmt.Errorf("never: %s", expression))
}
