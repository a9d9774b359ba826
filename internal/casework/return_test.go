package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

// vacant is a case whose lead has left.
var vacant = given(returned, did(duty, "07-25 10:00", Uphold{Task: "t1", Reason: "确非其职责"}))

func TestReturn(t *testing.T) {
	back := Return{Ground: "other_unit", Clause: "第 56 项"}
	overruled := given(returned, did(duty, "07-25 10:00", Overrule{Task: "t1", Reason: "清单明确"}))
	next := later("t4", shenpi, true, "07-25 10:30", "07-25 12:00")
	promoted := Issued{Task: "t3", Unit: shichang, Lead: true, Finish: until("5wd", "08-01 17:30")}
	assist := given(dispatched, did(market, "07-25 09:40", back))
	tell(t, []row{
		{"退单一次，限时、依事由、引条款", dispatched, enforcer, "07-25 09:40", back,
			then(Returned{Task: "t1", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Decision: until("4wh", "07-25 15:10")})},
		{"接单之后仍可退单", given(dispatched, did(enforcer, "07-25 09:20", Accept{})), enforcer, "07-25 09:40", back,
			then(Returned{Task: "t1", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Decision: until("4wh", "07-25 15:10")})},
		{"退单须依列明事由", dispatched, enforcer, "07-25 09:40", Return{Ground: "busy", Clause: "x"}, no(rule.Invalid, "P-43", "ground")},
		{"退单须引条款", dispatched, enforcer, "07-25 09:40", Return{Ground: "not_listed"}, no(rule.Incomplete, "P-43", "clause")},
		{"过了退单时限不能退单", given(dispatched, did(enforcer, "07-25 09:20", Accept{})), enforcer, "07-30 08:30", back, no(rule.WrongState, "P-43", "")},
		{"退单待定时不能再退", returned, enforcer, "07-25 09:41", back, no(rule.WrongState, "P-43", "")},
		{"指定办理的不得再退", overruled, enforcer, "07-25 10:01", back, no(rule.WrongState, "P-43", "")},
		{"指定办理、接单之后也不得再退", given(overruled, did(enforcer, "07-25 10:05", Accept{})), enforcer, "07-25 10:10", back, no(rule.Spent, "P-45", "")},
		{"报到之后不能退单", arrived, enforcer, "07-25 11:00", back, no(rule.WrongState, "P-43", "")},
		{"别的单位不能替退", dispatched, traffic, "07-25 09:40", back, no(rule.NotYours, "P-43", "")},
		{"退单成立，改派下一单位牵头", returned, duty, "07-25 10:00", Uphold{Task: "t1", Next: shenpi, Reason: "确非其职责"},
			then(AcceptMissed{missed("t1", "07-25 09:43")}, AcceptMissed{missed("t2", "07-25 09:43")}, AcceptMissed{missed("t3", "07-25 09:43")},
				Upheld{Task: "t1", Reason: ledger.Text("确非其职责"), Next: &next, Calendar: days})},
		{"退单成立，由配合单位接着牵头", returned, duty, "07-25 09:42", Uphold{Task: "zonghe-zhifa", Next: shichang, Reason: "食品店"},
			then(Upheld{Task: "t1", Reason: ledger.Text("食品店"), Next: &promoted, Calendar: days})},
		{"退单成立未改派，牵头缺位，中心补派时限起算", returned, duty, "07-25 09:42", Uphold{Task: "t1", Reason: "确非其职责"},
			then(Upheld{Task: "t1", Reason: ledger.Text("确非其职责"), Vacant: until("1wh", "07-25 10:42")})},
		{"配合退单成立，不成缺位", assist, duty, "07-25 09:42", Uphold{Task: "t3", Reason: "证照不涉"}, then(Upheld{Task: "t3", Reason: ledger.Text("证照不涉")})},
		{"配合退单，不能改派已在的单位", assist, duty, "07-25 09:42", Uphold{Task: "t3", Next: zhifa, Reason: "x"}, no(rule.Invalid, "P-51", "next")},
		{"不能改派企业", returned, duty, "07-25 09:42", Uphold{Task: "t1", Next: liantong, Reason: "x"}, no(rule.Invalid, "P-17", "next")},
		{"认定退单须说明理由", returned, duty, "07-25 09:42", Uphold{Task: "t1"}, no(rule.Incomplete, "P-44", "reason")},
		{"派遣员不能认定退单", returned, desk, "07-25 09:42", Uphold{Task: "t1", Reason: "x"}, no(rule.WrongRole, "P-44", "")},
		{"未退单的不能认定", dispatched, duty, "07-25 09:42", Uphold{Task: "t1", Reason: "x"}, no(rule.WrongState, "P-44", "")},
		{"认定须指明派单件", returned, duty, "07-25 09:42", Uphold{Reason: "x"}, no(rule.Incomplete, "P-44", "task")},
		{"没有这个派单件", returned, duty, "07-25 09:42", Uphold{Task: "t9", Reason: "x"}, no(rule.Invalid, "P-44", "task")},
		{"退单不成立，指定办理", returned, duty, "07-25 09:42", Overrule{Task: "t1", Reason: "清单明确"}, then(Overruled{"t1", ledger.Text("清单明确")})},
		{"指定办理须说明理由", returned, duty, "07-25 09:42", Overrule{Task: "t1"}, no(rule.Incomplete, "P-44", "reason")},
		{"逾期认定照收，先记逾期", given(dispatched, acceptedAll, did(enforcer, "07-25 09:40", back), did(Clockwork, "07-25 12:00", Lapse{})), duty, "07-25 15:11", Overrule{Task: "t1", Reason: "清单明确"},
			then(ReturnDecisionMissed{missed("t1", "07-25 15:10")}, Overruled{"t1", ledger.Text("清单明确")})},
	})
}

func TestLeadVacant(t *testing.T) {
	reason := ledger.Text("补派")
	tell(t, []row{
		{"中心补派牵头", vacant, desk, "07-25 10:10", Join{Unit: shenpi, Lead: true, Reason: "补派"}, then(Joined{later("t4", shenpi, true, "07-25 10:40", "07-25 13:40"), reason, days})},
		{"中心让配合单位接着牵头，已办的照算", vacant, desk, "07-25 10:10", Join{Unit: shichang, Lead: true, Reason: "补派"},
			then(Joined{Issued{Task: "t3", Unit: shichang, Lead: true, Finish: until("5wd", "08-01 17:30")}, reason, days})},
		{"逾期补派照收，先记逾期", vacant, desk, "07-25 11:01", Join{Unit: shenpi, Lead: true, Reason: "补派"},
			then(LeadMissed{overdue("07-25 11:00")}, Joined{later("t4", shenpi, true, "07-25 11:31", "07-25 14:31"), reason, days})},
		{"退出的单位可以再请回", vacant, desk, "07-25 10:10", Join{Unit: zhifa, Reason: "补派"}, then(Joined{later("t4", zhifa, false, "07-25 10:40", "07-25 13:40"), reason, days})},
		{"牵头未缺位不能另定牵头", dispatched, desk, "07-25 09:20", Join{Unit: shenpi, Lead: true, Reason: "x"}, no(rule.WrongState, "P-35", "lead")},
		{"牵头在位，配合不能改作牵头", dispatched, desk, "07-25 09:20", Join{Unit: shichang, Lead: true, Reason: "x"}, no(rule.WrongState, "P-35", "lead")},
		{"牵头缺位时没有单位能汇总", given(vacant, did(market, "07-25 10:20", Accept{}), did(market, "07-25 10:30", Arrive{})), market, "07-25 10:40", Consolidate{Text: "x"}, no(rule.NotYours, "P-54", "")},
	})
}

func TestJoinAndRelease(t *testing.T) {
	proposed := given(arrived, did(enforcer, "07-25 10:40", Release{Task: "t3", Reason: "证照不涉"}))
	tell(t, []row{
		{"牵头单位增加联动", arrived, enforcer, "07-25 11:00", Join{Unit: jiaojing, Reason: "有占道"}, then(Joined{later("t4", jiaojing, false, "07-25 11:30", "07-25 14:30"), ledger.Text("有占道"), days})},
		{"中心增加联动", dispatched, desk, "07-25 09:30", Join{Unit: jiaojing, Reason: "有占道"}, then(Joined{later("t4", jiaojing, false, "07-25 10:00", "07-25 11:30"), ledger.Text("有占道"), days})},
		{"增加联动须说明理由", arrived, enforcer, "07-25 11:00", Join{Unit: jiaojing}, no(rule.Incomplete, "P-51", "reason")},
		{"增加联动须指明单位", arrived, enforcer, "07-25 11:00", Join{Reason: "x"}, no(rule.Incomplete, "P-51", "unit")},
		{"已在派单范围的不再增加", arrived, enforcer, "07-25 11:00", Join{Unit: shichang, Reason: "x"}, no(rule.Invalid, "P-51", "unit")},
		{"不能增加企业", arrived, enforcer, "07-25 11:00", Join{Unit: liantong, Reason: "x"}, no(rule.Invalid, "P-17", "unit")},
		{"配合单位不能增加联动", arrived, market, "07-25 11:00", Join{Unit: jiaojing, Reason: "x"}, no(rule.NotYours, "P-51", "")},
		{"退了单的牵头单位不再增加联动", returned, enforcer, "07-25 09:42", Join{Unit: jiaojing, Reason: "x"}, no(rule.NotYours, "P-51", "")},
		{"牵头不能自定牵头", vacant, market, "07-25 10:10", Join{Unit: shenpi, Lead: true, Reason: "x"}, no(rule.NotYours, "P-51", "")},
		{"反馈之后不能增加联动", answered, enforcer, "07-26 10:00", Join{Unit: jiaojing, Reason: "x"}, no(rule.WrongState, "P-51", "")},
		{"牵头提出解除无关单位", arrived, enforcer, "07-25 10:40", Release{Task: "t3", Reason: "证照不涉"}, then(ReleaseProposed{"t3", ledger.Text("证照不涉"), until("4wh", "07-25 16:10")})},
		{"不重复提出", proposed, enforcer, "07-25 10:41", Release{Task: "t3", Reason: "x"}, no(rule.Spent, "P-52", "")},
		{"中心决定解除", proposed, desk, "07-25 10:45", Release{Task: "t3", Reason: "同意"}, then(Released{Task: "t3", Kind: ReleaseNotConcerned, Reason: ledger.Text("同意")})},
		{"中心解除牵头，牵头缺位", arrived, desk, "07-25 10:45", Release{Task: "t1", Reason: "另有主管"}, then(Released{Task: "t1", Kind: ReleaseNotConcerned, Reason: ledger.Text("另有主管"), Vacant: until("1wh", "07-25 11:45")})},
		{"牵头不能提出解除自己", arrived, enforcer, "07-25 10:40", Release{Task: "t1", Reason: "x"}, no(rule.NotYours, "P-35", "")},
		{"配合单位不能提出解除", arrived, market, "07-25 10:40", Release{Task: "t2", Reason: "x"}, no(rule.NotYours, "P-52", "")},
		{"解除须说明理由", arrived, desk, "07-25 10:40", Release{Task: "t3"}, no(rule.Incomplete, "P-52", "reason")},
		{"已反馈的不再解除", given(arrived, did(market, "07-25 11:00", Answer{Text: "在案"})), desk, "07-25 11:05", Release{Task: "t3", Reason: "x"}, no(rule.WrongState, "P-52", "")},
		{"已解除的单位不能再办", given(arrived, did(desk, "07-25 10:45", Release{Task: "t3", Reason: "证照不涉"})), market, "07-25 10:50", Find{Kind: "other", Text: "x"}, no(rule.WrongState, "P-47", "")},
	})
}
