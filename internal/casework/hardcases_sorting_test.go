package casework

import (
	"slices"
	"testing"

	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
)

// A tale (办案经过) is a case told step by step, with what is looked at on the way.
type tale struct {
	*testing.T
	c      Case
	record []Recorded
	list   *catalogue.Book
}

// does: somebody does something at some time, and it is recorded so.
func (w *tale) does(by org.Actor, at string, cmd Command, want ...string) []Recorded {
	w.Helper()
	g := givenTo(by, on(at))
	if w.list != nil {
		g.List = w.list
	}
	var record []Recorded
	var err error
	if w.c, record, err = enact(w, w.c, cmd, g); err != nil {
		w.Fatalf("%s %s by %s: %v", at, cmd.Verb(), by.Account, err)
	}
	w.record = append(w.record, record...)
	var names []string
	for _, r := range record {
		names = append(names, Name(r.Event))
	}
	if len(want) > 0 && !slices.Equal(names, want) {
		w.Fatalf("%s %s by %s is recorded as %v, want %v", at, cmd.Verb(), by.Account, names, want)
	}
	return record
}

// cannot: a rule says no.
func (w *tale) cannot(by org.Actor, at string, cmd Command, clause string) {
	w.Helper()
	_, _, err := enact(w, w.c, cmd, givenTo(by, on(at)))
	if r, ok := rule.As(err); !ok || r.Clause != clause {
		w.Fatalf("%s %s by %s: got %v, want a refusal by %s", at, cmd.Verb(), by.Account, err, clause)
	}
}

// stands: this is how the case stands now.
func (w *tale) stands(want string) {
	w.Helper()
	if got := posture(w.c); got != want {
		w.Fatalf("the case stands\n%s, want\n%s", got, want)
	}
}

func tellOf(t *testing.T, story []deed) *tale {
	c, record := play(t, story)
	return &tale{T: t, c: c, record: record}
}

// 第二次退单: two units say that it is not theirs; the staffing office says whose it is, and there it stays.
func TestHardSecondReturn(t *testing.T) {
	w := tellOf(t, dispatched)
	w.does(enforcer, "07-25 09:20", Return{Ground: "other_unit", Clause: "第 56 项"}, "Returned")
	w.does(duty, "07-25 09:30", Uphold{Task: "t1", Next: shenpi, Reason: "似属审批"}, "Upheld")
	w.does(permits, "07-25 09:35", Return{Ground: "not_listed", Clause: "第 56 项"}, "Returned")
	w.stands("办理中｜*t1已解除 t2待接单 t3待接单 *t4已退单｜全案办结 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3 接单t4 报到t4 办结t4 裁定t4")
	if d := Duties(w.c, w.c.Last, units); !slices.ContainsFunc(d, func(d Duty) bool { return d.Kind == ClockRuling && d.Unit == "bianban" && d.Verb == VerbRule }) {
		t.Errorf("the staffing office has it before it: %+v", d)
	}

	w.cannot(duty, "07-25 09:36", Uphold{Task: "t4", Next: jiaojing, Reason: "再转"}, "P-49")
	w.cannot(duty, "07-25 09:36", Overrule{Task: "t4", Reason: "就它"}, "P-49")
	w.does(bureau, "07-25 09:40", Rule{Task: "t4", Unit: zhifa, Reason: "油烟净化设施属综合执法", Change: "第 56 项写明"}, "Ruled")
	lead, _ := w.c.LeadTask()
	if lead.ID != "t5" || lead.Unit != zhifa || !lead.Designated || lead.Status != TaskDesignated || lead.Done.Started != on("07-25 09:40").UnixMicro() {
		t.Errorf("the first unit leads, designated, its time from now: %+v", lead)
	}
	w.does(enforcer, "07-25 09:50", Accept{}, "AcceptMissed", "AcceptMissed", "Accepted") // t2 and t3 are late meanwhile
	w.cannot(enforcer, "07-25 09:55", Return{Ground: "other_unit", Clause: "第 56 项"}, "P-45")
	if got := w.c.Ratable(); len(got) != 0 {
		t.Errorf("who returned rightly and never came is not rated: %+v", got)
	}
}

// 裁定镇街自办: the staffing office rules against the township; it has its report again, and deals with it.
func TestHardRulingAgainstTheTownship(t *testing.T) {
	w := tellOf(t, called)
	w.does(desk, "07-25 09:13", Decline{"own_duty", "第 56 项", "属日常管理"}, "Declined")
	w.does(operator, "07-25 09:40", Dispute{Reason: "清单明确"}, "Disputed")
	w.stands("待裁定｜｜裁定")
	w.cannot(desk, "07-25 09:41", Dispatch{}, "P-30")
	w.does(bureau, "07-25 10:00", Rule{Reason: "流动摊贩属镇街日常管理"}, "Ruled")
	w.stands("待受理｜｜受理")
	w.cannot(operator, "07-25 10:05", Dispute{Reason: "不服"}, "P-48")
	w.does(operator, "07-25 14:10", Settle{How: "已劝导入室"}, "Settled")
	w.stands("已自办｜｜")
}

// 牵头退出而配合在办: the lead goes, rightly, while others are at work; their work goes on, and nobody forgets the lead.
func TestHardLeadUpheldAway(t *testing.T) {
	w := tellOf(t, dispatched)
	w.does(monitor, "07-25 09:20", Accept{})
	w.does(monitor, "07-25 09:40", Arrive{})
	w.does(enforcer, "07-25 09:41", Return{Ground: "other_unit", Clause: "第 56 项"})
	w.does(monitor, "07-25 09:42", Find{Kind: "other", Text: "超标 2 倍"})
	w.does(duty, "07-25 09:43", Uphold{Task: "t1", Reason: "确非其职责"}, "Upheld")
	w.stands("办理中｜*t1已解除 t2已报到 t3待接单｜补派牵头 全案办结 办结t2 接单t3 报到t3 办结t3")
	w.does(monitor, "07-25 10:00", Answer{Text: "监测报告"}, "AcceptMissed", "Answered") // nobody consolidates with it
	w.cannot(monitor, "07-25 10:01", Consolidate{Text: "x"}, "P-54")
	w.does(Clockwork, "07-25 10:44", Lapse{}, "LeadMissed")
	w.does(desk, "07-25 10:50", Join{Unit: shengtai, Lead: true, Reason: "由在办单位牵头"}, "Joined")
	lead, _ := w.c.LeadTask()
	if lead.ID != "t2" || lead.Status != TaskAnswered || lead.After != "t1" || !lead.Done.Running() || w.c.LeadVacant {
		t.Errorf("what it did stays done, and now it answers for the whole: %+v", lead)
	}
	w.does(market, "07-25 11:00", Accept{})
	w.does(market, "07-25 11:10", Arrive{})
	w.does(market, "07-25 11:30", Answer{Text: "在案"}, "Answered")
	w.does(monitor, "07-25 11:40", Consolidate{Text: "已整改"}, "Consolidated")
	w.stands("待核查｜*t1已解除 *t2已反馈 t3已反馈｜全案办结 核查")
}

// 另案办结之后撤销合并: the case into which it was merged is done; the merger is undone all the same, and its own time runs on.
func TestHardMergeUndoneAfterAnswer(t *testing.T) {
	w := tellOf(t, dispatched)
	other, _ := play(t, did(stationR, "07-25 08:50", fumes))
	other.ID, other.No = "51b1", "2019072500002"
	between := func(by org.Actor, at string, cmd Command) {
		t.Helper()
		var err error
		if w.c, other, _, _, err = enactPair(t, w.c, other, cmd, givenTo(by, on(at))); err != nil {
			t.Fatal(err)
		}
	}
	into := func(by org.Actor, at string, cmd Command) {
		t.Helper()
		var err error
		if other, _, err = enact(t, other, cmd, givenTo(by, on(at))); err != nil {
			t.Fatal(err)
		}
	}
	between(operator, "07-25 09:23", Merge{Into: "2019072500002", Reason: "同一油烟"})
	w.stands("已合并｜*t1待接单 t2待接单 t3待接单｜")
	if w.c.Open() || !slices.Equal(other.Absorbed, []string{"7c0e"}) {
		t.Errorf("one stands still, the other knows of it: %+v", other)
	}
	w.cannot(enforcer, "07-25 09:30", Accept{}, "P-40")
	for _, d := range given(
		did(operator, "07-25 09:30", called56), did(desk, "07-25 09:40", Dispatch{Lead: zhifa, Assists: &[]org.UnitID{}, Reason: "一家即可"}),
		did(enforcer, "07-25 09:50", Accept{}), did(enforcer, "07-25 10:00", Arrive{}), did(enforcer, "07-26 09:00", Answer{Text: "已处罚"}),
	) {
		into(d.by, d.at, d.cmd)
	}

	between(operator, "07-26 10:00", Unmerge{Reason: "并非同一家"})
	w.stands("办理中｜*t1待接单 t2待接单 t3待接单｜全案办结 接单t1 报到t1 办结t1 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3")
	lead, _ := w.c.LeadTask()
	if left := lead.Accept.Due.At - on("07-26 10:00").UnixMicro(); left != 20*60e6 { // ten of thirty minutes had passed
		t.Errorf("%d microseconds are left to accept", left)
	}
	if lead.Done.Due.At != on("08-02 17:30").UnixMicro() {
		t.Errorf("five working days were left: %v", lead.Done.Due.Time())
	}
	if len(other.Absorbed) != 0 || other.Status != CaseAnswered {
		t.Errorf("the other is answered, and apart: %+v", other)
	}
	w.does(enforcer, "07-26 10:10", Accept{}, "Accepted")
	into(operator, "07-26 10:20", Close{})
}

// 两个中队，不呼叫: a township deals with a matter by its own agencies alone. They are waited for and rated like any other.
func TestHardTwoSquadsWithoutACall(t *testing.T) {
	w := tellOf(t, reported)
	w.does(operator, "07-25 09:00", Summon{Units: []org.UnitID{zhongdui, suo}, Reason: "当场处理"}, "Summoned")
	w.stands("待受理｜t1待接单 t2待接单｜受理 接单t1 报到t1 办结t1 接单t2 报到t2 办结t2")
	for _, by := range []org.Actor{sergeant, office} {
		w.does(by, "07-25 09:10", Accept{}, "Accepted")
		w.does(by, "07-25 09:30", Arrive{}, "Arrived")
	}
	w.does(sergeant, "07-25 10:00", Act{Kind: "other", Text: "暂扣灶具"}, "Acted")
	w.does(sergeant, "07-25 10:05", Answer{Text: "已暂扣"}, "Answered")
	w.cannot(operator, "07-25 10:06", Settle{How: "已处理"}, "P-55")
	w.does(office, "07-25 10:10", Answer{Text: "证照齐全"}, "Answered")
	w.does(operator, "07-25 10:20", Settle{How: "两队处理完毕"}, "Settled")
	w.stands("已自办｜t1已反馈 t2已反馈｜评价")
	w.cannot(operator, "07-25 10:21", Archive{}, "P-68")
	w.does(operator, "07-25 10:30", Rate{Task: "t1", Grade: "very_satisfied"}, "Rated")
	w.does(operator, "07-25 10:31", Rate{Task: "t2", Grade: "satisfied"}, "Rated", "Archived")
	w.stands("已归档｜t1已反馈 t2已反馈｜")
}

// 呼叫之后清单修订: the list names another lead between call and dispatch; the call was made under the old one, and goes by it.
func TestHardMatterAmendedBetweenCallAndDispatch(t *testing.T) {
	trial := list.Editions()[0]
	amended := trial
	amended.ID, amended.From = "lixia-2019", on("07-26 00:00").UnixMicro()
	amended.Matters = []catalogue.Matter{{Number: 56, LeadName: "市场"}}
	amended.Defaults = map[catalogue.Class]catalogue.Limits{catalogue.Daily: {Accept: limit("1h"), Arrive: limit("8wh"), Finish: limit("9wd")}}
	w := tellOf(t, did(wangYi, "07-25 17:00", fumes))
	w.list = list.With(amended)
	w.does(operator, "07-25 17:10", called56, "Called")
	record := w.does(desk, "07-26 08:40", Dispatch{}, "Dispatched")
	d := record[0].Event.(Dispatched)
	if d.Changed || d.Tasks[0].Unit != zhifa || len(d.Tasks) != 3 || w.c.Entry.Edition != trial.ID {
		t.Errorf("the dispatch follows the edition of the call: %+v", d)
	}
	if d.Tasks[0].Accept.Limit != limit("30min") || d.Tasks[0].Finish.Limit != limit("5wd") {
		t.Errorf("and its limits: %+v", d.Tasks[0])
	}
	// What joins later goes by it too; a call made now goes by the new one.
	w.does(desk, "07-26 08:50", Join{Unit: jiaojing, Reason: "占道"}, "Joined")
	if joined, _ := w.c.Task(string(jiaojing)); joined.Done.Limit != limit("5wd") {
		t.Errorf("joined under %s", joined.Done.Limit)
	}
	after := tellOf(t, did(wangYi, "07-26 08:40", fumes))
	after.list = w.list
	after.does(operator, "07-26 08:45", called56, "Called")
	if p := Propose(after.c); p.Lead != shichang || p.Limits.Finish != limit("9wd") {
		t.Errorf("a later call goes by the later list: %+v", p)
	}
}
