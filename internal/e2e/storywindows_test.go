package e2e

import (
	"testing"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/store/storetest"
)

// The windows of the pictures: a desk, and a phone.
const (
	wide, tall = 1280, 900
	slim, long = 390, 780
)

// The three stories of the source, each role in a window of its own, with what each sees at the telling moments.
func TestStoriesInWindows(t *testing.T) {
	for _, story := range demo.Stories() {
		t.Run(story.Name, func(t *testing.T) {
			ctx := browser(t)
			site := stage.Open(t, storetest.SQLite(t), before(story), story.District)
			h := enterHouse(ctx, t, site, story)
			no := site.Play(t, story, h.act, map[string]func() stage.Moments{
				"fumes": h.fumes, "licences": h.licences, "cables": h.cables,
			}[story.Name]())
			holds(t, site, story, no)
		})
	}
}

func (h *house) cables() stage.Moments {
	const (
		leader, township = "huaiyin-qingniangongyuan-leader", "huaiyin-qingniangongyuan-op"
		chief, chengguan = "huaiyin-zhihui-chief", "huaiyin-chengguan-leader"
		liantong         = "huaiyin-liantong-op"
	)
	h.forms[casework.VerbCall] = "stories/cables-call"
	return stage.Moments{
		"dispatch 1": func(no casework.CaseNo) {
			h.at(chengguan, "/desk").sees("线缆外露", "集结：7月4日 06:40 前到场")
			h.onCase(chengguan, no).sees("集结", "06:40", "分管领导")
		},
		// The township sees who has come, in which rank, and who has not.
		"arrive 4": func(no casework.CaseNo) {
			w := h.at(township, "/cases/"+string(no)+"/muster")
			w.sees("4 / 5", "分管领导及以上", "已接单，未到")
			w.view("stories/cables-muster", "", wide, tall)
			w.view("stories/cables-muster-phone", "", slim, long)
		},
		"release 1": func(no casework.CaseNo) {
			h.at(chief, "/inbox").sees("提请解除", "交警支队", "非交通设施线缆")
		},
		// The carrier sees its question, and nothing of the case.
		"ask 3": func(no casework.CaseNo) {
			w := h.at(liantong, "/desk")
			w.sees("是否属贵公司")
			w.lacks("弱电管线", "青年公园", "权属不明")
			w.view("stories/cables-partner", "", slim, long)
		},
		"confer 1": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("设置围护和警示", "线缆改线入管、拆除破损光交箱", "督促权属企业按期完工", "中国联通（槐荫）")
			w.view("stories/cables-plan", "#plan-title", wide, tall)
		},
		"close 1": func(no casework.CaseNo) {
			w := h.onCase(leader, no)
			w.sees("评价：槐荫区城市管理局", "评价：济南市公安局交警支队槐荫大队")
			w.js(`[...document.querySelectorAll(".lane")].some(r => r.innerText.includes("交警") && r.innerText.includes("06:35"))`) // released, but it came
			w.view("stories/cables-rate", "#do", wide, tall)
		},
		"rate 5": func(no casework.CaseNo) { h.onCase(township, no).sees("已归档") },
	}
}

func (h *house) fumes() stage.Moments {
	const (
		grid, township, leader = "lixia-yaojia-grid24-1", "lixia-yaojia-op", "lixia-yaojia-leader"
		dispatcher, squad      = "lixia-zhihui-dispatcher", "lixia-yaojia-zhifa-op"
		zhifa, shichang        = "lixia-zhifa-leader", "lixia-shichang-leader"
	)
	return stage.Moments{
		"report 1": func(no casework.CaseNo) {
			h.window(grid).view("stories/fumes-report", "", slim, long)
			h.at(township, "/desk").sees("某酒店油烟扰民")
		},
		"summon 1": func(no casework.CaseNo) { h.at(squad, "/desk").sees("某酒店油烟扰民", "接单") },
		"call 1": func(no casework.CaseNo) {
			w := h.at(dispatcher, "/desk")
			w.sees("派单建议", "历下区综合行政执法局", "济南市生态环境局历下分局", "历下区市场监督管理局")
			w.view("stories/fumes-dispatch", "", wide, tall)
		},
		"confer 1": func(no casework.CaseNo) {
			w := h.onCase(zhifa, no)
			w.sees("核查营业执照和食品经营许可", "油烟监测，责令改正，移送", "依移送立案处罚")
			w.view("stories/fumes-plan", "#plan-title", wide, tall)
			h.at(shichang, "/inbox").sees("方案待落实", "核查营业执照和食品经营许可")
		},
		"transfer 1": func(no casework.CaseNo) {
			h.at(zhifa, "/desk").sees("待接收移送")
			w := h.at(zhifa, "/inbox")
			w.sees("待接收移送", "油烟监测报告和违法认定", "测试环移字〔2019〕001号")
			w.view("stories/fumes-transfer", "", wide, tall)
		},
		"act 2": func(no casework.CaseNo) { h.onCase(township, no).sees("测试综执罚〔2019〕001号") },
		"close 1": func(no casework.CaseNo) {
			w := h.onCase(leader, no)
			w.sees("评价：历下区综合行政执法局", "评价：姚家街道综合执法中队")
			w.view("stories/fumes-rate", "#do", wide, tall)
		},
		"follow_up 1": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("已归档", "无反弹")
			w.view("stories/fumes-lanes", "#lanes", wide, tall)
			w.view("stories/fumes-record", "#record", wide, tall)
			h.onCase(grid, no).sees("已归档")
		},
	}
}

func (h *house) licences() stage.Moments {
	const (
		township, dispatcher = "shizhong-silicun-op", "shizhong-zhihui-dispatcher"
		shenpi, leader       = "shizhong-shenpi-op", "shizhong-silicun-leader"
	)
	h.forms[casework.VerbCall] = "stories/licences-call"
	return stage.Moments{
		"report 1": func(no casework.CaseNo) {
			h.at(dispatcher, "/desk").sees("营业执照现场办理", "市中区行政审批服务局")
		},
		"dispatch 1": func(no casework.CaseNo) { h.at(shenpi, "/desk").sees("营业执照现场办理", "牵头") },
		"act 3":      func(no casework.CaseNo) { h.onCase(township, no).sees("发证 60", "受理 40", "送达 60") },
		"answer 2": func(no casework.CaseNo) {
			h.onCase(township, no).view("stories/licences-record", "#record", wide, tall)
		},
		"close 1": func(no casework.CaseNo) {
			h.onCase(leader, no).view("stories/licences-rate", "#do", slim, long)
		},
	}
}
