package demo

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/org"
)

func monthOf(m int) time.Month { return time.Month(m) }

func TestJinanIsWhole(t *testing.T) {
	total := 0
	names := map[org.UnitID]string{}
	for _, id := range Districts() {
		d, err := Build(id)
		if err != nil {
			t.Fatal(err)
		}
		dir := d.Directory()
		if len(dir.Units()) != len(d.Units) {
			t.Errorf("%s: two units of one id", d.Name)
		}
		for _, u := range d.Units {
			names[u.ID] = u.Name
			if _, ok := dir.Unit(u.Parent); u.Parent != "" && !ok {
				t.Errorf("%s: %s stands in %s, which is none", d.Name, u.Name, u.Parent)
			}
			if u.Name == "" || strings.ContainsAny(u.Name, "{}@\t") {
				t.Errorf("%s: a unit called %q", d.Name, u.Name)
			}
		}
		total += len(dir.ByKind(org.KindTownship))
	}
	if total != 156 {
		t.Errorf("%d townships, want 156", total)
	}
	for id, name := range map[org.UnitID]string{"370102011": "姚家街道", "370103004": "四里村街道", "370104007": "青年公园街道", "370104007003": "前卫街社区"} {
		if names[id] != name {
			t.Errorf("%s is called %q, want %q", id, names[id], name)
		}
	}
	if _, err := Build(440303); err == nil {
		t.Error("a district of another city was built")
	}
}

func TestAccountsForEveryRole(t *testing.T) {
	all, err := Accounts()
	if err != nil {
		t.Fatal(err)
	}
	logins, posts := map[string]bool{}, map[org.PostID]bool{}
	roles := map[org.DistrictID]map[org.Role]bool{}
	for _, a := range all {
		if logins[a.Login] || !strings.HasPrefix(a.Name, "测试") || !strings.HasPrefix(a.Phone, "000-") || len(a.Posts) == 0 {
			t.Errorf("account %+v", a)
		}
		logins[a.Login] = true
		for _, s := range a.Posts {
			if posts[s.ID] {
				t.Errorf("two posts %s", s.ID)
			}
			posts[s.ID] = true
			if roles[s.District] == nil {
				roles[s.District] = map[org.Role]bool{}
			}
			roles[s.District][s.Role] = true
		}
	}
	local := []org.Role{
		org.GridMember, org.Station, org.TownshipOperator, org.TownshipLeader, org.Dispatcher, org.CentreLead, org.DepartmentOperator,
		org.DepartmentLeader, org.AgencyOperator, org.PartnerOperator, org.StaffingOffice, org.JusticeBureau, org.OrganisationDept, org.GovernmentApprover,
		org.AssessmentOffice, org.Discipline, org.Auditor, org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin,
	}
	for _, id := range []org.DistrictID{370102, 370103, 370104} {
		for _, r := range local {
			if !roles[id][r] {
				t.Errorf("%d has nobody as %s", id, r)
			}
		}
		d, err := Build(id)
		if err != nil {
			t.Fatal(err)
		}
		dir := d.Directory()
		for _, u := range append(dir.ByKind(org.KindDepartment), dir.ByKind(org.KindBranch)...) {
			seats := dir.Posts(u.ID)
			for _, r := range []org.Role{org.DepartmentOperator, org.DepartmentLeader} {
				if !slices.ContainsFunc(seats, func(p org.Post) bool { return p.Role == r }) {
					t.Errorf("%s has no %s", u.Name, r)
				}
			}
		}
		for _, u := range dir.ByKind(org.KindPartner) {
			if seats := dir.Posts(u.ID); len(seats) == 0 || seats[0].Role != org.PartnerOperator {
				t.Errorf("nobody answers for %s: %v", u.Name, seats)
			}
		}
		for _, p := range dir.AllPosts() {
			if _, ok := dir.Unit(p.Unit); !ok {
				t.Errorf("post %s in %s, which is none", p.ID, p.Unit)
			}
		}
	}
	for _, r := range []org.Role{org.CityListEditor, org.CityApprover, org.CitySupervisor, org.Auditor} {
		if !roles[City][r] {
			t.Errorf("the city has nobody as %s", r)
		}
	}
	for _, login := range []string{"lixia-yaojia-op", "shizhong-silicun-leader", "huaiyin-qingniangongyuan-grid3-1", "lixia-zhifa-op", "lixia-zhihui-chief", "lixia-yaojia-zhifa-op", "huaiyin-liantong-op", "lixia-zhifa-op2", "huaiyin-qingniangongyuan-op2", "jinan-shi-bianban-editor"} {
		if !logins[login] {
			t.Errorf("nobody logs in as %s", login)
		}
	}
}

func TestAccountsAsPublished(t *testing.T) {
	all, err := Accounts()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(a Account) bool { return a.Login == "lixia-yaojia-op" })
	got, err := json.Marshal(all[i])
	want := `{"login":"lixia-yaojia-op","password":"huying-demo","posts":[{"id":"lixia-yaojia-op","district":370102,"unit":"370102011","role":"township_operator"}]}`
	if err != nil || string(got) != want {
		t.Errorf("%s %v", got, err)
	}
}

func ExampleBuild() {
	d, err := Build(370102)
	if err != nil {
		panic(err)
	}
	fmt.Println(d.Name, d.Directory().Name("370102011-paichusuo"), d.Directory().AgencyOf("370102011", "shichangsuo"))
	// Output: 历下区 姚家街道派出所 370102011-shichangsuo
}

// Whoever grants posts asks whether they may be held together.
func TestAdministratorsHoldNothingElse(t *testing.T) {
	both := Account{Login: "x", Posts: []Seat{{Role: org.SystemAdmin}, {Role: org.Dispatcher}}}
	if err := both.separate(); err == nil {
		t.Error("an administrator who dispatches was seated")
	}
}
