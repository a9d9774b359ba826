// Package org knows who is who: districts, their units and the posts people hold in them.
//
// A district (区县) is a tenant. Inside it stand townships (镇街), departments (区县部门), branches
// that the city owns (市级派出), agencies stationed in townships (派驻机构), partners outside the
// government tree (企业类协同单位), and the offices that keep list, score and discipline. A person
// has one account, holds posts (unit + role), and acts in one of them at a time.
package org

import "time"

type (
	// DistrictID (区县代码) is the founding GB/T 2260 code, such as 370102. It never changes;
	// the city is a tenant of its own (370100).
	DistrictID int64
	// UnitID names a unit inside its district: 370102011 (a township, 9 digits), 370102011004 (a
	// community, 12), 370102011004001 (a grid, 15), or a short name such as zonghe-zhifa. An agency is
	// named after its township and its trade: 370102011-paichusuo.
	UnitID string
	// PostID (岗位号) names one person's post in one unit.
	PostID string
	// AccountID (账号) names a person's account; it is not a person's name.
	AccountID string
)

// Kind (单位类别) says what sort of unit this is; rules ask for it, never for a name.
type Kind string

// The kinds of unit.
const (
	KindCity       Kind = "city"       // 市
	KindGovernment Kind = "government" // 区县党委政府
	KindCentre     Kind = "centre"     // 区县指挥调度中心
	KindTownship   Kind = "township"   // 镇街
	KindCommunity  Kind = "community"  // 村居
	KindGrid       Kind = "grid"       // 网格
	KindDepartment Kind = "department" // 区县部门
	KindBranch     Kind = "branch"     // 市级垂直/派出
	KindAgency     Kind = "agency"     // 派驻机构
	KindPartner    Kind = "partner"    // 企业类协同单位
	KindSection    Kind = "section"    // 科室、中队 of a department
	KindOffice     Kind = "office"     // 编办、司法局、组织部、考核办、纪委监委
)

// Role (角色) is what a post may do; see docs/roles.md and the declared table of casework.
type Role string

// The roles.
const (
	GridMember         Role = "grid_member"            // 网格员
	Station            Role = "station"                // 村居工作站
	TownshipOperator   Role = "township_operator"      // 镇街经办
	TownshipLeader     Role = "township_leader"        // 镇街分管领导
	Dispatcher         Role = "dispatcher"             // 派遣员
	CentreLead         Role = "centre_lead"            // 值班长
	DepartmentOperator Role = "department_operator"    // 部门经办
	DepartmentLeader   Role = "department_leader"      // 部门分管领导
	AgencyOperator     Role = "agency_operator"        // 派驻机构经办
	PartnerOperator    Role = "partner_operator"       // 协同单位经办
	StaffingOffice     Role = "staffing_office"        // 编办
	JusticeBureau      Role = "justice_bureau"         // 司法局
	OrganisationDept   Role = "organisation_dept"      // 组织部
	GovernmentApprover Role = "government_approver"    // 区县政府审批人
	AssessmentOffice   Role = "assessment_office"      // 考核办
	Discipline         Role = "discipline"             // 纪委监委
	CityListEditor     Role = "city_list_editor"       // 市级清单编辑
	CityApprover       Role = "city_approver"          // 市级审批人
	CitySupervisor     Role = "city_supervisor"        // 市级督导
	Auditor            Role = "auditor"                // 审计员
	SystemAdmin        Role = "system_administrator"   // 系统管理员
	SecurityAdmin      Role = "security_administrator" // 安全管理员
	AuditAdmin         Role = "audit_administrator"    // 审计管理员
	System             Role = "system"                 // 系统自动: the worker, never a person
)

// Unit (单位) is anything that can be called, act, or be answerable.
type Unit struct {
	ID     UnitID `json:"id"`
	Kind   Kind   `json:"kind"`
	Name   string `json:"name"`
	Short  string `json:"short,omitempty"`  // 简称, for narrow places
	Parent UnitID `json:"parent,omitempty"` // township of a community or agency, department of a section
	Code   string `json:"code,omitempty"`   // national code where one exists
	Signs  bool   `json:"signs,omitempty"`  // 反馈须经分管领导签批 (P-101)
	From   int64  `json:"from"`             // in being from this instant, microseconds UTC
	To     int64  `json:"to,omitempty"`     // until this instant; 0 = still
}

// Post (岗位) is one account's seat in one unit, in one role, for a time.
type Post struct {
	ID      PostID    `json:"id"`
	Account AccountID `json:"account"`
	Unit    UnitID    `json:"unit"`
	Role    Role      `json:"role"`
	From    int64     `json:"from"`
	To      int64     `json:"to,omitempty"`
}

// Actor is a person in a post, as every event names one.
type Actor struct {
	Account AccountID `json:"account,omitempty"`
	Post    PostID    `json:"post,omitempty"`
	Unit    UnitID    `json:"unit"`
	Role    Role      `json:"role"`
}

// Micros is the instant as the record keeps it: microseconds UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }
