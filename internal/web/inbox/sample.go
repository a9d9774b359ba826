package inbox

import (
	"time"

	"huying/internal/web/face"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(page, state string, v View) face.Story {
		return face.Story{Page: page, State: state, Show: func(f face.Frame) face.Component {
			f.Title = v.Title
			return face.Sample(f, v, Page, "inbox.", "questions.", "office.")
		}}
	}
	again := questions(at(25, 10, 0))
	again.Groups[0].Items[0].Forms[0].Fields[0].Wrong = "请填写答复"
	return []face.Story{
		story("questions", "refused", again), story("inbox", "empty", View{Title: "待办事项", Empty: "没有等待本单位办理的事项。"}),
		story("inbox", "many", many(at(25, 10, 0))), story("inbox", "overdue", many(at(27, 10, 0))), story("inbox", "refused", refused()),
		story("questions", "many", questions(at(25, 10, 0))), story("questions", "empty", View{Title: "询问", Empty: "没有询问本单位的问题。"}),
		story("appeals", "many", appeals(at(25, 10, 0))),
	}
}

func requests(now int64) Group {
	return Group{ID: "request_decision", Title: "延期、挂账审批", Tone: face.Amber, Items: []Item{
		{
			ID: "2019071900001-r1", No: "2019071900001", Href: "/storybook/case/many", Kind: "申请延期 10 个工作日", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设", Class: "major", Place: "某某村东",
			From: "历下区综合行政执法局 · 牵头", At: at(24, 15, 20), Doing: "审批", Clock: face.Running(now, at(26, 17, 30), at(25, 17, 30)),
			Facts: []Fact{
				{Label: "理由", Text: "当事人申请听证，听证期间不能强制拆除。"},
				{Label: "现办结时限", Text: "8月2日 17:30"},
				{Label: "镇街意见", Text: "不同意", Under: "雨季将至，违建已开裂，拖不得。", Tone: face.Amber},
				{Label: "审批层级", Text: "值班长已同意 → 现由区县政府审批人决定"},
			},
			Forms: []face.Form{
				{Action: "#", Verb: "grant", Title: "同意申请", Tone: face.Blue, Open: true, Clause: "P-106", Note: "末级同意后，办结时限延长。", Fields: []face.Field{{Name: "note", Label: "批示", Kind: face.Area}}},
				{Action: "#", Verb: "deny", Title: "不同意申请", Tone: face.Red, Clause: "P-106", Fields: []face.Field{{Name: "reason", Label: "理由", Kind: face.Area, Need: true}}},
			},
		},
		{
			ID: "2019072300003-r1", No: "2019072300003", Href: "#", Kind: "挂账 · 需工程施工", Title: "弱电管线与架空线缆整治", Situation: "35-2 线缆外露、光交箱破损倾斜（权属不明）", Class: "major", Place: "某某里 6 号楼",
			From: "历下区城市管理局 · 牵头", At: at(24, 9, 0), Doing: "审批", Clock: face.Running(now, at(25, 17, 30), at(25, 9, 30)),
			Facts: []Fact{
				{Label: "理由", Text: "需待管沟工程完工后统一入地。"}, {Label: "复核日期", Text: "9月30日"},
				{Label: "镇街意见", Text: "逾期未表态", Tone: face.Red}, {Label: "审批层级", Text: "值班长 → 区县政府审批人"},
			},
			Forms: []face.Form{{Action: "#", Verb: "grant-2", Title: "同意申请"}, {Action: "#", Verb: "deny-2", Title: "不同意申请", Tone: face.Red}},
		},
	}}
}

func many(now int64) View {
	return View{
		Title: "待办事项",
		Trays: []face.Tray{
			{Label: "延期、挂账审批", Href: "#request_decision", Count: 2, Tone: face.Amber}, {Label: "答复督办", Href: "#explain", Count: 1, Tone: face.Red}, {Label: "方案落实", Href: "#step", Count: 1},
		},
		Groups: []Group{
			requests(now),
			{ID: "explain", Title: "答复督办", Tone: face.Red, Items: []Item{{
				ID: "2019072500001-s1", No: "2019072500001", Href: "#", Kind: "督办 · 已提级至单位主要负责人", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily", Place: "姚家街道某路 88 号",
				From: "姚家街道", At: at(24, 9, 12), Doing: "答复督办", Clock: face.Running(now, at(25, 9, 12), at(24, 16, 0)),
				Facts: []Fact{{Label: "督办事项", Text: "接单两日仍未到场，请说明原因并明确到场时间。"}},
				Forms: []face.Form{{Action: "#", Verb: "explain", Title: "答复督办", Tone: face.Blue, Clause: "P-110", Fields: []face.Field{{Name: "text", Label: "答复", Kind: face.Area, Need: true}}}},
			}}},
			{ID: "step", Title: "方案落实", Items: []Item{{
				ID: "2019072500006-p2", No: "2019072500006", Href: "#", Kind: "方案步骤", Title: "对联通光交箱重新加固、扶正并上锁", Situation: "弱电管线与架空线缆整治", Place: "千佛山街道某路",
				From: "千佛山街道", Doing: "方案落实", Clock: face.Running(now, at(28, 24, 0), at(27, 12, 0)),
				Forms: []face.Form{{Action: "#", Verb: "perform", Title: "落实", Fields: []face.Field{{Name: "text", Label: "落实情况", Kind: face.Area}}}},
			}}},
		},
	}
}

func refused() View {
	v := many(at(25, 10, 0))
	v.Groups = v.Groups[:1]
	v.Trays = nil
	deny := &v.Groups[0].Items[0].Forms[1]
	deny.Open = true
	deny.Fields = []face.Field{{Name: "reason", Label: "理由", Kind: face.Area, Need: true, Wrong: "请填写理由"}}
	v.Wrong, v.Clause = "镇街尚未表态，表态期限未满", "P-108"
	return v
}

func questions(now int64) View {
	ask := func(verb string) []face.Form {
		return []face.Form{{Action: "#", Verb: verb, Title: "答复", Tone: face.Blue, Open: verb == "q1", Clause: "P-59", Upload: true, Fields: []face.Field{
			{Name: "text", Label: "答复", Kind: face.Area, Need: true}, {Name: "files", Label: "照片、附件", Kind: face.Photos},
		}}}
	}
	return View{
		Title: "询问", Lede: "这里只有询问本单位的问题，没有呼叫单的其他内容。答复不计分；逾期不答复的记录在案（依据 P-59）。",
		Groups: []Group{
			{ID: "open", Title: "待答复", Tone: face.Amber, Items: []Item{
				{ID: "q1", No: "2019072500006", Kind: "询问", Title: "某路 12 号门前光交箱是否为贵公司所有？", From: "历下区工业和信息化局", At: at(25, 8, 40), Doing: "答复", Clock: face.Running(now, at(26, 8, 40), at(25, 18, 0)), Forms: ask("q1")},
				{ID: "q2", No: "2019072400017", Kind: "询问", Title: "某小区 3 号楼外墙线缆计划何时整理？", From: "历下区城市管理局", At: at(24, 16, 0), Doing: "答复", Clock: face.Running(now, at(25, 16, 0), at(25, 9, 0)), Forms: ask("q2")},
			}},
			{ID: "replied", Title: "已答复", Items: []Item{
				{ID: "q3", No: "2019072200008", Kind: "询问", Title: "某路井盖缺失，是否为贵公司通信井？", From: "历下区城市管理局", At: at(22, 10, 0), Clock: face.Met(at(23, 10, 0), at(22, 15, 31)), Facts: []Fact{{Label: "答复", Text: "是我公司井，已于当日 15 时补装井盖。"}}},
			}},
		},
	}
}

func appeals(now int64) View {
	return View{
		Title: "评价申诉",
		Groups: []Group{
			{ID: "appeal_decision", Title: "申诉待决定", Tone: face.Amber, Empty: "没有待决定的申诉。", Items: []Item{{
				ID: "m2", No: "2019071200004", Href: "#", Kind: "评价申诉", Title: "占道经营、店外经营整治", Place: "某某路沿线", Class: "daily", From: "历下区市场监督管理局 · 配合", At: at(24, 11, 0),
				Doing: "申诉决定", Clock: face.Running(now, at(31, 17, 30), at(30, 17, 30)),
				Facts: []Fact{{Label: "评价", Text: "非常不满意", Under: "到场后两小时即离开，未处置。", Tone: face.Red}, {Label: "申诉理由", Text: "当日按会商分工由综合执法局处置，本局负责核验证照，已完成。"}},
				Forms: []face.Form{{Action: "#", Verb: "adjudge", Title: "申诉决定", Tone: face.Blue, Open: true, Clause: "P-113", Fields: []face.Field{
					{Name: "result", Label: "决定", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "upheld", Label: "申诉成立"}, {Value: "dismissed", Label: "申诉不成立"}}},
					{Name: "reason", Label: "理由", Kind: face.Area, Need: true},
				}}},
			}}},
			{ID: "appeal_filing", Title: "申诉待备案", Empty: "没有待备案的申诉。"},
		},
	}
}
