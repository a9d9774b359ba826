package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"huying/internal/casework"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/picture/picturetest"
	"huying/internal/store/storetest"
)

// A report becomes a call whose matter is found by its initials; what the units answer is verified with a photo, closed and
// rated: at a desk by keys, on a phone by taps.
func TestTownshipDesk(t *testing.T) {
	ctx := browser(t)
	at := time.Date(2019, 7, 30, 10, 0, 0, 0, shanghai)
	site := stage.Open(t, storetest.SQLite(t), at, lixia)
	photo := filepath.Join(t.TempDir(), "核查.png")
	if err := os.WriteFile(photo, picturetest.PNG(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", wide, tall}, {"phone", slim, long}} {
		t.Run(size.name, func(t *testing.T) {
			onPhone := size.name == "phone"
			by := site.As(t, lixia, township)
			answer, err := by.Do("POST", by.Cases(""), casework.Report{Text: "楼下酒店油烟直排，夜里开不了窗", Place: "姚家街道某路 88 号"})
			if err != nil {
				t.Fatal(err)
			}
			written, err := answer.Written()
			if err != nil {
				t.Fatal(err)
			}
			no := casework.CaseNo(written.No)

			w := openAt(ctx, t, site.URL, string(township), "huying-demo")
			w.run(chromedp.EmulateViewport(size.width, size.height))
			w.visit(fmt.Sprintf("/d/%d/desk", lixia))
			w.sees("待受理", "楼下酒店油烟直排")
			w.fits(size.width, size.height)
			w.run(chromedp.EmulateViewport(size.width, size.height))
			if onPhone {
				w.js(`(b => { const r = b.getBoundingClientRect(); return r.bottom <= innerHeight && r.top > innerHeight / 2 })(document.querySelector(".desk-reach .button-main"))`)
				w.press("#intake-" + written.No + " .todo-do a")
			} else {
				w.run(chromedp.KeyEvent("j"))
				within(w, `document.activeElement.closest("#intake-`+written.No+`") !== null`)
				w.arrive(chromedp.KeyEvent(kb.Enter))
			}
			w.sees("呼叫部门")
			w.press("#do-call")
			w.found("cyyy", "56-3")
			w.sees("历下区综合行政执法局", "济南市生态环境局历下分局", "不需审批，直接呼叫", "投诉记录")
			w.fill("#call-sheet", map[string]string{"cause": "no_power", "text": "劝导两次无效，本街道无检测权限。"})
			w.press("#call-send .button-main")
			w.sees("待派单")

			work{site}.worked(t, no)
			w.visit(fmt.Sprintf("/d/%d/desk", lixia))
			w.press("#verify-" + written.No + " .todo-do a")
			w.sees("办理前", "办理后", "已责令改正")
			w.run(chromedp.SetUploadFiles("#verify-files", []string{photo}))
			within(w, `document.querySelectorAll("#do-verify .drop-file").length === 1 && !document.querySelector(".drop-busy")`)
			if onPhone { // what there is to do is seen without scrolling
				w.js(`(scrollTo(0, 0), b => { const r = b.getBoundingClientRect(); return b.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)) })(document.querySelector(".verify-bar .button-main"))`)
			}
			w.press(".verify-bar .button-main")
			w.sees("一事一评")
			w.rate(t, onPhone, 0, 0, 1)

			view, err := site.Case(t.Context(), lixia, no)
			if err != nil {
				t.Fatal(err)
			}
			files, rated := 0, 0
			for _, r := range view.Records {
				switch e := r.Event.(type) {
				case casework.Verified:
					files += len(e.Files)
				case casework.Rated:
					rated++
				}
			}
			if view.Case.Status != casework.CaseArchived || files != 1 || rated != 3 {
				t.Errorf("the case is %s, verified with %d photos, %d units rated", view.Case.Status, files, rated)
			}
		})
	}
}

// found types into the field of the call form, moves down to a situation and takes it, all by keys.
func (w *window) found(words, situation string) {
	w.t.Helper()
	w.enter("#call-q", words)
	within(w, `document.querySelector(".hits mark") !== null && document.querySelector("#call-said").textContent !== ""`)
	w.js(`(q => q.getAttribute("role") === "combobox" && q.getAttribute("aria-expanded") === "true" && document.getElementById(q.getAttribute("aria-controls")).getAttribute("role") === "listbox")(document.getElementById("call-q"))`)
	on := fmt.Sprintf(`document.getElementById(document.getElementById("call-q").getAttribute("aria-activedescendant") || "call-q").textContent.includes(%q)`, situation)
	for range 10 {
		there, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](on))
		if err != nil {
			w.fail(err)
		}
		if there {
			break
		}
		w.run(chromedp.KeyEvent(kb.ArrowDown))
	}
	w.run(chromedp.KeyEvent(kb.Enter))
	within(w, fmt.Sprintf(`document.querySelector("#call-picked [name=situation]").value === %q && !document.querySelector("#call-send .button-main").disabled`, situation))
}

// rate gives each unit on the page its grade and sends them, and counts what it takes: two keys or taps a unit at most.
func (w *window) rate(t *testing.T, taps bool, grades ...int) {
	t.Helper()
	done, asked := 0, fmt.Sprintf(`document.querySelectorAll(".rated:has(form)").length === %d`, len(grades))
	w.js(asked)
	began := time.Now()
	for unit, grade := range grades {
		if taps {
			w.run(chromedp.Click(fmt.Sprintf(`.rated:nth-of-type(%d) .grade-pick:nth-of-type(%d)`, unit+1, grade+1), chromedp.NodeVisible))
		} else {
			w.run(chromedp.KeyEvent(fmt.Sprint(grade + 1)))
		}
		done++
	}
	w.js(`[...document.querySelectorAll(".rate-reason")].every(r => !r.checkVisibility())`) // nobody is asked why a unit did well
	if taps {
		w.run(chromedp.Click("#rate-send", chromedp.NodeVisible))
	} else {
		w.run(chromedp.KeyEvent(kb.Enter))
	}
	done++
	within(w, `document.querySelectorAll(".rated-done").length === `+fmt.Sprint(len(grades))+` && document.querySelector(".rated form") === null`)
	w.sees("各单位均已评价")
	if done > 2*len(grades) {
		t.Errorf("%d units took %d keys or taps", len(grades), done)
	}
	took, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.querySelector("[data-rate]").dataset.took`))
	if err != nil {
		w.fail(err)
	}
	t.Logf("%d units: %d keys or taps, %s ms of the page's own, %v in all", len(grades), done, took, time.Since(began).Round(time.Millisecond))
	w.js(`Number(document.querySelector("[data-rate]").dataset.took) < ` + fmt.Sprint(10_000*len(grades)))
}

// work is a site at which others do their part.
type work struct{ *stage.Site }

// worked brings a call through the centre and its three units, who answer.
func (w work) worked(t *testing.T, no casework.CaseNo) {
	t.Helper()
	do := func(post org.PostID, cmd casework.Command) {
		t.Helper()
		by := w.As(t, lixia, post)
		if _, err := by.Do("POST", by.Cases("/"+string(no)+"/"+string(cmd.Verb())), cmd); err != nil {
			t.Fatalf("%s %s: %v", post, cmd.Verb(), err)
		}
	}
	do(dispatcher, casework.Dispatch{})
	for _, post := range []org.PostID{"lixia-shengtai-op", "lixia-shichang-op", "lixia-zhifa-op"} {
		do(post, casework.Accept{})
		do(post, casework.Arrive{})
		do(post, casework.Answer{Text: "已责令改正，复测达标。"})
	}
}

// A low mark asks for its reason at once, and what is refused stays at its unit while the others are done.
func TestTownshipDeskLowMark(t *testing.T) {
	ctx := browser(t)
	at := time.Date(2019, 7, 30, 10, 0, 0, 0, shanghai)
	site := stage.Open(t, storetest.SQLite(t), at, lixia)
	by := site.As(t, lixia, township)
	call := casework.Call{Matter: 56, Situation: "56-3", Class: "daily", Cause: "no_power", Text: "请派单。"}
	answer, err := by.Do("POST", by.Cases(""), casework.Report{Text: "油烟直排。", Place: "某路 1 号", Call: &call})
	if err != nil {
		t.Fatal(err)
	}
	written, err := answer.Written()
	if err != nil {
		t.Fatal(err)
	}
	work{site}.worked(t, casework.CaseNo(written.No))
	if _, err := by.Do("POST", by.Cases("/"+written.No+"/close"), casework.Close{How: "on_site"}); err != nil {
		t.Fatal(err)
	}
	w := openAt(ctx, t, site.URL, string(township), "huying-demo")
	w.visit(fmt.Sprintf("/d/%d/cases/%s/rate", lixia, written.No))
	w.run(chromedp.KeyEvent("1"), chromedp.Click("#rate-t2 .grade-pick:nth-of-type(4)", chromedp.NodeVisible))
	within(w, `document.activeElement.name === "reason" && document.querySelectorAll(".rate-reason").length === 3 && [...document.querySelectorAll(".rate-reason")].filter(r => r.checkVisibility()).length === 1`)
	w.run(chromedp.Click("#rate-send", chromedp.NodeVisible)) // without its reason nothing is sent
	within(w, `document.activeElement.name === "reason" && document.querySelectorAll(".rated-done").length === 0`)
	// The page is made to believe that there is a reason: then the server says that there is none.
	w.js(`(f => { Object.defineProperty(f, "value", { get: () => ({ trim: () => "x" }), configurable: true }); return true })(document.activeElement)`)
	w.run(chromedp.Click("#rate-send", chromedp.NodeVisible))
	within(w, `document.querySelectorAll(".rated-done").length === 1 && document.querySelector("#rate-t2 .wrong") !== null && document.activeElement.closest("#rate-t2") !== null`)
	w.sees("不满意须说明理由")
	w.enter("#rate-t2-reason", "来得晚")
	w.run(chromedp.Click("#rate-t3 .grade-pick:nth-of-type(2)", chromedp.NodeVisible), chromedp.Click("#rate-send", chromedp.NodeVisible))
	within(w, `document.querySelectorAll(".rated-done").length === 3`)
	w.sees("各单位均已评价")
	site.At(site.Now().Add(time.Minute))
}
