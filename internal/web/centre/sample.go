package centre

import (
	"time"

	"huying/internal/web/casepage"
	"huying/internal/web/face"
	"huying/internal/web/handover"
	"huying/internal/web/muster"
)

func at(hour, minute int) int64 {
	return time.Date(2019, 7, 25, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "centre", State: state, Show: func(f face.Frame) face.Component {
			f.Title, f.Wide = "工作台", true
			return face.Sample(f, v, Page, "verb.", "list.", "centre.", "handover.")
		}}
	}
	return []face.Story{
		story("empty", View{Base: "/storybook"}), story("one", one(at(9, 8))), story("many", many(at(9, 20))), story("overdue", many(at(10, 40))),
		story("muster", mustering(at(6, 10))), story("refused", refused(at(9, 20))), story("unmapped", unmapped(at(9, 20))), story("gone", gone(at(9, 20))), story("shift", shift(at(9, 20))),
	}
}

// shift is the desk as the night finds it: with what the day has left.
func shift(now int64) View {
	v := many(now)
	v.Handover = []handover.Note{handover.Sample()}
	return v
}

func one(now int64) View {
	v := many(now)
	v.All, v.Late, v.Queue, v.Side, v.More = 1, 0, v.Queue[1:2], Side{}, ""
	return v
}

// mustering is an urgent call that goes out to where all are to come, with another muster running.
func mustering(now int64) View {
	v := many(now)
	v.Side.Musters = []muster.View{muster.Sample()}
	v.Hand.Call.Muster, v.Hand.Call.Class = "7月25日 10:00，姚家街道某路口东北角，分管领导及以上到场", "urgent"
	v.Hand.Call.Approval = "先呼后批：镇街领导尚未补批，不影响派单。"
	v.Told = &Told{Text: "已派单，三个时限同时起算。", No: "2019072500003", Href: "#", Back: "#"}
	return v
}

func refused(now int64) View {
	v := many(now)
	change := &v.Hand.Proposal.Change
	change.Open = true
	for i := range change.Fields {
		if change.Fields[i].Name == "reason" {
			change.Fields[i].Wrong = "改变派单建议，请说明理由"
		}
	}
	return v
}

// unmapped is a call whose lead the centre has to name, and for which the township wants somebody else too.
func unmapped(now int64) View {
	v := many(now)
	p := &v.Hand.Proposal
	p.Units, p.Unmapped, p.Needs = p.Units[1:], []string{"区县城镇排水主管部门"}, "清单称谓未对应实有单位，须指定牵头单位。"
	p.Dispatch, p.Change.Open = face.Form{}, true
	p.Change.Fields[0].Options[0].Chosen = false
	return v
}

func gone(now int64) View {
	v := many(now)
	v.Gone = "停车管理（2019072500004）已由历下区指挥调度中心 测试庚 于 7月25日 09:19 办理：派单。现为最急的一件。"
	return v
}

func many(now int64) View {
	row := func(no, title, from, class, kind string, due, yellow int64, here bool) face.Waiting {
		return face.Waiting{No: no, Href: "?no=" + no, Title: title, From: from, Class: class, Kind: kind, Clock: face.Running(now, due, yellow), Here: here}
	}
	v := View{
		Base: "/storybook", All: 12, More: "#",
		Queue: []face.Waiting{
			row("2019072500009", "城镇燃气使用安全管理", "甸柳新村街道", "urgent", "集结", at(9, 24), at(9, 19), false),
			row("2019072500001", "餐饮油烟污染治理", "姚家街道", "daily", "", at(10, 2), at(9, 32), true),
			row("2019072500006", "弱电管线与架空线缆整治", "千佛山街道", "major", "须指定牵头", at(10, 30), at(10, 0), false),
			row("2019072500012", "个体工商户集中办照", "甸柳新村街道", "daily", "服务", at(10, 35), at(10, 5), false),
			row("2019072500014", "河道护坡堆放废弃共享单车，占用巡河通道，产权单位不明", "智远街道", "daily", "", at(10, 41), at(10, 11), false),
			row("2019072500015", "城市供热和供水保障", "东关街道", "daily", "镇街牵头", at(10, 52), at(10, 22), false),
		},
		Hand: &Hand{Call: sampleCall(now), Proposal: sampleProposal()},
		Side: sampleSide(now),
	}
	for _, w := range v.Queue {
		if w.Clock.Late() {
			v.Late++
		}
	}
	return v
}

func sampleCall(now int64) Call {
	return Call{
		No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily", Kind: "enforcement",
		Cause: "依法无权处理", Township: "姚家街道", Duty: "测试丙玄", Phone: "000-10200011", Source: "网格巡查", Called: at(9, 2),
		Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Clock: face.Running(now, at(10, 2), at(9, 32)),
		Facts: "社区劝导两次，酒店称设备正常运行。油烟是否超标须专业检测，街道无检测和处罚权限。",
		Text:  "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。",
		Files: []casepage.File{{Name: "后厨排烟口.pdf", Href: "#", Size: "412 KB"}, {Name: "居民反映记录.docx", Href: "#", Size: "38 KB"}},
		Before: []Before{
			{At: at(8, 40), What: "不予派单", Who: "历下区指挥调度中心", Why: "要素、证据不全 · 第 56 项 · 请补充排烟口照片"},
			{At: at(8, 30), What: "调派", Who: "姚家街道", Why: "姚家综合执法中队"},
		},
		Precedents: []Precedent{{Href: "#", Kind: "裁定", Unit: "历下区综合行政执法局", Text: "油烟是否超标须经检测，由综合执法局牵头，生态环境分局检测。", At: at(8, 0)}},
	}
}

func sampleProposal() Proposal {
	units := []face.Option{
		{Value: "a", Label: "历下区综合行政执法局", Group: "区县部门", Chosen: true}, {Value: "b", Label: "历下区城市管理局", Group: "区县部门"},
		{Value: "d", Label: "历下区市场监督管理局", Group: "区县部门"}, {Value: "e", Label: "历下区住房和城乡建设局", Group: "区县部门"},
		{Value: "c", Label: "市生态环境局历下分局", Group: "市级派出"},
	}
	assists := []face.Option{{Value: "c", Label: "市生态环境局历下分局", Chosen: true}, {Value: "d", Label: "历下区市场监督管理局", Chosen: true}, {Value: "e", Label: "历下区住房和城乡建设局"}}
	return Proposal{
		Units: []Unit{
			{Name: "历下区综合行政执法局", Part: "lead", Told: "测试甲天", Phone: "000-10200021"},
			{Name: "市生态环境局历下分局", Part: "assist", Told: "测试乙地", Phone: "000-10200033"},
			{Name: "历下区市场监督管理局", Part: "assist", Told: "测试戊宇", Off: true},
		},
		Partners: []string{"测试物业服务企业（历下）"},
		Limits: []Limit{
			{Kind: "accept", Text: "1个工作小时", Due: "7月25日 10:20"}, {Kind: "arrive", Text: "4个工作小时", Due: "7月25日 14:50"}, {Kind: "finish", Text: "15个工作日", Due: "8月15日 24:00"},
		},
		Reason: "第 56 项、情形 56-3，主体责任和配合责任单位依", Clause: "P-10", Edition: "历下区“属地管理”事项责任清单（2019年7月26日版）", Matter: "#",
		Words:    map[string]string{"a": "li xia qu zong he xing/hang zheng zhi fa ju", "b": "li xia qu cheng shi guan li ju"},
		Dispatch: face.Form{Action: "#", Key: "k"},
		Change: face.Form{Action: "#", Verb: "change", Title: "改派", Clause: "P-32", Note: "改变派单建议须说明理由。", Fields: []face.Field{
			{Name: "lead", Label: "牵头单位", Kind: face.Radios, Need: true, Options: units},
			{Name: "assists", Kind: face.Hidden},
			{Name: "assists", Label: "配合单位", Kind: face.Checks, Options: assists},
			{Name: "reason", Label: "理由", Kind: face.Area, Need: true},
		}},
		Decline: face.Form{Action: "#", Verb: "decline", Title: "不予派单", Tone: face.Red, Clause: "P-31", Fields: []face.Field{{Name: "reason", Label: "说明", Kind: face.Area, Need: true}}},
	}
}

func sampleSide(now int64) Side {
	return Side{
		Own: []face.List{
			{ID: "returns", Title: "退单待认定", Tone: face.Red, Rows: []face.Case{{
				No: "2019072400031", Href: "#", Title: "停车管理（违法停车）", Class: "daily", From: "市公安局交警大队", Clock: face.Running(now, at(8, 50), 0),
			}}},
			{ID: "late", Title: "有超时", Tone: face.Red, More: "#", Rows: []face.Case{
				{Href: "#", Title: "群租房管理", Class: "urgent", From: "姚家街道", Clock: face.Running(now, at(7, 10), 0)},
				{Href: "#", Title: "侵占毁坏城市绿地的查处", Class: "daily", From: "姚家街道", Clock: face.Running(now, at(8, 5), 0)},
			}},
			{ID: "request_decision", Title: "延期、挂账审批", Rows: []face.Case{{Href: "#", Title: "老旧小区电梯维护", From: "历下区住房和城乡建设局", Clock: face.Running(now, at(17, 30), 0)}}},
		},
		Others: []face.List{{ID: "rulings", Title: "待编办裁定", Rows: []face.Case{{Href: "#", Title: "社会生活噪声扰民的处置", From: "姚家街道", Clock: face.Running(now, at(17, 30), 0)}}}},
	}
}
