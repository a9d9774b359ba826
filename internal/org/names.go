package org

var kindZh = map[Kind]string{
	KindCity: "市", KindGovernment: "区县党委政府", KindCentre: "指挥中心", KindTownship: "镇街", KindCommunity: "村居",
	KindGrid: "网格", KindDepartment: "区县部门", KindBranch: "市级派出", KindAgency: "派驻机构", KindPartner: "企业类协同单位",
	KindSection: "科室、中队", KindOffice: "综合职能部门",
}

// Zh is the kind of unit as an official reads it; the code itself where none is known.
func (k Kind) Zh() string {
	if zh, ok := kindZh[k]; ok {
		return zh
	}
	return string(k)
}

// Kinds lists every kind of unit, from the city down.
var Kinds = []Kind{
	KindCity, KindGovernment, KindCentre, KindTownship, KindCommunity, KindGrid, KindDepartment, KindBranch, KindAgency,
	KindPartner, KindSection, KindOffice,
}

var roleZh = map[Role]string{
	GridMember: "网格员", Station: "村居工作站", TownshipOperator: "镇街经办", TownshipLeader: "镇街分管领导", Dispatcher: "派遣员",
	CentreLead: "值班长", DepartmentOperator: "部门经办", DepartmentLeader: "部门分管领导", AgencyOperator: "派驻机构经办", PartnerOperator: "协同单位经办",
	StaffingOffice: "编办", JusticeBureau: "司法局", OrganisationDept: "组织部", GovernmentApprover: "区县政府审批人",
	AssessmentOffice: "考核办", Discipline: "纪委监委", CityListEditor: "市级清单编辑", CityApprover: "市级审批人",
	CitySupervisor: "市级督导", Auditor: "审计员", SystemAdmin: "系统管理员", SecurityAdmin: "安全管理员", AuditAdmin: "审计管理员",
	System: "系统",
}

// Zh is the role as an official reads it; the code itself where none is known.
func (r Role) Zh() string {
	if zh, ok := roleZh[r]; ok {
		return zh
	}
	return string(r)
}

// Roles lists every role, from the grid up; the last is the system's own.
var Roles = []Role{
	GridMember, Station, TownshipOperator, TownshipLeader, Dispatcher, CentreLead, DepartmentOperator, DepartmentLeader,
	AgencyOperator, PartnerOperator, StaffingOffice, JusticeBureau, OrganisationDept, GovernmentApprover, AssessmentOffice, Discipline,
	CityListEditor, CityApprover, CitySupervisor, Auditor, SystemAdmin, SecurityAdmin, AuditAdmin, System,
}
