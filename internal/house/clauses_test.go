package house

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

const clauseList = "docs/clauses.md"

var clause = regexp.MustCompile(`\bP-\d\d\d?\b`)

// Every clause that code cites stands in the list. Every clause of the list is cited by code that
// is not a test, or its row says "later": so the list promises nothing that is not kept.
func TestClausesAreKept(t *testing.T) {
	listed, later := listedClauses(t)
	cited := map[string]string{}
	for _, path := range files(t, ".go", ".templ", ".cedar", ".sql") {
		if strings.HasPrefix(path, "internal/house/") {
			continue
		}
		for _, c := range clause.FindAllString(read(t, path), -1) {
			if !slices.Contains(listed, c) {
				t.Errorf("%s cites %s, which is not in %s", path, c, clauseList)
			}
			if !strings.HasSuffix(path, "_test.go") {
				cited[c] = path
			}
		}
	}
	for _, c := range listed {
		path, used := cited[c]
		switch {
		case later[c] && used:
			t.Errorf("%s is marked later in %s, but %s keeps it already", c, clauseList, path)
		case !later[c] && !used:
			t.Errorf("%s is in %s, but no code cites it: cite it where it is kept, or mark its row later", c, clauseList)
		}
	}
}

func TestClausesHaveOneRowAndASource(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range rows(read(t, clauseList)) {
		if len(row) != 3 || !clause.MatchString(row[0]) {
			continue
		}
		if seen[row[0]] {
			t.Errorf("%s stands twice", row[0])
		}
		seen[row[0]] = true
		if row[1] == "" || row[2] == "" {
			t.Errorf("%s lacks its rule or its source", row[0])
		}
	}
	if len(seen) == 0 {
		t.Fatal("no clauses found")
	}
}

// listedClauses reads the clauses in the order of the list, and which of them say "later".
func listedClauses(t *testing.T) (all []string, later map[string]bool) {
	t.Helper()
	later = map[string]bool{}
	for _, row := range rows(read(t, clauseList)) {
		if !clause.MatchString(row[0]) {
			continue
		}
		all = append(all, row[0])
		later[row[0]] = strings.Contains(row[len(row)-1], "later")
	}
	return all, later
}

// rows splits the tables of a Markdown page into trimmed cells.
func rows(page string) [][]string {
	var all [][]string
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|-") || strings.HasPrefix(line, "| -") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		all = append(all, cells)
	}
	return all
}
