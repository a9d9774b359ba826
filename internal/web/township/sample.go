package township

import (
	"time"

	"huying/internal/web/face"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	desk := func(state string, v Desk) face.Story {
		return face.Story{Page: "township", State: state, Show: func(f face.Frame) face.Component {
			f.Title = v.Township
			return DeskPage(f, v)
		}}
	}
	return append([]face.Story{
		desk("empty", emptyDesk()), desk("many", fullDesk(at(25, 10, 5))), desk("overdue", fullDesk(at(26, 10, 5))),
	}, append(callStories(), checkStories()...)...)
}

func emptyDesk() Desk {
	v := fullDesk(at(25, 10, 5))
	for i := range v.Trays {
		v.Trays[i].Count = 0
	}
	for i := range v.Lists {
		v.Lists[i].Rows = nil
	}
	return v
}

func fullDesk(now int64) Desk {
	intake := []face.Case{
		{No: "2019072500007", Href: "#", Title: "楼下大排档烟熏火燎，夜里十二点还在烤", Place: "姚家街道某路与某街交叉口东南角", Status: "intake", From: "姚家社区第 4 网格", At: at(25, 9, 31), Clock: face.Running(now, at(25, 15, 1), at(25, 11, 31)), Doing: "受理"},
		{No: "2019072500004", Href: "#", Title: "小区东门消防车通道被两辆车堵死", Place: "某某花园东门", Status: "intake", From: "12345 热线", At: at(25, 8, 2), Clock: face.Running(now, at(25, 11, 2), at(25, 9, 32)), Doing: "受理"},
	}
	back := []face.Case{{No: "2019072400012", Href: "#", Title: "弱电管线与架空线缆整治", Situation: "35-3 权属明确的乱拉乱挂（飞线）", Place: "某某里 6 号楼", Class: "daily", Status: "intake", From: "历下区指挥调度中心", At: at(24, 16, 40), Note: "要素不全：请补充线缆权属标识照片。", Clock: face.Running(now, at(25, 11, 40), at(25, 9, 40)), Doing: "补充后再呼叫"}}
	verify := []face.Case{{No: "2019072300003", Href: "#", Title: "占道经营、店外经营整治", Situation: "54-2 店外经营", Place: "某某路沿线", Class: "daily", Status: "answered", From: "历下区综合行政执法局", At: at(24, 17, 12), Clock: face.Running(now, at(29, 17, 30), at(26, 17, 30)), Doing: "核查"}}
	rate := []face.Case{{No: "2019071900001", Href: "#", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设", Place: "某某村东", Class: "major", Status: "closed", From: "姚家街道", At: at(22, 10, 2), Clock: face.Running(now, at(29, 17, 30), at(26, 17, 30)), Doing: "评价 3 个单位"}}
	run := []face.Case{
		{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Class: "daily", Status: "working", From: "3 个单位，2 个已报到", At: at(25, 9, 2), Clock: face.Running(now, at(25, 14, 44), at(25, 10, 0)), Doing: "历下区市场监督管理局 报到"},
		{No: "2019072500009", Href: "#", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Place: "某某小区 3 号楼 2 单元", Class: "urgent", Status: "called", From: "姚家街道", At: at(25, 10, 1), Clock: face.Running(now, at(25, 10, 11), at(25, 10, 6)), Doing: "历下区指挥调度中心 派单"},
	}
	return Desk{
		Township: "姚家街道", Call: "/storybook/call/search", Report: "#",
		Trays: []face.Tray{
			{Label: "新上报", Href: "#intake", Count: 2, Tone: face.Amber}, {Label: "退回本街", Href: "#back", Count: 1, Tone: face.Red},
			{Label: "待审批", Href: "#approve"}, {Label: "待核查", Href: "#verify", Count: 1, Tone: face.Amber},
			{Label: "待评价", Href: "#rate", Count: 1, Tone: face.Amber}, {Label: "集结中", Href: "#musters", Count: 1, Tone: face.Amber}, {Label: "待表态", Href: "#inbox", Count: 1, Tone: face.Amber},
			{Label: "派驻机构在办", Href: "#summoned", Count: 1}, {Label: "草稿", Href: "#drafts", Count: 1}, {Label: "办理中", Href: "#running", Count: 2}, {Label: "督办未答复", Href: "/storybook/supervisions/many", Count: 2, Tone: face.Red},
		},
		Lists: []face.List{
			{ID: "intake", Title: "新上报", Rows: intake, Doing: "受理", Tone: face.Amber, Empty: "没有待受理的上报。"},
			{ID: "back", Title: "退回本街", Rows: back, Doing: "补充", Tone: face.Red, Hide: true},
			{ID: "verify", Title: "待核查", Rows: verify, Doing: "核查", Tone: face.Amber, Empty: "没有待核查的呼叫单。"},
			{ID: "rate", Title: "待评价", Rows: rate, Doing: "评价", Tone: face.Amber, Empty: "没有待评价的呼叫单。"},
			{ID: "dispute", Title: "可提请裁定", Doing: "处理", Tone: face.Red, Hide: true, Rows: []face.Case{{No: "2019072400020", Href: "#", Title: "餐饮油烟污染治理", Place: "某街 5 号", Class: "daily", Status: "intake", From: "姚家街道", At: at(24, 15, 0), Note: "不予派单 · 要素、证据不全 · 第 56 项 · 请补充投诉记录", Clock: face.Running(now, at(25, 15, 0), at(25, 9, 0))}}},
			{ID: "musters", Title: "集结中", Doing: "看板", Tone: face.Amber, Hide: true, Rows: []face.Case{{No: "2019072500006", Href: "/storybook/muster/many", Title: "弱电管线与架空线缆整治", Place: "某路与某街交叉口", Class: "urgent", Status: "working", From: "姚家街道", At: at(25, 9, 40), Doing: "集结", Clock: face.Running(now, at(25, 10, 30), at(25, 10, 0))}}},
			{ID: "inbox", Title: "待办事项", Tone: face.Amber, Hide: true, Rows: []face.Case{{No: "2019071900001", Href: "/storybook/inbox/many", Title: "城镇违法建设查处", Place: "某某村东", Class: "major", Status: "working", From: "姚家街道", At: at(22, 10, 2), Do: "表态", Clock: face.Running(now, at(26, 17, 30), at(25, 17, 30))}}},
			{ID: "summoned", Title: "派驻机构在办", Doing: "查看", Hide: true, Rows: run[:1]},
			{ID: "drafts", Title: "草稿", Doing: "继续填写", Hide: true, Rows: []face.Case{{Href: "#", Title: "夜市占道，油烟扰民", Place: "某某街", From: "钱二（演示）", At: at(25, 9, 50)}}},
			{ID: "running", Title: "办理中", Rows: run, Doing: "", Empty: "没有正在办理的呼叫。"},
		},
	}
}
