package web

import (
	"net/http"
	"strings"

	"huying/internal/access"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
)

// station says what sort of desk a role works at.
type station int

const (
	readerDesk station = iota // reads: the list, and the cases where there is a scope
	patrolDesk
	townshipDesk
	centreDesk
	unitDesk
)

func stationOf(role org.Role) station {
	switch role {
	case org.GridMember, org.Station:
		return patrolDesk
	case org.TownshipOperator, org.TownshipLeader:
		return townshipDesk
	case org.Dispatcher, org.CentreLead:
		return centreDesk
	case org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator:
		return unitDesk
	}
	return readerDesk
}

// home leads everybody to their own desk.
func (s *Server) home(w http.ResponseWriter, r *http.Request, v visit) error {
	http.Redirect(w, r, homeOf(v), http.StatusSeeOther)
	return nil
}

func homeOf(v visit) string {
	switch stationOf(v.who.Actor.Role) {
	case patrolDesk:
		return v.base + "/report"
	case readerDesk:
		switch {
		case access.ScopeOf(v.who).Kind != access.ScopeNone:
			return v.base + "/cases"
		case v.list:
			return v.base + "/catalogue"
		}
		return "/record"
	}
	return v.base + "/desk"
}

// deskPage is the desk of the post's sort.
func (s *Server) deskPage(w http.ResponseWriter, r *http.Request, v visit) error {
	switch stationOf(v.who.Actor.Role) {
	case townshipDesk:
		return s.townshipDesk(w, r, v)
	case centreDesk:
		return s.centreDesk(w, r, v)
	case unitDesk:
		return s.unitDesk(w, r, v)
	}
	return s.home(w, r, v)
}

// nav is the menu of a post.
func nav(l locale.Lang, v visit, path string) []face.Link {
	link := func(key, to string) face.Link {
		here := path == v.base+to || (to != "" && strings.HasPrefix(path, v.base+to+"/"))
		return face.Link{Label: l.T(key), Href: v.base + to, Here: here}
	}
	var all []face.Link
	switch stationOf(v.who.Actor.Role) {
	case patrolDesk:
		all = append(all, link("nav.report", "/report"))
	case townshipDesk:
		all = append(all, link("nav.desk", "/desk"), link("nav.call", "/call"))
	case centreDesk:
		all = append(all, link("nav.desk", "/desk"), link("nav.report", "/report")) // the hotline's reports come in here
	case unitDesk:
		all = append(all, link("nav.desk", "/desk"))
	}
	if access.ScopeOf(v.who).Kind != access.ScopeNone {
		all = append(all, link("nav.cases", "/cases"))
	}
	if v.list {
		all = append(all, link("nav.catalogue", "/catalogue"))
	}
	record := face.Link{Label: l.T("nav.record"), Href: "/record", Here: strings.HasPrefix(path, "/record")}
	return append(all, record)
}
