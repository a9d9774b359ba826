package desk_test

import (
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// A call of late 2026 runs into a year whose holidays are not announced yet.
func TestADeadlineOfAnUnknownYearIsSetWhenTheYearIsImported(t *testing.T) {
	h := openHouse(t)
	h.now = time.Date(2026, 12, 30, 2, 0, 0, 0, time.UTC)
	township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	answer, err := h.Report(t.Context(), township, 370102, casework.Report{
		Text: "拖欠工资", Call: &casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"},
	}, desk.Key{})
	if err != nil {
		t.Fatal(err)
	}
	h.do(centre, answer.No, casework.Dispatch{}, casework.CaseWorking)
	done := func() casework.Clock {
		view, err := h.As(township).Case(t.Context(), 370102, answer.No)
		if err != nil {
			t.Fatal(err)
		}
		return view.Case.Tasks[0].Done
	}
	if due := done().Due; due.Year != 2027 || due.Known() {
		t.Fatalf("before the import the deadline is %+v", due)
	}
	accepted := done().Started
	by := org.Actor{Unit: "dashuju", Role: org.SystemAdmin}
	if _, _, err := h.ImportCalendar(t.Context(), 370102, by, "year\t2027\n2027-13-01\toff\t元旦\n"); err == nil {
		t.Fatal("a table with a thirteenth month was imported")
	}
	years, cases, err := h.ImportCalendar(t.Context(), 370102, by, "year\t2027\n2027-01-01\toff\t元旦\n")
	if err != nil || len(years) != 1 || years[0] != 2027 || cases != 1 {
		t.Fatalf("import: %v, %d cases, %v", years, cases, err)
	}
	set := done()
	// 64-1 has 20 working days: 31 December, then 19 of January without New Year's Day.
	if want := time.Date(2027, 1, 28, 17, 30, 0, 0, time.FixedZone("", 8*60*60)); set.Due.At != want.UnixMicro() {
		t.Fatalf("after the import the deadline is %v, want %v", set.Due.Time(), want)
	}
	if set.Started != accepted {
		t.Fatal("the clock was started anew")
	}
}
