package days

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/web/face"
)

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	c := calendar.Shipped()
	at := time.Date(2026, 11, 12, 10, 0, 0, 0, c.Zone())
	v := View{Year: 2026, Hours: c.Hours(), Missing: 2027, Years: []face.Link{{Label: "2025", Href: "#"}, {Label: "2026", Href: "#", Here: true}}}
	v.Months, v.Worked, v.Named = Months(c, 2026, at, func(name string) string { return name })
	changed := v
	changed.Missing = 0
	changed.Changes = []Change{{At: at.UnixMicro(), Who: "历下区大数据局 · 系统管理员", What: "2026"}}
	changed.Orders = []Change{{At: at.UnixMicro(), Who: "历下区委区政府 · 区县政府审批人", What: "防汛停工一日，相应顺延"}}
	changed.Forms = []face.Form{
		{Action: "#", Verb: "exception", Title: "调整一日", Open: true, Send: "调整", Fields: []face.Field{
			{Name: "date", Label: "日期", Kind: face.Date, Need: true, Value: "2026-12-07", Half: true},
			{Name: "name", Label: "名称", Value: "防汛停工", Half: true},
		}},
		{Action: "#", Verb: "recount", Title: "重算时限", Wrong: "请填写理由", Open: true, Tone: face.Red, Fields: []face.Field{{Name: "reason", Label: "理由", Kind: face.Area, Need: true}}},
	}
	story := func(state string, v View) face.Story {
		return face.Story{Page: "days", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "历法"
			return face.Sample(f, v, Page, "days.")
		}}
	}
	return []face.Story{story("many", v), story("changed", changed)}
}
