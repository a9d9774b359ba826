package access

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/resolved"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"
)

// vocabulary is the schema: what a policy may speak of.
type vocabulary struct {
	schema    *resolved.Schema
	validator *validate.Validator
}

func loadSchema(files fs.FS) (vocabulary, error) {
	text, err := fs.ReadFile(files, schemaFile)
	if err != nil {
		return vocabulary{}, fmt.Errorf("read schema: %w", err)
	}
	var s schema.Schema
	if err := s.UnmarshalCedar(text); err != nil {
		return vocabulary{}, fmt.Errorf("read schema: %w", err)
	}
	known, err := s.Resolve()
	if err != nil {
		return vocabulary{}, fmt.Errorf("resolve schema: %w", err)
	}
	return vocabulary{known, validate.New(known, validate.WithStrict())}, nil
}

// check refuses a policy without its notes, or one that names what the schema does not declare.
func (v vocabulary) check(p Policy) error {
	if p.ID == "" || p.Clause == "" || p.Zh == "" {
		return errors.New("needs @id, @clause and @zh")
	}
	written := (*ast.Policy)(p.rule.AST())
	return errors.Join(v.validator.Policy(p.ID, written), v.checkNames(written))
}

// checkNames looks at the roles a policy names: the validator knows that roles are a closed list, but
// does not hold a policy to it.
func (v vocabulary) checkNames(p *ast.Policy) error {
	var faults []error
	check := func(uid types.EntityUID) {
		if closed, ok := v.schema.Enums[uid.Type]; ok && !slices.Contains(closed.Values, uid) {
			faults = append(faults, fmt.Errorf("no such %s: %s", uid.Type, uid))
		}
	}
	switch scope := p.Principal.(type) {
	case ast.ScopeTypeEq:
		check(scope.Entity)
	case ast.ScopeTypeIn:
		check(scope.Entity)
	case ast.ScopeTypeIsIn:
		check(scope.Entity)
	}
	for _, condition := range p.Conditions {
		ast.Inspect(ast.NewNode(condition.Body), func(n ast.IsNode) bool {
			if value, ok := n.(ast.NodeValue); ok {
				if uid, ok := value.Value.(types.EntityUID); ok {
					check(uid)
				}
			}
			return true
		})
	}
	return errors.Join(faults...)
}

// actions lists the declared actions with the groups they belong to.
func (v vocabulary) actions() types.EntityMap {
	all := types.EntityMap{}
	for uid, action := range v.schema.Actions {
		all[uid] = action.Entity
	}
	return all
}
