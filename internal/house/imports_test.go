package house

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The house, from the roof down: a package imports only from lines below its own, and a room only
// rooms that stand after it. docs/architecture.md tells the same story.
var (
	edges  = []string{"huying", "web", "api", "worker", "audit", "demo", "witness"}
	desk   = []string{"desk"}
	cellar = []string{"access", "store"}
	rooms  = []string{
		"steering", "inquiry", "agency", "appraisal", "admission", "triage", "telling",
		"casework", "catalogue", "roster", "ledger", "org", "geo", "calendar", "rule",
	}
	tools = []string{"sqldb", "blob", "picture", "live", "notify", "paper", "search", "locale"}
)

// proofs are packages that only tests, benchmarks and builds use; they may import anything.
var proofs = map[string]bool{"house": true, "e2e": true, "crash": true, "bench": true}

// neighbours are imports between edges that are meant: the binary wires all, and a page may use
// what the interface has registered.
var neighbours = map[string]bool{
	"web → api": true, "demo → audit": true, "worker → audit": true,
}

// keepers says who alone may import a part from outside, so that it can be replaced in one place.
var keepers = map[string]string{
	"modernc.org/sqlite":            "sqldb",
	"github.com/jackc/pgx":          "sqldb",
	"github.com/pressly/goose":      "sqldb",
	"github.com/cedar-policy/":      "access",
	"github.com/danielgtaylor/huma": "api",
	"github.com/klauspost/compress": "api",
	"github.com/xuri/excelize":      "paper",
	"github.com/signintech/gopdf":   "paper",
	"github.com/alecthomas/kong":    "huying",
	"github.com/chromedp/":          "e2e",
	"golang.org/x/image":            "picture",
	"github.com/bep/imagemeta":      "picture",
	"github.com/wneessen/go-mail":   "notify",
	"github.com/standard-webhooks/": "notify",
}

// impure is what a room must not import: it decides from what it is given, so that the same
// question has the same answer tomorrow, in a test, and for an auditor.
var impure = []string{
	"context", "database/sql", "log", "math/rand", "net", "os", "os/exec", "runtime", "syscall",
}

// excused are impure imports with their reason.
var excused = map[string]string{
	"rule net/http":      "names of the statuses in its one table",
	"ledger crypto/rand": "keys and salts where a caller gives none",
}

func TestImportsRunDown(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		from, ok := floor(s.room)
		if !ok {
			t.Errorf("%s: the package %s has no place in the house: give it one in imports_test.go and docs/architecture.md", s.path, s.room)
			continue
		}
		for _, path := range imports(s) {
			name, inside := strings.CutPrefix(path, "huying/internal/")
			if !inside {
				continue
			}
			name, _, _ = strings.Cut(name, "/")
			to, known := floor(name)
			switch {
			case name == s.room || neighbours[s.room+" → "+name] || (s.room == "huying" && known):
			case !known:
				t.Errorf("%s imports %s, which is for tests or has no place in the house", s.path, path)
			case from >= to:
				t.Errorf("%s: %s may not import %s: imports run down", s.path, s.room, name)
			case slices.Contains([]string{"web", "api"}, s.room) && name == "sqldb":
				t.Errorf("%s: no SQL at the edge; ask the desk", s.path)
			}
		}
	}
}

func TestOutsidePartsHaveOneKeeper(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, path := range imports(s) {
			for part, keeper := range keepers {
				if strings.HasPrefix(path, part) && s.room != keeper {
					t.Errorf("%s imports %s; only %s does", s.path, path, keeper)
				}
			}
		}
	}
}

func TestRoomsArePure(t *testing.T) {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local"}
	for _, s := range sources(t) {
		if s.test || !slices.Contains(rooms, s.room) {
			continue
		}
		for _, path := range imports(s) {
			if _, ok := excused[s.room+" "+path]; ok {
				continue
			}
			for _, no := range append(impure, "crypto/rand") {
				if path == no || strings.HasPrefix(path, no+"/") {
					t.Errorf("%s imports %s; rooms are pure", s.path, path)
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			if pkg.Name == "time" && slices.Contains(clock, sel.Sel.Name) {
				t.Errorf("%s: time.%s: the moment is given, never taken", s.fset.Position(n.Pos()), sel.Sel.Name)
			}
			if pkg.Name == "fmt" && strings.HasPrefix(sel.Sel.Name, "Print") {
				t.Errorf("%s: fmt.%s: a room prints nothing", s.fset.Position(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

// floor numbers the packages from the roof (0) down; of two rooms, the later stands lower.
func floor(name string) (int, bool) {
	n := 0
	for _, storey := range [][]string{edges[:1], edges[1:], desk, cellar} {
		if slices.Contains(storey, name) {
			return n, true
		}
		n++
	}
	if i := slices.Index(rooms, name); i >= 0 {
		return n + i, true
	}
	return n + len(rooms), slices.Contains(tools, name)
}

func imports(s source) []string {
	var paths []string
	for _, spec := range s.file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

// The page that shows the house knows every package, and none that is not there.
func TestTheHouseIsShown(t *testing.T) {
	shown := map[string]bool{"huying": true}
	for _, row := range rows(read(t, "docs/architecture.md")) {
		if len(row) == 3 {
			for _, name := range strings.Split(row[1], "`") {
				if name = strings.TrimPrefix(strings.TrimSpace(name), "cmd/"); name != "" && name != "packages" && name != "SQLite" {
					shown[name] = true
				}
			}
		}
	}
	there := map[string]bool{}
	for _, s := range sources(t) {
		there[s.room] = true
	}
	for name := range there {
		if !shown[name] {
			t.Errorf("%s is not shown in docs/architecture.md", name)
		}
	}
	for name := range shown {
		if !there[name] {
			t.Errorf("docs/architecture.md shows %s, which is not there", name)
		}
	}
}
