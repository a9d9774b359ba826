package house

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

const termList = "docs/terms.md"

// One word for one term: no term and no word stands twice in the list, and a word that the list
// sets aside ("not") is no part of any name in the code or of any name on the wire.
func TestOneWordForOneTerm(t *testing.T) {
	words, not := terms(t)
	for _, s := range sources(t) {
		if s.room == "house" || !s.written {
			continue
		}
		for _, name := range declared(s.file) {
			for _, part := range split(name.Name) {
				if instead, ok := not[part]; ok {
					t.Errorf("%s: %s: not %q but %q (%s)", s.fset.Position(name.Pos()), name.Name, part, instead, termList)
				}
			}
		}
		for _, m := range wire.FindAllStringSubmatch(read(t, s.path), -1) {
			for part := range strings.FieldsFuncSeq(m[1], func(r rune) bool { return r == '_' || r == '-' }) {
				if instead, ok := not[part]; ok {
					t.Errorf("%s: json %s: not %q but %q (%s)", s.path, m[1], part, instead, termList)
				}
			}
		}
	}
	if len(words) < 40 {
		t.Errorf("%s has only %d words", termList, len(words))
	}
}

var wire = regexp.MustCompile(`json:"([a-z_-]+)`)

// terms reads the list: the words in use, and for each word set aside the word to use instead.
func terms(t *testing.T) (words []string, not map[string]string) {
	t.Helper()
	not = map[string]string{}
	seen := map[string]bool{}
	for _, row := range rows(read(t, termList)) {
		if len(row) < 4 || row[0] == "term" || row[0] == "say" || row[1] == "zh" || row[1] == "en" {
			continue
		}
		chinese, english, aside := row[0], row[1], row[2]
		for _, term := range []string{chinese, english} {
			if seen[term] {
				t.Errorf("%s: %s stands twice", termList, term)
			}
			seen[term] = true
		}
		words = append(words, english)
		for word := range strings.FieldsFuncSeq(aside, func(r rune) bool { return r == ',' || r == ' ' }) {
			not[word] = english
		}
	}
	for _, word := range words {
		if _, ok := not[word]; ok {
			t.Errorf("%s: %q is both used and set aside", termList, word)
		}
	}
	return words, not
}

// Names that say nothing: what is it that is managed, helped, or informed about?
func TestNamesSayWhatTheyAre(t *testing.T) {
	empty := []string{"manager", "helper", "helpers", "info", "impl", "util", "utils", "common", "misc"}
	for _, s := range sources(t) {
		if slices.Contains(empty, s.file.Name.Name) || slices.Contains(empty, strings.TrimSuffix(s.path[strings.LastIndex(s.path, "/")+1:], ".go")) {
			t.Errorf("%s: a package or file of that name says nothing", s.path)
		}
		for _, decl := range s.file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || !s.written {
				continue
			}
			for _, spec := range gen.Specs {
				typ, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				parts := split(typ.Name.Name)
				if last := parts[len(parts)-1]; slices.Contains(empty, last) || last == "data" {
					t.Errorf("%s: type %s says nothing", s.fset.Position(typ.Pos()), typ.Name.Name)
				}
			}
		}
	}
}

// declared lists the names a file declares at the top and the fields of its structures.
func declared(file *ast.File) []*ast.Ident {
	var names []*ast.Ident
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			names = append(names, d.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch sp := spec.(type) {
				case *ast.ValueSpec:
					names = append(names, sp.Names...)
				case *ast.TypeSpec:
					names = append(names, sp.Name)
					if st, ok := sp.Type.(*ast.StructType); ok {
						for _, field := range st.Fields.List {
							names = append(names, field.Names...)
						}
					}
				}
			}
		}
	}
	return names
}

// split takes CamelCase apart into lower-case words: "CaseNo" is "case", "no".
func split(name string) []string {
	var words []string
	start := 0
	runes := []rune(name)
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || (unicode.IsUpper(runes[i]) && (!unicode.IsUpper(runes[i-1]) || (i+1 < len(runes) && unicode.IsLower(runes[i+1])))) {
			words = append(words, strings.ToLower(string(runes[start:i])))
			start = i
		}
	}
	return words
}
