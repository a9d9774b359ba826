package casepage

import (
	"strconv"

	"huying/internal/web/face"
	"huying/internal/web/snapshot"
)

// stepsTo are the phases with the case in the one of this number, and when those before it ended.
func stepsTo(present int, ended ...int64) []Step {
	var all []Step
	for i, name := range []string{"report", "call", "sort", "respond", "link", "close", "rate"} {
		s := Step{Name: name, State: Next}
		switch {
		case i < present:
			s.State = Done
			if i < len(ended) {
				s.To, s.From = ended[i], ended[max(0, i-1)]
			}
		case i == present:
			s.State = Here
			if i <= len(ended) && i > 0 {
				s.From = ended[i-1]
			}
		}
		all = append(all, s)
	}
	return all
}

func recordOf(entries ...Entry) Record {
	r := Record{Entries: entries, All: len(entries), Found: len(entries), Here: "#", Whole: "#", Proof: "/record/370102"}
	for i, unit := range []string{"姚家街道", "历下区综合行政执法局", "市生态环境局历下分局", "历下区市场监督管理局"} {
		r.Units = append(r.Units, face.Option{Value: strconv.Itoa(i), Label: unit})
	}
	for _, sort := range [][2]string{{"turns", "流转"}, {"work", "办理"}, {"time", "时限、督促"}, {"marks", "评价"}, {"notes", "备注、附件"}} {
		r.Sorts = append(r.Sorts, face.Option{Value: sort[0], Label: sort[1]})
	}
	for i := range r.Entries {
		r.Entries[i].Index = 1041 + r.Entries[i].Version
	}
	return r
}

func photos() []Album {
	return []Album{
		{Name: Before, Files: []File{{Name: "排烟口朝向居民楼.jpg", Href: snapshot.Exhaust, Thumb: snapshot.Exhaust}}},
		{Name: After, Files: []File{{Name: "净化器已更换.jpg", Href: snapshot.Purifier, Thumb: snapshot.Purifier}, {Name: "排烟管已移至楼顶.jpg", Href: snapshot.Roof, Thumb: snapshot.Roof}}},
	}
}

// lanesOf puts the lane of the case itself before those of the units, and all on one axis.
func lanesOf(now int64, units ...Lane) Lanes {
	whole := Lane{ID: Whole, Task: Task{Unit: "全案", Part: Whole, Status: "working", Finish: face.Running(now, at(31, 17, 30)+14*day, 0)}}
	whole.Turns = []Turn{{Version: 1, At: at(25, 8, 31), Type: "Reported"}, {Version: 2, At: at(25, 9, 2), Type: "Called"}, {Version: 3, At: at(25, 9, 14), Type: "Dispatched"}}
	whole.Bars = []Bar{{Waits, at(25, 8, 31), at(25, 9, 14)}, {Working, at(25, 9, 14), now}}
	whole.Limits = []Limit{{Name: "finish", At: at(31, 17, 30) + 14*day}}
	l := Lanes{All: append([]Lane{whole}, units...)}
	l.Axis = NewAxis(l.All, now, true)
	for d := int64(0); d < 40; d++ {
		for _, off := range [][2]int64{{0, 17 * hour / 2}, {35 * hour / 2, 24 * hour}} {
			if from := at(25, 0, 0) + d*day + off[0]; from < l.Axis.To && from-off[0]+off[1] > l.Axis.From {
				weekend := d%7 == 2 || d%7 == 3
				l.Axis.Off = append(l.Axis.Off, Off{From: from, To: from - off[0] + off[1], Day: weekend})
			}
		}
	}
	for _, lane := range l.All {
		for i := range lane.Turns {
			lane.Turns[i].Href = "#entry-" + strconv.FormatInt(lane.Turns[i].Version, 10)
		}
	}
	return l
}

// units are the four shares of the sample, at five past ten.
func (View) units() []Lane {
	now, later := at(25, 10, 5), at(31, 17, 30)+14*day
	accepted, arrived := "Accepted", "Arrived"
	return []Lane{
		{
			ID: "t1", Task: Task{Unit: "历下区综合行政执法局", Part: "lead", Status: "arrived", Officer: "孙三（演示）", Phone: "053100000101", Rank: "分管领导", Accept: face.Met(at(25, 10, 14), at(25, 9, 21)), Arrive: face.Met(at(25, 14, 44), at(25, 9, 58)), Finish: face.Running(now, later, 0)},
			Bars:   []Bar{{Waits, at(25, 9, 14), at(25, 9, 21)}, {Coming, at(25, 9, 21), at(25, 9, 58)}, {Working, at(25, 9, 58), now}},
			Limits: []Limit{{Name: "accept", At: at(25, 10, 14)}, {Name: "arrive", At: at(25, 14, 44)}, {Name: "finish", At: later}},
			Turns:  []Turn{{Version: 3, At: at(25, 9, 14), Type: "Dispatched"}, {Version: 4, At: at(25, 9, 21), Type: accepted}, {Version: 7, At: at(25, 9, 58), Type: arrived, Note: "分管领导"}},
			Doing:  []face.Link{{Label: "催办", Href: "#"}, {Label: "督办", Href: "#"}},
		},
		{
			ID: "t2", Task: Task{Unit: "市生态环境局历下分局", Part: "assist", Status: "arrived", Officer: "李四（演示）", Phone: "053100000102", Rank: "分管领导", Accept: face.Met(at(25, 9, 44), at(25, 9, 52)), Arrive: face.Met(at(25, 14, 44), at(25, 10, 2)), Finish: face.Running(now, later, 0), Mine: true},
			Bars:   []Bar{{Waits, at(25, 9, 14), at(25, 9, 52)}, {Late, at(25, 9, 44), at(25, 9, 52)}, {Coming, at(25, 9, 52), at(25, 10, 2)}, {Working, at(25, 10, 2), now}},
			Limits: []Limit{{Name: "accept", At: at(25, 9, 44), Late: true}, {Name: "arrive", At: at(25, 14, 44)}, {Name: "finish", At: later}},
			Turns:  []Turn{{Version: 3, At: at(25, 9, 14), Type: "Dispatched"}, {Version: 5, At: at(25, 9, 52), Type: "AcceptMissed", Note: "应于 7月25日 09:44 前", Miss: true}, {Version: 6, At: at(25, 9, 52), Type: accepted}, {Version: 8, At: at(25, 10, 2), Type: arrived, Note: "分管领导"}},
			Doing:  []face.Link{{Label: "认定", Href: "#"}, {Label: "处置", Href: "#"}, {Label: "反馈", Href: "#"}},
		},
		{
			ID: "t3", Told: "郑七（演示）", Ring: "000-10000007",
			Task:   Task{Unit: "历下区市场监督管理局", Part: "assist", Status: "accepted", Officer: "周五（演示）", Phone: "053100000103", Accept: face.Met(at(25, 10, 14), at(25, 9, 30)), Arrive: face.Running(now, at(25, 14, 44), at(25, 10, 0)), Finish: face.Running(now, later, 0)},
			Bars:   []Bar{{Waits, at(25, 9, 14), at(25, 9, 30)}, {Coming, at(25, 9, 30), now}},
			Limits: []Limit{{Name: "accept", At: at(25, 10, 14)}, {Name: "arrive", At: at(25, 14, 44)}, {Name: "finish", At: later}},
			Turns:  []Turn{{Version: 3, At: at(25, 9, 14), Type: "Dispatched"}, {Version: 4, At: at(25, 9, 30), Type: accepted}},
		},
		{
			ID: "t4", Task: Task{Unit: "历下区住房和城乡建设局", Part: "assist", Status: "released", Note: "与本单位职责无关", Accept: face.Clock{State: face.ClockGone}, Arrive: face.Clock{State: face.ClockGone}, Finish: face.Clock{State: face.ClockGone}, Ended: true},
			Bars:  []Bar{{Waits, at(25, 9, 14), at(25, 9, 40)}},
			Turns: []Turn{{Version: 3, At: at(25, 9, 14), Type: "Dispatched"}, {Version: 4, At: at(25, 9, 40), Type: "Released", Note: "与本单位职责无关"}},
		},
	}
}
