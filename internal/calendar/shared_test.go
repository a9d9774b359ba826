//go:build shared

package calendar

import (
	"os"
	"strings"
	"testing"
	"time"
)

// The oracle is a table of every day, made by others from two sources that agree on all of them.
func TestEveryDayAgreesWithTheOracle(t *testing.T) {
	text, err := os.ReadFile("../../../shared/data/calendar/workdays_2019_2026.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	if len(rows) != 2922 {
		t.Fatalf("%d days", len(rows))
	}
	for _, row := range rows {
		f := strings.Split(row, "\t")
		day, err := time.ParseInLocation(time.DateOnly, f[0], china)
		if err != nil {
			t.Fatal(err)
		}
		if worked, known := Shipped().Workday(day); !known || worked != (f[2] == "1") {
			t.Errorf("%s: worked %v, oracle %s", f[0], worked, f[2])
		}
	}
}
