package e2e

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"huying/internal/e2e/running"
)

// pictures asks for the pictures of the docs: go test ./internal/e2e -run 'Browsers|Windows' -pictures ../../docs/img
var pictures = flag.String("pictures", "", "folder to write the pictures to")

// One call through grid member, township, centre, two departments and back, each in a window of their own.
func TestOneCallInBrowsers(t *testing.T) {
	ctx := browser(t)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, lixia, 1)
	lead, assist := cast.Units[cast.Lead].Login, cast.Units[cast.Assists[0]].Login

	grid := openWindow(ctx, t, s, "lixia-yaojia-grid24-1")
	township := openWindow(ctx, t, s, "lixia-yaojia-op")
	centre := openWindow(ctx, t, s, "lixia-zhihui-dispatcher")
	first, second := openWindow(ctx, t, s, lead), openWindow(ctx, t, s, assist)
	base := fmt.Sprintf("/d/%d", lixia)

	// 网格员上报。
	const matter = "夜间施工噪声扰民，居民多次反映"
	grid.open(base + "/report")
	grid.enter("#text", matter)
	grid.enter("#place", "姚家街道演示路 8 号")
	grid.sendReport()
	grid.sees(matter)

	// 镇街收到，查清单，呼叫。
	township.open(base + "/desk")
	township.sees(matter)
	no := caseNo(township, matter)
	page := base + "/cases/" + no
	township.open(base + "/call?from=" + no)
	township.pick(fmt.Sprintf(`#matters a[href*="matter=%d&"]`, cast.Matter), fmt.Sprintf(`[name=matter][value="%d"]`, cast.Matter))
	township.fill(".call-form form", map[string]string{"text": "我街道无执法权，请到场处理。", "cause": "no_power", "class": "daily"})
	township.press(".call-form form button[type=submit]")
	township.sees("待派单")

	// 中心一键派单。
	centre.open(base + "/desk?no=" + no)
	centre.open(page)
	centre.do("dispatch", nil)
	centre.sees("办理中")

	// 两个部门接单、报到、处置、反馈。
	for _, w := range []*window{second, first} {
		w.open(base + "/desk")
		w.sees(no[8:])
		w.open(page)
		w.do("accept", nil)
		w.do("arrive", map[string]string{"rank": "deputy_head", "note": "已到现场"})
		w.do("find", map[string]string{"kind": "breach", "text": "夜间施工未办理证明"})
		w.do("act", map[string]string{"kind": "order_correct", "text": "责令立即停止夜间施工"})
		w.do("answer", map[string]string{"text": "已停工，现场已复查。"})
		w.sees("已反馈")
	}

	// 镇街核查、销号、一事一评。
	township.open(base + "/desk")
	township.sees(no[8:])
	township.open(page)
	township.do("close", map[string]string{"how": "on_site"})
	township.do("rate-t1", map[string]string{"grade": "very_satisfied"})
	township.do("rate-t2", map[string]string{"grade": "satisfied"})
	township.sees("已归档")

	// 网格员看到结果；每条记录都已封存。
	grid.open(page)
	grid.sees("已归档")
	township.open(page)
	township.js(`document.querySelectorAll(".entries a.seal").length >= 12 && document.querySelectorAll(".entries .seal-open").length === 0`)
}

// caseNo finds the number of the case whose row shows the words.
func caseNo(w *window, words string) string {
	w.t.Helper()
	html := ""
	for _, link := range strings.Split(w.html("main"), `href="`)[1:] {
		address, rest, _ := strings.Cut(link, `"`)
		if at := strings.LastIndex(address, "/cases/"); at >= 0 && strings.Contains(rest[:min(len(rest), 2000)], words) {
			return address[at+len("/cases/"):][:13]
		}
		html = link
	}
	w.fail(fmt.Errorf("no link beside %q; last: %.200s", words, html))
	return ""
}
