package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	closed   = given(answered, did(operator, "07-30 09:00", Verify{How: "on_site"}), did(operator, "07-30 09:10", Close{}))
	archived = given(closed,
		did(operator, "07-30 09:20", Rate{Task: "t1", Grade: "very_satisfied"}), did(operator, "07-30 09:21", Rate{Task: "t2", Grade: "satisfied"}),
		did(operator, "07-30 09:22", Rate{Task: "t3", Grade: "fair"}))
	reopened = given(archived, did(operator, "08-01 10:00", Reopen{Reason: "油烟复发"}))
)

func TestClose(t *testing.T) {
	open := given(arrived, did(enforcer, "07-26 09:30", Consolidate{Text: "已处罚"}))
	none := given(called, did(desk, "07-25 09:13", Dispatch{Lead: zhifa, Assists: &[]org.UnitID{}, Reason: "一家即可"}),
		did(desk, "07-25 09:15", Release{Task: "t1", Reason: "另有主管"}))
	tell(t, []row{
		{"现场核查", answered, operator, "07-30 09:00", Verify{How: "on_site", Text: "已无油烟"}, then(Verified{How: "on_site", Text: ledger.Text("已无油烟")})},
		{"核查位置须是经纬度", answered, operator, "07-30 09:00", Verify{How: "on_site", Position: "某路 88 号"}, no(rule.Invalid, "P-87", "position")},
		{"未填方式即书面核查", answered, head, "07-30 09:00", Verify{}, then(Verified{How: "on_paper"})},
		{"核查方式在列", answered, operator, "07-30 09:00", Verify{How: "by_ear"}, no(rule.Invalid, "P-60", "how")},
		{"未反馈不能核查", arrived, operator, "07-30 09:00", Verify{}, no(rule.WrongState, "P-60", "")},
		{"别的镇街不能核查", answered, stranger, "07-30 09:00", Verify{}, no(rule.NotYours, "P-60", "")},
		{"部门不能自己核查", answered, enforcer, "07-30 09:00", Verify{}, no(rule.WrongRole, "P-60", "")},
		{"销号，评价时限起算", given(answered, did(operator, "07-30 09:00", Verify{})), operator, "07-30 09:10", Close{Text: "办结"}, then(Closed{ledger.Text("办结"), until("5wd", "08-06 17:30")})},
		{"销号同时载明核查方式", answered, operator, "07-30 09:10", Close{How: "on_site"}, then(Verified{How: "on_site"}, Closed{Rate: until("5wd", "08-06 17:30")})},
		{"逾期核查销号照收，先记逾期", answered, operator, "07-31 17:31", Close{}, then(VerifyMissed{overdue("07-31 17:30")}, Verified{How: "on_paper"}, Closed{Rate: until("5wd", "08-07 17:30")})},
		{"派单件未全部反馈不得销号", open, operator, "07-30 09:10", Close{}, no(rule.WrongState, "P-55", "")},
		{"配合解除之后可以销号，解除的到过场仍要评价", given(open, did(monitor, "07-26 10:00", Answer{Text: "已监测"}), did(desk, "07-26 10:05", Release{Task: "t3", Reason: "不涉"})),
			operator, "07-26 10:10", Close{}, then(Verified{How: "on_paper"}, Closed{Rate: until("5wd", "08-02 17:30")})},
		{"中心不能替销", answered, desk, "07-30 09:10", Close{}, no(rule.WrongRole, "P-60", "")},
		{"未汇总不能销号", none, operator, "07-25 09:20", Close{}, no(rule.WrongState, "P-60", "")},
		{"说明不得过长", answered, operator, "07-30 09:10", Close{Text: long}, no(rule.Invalid, "P-60", "text")},
	})
}

func TestRework(t *testing.T) {
	again := func(task TaskID, unit org.UnitID, lead bool) Issued {
		return Issued{Task: task, Unit: unit, Lead: lead, Accept: until("30min", "07-30 09:30"), Arrive: until("2wh", "07-30 11:00"), Finish: until("5wd", "08-06 17:30")}
	}
	reworked := given(answered, did(operator, "07-30 09:00", Rework{Reason: "仍有油烟"}))
	tell(t, []row{
		{"返工，全部重新起算", answered, operator, "07-30 09:00", Rework{Reason: "仍有油烟"},
			then(Reworked{[]Issued{again("t1", zhifa, true), again("t2", shengtai, false), again("t3", shichang, false)}, ledger.Text("仍有油烟"), days, whole("08-09 17:30")})},
		{"只返一家，牵头一并返工", answered, operator, "07-30 09:00", Rework{Tasks: []string{"shengtai"}, Reason: "再测"},
			then(Reworked{[]Issued{again("t1", zhifa, true), again("t2", shengtai, false)}, ledger.Text("再测"), days, whole("08-09 17:30")})},
		{"返工须说明理由", answered, operator, "07-30 09:00", Rework{}, no(rule.Incomplete, "P-61", "reason")},
		{"未反馈的不能返工", answered, operator, "07-30 09:00", Rework{Tasks: []string{"t9"}, Reason: "x"}, no(rule.Invalid, "P-61", "tasks")},
		{"已销号的不能返工", closed, operator, "07-30 10:00", Rework{Reason: "x"}, no(rule.WrongState, "P-61", "")},
		{"返工不必再接单，须再报到", reworked, enforcer, "07-30 09:10", Accept{}, no(rule.WrongState, "P-40", "")},
		{"返工之后重新报到", reworked, enforcer, "07-30 10:00", Arrive{}, then(Arrived{Task: "t1", Rank: "officer"})},
		{"返工逾期另记", reworked, Clockwork, "07-30 11:01", Lapse{}, then(ArriveMissed{missed("t1", "07-30 11:00")}, ArriveMissed{missed("t2", "07-30 11:00")}, ArriveMissed{missed("t3", "07-30 11:00")})},
		{"返工不另给退单权", reworked, enforcer, "07-30 09:10", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-92", "")},
		{"返工虽在退单时限之内，也不能退单", given(answered, did(operator, "07-26 10:00", Rework{Reason: "复现"})), enforcer, "07-26 10:10", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-92", "")},
	})
}

func TestRate(t *testing.T) {
	rated := func(id string, task TaskID, mark, appealBy string) Rated {
		return Rated{Task: task, Round: 1, Mark: ledger.Mark(mark), Rater: ledger.Person("yaojia-op"), ID: id, AppealBy: until("15wd", appealBy)}
	}
	bad := rated("m1", "t1", `{"grade":"dissatisfied"}`, "08-20 17:30")
	bad.Reason, bad.Low, bad.Rectify = ledger.Text("来得太晚"), true, until("5wd", "08-06 17:30")
	two := given(closed, did(operator, "07-30 09:20", Rate{Task: "t1", Grade: "fair"}), did(operator, "07-30 09:21", Rate{Task: "t2", Grade: "fair"}))
	freed := given(arrived, did(desk, "07-25 10:45", Release{Task: "t3", Reason: "不涉"}), did(monitor, "07-25 16:00", Answer{Text: "已监测"}),
		did(enforcer, "07-26 09:30", Answer{Text: "已处罚"}), did(operator, "07-26 10:00", Close{}))
	unseen := given(dispatched, did(enforcer, "07-25 09:20", Accept{}), did(monitor, "07-25 09:21", Accept{}), did(desk, "07-25 09:30", Release{Task: "t3", Reason: "不涉"}),
		did(enforcer, "07-25 10:20", Arrive{}), did(monitor, "07-25 10:21", Arrive{}), did(monitor, "07-25 16:00", Answer{Text: "已监测"}),
		did(enforcer, "07-26 09:30", Answer{Text: "已处罚"}), did(operator, "07-26 10:00", Close{}))
	tell(t, []row{
		{"一事一评，评分密封", closed, operator, "07-30 09:20", Rate{Task: "shengtai", Grade: "satisfied", Aspects: map[string]string{"speed": "fair", "result": "satisfied"}},
			then(rated("m1", "t2", `{"aspects":{"result":"satisfied","speed":"fair"},"grade":"satisfied"}`, "08-20 17:30"))},
		{"最后一家评完即归档", two, operator, "07-30 09:22", Rate{Task: "t3", Grade: "fair"}, then(rated("m3", "t3", `{"grade":"fair"}`, "08-20 17:30"), Archived{Auto: true})},
		{"不满意须说明理由", closed, operator, "07-30 09:20", Rate{Task: "t1", Grade: "dissatisfied"}, no(rule.Incomplete, "P-63", "reason")},
		{"不满意并说明理由，记为差评", closed, operator, "07-30 09:20", Rate{Task: "t1", Grade: "dissatisfied", Reason: "来得太晚"}, then(bad)},
		{"评价等次在列", closed, operator, "07-30 09:20", Rate{Task: "t1", Grade: "superb"}, no(rule.Invalid, "P-62", "grade")},
		{"评价方面在列", closed, operator, "07-30 09:20", Rate{Task: "t1", Grade: "fair", Aspects: map[string]string{"looks": "fair"}}, no(rule.Invalid, "P-62", "aspects")},
		{"评价方面的等次在列", closed, operator, "07-30 09:20", Rate{Task: "t1", Grade: "fair", Aspects: map[string]string{"speed": "superb"}}, no(rule.Invalid, "P-62", "aspects")},
		{"评价一经作出不得更改", two, operator, "07-30 09:30", Rate{Task: "t1", Grade: "satisfied"}, no(rule.Spent, "P-64", "")},
		{"未销号不评价", answered, operator, "07-30 09:00", Rate{Task: "t1", Grade: "fair"}, no(rule.WrongState, "P-62", "")},
		{"评价须指明派单件", closed, operator, "07-30 09:20", Rate{Grade: "fair"}, no(rule.Incomplete, "P-62", "task")},
		{"部门不能评自己", closed, enforcer, "07-30 09:20", Rate{Task: "t1", Grade: "very_satisfied"}, no(rule.WrongRole, "P-62", "")},
		{"无责解除但到过场的也评", freed, operator, "07-26 10:10", Rate{Task: "t3", Grade: "fair"}, then(rated("m1", "t3", `{"grade":"fair"}`, "08-16 17:30"))},
		{"未到场即解除的不评", unseen, operator, "07-26 10:10", Rate{Task: "t3", Grade: "fair"}, no(rule.WrongState, "P-62", "")},
		{"评价未齐、未逾期不归档", two, operator, "07-30 10:00", Archive{}, no(rule.WrongState, "P-68", "")},
		{"逾期未评记为未评，可以归档", two, operator, "08-06 17:31", Archive{}, then(RateMissed{overdue("08-06 17:30")}, Archived{})},
		{"逾期评价照收，先记逾期", two, operator, "08-06 17:31", Rate{Task: "t3", Grade: "fair"}, then(RateMissed{overdue("08-06 17:30")}, rated("m3", "t3", `{"grade":"fair"}`, "08-27 17:30"), Archived{Auto: true})},
		{"归档之后不评价", archived, operator, "07-31 09:00", Rate{Task: "t1", Grade: "fair"}, no(rule.WrongState, "P-62", "")},
	})
}

func TestReopen(t *testing.T) {
	again := func(task TaskID, unit org.UnitID, lead bool) Issued {
		return Issued{Task: task, Unit: unit, Lead: lead, Accept: until("30min", "08-01 10:30"), Arrive: until("2wh", "08-01 12:00"), Finish: until("5wd", "08-08 17:30")}
	}
	all := []Issued{again("t1", zhifa, true), again("t2", shengtai, false), again("t3", shichang, false)}
	second := given(reopened, did(enforcer, "08-01 10:10", Accept{}), did(enforcer, "08-01 11:00", Arrive{}), did(desk, "08-01 11:05", Release{Task: "t2", Reason: "不涉"}),
		did(desk, "08-01 11:06", Release{Task: "t3", Reason: "不涉"}), did(enforcer, "08-01 16:00", Answer{Text: "已停业整顿"}), did(operator, "08-02 09:00", Close{}))
	tell(t, []row{
		{"限期内重启，另起一轮", archived, operator, "08-01 10:00", Reopen{Reason: "油烟复发"}, then(Reopened{2, all, ledger.Text("油烟复发"), days, whole("08-13 17:30")})},
		{"未归档的也可重启", closed, operator, "08-01 10:00", Reopen{Tasks: []string{"t1"}, Reason: "油烟复发"}, then(Reopened{2, all[:1], ledger.Text("油烟复发"), days, whole("08-13 17:30")})},
		{"第三十日仍可重启", archived, operator, "08-29 09:10", Reopen{Tasks: []string{"t9"}, Reason: "x"}, no(rule.Invalid, "P-67", "tasks")},
		{"过了三十日不能重启", archived, operator, "08-29 09:11", Reopen{Reason: "油烟复发"}, no(rule.WrongState, "P-67", "")},
		{"复查未解决的，重启期限从复查起算", given(archived, did(operator, "08-20 10:00", FollowUp{Result: "unsolved", Text: "油烟复发"})), operator, "09-19 10:00", Reopen{Tasks: []string{"t9"}, Reason: "x"}, no(rule.Invalid, "P-67", "tasks")},
		{"复查未解决的，从复查起三十日为限", given(archived, did(operator, "08-20 10:00", FollowUp{Result: "unsolved", Text: "油烟复发"})), operator, "09-19 10:01", Reopen{Reason: "x"}, no(rule.WrongState, "P-67", "")},
		{"复查已解决的，仍从销号起算", given(archived, did(operator, "08-20 10:00", FollowUp{Result: "solved"})), operator, "08-29 09:11", Reopen{Reason: "x"}, no(rule.WrongState, "P-67", "")},
		{"重启须说明理由", archived, operator, "08-01 10:00", Reopen{}, no(rule.Incomplete, "P-67", "reason")},
		{"部门不能重启", archived, enforcer, "08-01 10:00", Reopen{Reason: "x"}, no(rule.WrongRole, "P-67", "")},
		{"重启之后重新接单", reopened, enforcer, "08-01 10:10", Accept{}, then(Accepted{"t1", "zhifa-op"})},
		{"重启之后另行评价", second, operator, "08-02 09:10", Rate{Task: "t1", Grade: "fair"},
			then(Rated{Task: "t1", Round: 2, Mark: ledger.Mark(`{"grade":"fair"}`), Rater: ledger.Person("yaojia-op"), ID: "m4", AppealBy: until("15wd", "08-23 17:30")}, Archived{Auto: true})},
		{"上一轮到过场、本轮未到的不再评", second, operator, "08-02 09:10", Rate{Task: "t2", Grade: "fair"}, no(rule.WrongState, "P-62", "")},
	})
}

// Where somebody verifies is kept, and how far that is from the place that was reported. 依据 P-60.
func TestVerifyingIsMeasured(t *testing.T) {
	c, _ := play(t, given(answered))
	g := givenTo(operator, on("07-30 09:00"))
	g.Position = "117.12,36.651"
	_, record, err := enact(t, c, Verify{How: "on_site", Position: "117.12,36.652"}, g)
	if err != nil {
		t.Fatal(err)
	}
	if v := record[0].Event.(Verified); v.Distance != 111 || v.Position.IsZero() {
		t.Errorf("%+v", v)
	}
	_, record, err = enact(t, c, Verify{}, g)
	if err != nil || record[0].Event.(Verified).Distance != 0 {
		t.Errorf("%v, %v", record, err)
	}
}
