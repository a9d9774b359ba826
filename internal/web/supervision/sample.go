package supervision

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
		return face.Story{Page: "supervisions", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "督办"
			return face.Sample(f, v, Page, "supervision.")
		}}
	}
	lede := many(0).Lede
	none, nothing, answered := many(at(25, 10, 0)), View{Lede: lede, Here: "#"}, many(at(25, 10, 0))
	none.Rows, none.More, none.Filtered = nil, "", true
	nothing.Trays = []face.Tray{{Label: "待答复", Href: "#", Here: true}, {Label: "已逾期", Href: "#"}}
	answered.Answered, answered.Rows, answered.More = true, answered.Rows[:1], ""
	answered.Rows[0].Answered, answered.Rows[0].Clock = at(25, 9, 40), face.Clock{}
	return []face.Story{story("many", many(at(25, 10, 0))), story("overdue", many(at(29, 10, 0))), story("empty", nothing), story("none", none), story("answered", answered)}
}

func many(now int64) View {
	return View{
		Lede: "全区县尚未答复的督办，最急的在前；逾期不答复的依次提级（依据 P-111）。",
		Here: "#",
		Trays: []face.Tray{
			{Label: "待答复", Href: "#", Count: 31, Tone: face.Amber, Here: true}, {Label: "已逾期", Href: "#", Count: 4, Tone: face.Red}, {Label: "提级至单位主要负责人", Href: "#", Count: 6, Tone: face.Amber},
			{Label: "提级至区县分管负责同志", Href: "#", Count: 2, Tone: face.Amber}, {Label: "提级至区县政府", Href: "#", Tone: face.Amber}, {Label: "近三十日已答复", Href: "#", Count: 58},
		},
		Units: []face.Option{{Value: "a", Label: "历下区综合行政执法局"}}, Townships: []face.Option{{Value: "b", Label: "姚家街道"}},
		Levels: []face.Option{{Value: "0", Label: "本单位"}, {Value: "1", Label: "单位主要负责人"}}, Causes: []face.Option{{Value: "asked", Label: "有人督办"}, {Value: "silent", Label: "逾期未答复而提级"}},
		More: "#",
		Rows: []Row{
			{ID: "2019072300003-s1", Top: 3, No: "2019072300003", Href: "#", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设", Class: "major", Township: "姚家街道", Unit: "历下区综合行政执法局", Phone: "000-10200021", Level: "区县分管负责同志", Climbed: 2, Cause: "返工三次，自动提级", At: at(24, 9, 0), Clock: face.Running(now, at(25, 9, 0), at(24, 17, 0))},
			{ID: "2019072500001-s1", Top: 3, No: "2019072500001", Href: "/storybook/case/many", Title: "餐饮油烟污染治理", Class: "daily", Township: "姚家街道", Unit: "历下区市场监督管理局", Level: "单位主要负责人", Climbed: 1, Text: "接单两日仍未到场，请说明原因。", At: at(24, 14, 0), Clock: face.Running(now, at(25, 17, 30), at(25, 9, 30))},
			{ID: "2019072500006-s1", Top: 3, No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", Class: "urgent", Township: "千佛山街道", Unit: "历下区工业和信息化局", Level: "本单位", Text: "请立即报告三家运营商答复情况。", At: at(25, 9, 30), Clock: face.Running(now, at(25, 13, 30), at(25, 11, 30))},
		},
	}
}
