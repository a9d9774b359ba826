package access

import (
	"fmt"
	"strings"
	"testing"

	"huying/internal/org"
	"huying/internal/rule"
)

func TestWhoMayWhat(t *testing.T) {
	elsewhere := oilFumes
	elsewhere.Township, elsewhere.Community, elsewhere.Grid, elsewhere.Reporter = "370102012", "370102012001", "370102012001001", "a-other"
	waiting := oilFumes
	waiting.Units = nil
	unasked, askedOther := oilFumes, oilFumes
	unasked.Asked, askedOther.Asked = nil, []org.UnitID{huanjing}
	neighbour := oilFumes
	neighbour.Reporter = "a-other"
	wandering := oilFumes
	wandering.Community, wandering.Grid = "370102012001", "370102012001001"
	merged := elsewhere
	merged.Followers = []org.AccountID{"a-other", grid.Actor.Account}
	next := inTownship(post(org.TownshipOperator, "370102012"), "370102012")
	other := post(org.DepartmentOperator, huanjing)
	ofZhifa := Roster{District: lixia, Unit: zhifa, Answers: zhifa}
	ofSquad := Roster{District: lixia, Unit: squad.Actor.Unit, Answers: zhifa}
	ofAgency := Roster{District: lixia, Unit: shichangsuo, Answers: shichangsuo, Township: yaojia}
	hidden := Mark{District: lixia, Township: yaojia, Rated: zhifa}
	shown := Mark{District: lixia, Township: yaojia, Rated: zhifa, Disclosed: true}

	for _, c := range []struct {
		zh     string
		who    Principal
		action Action
		on     Resource
		want   string // the policy that speaks first; "-" where none does
	}{
		{"网格员看自己上报的", grid, CaseSee, wandering, "case.reporter"},
		{"网格员看自己所报并入的", grid, CaseSee, merged, "case.reporter"},
		{"网格员跟办自己所报并入的", grid, CaseDo, merged, "case.reporter"},
		{"网格员看自己所报并入的内容", grid, ContentReveal, merged, "case.reporter"},
		{"网格员不见并入的那件的反映人", grid, PersonReveal, merged, "-"},
		{"工作站不看网格员所报并入的", station, CaseSee, merged, "-"},
		{"网格员看本网格邻居报的", grid, CaseSee, neighbour, "case.grid"},
		{"网格员不看别的网格", grid, CaseSee, elsewhere, "-"},
		{"工作站看本村居", station, CaseSee, neighbour, "case.grid"},
		{"网格员见自己所报反映人", grid, PersonReveal, oilFumes, "person.reporter"},
		{"网格员不见他人所报反映人", grid, PersonReveal, neighbour, "-"},
		{"网格员可在本镇街上报，不限本网格", grid, CaseCreate, wandering, "case.create.township"},
		{"网格员不可向别的镇街上报", grid, CaseCreate, elsewhere, "-"},

		{"镇街看本镇街", township, CaseSee, oilFumes, "case.township"},
		{"镇街办本镇街", leader, CaseDo, oilFumes, "case.township"},
		{"镇街不看别的镇街", next, CaseSee, oilFumes, "-"},
		{"镇街见反映人", township, PersonReveal, oilFumes, "person.township"},
		{"别的镇街不见反映人", next, PersonReveal, oilFumes, "-"},
		{"镇街可上报", township, CaseCreate, oilFumes, "case.create.township"},
		{"镇街不可替别的镇街上报", next, CaseCreate, oilFumes, "-"},
		{"镇街看自己给的评价", leader, MarkReveal, hidden, "mark.township"},
		{"镇街知道谁评的", township, RaterReveal, hidden, "rater.township"},
		{"被评单位不知道谁评的", bureau, RaterReveal, shown, "-"},
		{"驻在镇街的被评机构不知道谁评的", agency, RaterReveal, Mark{District: lixia, Township: yaojia, Rated: shichangsuo, Disclosed: true}, "-"},
		{"审计员不知道谁评的", auditor, RaterReveal, shown, "-"},
		{"别的镇街不看评价", next, MarkReveal, shown, "-"},

		{"派单前部门看不到", bureau, CaseSee, waiting, "-"},
		{"派单后部门看得到", bureau, CaseSee, oilFumes, "case.unit"},
		{"部门的中队看得到", squad, CaseSee, oilFumes, "case.unit"},
		{"未派单的部门看不到", other, CaseSee, oilFumes, "-"},
		{"未派单的部门不能办", other, CaseDo, oilFumes, "-"},
		{"派驻机构看派给自己的", agency, CaseSee, oilFumes, "case.unit"},
		{"派驻机构不因同在镇街而看", agency, CaseSee, waiting, "-"},
		{"被派单的部门可看内容", bureau, ContentReveal, oilFumes, "case.unit"},
		{"被派单的部门不见反映人", bureau, PersonReveal, oilFumes, "boundary.person-from-handlers"},
		{"部门领导不见反映人", head, PersonReveal, oilFumes, "boundary.person-from-handlers"},
		{"派驻机构不见反映人", agency, PersonReveal, oilFumes, "boundary.person-from-handlers"},
		{"未公开的评价部门看不到", bureau, MarkReveal, hidden, "-"},
		{"已公开的评价部门看得到", bureau, MarkReveal, shown, "mark.rated"},
		{"别人的评价部门看不到", other, MarkReveal, shown, "-"},
		{"部门不可上报", bureau, CaseCreate, oilFumes, "-"},

		{"派遣员看全区", dispatch, CaseSee, elsewhere, "case.centre"},
		{"值班长办全区", chief, CaseDo, waiting, "case.centre"},
		{"派遣员见反映人", dispatch, PersonReveal, oilFumes, "person.centre"},
		{"派遣员代热线转报", dispatch, CaseCreate, elsewhere, "case.create.centre"},
		{"编办看全区", staffing, CaseSee, oilFumes, "case.staffing-office"},
		{"编办办指定和裁定", staffing, CaseDo, oilFumes, "case.staffing-office"},
		{"编办不见反映人", staffing, PersonReveal, oilFumes, "-"},
		{"纪委看全区", jiwei, CaseSee, oilFumes, "case.discipline"},
		{"纪委不办件", jiwei, CaseDo, oilFumes, "-"},
		{"政府审批人办审批和督办", approver, CaseDo, oilFumes, "case.government"},
		{"政府审批人看内容", approver, ContentReveal, oilFumes, "case.government"},
		{"考核办办申诉", assess, CaseDo, oilFumes, "case.assessment-office"},
		{"协同单位答复询问本单位的", partner, CaseDo, oilFumes, "case.partner"},
		{"协同单位不看呼叫单", partner, CaseSee, oilFumes, "-"},
		{"协同单位不看内容", partner, ContentReveal, oilFumes, "-"},
		{"协同单位不见反映人", partner, PersonReveal, oilFumes, "-"},
		{"未被询问的协同单位不能办", partner, CaseDo, unasked, "-"},
		{"协同单位不可上报", partner, CaseCreate, oilFumes, "-"},
		{"协同单位不看汇总", partner, FiguresSee, District(lixia), "-"},
		{"协同单位不看先例", partner, PrecedentSee, District(lixia), "-"},
		{"别区的协同单位不能办", inDistrict(partner, shizhong), CaseDo, oilFumes, "boundary.district"},
		{"部门不因被询问而看", other, CaseDo, askedOther, "-"},
		{"部门查先例", bureau, PrecedentSee, District(lixia), "open.precedents"},
		{"审计员查先例", auditor, PrecedentSee, District(lixia), "open.precedents"},
		{"邻区先例不看", inDistrict(bureau, shizhong), PrecedentSee, District(lixia), "boundary.district"},
		{"市级不看区县先例", citySupervisor, PrecedentSee, District(lixia), "boundary.district"},
		{"管理员不看先例", sysadmin, PrecedentSee, District(lixia), "-"},
		{"司法局看件不看内容", justice, ContentReveal, oilFumes, "-"},
		{"考核办看评价", assess, MarkReveal, hidden, "mark.district"},

		{"部门看本单位值班表", bureau, RosterSee, ofZhifa, "roster.own"},
		{"中队看本部门值班表", squad, RosterSee, ofZhifa, "roster.own"},
		{"部门看其中队值班表", bureau, RosterSee, ofSquad, "roster.own"},
		{"部门不看别的单位值班表", other, RosterSee, ofZhifa, "-"},
		{"指挥中心看各单位值班表", dispatch, RosterSee, ofZhifa, "roster.all"},
		{"政府审批人看各单位值班表", approver, RosterSee, ofZhifa, "roster.all"},
		{"镇街看派驻机构值班表", township, RosterSee, ofAgency, "roster.township"},
		{"别的镇街不看派驻机构值班表", next, RosterSee, ofAgency, "-"},
		{"管理员不看值班表", sysadmin, RosterSee, Roster{District: lixia, Unit: "xinxi", Answers: "xinxi"}, "-"},
		{"部门分管领导排本单位", head, RosterKeep, ofZhifa, "roster.keep"},
		{"部门分管领导排其中队", head, RosterKeep, ofSquad, "roster.keep"},
		{"部门经办不排班", bureau, RosterKeep, ofZhifa, "-"},
		{"部门分管领导不排别的单位", post(org.DepartmentLeader, huanjing), RosterKeep, ofZhifa, "-"},
		{"值班长排指挥中心", chief, RosterKeep, Roster{District: lixia, Unit: "centre", Answers: "centre"}, "roster.keep"},
		{"派遣员不排班", dispatch, RosterKeep, Roster{District: lixia, Unit: "centre", Answers: "centre"}, "-"},
		{"值班长不排别的单位", chief, RosterKeep, ofZhifa, "-"},
		{"派驻机构经办排本机构", agency, RosterKeep, ofAgency, "roster.keep"},
		{"镇街分管领导排派驻机构", leader, RosterKeep, ofAgency, "roster.keep.township"},
		{"镇街经办不排班", township, RosterKeep, ofAgency, "-"},
		{"编办排本部门", staffing, RosterKeep, Roster{District: lixia, Unit: "bianban", Answers: "bianban"}, "roster.keep"},
		{"镇街查全区现在值班", township, RosterRing, District(lixia), "roster.ring"},
		{"部门不查全区现在值班", bureau, RosterRing, District(lixia), "-"},
		{"本单位交接班", bureau, HandoverDo, ofZhifa, "handover.own"},
		{"指挥中心不看别的单位交接班", dispatch, HandoverDo, ofZhifa, "-"},
		{"邻区的值班表不看", inDistrict(dispatch, shizhong), RosterSee, ofZhifa, "boundary.district"},

		{"审计员看全区", auditor, CaseSee, oilFumes, "case.auditor"},
		{"审计员看内容", auditor, ContentReveal, oilFumes, "case.auditor"},
		{"审计员不见反映人", auditor, PersonReveal, oilFumes, "boundary.person-from-auditor"},
		{"审计员不办件", auditor, CaseDo, oilFumes, "-"},
		{"审计员签发审计令牌", auditor, AuditToken, District(lixia), "audit.post"},
		{"持令牌者读记录", Auditing{District: lixia}, AuditRead, District(lixia), "audit.token"},
		{"持令牌者不读别区记录", Auditing{District: shizhong}, AuditRead, District(lixia), "boundary.district"},
		{"镇街不读全区记录", township, AuditRead, District(lixia), "-"},

		{"系统管理员看不到呼叫单", sysadmin, CaseSee, oilFumes, "boundary.three-administrators"},
		{"安全管理员看不到内容", secadmin, ContentReveal, oilFumes, "boundary.three-administrators"},
		{"审计管理员不见反映人", audadmin, PersonReveal, oilFumes, "boundary.three-administrators"},
		{"系统管理员管单位", sysadmin, AdminUnit, District(lixia), "admin.system"},
		{"系统管理员不管账号", sysadmin, AdminAccount, District(lixia), "-"},
		{"安全管理员管账号", secadmin, AdminAccount, District(lixia), "admin.security"},
		{"安全管理员不管单位", secadmin, AdminUnit, District(lixia), "-"},
		{"审计管理员看管理日志", audadmin, AdminAudit, District(lixia), "admin.audit"},
		{"审计管理员不签发审计令牌", audadmin, AuditToken, District(lixia), "-"},
		{"编办维护清单", staffing, AdminCatalogue, District(lixia), "admin.catalogue"},
		{"部门不维护清单", bureau, AdminCatalogue, District(lixia), "-"},

		{"别区派遣员看不到", inDistrict(dispatch, shizhong), CaseSee, oilFumes, "boundary.district"},
		{"别区同码镇街看不到", inDistrict(township, shizhong), CaseSee, oilFumes, "boundary.district"},
		{"别区派遣员不可上报", inDistrict(dispatch, shizhong), CaseCreate, oilFumes, "boundary.district"},
		{"市级看不到单件", citySupervisor, CaseSee, oilFumes, "boundary.district"},
		{"市级看所辖区县汇总", citySupervisor, FiguresSee, District(lixia), "open.figures"},
		{"市级看所辖区县清单", cityEditor, CatalogueSee, District(shizhong), "open.directory"},
		{"市级不看外市", citySupervisor, FiguresSee, District(370202), "boundary.district"},
		{"市级清单编辑维护市级清单", cityEditor, AdminCatalogue, District(jinan), "admin.catalogue"},
		{"市级清单编辑不改区县清单", cityEditor, AdminCatalogue, District(lixia), "boundary.district"},
		{"区县不看邻区清单", township, CatalogueSee, District(shizhong), "boundary.district"},
		{"区县不看市级清单之外的市级记录", auditor, AuditRead, District(jinan), "boundary.district"},
		{"系统自动记录逾期", System(lixia), CaseDo, oilFumes, "case.system"},
		{"系统自动不看内容", System(lixia), ContentReveal, oilFumes, "-"},
		{"系统自动不跨区县", System(shizhong), CaseDo, oilFumes, "boundary.district"},
		{"没有角色的什么都不能看", Who{District: lixia}, CaseSee, oilFumes, "-"},
		{"没有声明的动作不予办理", dispatch, "case.delete", oilFumes, "-"},
	} {
		t.Run(c.zh, func(t *testing.T) {
			d := Decide(c.who, c.action, c.on)
			first := "-"
			if len(d.PolicyIDs) > 0 {
				first = d.PolicyIDs[0]
			}
			allowed := first != "-" && !strings.HasPrefix(first, "boundary.")
			if first != c.want || d.Allowed != allowed {
				t.Errorf("got %v by %v, want %s", d.Allowed, d.PolicyIDs, c.want)
			}
			if d.Clause == "" || d.Zh == "" {
				t.Errorf("a decision without its words: %+v", d)
			}
		})
	}
}

// A policy that never speaks is a mistake that no schema finds.
func TestEveryPolicySpeaks(t *testing.T) {
	spoken := map[string]bool{}
	principals := []Principal{Auditing{District: lixia}}
	for _, e := range everyone {
		principals = append(principals, e.who, inDistrict(e.who, shizhong))
	}
	for _, p := range principals {
		for _, a := range everyAction {
			for _, id := range Decide(p, a, resourceFor(a)).PolicyIDs {
				spoken[id] = true
			}
		}
	}
	for _, p := range Policies() {
		if !spoken[p.ID] {
			t.Errorf("policy %s has decided nothing", p.ID)
		}
	}
}

func TestARefusalCitesItsClause(t *testing.T) {
	for _, c := range []struct {
		who    Who
		action Action
		code   rule.Code
		clause string
	}{
		{bureau, PersonReveal, rule.Forbidden, "P-83"},
		{auditor, PersonReveal, rule.Forbidden, "P-84"},
		{sysadmin, CaseDo, rule.Forbidden, "P-85"},
		{inDistrict(dispatch, shizhong), CaseDo, rule.Forbidden, "P-80"},
		{jiwei, CaseDo, rule.Forbidden, "P-81"},
		{sysadmin, CaseSee, rule.Unknown, "P-80"},
		{inDistrict(dispatch, shizhong), CaseSee, rule.Unknown, "P-80"},
	} {
		r, ok := rule.As(Permit(c.who, c.action, oilFumes))
		if !ok || r.Code != c.code || r.Clause != c.clause {
			t.Errorf("%s %s: got %+v, want %s %s", c.who.Actor.Role, c.action, r, c.code, c.clause)
		}
	}
	if err := Permit(township, CaseDo, oilFumes); err != nil {
		t.Error(err)
	}
}

func BenchmarkDecide(b *testing.B) {
	busy := oilFumes
	for i := range 6 {
		busy.Units = append(busy.Units, org.UnitID(fmt.Sprint("unit-", i)))
	}
	for _, c := range []struct {
		name   string
		who    Who
		action Action
		on     Resource
	}{
		{"township sees", township, CaseSee, oilFumes},
		{"bureau sees busy case", bureau, CaseSee, busy},
		{"person refused", bureau, PersonReveal, oilFumes},
		{"catalogue", township, CatalogueSee, District(lixia)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decide(c.who, c.action, c.on)
			}
		})
	}
}
