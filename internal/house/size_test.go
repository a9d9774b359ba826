package house

import (
	"regexp"
	"strings"
	"testing"
)

// A file is read on a few screens: 300 lines by plan, never over 500. Generated code is not read.
func TestFilesStayShort(t *testing.T) {
	for _, s := range sources(t) {
		switch {
		case !s.written:
		case s.lines > 500:
			t.Errorf("%s has %d lines; part it", s.path, s.lines)
		case s.lines > 300:
			t.Logf("%s has %d lines; 300 are planned", s.path, s.lines)
		}
	}
	for _, path := range files(t, ".templ", ".sql", ".md") {
		if strings.HasPrefix(path, "docs/") { // pages that are printed from code may be long
			continue
		}
		if n := strings.Count(read(t, path), "\n"); n > 500 {
			t.Errorf("%s has %d lines; part it", path, n)
		}
	}
}

// A clone lies anywhere: no file names a folder of the machine it was written on.
func TestNoMachinePaths(t *testing.T) {
	machine := regexp.MustCompile(`(^|[^A-Za-z0-9_.{}])/(work|root|home|Users)/[A-Za-z.]`)
	for _, path := range files(t, ".go", ".templ", ".md", ".sql", ".cedar", ".mod", ".yml", ".yaml", "Makefile", ".sh", "run", "needs", ".css", ".js") {
		if strings.HasPrefix(path, "internal/house/") {
			continue
		}
		for i, line := range strings.Split(read(t, path), "\n") {
			if len(line) < 2000 && machine.MatchString(line) {
				t.Errorf("%s:%d names a folder of a machine: %s", path, i+1, strings.TrimSpace(line))
			}
		}
	}
}
