package casework

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
)

// Every type that evolves a case can be written and read back, under a name and in a form that
// never change: the record of years ago must still be read. A line that changes here, or goes,
// breaks old records; a new event adds a line.
func TestStoredForms(t *testing.T) {
	var b strings.Builder
	for _, name := range slices.Sorted(slices.Values(Names())) {
		e := filledEvent(t, name)
		data, hidden, err := ledger.Encode(e, func() (salt [32]byte) { return salt })
		if err != nil {
			t.Errorf("%s cannot be written: %v", name, err)
			continue
		}
		if strings.Contains(string(data), "私密") {
			t.Errorf("%s carries plain text: %s", name, data)
		}
		if want := contents(reflect.ValueOf(e)); len(hidden) != want || (want > 0 && string(hidden[0].Plain) != "私密") {
			t.Errorf("%s: %d contents sealed of %d", name, len(hidden), want)
		}
		leaf := ledger.Event{District: 370102, Stream: Stream("7c0e"), Version: 1, Type: name, At: 1, Actor: Signed(e, operator), Data: data}
		if _, err := leaf.Leaf(); err != nil {
			t.Errorf("%s has no leaf: %v", name, err)
		}
		back, err := Decode(leaf)
		if err != nil || Name(back.Event) != name || back.Moment != (Moment{1, leaf.Actor}) {
			t.Errorf("%s comes back as %+v, %v", name, back, err)
			continue
		}
		again, _, err := ledger.Encode(back.Event, nil)
		if err != nil || string(again) != string(data) {
			t.Errorf("%s is written as %s, and again as %s, %v", name, data, again, err)
		}
		fmt.Fprintf(&b, "%s %s\n", name, data)
	}
	same(t, filepath.Join("testdata", "events.txt"), b.String())
}

// filledEvent is an event with something in every field.
func filledEvent(t *testing.T, name string) Event {
	t.Helper()
	v := reflect.New(kinds[name]).Elem()
	fill(t, v)
	return v.Interface().(Event)
}

func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch x := v.Addr().Interface().(type) {
	case *ledger.Content:
		*x = ledger.Text("私密")
		return
	case *calendar.Limit:
		*x = calendar.MustLimit("4wh")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	default:
		t.Fatalf("no sample for %s: has it a place in the record?", v.Type())
	}
}

func contents(v reflect.Value) (n int) {
	if v.Type() == reflect.TypeFor[ledger.Content]() {
		return 1
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			n += contents(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += contents(v.Index(i))
		}
	case reflect.Pointer:
		n += contents(v.Elem())
	}
	return n
}

// A type that evolves a case and is not in the register could be decided, and never read back.
func TestEveryEventIsRegistered(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	evolving := 0
	for _, source := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "evolve" {
				continue
			}
			evolving++
			if name := f.Recv.List[0].Type.(*ast.Ident).Name; kinds[name] == nil {
				t.Errorf("%s evolves a case, but cannot be read back", name)
			}
		}
	}
	if evolving != len(Names()) {
		t.Errorf("%d types evolve a case, %d are registered", evolving, len(Names()))
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, e := range []ledger.Event{
		{Type: "Explode", Data: []byte(`{}`)},
		{Type: "", Data: []byte(`{}`)},
		{Type: "Accepted", Data: []byte(`{"task":1}`)},
		{Type: "Annotated", Data: []byte(`{"text":"plain"}`)},
		{Type: "Accepted", Data: nil},
	} {
		if got, err := Decode(e); err == nil {
			t.Errorf("%s %s is read as %+v", e.Type, e.Data, got)
		}
	}
}

func TestSigned(t *testing.T) {
	if got := Signed(Rated{}, operator); got != (org.Actor{Unit: yaojia, Role: org.TownshipOperator}) {
		t.Errorf("who rated stands on the mark: %+v", got)
	}
	if got := Signed(AcceptMissed{}, operator); got != Clockwork {
		t.Errorf("a miss is signed by %+v", got)
	}
	if got := Signed(Closed{}, operator); got != operator {
		t.Errorf("a closing is signed by %+v", got)
	}
}
