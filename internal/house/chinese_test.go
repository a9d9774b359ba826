package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// What pages say stands in internal/locale, in both languages, and nowhere in their code. Samples of the storybook are
// data, reasons have their English (TestRefusalsHaveTheirEnglish), and a date is written in each language where it is.
func TestPagesKeepTheirWordsInTheLocale(t *testing.T) {
	for _, s := range sources(t) {
		if s.room != "web" || s.test || !s.written || strings.Contains(s.path, "/sample") || strings.HasPrefix(s.path, "internal/web/storybook") {
			continue
		}
		for _, decl := range s.file.Decls {
			f, _ := decl.(*ast.FuncDecl)
			if f != nil && f.Name.Name == "Stories" {
				continue
			}
			bilingual := speaksBoth(decl)
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					return types.ExprString(n.Fun) != "rule.Refuse"
				case *ast.Field:
					return n.Tag == nil
				case *ast.SelectorExpr:
					if n.Sel.Name == "Zh" && !bilingual {
						t.Errorf("%s: the Chinese name on a page of any language", s.fset.Position(n.Pos()))
					}
				case *ast.BasicLit:
					if n.Kind == token.STRING && !bilingual && chinese(n.Value) {
						t.Errorf("%s: %s belongs in internal/locale", s.fset.Position(n.Pos()), n.Value)
					}
				}
				return true
			})
		}
	}
	for _, path := range files(t, ".templ", ".js") {
		if !strings.HasPrefix(path, "internal/web/") || strings.HasPrefix(path, "internal/web/storybook/") {
			continue
		}
		for i, line := range strings.Split(read(t, path), "\n") {
			before, _, _ := strings.Cut(line, "//")
			if trimmed := strings.TrimSpace(strings.ReplaceAll(before, `"、"`, "")); (chinese(trimmed) || strings.HasSuffix(path, ".templ") && strings.ContainsFunc(trimmed, fullWidth)) && !strings.HasPrefix(trimmed, "*") && !strings.HasPrefix(trimmed, "/*") {
				t.Errorf("%s:%s: Chinese in a template or script: %s", path, strconv.Itoa(i+1), trimmed)
			}
		}
	}
}

// speaksBoth: the function looks at the language before it says something.
func speaksBoth(decl ast.Decl) (both bool) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && (types.ExprString(e) == "locale.En" || types.ExprString(e) == "locale.Zh") {
			both = true
		}
		return !both
	})
	return both
}

// fullWidth are Chinese signs; names that are Chinese in any language are strung together with theirs: "、".
func fullWidth(r rune) bool {
	return strings.ContainsRune("，。；：？！（）、", r)
}

func chinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
