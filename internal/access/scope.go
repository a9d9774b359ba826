package access

import (
	"slices"

	"huying/internal/org"
)

// ScopeKind is one of the five ways in which a list is cut to what a post may see.
type ScopeKind string

// The five list scopes; ScopeNone lists nothing.
const (
	ScopeOwn      ScopeKind = "own"      // 本人上报
	ScopeGrid     ScopeKind = "grid"     // 本网格、本村居
	ScopeTownship ScopeKind = "township" // 本镇街
	ScopeUnit     ScopeKind = "unit"     // 派给本单位
	ScopeDistrict ScopeKind = "district" // 全区县
	ScopeNone     ScopeKind = ""
)

// Scope says under which viewer keys a post's lists are read: a case is in the list when it
// stands under any of them. All but grid members and stations have one key.
type Scope struct {
	Kind ScopeKind
	Keys []string
}

// ScopeOf is the scope of a person's post; a partner's is none, for it answers what it was asked in cases it does not
// see (P-59). It tells the same story as policies/2-case.cedar;
// a property test holds the two together.
func ScopeOf(w Who) Scope {
	switch w.Actor.Role {
	case org.GridMember, org.Station:
		return gridScope(w)
	case org.TownshipOperator, org.TownshipLeader:
		if w.Township != "" {
			return Scope{ScopeTownship, []string{townshipKey(w.Township)}}
		}
	case org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator:
		return Scope{ScopeUnit, []string{unitKey(w.answers())}}
	case org.Dispatcher, org.CentreLead, org.StaffingOffice, org.JusticeBureau, org.OrganisationDept,
		org.GovernmentApprover, org.AssessmentOffice, org.Discipline, org.Auditor, org.System:
		return Scope{ScopeDistrict, []string{districtKey}}
	}
	return Scope{}
}

func gridScope(w Who) Scope {
	keys := make([]string, 0, 1+len(w.Grids))
	if w.Actor.Account != "" {
		keys = append(keys, accountKey(w.Actor.Account))
	}
	if len(w.Grids) == 0 {
		return Scope{ScopeOwn, keys}
	}
	for _, g := range w.Grids {
		keys = append(keys, gridKey(g))
	}
	return Scope{ScopeGrid, keys}
}

// Has reports whether the scope reads under this key.
func (s Scope) Has(key string) bool { return slices.Contains(s.Keys, key) }

// ViewersOf lists the viewer keys under which a case must stand: a handful, of which only the
// units grow with the work, and who reported what was merged into it.
func ViewersOf(c Case) []string {
	keys := make([]string, 0, 5+len(c.Followers)+len(c.Units))
	keys = append(keys, districtKey, townshipKey(c.Township))
	if c.Community != "" {
		keys = append(keys, gridKey(c.Community))
	}
	if c.Grid != "" && c.Grid != c.Community {
		keys = append(keys, gridKey(c.Grid))
	}
	if c.Reporter != "" {
		keys = append(keys, accountKey(c.Reporter))
	}
	for _, a := range c.Followers {
		if a != c.Reporter {
			keys = append(keys, accountKey(a))
		}
	}
	for _, u := range c.Units {
		if key := unitKey(u); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

const districtKey = "district"

func accountKey(a org.AccountID) string { return "account:" + string(a) }
func gridKey(u org.UnitID) string       { return "grid:" + string(u) }
func townshipKey(u org.UnitID) string   { return "township:" + string(u) }
func unitKey(u org.UnitID) string       { return "unit:" + string(u) }

// ReadsWords reports whether a list may show this post what was written in the cases it lists. All but two
// offices and the system may: for one case it is ContentReveal, and a property test holds the two together.
func ReadsWords(w Who) bool {
	switch w.Actor.Role {
	case org.JusticeBureau, org.OrganisationDept, org.System:
		return false
	}
	return ScopeOf(w).Kind != ScopeNone
}
