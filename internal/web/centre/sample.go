package centre

import (
	"time"

	"huying/internal/web/face"
)

func at(hour, minute int) int64 {
	return time.Date(2019, 7, 25, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "centre", State: state, Show: func(f face.Frame) face.Component {
			f.Wide = true
			return Page(f, v)
		}}
	}
	return []face.Story{story("empty", View{Trays: trays(0, 0)}), story("one", one(at(9, 8))), story("many", many(at(9, 20))), story("overdue", many(at(10, 40)))}
}

func trays(calls, late int) []face.Tray {
	return []face.Tray{
		{Label: "待派单", Href: "#queue", Count: calls, Tone: face.Amber}, {Label: "其中超时", Href: "#queue", Count: late, Tone: face.Red},
		{Label: "退单待认定", Href: "#returns", Count: late}, {Label: "办理中", Href: "#"},
	}
}

func one(now int64) View {
	v := many(now)
	v.Trays, v.Queue, v.Lists = trays(1, 0), v.Queue[1:2], nil
	return v
}

func many(now int64) View {
	return View{
		Trays: trays(3, 1),
		Queue: []face.Waiting{
			{No: "2019072500009", Href: "#", Title: "城镇燃气使用安全管理", From: "甸柳新村街道", Class: "urgent", Clock: face.Running(now, at(9, 14), at(9, 9)), Here: false},
			{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", From: "姚家街道", Class: "daily", Clock: face.Running(now, at(10, 2), at(9, 32)), Here: true},
			{No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", From: "千佛山街道", Class: "major", Clock: face.Running(now, at(10, 30), at(10, 0)), Here: false},
		},
		Card: &Card{
			No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily", Kind: "enforcement", Cause: "依法无权处理",
			Township: "姚家街道", Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Facts: "社区劝导两次，酒店称设备正常运行。油烟是否超标须专业检测，街道无检测和处罚权限。",
			Wanted: []string{"历下区住房和城乡建设局"}, Clock: face.Running(now, at(10, 2), at(9, 32)),
			Lead: "历下区综合行政执法局", Assists: []string{"市生态环境局历下分局", "历下区市场监督管理局"}, Partners: []string{"测试物业服务企业（历下）"}, Unmapped: []string{"区县城镇排水主管部门"},
			Accept: "1个工作小时", Arrive: "4个工作小时", Finish: "15个工作日", Reason: "第 56 项、情形 56-3：按清单版本定主体责任和配合责任单位", Clause: "P-10",
			Dispatch: face.Form{Action: "#", Key: "k"},
			Change: face.Form{Action: "#", Verb: "change", Title: "改派", Clause: "P-32", Note: "改变派单建议须说明理由。", Fields: []face.Field{
				{Name: "lead", Label: "牵头单位", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "a", Label: "历下区综合行政执法局", Chosen: true}, {Value: "b", Label: "历下区城市管理局"}}},
				{Name: "assists", Label: "配合单位", Kind: face.Checks, Options: []face.Option{{Value: "c", Label: "市生态环境局历下分局", Chosen: true}, {Value: "d", Label: "历下区市场监督管理局", Chosen: true}, {Value: "e", Label: "历下区住房和城乡建设局"}}},
				{Name: "reason", Label: "理由", Kind: face.Area, Need: true},
			}},
			Decline: face.Form{Action: "#", Verb: "decline", Title: "不予派单", Tone: face.Red, Clause: "P-31", Fields: []face.Field{{Name: "reason", Label: "说明", Kind: face.Area, Need: true}}},
		},
		Lists: []face.List{{ID: "returns", Title: "退单待认定", Doing: "认定", Tone: face.Amber, Rows: []face.Case{{
			No: "2019072400031", Href: "#", Title: "停车管理（违法停车）", Situation: "58-3 消防车通道", Place: "某某小区", Class: "daily", Status: "working",
			From: "市公安局交警大队", At: at(8, 50), Note: "依法由其他单位主管：消防车通道由消防救援大队查处。", Clock: face.Running(now, at(14, 50), at(11, 50)), Doing: "退单认定",
		}}}},
	}
}
