package handover

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
		return face.Story{Page: "handover", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "交接班"
			return face.Sample(f, v, Page, "handover.", "roster.tab.")
		}}
	}
	empty := sample()
	empty.Unread, empty.Before, empty.Write.Found, empty.Next = nil, nil, nil, ""
	own := sample()
	own.Unread[0].Action, own.Unread[0].Own = "", true
	refused := sample()
	refused.Write.Wrong, refused.Write.Clause, refused.Write.At, refused.Write.More = "查无此呼叫单，或者本岗位无权查看", "P-80", "cases", "2019072599999"
	erased := sample()
	erased.Unread = nil
	erased.Before[0].Text, erased.Before[0].Gone = "", true
	return []face.Story{story("many", sample()), story("own", own), story("empty", empty), story("refused", refused), story("erased", erased)}
}

// Sample is a note that nobody has read yet.
func Sample() Note {
	return Note{
		ID: "3", At: at(25, 17, 20), By: "吴八（演示）", Action: "/storybook", Unit: "zhihui", Key: "k", Href: "/storybook/handover/many",
		Text:  "姚家街道油烟一件，市场监管局仍未到场，已电话催过两次。\n千佛山街道集结定在十八时，请盯住消防到场。",
		Cases: cases(),
	}
}

func cases() []Case {
	return []Case{
		{No: "2019072500004", Href: "#", Title: "消防通道堵塞", Why: "muster", Due: at(25, 18, 0)},
		{No: "2019072300003", Href: "#", Title: "城镇违法建设查处", Why: "climbs", Due: at(26, 8, 30)},
		{No: "2019072500001", Href: "/storybook/case/many", Title: "餐饮油烟污染治理", Why: "overdue", Due: at(25, 16, 0)},
		{No: "2019072500006", Href: "#", Title: "弱电管线与架空线缆整治", Why: "soon", Due: at(25, 20, 30)},
		{No: "2019072400002", Href: "#", Title: "停车管理（违法停车）", Why: "named"},
	}
}

func sample() View {
	found := cases()[:4]
	for i := range found {
		found[i].Ticked = true
	}
	return View{
		Tabs: []face.Link{{Label: "值班表", Href: "/storybook/roster/week"}, {Label: "现在值班", Href: "/storybook/ring/many"}, {Label: "交接班", Href: "#", Here: true}},
		Unit: "历下区指挥调度中心", UnitID: "zhihui", Here: "#", Unread: []Note{Sample()},
		Write: Write{Action: "/storybook", Begins: at(25, 17, 30), Ends: at(26, 8, 30), Found: found},
		Before: []Note{
			{ID: "2", At: at(25, 8, 20), By: "郑九（演示）", Text: "夜间无突发事项。", ReadAt: at(25, 8, 31), ReadBy: "吴八（演示）"},
			{ID: "1", At: at(24, 17, 25), By: "吴八（演示）", Text: "违法建设一件督办今晚到期，请在零点前再催一次。", Cases: cases()[1:2], ReadAt: at(24, 17, 34), ReadBy: "郑九（演示）"},
		},
		Next: "#",
	}
}
