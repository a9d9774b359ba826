package register

import "huying/internal/web/face"

// The invented moment of the storybook: 2019-07-25 09:40 in Jinan.
const now = 1564018800000000

const hour = int64(3600 * 1e6)

func option(value, label string) face.Option {
	return face.Option{Value: value, Label: label}
}

func sample() View {
	left := []face.Reckon{
		{Label: "还剩", Text: "办公时间 2小时40分"}, {Label: "计入", Text: "7月26日 16:20–17:30；7月29日 08:30–10:00"},
		{Label: "不计", Text: "7月27日–28日 周末；下班时间"}, {Label: "到期", Text: "7月29日 10:00"},
	}
	return View{
		Here: "#",
		Tabs: []face.Link{
			{Label: "全部", Href: "#", Here: true}, {Label: "待我办", Href: "#"}, {Label: "在办", Href: "#", Count: 37}, {Label: "超时", Href: "#"},
			{Label: "今天新到", Href: "#", Count: 6}, {Label: "油烟扰民", Href: "#"},
		},
		Asked: Asked{
			Statuses: []face.Option{option("working", "办理中"), option("closed", "待评价")},
			Classes:  []face.Option{option("daily", "日常"), option("urgent", "紧急")},
			Whens:    []face.Option{option("today", "今天"), option("week", "近 7 天"), option("month", "近 30 天")},
			Domains:  []face.Option{option("城市管理", "城市管理")}, Matters: []face.Option{option("56", "56 餐饮油烟污染治理")},
			Units: []face.Option{option("zonghe-zhifa", "历下区综合行政执法局")}, MayMine: true,
		},
		New: face.Link{Label: "最新在前", Href: "#", Here: true}, Due: face.Link{Label: "最急在前", Href: "#"},
		Keep: Keep{Action: "#", Back: "#"}, Count: "本页 3 件", Next: "#",
		Empty: face.State{Kind: face.StateEmpty, Title: "没有符合条件的呼叫单。"},
		Saved: []Saved{{ID: "a", Name: "油烟扰民", First: true}, {ID: "b", Name: "消防通道", Last: true}},
		Rows: []Row{
			{face.Case{No: "2019072500001", Href: "/storybook/case/many", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放", Place: "姚家街道某路 88 号", Class: "daily", Status: "working", From: "姚家街道", At: now, Clock: face.Running(now, now+73*hour, now+100*hour).Told("left-1", left)}, "历下区综合行政执法局"},
			{face.Case{No: "2019072500009", Href: "#", Title: "城镇燃气使用安全管理", Situation: "31-1 疑似泄漏", Place: "某某小区 3 号楼 2 单元", Class: "urgent", Status: "called", From: "甸柳新村街道", At: now - hour, Clock: face.Running(now, now-hour/2, now-hour)}, ""},
			{face.Case{No: "2019072500004", Href: "#", Title: "小区东门消防车通道被两辆车堵死", Place: "某某花园东门", Status: "intake", From: "姚家街道", At: now - 2*hour, Clock: face.Running(now, now+hour, now-hour).Told("left-2", left)}, ""},
			{face.Case{No: "2019072400012", Href: "#", Title: "弱电管线与架空线缆整治", Place: "某某里 6 号楼", Class: "major", Status: "archived", From: "千佛山街道", At: now - 28*hour}, "历下区工业和信息化局"},
		},
	}
}

func chosen() View {
	v := sample()
	v.Tabs[0].Here = false
	v.Chips = []Chip{{Label: "状态", Value: "办理中", Href: "#"}, {Label: "主体责任部门", Value: "历下区综合行政执法局", Href: "#"}, {Label: "有超时", Href: "#"}}
	v.Query, v.Rows, v.Asked.Overdue = "status=working", v.Rows[:2], true
	v.Asked.Statuses[0].Chosen = true
	return v
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	empty := chosen()
	empty.Rows, empty.Next, empty.Count, empty.Saved = nil, "", "", nil
	sparse := chosen()
	sparse.Rows, sparse.Count, sparse.First = nil, "本页 0 件，已查到 2019年5月2日，更早的尚未查看", "#"
	refused := chosen()
	refused.Chips[1].Wrong, refused.Chips[1].Value = true, "shequ-ban"
	refused.Refused = &face.State{Kind: face.StateRefused, Title: "不能按此筛选", Text: "没有这个单位：shequ-ban", Clause: "P-87", Do: []face.Link{{Label: "清除全部条件", Href: "#"}}}
	saving := chosen()
	saving.Keep.Name, saving.Keep.Wrong = "油烟扰民", "已有同名的筛选，请换一个名称"
	managing := sample()
	managing.Keep.Manage = true
	story := func(state string, v View) face.Story {
		return face.Story{Page: "cases", State: state, Show: func(f face.Frame) face.Component { return face.Sample(f, v, Page, "cases.", "filter.", "reckon.") }}
	}
	return []face.Story{
		story("many", sample()), story("empty", empty), story("chosen", chosen()), story("sparse", sparse), story("refused", refused),
		story("saving", saving), story("managing", managing),
	}
}
