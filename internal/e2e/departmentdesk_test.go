package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// A department's work on the spot, at a desk and on a phone with one thumb: accept, arrive, find, act, answer, each from the
// desk or from the step before, and back at the desk at the end.
func TestDepartmentDesk(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", wide, tall}, {"phone", slim, long}} {
		t.Run(size.name, func(t *testing.T) {
			no := ""
			for _, step := range cast.Life("油烟扰民 " + size.name)[:2] { // reported and called, dispatched
				w, err := cast.Write(step, no)
				if err != nil {
					t.Fatal(err)
				}
				no = w.No
			}
			w := openWindow(ctx, t, s, cast.Units[cast.Lead].Login)
			w.run(chromedp.EmulateViewport(size.width, size.height))
			w.open(fmt.Sprintf("/d/%d/desk", lixia))
			w.sees("今天到期", "接单")
			w.press(fmt.Sprintf(`#task-%s-t1 .slip-do form button`, no))
			w.sees("报到")
			w.press(fmt.Sprintf(`#task-%s-t1 .slip-do a.button`, no))
			w.sees("到场人职级")
			w.reach()
			w.press(".athand-form button[type=submit]")
			w.sees("认定内容")
			w.fill(".athand-form form", map[string]string{"kind": "breach", "text": "未装净化设施"})
			w.reach()
			w.press(".athand-form button[type=submit]")
			w.sees("处置内容")
			w.fill(".athand-form form", map[string]string{"kind": "order_correct", "text": "责令改正"})
			w.press(".athand-form button[type=submit]")
			w.sees("办理结果")
			w.js(`document.querySelector(".athand-form button[type=submit]").click() === undefined`) // nothing was written: it stays here
			w.js(`document.querySelector(".athand-form textarea:user-invalid, .athand-form textarea:invalid") !== null`)
			w.fill(".athand-form form", map[string]string{"text": "已清洗，复测达标"})
			w.press(".athand-form button[type=submit]")
			w.sees("本单位")
			w.js(`location.pathname.endsWith("/desk") && !document.getElementById(%s)`, "task-"+no+"-t1")
			w.fits(size.width, size.height)
		})
	}
}

// reach fails unless the form's button can be seen without scrolling: within the thumb's reach on a phone.
func (w *window) reach() {
	w.t.Helper()
	w.js(`(b => { scrollTo(0, 0); if (innerWidth > 700) return true; const r = b.getBoundingClientRect(), at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); return b === at || b.contains(at) })(document.querySelector(".athand-form button[type=submit]"))`)
}
