package e2e

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store/storetest"
)

// A reader (读者) of a case: what each may do about which lane, and what the page keeps from some.
type reader struct {
	post org.PostID
	main string // the expected step, within a thumb's reach on a phone; none where nothing is expected
	lane string // words of a link on some lane; none for who only reads
	mine string // the unit whose lane is this reader's own
}

// Whoever reads a running case, at a desk or on a phone, sees how far it is, every unit as a lane with its turns in words,
// opens an entry's receipt, sifts the record without any script, and prints the whole.
func TestEveryReaderReadsARunningCase(t *testing.T) {
	ctx := browser(t)
	story := demo.Stories()[1]
	site := stage.Open(t, storetest.SQLite(t), before(story), story.District)
	readers := []reader{
		{"lixia-yaojia-op", "", "催办", ""},
		{"lixia-zhihui-dispatcher", "", "催办", ""},
		{"lixia-zhifa-leader", "接收移送", "处置", "历下区综合行政执法局"},
		{"lixia-shengtai-leader", "反馈", "反馈", "济南市生态环境局历下分局"},
		{"lixia-yaojia-grid24-1", "", "", ""},
		{"lixia-shenji-auditor", "", "", ""},
	}
	site.Play(t, story, site.Interface(t, story.District), stage.Moments{
		"perform 2": func(no casework.CaseNo) { // moved on to the penalty, and not received yet
			if err := site.Store.SealNow(t.Context(), story.District); err != nil {
				t.Fatal(err)
			}
			for _, r := range readers {
				t.Run(string(r.post), func(t *testing.T) {
					w := openAt(ctx, t, site.URL, string(r.post), demo.Password)
					w.readsCase(r, fmt.Sprintf("/d/%d/cases/%s", story.District, no))
				})
			}
		},
	})
}

func (w *window) readsCase(r reader, path string) {
	w.t.Helper()
	w.open(path)
	w.js(`[...document.querySelectorAll(".steps .step")].map(s => s.innerText.trim()[0]).join("") === "报呼分应联销评"`)
	w.js(`document.querySelector(".steps [aria-current]").innerText.includes("联动")`)
	w.js(`document.querySelectorAll(".lane").length === 6 && [...document.querySelectorAll(".lane-track")].every(s => s.getBoundingClientRect().height > 0)`)
	w.js(`document.querySelectorAll("[style]").length === 0`)
	if r.mine != "" {
		w.js(`document.querySelector(".lane-mine").innerText.includes(%s)`, r.mine)
	}
	w.js(`[...document.querySelectorAll(".lane-do")].some(a => a.innerText === %s) === %s`, r.lane, r.lane != "")
	if r.lane != "" { // it leads to its form, opens it, and puts the cursor there
		w.js(`(a => { a.click(); const form = document.querySelector(a.hash); return form.closest("details").open && form.contains(document.activeElement) })([...document.querySelectorAll(".lane-do")].find(a => a.innerText === %s))`, r.lane)
	}
	w.js(`(d => { d.open = true; return d.querySelectorAll("tr").length > 3 && d.innerText.includes("报到") && d.innerText.includes("分管领导") })(document.querySelector("#turns-t3"))`)

	// On a phone the lanes are words, nothing runs off, and the expected step is within reach.
	w.run(chromedp.EmulateViewport(slim, long))
	w.js(`[...document.querySelectorAll(".lane-track")].every(s => s.getBoundingClientRect().height === 0)`)
	w.js(`document.querySelector(".steps-now").innerText.includes("联动")`)
	w.js(`((bar, main) => main === "" ? bar === null : bar.innerText.includes(main) && bar.getBoundingClientRect().bottom <= innerHeight)(document.querySelector(".case-bar"), %s)`, r.main)
	w.fits(slim, long)
	w.fits(320, long)

	// The record: by unit and sort, oldest first; an entry's receipt, and back to the entry.
	w.open(path + "?unit=shengtai&sort=work&order=oldest")
	w.sees("共 ", "符合 ", "责令改正", "测试环监字")
	w.js(`(all => all.length > 2 && all.every(e => e.innerText.includes("生态环境")) && all[0].innerText.includes("报到"))([...document.querySelectorAll(".entry")])`)
	w.press(".entries .entry a.seal")
	w.sees("回执", "第 ")
	w.open(path + "?print=1")
	w.js(`document.querySelector(".case-do, .case-bar") === null && document.querySelector(".entry").innerText.includes("上报")`)
	w.prints("办理记录", "派单件", "责令改正", "日志第", "历下区综合行政执法局")
}

// prints fails unless the page on paper has the words, and none of what belongs to a screen.
func (w *window) prints(words ...string) {
	w.t.Helper()
	paper, err := chromedp.Run(w.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		w.fail(err)
	}
	if n := bytes.Count(paper, []byte("/Type /Page\n")); n < 2 || n > 12 {
		w.fail(fmt.Errorf("%d pages", n))
	}
	read, err := exec.LookPath("pdftotext")
	if err != nil {
		return // nobody here to read it
	}
	reading := exec.CommandContext(w.ctx, read, "-", "-")
	reading.Stdin = bytes.NewReader(paper)
	text, err := reading.Output()
	if err != nil {
		w.fail(err)
	}
	said := strings.Join(strings.Fields(string(text)), "")
	for _, word := range words {
		if !strings.Contains(said, word) {
			w.fail(fmt.Errorf("%q is not on paper: %.300s", word, said))
		}
	}
	for _, word := range []string{"工作台", "本岗位现在可办", "查看"} {
		if strings.Contains(said, word) {
			w.fail(fmt.Errorf("%q is on paper", word))
		}
	}
}

// Photos are shown large over the page: the arrow keys turn, Esc closes, and the focus returns to the one seen last. Each
// has its words, and where in the story it belongs.
func TestPhotosAreShownLarge(t *testing.T) {
	w := shelf(browser(t), t)
	w.open("/storybook/case/closed")
	w.js(`(all => all.length === 3 && all.every(a => a.querySelector("img").alt !== ""))([...document.querySelectorAll(".albums a[data-photo]")])`)
	w.js(`(a => { a.focus(); a.click(); return true })(document.querySelector(".albums a[data-photo]"))`)
	within(w, `document.querySelector("#viewer").matches(":modal") && document.querySelector(".viewer-name").innerText.includes("上报时") && document.querySelector(".viewer-count").innerText === "1 / 3"`)
	w.run(chromedp.KeyEvent(kb.ArrowRight))
	within(w, `document.querySelector(".viewer-name").innerText.includes("办结后") && document.querySelector("#viewer img").alt.includes("净化器")`)
	w.run(chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
	within(w, `document.querySelector(".viewer-count").innerText === "3 / 3"`)
	w.run(chromedp.KeyEvent(kb.Escape))
	within(w, `!document.querySelector("#viewer").open && document.activeElement === document.querySelectorAll(".albums a[data-photo]")[2]`)
}

// A case in any state fits any window: nothing runs off, and no lane lies over another.
func TestEveryStateOfACaseFits(t *testing.T) {
	w := shelf(browser(t), t)
	for _, state := range []string{"empty", "one", "many", "overdue", "closed", "muster", "suspended", "merged", "ruling", "twelve"} {
		for _, lang := range []string{"zh", "en"} {
			w.open("/storybook/case/" + state + "?lang=" + lang)
			for _, width := range []int64{320, slim, 640, 1024} {
				w.fits(width, long)
			}
			w.js(`(lanes => lanes.every((l, i) => i === 0 || l.getBoundingClientRect().top >= lanes[i-1].getBoundingClientRect().bottom - 1))([...document.querySelectorAll(".lane")])`)
		}
	}
}
