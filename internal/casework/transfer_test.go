package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

var (
	handOver = Transfer{To: zhifa, Text: "监测报告，超标 2 倍", Number: "监字 1 号"}
	handed   = given(arrived, did(monitor, "07-25 15:40", handOver)) // x1: 生态环境 to 综合执法
)

func TestTransfer(t *testing.T) {
	inCase := Transferred{ID: "x1", From: "t2", To: "t1", Text: ledger.Text("监测报告，超标 2 倍"), Number: ledger.Text("监字 1 号"), Receive: until("4wh", "07-26 10:40")}
	fresh := issue("t4", jiaojing, false)
	fresh.Accept, fresh.Arrive = until("30min", "07-25 16:10"), until("2wh", "07-26 08:40")
	entering := Transferred{ID: "x1", From: "t2", To: "t4", Issued: &fresh, Text: ledger.Text("占道"), Receive: until("4wh", "07-26 10:40"), Calendar: days}
	again := issue("t4", shichang, false)
	again.Accept, again.Arrive = fresh.Accept, fresh.Arrive
	returning := entering
	returning.Issued = &again
	leadDone := given(arrived, did(enforcer, "07-25 15:00", Answer{Text: "已处罚"}))
	tell(t, []row{
		{"移送给在案单位", arrived, monitor, "07-25 15:40", handOver, then(inCase)},
		{"移送给不在案的单位，随之派单，作为配合", arrived, monitor, "07-25 15:40", Transfer{To: jiaojing, Text: "占道"}, then(entering)},
		{"移送给已反馈的单位，另派一件", given(arrived, did(market, "07-25 15:30", Answer{Text: "证照齐全"})), monitor, "07-25 15:40", Transfer{To: shichang, Text: "占道"}, then(returning)},
		{"移送给已反馈、未汇总的牵头单位，不另派", leadDone, monitor, "07-25 15:40", handOver, then(inCase)},
		{"移送须写明受移送单位", arrived, monitor, "07-25 15:40", Transfer{Text: "x"}, no(rule.Incomplete, "P-58", "to")},
		{"移送须有内容", arrived, monitor, "07-25 15:40", Transfer{To: zhifa}, no(rule.Incomplete, "P-58", "text")},
		{"不能移送给本单位", arrived, monitor, "07-25 15:40", Transfer{To: shengtai, Text: "x"}, no(rule.Invalid, "P-58", "to")},
		{"不能移送给企业", arrived, monitor, "07-25 15:40", Transfer{To: liantong, Text: "x"}, no(rule.Invalid, "P-17", "to")},
		{"不能移送给镇街", arrived, monitor, "07-25 15:40", Transfer{To: yaojia, Text: "x"}, no(rule.Invalid, "P-41", "to")},
		{"不能移送给已撤销的单位", arrived, monitor, "07-25 15:40", Transfer{To: cengjing, Text: "x"}, no(rule.Invalid, "P-41", "to")},
		{"未报到不能移送", given(dispatched, acceptedAll), monitor, "07-25 10:00", handOver, no(rule.WrongState, "P-58", "")},
		{"镇街不移送", arrived, operator, "07-25 15:40", handOver, no(rule.WrongRole, "P-58", "")},
		{"接收移送", handed, enforcer, "07-25 16:00", Receive{Transfer: "x1", Text: "收到报告"}, then(Received{"t1", "x1", ledger.Text("收到报告")})},
		{"中队为本局接收", handed, squad, "07-25 16:00", Receive{Transfer: "x1"}, then(Received{Task: "t1", Transfer: "x1"})},
		{"已反馈的牵头单位仍要接收", given(leadDone, did(monitor, "07-25 15:40", handOver)), enforcer, "07-25 16:00", Receive{Transfer: "x1"}, then(Received{Task: "t1", Transfer: "x1"})},
		{"不是移送给本单位的，不能接收", handed, market, "07-25 16:00", Receive{Transfer: "x1"}, no(rule.NotYours, "P-58", "transfer")},
		{"移送单位不能自己接收", handed, monitor, "07-25 16:00", Receive{Transfer: "x1"}, no(rule.NotYours, "P-58", "transfer")},
		{"没有这个移送", handed, enforcer, "07-25 16:00", Receive{Transfer: "x2"}, no(rule.Invalid, "P-58", "transfer")},
		{"不接收两次", given(handed, did(enforcer, "07-25 16:00", Receive{Transfer: "x1"})), enforcer, "07-25 16:10", Receive{Transfer: "x1"}, no(rule.Spent, "P-58", "transfer")},
		{"随移送进入的单位先接单再接收", given(arrived, did(monitor, "07-25 15:40", Transfer{To: jiaojing, Text: "占道"})), traffic, "07-25 15:50", Receive{Transfer: "x1"}, no(rule.WrongState, "P-58", "")},
		{"未接收的不得反馈", handed, enforcer, "07-25 16:00", Answer{Text: "x"}, no(rule.WrongState, "P-58", "")},
		{"未接收的不得汇总", given(leadDone, did(monitor, "07-25 15:40", handOver)), enforcer, "07-25 16:00", Consolidate{Text: "x"}, no(rule.WrongState, "P-58", "")},
		{"接收之后可以反馈", given(handed, did(enforcer, "07-25 16:00", Receive{Transfer: "x1"})), enforcer, "07-25 16:10", Answer{Text: "x"}, then(Answered{"t1", ledger.Text("x"), nil})},
		{"移送单位自己可以反馈", handed, monitor, "07-25 16:00", Answer{Text: "x"}, then(Answered{"t2", ledger.Text("x"), nil})},
		{"逾期接收照收，先记逾期", handed, enforcer, "07-26 10:41", Receive{Transfer: "x1"}, then(ReceiveMissed{RefOverdue{"x1", on("07-26 10:40").UnixMicro()}}, Received{Task: "t1", Transfer: "x1"})},
		{"受移送单位解除，移送随之终止", given(arrived, did(monitor, "07-25 15:40", Transfer{To: shichang, Text: "x"}), did(desk, "07-25 15:50", Release{Task: "t3", Reason: "不涉"})), Clockwork, "07-26 10:41", Lapse{}, then()},
	})
}
