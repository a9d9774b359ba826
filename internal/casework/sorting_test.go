package casework

import (
	"fmt"
	"strings"
	"testing"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	discarded = given(reported, did(operator, "07-25 09:00", Discard{"repeated", "昨日已办"}))
	objected  = given(discarded, did(wangYi, "07-25 09:30", Object{Reason: "今日又有"}))
	summoned  = given(reported, did(operator, "07-25 09:13", Summon{Units: []org.UnitID{suo, zhongdui}, Reason: "先行劝导"}))
	declined  = given(called, did(desk, "07-25 09:13", Decline{"own_duty", "第 56 项", "属日常管理"}))
	disputed  = given(declined, did(operator, "07-25 09:40", Dispute{Reason: "清单明确"}))
	unlisted  = given(reported, did(operator, "07-25 09:05", Call{Unlisted: true, Cause: "no_power"}))
)

func TestObject(t *testing.T) {
	again := given(objected, did(head, "07-25 10:00", Discard{"repeated", "已复看"}))
	office := given(did(operator, "07-25 08:40", fumes), did(operator, "07-25 09:00", Discard{"repeated", "x"}))
	tell(t, []row{
		{"上报人提出异议，镇街受理时限重新起算", discarded, wangYi, "07-25 09:30", Object{Reason: "今日又有"}, then(Objected{ledger.Text("今日又有"), until("4wh", "07-25 15:00")})},
		{"异议须说明理由", discarded, wangYi, "07-25 09:30", Object{}, no(rule.Incomplete, "P-38", "reason")},
		{"别的上报人不能提异议", discarded, stationR, "07-25 09:30", Object{Reason: "x"}, no(rule.NotYours, "P-38", "")},
		{"镇街不能自提异议", discarded, operator, "07-25 09:30", Object{Reason: "x"}, no(rule.WrongRole, "P-38", "")},
		{"上报人自己能提的，中心不代提", discarded, desk, "07-25 09:30", Object{Reason: "x"}, no(rule.NotYours, "P-38", "")},
		{"反映人没有账号的，中心代提", office, desk, "07-25 09:30", Object{Reason: "今日又有"}, then(Objected{ledger.Text("今日又有"), until("4wh", "07-25 15:00")})},
		{"过了异议期限", discarded, wangYi, "08-01 17:31", Object{Reason: "x"}, no(rule.WrongState, "P-38", "")},
		{"异议之后，经办不能再次不予受理", objected, operator, "07-25 10:00", Discard{"repeated", "x"}, no(rule.WrongRole, "P-38", "")},
		{"异议之后，分管领导可再次不予受理，不再有异议", objected, head, "07-25 10:00", Discard{"repeated", "已复看"}, then(Discarded{Ground: "repeated", Reason: ledger.Text("已复看")})},
		{"异议只提一次", again, wangYi, "07-25 10:30", Object{Reason: "x"}, no(rule.Spent, "P-38", "")},
		{"异议之后可以呼叫", objected, operator, "07-25 10:00", called56, then(call("劝导无效", "07-25 11:00"))},
		{"异议期限未过，不归档", discarded, operator, "07-25 10:00", Archive{}, no(rule.WrongState, "P-38", "")},
		{"异议期限已过，可以归档", discarded, operator, "08-01 17:31", Archive{}, then(Archived{})},
		{"再次不予受理的，即可归档", again, operator, "07-25 10:30", Archive{}, then(Archived{})},
	})
}

func TestSummon(t *testing.T) {
	give := func(task TaskID, unit org.UnitID) Issued { return issue(task, unit, false) }
	urgent := Issued{Task: "t1", Unit: suo, Accept: until("5min", "07-25 09:18"), Arrive: until("30min", "07-25 09:43"), Finish: until("24h", "07-26 09:13"), ReturnBy: until("2wd", "07-29 17:30")}
	leads := given(summoned, did(office, "07-25 09:15", Accept{}), did(operator, "07-25 09:16", called56))
	tell(t, []row{
		{"镇街调派本镇街派驻机构，时限与派单相同", reported, operator, "07-25 09:13", Summon{Units: []org.UnitID{suo, zhongdui}, Reason: "先行劝导"},
			then(Summoned{[]Issued{give("t1", suo), give("t2", zhongdui)}, ledger.Text("先行劝导"), days})},
		{"紧急的按紧急时限", reported, head, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Class: catalogue.Urgent, Reason: "先行劝导"},
			then(Summoned{[]Issued{urgent}, ledger.Text("先行劝导"), days})},
		{"呼叫之后也可调派", dispatched, operator, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Reason: "先行劝导"}, then(Summoned{[]Issued{give("t4", suo)}, ledger.Text("先行劝导"), days})},
		{"部门不能调派，只能呼叫", reported, operator, "07-25 09:13", Summon{Units: []org.UnitID{zhifa}, Reason: "x"}, no(rule.Invalid, "P-39", "units")},
		{"已在办理的不再调派", summoned, operator, "07-25 09:20", Summon{Units: []org.UnitID{suo}, Reason: "x"}, no(rule.Invalid, "P-39", "units")},
		{"不调派两次", reported, operator, "07-25 09:13", Summon{Units: []org.UnitID{suo, suo}, Reason: "x"}, no(rule.Invalid, "P-41", "units")},
		{"调派须指明机构", reported, operator, "07-25 09:13", Summon{Reason: "x"}, no(rule.Incomplete, "P-39", "units")},
		{"调派须说明事由", reported, operator, "07-25 09:13", Summon{Units: []org.UnitID{suo}}, no(rule.Incomplete, "P-39", "reason")},
		{"时限类别在列", reported, operator, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Class: "soon", Reason: "x"}, no(rule.Invalid, "P-39", "class")},
		{"中心不能调派", reported, desk, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Reason: "x"}, no(rule.WrongRole, "P-39", "")},
		{"别的镇街不能调派", reported, stranger, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Reason: "x"}, no(rule.NotYours, "P-39", "")},
		{"被调派的接单", summoned, office, "07-25 09:20", Accept{}, then(Accepted{"t1", "suo-op"})},
		{"被调派的尚未反馈，不能自办结案", summoned, operator, "07-25 09:20", Settle{How: "x"}, no(rule.WrongState, "P-55", "")},
		{"被调派的尚未反馈，不能不予受理", summoned, operator, "07-25 09:20", Discard{"repeated", "x"}, no(rule.WrongState, "P-55", "")},
		{"被调派的尚未反馈，撤回之后不能归档", given(summoned, did(operator, "07-25 09:14", called56), did(operator, "07-25 09:15", Withdraw{"x"})), operator, "07-25 09:20", Archive{}, no(rule.WrongState, "P-68", "")},
		{"调派的不因收回派单收回", given(leads, did(desk, "07-25 09:20", Dispatch{})), desk, "07-25 09:25", Recall{Reason: "派错"}, then(Recalled{ledger.Text("派错")})},
		{"派单给在办的派驻机构牵头，不另编派单件", leads, desk, "07-25 09:20", Dispatch{Lead: suo, Assists: &[]org.UnitID{zhongdui}, Reason: "所里已在办"},
			then(Dispatched{Tasks: []Issued{{Task: "t1", Unit: suo, Lead: true, Finish: until("5wd", "08-01 17:30")}}, Changed: true, Reason: ledger.Text("所里已在办"), Calendar: days, Finish: whole("08-06 17:30")})},
	})
	c, _ := play(t, given(leads, did(desk, "07-25 09:20", Dispatch{}), did(desk, "07-25 09:25", Recall{Reason: "派错"})))
	if got := posture(c); got != "待派单｜t1已接单 t2待接单 *t3已收回 t4已收回 t5已收回｜派单 报到t1 办结t1 接单t2 报到t2 办结t2" {
		t.Errorf("got %s", got)
	}
}

func TestDismiss(t *testing.T) {
	wrong := Dismiss{Task: "t1", Reason: "派错了所"}
	called := given(summoned, did(office, "07-25 09:15", Accept{}), did(operator, "07-25 09:16", called56))
	leads := given(called, did(desk, "07-25 09:20", Dispatch{Lead: suo, Assists: &noAssists, Reason: "所里已在办"}))
	came := given(summoned, did(office, "07-25 09:15", Accept{}), did(office, "07-25 09:18", Arrive{}))
	let := then(Dismissed{"t1", ledger.Text("派错了所")})
	tell(t, []row{
		{"调派有误，到场之前可以撤销", summoned, operator, "07-25 09:20", wrong, let},
		{"接单之后、到场之前也可以撤销", called, head, "07-25 09:20", wrong, let},
		{"派单之后，配合的调派也可以撤销", given(called, did(desk, "07-25 09:20", Dispatch{})), operator, "07-25 09:25", wrong, let},
		{"已到场的不能撤销调派", came, operator, "07-25 09:20", wrong, no(rule.WrongState, "P-39", "")},
		{"派单由其牵头的不能撤销调派", leads, operator, "07-25 09:25", wrong, no(rule.WrongState, "P-39", "")},
		{"中心派的单不能撤销调派", dispatched, operator, "07-25 09:20", wrong, no(rule.NotYours, "P-39", "")},
		{"撤销调派须说明理由", summoned, operator, "07-25 09:20", Dismiss{Task: "t1"}, no(rule.Incomplete, "P-39", "reason")},
		{"撤销调派须指明派单件", summoned, operator, "07-25 09:20", Dismiss{Reason: "x"}, no(rule.Incomplete, "P-39", "task")},
		{"中心不能撤销调派", summoned, desk, "07-25 09:20", wrong, no(rule.WrongRole, "P-39", "")},
		{"别的镇街不能撤销调派", summoned, stranger, "07-25 09:20", wrong, no(rule.NotYours, "P-39", "")},
		{"撤销之后不能再撤", given(summoned, did(operator, "07-25 09:20", wrong)), operator, "07-25 09:21", wrong, no(rule.WrongState, "P-39", "")},
		{"撤销之后不再接单", given(summoned, did(operator, "07-25 09:20", wrong)), office, "07-25 09:21", Accept{}, no(rule.WrongState, "P-40", "")},
		{"撤销之后可以再调派", given(summoned, did(operator, "07-25 09:13", wrong)), operator, "07-25 09:13", Summon{Units: []org.UnitID{suo}, Reason: "先行劝导"},
			then(Summoned{[]Issued{issue("t3", suo, false)}, ledger.Text("先行劝导"), days})},
		{"都撤销之后可以自办", given(summoned, did(operator, "07-25 09:20", wrong), did(operator, "07-25 09:21", Dismiss{Task: "t2", Reason: "x"})), operator, "07-25 09:22", Settle{How: "当场劝停"},
			then(Settled{How: ledger.Text("当场劝停")})},
	})
	c, _ := play(t, given(summoned, did(office, "07-25 09:15", Accept{}), did(operator, "07-25 09:20", wrong)))
	if got := posture(c); got != "待受理｜t1已收回 t2待接单｜受理 接单t2 报到t2 办结t2" {
		t.Errorf("got %s", got)
	}
}

func TestUnlisted(t *testing.T) {
	entry := catalogue.Entry{Edition: "lixia-2019-trial", Unlisted: true, Class: catalogue.Daily, Limits: catalogue.Limits{Accept: limit("30min"), Arrive: limit("2wh"), Finish: limit("5wd")}}
	plain := Called{Entry: entry, Class: catalogue.Daily, Kind: Enforcement, Cause: "no_power", Approval: ApprovalNone, Ruling: until("1wd", "07-26 17:30")}
	bound := func(task TaskID, unit org.UnitID, lead bool) Issued {
		i := issue(task, unit, lead)
		i.ReturnBy = Timed{}
		return i
	}
	big := given(reported, did(operator, "07-25 09:05", Call{Unlisted: true, Class: catalogue.Major, Cause: "no_power"}))
	designate := Designate{Lead: shenpi, Assists: []org.UnitID{shichang}, Reason: "职责相近", Change: "增列一项"}
	designated := given(unlisted, did(bureau, "07-25 09:13", designate))
	tell(t, []row{
		{"清单外事项呼叫，编办限时指定", reported, operator, "07-25 09:05", Call{Unlisted: true, Cause: "no_power"}, then(plain)},
		{"清单外的不选事项", reported, operator, "07-25 09:05", Call{Unlisted: true, Matter: 56, Cause: "no_power"}, no(rule.Invalid, "P-24", "unlisted")},
		{"重大的清单外事项先批后呼，同意时编办时限起算", big, head, "07-25 09:30", Approve{}, then(Approved{Ruling: until("4wh", "07-25 15:00")})},
		{"清单外事项中心不能派单", unlisted, desk, "07-25 09:13", Dispatch{Lead: zhifa, Reason: "x"}, no(rule.WrongState, "P-30", "")},
		{"编办指定临时牵头，附清单修改建议", unlisted, bureau, "07-25 09:13", designate,
			then(Designated{[]Issued{bound("t1", shenpi, true), bound("t2", shichang, false)}, ledger.Text("职责相近"), ledger.Text("增列一项"), whole("08-06 17:30"), days})},
		{"指定须有牵头", unlisted, bureau, "07-25 09:13", Designate{Reason: "x", Change: "x"}, no(rule.Incomplete, "P-13", "lead")},
		{"指定须说明理由", unlisted, bureau, "07-25 09:13", Designate{Lead: shenpi, Change: "x"}, no(rule.Incomplete, "P-16", "reason")},
		{"指定须附清单修改建议", unlisted, bureau, "07-25 09:13", Designate{Lead: shenpi, Reason: "x"}, no(rule.Incomplete, "P-116", "change")},
		{"不能指定企业", unlisted, bureau, "07-25 09:13", Designate{Lead: liantong, Reason: "x", Change: "x"}, no(rule.Invalid, "P-17", "lead")},
		{"中心不能指定", unlisted, duty, "07-25 09:13", designate, no(rule.WrongRole, "P-16", "")},
		{"清单外事项不作裁定", unlisted, bureau, "07-25 09:13", Rule{Unit: shenpi, Reason: "x"}, no(rule.WrongState, "P-16", "")},
		{"逾期指定照收，先记逾期", unlisted, bureau, "07-26 17:31", Designate{Lead: shenpi, Reason: "职责相近", Change: "增列一项"},
			then(RulingMissed{RefOverdue{Due: on("07-26 17:30").UnixMicro()}}, Designated{
				[]Issued{{Task: "t1", Unit: shenpi, Lead: true, Accept: until("30min", "07-26 18:01"), Arrive: until("2wh", "07-29 10:30"), Finish: until("5wd", "08-02 17:30")}},
				ledger.Text("职责相近"), ledger.Text("增列一项"), whole("08-07 17:30"), days,
			})},
		{"编办逾期是编办的逾期", unlisted, Clockwork, "07-26 17:31", Lapse{}, then(RulingMissed{RefOverdue{Due: on("07-26 17:30").UnixMicro()}})},
		{"指定的不得退单", given(designated, did(permits, "07-25 09:20", Accept{})), permits, "07-25 09:30", Return{Ground: "not_listed", Clause: "x"}, no(rule.Spent, "P-45", "")},
		{"指定的不能收回", designated, desk, "07-25 09:20", Recall{Reason: "x"}, no(rule.WrongState, "P-34", "")},
		{"指定前可以撤回", unlisted, operator, "07-25 09:13", Withdraw{Reason: "x"}, then(Withdrawn{ledger.Text("x"), until("4wh", "07-25 14:43")})},
		{"列明的事项不另指定", disputed, bureau, "07-25 10:00", designate, no(rule.WrongState, "P-16", "")},
	})
}

func TestDispute(t *testing.T) {
	tell(t, []row{
		{"不予派单的，镇街提请编办裁定", declined, operator, "07-25 09:40", Dispute{Reason: "清单明确"}, then(Disputed{ledger.Text("清单明确"), until("1wd", "07-26 17:30")})},
		{"提请须说明理由", declined, operator, "07-25 09:40", Dispute{}, no(rule.Incomplete, "P-48", "reason")},
		{"过了期限不能提请", declined, operator, "07-26 17:31", Dispute{Reason: "x"}, no(rule.WrongState, "P-48", "")},
		{"未被不予派单的无可提请", reported, operator, "07-25 09:00", Dispute{Reason: "x"}, no(rule.WrongState, "P-48", "")},
		{"再次呼叫之后不再提请前次", given(declined, did(operator, "07-25 09:30", called56), did(head, "07-25 09:31", Withdraw{"x"})), operator, "07-25 09:40", Dispute{Reason: "x"}, no(rule.WrongState, "P-48", "")},
		{"中心不能提请", declined, desk, "07-25 09:40", Dispute{Reason: "x"}, no(rule.WrongRole, "P-48", "")},
		{"裁定前可以撤回", disputed, operator, "07-25 09:50", Withdraw{Reason: "x"}, then(Withdrawn{ledger.Text("x"), until("4wh", "07-25 15:20")})},
	})
}

func TestRule(t *testing.T) {
	bound := func(task TaskID, unit org.UnitID, lead bool) Issued {
		i := later(task, unit, lead, "07-25 10:30", "07-25 12:00")
		i.ReturnBy = Timed{}
		return i
	}
	reason := ledger.Text("清单明确")
	upheld := given(disputed, did(bureau, "07-25 10:00", Rule{Reason: "属镇街"}))
	other80 := call("", "07-25 11:10")
	other80.Entry.Matter, other80.Entry.Situation, other80.Entry.Lead, other80.Entry.Assists = 80, "80-0", "", nil
	other80.Entry.Unmapped, other80.Cause = []string{"主管部门"}, "no_power"
	ownDispute := given(ownLead, did(desk, "07-25 09:13", Decline{"own_duty", "x", "x"}), did(operator, "07-25 09:40", Dispute{Reason: "x"}))
	tell(t, []row{
		{"裁定派单，被定单位不得再退", disputed, bureau, "07-25 10:00", Rule{Unit: zhifa, Assists: []org.UnitID{shengtai}, Reason: "清单明确", Change: "明确牵头"},
			then(Ruled{Unit: zhifa, Tasks: []Issued{bound("t1", zhifa, true), bound("t2", shengtai, false)}, Reason: reason, Change: ledger.Text("明确牵头"), Finish: whole("08-06 17:30"), Calendar: days})},
		{"裁定维持不予派单，退回镇街", disputed, bureau, "07-25 10:00", Rule{Reason: "清单明确"}, then(Ruled{Reason: reason, Intake: until("4wh", "07-25 15:30"), Calendar: days})},
		{"裁定维持的，本单不得就同一事项再呼", upheld, operator, "07-25 10:10", called56, no(rule.WrongState, "P-49", "matter")},
		{"裁定维持的，可以按别的事项呼叫", upheld, operator, "07-25 10:10", Call{Matter: 80, Cause: "no_power"}, then(other80)},
		{"维持的不能再提请", upheld, operator, "07-25 10:10", Dispute{Reason: "x"}, no(rule.WrongState, "P-48", "")},
		{"裁定须说明理由", disputed, bureau, "07-25 10:00", Rule{Unit: zhifa}, no(rule.Incomplete, "P-49", "reason")},
		{"裁定配合须同时定牵头", disputed, bureau, "07-25 10:00", Rule{Assists: []org.UnitID{shengtai}, Reason: "x"}, no(rule.Incomplete, "P-13", "unit")},
		{"不能裁定由企业办理", disputed, bureau, "07-25 10:00", Rule{Unit: liantong, Reason: "x"}, no(rule.Invalid, "P-17", "unit")},
		{"镇街牵头的，裁定只定配合", ownDispute, bureau, "07-25 10:00", Rule{Assists: []org.UnitID{shengtai}, Reason: "清单明确"},
			then(Ruled{Tasks: []Issued{bound("t1", shengtai, false)}, Reason: reason, Finish: whole("08-06 17:30"), Calendar: days})},
		{"镇街牵头的，不裁定别家牵头", ownDispute, bureau, "07-25 10:00", Rule{Unit: zhifa, Reason: "x"}, no(rule.Invalid, "P-14", "unit")},
		{"没有的派单件不裁定", ownDispute, bureau, "07-25 10:00", Rule{Task: "t9", Unit: shengtai, Reason: "x"}, no(rule.Invalid, "P-49", "task")},
		{"中心不能裁定", disputed, duty, "07-25 10:00", Rule{Unit: zhifa, Reason: "x"}, no(rule.WrongRole, "P-49", "")},
		{"没有争议的不裁定", called, bureau, "07-25 09:13", Rule{Unit: zhifa, Reason: "x"}, no(rule.Incomplete, "P-49", "task")},
		{"逾期裁定照收，先记逾期", disputed, bureau, "07-26 17:31", Rule{Reason: "清单明确"},
			then(RulingMissed{RefOverdue{Due: on("07-26 17:30").UnixMicro()}}, Ruled{Reason: reason, Intake: until("4wh", "07-29 14:00"), Calendar: days})},
	})
}

func TestSecondReturn(t *testing.T) {
	back := Return{Ground: "other_unit", Clause: "第 56 项"}
	passedOn := given(returned, did(duty, "07-25 09:42", Uphold{Task: "t1", Next: shenpi, Reason: "确非其职责"})) // t4 leads
	twice := given(passedOn, did(permits, "07-25 09:50", back))
	filled := given(vacant, did(desk, "07-25 10:10", Join{Unit: shenpi, Lead: true, Reason: "补派"}))
	bound := func(task TaskID, unit org.UnitID) Issued {
		i := later(task, unit, true, "07-25 10:30", "07-25 12:00")
		i.ReturnBy = Timed{}
		return i
	}
	reason := ledger.Text("清单明确")
	twice = given(twice, did(Clockwork, "07-25 09:51", Lapse{}))
	tell(t, []row{
		{"第二家单位再退，由编办裁定", given(passedOn, did(Clockwork, "07-25 09:49", Lapse{})), permits, "07-25 09:50", back,
			then(Returned{Task: "t4", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Ruling: until("1wd", "07-26 17:30")})},
		{"补派来的牵头再退，同样由编办裁定", filled, permits, "07-25 10:20", back,
			then(Returned{Task: "t4", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Ruling: until("1wd", "07-26 17:30")})},
		{"请回原单位的，一单一退，不得再退", given(vacant, did(desk, "07-25 10:10", Join{Unit: zhifa, Lead: true, Reason: "补派"})), enforcer, "07-25 10:20", back, no(rule.Spent, "P-43", "")},
		{"接替配合单位的再退，由编办裁定", given(dispatched, did(market, "07-25 09:20", back), did(duty, "07-25 09:22", Uphold{Task: "t3", Reason: "证照不涉"}), did(desk, "07-25 09:23", Join{Unit: jiaojing, Reason: "改请交警"})),
			traffic, "07-25 09:25", back, then(Returned{Task: "t4", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Ruling: until("1wd", "07-26 17:30")})},
		{"配合单位退单已有人接替的，另增的联动首次退单仍由值班长认定", given(dispatched, did(market, "07-25 09:20", back), did(duty, "07-25 09:22", Uphold{Task: "t3", Reason: "证照不涉"}),
			did(desk, "07-25 09:23", Join{Unit: jiaojing, Reason: "改请交警"}), did(desk, "07-25 09:24", Join{Unit: shenpi, Reason: "查证照"})),
			permits, "07-25 09:25", back, then(Returned{Task: "t5", Ground: "other_unit", Clause: ledger.Text("第 56 项"), Decision: until("4wh", "07-25 14:55")})},
		{"配合单位退过一次，再增为联动的不得再退", given(dispatched, did(market, "07-25 09:20", back), did(duty, "07-25 09:22", Uphold{Task: "t3", Reason: "证照不涉"}), did(desk, "07-25 09:23", Join{Unit: shichang, Reason: "仍须到场"})),
			market, "07-25 09:25", back, no(rule.Spent, "P-43", "")},
		{"值班长不能认定第二家的退单", twice, duty, "07-25 10:00", Uphold{Task: "t4", Reason: "x"}, no(rule.WrongState, "P-49", "")},
		{"值班长不能指定第二家", twice, duty, "07-25 10:00", Overrule{Task: "t4", Reason: "x"}, no(rule.WrongState, "P-49", "")},
		{"首次退单不裁定", returned, bureau, "07-25 09:41", Rule{Task: "t1", Unit: zhifa, Reason: "x"}, no(rule.WrongState, "P-49", "")},
		{"裁定由第二家办理，指定办理", twice, bureau, "07-25 10:00", Rule{Task: "t4", Unit: shenpi, Reason: "清单明确"}, then(Ruled{Task: "t4", Unit: shenpi, Reason: reason, Calendar: days})},
		{"裁定仍由第一家办理", twice, bureau, "07-25 10:00", Rule{Task: "t4", Unit: zhifa, Reason: "清单明确"}, then(Ruled{Task: "t4", Unit: zhifa, Tasks: []Issued{bound("t5", zhifa)}, Reason: reason, Calendar: days})},
		{"裁定由配合单位接着牵头", twice, bureau, "07-25 10:00", Rule{Task: "t4", Unit: shichang, Reason: "清单明确"},
			then(Ruled{Task: "t4", Unit: shichang, Tasks: []Issued{{Task: "t3", Unit: shichang, Lead: true, Finish: until("5wd", "08-01 17:30")}}, Reason: reason, Calendar: days})},
		{"裁定派单件须定由谁办理", twice, bureau, "07-25 10:00", Rule{Task: "t4", Reason: "x"}, no(rule.Incomplete, "P-49", "unit")},
		{"裁定派单件不另定配合", twice, bureau, "07-25 10:00", Rule{Task: "t4", Unit: zhifa, Assists: []org.UnitID{jiaojing}, Reason: "x"}, no(rule.Invalid, "P-49", "assists")},
		{"没有这个派单件", twice, bureau, "07-25 10:00", Rule{Task: "t9", Unit: zhifa, Reason: "x"}, no(rule.Invalid, "P-49", "task")},
	})
}

func TestRetain(t *testing.T) {
	proposed := given(arrived, did(enforcer, "07-25 10:40", Release{Task: "t3", Reason: "证照不涉"}))
	kept := given(proposed, did(desk, "07-25 10:45", Retain{Task: "t3", Reason: "仍须查验"}))
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}))
	tell(t, []row{
		{"中心不予解除", proposed, desk, "07-25 10:45", Retain{Task: "t3", Reason: "仍须查验"}, then(Retained{"t3", ledger.Text("仍须查验")})},
		{"不予解除须说明理由", proposed, desk, "07-25 10:45", Retain{Task: "t3"}, no(rule.Incomplete, "P-52", "reason")},
		{"未提出解除的，无可不予解除", arrived, desk, "07-25 10:45", Retain{Task: "t3", Reason: "x"}, no(rule.WrongState, "P-52", "")},
		{"不予解除之后，本轮不再提出", kept, enforcer, "07-25 10:50", Release{Task: "t3", Reason: "x"}, no(rule.Spent, "P-52", "")},
		{"不予解除之后，中心仍可自行解除", kept, desk, "07-25 10:50", Release{Task: "t3", Reason: "x"}, then(Released{Task: "t3", Kind: ReleaseNotConcerned, Reason: ledger.Text("x")})},
		{"中心逾期未决，记在中心", proposed, Clockwork, "07-25 16:11", Lapse{}, then(ReleaseDecisionMissed{RefOverdue{"t3", on("07-25 16:10").UnixMicro()}})},
		{"提出之后该单位已反馈，不再待决", given(proposed, did(market, "07-25 11:00", Answer{Text: "在案"})), Clockwork, "07-25 16:11", Lapse{}, then()},
		{"自行牵头的镇街也可提出", own, operator, "07-25 09:20", Release{Task: "t1", Reason: "不涉"}, then(ReleaseProposed{"t1", ledger.Text("不涉"), until("4wh", "07-25 14:50")})},
		{"牵头不能自行不予解除", proposed, enforcer, "07-25 10:45", Retain{Task: "t3", Reason: "x"}, no(rule.WrongRole, "P-52", "")},
	})
}

func TestWriteOff(t *testing.T) {
	late := given(arrived, did(enforcer, "07-26 09:30", Consolidate{Text: "已处罚"}), did(Clockwork, "08-06 17:31", Lapse{}))
	lead := given(arrived, did(Clockwork, "08-06 17:31", Lapse{}))
	undocketed := given(statutory, did(Clockwork, "08-05 17:31", Lapse{}))
	gone := given(late, did(operator, "08-07 09:00", WriteOff{Task: "t2", Reason: "至今未测"}))
	tell(t, []row{
		{"办结时限已过，记未履行", late, operator, "08-07 09:00", WriteOff{Task: "t2", Reason: "至今未测"}, then(WrittenOff{Task: "t2", Reason: ledger.Text("至今未测")})},
		{"值班长也可记未履行", late, duty, "08-07 09:00", WriteOff{Task: "t2", Reason: "至今未测"}, then(WrittenOff{Task: "t2", Reason: ledger.Text("至今未测")})},
		{"牵头记未履行，牵头缺位", lead, operator, "08-07 09:00", WriteOff{Task: "t1", Reason: "无人办理"}, then(WrittenOff{"t1", ledger.Text("无人办理"), until("1wh", "08-07 10:00")})},
		{"按法定程序办理，立案逾期的，可记未履行", undocketed, operator, "08-06 09:00", WriteOff{Task: "t1", Reason: "至今未立案"}, then(WrittenOff{"t1", ledger.Text("至今未立案"), until("1wh", "08-06 10:00")})},
		{"按法定程序办理，立案未到期不能记未履行", statutory, operator, "08-05 17:00", WriteOff{Task: "t1", Reason: "x"}, no(rule.WrongState, "P-105", "")},
		{"已立案的，承诺日期未到不能记未履行", given(docketed, did(Clockwork, "08-06 09:00", Lapse{})), operator, "08-06 09:00", WriteOff{Task: "t1", Reason: "x"}, no(rule.WrongState, "P-105", "")},
		{"时限未过不能记未履行", arrived, operator, "07-26 09:00", WriteOff{Task: "t2", Reason: "x"}, no(rule.WrongState, "P-105", "")},
		{"记未履行须说明理由", late, operator, "08-07 09:00", WriteOff{Task: "t2"}, no(rule.Incomplete, "P-105", "reason")},
		{"已反馈的不能记未履行", late, operator, "08-07 09:00", WriteOff{Task: "t1", Reason: "x"}, no(rule.WrongState, "P-105", "")},
		{"派遣员不能记未履行", late, desk, "08-07 09:00", WriteOff{Task: "t2", Reason: "x"}, no(rule.WrongRole, "P-105", "")},
		{"未履行的不再影响销号", given(gone, did(market, "08-07 09:10", Answer{Text: "在案"})), operator, "08-07 09:20", Close{},
			then(Verified{How: "on_paper"}, Closed{Rate: until("5wd", "08-14 17:30")})},
		{"未履行的，没来过也要评价", given(gone, did(market, "08-07 09:10", Answer{Text: "在案"}), did(operator, "08-07 09:20", Close{})), operator, "08-07 09:30", Rate{Task: "t2", Grade: "very_dissatisfied"}, no(rule.Incomplete, "P-63", "reason")},
		{"未履行的单位不能再办", gone, monitor, "08-07 09:10", Answer{Text: "x"}, no(rule.WrongState, "P-53", "")},
	})
}

func TestSortingIsOffered(t *testing.T) {
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		want  string
	}{
		{"上报人可提异议", discarded, wangYi, "object recuse annotate attach"},
		{"提过异议的不再列", given(objected, did(head, "07-25 10:00", Discard{"repeated", "x"})), wangYi, "recuse annotate attach"},
		{"异议之后，经办不列不予受理", objected, operator, "split merge settle summon call recuse annotate attach"},
		{"被不予派单的列提请裁定", declined, operator, "split merge settle discard summon call dispute recuse annotate attach"},
		{"编办裁定", disputed, bureau, "rule"},
		{"编办指定", unlisted, bureau, "designate"},
		{"没有争议，编办无事", dispatched, bureau, ""},
		{"已有单位到场，不列合并", arrived, desk, "muster confer join release urge supervise recuse annotate attach"},
		{"已提出解除的，中心列不予解除", given(arrived, did(enforcer, "07-25 10:40", Release{"t3", "x"})), desk, "muster confer join release retain urge supervise recuse annotate attach"},
		{"被调派的未反馈，不列自办和不予受理", summoned, operator, "split merge summon dismiss call urge supervise recuse annotate attach"},
		{"已合并的列撤销", given(called, did(operator, "07-25 09:20", Merge{"2019072500002", "x"})), operator, "unmerge recuse annotate attach"},
	} {
		c, _ := play(t, r.given)
		if got := strings.Trim(fmt.Sprint(Verbs(c, r.by, units)), "[]"); got != r.want {
			t.Errorf("%s: %s, want %s", r.name, got, r.want)
		}
	}
}
