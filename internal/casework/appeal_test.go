package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

var appealed = given(sore, did(enforcer, "08-01 10:00", Appeal{Rating: "m1", Reason: "净化器由业主拆除"}))

func TestAppeal(t *testing.T) {
	want := Appealed{Task: "t1", Rating: "m1", Reason: ledger.Text("净化器由业主拆除"), Decide: until("10wd", "08-15 17:30")}
	adjudge := func(result string) Adjudge { return Adjudge{Rating: "m1", Result: result, Reason: "有照片为证"} }
	decided := func(result string) AppealDecided {
		return AppealDecided{"m1", result, ledger.Text("有照片为证"), until("5wd", "08-12 17:30")}
	}
	dismissed := given(appealed, did(assessor, "08-05 10:00", adjudge("dismissed")))
	tell(t, []row{
		{"十五个工作日内申诉，决定时限起算", sore, enforcer, "08-01 10:00", Appeal{Rating: "m1", Reason: "净化器由业主拆除"}, then(want)},
		{"未指明的，即最近一次可申诉的", sore, enforcer, "08-01 10:00", Appeal{Reason: "净化器由业主拆除"}, then(want)},
		{"申诉须说明理由", sore, enforcer, "08-01 10:00", Appeal{Rating: "m1"}, no(rule.Incomplete, "P-113", "reason")},
		{"评价尚未公开的，不能申诉", sore, monitor, "08-01 10:00", Appeal{Rating: "m2", Reason: "x"}, no(rule.WrongState, "P-64", "rating")},
		{"没有差评的，无可申诉", sore, monitor, "08-01 10:00", Appeal{Reason: "x"}, no(rule.Invalid, "P-113", "rating")},
		{"不能申诉别家的评价", sore, monitor, "08-01 10:00", Appeal{Rating: "m1", Reason: "x"}, no(rule.NotYours, "P-113", "rating")},
		{"一次评价申诉一次", appealed, enforcer, "08-02 10:00", Appeal{Rating: "m1", Reason: "x"}, no(rule.Spent, "P-113", "rating")},
		{"过了期限不能申诉", given(sore, did(operator, "08-07 09:00", Archive{})), enforcer, "08-20 17:31", Appeal{Rating: "m1", Reason: "x"}, no(rule.WrongState, "P-113", "rating")},
		{"镇街不能申诉", sore, operator, "08-01 10:00", Appeal{Rating: "m1", Reason: "x"}, no(rule.WrongRole, "P-113", "")},
		{"考核办决定：成立，不必再整改，随即归档", appealed, assessor, "08-05 10:00", adjudge("upheld"), then(decided("upheld"), Archived{Auto: true})},
		{"考核办决定：不成立，评价照旧", appealed, assessor, "08-05 10:00", adjudge("dismissed"), then(decided("dismissed"))},
		{"决定须说明理由", appealed, assessor, "08-05 10:00", Adjudge{Rating: "m1", Result: "upheld"}, no(rule.Incomplete, "P-113", "reason")},
		{"决定在列", appealed, assessor, "08-05 10:00", Adjudge{Rating: "m1", Result: "half", Reason: "x"}, no(rule.Invalid, "P-113", "result")},
		{"未申诉的无可决定", sore, assessor, "08-05 10:00", adjudge("upheld"), no(rule.WrongState, "P-113", "rating")},
		{"决定一次", dismissed, assessor, "08-05 11:00", adjudge("upheld"), no(rule.WrongState, "P-113", "rating")},
		{"镇街不能自己决定", appealed, head, "08-05 10:00", adjudge("dismissed"), no(rule.WrongRole, "P-113", "")},
		{"逾期决定照收，先记逾期", given(appealed, did(operator, "08-07 09:00", Archive{})), assessor, "08-15 17:31", Adjudge{Rating: "m1", Result: "dismissed", Reason: "有照片为证"},
			then(AppealDecisionMissed{unmet("m1", "08-15 17:30")}, AppealDecided{"m1", "dismissed", ledger.Text("有照片为证"), until("5wd", "08-22 17:30")})},
		{"备案", dismissed, assessor, "08-06 10:00", Lodge{Rating: "m1", Number: "申〔2019〕1号"}, then(AppealFiled{"m1", ledger.Text("申〔2019〕1号")})},
		{"备案须有编号", dismissed, assessor, "08-06 10:00", Lodge{Rating: "m1"}, no(rule.Incomplete, "P-113", "number")},
		{"未决定的不备案", appealed, assessor, "08-06 10:00", Lodge{Rating: "m1", Number: "x"}, no(rule.WrongState, "P-113", "rating")},
		{"没有这个评价", appealed, assessor, "08-06 10:00", Adjudge{Rating: "m9", Result: "upheld", Reason: "x"}, no(rule.Invalid, "P-113", "rating")},
		{"备案逾期，记录在案", given(dismissed, did(operator, "08-07 09:00", Archive{})), Clockwork, "08-12 17:31", Lapse{}, then(AppealFilingMissed{unmet("m1", "08-12 17:30")})},
	})
	c, _ := play(t, given(appealed, did(assessor, "08-05 10:00", adjudge("upheld"))))
	if r, _ := c.Rating("m1"); !r.Low || r.Result != "upheld" || c.Tasks[0].Low || c.Tasks[0].Rectify.Waits() {
		t.Errorf("the mark stands, does not count, and asks for nothing: %+v, %+v", r, c.Tasks[0])
	}
}
