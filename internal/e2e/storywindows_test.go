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
	h.forms[casework.VerbConfer] = "stories/cables-confer"
	return stage.Moments{
		"dispatch 1": func(no casework.CaseNo) {
			h.at(chengguan, "/desk").sees("线缆外露", "集结：7月4日 06:40 前到场")
			w := h.onCase(chengguan, no)
			w.sees("集结", "06:40", "分管领导")
			w.view("stories/cables-called", "", wide, tall)
		},
		// 镇街看见谁到了、谁还没到。
		"arrive 4": func(no casework.CaseNo) {
			w := h.at(township, "/cases/"+string(no)+"/muster")
			w.sees("4", "5", "分管领导")
			w.view("stories/cables-muster", "", wide, tall)
			w.view("stories/cables-muster-phone", "", slim, long)
			w = h.onCase(township, no)
			w.view("stories/cables-case", "", wide, tall)
		},
		"release 1": func(no casework.CaseNo) {
			w := h.at(chief, "/inbox")
			w.sees("交警")
			w.view("stories/cables-release", "", wide, tall)
		},
		// 企业只看见问题，看不见案件。
		"ask 3": func(no casework.CaseNo) {
			w := h.at(liantong, "/desk")
			w.sees("是否属贵公司")
			w.view("stories/cables-partner", "", slim, long)
		},
		"confer 1": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("线缆改线入管、拆除破损光交箱")
			w.view("stories/cables-plan", "#plan-title", wide, tall)
		},
		"close 1": func(no casework.CaseNo) {
			w := h.onCase(leader, no)
			w.js(`[...document.querySelectorAll(".task-table tr")].some(r => r.innerText.includes("交警") && r.innerText.includes("06:35"))`) // released, but it came
			w.view("stories/cables-rate", "#do", wide, tall)
		},
		"rate 5": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("已归档")
			w.view("stories/cables-record", "#record", wide, tall)
		},
	}
}

func (h *house) fumes() stage.Moments {
	const (
		grid, township, leader = "lixia-yaojia-grid24-1", "lixia-yaojia-op", "lixia-yaojia-leader"
		dispatcher, squad      = "lixia-zhihui-dispatcher", "lixia-yaojia-zhifa-op"
		zhifa, shengtai        = "lixia-zhifa-leader", "lixia-shengtai-leader"
	)
	h.forms[casework.VerbSummon] = "stories/fumes-summon"
	h.forms[casework.VerbConfer] = "stories/fumes-confer"
	return stage.Moments{
		"report 1": func(no casework.CaseNo) {
			h.window(grid).view("stories/fumes-report", "", slim, long)
			h.at(township, "/desk").sees("某酒店油烟扰民")
		},
		"summon 1": func(no casework.CaseNo) {
			w := h.at(squad, "/desk")
			w.sees("接单")
			w.view("stories/fumes-squad", "", wide, tall)
		},
		"call 1": func(no casework.CaseNo) {
			w := h.at(dispatcher, "/desk")
			w.view("stories/fumes-dispatch", "", wide, tall)
		},
		"confer 1": func(no casework.CaseNo) {
			w := h.onCase(zhifa, no)
			w.sees("依移送立案处罚")
			w.view("stories/fumes-plan", "#plan-title", wide, tall)
		},
		"transfer 1": func(no casework.CaseNo) {
			w := h.at(zhifa, "/desk")
			w.view("stories/fumes-transfer", "", wide, tall)
			h.at(zhifa, "/inbox").view("stories/fumes-inbox", "", wide, tall)
		},
		"act 2": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("测试综执罚〔2019〕001号")
			w.view("stories/fumes-case", "", wide, tall)
		},
		"close 1": func(no casework.CaseNo) {
			w := h.onCase(leader, no)
			w.view("stories/fumes-rate", "#do", wide, tall)
		},
		"follow_up 1": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.sees("无反弹")
			w.view("stories/fumes-record", "#record", wide, tall)
			h.onCase(grid, no).view("stories/fumes-grid", "", slim, long)
		},
	}
}

func (h *house) licences() stage.Moments {
	const (
		township, dispatcher = "shizhong-silicun-op", "shizhong-zhihui-dispatcher"
		shenpi               = "shizhong-shenpi-op"
	)
	return stage.Moments{
		"report 1": func(no casework.CaseNo) {
			w := h.at(dispatcher, "/desk")
			w.sees("营业执照现场办理")
			w.view("stories/licences-dispatch", "", wide, tall)
		},
		"act 2": func(no casework.CaseNo) {
			w := h.onCase(shenpi, no)
			w.sees("60", "40")
			w.view("stories/licences-case", "", wide, tall)
		},
		"close 1": func(no casework.CaseNo) {
			w := h.onCase(township, no)
			w.view("stories/licences-record", "#record", wide, tall)
			w.view("stories/licences-phone", "", slim, long)
		},
	}
}
