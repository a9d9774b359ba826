package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/running"
)

// The system's administrator sets a squad's robot up, tries it, sees why it fails and that it works; pauses and removes it, at a desk
// and on a phone. 依据 P-137, P-138.
func TestEndpointsPage(t *testing.T) {
	var mu sync.Mutex
	var heard []string
	answer := `{"errcode":310000,"errmsg":"sign not match"}`
	robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, string(body))
		_, _ = io.WriteString(w, answer)
	}))
	defer robot.Close()
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "", "--allow-private-endpoints")
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", wide, tall}, {"phone", slim, long}} {
		t.Run(size.name, func(t *testing.T) {
			w := openWindow(ctx, t, s, "lixia-dashuju-sysadmin")
			w.run(chromedp.EmulateViewport(size.width, size.height))
			w.open(fmt.Sprintf("/d/%d/endpoints", lixia))
			w.sees("尚未增设接收端")
			w.do("endpoint", map[string]string{"channel": "dingtalk", "name": "值班群", "url": robot.URL + "/robot/send?access_token=t0ken", "secret": "SECabc"})
			noted(w, "接收端已增设")
			w.sees("值班群", "钉钉群")
			w.lacks("t0ken", "SECabc")
			mu.Lock()
			answer = `{"errcode":310000,"errmsg":"sign not match"}`
			mu.Unlock()
			w.press(`.outgoing form[action$="/try"] button`)
			w.sees("试发未到达：对方答复拒收（310000）")
			mu.Lock()
			answer = `{"errcode":0,"errmsg":"ok"}`
			mu.Unlock()
			w.press(`.outgoing form[action$="/try"] button`)
			noted(w, "试发已到达")
			w.fits(size.width, size.height)
			w.press(`.outgoing form[action$="/pause"] button`)
			w.sees("已停用", "恢复")
			w.js(`document.querySelector(".outgoing-sure").open = true`)
			w.press(`.outgoing-sure form button`)
			noted(w, "已删除")
			w.sees("尚未增设接收端")
			w.open(fmt.Sprintf("/d/%d/undelivered", lixia))
			w.sees("没有未送达的通知")
		})
	}
	mu.Lock()
	defer mu.Unlock()
	if len(heard) != 4 || !strings.Contains(heard[1], "【历下区】试发") {
		t.Errorf("heard %v", heard)
	}
}

// noted waits until a note on the page says what was done.
func noted(w *window, what string) {
	w.t.Helper()
	within(w, fmt.Sprintf(`document.querySelector("#toasts").textContent.includes(%q)`, what))
}
