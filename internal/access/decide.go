package access

import (
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"huying/internal/rule"
)

// Decision is what the policies say, and which of them said it.
type Decision struct {
	Allowed   bool
	PolicyIDs []string // the permits that allow, or the forbids that refuse; none where no policy speaks
	Clause    string   // clause of the first of them
	Zh        string   // its sentence
}

// inForce is the shipped policy set. It is part of the binary: that it loads is a test's matter,
// and a binary in which it does not must not start.
var inForce = sync.OnceValue(func() *policySet {
	set, err := load(shipped)
	if err != nil {
		panic("access: shipped policies: " + err.Error())
	}
	return set
})

// Policies lists the policies in force, in the order of their files, for whoever wants to read them.
func Policies() []Policy { return append([]Policy(nil), inForce().all...) }

// Decide answers whether principal may do action on resource. What no policy permits is refused.
// 依据 P-81.
func Decide(p Principal, action Action, r Resource) Decision { return inForce().decide(p, action, r) }

func (s *policySet) decide(p Principal, action Action, r Resource) Decision {
	ask := question{p.principal(), r.entity(), s.actions}
	rules := s.about[action]
	verdict, why := cedar.Authorize(rules, ask, cedar.Request{
		Principal: ask.principal.UID,
		Action:    types.NewEntityUID(typeAction, types.String(action)),
		Resource:  ask.resource.UID,
	})
	// A policy that cannot be evaluated must not silently fail to forbid.
	if len(why.Errors) > 0 {
		panic("access: " + why.Errors[0].String())
	}
	d := Decision{Allowed: verdict == cedar.Allow, Clause: "P-81", Zh: "无明文即不可：本岗位未被授权"}
	for i, reason := range why.Reasons {
		d.PolicyIDs = append(d.PolicyIDs, string(reason.PolicyID))
		if i == 0 {
			first := rules.find(reason.PolicyID)
			d.Clause, d.Zh = first.Clause, first.Zh
		}
	}
	return d
}

// Permit is Decide as an error: nil, or a refusal with its clause. A case that may not be seen is
// Unknown, in the words used for a case that does not exist, so that asking reveals nothing.
func Permit(p Principal, action Action, r Resource) error {
	d := Decide(p, action, r)
	switch {
	case d.Allowed:
		return nil
	case action == CaseSee:
		return NoSuchCase()
	}
	return rule.Refuse(rule.Forbidden, d.Clause, d.Zh)
}

// NoSuchCase is the one answer for a case that does not exist and for one that may not be seen.
func NoSuchCase() error {
	return rule.Refuse(rule.Unknown, "P-80", "查无此呼叫单，或者本岗位无权查看")
}

// question is the world of one decision: who asks, about what, and the shipped actions.
type question struct {
	principal, resource types.Entity
	actions             types.EntityMap
}

// Get lets Cedar look entities up.
func (q question) Get(uid types.EntityUID) (types.Entity, bool) {
	switch uid.Type {
	case q.principal.UID.Type:
		return q.principal, uid == q.principal.UID
	case q.resource.UID.Type:
		return q.resource, uid == q.resource.UID
	case typeAction:
		action, ok := q.actions[uid]
		return action, ok
	}
	return types.Entity{}, false
}
