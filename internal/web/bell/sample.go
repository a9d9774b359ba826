package bell

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
		return face.Story{Page: "bell", State: state, Show: func(f face.Frame) face.Component {
			v.Action, v.Settings = "#", "/storybook/telling/own"
			f.Bell = face.Bell{Href: "#", Count: v.Unseen, Loud: state == "overdue"}
			return face.Sample(f, v, Page, "letter.", "bell.")
		}}
	}
	many := View{Unseen: 3, By: at(25, 10, 0), More: "#", Items: []Item{
		{ID: "2019072500007-4-0", Topic: "待办", Text: "请在 7月25日 10:43 前接单（历下区综合行政执法局）", No: "2019072500007", Href: "#", At: at(25, 9, 43), New: true},
		{ID: "2019072500003-accept-t1", Topic: "预警", Text: "时限将到，请在 7月25日 09:50 前接单（历下区综合行政执法局）", No: "2019072500003", Href: "#", At: at(25, 9, 20), Tone: face.Amber, New: true},
		{ID: "2019072400011-9-0", Topic: "逾期", Text: "逾期未办结反馈（应于 7月25日 09:12 前），请尽快办理（历下区综合行政执法局）", No: "2019072400011", Href: "#", At: at(25, 9, 12), Tone: face.Red, New: true},
		{ID: "2019072400002-12-0", Topic: "不再办理", Text: "本单位不再办理此件（历下区综合行政执法局）", No: "2019072400002", Href: "#", At: at(24, 16, 20)},
		{ID: "2019072300021-6-0", Topic: "催办", Text: "催办，请在 7月24日 17:30 前办结反馈（历下区综合行政执法局）", No: "2019072300021", Href: "#", At: at(24, 15, 2)},
	}}
	loud := many
	loud.Unseen, loud.More = 100, ""
	loud.Items = append([]Item{
		{ID: "2019072500009-3-0", Topic: "集结", Text: "集结，请在 7月25日 09:55 前接单响应、7月25日 11:00 前到场，地点见系统（历下区综合行政执法局）", No: "2019072500009", Href: "#", At: at(25, 9, 50), Tone: face.Red, New: true},
		{ID: "2019072200005-31-1", Topic: "提级", Text: "历下区综合行政执法局返工 3 次，已提级至区县分管负责同志，请在 7月26日 09:50 前督促答复", No: "2019072200005", Href: "#", At: at(25, 9, 49), Tone: face.Red, New: true},
	}, many.Items...)
	return []face.Story{story("empty", View{}), story("many", many), story("overdue", loud)}
}
