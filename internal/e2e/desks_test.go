package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/casework"
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
	site := stage.Played(t, storetest.SQLite(t), now, districts...)
	waiting(t, site)
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

// waiting gives the dispatchers of Lixia a morning's queue.
func waiting(t *testing.T, site *stage.Site) {
	t.Helper()
	for _, c := range []struct {
		township, place, text string
		call                  casework.Call
	}{
		{"lixia-jiefanglu-op", "解放路街道某商场后街（示例）", "后厨油烟直排居民楼，劝导两次未改。", casework.Call{Matter: 56, Situation: "56-3", Cause: "no_power"}},
		{"lixia-zhiyuan-op", "智远街道某小区南门（示例）", "消防通道被车辆堵占，物业通知后仍未挪车。", casework.Call{Matter: 58, Cause: "not_alone"}},
		{"lixia-yaojia-op", "姚家街道某路绿化带（示例）", "夜间倾倒建筑垃圾约三车。", casework.Call{Matter: 59, Cause: "no_power"}},
		{"lixia-jiefanglu-op", "解放路街道某大厦门前（示例）", "大风刮断线缆，垂在人行道上方，可能带电。", casework.Call{Matter: 35, Situation: "35-1", Class: "urgent", Cause: "emergency"}},
		{"lixia-zhiyuan-op", "智远街道某工地（示例）", "农民工反映拖欠工资两个月，四十余人聚集。", casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"}},
	} {
		by := site.As(t, 370102, org.PostID(c.township))
		c.call.Text = c.text
		if c.call.Class == "" {
			c.call.Class = "daily"
		}
		answer, err := by.Do("POST", by.Cases(""), casework.Report{Text: c.text, Place: c.place, Call: &c.call})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := answer.Written(); err != nil {
			t.Fatal(c.place, err)
		}
		site.At(site.Now().Add(2 * time.Minute))
	}
}
