//go:build shared

package calendar

import (
	"os"
	"strings"
	"testing"
)

// The table that stands beside this test is the oracle's own, day by day.
func TestTheOracleIsTheSharedOne(t *testing.T) {
	text, err := os.ReadFile("../../../shared/data/calendar/workdays_2019_2026.tsv")
	if err != nil {
		t.Fatal(err)
	}
	here := oracle(t)
	for _, row := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		f := strings.Split(row, "\t")
		if worked, ok := here[f[0]]; !ok || worked != (f[2] == "1") {
			t.Errorf("%s: %v, shared %s", f[0], worked, f[2])
		}
		delete(here, f[0])
	}
	if len(here) > 0 {
		t.Errorf("%d days more", len(here))
	}
}
