package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	byCentre = []org.Role{org.CentreLead}
	byBoth   = []org.Role{org.CentreLead, org.GovernmentApprover}

	asked     = given(arrived, did(enforcer, "07-26 10:00", Extend{Days: 3, Reason: "等待配件"}))                                                                                                      // r1, of the lead
	docketing = given(reported, did(operator, "07-25 09:05", Call{Matter: 70, Situation: "70-1", Cause: "no_power"}), did(desk, "07-25 09:13", Dispatch{}), did(permits, "07-25 09:20", Accept{})) // by statutory procedure
	agreed    = given(asked, did(operator, "07-26 11:00", Opine{Request: "r1", Opinion: "agree"}))                                                                                                 // and the centre may decide
)

// later3 is three working days more than 08-01 17:30, for a share, and for the whole with the time to verify.
func later3(then, due string) Timed {
	t := until("3wd", due)
	if then != "" {
		t = twice("3wd", then, due)
	}
	t.From = on("08-01 17:30").UnixMicro()
	return t
}

func TestExtend(t *testing.T) {
	ask := Extend{Days: 3, Reason: "等待配件"}
	want := func(task TaskID, days int, levels []org.Role) ExtensionAsked {
		return ExtensionAsked{
			ID: "r1", Task: task, Days: days, Levels: levels, Reason: ledger.Text("等待配件"),
			Opine: until("1wd", "07-29 17:30"), Decide: twice("1wd", "1wd", "07-30 17:30"),
		}
	}
	denied := given(agreed, did(duty, "07-26 14:00", Deny{Request: "r1", Reason: "配件已到"}))
	twiceExtended := given(agreed, did(duty, "07-26 14:00", Grant{Request: "r1"}),
		did(enforcer, "07-29 09:00", ask), did(operator, "07-29 09:10", Opine{Request: "r2", Opinion: "agree"}), did(duty, "07-29 09:20", Grant{Request: "r2"}))
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}), did(Clockwork, "07-26 09:00", Lapse{}))
	ofTownship := want("", 3, byCentre)
	ofTownship.Opine, ofTownship.Decide = Timed{}, until("1wd", "07-29 17:30")
	tell(t, []row{
		{"时限届满前申请，值班长审批，先问镇街", arrived, enforcer, "07-26 10:00", ask, then(want("t1", 3, byCentre))},
		{"配合单位也可申请", arrived, monitor, "07-26 10:00", ask, then(want("t2", 3, byCentre))},
		{"天数多的，逐级审批", arrived, enforcer, "07-26 10:00", Extend{Days: 15, Reason: "等待配件"}, then(want("t1", 15, byBoth))},
		{"天数再多，无人可批", arrived, enforcer, "07-26 10:00", Extend{Days: 16, Reason: "等待配件"}, no(rule.Invalid, "P-106", "days")},
		{"延期须说明天数", arrived, enforcer, "07-26 10:00", Extend{Reason: "x"}, no(rule.Incomplete, "P-106", "days")},
		{"延期须说明理由", arrived, enforcer, "07-26 10:00", Extend{Days: 3}, no(rule.Incomplete, "P-106", "reason")},
		{"到期的一刻仍可申请", arrived, monitor, "08-01 17:30", ask, then(ExtensionAsked{
			ID: "r1", Task: "t2", Days: 3, Levels: byCentre, Reason: ledger.Text("等待配件"), Opine: until("1wd", "08-02 17:30"), Decide: twice("1wd", "1wd", "08-05 17:30")})},
		{"时限已过，不能申请", arrived, enforcer, "08-01 17:31", ask, no(rule.WrongState, "P-106", "")},
		{"一次一件申请", asked, enforcer, "07-26 10:10", ask, no(rule.Spent, "P-106", "")},
		{"不同意之后可以再申请", denied, enforcer, "07-29 09:00", ask, then(ExtensionAsked{
			ID: "r2", Task: "t1", Days: 3, Levels: byCentre, Reason: ledger.Text("等待配件"), Opine: until("1wd", "07-30 17:30"), Decide: twice("1wd", "1wd", "07-31 17:30")})},
		{"延期以两次为限", twiceExtended, enforcer, "07-29 10:00", ask, no(rule.Spent, "P-106", "")},
		{"未接单的不能申请", dispatched, enforcer, "07-25 09:20", ask, no(rule.WrongState, "P-106", "")},
		{"镇街牵头的，镇街自己申请，不必再问镇街", own, operator, "07-26 10:00", ask, then(ofTownship)},
		{"镇街牵头的，延期同样以两次为限", given(own, did(operator, "07-26 10:00", ask), did(duty, "07-26 10:10", Grant{Request: "r1"}), did(operator, "07-26 10:20", ask), did(duty, "07-26 10:30", Grant{Request: "r2"})),
			operator, "07-26 10:40", ask, no(rule.Spent, "P-106", "")},
		{"别的镇街不能申请", own, stranger, "07-26 10:00", ask, no(rule.NotYours, "P-106", "")},
		{"法定程序的，先立案再谈延期", docketing, permits, "07-25 09:30", ask, no(rule.WrongState, "P-104", "")},
	})
}

func TestOpine(t *testing.T) {
	tell(t, []row{
		{"镇街同意", asked, operator, "07-26 11:00", Opine{Request: "r1", Opinion: "agree"}, then(Opined{Request: "r1", Opinion: "agree"})},
		{"镇街不同意，须说明理由", asked, operator, "07-26 11:00", Opine{Request: "r1", Opinion: "object"}, no(rule.Incomplete, "P-108", "reason")},
		{"镇街不同意", asked, operator, "07-26 11:00", Opine{Request: "r1", Opinion: "object", Reason: "群众等不及"}, then(Opined{"r1", "object", ledger.Text("群众等不及")})},
		{"意见在列", asked, operator, "07-26 11:00", Opine{Request: "r1", Opinion: "maybe"}, no(rule.Invalid, "P-108", "opinion")},
		{"只表态一次", agreed, operator, "07-26 11:10", Opine{Request: "r1", Opinion: "object", Reason: "x"}, no(rule.WrongState, "P-108", "request")},
		{"没有这件申请", asked, operator, "07-26 11:00", Opine{Request: "r9", Opinion: "agree"}, no(rule.Invalid, "P-108", "request")},
		{"逾期表态照收，先记未表态", asked, operator, "07-29 17:31", Opine{Request: "r1", Opinion: "agree"}, then(OpinionMissed{unmet("r1", "07-29 17:30")}, Opined{Request: "r1", Opinion: "agree"})},
		{"审批之后不再表态", given(agreed, did(duty, "07-26 14:00", Grant{Request: "r1"})), operator, "07-26 14:10", Opine{Request: "r1", Opinion: "agree"}, no(rule.WrongState, "P-108", "request")},
		{"别的镇街不能表态", asked, stranger, "07-26 11:00", Opine{Request: "r1", Opinion: "agree"}, no(rule.NotYours, "P-108", "")},
	})
}

func TestGrant(t *testing.T) {
	extended := Extended{Request: "r1", Task: "t1", Done: later3("", "08-06 17:30"), Finish: later3("3wd", "08-09 17:30"), Calendar: days}
	long := given(arrived, did(enforcer, "07-26 10:00", Extend{Days: 10, Reason: "等待配件"}), did(operator, "07-26 11:00", Opine{Request: "r1", Opinion: "object", Reason: "太久"}))
	ten := until("10wd", "08-15 17:30")
	ten.From = on("08-01 17:30").UnixMicro()
	whole := twice("10wd", "3wd", "08-20 17:30")
	whole.From = ten.From
	assist := given(arrived, did(monitor, "07-26 10:00", Extend{Days: 3, Reason: "复测"}), did(operator, "07-26 11:00", Opine{Request: "r1", Opinion: "agree"}))
	lateDone := until("3wd", "08-07 17:30")
	lateDone.From = on("08-02 09:00").UnixMicro()
	tell(t, []row{
		{"同意：自原时限届满起延，全案随牵头顺延", agreed, duty, "07-26 14:00", Grant{Request: "r1"}, then(extended)},
		{"配合单位延期，全案不动", assist, duty, "07-26 14:00", Grant{Request: "r1"}, then(Extended{Request: "r1", Task: "t2", Done: later3("", "08-06 17:30"), Calendar: days})},
		{"镇街未表态的，不能先批", asked, duty, "07-26 14:00", Grant{Request: "r1"}, no(rule.WrongState, "P-108", "request")},
		{"镇街逾期未表态，可以审批", asked, duty, "07-29 17:31", Grant{Request: "r1"}, then(OpinionMissed{unmet("r1", "07-29 17:30")}, extended)},
		{"镇街不同意，仍可同意延期，意见在案；一级同意，转下一级", long, duty, "07-26 14:00", Grant{Request: "r1", Note: "拟同意"}, then(Passed{"r1", ledger.Text("拟同意"), until("1wd", "07-29 17:30")})},
		{"未到本级不能审批", long, mayor, "07-26 14:00", Grant{Request: "r1"}, no(rule.WrongRole, "P-106", "request")},
		{"末级同意即生效", given(long, did(duty, "07-26 14:00", Grant{Request: "r1"})), mayor, "07-26 16:00", Grant{Request: "r1", Note: "同意"},
			then(Extended{Request: "r1", Task: "t1", Done: ten, Finish: whole, Note: ledger.Text("同意"), Calendar: days})},
		{"上一级不能再批", given(long, did(duty, "07-26 14:00", Grant{Request: "r1"})), duty, "07-26 16:00", Grant{Request: "r1"}, no(rule.WrongRole, "P-106", "request")},
		{"审批逾期照收，先记逾期；其间时限已过的，自同意之日起延", given(assist, did(Clockwork, "08-02 08:30", Lapse{})), duty, "08-02 09:00", Grant{Request: "r1"},
			then(Extended{Request: "r1", Task: "t2", Done: lateDone, Calendar: days})},
		{"不同意须说明理由", agreed, duty, "07-26 14:00", Deny{Request: "r1"}, no(rule.Incomplete, "P-106", "reason")},
		{"不同意", agreed, duty, "07-26 14:00", Deny{Request: "r1", Reason: "配件已到"}, then(Denied{"r1", ledger.Text("配件已到")})},
		{"已有结论的不能再批", given(agreed, did(duty, "07-26 14:00", Deny{Request: "r1", Reason: "x"})), duty, "07-26 14:10", Grant{Request: "r1"}, no(rule.Spent, "P-106", "request")},
		{"派遣员不能审批", agreed, desk, "07-26 14:00", Grant{Request: "r1"}, no(rule.WrongRole, "P-106", "")},
		{"反馈之后，申请作废", given(agreed, did(monitor, "07-26 15:00", Answer{Text: "x"}), did(market, "07-26 15:00", Answer{Text: "x"}), did(enforcer, "07-26 15:10", Answer{Text: "x"})),
			duty, "07-26 16:00", Grant{Request: "r1"}, no(rule.Spent, "P-106", "request")},
		{"没有这件申请", agreed, duty, "07-26 14:00", Grant{Request: "r9"}, no(rule.Invalid, "P-106", "request")},
	})
}

// The decider's time starts when the township's is over: nobody is late through another's silence.
func TestDeciderWaitsForTheTownship(t *testing.T) {
	tell(t, []row{
		{"镇街逾期，审批尚未逾期", asked, Clockwork, "07-30 17:30", Lapse{}, then(OpinionMissed{unmet("r1", "07-29 17:30")})},
		{"其后一个工作日，审批逾期", given(asked, did(Clockwork, "07-30 09:00", Lapse{})), Clockwork, "07-30 17:31", Lapse{}, then(RequestDecisionMissed{unmet("r1", "07-30 17:30")})},
	})
}
