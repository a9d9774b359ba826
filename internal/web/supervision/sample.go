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
	return []face.Story{story("many", many(at(25, 10, 0))), story("overdue", many(at(29, 10, 0))), story("empty", View{Lede: "全区县尚未答复的督办，最急的在前；逾期不答复的依次提级（依据 P-111）。"})}
}

func many(now int64) View {
	return View{
		Lede:  "全区县尚未答复的督办，最急的在前；逾期不答复的依次提级（依据 P-111）。",
		Trays: []face.Tray{{Label: "待答复", Href: "#", Count: 3, Tone: face.Amber}, {Label: "其中超时", Href: "#", Count: 1, Tone: face.Red}, {Label: "已提级", Href: "#", Count: 2, Tone: face.Amber}},
		Rows: []Row{
			{No: "2019072300003", Href: "#", Title: "城镇违法建设查处", Situation: "53-1 在建违法建设", Class: "major", Township: "姚家街道", Unit: "历下区综合行政执法局", Phone: "000-10200021", Level: "区县分管负责同志", Climbed: 2, Cause: "返工三次，自动提级", At: at(24, 9, 0), Clock: face.Running(now, at(25, 9, 0), at(24, 17, 0))},
			{No: "2019072500001", Href: "/storybook/case/many", Title: "餐饮油烟污染治理", Class: "daily", Township: "姚家街道", Unit: "历下区市场监督管理局", Level: "单位主要负责人", Climbed: 1, Text: "接单两日仍未到场，请说明原因。", At: at(24, 14, 0), Clock: face.Running(now, at(25, 17, 30), at(25, 9, 30))},
			{No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", Class: "urgent", Township: "千佛山街道", Unit: "历下区工业和信息化局", Level: "本单位", Text: "请立即报告三家运营商答复情况。", At: at(25, 9, 30), Clock: face.Running(now, at(25, 13, 30), at(25, 11, 30))},
		},
	}
}
