package web

import (
	"net/http"
	"strings"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
)

// station says what sort of desk a role works at.
type station int

const (
	readerDesk station = iota // reads what its post may read
	patrolDesk
	townshipDesk
	centreDesk
	unitDesk
	rulingDesk  // the staffing office: disputes, and what is not in the list
	officeDesk  // decides on requests, or on appeals
	partnerDesk // its questions
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
	case org.StaffingOffice:
		return rulingDesk
	case org.GovernmentApprover, org.AssessmentOffice:
		return officeDesk
	case org.PartnerOperator:
		return partnerDesk
	}
	return readerDesk
}

// home leads everybody to their own desk.
func (s *Server) home(w http.ResponseWriter, r *http.Request, v visit) error {
	http.Redirect(w, r, homeOf(v), http.StatusSeeOther)
	return nil
}

func homeOf(v visit) string {
	if stationOf(v.who.Actor.Role) == patrolDesk {
		return v.base + "/report"
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
	case rulingDesk:
		return s.rulingDesk(w, r, v)
	case officeDesk:
		return s.officeDesk(w, r, v)
	case partnerDesk:
		return s.partnerDesk(w, r, v)
	case readerDesk:
		return s.postPage(w, r, v)
	}
	return s.home(w, r, v)
}

// nav is the menu of a post.
func nav(l locale.Lang, v visit, path string, n waiting) []face.Link {
	link := func(key, to string) face.Link {
		here := path == v.base+to || (to != "" && strings.HasPrefix(path, v.base+to+"/"))
		found := face.Link{Label: l.T(key), Href: v.base + to, Here: here}
		switch to {
		case "/desk":
			found.Count = n.desk
		case "/inbox":
			found.Count = n.inbox
		case "/supervisions":
			found.Count = n.watched
		case "/undelivered":
			found.Count = n.undelivered
		}
		return found
	}
	role := v.who.Actor.Role
	var all []face.Link
	switch stationOf(role) {
	case patrolDesk:
		all = append(all, link("nav.report", "/report"))
	case townshipDesk:
		all = append(all, link("nav.desk", "/desk"), link("nav.call", "/call"), link("nav.inbox", "/inbox"))
	case centreDesk:
		all = append(all, link("nav.desk", "/desk"), link("nav.inbox", "/inbox"), link("nav.report", "/report")) // the hotline's reports come in here
	case unitDesk:
		all = append(all, link("nav.desk", "/desk"), link("nav.inbox", "/inbox"))
	case rulingDesk:
		all = append(all, link("nav.rulings", "/desk"))
	case officeDesk:
		if role == org.AssessmentOffice {
			all = append(all, link("nav.appeals", "/desk"))
		} else {
			all = append(all, link("nav.approvals", "/desk"))
		}
	case partnerDesk:
		all = append(all, link("nav.questions", "/desk"))
	case readerDesk:
		all = append(all, link("nav.home", "/desk"))
	}
	if watches(role) {
		all = append(all, link("nav.supervisions", "/supervisions"))
	}
	if access.ScopeOf(v.who).Kind != access.ScopeNone {
		all = append(all, link("nav.cases", "/cases"))
	}
	if access.Permit(v.who, access.RosterSee, ownRoster(v)) == nil {
		duty := link("nav.roster", "/roster")
		duty.Here = duty.Here || path == v.base+"/handover"
		all = append(all, duty)
	}
	if stationOf(role) != patrolDesk && access.Permit(v.who, access.PrecedentSee, access.District(v.who.District)) == nil {
		all = append(all, link("nav.precedents", "/precedents"))
	}
	if v.list {
		all = append(all, link("nav.catalogue", "/catalogue"))
	}
	all = append(all, link("nav.days", "/days"))
	if keepsOutgoing(v) {
		all = append(all, link("nav.endpoints", "/endpoints"), link("nav.undelivered", "/undelivered"))
	}
	if desk.ReadsSettings(v.who) {
		all = append(all, link("settings.title", "/settings"))
	}
	record := face.Link{Label: l.T("nav.record"), Href: "/record", Here: strings.HasPrefix(path, "/record")}
	return append(all, record)
}
