package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

// By statutory procedure: 审批 leads matter 70; 综合执法 is joined.
var (
	statutory = given(reported, did(operator, "07-25 09:05", Call{Matter: 70, Situation: "70-1", Cause: "no_power"}), did(desk, "07-25 09:13", Dispatch{}), did(permits, "07-25 09:20", Accept{}))
	docketed  = given(statutory, did(permits, "07-25 10:00", Docket{Number: "审立 7 号", Promised: "2019-09-30"}))
)

func TestDocket(t *testing.T) {
	number := ledger.Text("审立 7 号")
	lead := Docketed{Task: "t1", Number: number, Promised: named("10-01 00:00"), Finish: until("3wd", "10-10 17:30")} // after the holidays
	assist := Docketed{Task: "t2", Number: number, Text: ledger.Text("鉴定"), Promised: named("08-16 00:00")}
	joined := given(statutory, did(desk, "07-25 09:21", Join{Unit: zhifa, Reason: "x"}), did(enforcer, "07-25 09:22", Accept{}))
	tell(t, []row{
		{"牵头单位立案，全案办结时限随之而定", statutory, permits, "07-25 10:00", Docket{Number: "审立 7 号", Promised: "2019-09-30"}, then(lead)},
		{"配合单位立案，只定自己的", joined, enforcer, "07-25 10:00", Docket{Number: "审立 7 号", Promised: "2019-08-15", Text: "鉴定"}, then(assist)},
		{"立案须有文书编号", statutory, permits, "07-25 10:00", Docket{Promised: "2019-09-30"}, no(rule.Incomplete, "P-104", "number")},
		{"立案须有承诺日期", statutory, permits, "07-25 10:00", Docket{Number: "x"}, no(rule.Incomplete, "P-104", "promised")},
		{"承诺日期应为日期", statutory, permits, "07-25 10:00", Docket{Number: "x", Promised: "下月"}, no(rule.Invalid, "P-104", "promised")},
		{"承诺日期不能已过", statutory, permits, "07-25 10:00", Docket{Number: "x", Promised: "2019-07-24"}, no(rule.Invalid, "P-104", "promised")},
		{"承诺日期不能太远", statutory, permits, "07-25 10:00", Docket{Number: "x", Promised: "2021-07-30"}, no(rule.Invalid, "P-104", "promised")},
		{"不立案两次", docketed, permits, "07-26 10:00", Docket{Number: "x", Promised: "2019-10-30"}, no(rule.Spent, "P-104", "")},
		{"有办结时限的不立案", given(dispatched, acceptedAll), enforcer, "07-25 09:40", Docket{Number: "x", Promised: "2019-09-30"}, no(rule.WrongState, "P-104", "")},
		{"未接单不能立案", given(reported, did(operator, "07-25 09:05", Call{Matter: 70, Situation: "70-1", Cause: "no_power"}), did(desk, "07-25 09:13", Dispatch{})), permits, "07-25 09:20", Docket{Number: "x", Promised: "2019-09-30"}, no(rule.WrongState, "P-104", "")},
		{"逾期不立案，记录在案", given(statutory, did(permits, "07-25 10:00", Arrive{})), Clockwork, "08-05 17:31", Lapse{}, then(DocketMissed{RefOverdue{"t1", on("08-05 17:30").UnixMicro()}})},
		{"承诺日期已过，记办结逾期", given(docketed, did(permits, "07-25 10:10", Arrive{})), Clockwork, "10-01 00:01", Lapse{}, then(FinishMissed{missed("t1", "10-01 00:00")})},
	})
}

func TestDocketClocks(t *testing.T) {
	c, _ := play(t, docketed)
	if task := c.Tasks[0]; task.Docket.Waits() || !task.Docketed || task.Done.Due.At != on("10-01 00:00").UnixMicro() || task.Done.Started != on("07-25 10:00").UnixMicro() {
		t.Errorf("a docketed share has a day of its own: %+v", task)
	}
	if c.Finish.Due.At != on("10-10 17:30").UnixMicro() || !c.Finish.Running() {
		t.Errorf("and so has the case: %+v", c.Finish)
	}
	c, _ = play(t, given(statutory, did(permits, "07-25 10:00", Arrive{}), did(permits, "07-25 11:00", Answer{Text: "当场办结"})))
	if c.Status != CaseAnswered || c.Tasks[0].Docket.Waits() {
		t.Errorf("what is done at once needs no docket: %+v", c.Tasks[0])
	}
	// An assist that docketed, and now leads, dockets for the whole.
	c, _ = play(t, given(statutory, did(desk, "07-25 09:21", Join{Unit: zhifa, Reason: "x"}), did(enforcer, "07-25 09:22", Accept{}), did(enforcer, "07-25 09:23", Docket{Number: "x", Promised: "2019-08-15"}),
		did(desk, "07-25 09:30", Release{Task: "t1", Reason: "另有主管"}), did(desk, "07-25 09:40", Join{Unit: zhifa, Lead: true, Reason: "x"})))
	if lead, _ := c.LeadTask(); lead.Unit != zhifa || lead.Docketed || !lead.Docket.Running() || !lead.Done.Limit.Statute() {
		t.Errorf("its time to finish starts anew: %+v", lead)
	}
}

// The township may close before the promised day; on that day it looks again. What is not solved the unit puts right.
func TestClosedBeforeThePromisedDay(t *testing.T) {
	early := given(docketed, did(permits, "07-25 10:10", Arrive{}), did(permits, "07-26 10:00", Answer{Text: "已受理"}), did(operator, "07-26 11:00", Close{}))
	c, _ := play(t, early)
	if follow := c.Tasks[0].Follow; !follow.Running() || follow.Due.At != on("10-01 00:00").UnixMicro() {
		t.Fatalf("a second look is due on the promised day: %+v", follow)
	}
	rated := given(early, did(operator, "07-26 11:10", Rate{Task: "t1", Grade: "fair"}))
	if c, _ = play(t, rated); c.Status != CaseArchived || !c.Tasks[0].Follow.Running() {
		t.Errorf("it does not hold up the archive, and goes on: %s, %+v", c.Status.Zh(), c.Tasks[0].Follow)
	}
	extended := given(statutory, did(permits, "07-25 10:00", Docket{Number: "x", Promised: "2019-08-09"}), did(permits, "07-25 10:10", Arrive{}),
		did(permits, "07-26 09:00", Extend{Days: 3, Reason: "补正"}), did(operator, "07-26 09:10", Opine{Request: "r1", Opinion: "agree"}), did(duty, "07-26 09:20", Grant{Request: "r1"}),
		did(permits, "07-26 10:00", Answer{Text: "已受理"}), did(operator, "07-26 11:00", Close{}))
	if c, _ = play(t, extended); c.Tasks[0].Follow.Due.At != on("08-14 17:30").UnixMicro() {
		t.Errorf("what was promised and then extended is looked at on the later day: %+v", c.Tasks[0].Follow)
	}
	late := given(docketed, did(permits, "07-25 10:10", Arrive{}), did(permits, "10-08 10:00", Answer{Text: "已办结"}), did(operator, "10-08 11:00", Close{}))
	if c, _ = play(t, late); c.Tasks[0].Follow.Waits() {
		t.Errorf("after the promised day there is nothing to wait for: %+v", c.Tasks[0].Follow)
	}
	unsolved := FollowedUp{Task: "t1", Result: "unsolved", Text: ledger.Text("仍未办"), Rectify: until("5wd", "10-11 17:30")}
	tell(t, []row{
		{"承诺之日复查，已解决", rated, operator, "09-30 10:00", FollowUp{Task: "t1", Result: "solved"}, then(FollowedUp{Task: "t1", Result: "solved"})},
		{"承诺之日复查，未解决的限时整改", rated, operator, "09-29 10:00", FollowUp{Task: "t1", Result: "unsolved", Text: "仍未办"}, then(unsolved)},
		{"过了承诺之日不复查，记录在案", rated, Clockwork, "10-01 00:01", Lapse{}, then(FollowUpMissed{unmet("t1", "10-01 00:00")})},
	})
}
