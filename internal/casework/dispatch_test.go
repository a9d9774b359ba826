package casework

import (
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	dispatched = given(called, did(desk, "07-25 09:13", Dispatch{}))                                 // t1 综合执法 leads, t2 生态环境, t3 市场监管
	ownLead    = given(reported, did(operator, "07-25 09:05", Call{Matter: 47, Cause: "not_alone"})) // the township leads
	returned   = given(dispatched, did(enforcer, "07-25 09:40", Return{Ground: "other_unit", Clause: "第 56 项"}))
	days       = calendar.Shipped().Hash()
)

// issue is a task of a daily case as given out at 09:13 on 07-25.
func issue(task TaskID, unit org.UnitID, lead bool) Issued {
	return Issued{
		Task: task, Unit: unit, Lead: lead, Accept: until("30min", "07-25 09:43"), Arrive: until("2wh", "07-25 11:13"),
		Finish: until("5wd", "08-01 17:30"), ReturnBy: until("2wd", "07-29 17:30"),
	}
}

// later is the same, given out at another time of that morning.
func later(task TaskID, unit org.UnitID, lead bool, accept, arrive string) Issued {
	i := issue(task, unit, lead)
	i.Accept, i.Arrive = until("30min", accept), until("2wh", arrive)
	return i
}

func whole(due string) Timed {
	t := until("5wd", due)
	t.Then = limit("3wd")
	return t
}

func TestDispatch(t *testing.T) {
	proposed := Dispatched{Tasks: []Issued{issue("t1", zhifa, true), issue("t2", shengtai, false), issue("t3", shichang, false)}, Calendar: days, Finish: whole("08-06 17:30")}
	changed := Dispatched{Tasks: []Issued{issue("t1", shichang, true), issue("t2", shengtai, false)}, Changed: true, Reason: ledger.Text("主体是食品店"), Calendar: days, Finish: whole("08-06 17:30")}
	alone := Dispatched{Tasks: []Issued{issue("t1", zhifa, true)}, Changed: true, Reason: ledger.Text("一家即可"), Calendar: days, Finish: whole("08-06 17:30")}
	assists := Dispatched{Tasks: []Issued{issue("t1", shengtai, false), issue("t2", shichang, false)}, Calendar: days, Finish: whole("08-06 17:30")}
	unmapped := given(reported, did(operator, "07-25 09:05", Call{Matter: 80, Cause: "no_power"}))
	tell(t, []row{
		{"按建议一键派单，三个时限同时起算", called, desk, "07-25 09:13", Dispatch{}, then(proposed)},
		{"逾期派单照收，先记派单逾期", called, desk, "07-25 10:06", Dispatch{Lead: zhifa, Assists: &[]org.UnitID{}, Reason: "一家即可"}, then(DispatchMissed{overdue("07-25 10:05")}, func() Dispatched {
			d := alone
			d.Tasks = []Issued{later("t1", zhifa, true, "07-25 10:36", "07-25 13:36")}
			return d
		}())},
		{"改派牵头须说明理由", called, desk, "07-25 09:13", Dispatch{Lead: shichang}, no(rule.Incomplete, "P-32", "reason")},
		{"说明理由可以改派", called, desk, "07-25 09:13", Dispatch{Lead: shichang, Assists: &[]org.UnitID{shengtai}, Reason: "主体是食品店"}, then(changed)},
		{"只改牵头，其余配合照旧", called, desk, "07-25 09:13", Dispatch{Lead: shichang, Reason: "主体是食品店"}, then(changed)},
		{"减去配合也须说明理由", called, desk, "07-25 09:13", Dispatch{Assists: &[]org.UnitID{}}, no(rule.Incomplete, "P-32", "reason")},
		{"次序不同不算改变", called, desk, "07-25 09:13", Dispatch{Assists: &[]org.UnitID{shengtai, shichang}}, then(proposed)},
		{"理由不得过长", called, desk, "07-25 09:13", Dispatch{Lead: shichang, Reason: long}, no(rule.Invalid, "P-32", "reason")},
		{"不能派给没有的单位", called, desk, "07-25 09:13", Dispatch{Lead: "nobody", Reason: "x"}, no(rule.Invalid, "P-41", "lead")},
		{"不能派给企业", called, desk, "07-25 09:13", Dispatch{Lead: liantong, Reason: "x"}, no(rule.Invalid, "P-17", "lead")},
		{"不能派给已撤销的单位", called, desk, "07-25 09:13", Dispatch{Lead: cengjing, Reason: "x"}, no(rule.Invalid, "P-41", "lead")},
		{"一单位不派两件", called, desk, "07-25 09:13", Dispatch{Assists: &[]org.UnitID{shengtai, shengtai}, Reason: "x"}, no(rule.Invalid, "P-41", "assists")},
		{"牵头不兼配合", called, desk, "07-25 09:13", Dispatch{Assists: &[]org.UnitID{zhifa}, Reason: "x"}, no(rule.Invalid, "P-41", "assists")},
		{"称谓未对应，须指明牵头", unmapped, desk, "07-25 09:13", Dispatch{}, no(rule.Incomplete, "P-13", "lead")},
		{"称谓未对应，指明并说明理由即可", unmapped, desk, "07-25 09:13", Dispatch{Lead: zhifa, Reason: "一家即可"}, then(alone)},
		{"镇街希望到场的单位不派的，须说明理由", given(reported, did(operator, "07-25 09:05", Call{Matter: 56, Cause: "no_power", Units: []org.UnitID{jiaojing}})), desk, "07-25 09:13", Dispatch{}, no(rule.Incomplete, "P-32", "reason")},
		{"镇街牵头的只派配合", ownLead, desk, "07-25 09:13", Dispatch{}, then(assists)},
		{"镇街牵头的不另派牵头", ownLead, desk, "07-25 09:13", Dispatch{Lead: zhifa, Reason: "x"}, no(rule.Invalid, "P-14", "lead")},
		{"镇街牵头的须有配合", ownLead, desk, "07-25 09:13", Dispatch{Assists: &[]org.UnitID{}, Reason: "x"}, no(rule.Incomplete, "P-14", "assists")},
		{"待审批的不能派单", awaiting, desk, "07-25 09:13", Dispatch{}, no(rule.WrongState, "P-30", "")},
		{"镇街不能派单", called, operator, "07-25 09:13", Dispatch{}, no(rule.WrongRole, "P-30", "")},
		{"不能重复派单", dispatched, desk, "07-25 09:14", Dispatch{}, no(rule.WrongState, "P-30", "")},
		{"不予派单，退回镇街", called, desk, "07-25 09:13", Decline{Ground: "own_duty", Clause: "第 56 项", Reason: "属日常管理"},
			then(Declined{"own_duty", ledger.Text("第 56 项"), ledger.Text("属日常管理"), until("4wh", "07-25 14:43"), until("1wd", "07-26 17:30")})},
		{"不予派单须依列明事由", called, desk, "07-25 09:13", Decline{Ground: "busy", Clause: "x", Reason: "x"}, no(rule.Invalid, "P-31", "ground")},
		{"不予派单须引条款", called, desk, "07-25 09:13", Decline{Ground: "own_duty", Reason: "x"}, no(rule.Incomplete, "P-31", "clause")},
		{"不予派单须说明", called, desk, "07-25 09:13", Decline{Ground: "own_duty", Clause: "x"}, no(rule.Incomplete, "P-31", "reason")},
		{"过了派单时限的，不得不予派单", called, desk, "07-25 10:06", Decline{Ground: "own_duty", Clause: "x", Reason: "x"}, no(rule.WrongState, "P-31", "")},
		{"收回之后，派单时限未过的仍可不予派单", given(dispatched, did(desk, "07-25 09:20", Recall{Reason: "派错"})), desk, "07-25 10:05", Decline{Ground: "own_duty", Clause: "第 56 项", Reason: "属日常管理"},
			then(Declined{"own_duty", ledger.Text("第 56 项"), ledger.Text("属日常管理"), until("4wh", "07-25 15:35"), until("1wd", "07-26 17:30")})},
		{"已派单的不能不予派单", dispatched, desk, "07-25 09:14", Decline{Ground: "own_duty", Clause: "x", Reason: "x"}, no(rule.WrongState, "P-31", "")},
	})
}

func TestRecall(t *testing.T) {
	recalled := given(dispatched, did(desk, "07-25 09:20", Recall{Reason: "派错单位"}))
	again := given(recalled, did(desk, "07-25 09:25", Dispatch{}))
	second := Dispatched{Tasks: []Issued{
		later("t4", zhifa, true, "07-25 09:55", "07-25 11:25"), later("t5", shengtai, false, "07-25 09:55", "07-25 11:25"),
		later("t6", shichang, false, "07-25 09:55", "07-25 11:25"),
	}, Calendar: days, Finish: whole("08-06 17:30")}
	tell(t, []row{
		{"首次接单前可以收回", dispatched, desk, "07-25 09:20", Recall{Reason: "派错单位"}, then(Recalled{ledger.Text("派错单位")})},
		{"收回须说明理由", dispatched, desk, "07-25 09:20", Recall{}, no(rule.Incomplete, "P-34", "reason")},
		{"有单位接单即不能收回", given(dispatched, did(market, "07-25 09:18", Accept{})), desk, "07-25 09:20", Recall{Reason: "x"}, no(rule.WrongState, "P-34", "")},
		{"有单位退单即不能收回", returned, desk, "07-25 09:41", Recall{Reason: "x"}, no(rule.WrongState, "P-34", "")},
		{"收回之后重新派单，另编派单件", recalled, desk, "07-25 09:25", Dispatch{}, then(second)},
		{"收回的派单件不能接单", recalled, enforcer, "07-25 09:21", Accept{}, no(rule.WrongState, "P-40", "")},
		{"再派错可以再收回", again, desk, "07-25 09:30", Recall{Reason: "仍不对"}, then(Recalled{ledger.Text("仍不对")})},
		{"收回不延派单时限，逾期只记一次", recalled, desk, "07-25 10:06", Lapse{}, no(rule.WrongRole, "P-05", "")},
		{"收回后派单仍按原时限计", recalled, Clockwork, "07-25 10:06", Lapse{}, then(DispatchMissed{overdue("07-25 10:05")})},
		{"已记的派单逾期，收回之后不再记", given(called, did(desk, "07-25 10:06", Dispatch{}), did(desk, "07-25 10:10", Recall{Reason: "派错"})), Clockwork, "07-25 12:00", Lapse{}, then()},
		{"重启的不能收回派单", reopened, desk, "08-01 10:01", Recall{Reason: "x"}, no(rule.WrongState, "P-34", "")},
		{"收回之后镇街可以撤回", recalled, operator, "07-25 09:25", Withdraw{Reason: "不办了"}, then(Withdrawn{ledger.Text("不办了"), until("4wh", "07-25 14:55")})},
	})
}
