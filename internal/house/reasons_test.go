package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A room is one package of the house, parsed and with the types of its expressions.
type room struct {
	fset  *token.FileSet
	pkg   *types.Package
	info  *types.Info
	files []*ast.File
}

// A site is a place in a room: an expression, and the function around it.
type site struct {
	room *room
	expr ast.Expr
	in   *ast.FuncDecl
}

// rooms loads every package of the house as the compiler sees it, without tests.
func loaded(t *testing.T) []*room {
	t.Helper()
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export,Dir,GoFiles", "./cmd/...", "./internal/...")
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	exports := map[string]string{}
	type listed struct {
		ImportPath, Export, Dir string
		GoFiles                 []string
	}
	var own []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal("go list: ", err)
		}
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, "huying/") {
			own = append(own, p)
		}
	}
	fset := token.NewFileSet()
	known := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var all []*room
	for _, p := range own {
		r := &room{fset: fset, info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
		}}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			r.files = append(r.files, file)
		}
		checker := types.Config{Importer: known}
		if r.pkg, err = checker.Check(p.ImportPath, fset, r.files, r.info); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// What stands in a reason for something that is known only when it is said: words of people and of the district, and
// numbers.
const (
	data   = "■"
	number = "7"
)

// A reading finds what an expression can say: every text, with data and number where something is known only then.
type reading struct {
	calls  map[string][]site // of a function, by its full name
	funcs  map[string]site   // its declaration; expr is nil
	writes map[string][]site // to a field or a variable of a package, by its name
	given  map[string][]string
	open   map[string]bool // being read, against circles
	cut    bool            // a circle was met: what was read is not all there is
	failed func(at token.Position, why string)
}

// remember walks through all rooms once.
func (r *reading) remember(all []*room, refuse func(site)) {
	for _, in := range all {
		for _, file := range in.files {
			for _, decl := range file.Decls {
				f, _ := decl.(*ast.FuncDecl)
				if f != nil {
					if def, ok := in.info.Defs[f.Name].(*types.Func); ok {
						r.funcs[def.FullName()] = site{room: in, in: f}
					}
				}
				ast.Inspect(decl, func(n ast.Node) bool {
					r.note(site{room: in, in: f}, n, refuse)
					return true
				})
			}
		}
	}
}

func (r *reading) note(at site, n ast.Node, refuse func(site)) {
	write := func(name string, expr ast.Expr) {
		if name != "" {
			r.writes[name] = append(r.writes[name], site{at.room, expr, at.in})
		}
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		if f := at.callee(n); f != nil {
			r.calls[f.FullName()] = append(r.calls[f.FullName()], site{at.room, n, at.in})
			if f.FullName() == "huying/internal/rule.Refuse" {
				refuse(site{at.room, n.Args[2], at.in})
			}
		}
	case *ast.CompositeLit:
		typ := at.room.info.Types[n].Type
		for _, element := range n.Elts {
			kv, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := kv.Key.(*ast.Ident); ok {
				name := fieldName(typ, key.Name)
				write(name, kv.Value)
				if name == "huying/internal/rule.Refusal.Reason" && at.room.pkg.Name() != "rule" {
					refuse(site{at.room, kv.Value, at.in})
				}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if len(n.Rhs) == len(n.Lhs) {
				write(at.lasting(left), n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if i < len(n.Values) {
				write(at.lasting(name), n.Values[i])
			}
		}
	}
}

// callee is the function that a call calls, if it has a name.
func (s site) callee(call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	if indexed, ok := fun.(*ast.IndexExpr); ok {
		fun = indexed.X
	}
	var id *ast.Ident
	switch fun := fun.(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return nil
	}
	f, _ := s.room.info.Uses[id].(*types.Func)
	if f == nil {
		return nil
	}
	return f.Origin()
}

// lasting names what outlives a function: a field, or a variable of a package.
func (s site) lasting(left ast.Expr) string {
	switch left := ast.Unparen(left).(type) {
	case *ast.SelectorExpr:
		if chosen := s.room.info.Selections[left]; chosen != nil && chosen.Kind() == types.FieldVal {
			return fieldName(chosen.Recv(), left.Sel.Name)
		}
		return lastingName(s.room.info.Uses[left.Sel])
	case *ast.Ident:
		if o := s.room.info.Uses[left]; o != nil {
			return lastingName(o)
		}
		return lastingName(s.room.info.Defs[left])
	}
	return ""
}

func lastingName(o types.Object) string {
	if v, ok := o.(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		return v.Pkg().Path() + "." + v.Name()
	}
	return ""
}

func fieldName(owner types.Type, field string) string {
	for {
		pointer, ok := owner.(*types.Pointer)
		if !ok {
			break
		}
		owner = pointer.Elem()
	}
	if named, ok := owner.(*types.Named); ok && named.Obj().Pkg() != nil {
		return named.Obj().Pkg().Path() + "." + named.Obj().Name() + "." + field
	}
	return ""
}

// constantText is what an expression is known to say before it runs.
func (s site) constantText() (string, bool) {
	if v := s.room.info.Types[s.expr].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return "", false
}

func (s site) position() token.Position { return s.room.fset.Position(s.expr.Pos()) }
