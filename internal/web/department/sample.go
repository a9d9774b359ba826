package department

import (
	"time"

	"huying/internal/web/face"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "department", State: state, Show: func(f face.Frame) face.Component { return Page(f, v) }}
	}
	empty := many(at(25, 9, 20))
	for i := range empty.Stages {
		empty.Stages[i].Slips = nil
	}
	for i := range empty.Trays {
		empty.Trays[i].Count = 0
	}
	empty.Waits.Rows, empty.Awaited.Rows = nil, nil
	led := many(at(25, 9, 20))
	led.Signs = &Switch{
		Title: "反馈须经签批", State: "已开启：经办的反馈，经分管领导签批后方为本单位的反馈（依据 P-101）。", On: true,
		Form: face.Form{Action: "#", Title: "关闭", Fields: []face.Field{{Name: "on", Kind: face.Hidden, Value: "false"}}},
	}
	return []face.Story{story("empty", empty), story("many", many(at(25, 9, 20))), story("overdue", many(at(25, 15, 20))), story("leader", led)}
}

func many(now int64) View {
	fumes := Slip{
		No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily", Part: "lead", Status: "waiting",
		Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Township: "姚家街道", Phone: "053100000001", Doing: "accept", Clock: face.Running(now, at(25, 10, 14), at(25, 9, 44)),
		Quick: &face.Form{Action: "#", Key: "k", Title: "接单"}, Next: "详情", NextHref: "#",
	}
	gas := Slip{No: "2019072500009", Href: "#", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Class: "urgent", Part: "assist", Status: "accepted", Place: "某某小区 3 号楼 2 单元", Township: "甸柳新村街道", Doing: "arrive", Clock: face.Running(now, at(25, 9, 50), at(25, 9, 10)), Next: "报到", NextHref: "#"}
	stall := Slip{No: "2019072300003", Href: "#", Title: "占道经营、店外经营整治", Situation: "54-2 店外经营", Class: "daily", Part: "lead", Status: "arrived", Place: "某某路沿线", Township: "姚家街道", Doing: "finish", Clock: face.Running(now, at(29, 17, 30), at(26, 17, 30)), Next: "办理", NextHref: "#", Note: "返工：路口东侧仍有三家店外经营。"}
	return View{
		Unit:  "历下区综合行政执法局",
		Trays: []face.Tray{{Label: "待接单", Href: "#accept", Count: 1, Tone: face.Amber}, {Label: "待报到", Href: "#arrive", Count: 1, Tone: face.Amber}, {Label: "待办理、反馈", Href: "#act", Count: 1}, {Label: "已退单", Href: "#returned"}},
		Stages: []Stage{
			{"accept", "待接单", "没有待接单的派单件。", []Slip{fumes}, face.Amber, false},
			{"arrive", "待报到", "没有待报到的派单件。", []Slip{gas}, face.Amber, false},
			{"act", "待办理、反馈", "没有在办的派单件。", []Slip{stall}, face.Plain, false},
			{"returned", "已退单，待认定", "", nil, face.Plain, true},
		},
		Waits: face.List{ID: "inbox", Title: "待办事项", Tone: face.Amber, Hide: true, Rows: []face.Case{
			{No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", Situation: "35-2 线缆外露", Place: "千佛山街道某路", Class: "major", Status: "working", From: "千佛山街道", At: at(25, 6, 40), Do: "方案落实", Clock: face.Running(now, at(28, 23, 59), at(27, 12, 0))},
			{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Place: "姚家街道某路 88 号", Class: "daily", Status: "working", From: "姚家街道", At: at(25, 9, 2), Do: "接收移送", Clock: face.Running(now, at(25, 13, 30), at(25, 11, 30))},
		}},
		Awaited: face.List{ID: "awaited", Title: "等待他人办理", Hide: true, Rows: []face.Case{
			{No: "2019071900001", Href: "#", Title: "城镇违法建设查处", Place: "某某村东", Class: "major", Status: "working", From: "历下区指挥调度中心", At: at(22, 10, 2), Doing: "延期、挂账审批", Clock: face.Running(now, at(26, 17, 30), at(25, 17, 30))},
		}},
	}
}
