package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// texts are all the texts an expression can say. A form that cannot be read fails the test, so that no reason goes
// unseen.
func (r *reading) texts(at site) []string {
	if text, ok := at.constantText(); ok {
		return []string{text}
	}
	typ := at.room.info.Types[at.expr].Type
	if basic, ok := types.Unalias(typ).(*types.Basic); ok && basic.Info()&types.IsInteger != 0 {
		return []string{number}
	}
	switch e := ast.Unparen(at.expr).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return joined(r.texts(site{at.room, e.X, at.in}), r.texts(site{at.room, e.Y, at.in}))
		}
	case *ast.CallExpr:
		return r.called(at, e)
	case *ast.SelectorExpr:
		return r.named(at, at.lasting(e))
	case *ast.IndexExpr:
		return r.elements(site{at.room, e.X, at.in})
	case *ast.Ident:
		if v, ok := at.room.info.Uses[e].(*types.Var); ok {
			if name := lastingName(v); name != "" {
				return r.named(at, name)
			}
			return r.local(at, v)
		}
	}
	return r.lost(at, "a form of reason that this test cannot read")
}

func (r *reading) lost(at site, why string) []string {
	r.failed(at.position(), why)
	return nil
}

// joined puts every beginning before every end; where that would be too many, each at least once.
func joined(heads, tails []string) []string {
	if len(heads) == 0 || len(tails) == 0 {
		return append(heads, tails...)
	}
	var all []string
	if len(heads)*len(tails) > 5000 {
		for i := range max(len(heads), len(tails)) {
			all = append(all, heads[i%len(heads)]+tails[i%len(tails)])
		}
		return all
	}
	for _, head := range heads {
		for _, tail := range tails {
			all = append(all, head+tail)
		}
	}
	return all
}

// once reads something unless it is being read already: a circle adds no new text.
func (r *reading) once(name string, read func() []string) []string {
	if known, ok := r.given[name]; ok {
		return known
	}
	if r.open[name] {
		r.cut = true
		return nil
	}
	before := r.cut
	r.open[name], r.cut = true, false
	defer delete(r.open, name)
	all := read()
	slices.Sort(all)
	all = slices.Compact(all)
	if !r.cut {
		r.given[name] = all
	}
	r.cut = r.cut || before
	return all
}

// called reads a call: a conversion, a form with blanks, or what a function of the house returns.
func (r *reading) called(at site, call *ast.CallExpr) []string {
	if conversion := at.room.info.Types[call.Fun]; conversion.IsType() {
		if _, code := types.Unalias(at.room.info.Types[call.Args[0]].Type).(*types.Named); code {
			return []string{data} // a code: nobody's sentence
		}
		return r.texts(site{at.room, call.Args[0], at.in})
	}
	f := at.callee(call)
	if f == nil {
		return r.lost(at, "a reason from a function without a name")
	}
	switch f.FullName() {
	case "fmt.Sprintf":
		return r.form(at, call)
	case "strconv.Itoa":
		return []string{number}
	case "strings.Join":
		return r.lost(at, "a joined list: say each in a sentence of its own, or teach this test")
	}
	return r.once(f.FullName(), func() []string {
		declared, ok := r.funcs[f.FullName()]
		if !ok || declared.in.Body == nil {
			return r.lost(at, f.FullName()+" is not of this house: say in given what it can return")
		}
		var all []string
		ast.Inspect(declared.in.Body, func(n ast.Node) bool {
			if _, inner := n.(*ast.FuncLit); inner {
				return false
			}
			if back, ok := n.(*ast.ReturnStmt); ok && len(back.Results) > 0 {
				all = append(all, r.texts(site{declared.room, back.Results[0], declared.in})...)
			}
			return true
		})
		return all
	})
}

// form fills the blanks of a fmt.Sprintf.
func (r *reading) form(at site, call *ast.CallExpr) []string {
	form, ok := site{at.room, call.Args[0], at.in}.constantText()
	if !ok {
		return r.lost(at, "a form that is not written here")
	}
	all, rest := []string{""}, form
	for _, arg := range call.Args[1:] {
		blank := strings.IndexByte(rest, '%')
		if blank < 0 || !strings.ContainsRune("dsv", rune(rest[blank+1])) {
			return r.lost(at, "a blank other than %d, %s or %v")
		}
		all = joined(joined(all, []string{rest[:blank]}), r.texts(site{at.room, arg, at.in}))
		rest = rest[blank+2:]
	}
	return joined(all, []string{rest})
}

// named reads all that is ever written to a field, or to a variable of a package.
func (r *reading) named(at site, name string) []string {
	return r.once(name, func() []string {
		if len(r.writes[name]) == 0 {
			return r.lost(at, "nothing is seen to be written to "+name+": say in given what it can hold")
		}
		var all []string
		for _, written := range r.writes[name] {
			all = append(all, r.texts(written)...)
		}
		return all
	})
}

// elements are the values of a list or map of a package.
func (r *reading) elements(at site) []string {
	name := at.lasting(at.expr)
	if known, ok := r.given[name]; ok {
		return known
	}
	var all []string
	for _, written := range r.writes[name] {
		list, ok := ast.Unparen(written.expr).(*ast.CompositeLit)
		if !ok {
			continue
		}
		for _, element := range list.Elts {
			if kv, ok := element.(*ast.KeyValueExpr); ok {
				element = kv.Value
			}
			all = append(all, r.texts(site{written.room, element, nil})...)
		}
	}
	if len(all) == 0 {
		return r.lost(at, "a list or map that is not written out in a package")
	}
	return all
}

// local reads a variable of a function: what its callers hand in, or what it assigns.
func (r *reading) local(at site, v *types.Var) []string {
	if at.in == nil {
		return r.lost(at, "a variable outside a function")
	}
	def := at.room.info.Defs[at.in.Name].(*types.Func)
	name := def.FullName() + " " + v.Name()
	return r.once(name, func() []string {
		signature := def.Signature()
		for i := range signature.Params().Len() {
			if signature.Params().At(i) != v {
				continue
			}
			var all []string
			for _, from := range r.calls[def.FullName()] {
				call := from.expr.(*ast.CallExpr)
				if signature.Variadic() && i == signature.Params().Len()-1 {
					return r.lost(at, "a reason among variadic arguments")
				}
				all = append(all, r.texts(site{from.room, call.Args[i], from.in})...)
			}
			if len(r.calls[def.FullName()]) == 0 {
				return r.lost(at, "nobody is seen to call "+def.FullName())
			}
			return all
		}
		return r.assigned(at, v)
	})
}

func (r *reading) assigned(at site, v *types.Var) []string {
	var all, more []string
	ast.Inspect(at.in, func(n ast.Node) bool {
		set, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, left := range set.Lhs {
			id, ok := left.(*ast.Ident)
			if !ok || at.room.info.Defs[id] != v && at.room.info.Uses[id] != v {
				continue
			}
			from := set.Rhs[0]
			if len(set.Rhs) == len(set.Lhs) {
				from = set.Rhs[i]
			}
			said := r.texts(site{at.room, from, at.in})
			if set.Tok == token.ADD_ASSIGN {
				more = append(more, said...)
			} else {
				all = append(all, said...)
			}
		}
		return true
	})
	if len(all) == 0 {
		return r.lost(at, "a variable that is not seen to be assigned; where it is data, say so in given as “function variable”")
	}
	if len(more) > 0 {
		all = append(all, joined(all, more)...)
	}
	return all
}
