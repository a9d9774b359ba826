package web

import (
	"context"

	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/entrance"
)

// offered gathers the demonstration's log-ins by district: the cast of one call first, all others
// folded by where they work.
func (s *Server) offered(ctx context.Context) (groups []entrance.Group, err error) {
	l, last := locale.From(ctx), org.DistrictID(0)
	var units *org.Directory
	for _, login := range s.o.Logins {
		if login.District != last {
			district, err := s.district(ctx, login.District)
			if err != nil {
				return nil, err
			}
			if units, err = s.desk.Units(ctx, login.District); err != nil {
				return nil, err
			}
			last, groups = login.District, append(groups, entrance.Group{District: district.Name, Slogan: slogan(l, district), Open: len(groups) == 0})
		}
		group := &groups[len(groups)-1]
		person := entrance.Person{Role: l.T("role." + string(login.Role)), Unit: units.Name(login.Unit), Login: login.Login, Password: login.Password}
		if login.Cast {
			group.Cast = append(group.Cast, person)
		} else {
			group.Add(l.T("login.demo."+workplace(login.Role)), person)
		}
	}
	return groups, nil
}

// workplace says where the demonstration's people work.
func workplace(role org.Role) string {
	switch stationOf(role) {
	case patrolDesk, townshipDesk:
		return "front"
	case centreDesk:
		return "centre"
	case unitDesk:
		if role == org.AgencyOperator {
			return "front"
		}
		return "department"
	}
	if role == org.SystemAdmin || role == org.SecurityAdmin || role == org.AuditAdmin {
		return "admin"
	}
	return "office"
}
