package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store/storetest"
)

// Every desk of the demonstration, on a Tuesday morning: something waits there, and nothing runs off a phone's edge.
func TestDesksInWindows(t *testing.T) {
	ctx := browser(t)
	now := time.Date(2026, 11, 24, 10, 40, 0, 0, shanghai)
	districts := []org.DistrictID{370102, 370103, 370104}
	site := stage.Open(t, storetest.SQLite(t), now, districts...)
	if err := demo.Play(t.Context(), site.Store, now); err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		district org.DistrictID
		login    string
		path     string
		words    string
		picture  string
		phone    bool // of the picture
	}{
		{370102, "lixia-yaojia-op", "/desk", "集结中", "", false},
		{370102, "lixia-zhihui-dispatcher", "/desk", "待派单", "face/dispatch", false},
		{370102, "lixia-zhihui-chief", "/inbox", "待办事项", "", false},
		{370102, "lixia-bianban-op", "/desk", "裁定", "stories/desk-rulings", false},
		{370102, "lixia-bianban-op", "/precedents", "不得以“先劝导”退回", "", false},
		{370102, "lixia-yaojia-zhifa-op", "/desk", "早点摊", "", false},
		{370103, "shizhong-silicun-op", "/inbox", "申请延期 5 个工作日", "stories/desk-requests", false},
		{370103, "shizhong-zhihui-chief", "/inbox", "申请延期 5 个工作日", "", false},
		{370103, "shizhong-zhihui-dispatcher", "/supervisions", "超时未接单", "", false},
		{370103, "shizhong-zhifa-op", "/desk", "督办", "face/department", true},
		{370102, "lixia-yaojia-grid24-1", "/report", "上报", "face/report", true},
		{370104, "huaiyin-zhifa-op", "/inbox", "待接收移送", "", false},
		{370104, "huaiyin-liantong-op", "/desk", "飞线", "", false},
		{370104, "huaiyin-jiaojing-op", "/desk", "整改", "", false},
		{370104, "huaiyin-kaohe-op", "/desk", "申诉", "", false},
	} {
		t.Run(look.login+look.path, func(t *testing.T) {
			h := enterHouse(ctx, t, site, demo.Story{District: look.district})
			w := h.at(org.PostID(look.login), look.path)
			w.sees(look.words)
			if look.picture != "" {
				w.still()
				if look.phone {
					w.run(chromedp.EmulateViewport(slim, long, chromedp.EmulateMobile, chromedp.EmulateTouch))
					w.run(chromedp.Reload())
					w.sees(look.words)
					w.viewAs(look.picture, "", slim, long, chromedp.EmulateMobile, chromedp.EmulateTouch)
				} else {
					w.view(look.picture, "", wide, tall)
				}
			}
			w.fits(slim, long)
		})
	}
}
