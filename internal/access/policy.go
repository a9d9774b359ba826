package access

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"path"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
)

//go:embed policies
var shipped embed.FS

const schemaFile = "policies/schema.cedarschema"

// Policy is one rule of policies/*.cedar as an auditor reads it.
type Policy struct {
	ID     string // @id, such as case.township
	Clause string // @clause, such as P-60
	Zh     string // @zh, one Chinese sentence
	File   string
	Text   string // the policy as written in Cedar
	Forbid bool

	rule *cedar.Policy
}

// policySet holds the policies in the order of their files, and for each action only those
// that can speak about it, so that a decision evaluates a handful.
type policySet struct {
	all     []Policy
	actions types.EntityMap // actions with the groups they belong to
	about   map[Action]ruling
}

// ruling is the policies about one action, in order.
type ruling []Policy

// All lets Cedar run over the policies.
func (r ruling) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for i := range r {
			if !yield(cedar.PolicyID(r[i].ID), r[i].rule) {
				return
			}
		}
	}
}

func (r ruling) find(id cedar.PolicyID) Policy {
	for i := range r {
		if r[i].ID == string(id) {
			return r[i]
		}
	}
	return Policy{}
}

// load reads schema and policies from a file tree, and refuses a policy that has no id, clause or
// sentence, repeats an id, or speaks of anything the schema does not declare.
func load(files fs.FS) (*policySet, error) {
	vocabulary, err := loadSchema(files)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "policies/*.cedar")
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	set := &policySet{actions: vocabulary.actions(), about: map[Action]ruling{}}
	seen := map[string]bool{}
	for _, name := range names {
		policies, err := loadFile(files, name)
		if err != nil {
			return nil, err
		}
		for _, p := range policies {
			if err := vocabulary.check(p); err != nil {
				return nil, fmt.Errorf("policy %s in %s: %w", p.ID, p.File, err)
			}
			if seen[p.ID] {
				return nil, fmt.Errorf("policy %s in %s: id used twice", p.ID, p.File)
			}
			seen[p.ID] = true
			set.add(p)
		}
	}
	return set, nil
}

func loadFile(files fs.FS, name string) ([]Policy, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read policies: %w", err)
	}
	list, err := cedar.NewPolicyListFromBytes(name, text)
	if err != nil {
		return nil, fmt.Errorf("read policies in %s: %w", name, err)
	}
	var policies []Policy
	for _, rule := range list {
		notes := rule.Annotations()
		policies = append(policies, Policy{
			ID: string(notes["id"]), Clause: string(notes["clause"]), Zh: string(notes["zh"]),
			File: path.Base(name), Text: string(rule.MarshalCedar()), Forbid: rule.Effect() == cedar.Forbid,
			rule: rule,
		})
	}
	return policies, nil
}

func (s *policySet) add(p Policy) {
	s.all = append(s.all, p)
	for uid := range s.actions {
		if speaksOf(p, uid, s.actions) {
			name := Action(uid.ID)
			s.about[name] = append(s.about[name], p)
		}
	}
}

// speaksOf reports whether the policy's action scope covers an action.
func speaksOf(p Policy, action types.EntityUID, actions types.EntityMap) bool {
	within := func(group types.EntityUID) bool {
		return action == group || actions[action].Parents.Contains(group)
	}
	switch scope := p.rule.AST().Action.(type) {
	case ast.ScopeTypeEq:
		return scope.Entity == action
	case ast.ScopeTypeIn:
		return within(scope.Entity)
	case ast.ScopeTypeInSet:
		for _, group := range scope.Entities {
			if within(group) {
				return true
			}
		}
		return false
	}
	return true
}
