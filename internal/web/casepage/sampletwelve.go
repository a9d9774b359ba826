package casepage

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"huying/internal/web/face"
	"huying/internal/web/snapshot"
)

// A share is what one of the twelve units did on the morning when the cables fell, as instants of that day.
type share struct {
	unit, officer, duty string
	accepted, arrived   int64 // 0: not yet
	found, acted        string
	answered            int64
	rank                string
}

// shares are the twelve units of the case, by their parts: the first leads.
func shares() []share {
	dawn := func(hour, minute int) int64 { return at(26, hour, minute) }
	return []share{
		{"历下区城市管理局", "测试甲天", "总牵头", dawn(5, 6), dawn(5, 24), "三处线缆垂落，一处压在公交候车亭上", "围挡两处，架设临时支撑", 0, "主要负责人"},
		{"历下区工业和信息化局", "测试乙地", "查明权属", dawn(5, 9), dawn(5, 33), "十一条线缆中八条有标识，三条无主", "逐家通知权属单位到场", 0, "分管领导"},
		{"济南市公安局交警支队历下大队", "测试丙玄", "交通疏导", dawn(5, 5), dawn(5, 20), "东向西两条车道受阻", "封闭一条车道，其余分流", dawn(9, 40), "分管领导"},
		{"历下区应急管理局", "测试丁黄", "现场安全", dawn(5, 8), dawn(5, 31), "垂落线缆未带电，须专人看守", "设警戒线，疏散候车群众", 0, "分管领导"},
		{"历下区消防救援大队", "测试戊宇", "排险", dawn(5, 4), dawn(5, 17), "候车亭顶棚变形，有坠落危险", "拆除变形顶棚", dawn(8, 15), "分管领导"},
		{"历下区市政工程服务中心", "测试己宙", "设施修复", dawn(5, 14), dawn(5, 38), "一处路灯杆基础松动", "临时加固灯杆", 0, "分管领导"},
		{"历下区园林绿化服务中心", "测试庚洪", "清理树枝", dawn(5, 16), dawn(5, 36), "两株行道树枝条压线", "修剪压线枝条", dawn(10, 5), "分管领导"},
		{"历下区综合行政执法局", "测试辛荒", "占道施工查处", dawn(5, 11), dawn(5, 39), "夜间施工车辆未按规定限高行驶", "", 0, "分管领导"},
		{"历下区交通运输局", "测试壬日", "公交改线", dawn(5, 12), dawn(5, 34), "三条公交线路受影响", "临时改线，告知乘客", 0, "分管领导"},
		{"历下区住房和城乡建设局", "测试癸月", "房屋核查", dawn(5, 30), dawn(6, 12), "临街房屋外墙支架脱落", "", 0, "分管领导"},
		{"历下区城乡水务局", "测试子盈", "井盖核查", dawn(5, 48), 0, "", "", 0, ""},
		{"历下区教育和体育局", "测试丑昃", "学校告知", 0, 0, "", "", 0, ""},
	}
}

// An instant of the case: what happened to which share; -1 is the case itself.
type happening struct {
	at         int64
	share      int
	kind, note string
	says       string
	miss       bool
}

// The instants of the whole: who was to accept in half an hour, to be there at twenty to six, and be done within a working day.
var (
	twelveNow      = at(26, 11, 0)
	twelveReported = at(26, 4, 50)
	twelveCalled   = at(26, 4, 57)
	twelveOut      = at(26, 5, 2)
	twelveAccept   = at(26, 5, 32)
	twelveArrive   = at(26, 5, 40)
	twelveFinish   = at(29, 17, 30)
)

const twelveText = "某某路口线缆断落，压在公交候车亭上，早高峰前须恢复通行。"

// happened is all of it in the order of time, as the record has it.
func happened() []happening {
	all := []happening{
		{at: twelveReported, share: -1, kind: "Reported", says: twelveText}, {at: twelveCalled, share: -1, kind: "Called", note: "35-1 线缆垂落、断落（可能带电）", says: "已疏散候车群众，派人看守；本街道无登高设备，权属不明。"},
		{at: twelveOut, share: -1, kind: "Dispatched", note: "牵头 历下区城市管理局"},
	}
	for i, s := range shares() {
		add := func(at int64, kind, note, says string, miss bool) {
			if at != 0 {
				all = append(all, happening{at, i, kind, note, says, miss})
			}
		}
		if s.accepted == 0 || s.accepted > twelveAccept {
			add(twelveAccept, "AcceptMissed", "", "", true)
		}
		add(s.accepted, "Accepted", s.officer, "", false)
		if s.arrived == 0 || s.arrived > twelveArrive {
			add(twelveArrive, "ArriveMissed", "", "", true)
		}
		add(s.arrived, "Arrived", s.rank, "", false)
		if s.arrived == 0 {
			continue
		}
		add(s.arrived+11*minute+int64(i)*minute, "Found", "", s.found, false)
		if s.acted != "" {
			add(s.arrived+34*minute+int64(i)*minute, "Acted", "", s.acted, false)
		}
		until := cmp.Or(s.answered, twelveNow)
		for n, t := 1, s.arrived+55*minute; t < until; n, t = n+1, t+20*minute {
			add(t, "Progressed", "", fmt.Sprintf("%s：第 %d 次进展，现场仍有人值守。", s.duty, n), false)
		}
		add(s.answered, "Answered", "", s.duty+"已完成，人员撤离。", false)
	}
	slices.SortStableFunc(all, func(a, b happening) int { return cmp.Compare(a.at, b.at) })
	return all
}

// twelve is a case of twelve units and a record of some two hundred entries: what a page must bear.
func twelve() View {
	units, all := shares(), happened()
	came, answered := 0, 0
	for _, s := range units {
		if s.arrived != 0 {
			came++
		}
		if s.answered != 0 {
			answered++
		}
	}
	v := base()
	v.No, v.Title, v.By, v.Situation, v.Class, v.Cause = "2019072600003", "弱电管线与架空线缆整治", "弱电管线与架空线缆整治", "35-1 线缆垂落、断落（可能带电）", "urgent", "需部门共同解决"
	v.Matter, v.Place, v.Text, v.Facts = "#", Text{Plain: "千佛山街道某某路与某某街口公交候车亭"}, Text{Plain: twelveText}, Text{Plain: all[1].says}
	v.Township, v.Grid = "千佛山街道", "某某社区第 2 网格"
	v.Steps = stepsTo(4, twelveReported, twelveCalled, twelveOut)
	v.Steps[3] = Step{Name: "respond", State: Here, From: twelveOut, Note: fmt.Sprintf("%d 个单位，%d 个已报到", len(units), came), Clock: face.Running(twelveNow, twelveArrive, 0), Late: 5}
	v.Steps[4].State, v.Steps[4].From, v.Steps[4].Note = Here, units[4].arrived, fmt.Sprintf("%d 个单位，%d 个已反馈", len(units), answered)
	v.Banners = []Banner{{
		Tone: face.Red, Text: "集结：7月26日 05:40 · 某某路与某某街口公交候车亭 · 分管领导", Under: fmt.Sprintf("应到 %d 个单位，%d 个已按职级到场", len(units), came),
		Clock: face.Running(twelveNow, twelveArrive, 0), Links: []face.Link{{Label: "到场看板", Href: "#"}},
	}}
	var lanes []Lane
	var duties []Duty
	for i, s := range units {
		lane := s.lane(i)
		for n, h := range all {
			if h.share == i {
				lane.Turns = append(lane.Turns, Turn{Version: int64(n + 1), At: h.at, Type: h.kind, Note: h.note, Miss: h.miss})
			}
		}
		lanes = append(lanes, lane)
		if d, waits := s.owes(i); waits {
			duties = append(duties, d)
		}
	}
	slices.SortStableFunc(duties, func(a, b Duty) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) })
	v.Duties, v.Later = duties[:4], duties[4:]
	v.Lanes = twelveLanes(all, lanes)
	v.Record = twelveRecord(all, units)
	v.Forms, v.Groups, v.Photos = working().Forms[:3], groups()[1:], []Album{{Name: Before, Files: []File{{Name: "线缆断落.jpg", Href: snapshot.Cables, Thumb: snapshot.Cables}}}}
	return v
}

// lane is a share along the axis, with its three clocks.
func (s share) lane(i int) Lane {
	l := Lane{ID: "t" + strconv.Itoa(i+1), Told: s.officer, Ring: fmt.Sprintf("000-102000%02d", 21+i)}
	l.Task = Task{Unit: s.unit, Part: "assist", Status: "waiting", Note: s.duty, Mine: i == 1}
	if i == 0 {
		l.Part = "lead"
	}
	clock := func(due, done int64) face.Clock {
		if done == 0 {
			return face.Running(twelveNow, due, 0)
		}
		return face.Met(due, done)
	}
	l.Accept, l.Arrive, l.Finish = clock(twelveAccept, s.accepted), clock(twelveArrive, s.arrived), clock(twelveFinish, s.answered)
	l.Limits = []Limit{
		{Name: "accept", At: twelveAccept, Late: l.Accept.Late(), Met: s.accepted != 0}, {Name: "arrive", At: twelveArrive, Late: l.Arrive.Late(), Met: s.arrived != 0},
		{Name: "finish", At: twelveFinish, Met: s.answered != 0},
	}
	to := func(at int64) int64 { return cmp.Or(at, twelveNow) }
	l.Bars = []Bar{{Waits, twelveOut, to(s.accepted)}}
	if to(s.accepted) > twelveAccept {
		l.Bars = append(l.Bars, Bar{Late, twelveAccept, to(s.accepted)})
	}
	if s.accepted != 0 {
		l.Status, l.Officer, l.Phone, l.Told = "accepted", s.officer, l.Ring, ""
		l.Bars = append(l.Bars, Bar{Coming, s.accepted, to(s.arrived)})
		if to(s.arrived) > twelveArrive {
			l.Bars = append(l.Bars, Bar{Late, max(twelveArrive, s.accepted), to(s.arrived)})
		}
	}
	if s.arrived != 0 {
		l.Status, l.Rank = "arrived", s.rank
		l.Bars = append(l.Bars, Bar{Working, s.arrived, to(s.answered)})
	}
	if s.answered != 0 {
		l.Status = "answered"
		l.Bars = append(l.Bars, Bar{Rests, s.answered, twelveNow})
	}
	return l
}

// owes is what the unit is to do next.
func (s share) owes(i int) (d Duty, waits bool) {
	d = Duty{Unit: s.unit, Mine: i == 1, Doing: "finish", Clock: face.Running(twelveNow, twelveFinish, 0)}
	switch {
	case s.accepted == 0:
		d.Doing, d.Clock, d.Told, d.Phone = "accept", face.Running(twelveNow, twelveAccept, 0), s.officer, fmt.Sprintf("000-102000%02d", 21+i)
	case s.arrived == 0:
		d.Doing, d.Clock, d.Told, d.Phone = "arrive", face.Running(twelveNow, twelveArrive, 0), s.officer, fmt.Sprintf("000-102000%02d", 21+i)
	}
	return d, s.answered == 0
}

// twelveLanes puts the case's own lane before the units', all on one axis to eleven o'clock.
func twelveLanes(all []happening, units []Lane) Lanes {
	whole := Lane{ID: Whole, Task: Task{Unit: "全案", Part: Whole, Status: "working", Finish: face.Running(twelveNow, twelveFinish, 0)}}
	whole.Bars = []Bar{{Waits, twelveReported, twelveOut}, {Working, twelveOut, twelveNow}}
	whole.Limits = []Limit{{Name: "finish", At: twelveFinish}}
	for n, h := range all {
		if h.share < 0 {
			whole.Turns = append(whole.Turns, Turn{Version: int64(n + 1), At: h.at, Type: h.kind})
		}
	}
	l := Lanes{All: append([]Lane{whole}, units...)}
	l.Axis = NewAxis(l.All, twelveNow, true)
	l.Axis.Off = []Off{{From: l.Axis.From, To: at(26, 8, 30)}}
	for _, lane := range l.All {
		for i := range lane.Turns {
			lane.Turns[i].Href = "#entry-" + strconv.FormatInt(lane.Turns[i].Version, 10)
		}
	}
	return l
}

// twelveRecord is the newest page of the record, and what of the rest is not to be missed.
func twelveRecord(all []happening, units []share) Record {
	const shown = 30
	var entries, older []Entry
	for n := len(all) - 1; n >= 0; n-- {
		e := all[n].entry(int64(n+1), units)
		switch {
		case len(entries) < shown:
			entries = append(entries, e)
		case e.Miss || e.Type == "Dispatched":
			older = append(older, e)
		}
	}
	r := recordOf(entries...)
	r.Older, r.All, r.Found, r.AllHref, r.More = older, len(all), len(all), "#", "#"
	r.Units = []face.Option{{Value: "township", Label: "千佛山街道"}}
	for i, s := range units {
		r.Units = append(r.Units, face.Option{Value: strconv.Itoa(i), Label: s.unit})
	}
	return r
}

// entry is the record's line about it.
func (h happening) entry(version int64, units []share) Entry {
	e := Entry{Version: version, At: h.at, Type: h.kind, Miss: h.miss, Receipt: "#"}
	switch {
	case h.kind == "Reported":
		e.Unit, e.Role, e.Person = "某某社区第 2 网格", "网格员", "赵一（演示）"
	case h.kind == "Called":
		e.Unit, e.Role, e.Person = "千佛山街道", "镇街经办", "钱二（演示）"
	case h.share < 0:
		e.Unit, e.Role, e.Person = "历下区指挥调度中心", "派遣员", "吴六（演示）"
	case h.miss:
		e.Unit, e.Gist = "时钟", []string{units[h.share].unit}
	default:
		e.Unit, e.Role, e.Person = units[h.share].unit, "部门经办", units[h.share].officer
	}
	if h.note != "" && !h.miss {
		e.Gist = append(e.Gist, h.note)
	}
	if h.says != "" {
		e.Says = []Said{{Text: Text{Plain: h.says}}}
	}
	return e
}
