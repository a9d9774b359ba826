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
		return face.Story{Page: "department", State: state, Show: func(f face.Frame) face.Component { return face.Sample(f, v, Page, "unit.", "signs.", "verb.", "list.") }}
	}
	empty := many(at(25, 9, 20))
	empty.Groups, empty.Empty = nil, "没有等待本单位办理的派单件。新派的单会自动出现在这里。"
	for i := range empty.Stages {
		empty.Stages[i].Count = 0
	}
	empty.Waits.Rows, empty.Awaited.Rows, empty.Trays = nil, nil, nil
	led := many(at(25, 9, 20))
	led.Signs = &Switch{
		Title: "反馈须经签批", State: "已开启：经办的反馈，经分管领导签批后方为本单位的反馈（依据 P-101）。", On: true,
		Form: face.Form{Action: "#", Title: "关闭", Fields: []face.Field{{Name: "on", Kind: face.Hidden, Value: "false"}}},
	}
	led.Board = &Board{
		Title: "本单位看板", Columns: []string{"待接单", "待报到", "待反馈", "已退单"},
		Lines: []Line{{Name: "未定经办人", Href: "#", Nobody: true, Counts: [4]int{3}, Late: 1}, {Name: "测试甲", Href: "#", Counts: [4]int{0, 2, 5, 1}, Here: true}, {Name: "测试乙", Href: "#", Counts: [4]int{0, 0, 12}}},
		Total: Line{Name: "合计", Counts: [4]int{3, 2, 17, 1}, Late: 1},
	}
	step := func(state string, s Step) face.Story {
		return face.Story{Page: "step", State: state, Show: func(f face.Frame) face.Component {
			return face.Sample(f, s, StepPage, "unit.", "signs.", "verb.", "list.")
		}}
	}
	refused := hand()
	refused.Form.Fields = append([]face.Field(nil), refused.Form.Fields...)
	refused.Form.Fields[0].Wrong = "职级不在规定范围内：chief"
	none := hand()
	none.Form, none.Wrong, none.Clause = nil, "他人刚刚办理了这件呼叫单，请刷新后再办", "P-04"
	return []face.Story{step("arrive", hand()), step("refused", refused), step("none", none), story("empty", empty), story("many", many(at(25, 9, 20))), story("overdue", many(at(25, 15, 20))), story("leader", led)}
}

func many(now int64) View {
	fumes := Slip{
		ID: "a", No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily", Part: "lead", Status: "waiting",
		Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Township: "姚家街道", Phone: "053100000001", Doing: "accept", Clock: face.Running(now, at(25, 10, 14), at(25, 9, 44)),
		Quick: &face.Form{Action: "#", Key: "k", Title: "接单"}, Next: "详情", NextHref: "#",
	}
	gas := Slip{ID: "b", Officer: "测试甲", No: "2019072500009", Href: "#", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Class: "urgent", Part: "assist", Status: "accepted", Place: "某某小区 3 号楼 2 单元", Township: "甸柳新村街道", Doing: "arrive", Clock: face.Running(now, at(25, 9, 50), at(25, 9, 10)), Next: "报到", NextHref: "#"}
	stall := Slip{ID: "c", Officer: "测试乙", No: "2019072300003", Href: "#", Title: "占道经营、店外经营整治", Situation: "54-2 店外经营", Class: "daily", Part: "lead", Status: "arrived", Place: "某某路沿线", Township: "姚家街道", Doing: "finish", Clock: face.Running(now, at(29, 17, 30), at(26, 17, 30)), Next: "办理", NextHref: "#", Note: "返工：路口东侧仍有三家店外经营。"}
	link := func(label string, count int, here bool) face.Link {
		return face.Link{Label: label, Href: "#", Count: count, Here: here}
	}
	groups := []Group{{ID: "today", Title: "今天到期", Slips: []Slip{gas, fumes}}, {ID: "later", Title: "以后到期", Slips: []Slip{stall}}}
	if fumes.Clock.State == face.ClockOverdue {
		groups = []Group{{ID: "late", Title: "已超时", Tone: face.Red, Slips: []Slip{gas, fumes}}, {ID: "later", Title: "以后到期", Slips: []Slip{stall}}}
	}
	return View{
		Unit:   "历下区综合行政执法局",
		Stages: []face.Link{link("全部", 3, true), link("待接单", 1, false), link("待报到", 1, false), link("待反馈", 1, false)},
		Whose:  []face.Link{link("本单位", 0, true), link("我经办的", 0, false)},
		Groups: groups,
		Trays:  []face.Tray{{Label: "方案落实", Href: "#", Count: 1, Tone: face.Amber}, {Label: "接收移送", Href: "#", Count: 1, Tone: face.Amber}},
		Waits: face.List{ID: "inbox", Title: "待办事项", Tone: face.Amber, Hide: true, Rows: []face.Case{
			{No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", Situation: "35-2 线缆外露", Place: "千佛山街道某路", Class: "major", Status: "working", From: "千佛山街道", At: at(25, 6, 40), Do: "方案落实", Clock: face.Running(now, at(28, 23, 59), at(27, 12, 0))},
			{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Place: "姚家街道某路 88 号", Class: "daily", Status: "working", From: "姚家街道", At: at(25, 9, 2), Do: "接收移送", Clock: face.Running(now, at(25, 13, 30), at(25, 11, 30))},
		}},
		Awaited: face.List{ID: "awaited", Title: "等待他人办理", Hide: true, Rows: []face.Case{
			{No: "2019071900001", Href: "#", Title: "城镇违法建设查处", Place: "某某村东", Class: "major", Status: "working", From: "历下区指挥调度中心", At: at(22, 10, 2), Doing: "延期、挂账审批", Clock: face.Running(now, at(26, 17, 30), at(25, 17, 30))},
		}},
	}
}

func hand() Step {
	return Step{
		No: "2019072500009", Href: "#", Back: "#", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Class: "urgent", Part: "assist",
		Place: "某某小区 3 号楼 2 单元", Township: "甸柳新村街道", Phone: "053100000001", Facts: face.Text{Plain: "居民闻到燃气味，已疏散本单元住户。"},
		Doing: "arrive", Clock: face.Running(at(25, 9, 20), at(25, 9, 50), at(25, 9, 10)),
		Ways: []face.Link{{Label: "报到", Href: "#", Here: true}, {Label: "退单", Href: "#"}},
		Form: &face.Form{Action: "#", Verb: "arrive", Key: "k", Title: "报到", Clause: "P-46", Note: "到场即报到，载明到场人职级和电话。", Tone: face.Blue, Upload: true, Fields: []face.Field{
			{Name: "rank", Label: "到场人职级", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "officer", Label: "经办人员", Chosen: true}, {Value: "section_head", Label: "科室（中队）负责人"}, {Value: "deputy_head", Label: "分管领导"}, {Value: "head", Label: "主要负责人"}}},
			{Name: "position", Label: "记下我的位置", Kind: face.Where}, {Name: "note", Label: "说明", Kind: face.Area}, {Name: "files", Label: "照片、附件", Kind: face.Photos},
		}},
	}
}
