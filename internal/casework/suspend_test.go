package casework

import (
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/rule"
)

var (
	resting   = given(arrived, did(enforcer, "07-26 10:00", Suspend{Ground: "engineering", Review: "2019-08-30", Reason: "烟道须改造"}), did(operator, "07-26 11:00", Opine{Request: "r1", Opinion: "agree"}))
	suspended = given(resting, did(duty, "07-26 14:00", Grant{Request: "r1"}), did(mayor, "07-26 16:00", Grant{Request: "r1"}))
)

// goes is a clock that goes on, with its new deadline.
func goes(kind ClockKind, ref, due string) Restarted {
	return Restarted{Clock: kind, Ref: ref, Due: calendar.Deadline{At: on(due).UnixMicro()}}
}

func TestSuspend(t *testing.T) {
	ask := Suspend{Ground: "engineering", Review: "2019-08-30", Reason: "烟道须改造"}
	want := SuspensionAsked{
		ID: "r1", Task: "t1", Ground: "engineering", Review: day("08-31 00:00"), Levels: byBoth, Reason: ledger.Text("烟道须改造"),
		Opine: until("1wd", "07-29 17:30"), Decide: twice("1wd", "1wd", "07-30 17:30"),
	}
	soon := want
	soon.Review, soon.Opine, soon.Decide = day("07-28 00:00"), until("1wd", "07-29 17:30"), twice("1wd", "1wd", "07-30 17:30")
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}), did(Clockwork, "07-26 09:00", Lapse{}))
	ofTownship := want
	ofTownship.Task, ofTownship.Opine, ofTownship.Decide = "", Timed{}, until("1wd", "07-29 17:30")
	tell(t, []row{
		{"牵头申请挂账，定复核日期", arrived, enforcer, "07-26 10:00", ask, then(want)},
		{"镇街牵头的，镇街申请，不必再问镇街", own, operator, "07-26 10:00", ask, then(ofTownship)},
		{"配合单位不能申请", arrived, monitor, "07-26 10:00", ask, no(rule.NotYours, "P-107", "")},
		{"事由在列", arrived, enforcer, "07-26 10:00", Suspend{Ground: "busy", Review: "2019-08-30", Reason: "x"}, no(rule.Invalid, "P-107", "ground")},
		{"复核日期必填", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Reason: "x"}, no(rule.Incomplete, "P-107", "review")},
		{"复核日期应为日期", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Review: "八月底", Reason: "x"}, no(rule.Invalid, "P-107", "review")},
		{"复核日期不在过去", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Review: "2019-07-25", Reason: "x"}, no(rule.Invalid, "P-107", "review")},
		{"复核日期不在当日", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Review: "2019-07-26", Reason: "x"}, no(rule.Invalid, "P-107", "review")},
		{"复核日期可在次日", arrived, enforcer, "07-26 23:00", Suspend{Ground: "engineering", Review: "2019-07-27", Reason: "烟道须改造"}, then(soon)},
		{"复核日期不过远", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Review: "2020-01-23", Reason: "x"}, no(rule.Invalid, "P-107", "review")},
		{"挂账须说明", arrived, enforcer, "07-26 10:00", Suspend{Ground: "seasonal", Review: "2019-08-30"}, no(rule.Incomplete, "P-107", "reason")},
		{"一次一件申请", resting, enforcer, "07-26 11:10", ask, no(rule.Spent, "P-107", "")},
		{"汇总之后不能申请", answered, enforcer, "07-26 10:00", ask, no(rule.WrongState, "P-107", "")},
		{"值班长同意，转区县政府", resting, duty, "07-26 14:00", Grant{Request: "r1"}, then(Passed{Request: "r1", Decide: until("1wd", "07-29 17:30")})},
		{"区县政府同意，挂账", given(resting, did(duty, "07-26 14:00", Grant{Request: "r1"})), mayor, "07-26 16:00", Grant{Request: "r1", Note: "同意"}, then(Suspended{"r1", day("08-31 00:00"), ledger.Text("同意")})},
		{"牵头退出，其申请作废", given(resting, did(desk, "07-26 11:10", Release{Task: "t1", Reason: "另有主管"})), duty, "07-26 14:00", Grant{Request: "r1"}, no(rule.Spent, "P-106", "request")},
		{"退了单的牵头单位，不能申请挂账", returned, enforcer, "07-25 09:41", ask, no(rule.NotYours, "P-107", "")},
		{"牵头退单，其申请作废", given(dispatched, did(enforcer, "07-25 09:20", Accept{}), did(enforcer, "07-25 09:21", ask), did(operator, "07-25 09:22", Opine{Request: "r1", Opinion: "agree"}), did(enforcer, "07-25 09:23", Return{Ground: "other_unit", Clause: "x"})),
			duty, "07-25 09:30", Grant{Request: "r1"}, no(rule.Spent, "P-106", "request")},
		{"挂账期间不计时", suspended, Clockwork, "08-30 17:30", Lapse{}, then()},
		{"过了复核日期，记未复核，仍挂账", suspended, Clockwork, "09-01 09:00", Lapse{}, then(ReviewMissed{unmet("", "08-31 00:00")})},
		{"挂账期间不办理", suspended, enforcer, "07-29 09:00", Answer{Text: "x"}, no(rule.WrongState, "P-53", "")},
		{"挂账期间不能申请延期", suspended, enforcer, "07-29 09:00", Extend{Days: 3, Reason: "x"}, no(rule.WrongState, "P-106", "")},
	})
}

func TestResume(t *testing.T) {
	goOn := []Restarted{goes(ClockFinish, "", "08-21 17:30"), goes(ClockDone, "t1", "08-16 17:30"), goes(ClockDone, "t2", "08-16 17:30"), goes(ClockDone, "t3", "08-16 17:30")}
	busy := given(arrived, did(monitor, "07-26 09:00", Extend{Days: 3, Reason: "复测"}), did(operator, "07-26 09:20", Supervise{Task: "t3", Text: "加快"}),
		did(enforcer, "07-26 10:00", Suspend{Ground: "engineering", Review: "2019-08-30", Reason: "烟道须改造"}), did(operator, "07-26 11:00", Opine{Request: "r2", Opinion: "agree"}),
		did(duty, "07-26 11:10", Grant{Request: "r2"}), did(mayor, "07-26 11:30", Grant{Request: "r2"}))
	tell(t, []row{
		{"恢复办理，剩几个工作日续几个", suspended, enforcer, "08-12 09:00", Resume{Reason: "烟道已改造"}, then(Resumed{ledger.Text("烟道已改造"), goOn, days})},
		{"镇街、中心也可恢复", suspended, desk, "08-12 09:00", Resume{Reason: "x"}, then(Resumed{ledger.Text("x"), goOn, days})},
		{"配合单位不能恢复", suspended, monitor, "08-12 09:00", Resume{Reason: "x"}, no(rule.NotYours, "P-107", "")},
		{"恢复须说明理由", suspended, enforcer, "08-12 09:00", Resume{}, no(rule.Incomplete, "P-107", "reason")},
		{"未挂账的不能恢复", arrived, enforcer, "08-12 09:00", Resume{Reason: "x"}, no(rule.WrongState, "P-107", "")},
		{"申请、督办一并中止，一并续算", busy, enforcer, "08-12 09:00", Resume{Reason: "x"}, then(Resumed{ledger.Text("x"), []Restarted{
			goOn[0], goOn[1], goOn[2], goOn[3], goes(ClockOpine, "r1", "08-13 17:30"), goes(ClockRequest, "r1", "08-14 17:30"), goes(ClockExplain, "s1", "08-12 10:50"),
		}, days})},
		{"恢复之后时限照走", given(suspended, did(enforcer, "08-12 09:00", Resume{Reason: "x"})), Clockwork, "08-16 17:31", Lapse{},
			then(FinishMissed{missed("t1", "08-16 17:30")}, FinishMissed{missed("t2", "08-16 17:30")}, FinishMissed{missed("t3", "08-16 17:30")})},
	})
}

// Suspended over a year whose calendar is not known, a deadline stands as unknown, with what was left of it.
func TestResumeBeyondTheCalendar(t *testing.T) {
	late := given(did(wangYi, "2026-12-21 08:40", fumes), did(operator, "2026-12-21 09:05", called56), did(desk, "2026-12-21 09:13", Dispatch{}),
		did(enforcer, "2026-12-21 09:20", Accept{}), did(enforcer, "2026-12-21 10:00", Arrive{}),
		did(enforcer, "2026-12-22 10:00", Suspend{Ground: "seasonal", Review: "2027-03-01", Reason: "x"}), did(operator, "2026-12-22 10:05", Opine{Request: "r1", Opinion: "agree"}),
		did(duty, "2026-12-22 10:10", Grant{Request: "r1"}), did(mayor, "2026-12-22 10:20", Grant{Request: "r1"}))
	c, _ := play(t, given(late, did(operator, "2026-12-30 09:00", Resume{Reason: "x"})))
	done := c.Tasks[0].Done
	if done.Due != (calendar.Deadline{Year: 2027}) || done.From != on("2026-12-30 09:00").UnixMicro() || done.Limit.String() != "4wd" || done.Yellow != 0 || done.Missed {
		t.Fatalf("four working days are left, from the resumption: %+v", done)
	}
	if c.Tasks[1].Accept.Missed != true || c.Tasks[1].Accept.Due.At != on("2026-12-21 09:43").UnixMicro() {
		t.Errorf("what was missed before stays: %+v", c.Tasks[1].Accept)
	}
}
