package slip

import (
	"time"

	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "slips", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "呼叫单"
			return face.Sample(f, v, Page, "slip.")
		}}
	}
	call := Slip{
		Kind: Call, Title: "历下区街呼区应呼叫单", No: "2019072500001", At: at(25, 9, 5), Check: "/record/370102",
		Lines:  append(subject(), plain("呼叫经过", "网格员劝导无效，疑似超标，请三部门到场会商。"), plain("主体责任", "历下区综合行政执法局"), plain("配合责任", "济南市生态环境局历下分局、历下区市场监督管理局")),
		Parts:  []Part{{Title: "审批", None: "本类呼叫无需审批。"}},
		Signs:  []string{"呼叫人：", "镇街负责人：", "指挥调度中心收单："},
		Proofs: []Proof{{Version: 3, Index: 8}},
	}
	late := face.Met(at(25, 11, 5), at(25, 13, 40))
	answer := Slip{
		Kind: Answer, Title: "历下区街呼区应反馈单", No: "2019072500001", To: "历下区综合行政执法局", At: at(29, 10, 5), Check: "/record/370102",
		Lines: append(subject(), Line{Label: "接单时限", Clock: &late}),
		Parts: []Part{{Title: "本单位办理情况", Entries: []casepage.Entry{
			{At: at(25, 13, 40), Type: "Accepted", Gist: []string{"经办人 测试甲"}},
			{At: at(29, 10, 5), Type: "Answered", Says: []casepage.Said{{Text: casepage.Text{Plain: "净化设施已清洗，复测达标。"}}}, Files: []casepage.File{{Name: "复测报告.pdf", Size: "120 KB"}}},
		}}, {Title: "镇街核查", None: "尚未核查。"}},
		Signs:  []string{"经办人：", "单位负责人（章）：", "镇街核查人："},
		Proofs: []Proof{{Version: 28, Index: 33}, {Version: 29, Index: -1}},
	}
	kinds := func(here Kind) []face.Link {
		return []face.Link{{Label: "呼叫单", Href: "#", Here: here == Call}, {Label: "派发单", Href: "#", Here: here == Dispatch}, {Label: "反馈单", Href: "#", Here: here == Answer}}
	}
	view := func(here Kind, slips ...Slip) View {
		return View{No: "2019072500001", Back: "#", Kinds: kinds(here), Slips: slips, Empty: "还没有派单，没有派发单。"}
	}
	return []face.Story{story("call", view(Call, call)), story("answer", view(Answer, answer)), story("empty", view(Dispatch))}
}

func plain(label, text string) Line { return Line{Label: label, Text: casepage.Text{Plain: text}} }

func half(label, text string) Line {
	l := plain(label, text)
	l.Half = true
	return l
}

func subject() []Line {
	return []Line{
		half("呼叫镇街", "姚家街道"), half("呼叫原因", "无法独立解决"), plain("事项", "餐饮油烟污染治理"), plain("情形", "56-3 疑似超标排放"),
		half("类别", "日常"), half("清单版本", "济南市清单（试行）"), plain("地点", "姚家街道某酒店（示例）"), plain("情况", "某酒店油烟扰民，居民多次反映。"),
	}
}
