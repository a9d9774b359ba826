package access

import (
	"slices"
	"testing"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
)

// yaojiaUnits is the part of 历下 in which the fumes were smelt.
var yaojiaUnits = org.NewDirectory(lixia, []org.Unit{
	{ID: yaojia, Kind: org.KindTownship, Name: "姚家街道"},
	{ID: dongji, Kind: org.KindCommunity, Name: "东济社区", Parent: yaojia},
	{ID: grid4, Kind: org.KindGrid, Name: "第一网格", Parent: dongji},
	{ID: shichangsuo, Kind: org.KindAgency, Name: "姚家市场监管所", Parent: yaojia},
	{ID: zhifa, Kind: org.KindDepartment, Name: "综合行政执法局"},
	{ID: "zhifa-zhongdui-2", Kind: org.KindSection, Name: "执法二中队", Parent: zhifa},
	{ID: huanjing, Kind: org.KindBranch, Name: "生态环境分局"},
	{ID: "centre", Kind: org.KindCentre, Name: "指挥调度中心"},
	{ID: "bianban", Kind: org.KindOffice, Name: "编办"},
}, nil)

func TestCaseOf(t *testing.T) {
	c := casework.Case{
		District: lixia, Township: yaojia, Grid: grid4, Reporter: "a-grid_member",
		Tasks: []casework.Task{
			{ID: "t1", Unit: zhifa, Section: "zhifa-zhongdui-2"}, {ID: "t2", Unit: shichangsuo}, {ID: "t3", Unit: zhifa},
		},
		Followers: []casework.Follower{{Account: "a-station", Case: "x"}, {Account: "a-station", Case: "y"}, {Account: "b", Case: "y"}},
		Questions: []casework.Question{{ID: "q1", Partner: liantong, Replied: 1}, {ID: "q2", Partner: liantong}},
	}
	got := CaseOf(c, yaojiaUnits)
	if !slices.Equal(got.Asked, oilFumes.Asked) {
		t.Errorf("asked %v", got.Asked)
	}
	if !slices.Equal(got.Followers, []org.AccountID{"a-station", "b"}) {
		t.Errorf("followed by %v", got.Followers)
	}
	if got.Community != dongji || !slices.Equal(got.Units, oilFumes.Units) || got.Reporter != oilFumes.Reporter {
		t.Errorf("got %+v, want %+v", got, oilFumes)
	}
	if got := CaseOf(casework.Case{District: lixia, Township: yaojia}, yaojiaUnits); got.Community != "" || len(got.Units) != 0 {
		t.Errorf("a case without a place: %+v", got)
	}
}

func TestSeatOf(t *testing.T) {
	for _, c := range []struct {
		zh         string
		unit       org.UnitID
		role       org.Role
		township   org.UnitID
		department org.UnitID
		grids      []org.UnitID
	}{
		{"网格员", grid4, org.GridMember, yaojia, "", []org.UnitID{grid4}},
		{"工作站", dongji, org.Station, yaojia, "", []org.UnitID{dongji}},
		{"镇街", yaojia, org.TownshipOperator, yaojia, "", nil},
		{"派驻机构", shichangsuo, org.AgencyOperator, yaojia, "", nil},
		{"部门", zhifa, org.DepartmentOperator, "", "", nil},
		{"中队", "zhifa-zhongdui-2", org.DepartmentOperator, "", zhifa, nil},
		{"编办", "bianban", org.StaffingOffice, "", "", nil},
		{"名录外的单位", "nowhere", org.DepartmentOperator, "", "", nil},
	} {
		s := SeatOf(lixia, org.Post{Unit: c.unit, Role: c.role}, yaojiaUnits)
		if s.Township != c.township || s.Department != c.department || !slices.Equal(s.Grids, c.grids) {
			t.Errorf("%s: %+v", c.zh, s)
		}
	}
}

// What casework's table lets a role do, the policies must let it touch: else a verb is declared that nobody can reach.
func TestEveryDeclaredVerbCanBeReached(t *testing.T) {
	for _, row := range casework.Table {
		action := CaseDo
		if row.Verb == casework.VerbReport {
			action = CaseCreate
		}
		for _, e := range everyone {
			if slices.Contains(row.Roles, e.who.Actor.Role) && !Decide(e.who, action, oilFumes).Allowed {
				t.Errorf("the table lets %s %s, the policies do not let it touch any case", e.zh, row.Verb)
			}
		}
	}
}

// A post that the table ties to a case by its unit sees that case: the unit it works for is the unit it lists under.
func TestATieIsSeen(t *testing.T) {
	cases := []casework.Case{
		{District: lixia, Township: yaojia, Grid: grid4, Tasks: []casework.Task{{ID: "t1", Unit: zhifa, Lead: true, Status: casework.TaskAccepted}}},
		{District: lixia, Township: yaojia, Tasks: []casework.Task{{ID: "t1", Unit: "zhifa-zhongdui-2", Status: casework.TaskReleased}}},
		{District: lixia, Township: yaojia, Tasks: []casework.Task{{ID: "t1", Unit: shichangsuo, Status: casework.TaskWaiting}}},
		{District: lixia, Township: yaojia, Tasks: []casework.Task{{ID: "t1", Unit: huanjing, Section: "zhifa-zhongdui-2", Status: casework.TaskWaiting}}},
	}
	seats := map[org.UnitID]org.Role{
		yaojia: org.TownshipOperator, shichangsuo: org.AgencyOperator, zhifa: org.DepartmentOperator,
		"zhifa-zhongdui-2": org.DepartmentOperator, huanjing: org.DepartmentLeader, "centre": org.Dispatcher,
	}
	for i, c := range cases {
		for unit, role := range seats {
			p := org.Post{ID: "p", Account: "a", Unit: unit, Role: role}
			who := SeatOf(lixia, p, yaojiaUnits).Who("", 0)
			tied := len(casework.TiesOf(c, who.Actor, yaojiaUnits)) > 1
			if seen := Decide(who, CaseSee, CaseOf(c, yaojiaUnits)).Allowed; tied && !seen {
				t.Errorf("case %d: %s has a tie and does not see it", i, unit)
			} else if seen && !tied && unit != "zhifa-zhongdui-2" && unit != zhifa {
				t.Errorf("case %d: %s sees it without a tie", i, unit)
			}
		}
	}
}

func TestThreeAdministratorsStandApart(t *testing.T) {
	for _, c := range []struct {
		zh   string
		held []org.Role
		role org.Role
		ok   bool
	}{
		{"第一个岗位", nil, org.SystemAdmin, true},
		{"经办可兼派遣", []org.Role{org.TownshipOperator}, org.Dispatcher, true},
		{"同一管理员可在两处", []org.Role{org.SystemAdmin}, org.SystemAdmin, true},
		{"系统管理员不兼安全管理员", []org.Role{org.SystemAdmin}, org.SecurityAdmin, false},
		{"安全管理员不兼审计管理员", []org.Role{org.SecurityAdmin}, org.AuditAdmin, false},
		{"审计管理员不兼审计员", []org.Role{org.AuditAdmin}, org.Auditor, false},
		{"经办不兼系统管理员", []org.Role{org.DepartmentOperator}, org.SystemAdmin, false},
		{"无人是系统自动", nil, org.System, false},
	} {
		err := Separate(c.held, c.role)
		if (err == nil) != c.ok || (err != nil && !rule.Is(err, rule.Forbidden)) {
			t.Errorf("%s: %v", c.zh, err)
		}
	}
}
