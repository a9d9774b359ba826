package muster

import (
	"time"

	"huying/internal/web/face"
)

func at(hour, minute int) int64 {
	return time.Date(2019, 7, 25, hour, minute, 8, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "muster", State: state, Show: func(f face.Frame) face.Component {
			f.Title, f.Wide = "集结", true
			return face.Sample(f, v, Page, "muster.")
		}}
	}
	none := many(at(6, 10))
	none.Called, none.Units = false, nil
	over := many(at(7, 5))
	over.Units[2].State = Late
	over.Units[4].State = Late
	return []face.Story{story("many", many(at(6, 10))), story("overdue", over), story("empty", none)}
}

// Sample is a muster that runs, for the desks that show it in brief.
func Sample() View { return many(at(6, 10)) }

func many(now int64) View {
	return View{
		No: "2019072500006", Href: "/storybook/case/many", Here: "/storybook/muster/many", Title: "弱电管线与架空线缆整治", Class: "urgent", Called: true, Now: now, N: 1,
		Clock: face.Running(now, at(6, 30), at(6, 5)), Place: "千佛山街道某路与某街交叉口东北角", Rank: "分管领导", Note: "线缆垂落，可能带电，请勿靠近，车辆停在路西。",
		Units: []Unit{
			{ID: "t1", Name: "历下区城市管理局", Part: "lead", State: There, Duty: "测试甲天", Phone: "000-10200021", Arrived: at(6, 2), Person: "测试乙地", Rank: "主要负责人", Distance: 120},
			{ID: "t2", Name: "市公安局交警大队", Part: "assist", State: Short, Duty: "测试丙玄", Phone: "000-10200033", Arrived: at(6, 8), Person: "测试丁黄", Rank: "经办人员", Distance: 40},
			{ID: "t3", Name: "历下区工业和信息化局", Part: "assist", State: Accepted, Duty: "测试戊宇", Phone: "000-10200047"},
			{ID: "t4", Name: "历下区应急管理局", Part: "assist", State: There, Arrived: at(5, 58), Person: "测试己宙", Rank: "分管领导", Distance: 2300},
			{ID: "t5", Name: "姚家综合执法中队", Part: "summoned", State: Silent, Climbed: "区县分管负责同志", Duty: "测试庚洪", Phone: "000-10200052"},
			{ID: "t7", Name: "历下区住房和城乡建设局", Part: "assist", State: Called, Duty: "测试壬荒", Phone: "000-10200061"},
			{ID: "t6", Name: "历下区消防救援大队", Part: "assist", State: Released},
		},
		Township: Unit{ID: "township", Name: "千佛山街道", Part: "township", State: There, Arrived: at(5, 50), Person: "测试辛荒", Rank: "分管领导"},
	}
}
