package casepage

import "huying/internal/web/face"

// Late: one unit has not come, and the case is urgent.
func overdue() View {
	v := working()
	now := at(25, 18, 10)
	v.Class, v.Round = "urgent", 2
	v.Duties[0].Clock = face.Running(now, at(25, 14, 44), at(25, 10, 0))
	v.Duties = append(v.Duties, Duty{Unit: "姚家街道", Doing: "approval", Clock: face.Clock{State: face.ClockUnknown, Year: 2027}})
	units := v.units()
	for i := range units {
		if n := len(units[i].Bars) - 1; i < 3 {
			units[i].Bars[n].To = now
		}
	}
	units[2].Arrive, units[2].Finish = v.Duties[0].Clock, face.Clock{State: face.ClockStatute}
	units[2].Bars = append(units[2].Bars, Bar{Late, at(25, 14, 44), now})
	units[2].Limits[1].Late = true
	units[2].Turns = append(units[2].Turns, Turn{Version: 8, At: at(25, 14, 45), Type: "ArriveMissed", Note: "应于 7月25日 14:44 前", Miss: true})
	v.Lanes = lanesOf(now, units...)
	v.Steps[3].Clock, v.Steps[3].Late = v.Duties[0].Clock, 2
	v.Steps[3].Marks = []Mark{{Text: "退单 1 次"}}
	return v
}

// Closed: two of three units are rated.
func closed() View {
	v := working()
	now := at(30, 10, 0)
	v.Status = "closed"
	v.Steps = stepsTo(6, at(25, 8, 31), at(25, 9, 2), at(25, 9, 14), at(25, 10, 4), at(29, 16, 0), at(30, 9, 30))
	v.Steps[6].Note, v.Steps[6].Clock = "3 个单位，2 个已评", face.Running(now, at(31, 17, 30), 0)
	v.Steps[3].Late = 1
	v.Duties = []Duty{{Unit: "姚家街道", Doing: "rate", Clock: face.Running(now, at(31, 17, 30), 0), Mine: true}}
	units := v.units()
	for i, grade := range []string{"very_satisfied", "very_dissatisfied", "due"} {
		u := &units[i]
		u.Status, u.Finish, u.Mine, u.Grade, u.Told, u.Limits = "answered", face.Met(at(31, 17, 30), at(29, 15, 10)), false, grade, "", nil
		u.Arrive = face.Met(at(25, 14, 44), at(25, 10, 2+i))
		u.Bars[len(u.Bars)-1].To = at(29, 15, 10)
		u.Bars = append(u.Bars, Bar{Rests, at(29, 15, 10), at(30, 9, 30)})
		u.Turns = append(u.Turns, Turn{Version: 9, At: at(26, 10, 0), Type: "Found", Note: "存在违法行为"}, Turn{Version: 10, At: at(27, 9, 0), Type: "Acted", Note: "行政处罚"}, Turn{Version: 11, At: at(29, 15, 10), Type: "Answered"})
		u.Doing = nil
		if grade != "due" {
			u.Turns = append(u.Turns, Turn{Version: 12, At: at(30, 9, 50), Type: "Rated"})
		} else {
			u.Doing = []face.Link{{Label: "评价", Href: "#"}}
		}
	}
	v.Lanes = lanesOf(now, units...)
	v.Lanes.All[0].Bars[1].To, v.Lanes.All[0].Status = at(29, 16, 0), "closed"
	v.Lanes.All[0].Turns = append(v.Lanes.All[0].Turns, Turn{At: at(29, 16, 0), Type: "Consolidated"}, Turn{At: at(30, 9, 30), Type: "Closed"})
	return v
}

func suspendedHere() View {
	v := working()
	now := at(29, 9, 0)
	v.Status = "suspended"
	v.Steps[3].State, v.Steps[3].To, v.Steps[3].Note = Done, at(25, 10, 30), ""
	v.Steps[4].State, v.Steps[4].Marks = Held, []Mark{{Text: "7月26日 15:00 起挂账", Icon: "pause", Tone: face.Amber}}
	v.Banners = []Banner{{Tone: face.Amber, Text: "已挂账：需工程施工", Under: "各项时限中止，到期须复核；恢复办理后按剩余时间续算。", Clock: face.Running(now, at(31, 17, 30), 0)}}
	v.Duties = []Duty{{Unit: "历下区综合行政执法局", Doing: "review", Clock: face.Running(now, at(31, 17, 30), 0)}}
	units := v.units()
	for i := range units[:3] {
		u := &units[i]
		u.Finish, u.Limits = face.Clock{State: face.ClockPaused}, nil
		u.Bars[len(u.Bars)-1].To = now
		u.Bars = append(u.Bars, Bar{Pauses, at(26, 15, 0), now})
	}
	v.Lanes = lanesOf(now, units...)
	return v
}

func mergedHere() View {
	v := called()
	v.Status, v.Duties = "merged", nil
	v.Steps[2].State, v.Steps[2].Marks = Held, []Mark{{Text: "7月25日 09:20 并入 2019072400009", Icon: "pause", Tone: face.Amber}}
	for i := 3; i < len(v.Steps); i++ {
		v.Steps[i].State = Void
	}
	v.Banners = []Banner{{Tone: face.Amber, Text: "已并入另一件，本件时限中止；七日内可以撤销。", Links: []face.Link{{Label: "餐饮油烟污染治理 2019072400009", Href: "#"}}}}
	return v
}

func rulingHere() View {
	v := called()
	v.Status, v.Title, v.Situation, v.By, v.Matter = "ruling", "无主热力井盖缺失", "", "清单外", ""
	v.Steps[2].Marks = []Mark{{Text: "待裁定", Icon: "pause", Tone: face.Amber}}
	v.Banners = []Banner{{Tone: face.Amber, Text: "清单外事项，等编办指定临时牵头单位。", Clock: face.Running(at(25, 9, 40), at(26, 9, 2), 0)}}
	v.Duties = []Duty{{Unit: "历下区委编办", Doing: "ruling", Told: "冯八（演示）", Phone: "000-10000008", Clock: face.Running(at(25, 9, 40), at(26, 9, 2), 0)}}
	return v
}
