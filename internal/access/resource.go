package access

import (
	"github.com/cedar-policy/cedar-go/types"

	"huying/internal/org"
)

// Action is something the policies decide. What a post may then *do* in a case, verb by verb,
// is the declared table of casework.
type Action string

// The actions, as policies/schema.cedarschema declares them.
const (
	CaseSee    Action = "case.see"    // 看: the case stands in this post's lists
	CaseDo     Action = "case.do"     // 办: this post may touch the case at all
	CaseCreate Action = "case.create" // 报: this post may open a case in this township

	ContentReveal Action = "content.reveal" // texts and files of a case
	PersonReveal  Action = "person.reveal"  // 反映人信息
	MarkReveal    Action = "mark.reveal"    // 评价: the grade and its reason
	RaterReveal   Action = "rater.reveal"   // 评价人

	CatalogueSee Action = "catalogue.see" // 责任清单
	UnitSee      Action = "unit.see"      // 单位名录
	FiguresSee   Action = "figures.see"   // 汇总数
	PrecedentSee Action = "precedent.see" // 裁定先例

	RosterSee  Action = "roster.see"  // 值班表 of a unit
	RosterKeep Action = "roster.keep" // 排班
	RosterRing Action = "roster.ring" // who is on duty now, in every unit
	HandoverDo Action = "handover.do" // 交接班: write, read, say that it was read

	AuditToken Action = "audit.token" // issue an auditor's token
	AuditRead  Action = "audit.read"  // read the leaves of the record

	AdminCatalogue Action = "admin.catalogue"
	AdminSystem    Action = "admin.system"
	AdminUnit      Action = "admin.unit"
	AdminCalendar  Action = "admin.calendar"
	AdminDelivery  Action = "admin.delivery" // 接收端、未送达
	AdminAccount   Action = "admin.account"
	AdminPost      Action = "admin.post"
	AdminSession   Action = "admin.session"
	AdminAudit     Action = "admin.audit"
)

// Resource is what a policy may be asked about: a Case, a Mark, a Roster or a District.
type Resource interface {
	entity() types.Entity
}

// Case is what the policies and the lists need to know of a 呼叫单, and nothing more.
type Case struct {
	District  org.DistrictID
	Township  org.UnitID      // 镇街 that reports, calls and verifies
	Community org.UnitID      // 村居 of the place, if known
	Grid      org.UnitID      // 网格 of the place, if known
	Reporter  org.AccountID   // the 网格员 or 工作站 that reported; empty for any other way in
	Followers []org.AccountID // each 网格员 or 工作站 whose report was merged into it
	Units     []org.UnitID    // each unit that has or had a task; for a section or squad its 部门
	Asked     []org.UnitID    // each 企业类协同单位 that was asked something in it
}

// Mark (评价) is one township's mark for one unit.
type Mark struct {
	District  org.DistrictID
	Township  org.UnitID
	Rated     org.UnitID
	Disclosed bool // one of the lowest two grades, or its period is closed: 依据 P-64
}

// Roster (值班表) is of one unit; the notes between its shifts go with it.
type Roster struct {
	District org.DistrictID
	Unit     org.UnitID
	Answers  org.UnitID // the unit itself; for a section or squad its 部门
	Township org.UnitID // 镇街 the unit is or lies in; empty for a unit of the whole district
}

// RosterOf is the roster of a unit.
func RosterOf(unit org.UnitID, units *org.Directory) Roster {
	return Roster{units.District(), unit, units.DepartmentOf(unit), units.TownshipOf(unit)}
}

// District is the district as a whole: its catalogue, units, figures, record and settings.
type District org.DistrictID

// CityOf is the code of the city a district lies in: 370102 → 370100.
func CityOf(d org.DistrictID) org.DistrictID { return d / 100 * 100 }

const (
	typePost     types.EntityType = "Post"
	typeToken    types.EntityType = "AuditToken"
	typeRole     types.EntityType = "Role"
	typeAccount  types.EntityType = "Account"
	typeUnit     types.EntityType = "Unit"
	typeCase     types.EntityType = "Case"
	typeMark     types.EntityType = "Mark"
	typeRoster   types.EntityType = "Roster"
	typeDistrict types.EntityType = "District"
	typeAction   types.EntityType = "Action"
)

func unit(id org.UnitID) types.EntityUID { return types.NewEntityUID(typeUnit, types.String(id)) }

func account(id org.AccountID) types.EntityUID {
	return types.NewEntityUID(typeAccount, types.String(id))
}

func units(ids []org.UnitID) types.Set {
	values := make([]types.Value, len(ids))
	for i, id := range ids {
		values[i] = unit(id)
	}
	return types.NewSet(values...)
}

// place holds the two attributes every resource has, so that the boundary of districts can be
// one policy over all of them. 依据 P-80.
func place(d org.DistrictID) types.RecordMap {
	return types.RecordMap{"district": types.Long(d), "city": types.Long(CityOf(d))}
}

func (c Case) entity() types.Entity {
	attrs := place(c.District)
	followers := make([]types.Value, len(c.Followers))
	for i, id := range c.Followers {
		followers[i] = account(id)
	}
	attrs["followers"] = types.NewSet(followers...)
	attrs["township"], attrs["units"], attrs["asked"] = unit(c.Township), units(c.Units), units(c.Asked)
	if c.Community != "" {
		attrs["community"] = unit(c.Community)
	}
	if c.Grid != "" {
		attrs["grid"] = unit(c.Grid)
	}
	if c.Reporter != "" {
		attrs["reporter"] = account(c.Reporter)
	}
	return types.Entity{UID: types.NewEntityUID(typeCase, ""), Attributes: types.NewRecord(attrs)}
}

func (m Mark) entity() types.Entity {
	attrs := place(m.District)
	attrs["township"], attrs["rated"], attrs["disclosed"] = unit(m.Township), unit(m.Rated), types.Boolean(m.Disclosed)
	return types.Entity{UID: types.NewEntityUID(typeMark, ""), Attributes: types.NewRecord(attrs)}
}

func (r Roster) entity() types.Entity {
	attrs := place(r.District)
	attrs["unit"], attrs["answers"] = unit(r.Unit), unit(r.Answers)
	if r.Township != "" {
		attrs["township"] = unit(r.Township)
	}
	return types.Entity{UID: types.NewEntityUID(typeRoster, ""), Attributes: types.NewRecord(attrs)}
}

func (d District) entity() types.Entity {
	return types.Entity{
		UID:        types.NewEntityUID(typeDistrict, ""),
		Attributes: types.NewRecord(place(org.DistrictID(d))),
	}
}
