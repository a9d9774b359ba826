package web

import (
	"net/http"
	"strings"

	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
)

var sampleDistrict = desk.District{ID: 370102, Name: "历下区", Slogan: desk.Slogan{Zh: "街呼区应", En: "Streets call, the district answers"}}

// A seat is who looks at a page of the storybook, and where the page lies in that post's menu.
type seat struct {
	role org.Role
	unit string
	path string
}

const (
	storyTownship = "姚家街道"
	storyCentre   = "历下区指挥调度中心"
	storyUnit     = "历下区综合行政执法局"
	storyBranch   = "市生态环境局历下分局"
)

// seats says whose page each is; a state may be another's than its page.
var seats = map[string]seat{
	"report": {org.GridMember, "姚家社区第 4 网格", "/report"}, "check": {org.GridMember, "姚家社区第 4 网格", "/report/check"},
	"report/behalf": {org.TownshipOperator, storyTownship, "/report"},
	"township":      {org.TownshipOperator, storyTownship, "/desk"}, "call": {org.TownshipOperator, storyTownship, "/call"},
	"rate": {org.TownshipOperator, storyTownship, "/cases/1"}, "verify": {org.TownshipOperator, storyTownship, "/cases/1"},
	"centre": {org.Dispatcher, storyCentre, "/desk"}, "muster": {org.Dispatcher, storyCentre, "/musters"},
	"supervisions": {org.CentreLead, storyCentre, "/supervisions"}, "inbox": {org.CentreLead, storyCentre, "/inbox"},
	"department": {org.DepartmentOperator, storyUnit, "/desk"}, "step": {org.DepartmentOperator, storyUnit, "/cases/1"},
	"department/leader": {org.DepartmentLeader, storyUnit, "/desk"},
	"case":              {org.DepartmentOperator, storyBranch, "/cases/1"},
	"case/empty":        {org.TownshipOperator, storyTownship, "/cases/1"}, "case/one": {org.TownshipOperator, storyTownship, "/cases/1"},
	"case/closed": {org.TownshipOperator, storyTownship, "/cases/1"}, "case/merged": {org.TownshipOperator, storyTownship, "/cases/1"},
	"case/twelve": {org.DepartmentOperator, "历下区工业和信息化局", "/cases/1"}, "case/ruling": {org.TownshipOperator, storyTownship, "/cases/1"},
	"slips": {org.TownshipOperator, storyTownship, "/cases/1"}, "receipt": {org.TownshipOperator, storyTownship, "/cases/1"},
	"cases":  {org.Dispatcher, storyCentre, "/cases"},
	"roster": {org.DepartmentLeader, storyUnit, "/roster"}, "ring": {org.Dispatcher, storyCentre, "/roster/now"}, "handover": {org.Dispatcher, storyCentre, "/handover"},
	"bell": {org.DepartmentOperator, storyUnit, "/bell"}, "telling": {org.DepartmentOperator, storyUnit, "/telling"},
	"settings":  {org.GovernmentApprover, "历下区人民政府", "/settings"},
	"questions": {org.PartnerOperator, "中国联通历下分公司", "/desk"}, "appeals": {org.AssessmentOffice, "历下区考核办", "/desk"},
	"rulings": {org.StaffingOffice, "历下区委编办", "/desk"}, "precedents": {org.StaffingOffice, "历下区委编办", "/precedents"},
	"catalogue": {org.TownshipOperator, storyTownship, "/catalogue"}, "matter": {org.TownshipOperator, storyTownship, "/catalogue/56"},
	"record": {org.Auditor, "历下区审计局", "/record"}, "post": {org.Discipline, "历下区纪委监委", "/desk"}, "days": {org.SystemAdmin, "历下区大数据局", "/days"}, "endpoints": {org.SystemAdmin, "历下区大数据局", "/endpoints"}, "undelivered": {org.SystemAdmin, "历下区大数据局", "/undelivered"}, "post/empty": {org.SystemAdmin, "历下区大数据局", "/desk"},
}

// shownAt says where the storybook has the page that an entry of the menu leads to.
var shownAt = map[string]string{
	"/report": "report/many", "/call": "call/search", "/inbox": "inbox/many", "/supervisions": "supervisions/many", "/cases": "cases/many", "/roster": "roster/week",
	"/precedents": "precedents/many", "/catalogue": "catalogue/many", "/record": "record/one", "/endpoints": "endpoints/many", "/undelivered": "undelivered/many",
	"/settings": "settings/many",
}

// storyDesk says where the storybook has the desk of a role.
func storyDesk(role org.Role) string {
	switch stationOf(role) {
	case townshipDesk:
		return "township/many"
	case centreDesk:
		return "centre/many"
	case unitDesk:
		return "department/many"
	case rulingDesk:
		return "rulings/many"
	case officeDesk:
		return "appeals/many"
	case partnerDesk:
		return "questions/many"
	}
	return "post/many"
}

// storyFrame is what stands around a page of the storybook: the menu of whoever the page is for, as the product makes it.
func storyFrame(r *http.Request, page, state string) face.Frame {
	l, theme := locale.From(r.Context()), themeOf(r)
	if asked := r.URL.Query().Get("theme"); asked != "" {
		theme = face.ThemeOf(asked)
	}
	at, known := seats[page+"/"+state]
	if !known {
		at, known = seats[page]
	}
	if !known {
		at = seat{org.TownshipOperator, storyTownship, ""}
	}
	f := face.Frame{
		Assets: assets, Here: r.URL.RequestURI(), District: sampleDistrict.Name, Slogan: slogan(l, sampleDistrict), Demo: true, Theme: theme,
		Who: face.Who{Name: "钱二（演示）", Unit: at.unit, Role: l.T("role." + string(at.role)), Posts: 2},
	}
	const base = "/storybook"
	f.Bell = face.Bell{Href: base + "/bell/many", Telling: base + "/telling/own"}
	v := visit{base: base, list: true, district: sampleDistrict}
	v.who.Actor, v.who.District, v.who.Township = org.Actor{Role: at.role, Account: "a", Post: "p", Unit: "u"}, sampleDistrict.ID, "t"
	path := base + at.path
	if at.path == "/record" { // which is of all districts, and lies outside of them
		path = at.path
	}
	f.Nav = nav(l, v, path, waiting{desk: 4, inbox: 2})
	for i := range f.Nav {
		story, ok := shownAt[strings.TrimPrefix(f.Nav[i].Href, base)]
		if !ok {
			story = storyDesk(at.role)
		}
		f.Nav[i].Href = base + "/" + story
	}
	return f
}
