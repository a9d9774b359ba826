package casework

import (
	"strings"
	"testing"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var long = strings.Repeat("长", 4001)

func TestCall(t *testing.T) {
	major := call("劝导无效", "07-25 09:35")
	major.Class, major.Entry.Class, major.Approval = catalogue.Major, catalogue.Major, ApprovalBefore
	major.Entry.Limits = catalogue.Limits{Accept: limit("15min"), Arrive: limit("1h"), Finish: limit("3wd")}
	major.Approve, major.Dispatch = until("4wh", "07-25 14:35"), Timed{}
	byHead := major
	pressing := major
	pressing.Class, pressing.Entry.Class, pressing.Approval = catalogue.Urgent, catalogue.Urgent, ApprovalAfter
	pressing.Entry.Limits = catalogue.Limits{Accept: limit("5min"), Arrive: limit("30min"), Finish: limit("24h")}
	pressing.Approve, pressing.Dispatch = until("24h", "07-26 09:05"), until("10min", "07-25 09:15")
	service := Called{
		Entry: catalogue.Entry{
			Edition: "lixia-2019-trial", Service: "S01", Class: catalogue.Daily, Lead: shenpi,
			Limits: catalogue.Limits{Accept: limit("30min"), Arrive: limit("2wh"), Finish: limit("5wd")},
		},
		Class: catalogue.Daily, Kind: Service, Cause: "no_power", Approval: ApprovalNone, Dispatch: until("1wh", "07-25 10:05"),
	}
	wanting := call("劝导无效", "07-25 10:05")
	wanting.Wanted, wanting.Party = []org.UnitID{suo}, ledger.Text("某酒店")
	tell(t, []row{
		{"日常呼叫不需审批，派单时限起算", reported, operator, "07-25 09:05", called56, then(call("劝导无效", "07-25 10:05"))},
		{"镇街可以点名希望到场的单位", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Text: "劝导无效", Party: "某酒店", Units: []org.UnitID{suo}}, then(wanting)},
		{"重大呼叫先批后呼，派单时限未起算", reported, operator, "07-25 09:05", Call{Matter: 56, Class: catalogue.Major, Cause: "not_alone", Text: "劝导无效"}, then(major)},
		{"分管领导自己呼叫，当场批准", reported, head, "07-25 09:05", Call{Matter: 56, Class: catalogue.Major, Cause: "not_alone", Text: "劝导无效"},
			then(byHead, Approved{Dispatch: until("30min", "07-25 09:35")})},
		{"紧急呼叫先呼后批，两个时限同时起算", reported, operator, "07-25 09:05", Call{Matter: 56, Class: catalogue.Urgent, Cause: "not_alone", Text: "劝导无效"}, then(pressing)},
		{"分管领导紧急呼叫，不再补批", reported, head, "07-25 09:05", Call{Matter: 56, Class: catalogue.Urgent, Cause: "not_alone", Text: "劝导无效"}, then(pressing, Approved{})},
		{"服务类呼叫按服务目录", reported, operator, "07-25 09:05", Call{Service: "S01"}, then(service)},
		{"没有这项服务", reported, operator, "07-25 09:05", Call{Service: "S99"}, no(rule.Invalid, "P-15", "service")},
		{"事项和服务只能选一", reported, operator, "07-25 09:05", Call{Service: "S01", Matter: 56}, no(rule.Invalid, "P-24", "service")},
		{"须选事项或者服务", reported, operator, "07-25 09:05", Call{Cause: "not_alone"}, no(rule.Incomplete, "P-24", "matter")},
		{"清单中没有的事项", reported, operator, "07-25 09:05", Call{Matter: 99, Cause: "not_alone"}, no(rule.Invalid, "P-10", "matter")},
		{"事项中没有的情形", reported, operator, "07-25 09:05", Call{Matter: 56, Situation: "56-9", Cause: "not_alone"}, no(rule.Invalid, "P-10", "situation")},
		{"清单生效之前不能呼叫", did(wangYi, "05-31 08:40", fumes), operator, "05-31 09:00", called56, no(rule.Unavailable, "P-10", "")},
		{"须选呼叫事由", reported, operator, "07-25 09:05", Call{Matter: 56}, no(rule.Incomplete, "P-23", "cause")},
		{"事由限于三种", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "busy"}, no(rule.Invalid, "P-23", "cause")},
		{"类别限于三种", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Class: "whenever"}, no(rule.Invalid, "P-24", "class")},
		{"不能点名不存在的单位", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{"nobody"}}, no(rule.Invalid, "P-41", "units")},
		{"不能点名企业", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{liantong}}, no(rule.Invalid, "P-17", "units")},
		{"不能点名镇街", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{jiefang}}, no(rule.Invalid, "P-41", "units")},
		{"不能点名已撤销的单位", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{cengjing}}, no(rule.Invalid, "P-41", "units")},
		{"同一单位不点两次", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{suo, suo}}, no(rule.Invalid, "P-41", "units")},
		{"呼叫经过不得过长", reported, operator, "07-25 09:05", Call{Matter: 56, Cause: "not_alone", Text: long}, no(rule.Invalid, "P-24", "text")},
		{"中心不能替镇街呼叫", reported, desk, "07-25 09:05", called56, no(rule.WrongRole, "P-23", "")},
		{"派驻机构不能呼叫", reported, office, "07-25 09:05", called56, no(rule.WrongRole, "P-23", "")},
		{"别的镇街不能呼叫", reported, stranger, "07-25 09:05", called56, no(rule.NotYours, "P-23", "")},
		{"不能重复呼叫", called, operator, "07-25 09:10", called56, no(rule.WrongState, "P-23", "")},
	})
}

func TestApproval(t *testing.T) {
	working := given(urgent, did(desk, "07-25 09:08", Dispatch{}))
	tell(t, []row{
		{"同意呼叫，派单时限此时起算", awaiting, head, "07-25 10:00", Approve{Note: "同意"}, then(Approved{Note: ledger.Text("同意"), Dispatch: until("30min", "07-25 10:30")})},
		{"逾期审批照收，先记逾期", awaiting, head, "07-25 14:36", Approve{},
			then(ApprovalMissed{overdue("07-25 14:35")}, Approved{Dispatch: until("30min", "07-25 15:06")})},
		{"补批不再起算派单时限", urgent, head, "07-25 09:10", Approve{}, then(Approved{})},
		{"派单之后也可补批", working, head, "07-25 15:00", Approve{}, then(AcceptMissed{missed("t1", "07-25 09:13")}, ArriveMissed{missed("t1", "07-25 09:38")}, Approved{})},
		{"经办不能审批", awaiting, operator, "07-25 10:00", Approve{}, no(rule.WrongRole, "P-25", "")},
		{"不需审批的不能审批", called, head, "07-25 10:00", Approve{}, no(rule.WrongState, "P-25", "")},
		{"不审批两次", given(awaiting, did(head, "07-25 10:00", Approve{})), head, "07-25 10:01", Approve{}, no(rule.WrongState, "P-25", "")},
		{"批示不得过长", awaiting, head, "07-25 10:00", Approve{Note: long}, no(rule.Invalid, "P-25", "note")},
		{"不同意呼叫，退回镇街", awaiting, head, "07-25 10:00", Refuse{Reason: "可自办"}, then(ApprovalRefused{ledger.Text("可自办"), until("4wh", "07-25 15:30")})},
		{"不同意须说明理由", awaiting, head, "07-25 10:00", Refuse{}, no(rule.Incomplete, "P-26", "reason")},
		{"不待审批的不能不同意", called, head, "07-25 10:00", Refuse{Reason: "x"}, no(rule.WrongState, "P-26", "")},
		{"派单前不同意补批，呼叫退回", urgent, head, "07-25 09:10", Refuse{Reason: "可自办"}, then(ApprovalRefused{ledger.Text("可自办"), until("4wh", "07-25 14:40")})},
		{"派单后不同意补批，只记录，案件照办", given(working, did(traffic, "07-25 09:10", Accept{})), head, "07-25 09:12", Refuse{Reason: "应先自查"}, then(ApprovalRefused{Reason: ledger.Text("应先自查")})},
		{"退回之后可以再呼", given(awaiting, did(head, "07-25 10:00", Refuse{Reason: "类别不当"})), operator, "07-25 10:10", called56, then(call("劝导无效", "07-25 11:10"))},
	})
}
