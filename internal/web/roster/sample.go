package roster

import (
	"fmt"
	"time"

	"huying/internal/web/face"
)

var zone = time.FixedZone("UTC+8", 8*60*60)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 10, day, hour, minute, 0, 0, zone).UnixMicro()
}

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "roster", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "值班表"
			return face.Sample(f, v, Page, "roster.", "weekday.", "form.")
		}}
	}
	ring := func(state string, v Ring) face.Story {
		return face.Story{Page: "ring", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "现在值班"
			return face.Sample(f, v, RingPage, "roster.")
		}}
	}
	empty := sampleWeek(false)
	for i := range empty.Days {
		for j := range empty.Days[i].Slots {
			s := &empty.Days[i].Slots[j]
			s.Turns = nil
			if s.Quiet = i == 0 && j == 0; !s.Quiet {
				s.Gaps = []string{""}
			}
		}
	}
	empty.Gaps = 13
	wrong := sampleWeek(true)
	wrong.Faults = []Fault{{Line: 3, Column: 2, Heading: "姓名", Reason: "本单位有同名的人，请填写账号"}, {Line: 5, Column: 4, Heading: "结束", Reason: "结束时间应晚于开始时间"}}
	wrong.Pasted = "账号\t姓名\t开始\t结束\t电话\t班别\n\t孙三\t2019-10-08 17:30\t2019-10-09 08:30\t000-10200013\t主班\n"
	refused := sampleWeek(true)
	refused.Do[0].Open, refused.Do[0].Fields[0].Wrong = true, "值班人员须是本单位在岗人员"
	return []face.Story{
		story("week", sampleWeek(true)), story("holiday", sampleWeek(true)), story("looking", sampleWeek(false)), story("empty", empty), story("month", sampleMonth()),
		story("wrong", wrong), story("refused", refused), ring("many", sampleRing()), ring("none", Ring{Tabs: tabs("now"), Here: "#", Words: "消防救援", Units: 68}),
	}
}

func tabs(here string) []face.Link {
	return []face.Link{
		{Label: "值班表", Href: "/storybook/roster/week", Here: here == "table"}, {Label: "现在值班", Href: "/storybook/ring/many", Here: here == "now"},
		{Label: "交接班", Href: "#", Here: here == "handover"},
	}
}

// sampleWeek is the end of National Day 2019 and the days worked after it.
func sampleWeek(keeps bool) View {
	v := View{
		Tabs: []face.Link{tabs("table")[0], tabs("table")[2]}, Here: "#", Unit: "历下区综合行政执法局", UnitID: "u", Action: "/storybook", Gaps: 2,
		Units: []face.Option{{Value: "u", Label: "历下区综合行政执法局", Chosen: true}, {Value: "s", Label: "姚家中队"}},
		Asked: Asked{Unit: "u", View: "week", Day: "2019-10-07"}, Span: "2019年10月7日 – 2019年10月13日", Before: "#", After: "#", Export: "#",
		Ways: []face.Link{{Label: "按周", Href: "/storybook/roster/week", Here: true}, {Label: "按月", Href: "/storybook/roster/month"}},
	}
	names := []string{"孙三（演示）", "李四（演示）", "周五（演示）"}
	for i := range 7 {
		date := time.Date(2019, 10, 7+i, 0, 0, 0, 0, zone)
		d := Day{
			ID: date.Format(time.DateOnly), Date: date.Format("1月2日"), Number: fmt.Sprint(date.Day()), Kind: "working", Today: i == 1, Over: i == 0, Href: "#",
			Weekday: [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[date.Weekday()],
		}
		day := Slot{Name: "白班", Hours: "08:30–17:30", Turns: []Turn{{Name: names[i%3], Phone: "000-10200013"}}, Over: i == 0, Now: i == 1}
		night := Slot{Name: "夜班", Hours: "17:30–08:30", Turns: []Turn{{Name: names[(i+1)%3], Phone: "000-10200014"}}}
		switch i {
		case 0:
			d.Kind, d.Name = "holiday", "国庆节"
			day.Turns = append(day.Turns, Turn{Name: names[1], Phone: "000-10200015", Second: true})
		case 2:
			day.Turns, day.Quiet = nil, true
			night.Turns[0].Hours, night.Gaps = "17:30–22:00", []string{"22:00–08:30"}
		case 3:
			night.Turns, night.Gaps = nil, []string{""}
		case 5:
			d.Kind, d.Name = "makeup", "国庆节"
		case 6:
			d.Kind = "weekend"
			long := Turn{Name: names[2], Phone: "000-10200016", Hours: "10月13日 08:30 – 10月15日 08:30"}
			day.Turns, night.Turns = []Turn{long}, []Turn{long}
		}
		d.Slots = []Slot{day, night}
		if keeps && i > 0 {
			for j := range d.Slots {
				s := &d.Slots[j]
				s.Put = "#do-plan"
				for k := range s.Turns {
					s.Turns[k].Ends = &End{Account: "a", Starts: "1", Label: "撤班", Whole: "撤班"}
				}
			}
		}
		v.Days = append(v.Days, d)
	}
	if keeps {
		v.Do = sampleForms()
	}
	return v
}

func sampleForms() []face.Form {
	person := face.Field{Name: "account", Label: "值班人员", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "a", Label: "孙三（演示）"}, {Value: "b", Label: "李四（演示）"}}}
	which := face.Field{Name: "which", Label: "哪些日子", Kind: face.Choice, Need: true, Half: true, Options: []face.Option{{Value: "all", Label: "所有日", Chosen: true}, {Value: "working", Label: "仅工作日"}}}
	return []face.Form{
		{Action: "/storybook", Verb: "plan", Title: "排班", Note: "每日一个班次；已经开始的只排剩余时间。", Clause: "P-130", Tone: face.Blue, Fields: []face.Field{
			person, {Name: "shift", Label: "班次", Kind: face.Choice, Need: true, Half: true, Options: []face.Option{{Value: "night", Label: "夜班", Chosen: true}}}, which,
			{Name: "from", Label: "自", Kind: face.Date, Need: true, Half: true, Value: "2019-10-10"}, {Name: "through", Label: "至", Kind: face.Date, Need: true, Half: true, Value: "2019-10-10"},
			{Name: "phone", Label: "值班电话", Kind: face.Phone, Hint: "不填则为本人登记的电话；电话不入记录"}, {Name: "second", Label: "作为副班", Kind: face.Tick, Hint: "与主班同时值班，随后告知"},
		}},
		{Action: "/storybook", Verb: "exact", Title: "按起止时间排班", Clause: "P-130", Fields: []face.Field{person, {Name: "starts", Label: "开始", Kind: face.Moment, Need: true, Half: true}, {Name: "ends", Label: "结束", Kind: face.Moment, Need: true, Half: true}}},
		{Action: "/storybook", Verb: "again", Title: "续排后几周", Clause: "P-130", Fields: []face.Field{{Name: "weeks", Label: "几周", Kind: face.Number, Need: true, Half: true, Value: "1"}, which}},
	}
}

// sampleMonth is a month of which the last third has nobody yet.
func sampleMonth() View {
	v := sampleWeek(true)
	v.Days, v.Span, v.Asked.View, v.Gaps = nil, "2019年10月", "month", 16
	v.Ways[0].Here, v.Ways[1].Here = false, true
	first := time.Date(2019, 9, 30, 0, 0, 0, 0, zone)
	for week := range 5 {
		var days []Day
		for i := range 7 {
			date := first.AddDate(0, 0, 7*week+i)
			d := Day{
				ID: date.Format(time.DateOnly), Date: date.Format("1月2日"), Number: fmt.Sprint(date.Day()), Kind: "working", Today: date.Day() == 8 && week == 1, Over: date.Before(time.Date(2019, 10, 8, 0, 0, 0, 0, zone)),
				Weekday: [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[date.Weekday()], Href: "/storybook/roster/week", Short: [...]string{"日", "一", "二", "三", "四", "五", "六"}[date.Weekday()], Outside: date.Month() != time.October,
			}
			day, night := Slot{Name: "白班"}, Slot{Name: "夜班"}
			if i > 4 {
				d.Kind = "weekend"
			}
			if date.Month() == time.October && date.Day() < 8 {
				d.Kind, d.Name = "holiday", "国庆节"
			}
			if date.Day() < 21 || week == 0 {
				day.Turns, night.Turns = []Turn{{Name: "孙三（演示）"}}, []Turn{{Name: "李四（演示）"}, {Name: "周五（演示）", Second: true}}
			} else {
				night.Gaps = []string{""}
				if d.Kind == "weekend" {
					day.Gaps = []string{""}
				}
			}
			d.Slots = []Slot{day, night}
			days = append(days, d)
		}
		v.Weeks = append(v.Weeks, days)
	}
	return v
}

func sampleRing() Ring {
	one := func(id, name string, people ...Person) Ringing {
		return Ringing{ID: id, Name: name, Href: "#", People: people}
	}
	who := func(name, phone string, second bool) Person {
		return Person{Name: name, Phone: phone, Second: second, Until: at(9, 8, 30)}
	}
	return Ring{Tabs: tabs("now"), Here: "#", Units: 68, Gaps: 1, Groups: []Group{
		{ID: "centre", Title: "指挥中心", Units: []Ringing{one("zhihui", "历下区指挥调度中心", who("吴八（演示）", "000-10200001", false), who("郑九（演示）", "000-10200002", true))}},
		{ID: "township", Title: "镇街", Units: []Ringing{one("a", "姚家街道", who("钱二（演示）", "000-10200003", false)), one("b", "千佛山街道")}},
		{ID: "department", Title: "区县部门", Units: []Ringing{one("c", "历下区综合行政执法局", who("孙三（演示）", "000-10200013", false))}},
	}}
}
