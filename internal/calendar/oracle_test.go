package calendar

import (
	"os"
	"strings"
	"testing"
	"time"
)

// oracle reads, of every day of 2019 to 2026, whether it is worked, from a table that was made by others.
func oracle(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("testdata/workdays_2019_2026.txt")
	if err != nil {
		t.Fatal(err)
	}
	worked := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		month, days, ok := strings.Cut(strings.TrimSpace(line), " ")
		first, err := time.ParseInLocation("2006-01", month, china)
		if !ok || err != nil {
			continue // a remark
		}
		for i, figure := range days {
			worked[first.AddDate(0, 0, i).Format(time.DateOnly)] = figure == '1'
		}
	}
	if len(worked) != 2922 {
		t.Fatalf("%d days", len(worked))
	}
	return worked
}

// On all 2,922 days the shipped table says what the oracle says.
func TestEveryDayAgreesWithTheOracle(t *testing.T) {
	for date, wanted := range oracle(t) {
		day, err := time.ParseInLocation(time.DateOnly, date, china)
		if err != nil {
			t.Fatal(err)
		}
		if worked, known := Shipped().Workday(day.Add(12 * time.Hour)); !known || worked != wanted {
			t.Errorf("%s: worked %v, oracle %v", date, worked, wanted)
		}
	}
}
