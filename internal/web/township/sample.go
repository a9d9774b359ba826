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
			return face.Sample(f, v, DeskPage, "list.", "verb.", "call.", "clock.kind.")
		}}
	}
	return append([]face.Story{
		desk("empty", emptyDesk()), desk("many", fullDesk(at(25, 10, 5))), desk("overdue", fullDesk(at(26, 10, 5))), desk("leader", leadersDesk()),
	}, append(callStories(), checkStories()...)...)
}

func emptyDesk() Desk {
	v := fullDesk(at(25, 10, 5))
	for i := range v.Trays {
		v.Trays[i].Count, v.Trays[i].Href = 0, "#main"
	}
	v.Mine, v.Others = nil, nil
	return v
}

// leadersDesk is what a leader sees: first what needs a leader.
func leadersDesk() Desk {
	v := fullDesk(at(25, 10, 5))
	approve := Group{ID: "approving", Title: "待审批", Tone: face.Amber, Rows: []Row{rowOf("approving", face.Case{
		No: "2019072500011", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设（未经许可正在施工）", Place: "某某村东", Class: "major", Status: "approving", From: "姚家街道", At: at(25, 9, 50),
		Clock: soon(at(25, 10, 5), at(25, 14, 20)),
	}, "审批")}}
	v.Mine = append([]Group{approve}, v.Mine...)
	v.Trays = append([]face.Tray{{Label: "待审批", Href: "#approving", Count: 1, Tone: face.Amber}}, v.Trays...)
	return v
}

func rowOf(group string, c face.Case, act string) Row {
	c.Href = "#"
	r := Row{Case: c, ID: group + "-" + c.No, Act: act, ActHref: "#"}
	switch group {
	case "verify":
		r.ActHref = "/storybook/verify/many"
	case "rate":
		r.ActHref = "/storybook/rate/many"
	}
	return r
}

// soon is a clock that is short from two hours before it is due.
func soon(now, due int64) face.Clock {
	return face.Running(now, due, due-2*time.Hour.Microseconds())
}

func fullDesk(now int64) Desk {
	back := rowOf("back", face.Case{
		No: "2019072400012", Title: "弱电管线与架空线缆整治", Situation: "35-3 权属明确的乱拉乱挂（飞线）", Place: "某某里 6 号楼", Class: "daily", Status: "intake", From: "历下区指挥调度中心",
		At: at(24, 16, 40), Note: "不予派单 · 要素、证据不全 · 请补充线缆权属标识照片", Clock: soon(now, at(25, 11, 40)),
	}, "处理")
	back.Kind = "可提请裁定"
	group := func(id, title string, tone face.Tone, rows ...Row) Group {
		return Group{ID: id, Title: title, Tone: tone, Rows: rows}
	}
	return Desk{
		Township: "姚家街道", Call: "/storybook/call/search", Report: "#", Inbox: "#", Cases: "#", List: "#",
		Trays: []face.Tray{
			{Label: "退回本镇街", Href: "#back", Count: 1, Tone: face.Red}, {Label: "待受理", Href: "#intake", Count: 2, Tone: face.Amber}, {Label: "集结中", Href: "#musters", Count: 1, Tone: face.Amber},
			{Label: "待核查", Href: "#verify", Count: 1, Tone: face.Amber}, {Label: "待评价", Href: "#rate", Count: 1, Tone: face.Amber}, {Label: "待表态", Href: "#inbox", Count: 1, Tone: face.Amber},
			{Label: "草稿", Href: "#drafts", Count: 1}, {Label: "派驻机构在办", Href: "#summoned", Count: 1}, {Label: "我呼叫的在办", Href: "#running", Count: 2},
			{Label: "督办未答复", Href: "/storybook/supervisions/many", Count: 2, Tone: face.Red},
		},
		Mine: []Group{
			group("back", "退回本镇街", face.Red, back),
			group("intake", "待受理", face.Amber,
				rowOf("intake", face.Case{No: "2019072500004", Title: "小区东门消防车通道被两辆车堵死", Place: "某某花园东门", Status: "intake", From: "12345 热线", At: at(25, 8, 2), Clock: soon(now, at(25, 11, 2))}, "受理"),
				rowOf("intake", face.Case{No: "2019072500007", Title: "楼下大排档烟熏火燎，夜里十二点还在烤", Place: "姚家街道某路与某街交叉口东南角", Status: "intake", From: "姚家社区第 4 网格", At: at(25, 9, 31), Clock: soon(now, at(25, 15, 1))}, "受理")),
			group("musters", "集结中", face.Amber, rowOf("musters", face.Case{No: "2019072500006", Title: "弱电管线与架空线缆整治", Place: "某路与某街交叉口", Class: "urgent", Status: "working", From: "姚家街道", At: at(25, 9, 40), Clock: soon(now, at(25, 10, 30))}, "看板")),
			group("verify", "待核查", face.Amber, rowOf("verify", face.Case{No: "2019072300003", Title: "占道经营、店外经营整治", Situation: "54-2 店外经营", Place: "某某路沿线", Class: "daily", Status: "answered", From: "姚家街道", At: at(24, 17, 12), Clock: soon(now, at(29, 17, 30))}, "核查")),
			group("rate", "待评价", face.Amber, rowOf("rate", face.Case{No: "2019071900001", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设", Place: "某某村东", Class: "major", Status: "closed", From: "姚家街道", At: at(22, 10, 2), Clock: soon(now, at(29, 17, 30))}, "评价")),
			group("inbox", "待办事项", face.Amber, rowOf("inbox", face.Case{No: "2019071900004", Title: "城镇违法建设查处", Place: "某某村东", Class: "major", Status: "working", From: "姚家街道", At: at(22, 10, 2), Clock: soon(now, at(26, 17, 30))}, "表态")),
			group("drafts", "草稿", face.Plain, rowOf("draft", face.Case{Title: "夜市占道，油烟扰民", Place: "某某街", From: "钱二（演示）", At: at(25, 9, 50)}, "继续填写")),
		},
		Others: []Group{
			group("summoned", "派驻机构在办", face.Plain, rowOf("summoned", face.Case{No: "2019072500001", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Class: "daily", Status: "working", From: "姚家街道", At: at(25, 9, 2), Clock: face.Running(now, at(25, 14, 44), 0)}, "查看")),
			group("running", "我呼叫的在办", face.Plain,
				rowOf("running", face.Case{No: "2019072500009", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Place: "某某小区 3 号楼 2 单元", Class: "urgent", Status: "called", From: "姚家街道", At: at(25, 10, 1), Clock: face.Running(now, at(25, 10, 11), 0)}, "查看"),
				rowOf("running", face.Case{No: "2019072500001", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Class: "daily", Status: "working", From: "姚家街道", At: at(25, 9, 2), Clock: face.Running(now, at(25, 14, 44), 0)}, "查看")),
		},
	}
}
