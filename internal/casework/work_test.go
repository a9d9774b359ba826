package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

var (
	acceptedAll = given(did(enforcer, "07-25 09:20", Accept{}), did(monitor, "07-25 09:21", Accept{}), did(market, "07-25 09:22", Accept{}))
	arrived     = given(dispatched, acceptedAll, did(enforcer, "07-25 10:20", Arrive{}), did(monitor, "07-25 10:21", Arrive{}), did(market, "07-25 10:22", Arrive{}))
	assisted    = given(arrived, did(monitor, "07-25 16:00", Answer{Text: "已监测"}), did(market, "07-25 16:05", Answer{Text: "证照齐全"}))
	answered    = given(assisted, did(enforcer, "07-26 09:30", Answer{Text: "已处罚并清洗"})) // and consolidated with it
)

func TestAccept(t *testing.T) {
	assigned := given(dispatched, did(enforcer, "07-25 09:15", Assign{Section: dui, Officer: "dui-op"}))
	tell(t, []row{
		{"按时接单", dispatched, enforcer, "07-25 09:40", Accept{}, then(Accepted{"t1", "zhifa-op"})},
		{"指定经办人", dispatched, enforcer, "07-25 09:40", Accept{Officer: "dui-op"}, then(Accepted{"t1", "dui-op"})},
		{"经办人须是本单位的人", dispatched, enforcer, "07-25 09:40", Accept{Officer: "shichang-op"}, no(rule.Invalid, "P-42", "officer")},
		{
			"超时接单照收，先记超时", dispatched, enforcer, "07-25 09:44",
			Accept{},
			then(AcceptMissed{missed("t1", "07-25 09:43")}, AcceptMissed{missed("t2", "07-25 09:43")}, AcceptMissed{missed("t3", "07-25 09:43")}, Accepted{"t1", "zhifa-op"}),
		},
		{"超时已记，接单不再记", given(dispatched, did(Clockwork, "07-25 09:50", Lapse{})), enforcer, "07-25 09:51", Accept{}, then(Accepted{"t1", "zhifa-op"})},
		{"未派单的部门不能接单", dispatched, traffic, "07-25 09:40", Accept{}, no(rule.NotYours, "P-40", "")},
		{"不能重复接单", given(dispatched, acceptedAll), enforcer, "07-25 09:40", Accept{}, no(rule.WrongState, "P-40", "")},
		{"镇街不能替接", dispatched, operator, "07-25 09:40", Accept{}, no(rule.WrongRole, "P-40", "")},
		{"中队接本局的单，经办人已定", assigned, squad, "07-25 09:20", Accept{}, then(Accepted{"t1", "dui-op"})},
		{"交办到中队", dispatched, enforcer, "07-25 09:15", Assign{Section: dui}, then(Assigned{Task: "t1", Section: dui})},
		{"交办到人", dispatched, enforcer, "07-25 09:15", Assign{Officer: "dui-op"}, then(Assigned{Task: "t1", Officer: "dui-op"})},
		{"交办须指明去处", dispatched, enforcer, "07-25 09:15", Assign{}, no(rule.Incomplete, "P-42", "section")},
		{"不能交办到别局中队", dispatched, market, "07-25 09:15", Assign{Section: dui}, no(rule.Invalid, "P-42", "section")},
		{"不能交办到别局", dispatched, enforcer, "07-25 09:15", Assign{Section: shichang}, no(rule.Invalid, "P-42", "section")},
		{"不能交办给已离任的人", dispatched, enforcer, "07-25 09:15", Assign{Officer: "left"}, no(rule.Invalid, "P-42", "officer")},
		{"不能交办给外人", dispatched, enforcer, "07-25 09:15", Assign{Officer: "yaojia-op"}, no(rule.Invalid, "P-42", "officer")},
		{"被指定办理的也须接单", given(returned, did(duty, "07-25 09:42", Overrule{Task: "t1", Reason: "清单明确"})), enforcer, "07-25 09:43", Accept{}, then(Accepted{"t1", "zhifa-op"})},
	})
}

func TestOnTheSpot(t *testing.T) {
	accepted := given(dispatched, acceptedAll)
	with := Arrived{Task: "t1", Rank: "deputy_head", Person: ledger.Person(`{"name":"王五","phone":"13900000000"}`), Position: ledger.Text("117.08,36.66")}
	sixty := []Outcome{{"issued", 62}, {"delivered", 62}}
	tell(t, []row{
		{"报到，载明职级", accepted, enforcer, "07-25 10:20", Arrive{Rank: "deputy_head", Name: "王五", Phone: "13900000000", Position: "117.08,36.66"}, then(with)},
		{"未填职级即经办人员", accepted, market, "07-25 10:20", Arrive{}, then(Arrived{Task: "t3", Rank: "officer"})},
		{"超时报到照收，先记超时", accepted, market, "07-25 11:14", Arrive{}, then(
			ArriveMissed{missed("t1", "07-25 11:13")}, ArriveMissed{missed("t2", "07-25 11:13")}, ArriveMissed{missed("t3", "07-25 11:13")}, Arrived{Task: "t3", Rank: "officer"})},
		{"再来一次可以再报到", arrived, enforcer, "07-26 10:20", Arrive{Rank: "head"}, then(Arrived{Task: "t1", Rank: "head"})},
		{"未接单不能报到", dispatched, enforcer, "07-25 09:40", Arrive{}, no(rule.WrongState, "P-46", "")},
		{"职级在列", accepted, enforcer, "07-25 10:20", Arrive{Rank: "boss"}, no(rule.Invalid, "P-46", "rank")},
		{"到场位置应为经纬度", accepted, enforcer, "07-25 10:20", Arrive{Position: "x"}, no(rule.Invalid, "P-87", "position")},
		{"到场人姓名不得过长", accepted, enforcer, "07-25 10:20", Arrive{Name: long}, no(rule.Invalid, "P-20", "name")},
		{"认定，载明种类和文书", arrived, monitor, "07-25 15:30", Find{Kind: "breach", Text: "油烟超标", Number: "监字 1 号"}, then(Found{"t2", "breach", ledger.Text("油烟超标"), ledger.Text("监字 1 号"), nil})},
		{"未到场不能认定", accepted, monitor, "07-25 09:40", Find{Kind: "breach", Text: "x"}, no(rule.WrongState, "P-47", "")},
		{"认定种类在列", arrived, monitor, "07-25 10:30", Find{Kind: "guess", Text: "x"}, no(rule.Invalid, "P-50", "kind")},
		{"认定须有内容", arrived, monitor, "07-25 10:30", Find{Kind: "breach"}, no(rule.Incomplete, "P-50", "text")},
		{"处置，结果可计数", arrived, market, "07-25 10:30", Act{Kind: "permit", Text: "现场办照", Outcomes: sixty}, then(Acted{"t3", "permit", ledger.Text("现场办照"), ledger.Content{}, sixty, nil})},
		{"处置种类在列", arrived, market, "07-25 10:30", Act{Kind: "magic", Text: "x"}, no(rule.Invalid, "P-50", "kind")},
		{"计数种类在列", arrived, market, "07-25 10:30", Act{Kind: "permit", Text: "x", Outcomes: []Outcome{{"won", 1}}}, no(rule.Invalid, "P-50", "outcomes")},
		{"计数须为正", arrived, market, "07-25 10:30", Act{Kind: "permit", Text: "x", Outcomes: []Outcome{{"issued", 0}}}, no(rule.Invalid, "P-50", "outcomes")},
		{"计数不得离谱", arrived, market, "07-25 10:30", Act{Kind: "permit", Text: "x", Outcomes: []Outcome{{"issued", 1_000_001}}}, no(rule.Invalid, "P-50", "outcomes")},
		{"计数不得过多", arrived, market, "07-25 10:30", Act{Kind: "permit", Text: "x", Outcomes: make([]Outcome, 21)}, no(rule.Invalid, "P-50", "outcomes")},
	})
}

func TestAnswer(t *testing.T) {
	text := ledger.Text("已处罚并清洗")
	lead := given(arrived, did(enforcer, "07-25 16:00", Answer{Text: "已处罚"}))
	leadLast := given(lead, did(monitor, "07-25 16:05", Answer{Text: "已监测"}), did(market, "07-25 16:06", Answer{Text: "证照齐全"}))
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}))
	tell(t, []row{
		{"配合单位反馈", arrived, market, "07-25 16:00", Answer{Text: "证照齐全"}, then(Answered{"t3", ledger.Text("证照齐全"), nil})},
		{
			"牵头最后反馈即为汇总", assisted, enforcer, "07-26 09:30",
			Answer{Text: "已处罚并清洗"},
			then(Answered{"t1", text, nil}, Consolidated{Lead: "t1", Verify: until("3wd", "07-31 17:30")}),
		},
		{"还有配合未反馈，牵头反馈不是汇总", arrived, enforcer, "07-25 16:00", Answer{Text: "已处罚并清洗"}, then(Answered{"t1", text, nil})},
		{"配合都反馈后，牵头再汇总", leadLast, enforcer, "07-26 09:30", Consolidate{Text: "已处罚并清洗"}, then(Consolidated{Lead: "t1", Text: text, Verify: until("3wd", "07-31 17:30")})},
		{"汇总列明尚未反馈的配合单位", arrived, enforcer, "07-26 09:30", Consolidate{Text: "已处罚并清洗"}, then(Consolidated{Lead: "t1", Text: text, Open: []TaskID{"t2", "t3"}, Verify: until("3wd", "07-31 17:30")})},
		{
			"汇总之后配合仍可反馈，也可逾期", given(arrived, did(enforcer, "07-26 09:30", Consolidate{Text: "已处罚"})), market, "08-01 17:31",
			Answer{Text: "证照齐全"},
			then(VerifyMissed{overdue("07-31 17:30")}, FinishMissed{missed("t2", "08-01 17:30")}, FinishMissed{missed("t3", "08-01 17:30")}, Answered{"t3", ledger.Text("证照齐全"), nil}),
		},
		{"配合单位不能汇总", arrived, market, "07-25 16:00", Consolidate{Text: "x"}, no(rule.NotYours, "P-54", "")},
		{"汇总须有内容", arrived, enforcer, "07-25 16:00", Consolidate{}, no(rule.Incomplete, "P-54", "text")},
		{"不汇总两次", answered, enforcer, "07-26 10:00", Consolidate{Text: "x"}, no(rule.WrongState, "P-54", "")},
		{"未到场不能反馈", given(dispatched, acceptedAll), market, "07-25 09:40", Answer{Text: "x"}, no(rule.WrongState, "P-53", "")},
		{"反馈须有内容", arrived, market, "07-25 16:00", Answer{Text: "\n"}, no(rule.Incomplete, "P-53", "text")},
		{"不反馈两次", assisted, market, "07-25 17:00", Answer{Text: "x"}, no(rule.WrongState, "P-53", "")},
		{"镇街牵头的，镇街汇总", own, operator, "07-25 09:40", Consolidate{Text: "已清理"}, then(Consolidated{Text: ledger.Text("已清理"), Open: []TaskID{"t1", "t2"}, Verify: until("3wd", "07-30 17:30")})},
		{"镇街牵头的，配合单位不汇总", own, monitor, "07-25 09:40", Consolidate{Text: "x"}, no(rule.NotYours, "P-54", "")},
		{"部门牵头的，镇街不汇总", arrived, operator, "07-25 16:00", Consolidate{Text: "x"}, no(rule.NotYours, "P-14", "")},
	})
}
