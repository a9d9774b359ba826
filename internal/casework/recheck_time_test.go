package casework

import (
	"slices"
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
)

// What could not have come about in asking for time, supervising and rating is found, whoever wrote it into the record.
func TestRecheckFindsTime(t *testing.T) {
	text := ledger.Content{ID: "sha256:" + strings.Repeat("0", 64)}
	goOn := []Restarted{goes(ClockFinish, "", "08-21 17:30"), goes(ClockDone, "t1", "08-16 17:30"), goes(ClockDone, "t2", "08-16 17:30"), goes(ClockDone, "t3", "08-16 17:30")}
	sooner := slices.Clone(goOn)
	sooner[1] = goes(ClockDone, "t1", "07-31 17:30")
	ask := func(id string, task TaskID, days int, levels ...org.Role) ExtensionAsked {
		return ExtensionAsked{ID: id, Task: task, Days: days, Levels: levels, Reason: text}
	}
	ten := until("10wd", "08-15 17:30")
	ten.From = on("08-01 17:30").UnixMicro()
	anew := later3("", "08-06 17:30")
	anew.From = on("07-26 14:00").UnixMicro()
	mark := Signed(Rated{}, operator)
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		at    string
		event Event
	}{
		{"替别家申请延期", arrived, enforcer, "07-26 10:00", ask("r1", "t2", 3, org.CentreLead)},
		{"申请号不接续", arrived, enforcer, "07-26 10:00", ask("r2", "t1", 3, org.CentreLead)},
		{"无人审批的申请", arrived, enforcer, "07-26 10:00", ask("r1", "t1", 3)},
		{"不延一天的申请", arrived, enforcer, "07-26 10:00", ask("r1", "t1", 0, org.CentreLead)},
		{"时限已过的申请", given(arrived, did(Clockwork, "08-02 09:00", Lapse{})), enforcer, "08-02 09:01", ask("r1", "t1", 3, org.CentreLead)},
		{"延期多过申请的", agreed, duty, "07-26 14:00", Extended{Request: "r1", Task: "t1", Done: ten, Finish: later3("3wd", "08-09 17:30")}},
		{"延期不自原时限起", agreed, duty, "07-26 14:00", Extended{Request: "r1", Task: "t1", Done: anew, Finish: later3("3wd", "08-09 17:30")}},
		{"牵头延期而全案不延", agreed, duty, "07-26 14:00", Extended{Request: "r1", Task: "t1", Done: later3("", "08-06 17:30")}},
		{"延别家的期", agreed, duty, "07-26 14:00", Extended{Request: "r1", Task: "t2", Done: later3("", "08-06 17:30")}},
		{"镇街未表态即延期", asked, duty, "07-26 14:00", Extended{Request: "r1", Task: "t1", Done: later3("", "08-06 17:30"), Finish: later3("3wd", "08-09 17:30")}},
		{"越级延期", agreed, mayor, "07-26 14:00", Extended{Request: "r1", Task: "t1", Done: later3("", "08-06 17:30"), Finish: later3("3wd", "08-09 17:30")}},
		{"末级同意而不生效", agreed, duty, "07-26 14:00", Passed{Request: "r1"}},
		{"表态两次", agreed, operator, "07-26 14:00", Opined{Request: "r1", Opinion: "object"}},
		{"首级同意即挂账", resting, duty, "07-26 14:00", Suspended{Request: "r1", Review: day("08-31 00:00")}},
		{"挂账到别的日期", given(resting, did(duty, "07-26 14:00", Grant{Request: "r1"})), mayor, "07-26 16:00", Suspended{Request: "r1", Review: day("12-31 00:00")}},
		{"借延期之名挂账", agreed, duty, "07-26 14:00", Suspended{Request: "r1"}},
		{"当日复核的挂账", arrived, enforcer, "07-26 10:00", SuspensionAsked{ID: "r1", Task: "t1", Ground: "seasonal", Review: day("07-27 00:00"), Levels: byBoth, Reason: text}},
		{"替牵头申请挂账", arrived, enforcer, "07-26 10:00", SuspensionAsked{ID: "r1", Task: "t2", Ground: "seasonal", Review: day("08-31 00:00"), Levels: byBoth, Reason: text}},
		{"恢复时漏了时限", suspended, enforcer, "08-12 09:00", Resumed{Reason: text, Clocks: goOn[1:]}},
		{"恢复时添了时限", suspended, enforcer, "08-12 09:00", Resumed{Reason: text, Clocks: append(slices.Clone(goOn), goes(ClockAccept, "t1", "08-12 12:00"))}},
		{"恢复时提前了时限", suspended, enforcer, "08-12 09:00", Resumed{Reason: text, Clocks: sooner}},
		{"督办号不接续", arrived, operator, "07-26 10:00", Supervised{ID: "s2", Task: "t1", Text: text}},
		{"同时督办两次", overseen, operator, "07-26 10:10", Supervised{ID: "s2", Task: "t1", Text: text}},
		{"替别家答复督办", overseen, monitor, "07-26 11:00", Explained{Task: "t2", Supervision: "s1", Text: text}},
		{"未逾期的提级", overseen, Clockwork, "07-26 11:00", Escalated{Supervision: "s1", Task: "t1", Cause: "silent", Level: 1}},
		{"一次提两级", overseen, Clockwork, "07-26 11:00", Escalated{Supervision: "s1", Task: "t1", Cause: "silent", Level: 2}},
		{"没有返工的提级", overseen, Clockwork, "07-26 11:00", Escalated{Supervision: "s2", Task: "t1", Cause: "reworked", Count: 3, Level: 2}},
		{"无因的提级", overseen, Clockwork, "07-26 11:00", Escalated{Supervision: "s2", Task: "t1", Cause: "angry", Level: 2}},
		{"评价号不接续", closed, mark, "07-30 09:20", Rated{Task: "t1", Round: 1, ID: "m2", Mark: text}},
		{"没有差评的整改", sore, monitor, "08-01 10:00", Rectified{Task: "t2", Text: text}},
		{"替别家整改", sore, monitor, "08-01 10:00", Rectified{Task: "t1", Text: text}},
		{"未整改先复查", sore, operator, "08-01 10:00", FollowedUp{Task: "t1", Result: "solved"}},
		{"复查不存在的", put, operator, "08-02 10:00", FollowedUp{Task: "t9", Result: "solved"}},
		{"差评未了即归档", put, operator, "08-02 10:00", Archived{}},
		{"替别家申诉", sore, monitor, "08-01 10:00", Appealed{Task: "t1", Rating: "m1", Reason: text}},
		{"张冠李戴的申诉", sore, enforcer, "08-01 10:00", Appealed{Task: "t1", Rating: "m2", Reason: text}},
		{"申诉未公开的评价", sore, monitor, "08-01 10:00", Appealed{Task: "t2", Rating: "m2", Reason: text}},
		{"决定没有的申诉", sore, assessor, "08-01 10:00", AppealDecided{Rating: "m1", Result: "upheld", Reason: text}},
		{"备案未决定的申诉", appealed, assessor, "08-02 10:00", AppealFiled{Rating: "m1", Number: text}},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			if err := Recheck(c, Recorded{r.event, Moment{on(r.at).UnixMicro(), r.by}}, units); err == nil {
				t.Error("passes as lawful")
			} else if !strings.HasPrefix(err.Error(), Name(r.event)+": ") {
				t.Errorf("does not name the event: %v", err)
			}
		})
	}
}

// A supervision that was to climb, and did not, is found by whatever comes after it.
func TestRecheckFindsSilence(t *testing.T) {
	c, _ := play(t, overseen)
	c = Evolve(c, ExplanationMissed{unmet("s1", "07-26 15:30")}, Moment{on("07-26 15:31").UnixMicro(), Clockwork})
	after := Moment{on("07-26 15:31").UnixMicro(), enforcer}
	if err := Recheck(c, Recorded{Annotated{Text: ledger.Content{ID: "sha256:" + strings.Repeat("0", 64)}}, after}, units); err == nil {
		t.Error("a remark passes over an escalation that was due")
	}
	if err := Recheck(c, Recorded{climbs("s1", "t1", 1, "07-29 17:30"), Moment{after.At, Clockwork}}, units); err != nil {
		t.Error(err)
	}
	if err := Recheck(c, Recorded{climbs("s1", "t1", 1, "07-29 17:30"), Moment{after.At, operator}}, units); err == nil {
		t.Error("a person's escalation passes")
	}
}
