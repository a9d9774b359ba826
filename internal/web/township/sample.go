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
	call := func(state string, v Call) face.Story {
		return face.Story{Page: "call", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "呼叫"
			return CallPage(f, v)
		}}
	}
	return []face.Story{
		desk("empty", emptyDesk()), desk("many", fullDesk(at(25, 10, 5))), desk("overdue", fullDesk(at(26, 10, 5))),
		call("search", search()), call("found", found()), call("chosen", chosenCall()), call("refused", refusedCall()),
		call("unlisted", unlistedCall()),
	}
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

func search() Call {
	fumes := Matter{56, "餐饮油烟污染治理", "历下区综合行政执法局", "56 餐饮油烟污染治理 综合执法 油烟", []Pick{
		{"56-1", "未安装油烟净化设施", "/storybook/call/chosen", "daily"}, {"56-2", "已安装但不正常使用或不清洗", "#", "daily"},
		{"56-3", "疑似超标排放（设施正常仍扰民）", "/storybook/call/chosen", "daily"}, {"56-4", "居民住宅楼、无专用烟道商住楼等禁设场所新开产生油烟的餐饮", "#", "major"},
	}}
	cable := Matter{35, "弱电管线与架空线缆整治", "历下区城市管理局", "35 弱电管线与架空线缆整治 城乡建设", []Pick{{"35-1", "线缆垂落、断落（可能带电）", "#", "urgent"}, {"35-2", "线缆外露、光交箱破损倾斜（权属不明）", "#", "major"}}}
	straw := Matter{13, "秸秆禁烧专项整治", "镇街自行牵头", "13 秸秆禁烧专项整治 生态环境", []Pick{{"13-0", "一般情形", "#", "daily"}}}
	return Call{
		Here: "/storybook/call/found", From: "2019072500001", Report: "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。",
		Edition: "2019-07-26 公布版（演示用重构清单）",
		Service: []Service{{"证照集中办理", "历下区行政审批服务局", "#"}, {"食品经营许可现场受理", "历下区行政审批服务局", "#"}},
		Domains: []Domain{{"综合执法", []Matter{fumes}}, {"城乡建设", []Matter{cable}}, {"生态环境", []Matter{straw}}},
	}
}

func found() Call {
	v := search()
	v.Words, v.Results = "油烟", v.Domains[0].Matters
	return v
}

func chosenCall() Call {
	v := search()
	v.Change = "/storybook/call/search"
	v.Chosen = &Situation{
		Matter: "餐饮油烟污染治理", Number: 56, Code: "56-3", Name: "疑似超标排放（设施正常仍扰民）", Class: "daily", Lead: "历下区综合行政执法局",
		Assists: []string{"市生态环境局历下分局", "历下区市场监督管理局"}, Partners: []string{"物业服务企业"}, Unmapped: []string{"区县城镇排水主管部门"},
		Accept: "1个工作小时", Arrive: "4个工作小时", Finish: "15个工作日", Recognise: "居民多次反映、可见浓烟", Evidence: []string{"投诉记录", "排口视频"}, Done: "监测达标，或超标已处罚并改造达标", Manual: "#",
	}
	v.Form = face.Form{Action: "#", Verb: "call", Title: "呼叫", Send: "发出呼叫", Tone: face.Blue, Upload: true, Fields: []face.Field{
		{Name: "class", Label: "呼叫类别", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "daily", Label: "日常", Note: "不需审批，直接呼叫", Chosen: true}, {Value: "major", Label: "重大", Note: "分管领导审批后呼叫"}, {Value: "urgent", Label: "紧急", Note: "立即呼叫，限时补批"}}},
		{Name: "cause", Label: "呼叫原因", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "no_power", Label: "无权处理"}, {Value: "cannot_alone", Label: "无法独立解决"}, {Value: "emergency", Label: "突发事件"}}},
		{Name: "place", Label: "地点", Need: true, Value: "姚家街道某路 88 号"},
		{Name: "facts", Label: "呼叫经过", Kind: face.Area, Need: true, Hint: "本街道做了什么，为什么需要部门"},
		{Name: "wanted", Label: "希望到场的单位", Kind: face.Checks, Hint: "中心另行派单的，须说明理由", Options: []face.Option{{Value: "a", Label: "历下区住房和城乡建设局"}, {Value: "b", Label: "市公安局历下区分局"}}},
		{Name: "files", Label: "照片、附件", Kind: face.Photos},
		{Name: "muster", Label: "集结", Kind: face.Rows, Folded: true, Hint: "定时、定点、定职级；各单位须先到场，方可退单。", Rows: [][]face.Field{{
			{Name: "muster.time", Label: "集结时间", Kind: face.Moment}, {Name: "muster.place", Label: "集结地点"},
			{Name: "muster.rank", Label: "到场职级", Kind: face.Choice, Hint: "不选，即经办人员", Options: []face.Option{{Value: "deputy_head", Label: "分管领导"}}},
			{Name: "muster.note", Label: "说明", Kind: face.Area},
		}}},
	}}
	return v
}

// unlistedCall calls for what the list does not name, and for a muster with it.
func unlistedCall() Call {
	v := chosenCall()
	v.Chosen = &Situation{Unlisted: true, Matter: "清单外", Class: "daily", Accept: "2个工作小时", Arrive: "1个工作日", Finish: "10个工作日"}
	v.Form.Fields[len(v.Form.Fields)-1].Folded = false
	return v
}

func refusedCall() Call {
	v := chosenCall()
	v.Wrong, v.Clause = "请填写呼叫经过", "P-24"
	v.Form.Fields[3].Wrong = "请填写呼叫经过"
	return v
}
