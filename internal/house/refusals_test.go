package house

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huying/internal/access"
	"huying/internal/locale"
)

// given says what cannot be read from the code: what is data, and who speaks from outside the house.
var given = map[string][]string{
	"huying/internal/casework.clip":                  {data}, // what a client sent, said back
	"huying/internal/desk.clip":                      {data},
	"huying/internal/desk.ReadFilter name":           {data},
	"(huying/internal/desk.Filter).Unreadable name":  {data},
	"(huying/internal/casework.strict).value path":   {data},
	"(huying/internal/casework.strict).object inner": {data},
	"huying/internal/api.legible field":              {data},
	"huying/internal/api.instant field":              {data},
	"huying/internal/api.decode field":               {data},
	"huying/internal/api.refusedInput field":         {data},
	"encoding/json.UnmarshalTypeError.Field":         {data},
	"net/http.Request.Method":                        {data},
	"huying/internal/api.visit.id":                   {data},
	"(*huying/internal/org.Directory).Name":          {data},
	"huying/internal/org.Unit.Name":                  {data},
	"huying/internal/store.District.Name":            {data},
	"(error).Error":                                  {data}, // of a calendar that cannot be read: in English as it is
	"huying/internal/api.refusedInput said":          {data}, // of huma, in English as it is
	"github.com/danielgtaylor/huma/v2.ErrorDetail.Message": { // of api/describe.go
		"应为整数", "应为 true 或者 false", "应为文字", "应为 ■ 之一", "应不小于 7", "应不大于 7", "应不少于 7 个字符", "不得超过 7 个字符",
		"格式应为 ■",
	},
}

// Whatever can be refused, is refused in English too. The test reads every reason out of the code: what it cannot read
// it reports, so that none comes in unseen.
func TestRefusalsHaveTheirEnglish(t *testing.T) {
	r := &reading{
		calls: map[string][]site{}, funcs: map[string]site{}, writes: map[string][]site{}, given: given, open: map[string]bool{},
		failed: func(at token.Position, why string) { t.Errorf("%s: %s", at, why) },
	}
	for _, p := range access.Policies() {
		if p.Forbid { // what permits refuses nobody
			given["huying/internal/access.Policy.Zh"] = append(given["huying/internal/access.Policy.Zh"], p.Zh)
		}
	}
	var refused []site
	r.remember(loaded(t), func(s site) { refused = append(refused, s) })
	if len(refused) < 300 {
		t.Errorf("only %d places that refuse were found", len(refused))
	}
	for _, titles := range r.writes["huying/internal/api.titles"] {
		for _, title := range titles.expr.(*ast.CompositeLit).Elts {
			refused = append(refused, site{room: titles.room, expr: title.(*ast.KeyValueExpr).Value})
		}
	}
	said := map[string]bool{}
	for _, s := range refused {
		for _, zh := range r.texts(s) {
			if zh != data && !said[zh] && !inEnglish(zh) {
				t.Errorf("%s: no English for %q, only %q: internal/locale/en/refusals-*.json", s.position(), zh, locale.En.Refusal(zh))
			}
			said[zh] = true
		}
	}
	nothingStale(t, said)
}

// Pages say a refusal in their own language: they look for it with refused, which translates it, and not with rule.As.
func TestPagesRefuseInTheirLanguage(t *testing.T) {
	for _, s := range sources(t) {
		if s.room != "web" || s.test {
			continue
		}
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Name.Name == "refused" {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				set, ok := n.(*ast.AssignStmt)
				if !ok || len(set.Rhs) != 1 || len(set.Lhs) != 2 {
					return true
				}
				if call, ok := set.Rhs[0].(*ast.CallExpr); ok && types.ExprString(call.Fun) == "rule.As" && types.ExprString(set.Lhs[0]) != "_" {
					t.Errorf("%s: take refused(r, err), which says it in the language of the page", s.fset.Position(n.Pos()))
				}
				return true
			})
		}
	}
}

// inEnglish: nothing Chinese is left but the data, and the data is all there.
func inEnglish(zh string) bool {
	en := locale.En.Refusal(zh)
	return !chinese(en) &&
		strings.Count(en, data) == strings.Count(zh, data) && strings.Count(en, number) >= strings.Count(zh, number)
}

// nothingStale fails for English that nobody says any more.
func nothingStale(t *testing.T, said map[string]bool) {
	blank := regexp.MustCompile(`\{\d\}`)
	for _, path := range files(t, ".json") {
		if !strings.HasPrefix(filepath.Base(path), "refusals-") {
			continue
		}
		var sentences map[string]string
		if err := json.Unmarshal([]byte(read(t, path)), &sentences); err != nil {
			t.Fatal(err)
		}
		for zh := range sentences {
			pieces := blank.Split(zh, -1)
			spoken := said[zh]
			for sentence := range said {
				spoken = spoken || len(pieces) > 1 && inOrder(sentence, pieces)
			}
			if !spoken {
				t.Errorf("%s: nobody says %q", path, zh)
			}
		}
	}
}

func inOrder(sentence string, pieces []string) bool {
	if !strings.HasPrefix(sentence, pieces[0]) || !strings.HasSuffix(sentence, pieces[len(pieces)-1]) {
		return false
	}
	for _, piece := range pieces {
		_, after, found := strings.Cut(sentence, piece)
		if !found {
			return false
		}
		sentence = after
	}
	return true
}
