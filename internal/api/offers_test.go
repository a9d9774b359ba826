package api

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/org"
)

// Whatever the interface offers a post in a case is not refused for who it is, and whatever it does not offer is
// refused: tried for every role, on cases of the demonstration in as many states as that role sees. 依据 P-81.
func TestNothingIsOfferedInVain(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	if err := demo.Play(t.Context(), h.store, time.Now()); err != nil {
		t.Fatal(err)
	}
	sent, offered := 0, 0
	for _, role := range org.Roles {
		if role == org.System || role == org.CityListEditor || role == org.CityApprover || role == org.CitySupervisor {
			continue // nobody's post; and the city sees no case
		}
		unit := map[org.Role]org.UnitID{
			org.TownshipOperator: yaojia, org.TownshipLeader: yaojia, org.GridMember: "370102011024001", org.Station: "370102011024",
			org.DepartmentOperator: "zonghe-zhifa", org.DepartmentLeader: "zonghe-zhifa", org.AgencyOperator: "370102011-paichusuo",
		}[role]
		p := h.in(lixia, unit, role)
		got := p.send("GET", cases("?limit=200"), nil, nil)
		if got.status == http.StatusForbidden {
			continue // who sees no list has nothing offered; TestAPartnerSeesNothingElse
		}
		tried := map[any]bool{}
		for _, line := range got.items() {
			if no := line["no"].(string); !tried[line["status"]] {
				tried[line["status"]] = true
				n, m := p.tryAll(no)
				sent, offered = sent+n, offered+m
			}
		}
		if len(tried) == 0 && role != org.AgencyOperator {
			t.Errorf("%s has seen no case", role)
		}
	}
	if t.Logf("%d verbs sent, %d of them offered", sent, offered); offered < 100 {
		t.Error("hardly anything was offered: the demonstration has run dry")
	}
}

// tryAll sends every verb to a case, with nothing in it, and holds the answer to whether it was offered just before.
func (p person) tryAll(no string) (sent, offers int) {
	p.Helper()
	for _, verb := range casework.AllVerbs {
		if _, asked := casework.Commands[verb]; !asked || verb == casework.VerbReport {
			continue
		}
		offered := slices.ContainsFunc(p.get(cases("/"+no+"/verbs"), http.StatusOK).items(), func(line map[string]any) bool {
			return line["verb"] == string(verb)
		})
		if sent++; offered {
			offers++
		}
		got := p.send("POST", cases("/"+no+"/"+string(verb)), `{}`, nil)
		switch code := got.text("code"); {
		case !offered && got.status == http.StatusOK:
			p.Errorf("%s of %s did %s, which was not offered: %v", p.unit, no, verb, got)
		case offered && slices.Contains([]string{"forbidden", "wrong_role", "not_yours", "wrong_state", "spent"}, code):
			p.Errorf("%s was offered %s of %s: %v", p.unit, verb, no, got)
		}
	}
	return sent, offers
}
