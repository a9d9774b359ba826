package store_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Every declared statement is prepared on both engines: a wrong column, a word one engine does not
// know or a wrong number of values is found here.
func TestEveryStatementPrepares(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		db := openRaw(t, url)
		n := 0
		for _, s := range sqldb.Statements() {
			if s.On(db.Engine()) == "" {
				continue
			}
			n++
			if err := db.Prepare(context.Background(), s); err != nil {
				t.Errorf("%s: %v\n%s", s.Where(), err, s.On(db.Engine()))
			}
		}
		if n < 50 {
			t.Fatalf("only %d statements are declared", n)
		}
	})
}

func each(t *testing.T, run func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, t.TempDir()+"/raw.db") })
	t.Run("postgres", func(t *testing.T) { run(t, storetest.Database(t)) })
}

func openRaw(t *testing.T, url string) *sqldb.DB {
	t.Helper()
	if _, err := sqldb.Migrate(context.Background(), url, store.Migrations()); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(context.Background(), url, sqldb.Options{NoSync: true, Conns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// No statement reads a whole table, or sorts, but those that are meant to: the tenants' list, checks
// and rebuilds. What is not a range of an index would be slow in a district with a million cases.
func TestStatementsReadRanges(t *testing.T) {
	meant := []string{"qDistricts", "qLogs", "qWaiting"} // few rows, all of them
	wholly := []string{"check.go", "rebuild.go"}         // they go through everything
	db := openRaw(t, t.TempDir()+"/plan.db")
	var plans int
	for _, s := range sqldb.Statements() {
		text := s.On(sqldb.SQLite)
		if !strings.Contains(s.Where(), "/store/") || text == "" {
			continue
		}
		file, _, _ := strings.Cut(filepath.Base(s.Where()), ":")
		args := make([]any, placeholders(text))
		plan, err := sqldb.All(context.Background(), db, sqldb.Text("EXPLAIN QUERY PLAN "+text), func(p *step) []any {
			return []any{&p.id, &p.parent, &p.unused, &p.detail}
		}, args...)
		if err != nil {
			t.Errorf("%s: %v", s.Where(), err)
			continue
		}
		plans++
		inner := map[string]bool{} // what a part of the statement gave: only that is gone through
		for _, p := range plan {
			if name, ok := strings.CutPrefix(p.detail, "CO-ROUTINE "); ok {
				inner["SCAN "+name] = true
			}
		}
		for _, p := range plan {
			whole := strings.HasPrefix(p.detail, "SCAN") && !inner[p.detail] && !strings.Contains(p.detail, "CONSTANT ROW") && !strings.Contains(p.detail, "SCAN (")
			all := strings.HasSuffix(p.detail, "(district_id=?)") && !few.MatchString(p.detail) && !strings.Contains(text, "LIMIT") &&
				!slices.Contains(wholly, file)
			if (whole || all || strings.Contains(p.detail, "TEMP B-TREE FOR ORDER BY")) && !slices.ContainsFunc(meant, func(q string) bool { return declared(s, q) }) {
				t.Errorf("%s: %s\n%s", s.Where(), p.detail, text)
			}
		}
	}
	if plans < 80 {
		t.Fatalf("only %d plans", plans)
	}
}

// few are the tables of which a district has few rows. Of the others no statement goes through all that a district has,
// which a plan calls a search.
var few = regexp.MustCompile(`^SEARCH (account|checkpoint|district|endpoint|grid|log|post|unit|unsealed|u) `)

type step struct {
	id, parent, unused int64
	detail             string
}

// placeholders is the highest number of a $n.
func placeholders(text string) int {
	most := 0
	for _, m := range regexp.MustCompile(`\$(\d+)`).FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n > most {
			most = n
		}
	}
	return most
}

// declared reports whether a statement was declared under a name, by looking at its line.
func declared(s *sqldb.Stmt, name string) bool {
	file, line, _ := strings.Cut(filepath.Base(s.Where()), ":")
	source, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	n, err := strconv.Atoi(line)
	lines := strings.Split(string(source), "\n")
	return err == nil && n <= len(lines) && strings.Contains(lines[n-1], name+" ")
}
