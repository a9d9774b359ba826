package casework

import (
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
)

// What could not have come about while units work together is found, whoever wrote it into the record.
func TestRecheckFindsWorking(t *testing.T) {
	text := ledger.Content{ID: "sha256:" + strings.Repeat("0", 64)}
	asked := given(arrived, did(market, "07-25 15:40", Ask{Partner: liantong, Text: "x"}))
	paired := given(dispatched, did(enforcer, "07-25 09:20", Accept{}))
	entering := issue("t4", jiaojing, false)
	twice := issue("t4", shichang, false)
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		at    string
		event Event
	}{
		{"集结到已过的时间", dispatched, operator, "07-25 09:20", Mustered{By: named("07-25 09:10"), Rank: "officer", Place: text}},
		{"集结到列外职级", dispatched, operator, "07-25 09:20", Mustered{By: named("07-27 05:30"), Rank: "mayor", Place: text}},
		{"没有集结的镇街到场", dispatched, operator, "07-25 09:20", Attended{Rank: "officer"}},
		{"集结未到场的退单", mustered, enforcer, "07-25 09:20", Returned{Task: "t1", Clause: text}},
		{"没有集结，到场后退单", arrived, enforcer, "07-25 10:40", Returned{Task: "t1", Clause: text}},
		{"没有到会单位的会商", arrived, enforcer, "07-25 15:00", Conferred{Findings: text}},
		{"步骤号不接续", arrived, enforcer, "07-25 15:00", Conferred{Attendance: met, Findings: text, Steps: []Step{{ID: "p2", Unit: zhifa, What: text}}}},
		{"别的单位落实", conferred, market, "07-25 15:10", Performed{Step: "p1"}},
		{"移送号不接续", arrived, monitor, "07-25 15:00", Transferred{ID: "x2", From: "t2", To: "t1", Text: text}},
		{"移送给没有的派单件", arrived, monitor, "07-25 15:00", Transferred{ID: "x1", From: "t2", To: "t9", Text: text}},
		{"借别家之名移送", arrived, monitor, "07-25 15:00", Transferred{ID: "x1", From: "t3", To: "t1", Text: text}},
		{"随移送进入的单位号不接续", arrived, monitor, "07-25 15:00", Transferred{ID: "x1", From: "t2", To: "t5", Issued: &entering, Text: text}},
		{"在办的单位另派一件", arrived, monitor, "07-25 15:00", Transferred{ID: "x1", From: "t2", To: "t4", Issued: &twice, Text: text}},
		{"接收两次", given(handed, did(enforcer, "07-25 16:00", Receive{Transfer: "x1"})), enforcer, "07-25 16:10", Received{Task: "t1", Transfer: "x1"}},
		{"别的单位接收", handed, market, "07-25 16:00", Received{Task: "t3", Transfer: "x1"}},
		{"未接收的反馈", handed, enforcer, "07-25 16:00", Answered{Task: "t1", Text: text}},
		{"未接收的汇总", handed, enforcer, "07-25 16:00", Consolidated{Lead: "t1", Text: text, Open: []TaskID{"t2", "t3"}}},
		{"询问部门", arrived, market, "07-25 15:00", Asked{ID: "q1", Task: "t3", Partner: jiaojing, Text: text}},
		{"询问号不接续", arrived, market, "07-25 15:00", Asked{ID: "q3", Task: "t3", Partner: liantong, Text: text}},
		{"询问不记在提问单位名下", arrived, market, "07-25 15:00", Asked{ID: "q1", Partner: liantong, Text: text}},
		{"别的单位代录答复", asked, enforcer, "07-25 16:00", Replied{Question: "q1", Text: text}},
		{"答复两次", given(asked, did(carrier, "07-25 16:00", Reply{Question: "q1", Text: "x"})), market, "07-25 16:10", Replied{Question: "q1", Text: text}},
		{"有办结时限的立案", paired, enforcer, "07-25 09:30", Docketed{Task: "t1", Number: text, Promised: named("09-30 00:00"), Finish: named("10-10 17:30")}},
		{"立案而全案时限不定", statutory, permits, "07-25 09:30", Docketed{Task: "t1", Number: text, Promised: named("09-30 00:00")}},
		{"承诺已过的日期", statutory, permits, "07-25 09:30", Docketed{Task: "t1", Number: text, Promised: named("07-01 00:00"), Finish: named("10-10 17:30")}},
		{"未经签批的反馈", alone, builder, "07-25 16:00", Answered{Task: "t1", Text: text}},
		{"未经签批的汇总", alone, builder, "07-25 16:00", Consolidated{Lead: "t1", Text: text}},
		{"不须签批的待签批", arrived, market, "07-25 16:00", Drafted{Task: "t3", Text: text}},
		{"没有反馈的签批", building, signer, "07-25 16:00", SignedOff{Task: "t1"}},
		{"没有反馈的退回", building, signer, "07-25 16:00", SentBack{Task: "t1", Reason: text}},
		{"同事替人回避", dispatched, enforcer, "07-25 09:20", Recused{second.Account, text}},
		{"别无人可办的回避", dispatched, bureau, "07-25 09:20", Recused{bureau.Account, text}},
		{"回避两次", given(dispatched, did(second, "07-25 09:20", Recuse{Reason: "x"})), signs, "07-25 09:30", Recused{second.Account, text}},
		{"回避之后接单", given(dispatched, did(second, "07-25 09:20", Recuse{Reason: "x"})), second, "07-25 09:30", Accepted{"t1", second.Account}},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			if err := Recheck(c, Recorded{r.event, Moment{on(r.at).UnixMicro(), r.by}}, units); err == nil {
				t.Error("passes as lawful")
			}
		})
	}
}
