package access

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cedar-policy/cedar-go/types"
)

func TestShippedPoliciesLoad(t *testing.T) {
	set, err := load(shipped)
	if err != nil {
		t.Fatal(err)
	}
	if len(set.all) < 20 {
		t.Fatalf("only %d policies loaded", len(set.all))
	}
}

// What Cedar is asked must be what the schema declares: principals, resources, actions and roles.
func TestEntitiesKeepTheSchema(t *testing.T) {
	v, err := loadSchema(shipped)
	if err != nil {
		t.Fatal(err)
	}
	principals := []Principal{squad, Auditing{District: lixia}}
	for _, e := range everyone {
		principals = append(principals, e.who)
	}
	for _, p := range principals {
		if err := v.validator.Entity(p.principal()); err != nil {
			t.Errorf("%+v: %v", p, err)
		}
	}
	for _, r := range []Resource{Case{}, oilFumes, Mark{}, Roster{}, Roster{Township: yaojia}, District(lixia)} {
		if err := v.validator.Entity(r.entity()); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	var declared, named []string
	for uid := range v.actions() {
		if strings.Contains(string(uid.ID), ".") {
			declared = append(declared, string(uid.ID))
		}
	}
	for _, a := range everyAction {
		named = append(named, string(a))
	}
	if slices.Sort(declared); !slices.Equal(declared, sorted(named)) {
		t.Errorf("schema declares actions %v, the package names %v", declared, sorted(named))
	}
	var roles, held []string
	for _, uid := range v.schema.Enums[typeRole].Values {
		roles = append(roles, string(uid.ID))
	}
	for _, e := range everyone {
		held = append(held, string(e.who.Actor.Role))
	}
	if slices.Sort(roles); !slices.Equal(roles, sorted(held)) {
		t.Errorf("schema declares roles %v, org has %v", roles, sorted(held))
	}
}

func sorted(s []string) []string { slices.Sort(s); return s }

// A policy file with a mistake must not load: a typo that quietly never matches is the worst rule.
func TestAPolicyWithAMistakeDoesNotLoad(t *testing.T) {
	const good = `@id("x") @clause("P-81") @zh("试") permit (principal, action == Action::"case.see", resource)`
	for _, c := range []struct{ zh, policy, want string }{
		{"正确的可以装入", good + ` when { resource.township == principal.unit };`, ""},
		{"属性写错", good + ` when { resource.townshp == principal.unit };`, "townshp"},
		{"可缺的属性未先判断", good + ` when { resource.grid == principal.unit };`, "grid"},
		{"条件中的角色写错", good + ` when { principal in [Role::"dispatcher", Role::"dispatchr"] };`, "dispatchr"},
		{"角色写错", `@id("x") @clause("P-81") @zh("试") permit (principal in Role::"dispatchr", action, resource);`, "dispatchr"},
		{"动作写错", `@id("x") @clause("P-81") @zh("试") permit (principal, action == Action::"case.sea", resource);`, "case.sea"},
		{"单位与数字相比", good + ` when { resource.township == 1 };`, "type"},
		{"没有条款", `@id("x") @zh("试") permit (principal, action, resource);`, "@clause"},
		{"没有说明", `@id("x") @clause("P-81") permit (principal, action, resource);`, "@zh"},
		{"编号重复", good + ";\n" + good + ";", "twice"},
		{"不是策略", `permit everything`, "x.cedar"},
	} {
		t.Run(c.zh, func(t *testing.T) {
			schema, err := shipped.ReadFile(schemaFile)
			if err != nil {
				t.Fatal(err)
			}
			_, err = load(fstest.MapFS{
				schemaFile:         {Data: schema},
				"policies/x.cedar": {Data: []byte(c.policy)},
			})
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want a fault naming %q", err, c.want)
			}
		})
	}
}

// Policies are picked by action before Cedar is asked. Asking with all of them must answer the same.
func TestPickingByActionChangesNothing(t *testing.T) {
	set := inForce()
	whole := &policySet{all: set.all, actions: set.actions, about: map[Action]ruling{}}
	for _, a := range everyAction {
		whole.about[a] = set.all
	}
	for _, e := range everyone {
		for _, a := range everyAction {
			r := resourceFor(a)
			if got, want := set.decide(e.who, a, r), whole.decide(e.who, a, r); !slices.Equal(got.PolicyIDs, want.PolicyIDs) || got.Allowed != want.Allowed {
				t.Errorf("%s %s: %v with few, %v with all", e.zh, a, got, want)
			}
		}
	}
}

func resourceFor(a Action) Resource {
	switch {
	case a == MarkReveal, a == RaterReveal:
		return Mark{District: lixia, Township: yaojia, Rated: zhifa, Disclosed: true}
	case a == RosterSee, a == RosterKeep, a == HandoverDo:
		return Roster{District: lixia, Unit: shichangsuo, Answers: shichangsuo, Township: yaojia}
	case strings.HasPrefix(string(a), "case."), a == ContentReveal, a == PersonReveal:
		return oilFumes
	}
	return District(lixia)
}

var _ types.EntityGetter = question{}
