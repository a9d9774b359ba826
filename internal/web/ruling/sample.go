package ruling

import (
	"time"

	"huying/internal/web/face"
	"huying/internal/web/precedent"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "rulings", State: state, Show: func(f face.Frame) face.Component {
			f.Wide = true
			return face.Sample(f, v, Page, "ruling.")
		}}
	}
	refused := many(at(25, 10, 0))
	rule := &refused.Card.Forms[0]
	rule.Wrong, rule.Fields[2].Wrong = "", "请填写理由"
	return []face.Story{
		story("empty", View{Trays: trays(0)}), story("many", many(at(25, 10, 0))), story("overdue", many(at(27, 10, 0))),
		story("unlisted", unlisted(at(25, 10, 0))), story("refused", refused),
	}
}

func trays(n int) []face.Tray {
	return []face.Tray{{Label: "待裁定", Href: "#queue", Count: n, Tone: face.Amber}, {Label: "清单外事项", Href: "#queue", Count: n / 2}, {Label: "二次退单", Href: "#queue", Count: n / 3}}
}

func many(now int64) View {
	return View{
		Trays: trays(3),
		Queue: []face.Waiting{
			{No: "2019072400031", Href: "#", Kind: "二次退单", Title: "停车管理（违法停车）", From: "历下区消防救援大队退单", Class: "daily", Clock: face.Running(now, at(25, 17, 30), at(25, 9, 30)), Here: true},
			{No: "2019072500012", Href: "/storybook/rulings/unlisted", Kind: "清单外事项", Title: "共享单车淤积堵塞人行道", From: "千佛山街道", Class: "daily", Clock: face.Running(now, at(26, 9, 0), at(25, 17, 0))},
			{No: "2019072500002", Href: "#", Kind: "镇街提请", Title: "餐饮油烟污染治理", From: "姚家街道", Class: "daily", Clock: face.Running(now, at(26, 10, 30), at(25, 17, 30))},
		},
		Card: &Card{
			No: "2019072400031", Href: "/storybook/case/many", Kind: "二次退单", Title: "停车管理（违法停车）", Situation: "58-3 消防车通道", Class: "daily", Cause: "依法无权处理", Township: "姚家街道",
			Place: "某某花园东门", Facts: "小区东门消防车通道长期被占，物业劝导无效。", Clock: face.Running(now, at(25, 17, 30), at(25, 9, 30)),
			Story: []Turn{
				{At: at(24, 8, 10), What: "呼叫", Unit: "姚家街道"},
				{At: at(24, 8, 30), What: "派单", Unit: "历下区指挥调度中心", Text: "牵头：市公安局交警大队"},
				{At: at(24, 9, 40), What: "退单", Unit: "市公安局交警大队", Ground: "依法由其他单位主管", Clause: "第 58 项", Text: "消防车通道由消防救援机构查处。", Weighs: true},
				{At: at(24, 11, 0), What: "退单成立", Unit: "历下区指挥调度中心", Text: "改派消防救援大队牵头。"},
				{At: at(24, 17, 20), What: "退单", Unit: "历下区消防救援大队", Ground: "清单未列本单位职责", Clause: "第 58 项", Text: "清单主体责任为交警大队，本单位未列。", Weighs: true},
			},
			List:       List{Edition: "2019-07-26 公布版", Manual: "#", Why: "第 58 项、情形 58-3：按清单版本定主体责任和配合责任单位", Lead: "市公安局交警大队", Assists: []string{"历下区综合行政执法局"}, Split: "道路上由交警，道路外由综合执法。"},
			Precedents: precedent.Found()[:1], Search: "/storybook/precedents/many",
			Forms: []face.Form{{Action: "#", Verb: "rule", Title: "裁定", Tone: face.Blue, Open: true, Clause: "P-49", Note: "裁定具约束力，被指定的单位不得再退。理由留作先例，人人可查，勿写个人信息。", Fields: []face.Field{
				{Name: "unit", Label: "裁定由谁办理", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "a", Label: "历下区消防救援大队"}, {Value: "b", Label: "市公安局交警大队"}}},
				{Name: "assists", Label: "配合单位", Kind: face.Checks, Folded: true, Options: []face.Option{{Value: "c", Label: "历下区综合行政执法局"}}},
				{Name: "reason", Label: "理由", Kind: face.Area, Need: true}, {Name: "change", Label: "清单修改建议", Kind: face.Area},
			}}},
		},
	}
}

func unlisted(now int64) View {
	v := many(now)
	v.Queue[0].Here, v.Queue[1].Here = false, true
	v.Card = &Card{
		No: "2019072500012", Href: "#", Kind: "清单外事项", Title: "共享单车淤积堵塞人行道", Class: "daily", Cause: "无法独立解决", Township: "千佛山街道", Place: "某某路地铁口", Facts: "数百辆共享单车堆放，行人只能走机动车道。",
		Clock: face.Running(now, at(26, 9, 0), at(25, 17, 0)),
		Story: []Turn{{At: at(25, 9, 0), What: "呼叫", Unit: "千佛山街道", Text: "清单中没有这一事项。", Weighs: true}}, Search: "#",
		Forms: []face.Form{{Action: "#", Verb: "designate", Title: "指定牵头", Tone: face.Blue, Open: true, Clause: "P-16", Fields: []face.Field{
			{Name: "lead", Label: "牵头单位", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "a", Label: "历下区城市管理局"}}},
			{Name: "reason", Label: "理由", Kind: face.Area, Need: true}, {Name: "change", Label: "清单修改建议", Kind: face.Area, Need: true},
		}}},
	}
	return v
}
