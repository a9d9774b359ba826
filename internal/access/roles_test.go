package access

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"huying/internal/org"
)

var update = flag.Bool("update", false, "write docs/roles.md anew from the policies")

const (
	rolesPage = "../../docs/roles.md"
	begin     = "<!-- printed from the policies; go test ./internal/access -run Roles -update -->\n"
)

// The page of roles says what the policies do: everything below its mark is printed from decisions, not from
// anybody's memory of them.
func TestRolesPageAgreesWithThePolicies(t *testing.T) {
	page, err := os.ReadFile(rolesPage)
	if err != nil {
		t.Fatal(err)
	}
	told, _, ok := strings.Cut(string(page), begin)
	if !ok {
		t.Fatalf("%s has lost its mark", rolesPage)
	}
	want := told + begin + printRoles() + printPolicies()
	if *update {
		if err := os.WriteFile(rolesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(page) != want {
		t.Errorf("%s is not what the policies say; read the difference, then run with -update", rolesPage)
	}
}

func printRoles() string {
	var b strings.Builder
	b.WriteString("\n## Cases 呼叫单\n\n| 角色 | role | 列表 scope | 看 see | 办 touch | 报 open | 内容 words | 反映人 person | 评价 mark | 评价人 rater |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, e := range everyone {
		scope := string(ScopeOf(e.who).Kind)
		if scope == "" {
			scope = "—"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s |", e.zh, e.who.Actor.Role, scope)
		for _, a := range []Action{CaseSee, CaseDo, CaseCreate, ContentReveal, PersonReveal} {
			fmt.Fprintf(&b, " %s |", reach(e.who, a))
		}
		fmt.Fprintf(&b, " %s | %s |\n", markReach(e.who, MarkReveal), markReach(e.who, RaterReveal))
	}
	b.WriteString("\n## The district 区县\n\n| 角色 | 清单和单位名录 | 汇总数 | 裁定先例 | 值班表 | 排班 | 各单位现在值班 | 交接班 | 办理记录 | 签发审计令牌 | 管理 |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, e := range everyone {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", e.zh, districts(e.who, CatalogueSee), districts(e.who, FiguresSee), districts(e.who, PrecedentSee),
			rosterReach(e.who, RosterSee), rosterReach(e.who, RosterKeep), districts(e.who, RosterRing), rosterReach(e.who, HandoverDo),
			districts(e.who, AuditRead), districts(e.who, AuditToken), administers(e.who))
	}
	return b.String()
}

// reach tries an action on cases that have one thing in common with the post, and names the things that suffice.
func reach(w Who, a Action) string {
	w.District = lixia // a city's post is shown what it would reach in a district: nothing, if the boundary holds
	if isCity(w) {
		w.District = jinan
	}
	far := Case{District: lixia, Township: "t", Community: "c", Grid: "g", Reporter: "r", Units: []org.UnitID{"u"}, Asked: []org.UnitID{"k"}}
	if Decide(w, a, far).Allowed {
		return "全区县"
	}
	var found []string
	for _, probe := range []struct {
		zh   string
		with func(*Case)
	}{
		{"自报", func(c *Case) { c.Reporter = w.Actor.Account }},
		{"自报并入", func(c *Case) { c.Followers = []org.AccountID{w.Actor.Account} }},
		{"本网格", func(c *Case) { c.Grid = grid4 }},
		{"本村居", func(c *Case) { c.Community = dongji }},
		{"本镇街", func(c *Case) { c.Township = yaojia }},
		{"派给本单位", func(c *Case) { c.Units = []org.UnitID{w.Actor.Unit} }},
		{"询问本单位", func(c *Case) { c.Asked = []org.UnitID{w.Actor.Unit} }},
	} {
		near := far
		probe.with(&near)
		if Decide(w, a, near).Allowed {
			found = append(found, probe.zh)
		}
	}
	return orDash(found)
}

func markReach(w Who, a Action) string {
	if Decide(w, a, Mark{District: lixia, Township: "t", Rated: "u"}).Allowed {
		return "全区县"
	}
	var found []string
	if Decide(w, a, Mark{District: lixia, Township: yaojia, Rated: "u"}).Allowed {
		found = append(found, "本镇街所评")
	}
	if Decide(w, a, Mark{District: lixia, Township: "t", Rated: w.Actor.Unit, Disclosed: true}).Allowed {
		found = append(found, "所受，公开后")
	}
	if Decide(w, a, Mark{District: lixia, Township: "t", Rated: w.Actor.Unit}).Allowed {
		found = append(found, "所受，公开前")
	}
	return orDash(found)
}

// rosterReach tries the rosters of a unit that is not the post's, of an agency in its township, and of its own.
func rosterReach(w Who, a Action) string {
	if Decide(w, a, Roster{District: lixia, Unit: "u", Answers: "u"}).Allowed {
		return "全区县"
	}
	var found []string
	if Decide(w, a, Roster{District: lixia, Unit: w.Actor.Unit, Answers: w.answers()}).Allowed {
		found = append(found, "本单位")
	}
	if Decide(w, a, Roster{District: lixia, Unit: "k", Answers: "k", Township: yaojia}).Allowed {
		found = append(found, "本镇街派驻机构")
	}
	return orDash(found)
}

func districts(w Who, a Action) string {
	var found []string
	if Decide(w, a, District(w.District)).Allowed {
		found = append(found, map[bool]string{true: "市级", false: "本区县"}[isCity(w)])
	}
	if isCity(w) && Decide(w, a, District(lixia)).Allowed {
		found = append(found, "所辖区县")
	}
	if Decide(w, a, District(370202)).Allowed {
		found = append(found, "外市")
	}
	return orDash(found)
}

func administers(w Who) string {
	var found []string
	for _, a := range everyAction {
		if what, ok := strings.CutPrefix(string(a), "admin."); ok && Decide(w, a, District(w.District)).Allowed {
			found = append(found, "`"+what+"`")
		}
	}
	return orDash(found)
}

func isCity(w Who) bool {
	return w.Actor.Role == org.CityListEditor || w.Actor.Role == org.CityApprover || w.Actor.Role == org.CitySupervisor
}

func orDash(found []string) string {
	if len(found) == 0 {
		return "—"
	}
	return strings.Join(found, "、")
}

func printPolicies() string {
	var b strings.Builder
	b.WriteString("\n## The policies 策略\n\n| 编号 | 条款 | 说明 | 文件 |\n|---|---|---|---|\n")
	for _, p := range Policies() {
		kind := ""
		if p.Forbid {
			kind = "**边界** "
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s%s | %s |\n", p.ID, p.Clause, kind, p.Zh, p.File)
	}
	return b.String()
}
