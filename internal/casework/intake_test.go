package casework

import (
	"testing"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	fumes    = Report{Text: "酒店油烟扰民", Place: "某酒店"}
	called56 = Call{Matter: 56, Cause: "not_alone", Text: "劝导无效"}

	reported = did(wangYi, "07-25 08:40", fumes)
	called   = given(reported, did(operator, "07-25 09:05", called56))
	awaiting = given(reported, did(operator, "07-25 09:05", Call{Matter: 35, Situation: "35-2", Cause: "not_alone"})) // a leader's consent
	urgent   = given(reported, did(operator, "07-25 09:05", Call{Matter: 71, Situation: "71-1", Cause: "emergency"})) // goes ahead of it
)

func report(source Source, grid org.UnitID, due string) Reported {
	return Reported{
		ID: "7c0e", No: "2019072500001", District: 370102, Township: yaojia, Grid: grid, Source: source,
		Text: ledger.Text("酒店油烟扰民"), Place: ledger.Text("某酒店"), By: until("4wh", due),
	}
}

func TestReport(t *testing.T) {
	plain := Report{Text: "酒店油烟扰民", Place: "某酒店"}
	onBehalf := plain
	onBehalf.Reporter, onBehalf.Source, onBehalf.Position = &Reporter{"李四", "13800000000"}, "phone", "117.08, 36.66"
	taken := report("phone", "", "07-25 14:10")
	taken.Person, taken.Position = ledger.Person(`{"name":"李四","phone":"13800000000"}`), ledger.Text("117.08, 36.66")
	file := File{SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Name: "油烟.jpg"}
	late, fast := report("patrol", wangge, "07-25 14:10"), report("patrol", wangge, "07-25 14:10")
	late.Seen, fast.Seen = org.Micros(on("07-24 17:30")), org.Micros(on("07-25 08:40"))
	seen := func(text string) Report {
		return Report{Text: "酒店油烟扰民", Place: "某酒店", Seen: text}
	}
	tell(t, []row{
		{"离线上报晚到，载明现场时间，时限自收到起算", nil, wangYi, "07-25 08:40", seen("2019-07-24T17:30:00+08:00"), then(late)},
		{"手机时间略快的，记为收到之时", nil, wangYi, "07-25 08:40", seen("2019-07-25T08:44:00+08:00"), then(fast)},
		{"现场时间不得晚于现在", nil, wangYi, "07-25 08:40", seen("2019-07-25T08:46:00+08:00"), no(rule.Invalid, "P-120", "seen")},
		{"现场时间不得超过三十日", nil, wangYi, "07-25 08:40", seen("2019-06-25T08:39:00+08:00"), no(rule.Invalid, "P-120", "seen")},
		{"现场时间须带时区", nil, wangYi, "07-25 08:40", seen("2019-07-25 08:00"), no(rule.Invalid, "P-120", "seen")},
		{"网格员上报，记在本网格", nil, wangYi, "07-25 08:40", plain, then(report("patrol", wangge, "07-25 14:10"))},
		{"村居工作站上报", nil, stationR, "07-25 08:40", plain, then(report("station", "", "07-25 14:10"))},
		{"镇街代报，反映人另行密封", nil, operator, "07-25 08:40", onBehalf, then(taken)},
		{"夜间上报，受理时限从次日上班起算", nil, wangYi, "07-25 22:00", plain, then(report("patrol", wangge, "07-26 14:00"))},
		{"中心登记热线，指明镇街", nil, desk, "07-25 08:40", Report{Text: "酒店油烟扰民", Place: "某酒店", Township: yaojia}, then(report("hotline", "", "07-25 14:10"))},
		{"中心登记须指明镇街", nil, desk, "07-25 08:40", plain, no(rule.Incomplete, "P-20", "township")},
		{"没有这个镇街", nil, desk, "07-25 08:40", Report{Text: "x", Township: zhifa}, no(rule.Invalid, "P-20", "township")},
		{"不能替别的镇街上报", nil, operator, "07-25 08:40", Report{Text: "x", Township: jiefang}, no(rule.Invalid, "P-20", "township")},
		{"没有这个网格", nil, operator, "07-25 08:40", Report{Text: "x", Grid: "370102001001001"}, no(rule.Invalid, "P-20", "grid")},
		{"经过必填", nil, wangYi, "07-25 08:40", Report{Text: " 　\n"}, no(rule.Incomplete, "P-20", "text")},
		{"经过不得过长", nil, wangYi, "07-25 08:40", Report{Text: long}, no(rule.Invalid, "P-20", "text")},
		{"文字不得有控制字符", nil, wangYi, "07-25 08:40", Report{Text: "油烟\x00"}, no(rule.Invalid, "P-87", "text")},
		{"文字不得有坏字符", nil, wangYi, "07-25 08:40", Report{Text: "油烟\xff"}, no(rule.Invalid, "P-87", "text")},
		{"位置应为经纬度", nil, wangYi, "07-25 08:40", Report{Text: "x", Position: "路口"}, no(rule.Invalid, "P-87", "position")},
		{"位置不得越界", nil, wangYi, "07-25 08:40", Report{Text: "x", Position: "361,36"}, no(rule.Invalid, "P-87", "position")},
		{"位置只认十进制", nil, wangYi, "07-25 08:40", Report{Text: "x", Position: "0x1p6,36"}, no(rule.Invalid, "P-87", "position")},
		{"来源在列", nil, wangYi, "07-25 08:40", Report{Text: "x", Source: "rumour"}, no(rule.Invalid, "P-20", "source")},
		{"反映人电话不得过长", nil, operator, "07-25 08:40", Report{Text: "x", Reporter: &Reporter{Phone: long}}, no(rule.Invalid, "P-20", "reporter")},
		{"附件先上传", nil, wangYi, "07-25 08:40", Report{Text: "x", Files: []File{{SHA256: "x"}}}, no(rule.Invalid, "P-87", "files")},
		{"附件大小不得为负", nil, wangYi, "07-25 08:40", Report{Text: "x", Files: []File{{SHA256: file.SHA256, Size: -1}}}, no(rule.Invalid, "P-87", "files")},
		{"附件不得过多", nil, wangYi, "07-25 08:40", Report{Text: "x", Files: make([]File, 21)}, no(rule.Invalid, "P-87", "files")},
		{"部门不上报", nil, enforcer, "07-25 08:40", plain, no(rule.WrongRole, "P-20", "")},
		{"一单不报两次", reported, wangYi, "07-25 08:50", plain, no(rule.WrongState, "P-20", "")},
		{
			"镇街随报随呼，一次两记", nil, operator, "07-25 08:40", Report{Text: "酒店油烟扰民", Place: "某酒店", Call: &Call{Matter: 56, Cause: "not_alone"}},
			then(report("walk_in", "", "07-25 14:10"), call("酒店油烟扰民", "07-25 09:40")),
		},
		{"网格员不能随报随呼", nil, wangYi, "07-25 08:40", Report{Text: "x", Call: &called56}, no(rule.WrongRole, "P-23", "")},
		{"随报随呼照样按清单", nil, operator, "07-25 08:40", Report{Text: "x", Call: &Call{Matter: 99, Cause: "not_alone"}}, no(rule.Invalid, "P-10", "call.matter")},
	})
}

// call is the record of a daily call for matter 56.
func call(text, dispatchBy string) Called {
	return Called{
		Entry: catalogue.Entry{
			Edition: "lixia-2019-trial", Matter: 56, Situation: "56-0", Class: catalogue.Daily, Lead: zhifa, Assists: []org.UnitID{shengtai, shichang},
			Limits: catalogue.Limits{Accept: limit("30min"), Arrive: limit("2wh"), Finish: limit("5wd")},
		},
		Class: catalogue.Daily, Kind: Enforcement, Cause: "not_alone", Text: ledger.Text(text), Approval: ApprovalNone,
		Dispatch: until("1wh", dispatchBy),
	}
}

func TestIntake(t *testing.T) {
	settled := given(reported, did(operator, "07-25 09:00", Settle{How: "当场劝停"}))
	withdrawn := given(called, did(operator, "07-25 09:10", Withdraw{Reason: "商户已停业"}))
	tell(t, []row{
		{"镇街自行办结，说明办法", reported, operator, "07-25 09:00", Settle{How: "当场劝停"}, then(Settled{How: ledger.Text("当场劝停")})},
		{"自办须说明办法", reported, operator, "07-25 09:00", Settle{}, no(rule.Incomplete, "P-21", "how")},
		{"网格员不能自办结案", reported, wangYi, "07-25 09:00", Settle{How: "x"}, no(rule.WrongRole, "P-21", "")},
		{"别的镇街不能自办", reported, stranger, "07-25 09:00", Settle{How: "x"}, no(rule.NotYours, "P-21", "")},
		{"已呼叫的不能自办", called, operator, "07-25 09:10", Settle{How: "x"}, no(rule.WrongState, "P-21", "")},
		{"逾期自办照收，先记受理逾期", reported, operator, "07-25 14:11", Settle{How: "当场劝停"},
			then(IntakeMissed{overdue("07-25 14:10")}, Settled{How: ledger.Text("当场劝停")})},
		{"到期那一刻不算逾期", reported, operator, "07-25 14:10", Settle{How: "当场劝停"}, then(Settled{How: ledger.Text("当场劝停")})},
		{"不予受理，载明事由和理由", reported, operator, "07-25 09:00", Discard{Ground: "repeated", Reason: "昨日已办"},
			then(Discarded{"repeated", ledger.Text("昨日已办"), until("5wd", "08-01 17:30")})},
		{"不予受理须依列明事由", reported, operator, "07-25 09:00", Discard{Ground: "busy", Reason: "x"}, no(rule.Invalid, "P-22", "ground")},
		{"不予受理须选事由", reported, operator, "07-25 09:00", Discard{Reason: "x"}, no(rule.Incomplete, "P-22", "ground")},
		{"不予受理须说明", reported, operator, "07-25 09:00", Discard{Ground: "secret"}, no(rule.Incomplete, "P-22", "reason")},
		{"派单前镇街撤回呼叫", called, operator, "07-25 09:10", Withdraw{Reason: "商户已停业"}, then(Withdrawn{ledger.Text("商户已停业"), until("4wh", "07-25 14:40")})},
		{"撤回须说明理由", called, operator, "07-25 09:10", Withdraw{}, no(rule.Incomplete, "P-27", "reason")},
		{"待审批的也可撤回", awaiting, operator, "07-25 09:10", Withdraw{Reason: "误报"}, then(Withdrawn{ledger.Text("误报"), until("4wh", "07-25 14:40")})},
		{"撤回之后可以自办", withdrawn, operator, "07-25 09:20", Settle{How: "已停业"}, then(Settled{How: ledger.Text("已停业")})},
		{"撤回之后可以再呼", withdrawn, operator, "07-25 09:20", called56, then(call("劝导无效", "07-25 10:20"))},
		{"派单之后不能撤回", dispatched, operator, "07-25 09:20", Withdraw{Reason: "x"}, no(rule.WrongState, "P-27", "")},
		{"自办的归档", settled, operator, "07-25 10:00", Archive{}, then(Archived{})},
		{"撤回的不能归档：上报人未得答复", withdrawn, operator, "07-25 10:00", Archive{}, no(rule.WrongState, "P-68", "")},
		{"撤回之后不办，受理逾期", withdrawn, Clockwork, "07-26 09:00", Lapse{}, then(IntakeMissed{overdue("07-25 14:40")})},
		{"待受理的不能归档", reported, operator, "07-25 10:00", Archive{}, no(rule.WrongState, "P-68", "")},
		{"自办归档的不能重启", given(settled, did(operator, "07-25 10:00", Archive{})), operator, "07-25 11:00", Reopen{Reason: "复发"}, no(rule.WrongState, "P-67", "")},
		{"任何状态都可备注", given(settled, did(operator, "07-25 10:00", Archive{})), wangYi, "07-26 10:00", Annotate{Text: "复看无烟"}, then(Annotated{ledger.Text("复看无烟")})},
		{"备注不得为空", reported, wangYi, "07-25 09:00", Annotate{}, no(rule.Incomplete, "P-72", "text")},
		{"附件不得为空", reported, wangYi, "07-25 09:00", Attach{}, no(rule.Incomplete, "P-72", "files")},
		{"无关单位不能备注", called, traffic, "07-25 09:10", Annotate{Text: "x"}, no(rule.NotYours, "P-72", "")},
		{"审计员只读不写", called, inspects, "07-25 09:10", Annotate{Text: "x"}, no(rule.WrongRole, "P-72", "")},
	})
}
