package main

import (
	"slices"
	"strings"

	"huying/internal/demo"
	"huying/internal/org"
	"huying/internal/web"
)

// storied are the townships of the three stories, by their districts, each with the grid and the
// station that the demonstration knows best, and the units that the story calls.
var storied = map[org.DistrictID]struct {
	township, grid, station org.UnitID
	called                  []org.UnitID
}{
	370102: {"370102011", "370102011024001", "370102011024", []org.UnitID{"zonghe-zhifa", "shengtai", "shichang"}},
	370103: {"370103004", "370103004001001", "370103004001", []org.UnitID{"xingzheng-shenpi", "shichang"}},
	370104: {"370104007", "370104007003001", "370104007003", []org.UnitID{"chengguan", "gongxin", "jiaojing"}},
}

// offered are the log-ins that the entrance offers: in each district of the stories one of every role,
// and every department that a call can reach, in the order of the work. The cast of the story is
// marked, so that a call can be played with it from both sides.
func offered() ([]web.Login, error) {
	accounts, err := demo.Accounts()
	if err != nil {
		return nil, err
	}
	ranks := [...][]org.Role{
		{org.GridMember}, {org.Station}, {org.TownshipOperator}, {org.TownshipLeader}, {org.AgencyOperator}, {org.Dispatcher}, {org.CentreLead},
		{org.DepartmentOperator}, {
			org.StaffingOffice, org.JusticeBureau, org.OrganisationDept, org.GovernmentApprover, org.AssessmentOffice, org.Discipline,
			org.Auditor, org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin,
		},
	}
	var all []web.Login
	for _, district := range demo.Districts() {
		here, ok := storied[district]
		if !ok {
			continue
		}
		for _, roles := range ranks {
			for _, a := range accounts {
				seat := a.Posts[0]
				if seat.District != district || !slices.Contains(roles, seat.Role) || !near(seat, here.township, here.grid, here.station) {
					continue
				}
				all = append(all, web.Login{
					Login: a.Login, Password: a.Password, District: district, Unit: seat.Unit, Role: seat.Role, Cast: plays(a.Login, seat, here.called),
				})
			}
		}
	}
	return all, nil
}

// plays reports whether somebody takes part in the story: one of each role, and the units called.
func plays(login string, seat demo.Seat, called []org.UnitID) bool {
	switch seat.Role {
	case org.GridMember, org.TownshipOperator, org.TownshipLeader, org.CentreLead:
		return true
	case org.Dispatcher:
		return strings.HasSuffix(login, "dispatcher")
	case org.DepartmentOperator:
		return slices.Contains(called, seat.Unit)
	}
	return false
}

// near leaves out the townships, grids and stations that no story is about.
func near(seat demo.Seat, township, grid, station org.UnitID) bool {
	switch seat.Role {
	case org.GridMember:
		return seat.Unit == grid
	case org.Station:
		return seat.Unit == station
	case org.TownshipOperator, org.TownshipLeader:
		return seat.Unit == township
	case org.AgencyOperator:
		return len(seat.Unit) > len(township) && seat.Unit[:len(township)] == township
	}
	return true
}
