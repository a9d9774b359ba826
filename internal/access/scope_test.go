package access

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"huying/internal/org"
)

// A list shows exactly what the policies let this post see: no row more, no row less.
func TestListsShowWhatThePoliciesAllow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, c := anyPost(t), anyCase(t)
		listed := c.District == w.District && shares(ScopeOf(w).Keys, ViewersOf(c))
		if d := Decide(w, CaseSee, c); d.Allowed != listed {
			t.Fatalf("listed %v, allowed %v (%v)\npost %+v\ncase %+v\nkeys %v\nviewers %v",
				listed, d.Allowed, d.PolicyIDs, w, c, ScopeOf(w), ViewersOf(c))
		}
	})
}

// What may be touched, read or unveiled may first of all be seen; only a partner answers what it was asked in a case
// that it does not see, and reads nothing of it.
func TestNothingIsDoneUnseen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, c := anyPost(t), anyCase(t)
		see := Decide(w, CaseSee, c).Allowed
		for _, a := range []Action{CaseDo, ContentReveal, PersonReveal} {
			asked := w.Actor.Role == org.PartnerOperator && a == CaseDo && slices.Contains(c.Asked, w.answers())
			if Decide(w, a, c).Allowed && !see && !asked {
				t.Fatalf("%s without case.see\npost %+v\ncase %+v", a, w, c)
			}
		}
	})
}

// Where a case is listed, its words are shown or not as the policies say of that case.
func TestListsShowWordsAsThePoliciesAllow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, c := anyPost(t), anyCase(t)
		if !Decide(w, CaseSee, c).Allowed {
			return
		}
		if d := Decide(w, ContentReveal, c); d.Allowed != ReadsWords(w) {
			t.Fatalf("shown %v, allowed %v (%v)\npost %+v\ncase %+v", ReadsWords(w), d.Allowed, d.PolicyIDs, w, c)
		}
	})
}

func shares(keys, viewers []string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(viewers, k) })
}

func TestViewersAreFewAndOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCase(t)
		keys := ViewersOf(c)
		if n := len(keys); n > 5+len(c.Units)+len(c.Followers) {
			t.Fatalf("%d keys for %d units", n, len(c.Units))
		}
		if once := slices.Compact(sorted(slices.Clone(keys))); len(once) != len(keys) {
			t.Fatalf("a key twice: %v", keys)
		}
	})
}

// The small worlds below make hits and near misses about equally likely.
func anyPost(t *rapid.T) Who {
	township := rapid.SampledFrom([]org.UnitID{"", "t1", "t2"}).Draw(t, "township")
	return Who{
		District: anyDistrict(t),
		Actor: org.Actor{
			Account: rapid.SampledFrom([]org.AccountID{"", "a1", "a2"}).Draw(t, "account"), Post: "p",
			Unit: anyUnit(t), Role: rapid.SampledFrom(roles()).Draw(t, "role"),
		},
		Township:   township,
		Department: rapid.SampledFrom([]org.UnitID{"", "d1", "d2"}).Draw(t, "department"),
		Grids:      rapid.SliceOfN(rapid.SampledFrom([]org.UnitID{"g1", "g2", "c1"}), 0, 2).Draw(t, "grids"),
	}
}

func anyCase(t *rapid.T) Case {
	return Case{
		District:  anyDistrict(t),
		Township:  rapid.SampledFrom([]org.UnitID{"", "t1", "t2"}).Draw(t, "township"),
		Community: rapid.SampledFrom([]org.UnitID{"", "c1", "g1"}).Draw(t, "community"),
		Grid:      rapid.SampledFrom([]org.UnitID{"", "g1", "g2", "c1"}).Draw(t, "grid"),
		Reporter:  rapid.SampledFrom([]org.AccountID{"", "a1", "a2"}).Draw(t, "reporter"),
		Followers: rapid.SliceOfNDistinct(rapid.SampledFrom([]org.AccountID{"a1", "a2", "a3"}), 0, 2, rapid.ID).Draw(t, "followers"),
		Units:     rapid.SliceOfN(rapid.SampledFrom([]org.UnitID{"d1", "d2", "ag1", "t1"}), 0, 3).Draw(t, "units"),
		Asked:     rapid.SliceOfN(rapid.SampledFrom([]org.UnitID{"d1", "k1"}), 0, 2).Draw(t, "asked"),
	}
}

func anyDistrict(t *rapid.T) org.DistrictID {
	return rapid.SampledFrom([]org.DistrictID{lixia, lixia, lixia, shizhong, jinan}).Draw(t, "district")
}

func anyUnit(t *rapid.T) org.UnitID {
	return rapid.SampledFrom([]org.UnitID{"", "d1", "d2", "ag1", "k1", "t1", "g1", "c1"}).Draw(t, "unit")
}

func roles() []org.Role {
	var all []org.Role
	for _, e := range everyone {
		all = append(all, e.who.Actor.Role)
	}
	return all
}

func TestScopesByRole(t *testing.T) {
	for _, e := range everyone {
		t.Run(e.zh, func(t *testing.T) {
			want := map[org.Role]string{
				org.GridMember: "grid [account:a-grid_member grid:370102011004001]",
				org.Station:    "grid [account:a-station grid:370102011004]",

				org.TownshipOperator: "township [township:370102011]", org.TownshipLeader: "township [township:370102011]",
				org.DepartmentOperator: "unit [unit:zonghe-zhifa]", org.DepartmentLeader: "unit [unit:zonghe-zhifa]",
				org.AgencyOperator:  "unit [unit:370102011-shichangsuo]",
				org.PartnerOperator: " []",
				org.CityListEditor:  " []", org.CityApprover: " []", org.CitySupervisor: " []",
				org.SystemAdmin: " []", org.SecurityAdmin: " []", org.AuditAdmin: " []",
			}[e.who.Actor.Role]
			if want == "" {
				want = "district [district]"
			}
			if s := ScopeOf(e.who); fmt.Sprintf("%s %v", s.Kind, s.Keys) != want {
				t.Errorf("got %v %v, want %s", s.Kind, s.Keys, want)
			}
		})
	}
}
