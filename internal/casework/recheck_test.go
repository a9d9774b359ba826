package casework

import (
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
)

// What could not have come about is found, whoever wrote it into the record.
func TestRecheckFinds(t *testing.T) {
	text := ledger.Content{ID: "sha256:" + strings.Repeat("0", 64)}
	rater := Signed(Rated{}, operator)
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		at    string
		event Event
	}{
		{"未经上报的接单", nil, enforcer, "07-25 09:20", Accepted{"t1", "zhifa-op"}},
		{"替别的镇街上报", nil, stranger, "07-25 08:40", report("walk_in", "", "07-25 14:10")},
		{"派给已撤销的单位", called, desk, "07-25 09:13", Dispatched{Tasks: []Issued{issue("t1", cengjing, true)}}},
		{"派了两个牵头", called, desk, "07-25 09:13", Dispatched{Tasks: []Issued{issue("t1", zhifa, true), issue("t2", shichang, true)}}},
		{"没有牵头", called, desk, "07-25 09:13", Dispatched{Tasks: []Issued{issue("t1", zhifa, false)}}},
		{"镇街牵头的另派牵头", ownLead, desk, "07-25 09:13", Dispatched{Tasks: []Issued{issue("t1", zhifa, true)}}},
		{"派单件号不接续", called, desk, "07-25 09:13", Dispatched{Tasks: []Issued{issue("t2", zhifa, true)}}},
		{"借增加联动之名改定牵头", arrived, desk, "07-25 10:40", Joined{Issued: Issued{Task: "t3", Unit: shichang}}},
		{"借别家的派单件牵头", vacant, desk, "07-25 10:10", Joined{Issued: Issued{Task: "t2", Unit: shenpi, Lead: true}}},
		{"配合退单，改派的变成牵头", given(dispatched, did(market, "07-25 09:40", Return{Ground: "other_unit", Clause: "x"})), duty, "07-25 09:42", Upheld{Task: "t3", Next: &Issued{Task: "t4", Unit: shenpi, Lead: true}}},
		{"评价记在别的轮次", closed, rater, "07-30 09:30", Rated{Task: "t1", Round: 2, Mark: text}},
		{"重启不另起一轮", archived, operator, "08-01 10:00", Reopened{Round: 1}},
		{"接别家的单", dispatched, enforcer, "07-25 09:20", Accepted{"t2", "zhifa-op"}},
		{"过时限退单", given(dispatched, acceptedAll, did(Clockwork, "07-30 08:30", Lapse{})), enforcer, "07-30 08:31", Returned{Task: "t1", Clause: text}},
		{"退单两次", given(returned, did(duty, "07-25 09:42", Overrule{"t1", "x"}), did(enforcer, "07-25 09:43", Accept{})), enforcer, "07-25 09:43", Returned{Task: "t1", Clause: text}},
		{"改派给已在的单位", given(dispatched, did(market, "07-25 09:40", Return{Ground: "other_unit", Clause: "x"})), duty, "07-25 09:42", Upheld{Task: "t3", Next: &Issued{Task: "t4", Unit: zhifa}}},
		{"接单之后收回", given(dispatched, acceptedAll), desk, "07-25 09:30", Recalled{text}},
		{"中心冒牵头之名提出解除", arrived, desk, "07-25 10:40", ReleaseProposed{Task: "t2", Reason: text}},
		{"在位另定牵头", dispatched, desk, "07-25 09:30", Joined{Issued: Issued{Task: "t4", Unit: shenpi, Lead: true}}},
		{"牵头自行决定解除", arrived, enforcer, "07-25 10:40", Released{Task: "t3", Kind: ReleaseNotConcerned}},
		{"牵头提出解除自己", arrived, enforcer, "07-25 10:40", ReleaseProposed{Task: "t1", Reason: text}},
		{"汇总隐去未反馈的单位", arrived, enforcer, "07-25 16:00", Consolidated{Lead: "t1", Text: text}},
		{"汇总借别家之名", arrived, enforcer, "07-25 16:00", Consolidated{Text: text, Open: []TaskID{"t2", "t3"}}},
		{"派单件未了先销号", given(arrived, did(enforcer, "07-25 16:00", Consolidate{Text: "x"})), operator, "07-25 16:10", Closed{}},
		{"返工未反馈的", given(arrived, did(enforcer, "07-25 16:00", Consolidate{Text: "x"})), operator, "07-25 16:10", Reworked{Tasks: []Issued{issue("t2", shengtai, false)}}},
		{"评价两次", given(closed, did(operator, "07-30 09:20", Rate{Task: "t1", Grade: "fair"})), rater, "07-30 09:30", Rated{Task: "t1", Round: 1, Mark: text}},
		{"评价未到场的", given(dispatched, did(desk, "07-25 09:15", Release{Task: "t3", Reason: "x"}), did(enforcer, "07-25 09:20", Accept{}), did(enforcer, "07-25 09:30", Arrive{}),
			did(desk, "07-25 09:31", Release{Task: "t2", Reason: "x"}), did(enforcer, "07-25 09:40", Answer{Text: "x"}), did(operator, "07-25 09:42", Close{})), rater, "07-25 09:42", Rated{Task: "t3", Round: 1, Mark: text}},
		{"未评完即归档", closed, operator, "07-30 09:30", Archived{}},
		{"未评完，系统归档", closed, Clockwork, "07-30 09:30", Archived{Auto: true}},
		{"人冒系统之名归档", given(reported, did(operator, "07-25 09:00", Settle{How: "x"})), operator, "07-25 09:10", Archived{Auto: true}},
		{"未经销号的重启", given(reported, did(operator, "07-25 09:00", Settle{How: "x"}), did(operator, "07-25 09:10", Archive{})), operator, "07-25 09:20", Reopened{Round: 2}},
		{"重启未反馈的", archived, operator, "08-01 10:00", Reopened{Round: 2, Tasks: []Issued{issue("t9", jiaojing, false)}}},
		{"不待审批的批准", called, head, "07-25 09:10", Approved{}},
		{"不待审批的不同意", called, head, "07-25 09:10", ApprovalRefused{}},
		{"拆分不由镇街", nil, wangYi, "07-25 08:40", Reported{ID: "51b1", District: 370102, Township: yaojia, Text: text, From: "7c0e"}},
		{"上报冒他人之名", nil, operator, "07-25 08:40", Reported{ID: "51b1", District: 370102, Township: yaojia, Text: text, Whose: "wang-yi"}},
		{"拆分成自身", reported, operator, "07-25 09:00", SplitOff{Case: "7c0e"}},
		{"并入自身", called, operator, "07-25 09:10", MergedInto{Case: "7c0e", Reason: text}},
		{"尚待补批的合并", urgent, operator, "07-25 09:10", MergedInto{Case: "51b1", Reason: text}},
		{"过了派单时限的不予派单", given(called, did(Clockwork, "07-25 10:06", Lapse{})), desk, "07-25 10:06", Declined{Ground: "own_duty", Clause: text, Reason: text, Intake: until("4wh", "07-25 15:36")}},
		{"裁定维持之后又就同一事项呼叫", given(disputed, did(bureau, "07-25 10:00", Rule{Reason: "属镇街"})), operator, "07-25 10:10", call("x", "07-25 11:10")},
		{"退过单又请回的再退", given(vacant, did(desk, "07-25 10:10", Join{Unit: zhifa, Lead: true, Reason: "x"})), enforcer, "07-25 10:20",
			Returned{Task: "t4", Clause: text, Ruling: until("1wd", "07-26 17:30")}},
		{"已到场的合并", arrived, operator, "07-25 10:40", MergedInto{Case: "51b1", Reason: text}},
		{"部门让别案并入", called, enforcer, "07-25 09:10", Absorbed{Case: "51b1"}},
		{"别的镇街让别案并入", called, stranger, "07-25 09:10", Absorbed{Case: "51b1"}},
		{"未曾并入的分出", called, operator, "07-25 09:10", Parted{Case: "51b1"}},
		{"撤销合并，时限不续", given(called, did(operator, "07-25 09:20", Merge{"2019072500002", "x"})), operator, "07-25 09:30", Unmerged{Reason: text}},
		{"过了七日撤销合并", given(called, did(operator, "07-25 09:20", Merge{"2019072500002", "x"})), operator, "08-02 09:30", Unmerged{Reason: text}},
		{"有人在办即自办", summoned, operator, "07-25 09:20", Settled{How: text}},
		{"自办而隐去评价", given(summoned, did(office, "07-25 09:20", Accept{}), did(office, "07-25 09:30", Arrive{}), did(office, "07-25 09:31", Answer{Text: "x"}),
			did(sergeant, "07-25 09:32", Accept{}), did(sergeant, "07-25 09:33", Arrive{}), did(sergeant, "07-25 09:34", Answer{Text: "x"})), operator, "07-25 09:40", Settled{How: text}},
		{"异议之后经办不予受理", objected, operator, "07-25 10:00", Discarded{Ground: "secret", Reason: text}},
		{"过期的异议", discarded, wangYi, "08-01 17:31", Objected{Reason: text}},
		{"异议期内归档", discarded, operator, "07-25 10:00", Archived{}},
		{"调派部门", reported, operator, "07-25 09:13", Summoned{Tasks: []Issued{issue("t1", zhifa, false)}, Reason: text}},
		{"调派而定牵头", reported, operator, "07-25 09:13", Summoned{Tasks: []Issued{issue("t1", suo, true)}, Reason: text}},
		{"无可提请的提请", reported, operator, "07-25 09:13", Disputed{Reason: text}},
		{"裁定清单外事项", unlisted, bureau, "07-25 09:13", Ruled{Tasks: []Issued{issue("t1", zhifa, true)}, Unit: zhifa, Reason: text}},
		{"指定列明的事项", disputed, bureau, "07-25 10:00", Designated{Tasks: []Issued{issue("t1", zhifa, true)}, Reason: text, Change: text}},
		{"维持不予派单又派单", disputed, bureau, "07-25 10:00", Ruled{Tasks: []Issued{issue("t1", zhifa, true)}, Intake: until("4wh", "07-25 15:30"), Reason: text}},
		{"裁定首次退单", returned, bureau, "07-25 09:41", Ruled{Task: "t1", Unit: zhifa, Reason: text}},
		{"首次退单径送编办", dispatched, enforcer, "07-25 09:40", Returned{Task: "t1", Clause: text, Ruling: until("1wd", "07-26 17:30")}},
		{"未提出解除的不予解除", arrived, desk, "07-25 10:40", Retained{"t3", text}},
		{"时限未过记未履行", arrived, operator, "07-25 10:40", WrittenOff{Task: "t3", Reason: text}},
		{"人记的逾期", dispatched, operator, "07-25 09:44", AcceptMissed{missed("t1", "07-25 09:43")}},
		{"未到期的逾期", dispatched, Clockwork, "07-25 09:43", AcceptMissed{missed("t1", "07-25 09:43")}},
		{"时间不符的逾期", dispatched, Clockwork, "07-25 09:44", AcceptMissed{missed("t1", "07-25 09:42")}},
		{"已停时限的逾期", given(dispatched, acceptedAll), Clockwork, "07-25 09:44", AcceptMissed{missed("t1", "07-25 09:43")}},
		{"次序颠倒的逾期", dispatched, Clockwork, "07-25 12:00", ArriveMissed{missed("t1", "07-25 11:13")}},
		{"漏记逾期的接单", dispatched, enforcer, "07-25 09:44", Accepted{"t1", "zhifa-op"}},
		{"改已定的时限", dispatched, Clockwork, "07-25 09:20", DeadlineSet{Clock: ClockDone, Task: "t1", Due: calendar.Deadline{At: on("09-01 17:30").UnixMicro()}}},
		{"人补定时限", did(wangYi, "2026-12-31 17:00", fumes), operator, "2026-12-31 17:10", DeadlineSet{Clock: ClockIntake, Due: calendar.Deadline{At: on("2027-02-01 17:30").UnixMicro()}}},
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
