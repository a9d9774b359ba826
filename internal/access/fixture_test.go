package access

import "huying/internal/org"

// Two districts, and one post of each role in the first, as the demonstration has them.
const (
	lixia    org.DistrictID = 370102
	shizhong org.DistrictID = 370103
	jinan    org.DistrictID = 370100

	yaojia = org.UnitID("370102011")       // 姚家街道
	dongji = org.UnitID("370102011004")    // a 村居 of it
	grid4  = org.UnitID("370102011004001") // a 网格 of that
	zhifa  = org.UnitID("zonghe-zhifa")    // 综合行政执法局
	huanjing,
	shichangsuo = org.UnitID("shengtai-huanjing"), org.UnitID("370102011-shichangsuo")
	liantong = org.UnitID("liantong") // 联通
)

func post(role org.Role, unit org.UnitID) Who {
	return Who{
		District: lixia,
		Actor:    org.Actor{Account: org.AccountID("a-" + string(role)), Post: org.PostID("p-" + string(role)), Unit: unit, Role: role},
	}
}

func inTownship(w Who, township org.UnitID) Who { w.Township = township; return w }
func inDistrict(w Who, d org.DistrictID) Who    { w.District = d; return w }
func withGrids(w Who, grids ...org.UnitID) Who  { w.Grids = grids; return w }

var (
	grid     = withGrids(inTownship(post(org.GridMember, grid4), yaojia), grid4)
	station  = withGrids(inTownship(post(org.Station, dongji), yaojia), dongji)
	township = inTownship(post(org.TownshipOperator, yaojia), yaojia)
	leader   = inTownship(post(org.TownshipLeader, yaojia), yaojia)
	dispatch = post(org.Dispatcher, "centre")
	chief    = post(org.CentreLead, "centre")
	bureau   = post(org.DepartmentOperator, zhifa)
	head     = post(org.DepartmentLeader, zhifa)
	squad    = Who{District: lixia, Actor: org.Actor{Account: "a-squad", Post: "p-squad", Unit: "zhifa-zhongdui-2", Role: org.DepartmentOperator}, Department: zhifa}
	agency   = inTownship(post(org.AgencyOperator, shichangsuo), yaojia)
	partner  = post(org.PartnerOperator, liantong)
	staffing = post(org.StaffingOffice, "bianban")
	justice  = post(org.JusticeBureau, "sifa")
	orgdept  = post(org.OrganisationDept, "zuzhibu")
	approver = post(org.GovernmentApprover, "zhengfu")
	assess   = post(org.AssessmentOffice, "kaohe")
	jiwei    = post(org.Discipline, "jiwei")
	auditor  = post(org.Auditor, "shenji")
	sysadmin = post(org.SystemAdmin, "xinxi")
	secadmin = post(org.SecurityAdmin, "xinxi")
	audadmin = post(org.AuditAdmin, "xinxi")

	cityEditor     = inDistrict(post(org.CityListEditor, "shi-bianban"), jinan)
	cityApprover   = inDistrict(post(org.CityApprover, "shiwei"), jinan)
	citySupervisor = inDistrict(post(org.CitySupervisor, "shi-ducha"), jinan)
)

// everyone is the district's people, one of each role, and the city's.
var everyone = []struct {
	zh  string
	who Who
}{
	{"网格员", grid}, {"村居工作站", station}, {"镇街经办", township}, {"镇街分管领导", leader},
	{"派遣员", dispatch}, {"值班长", chief}, {"部门经办", bureau}, {"部门分管领导", head}, {"派驻机构经办", agency},
	{"协同单位经办", partner},
	{"编办", staffing}, {"司法局", justice}, {"组织部", orgdept}, {"区县政府审批人", approver},
	{"考核办", assess}, {"纪委监委", jiwei}, {"市级清单编辑", cityEditor}, {"市级审批人", cityApprover},
	{"市级督导", citySupervisor}, {"审计员", auditor}, {"系统管理员", sysadmin}, {"安全管理员", secadmin},
	{"审计管理员", audadmin}, {"系统自动", System(lixia)},
}

// oilFumes is the case of 2019-07-25: reported by the grid member, called by the township, in the hands of
// one department and one agency, that asked one partner.
var oilFumes = Case{
	District: lixia, Township: yaojia, Community: dongji, Grid: grid4,
	Reporter: grid.Actor.Account, Units: []org.UnitID{zhifa, shichangsuo}, Asked: []org.UnitID{liantong},
}

var everyAction = []Action{
	CaseSee, CaseDo, CaseCreate, ContentReveal, PersonReveal, MarkReveal, RaterReveal, CatalogueSee, UnitSee, FiguresSee,
	PrecedentSee, RosterSee, RosterKeep, RosterRing, HandoverDo, AuditToken, AuditRead, AdminCatalogue, AdminSystem, AdminUnit, AdminCalendar, AdminDelivery, AdminAccount, AdminPost,
	AdminSession, AdminAudit,
}
