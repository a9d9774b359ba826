package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// In these stories 住建局, whose leader signs off answers, leads, and 市场监管局 assists.
var (
	building  = given(called, did(desk, "07-25 09:13", Dispatch{Lead: zhujian, Assists: &[]org.UnitID{shichang}, Reason: "违建在前"}), did(builder, "07-25 09:20", Accept{}), did(market, "07-25 09:21", Accept{}), did(builder, "07-25 10:00", Arrive{}), did(market, "07-25 10:01", Arrive{}))
	alone     = given(building, did(market, "07-25 11:00", Answer{Text: "证照齐全"}))
	drafted   = given(alone, did(builder, "07-25 16:00", Answer{Text: "已拆除"}))
	undrafted = given(drafted, did(signer, "07-25 16:10", Revise{Reason: "附照片"}))
)

func TestSign(t *testing.T) {
	text, note := ledger.Text("已拆除"), ledger.Text("同意")
	whole := Consolidated{Lead: "t1", Verify: until("3wd", "07-30 17:30")}
	half := given(building, did(builder, "07-25 16:00", Answer{Text: "已拆除"}))
	wholeDraft := given(building, did(builder, "07-25 16:00", Consolidate{Text: "已拆除"}))
	open := whole
	open.Open = []TaskID{"t2"}
	tell(t, []row{
		{"规定签批的单位，经办人的反馈待签批", alone, builder, "07-25 16:00", Answer{Text: "已拆除"}, then(Drafted{Task: "t1", Text: text})},
		{"分管领导自己反馈，不另签批", alone, signer, "07-25 16:00", Answer{Text: "已拆除"}, then(Answered{"t1", text, nil}, whole)},
		{"未规定签批的单位，反馈即生效", building, market, "07-25 11:00", Answer{Text: "已拆除"}, then(Answered{"t2", text, nil})},
		{"牵头最后反馈，签批即为汇总", drafted, signer, "07-25 16:10", Sign{Note: "同意"}, then(SignedOff{"t1", note}, whole)},
		{"还有配合未反馈，签批不是汇总", half, signer, "07-25 16:10", Sign{}, then(SignedOff{Task: "t1"})},
		{"汇总反馈也须签批", building, builder, "07-25 16:00", Consolidate{Text: "已拆除"}, then(Drafted{Task: "t1", Whole: true, Text: text})},
		{"签批汇总，列明尚未反馈的单位", wholeDraft, signer, "07-25 16:10", Sign{}, then(SignedOff{Task: "t1"}, open)},
		{"待签批时可以改写", drafted, builder, "07-25 16:05", Answer{Text: "已拆除"}, then(Drafted{Task: "t1", Text: text})},
		{"分管领导退回修改", drafted, signer, "07-25 16:10", Revise{Reason: "附照片"}, then(SentBack{"t1", ledger.Text("附照片")})},
		{"退回修改须写明意见", drafted, signer, "07-25 16:10", Revise{}, no(rule.Incomplete, "P-101", "reason")},
		{"退回之后没有可签批的", undrafted, signer, "07-25 16:20", Sign{}, no(rule.WrongState, "P-101", "")},
		{"退回之后不再退", undrafted, signer, "07-25 16:20", Revise{Reason: "x"}, no(rule.WrongState, "P-101", "")},
		{"退回之后重新反馈，再待签批", undrafted, builder, "07-25 16:30", Answer{Text: "已拆除"}, then(Drafted{Task: "t1", Text: text})},
		{"经办人不能签批", drafted, builder, "07-25 16:10", Sign{}, no(rule.WrongRole, "P-101", "")},
		{"别的单位的领导不能签批", drafted, market, "07-25 16:10", Sign{}, no(rule.WrongState, "P-101", "")},
		{"没有反馈，不能签批", building, signer, "07-25 16:10", Sign{}, no(rule.WrongState, "P-101", "")},
		{"有未接收的移送，不能签批", given(half, did(market, "07-25 16:05", Transfer{To: zhujian, Text: "x"})), signer, "07-25 16:10", Sign{}, no(rule.WrongState, "P-58", "")},
		{"待签批的，办结时限照走", drafted, Clockwork, "08-01 17:31", Lapse{}, then(FinishMissed{missed("t1", "08-01 17:30")})},
	})
}

func TestDraftIsTheLeadersDuty(t *testing.T) {
	c, _ := play(t, drafted)
	for _, d := range Duties(c, on("07-25 16:10").UnixMicro(), units) {
		if d.Kind == ClockDone && (d.Verb != VerbSign || d.Unit != zhujian || ToldFirst(c, d, nil, units, on("07-25 16:10").UnixMicro()) != signer.Account) {
			t.Errorf("a draft waits for the leader: %+v", d)
		}
	}
	if c.Status != CaseWorking || c.Tasks[0].Status != TaskArrived {
		t.Errorf("a draft is no answer: %s, %s", c.Status, c.Tasks[0].Status)
	}
}

func TestAssignDeputy(t *testing.T) {
	accepted := given(dispatched, did(enforcer, "07-25 09:20", Accept{}))
	paired := given(accepted, did(enforcer, "07-25 09:25", Assign{Deputy: second.Account}))
	tell(t, []row{
		{"指定AB角", accepted, enforcer, "07-25 09:30", Assign{Deputy: second.Account}, then(Assigned{Task: "t1", Deputy: second.Account})},
		{"经办人和AB角一并指定", accepted, enforcer, "07-25 09:30", Assign{Officer: "dui-op", Deputy: second.Account}, then(Assigned{Task: "t1", Officer: "dui-op", Deputy: second.Account})},
		{"AB角不能是经办人自己", accepted, enforcer, "07-25 09:30", Assign{Deputy: "zhifa-op"}, no(rule.Invalid, "P-42", "deputy")},
		{"同时指定的经办人也不能兼AB角", accepted, enforcer, "07-25 09:30", Assign{Officer: second.Account, Deputy: second.Account}, no(rule.Invalid, "P-42", "deputy")},
		{"AB角须是本单位的人", accepted, enforcer, "07-25 09:30", Assign{Deputy: "shichang-op"}, no(rule.Invalid, "P-42", "deputy")},
		{"不能交办给已回避的人", given(accepted, did(second, "07-25 09:25", Recuse{Reason: "亲属"})), enforcer, "07-25 09:30", Assign{Deputy: second.Account}, no(rule.Invalid, "P-103", "deputy")},
		{"已回避的人不能作经办人接单", given(dispatched, did(second, "07-25 09:15", Recuse{Reason: "亲属"})), enforcer, "07-25 09:30", Accept{Officer: second.Account}, no(rule.Invalid, "P-103", "officer")},
	})
	if c, _ := play(t, paired); c.Tasks[0].Officer != "zhifa-op" || c.Tasks[0].Deputy != second.Account {
		t.Errorf("A and B: %+v", c.Tasks[0])
	}
	if c, _ := play(t, given(paired, did(enforcer, "07-25 09:26", Assign{Officer: second.Account}))); c.Tasks[0].Officer != second.Account || c.Tasks[0].Deputy != "" {
		t.Errorf("who has the task does not stand in for himself: %+v", c.Tasks[0])
	}
}
