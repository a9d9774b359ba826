package casework

import (
	"strings"
	"testing"

	"huying/internal/calendar"
)

// other is the calendar of the fixture with a day off that nobody knew of when the clocks started.
func other(t *testing.T) calendar.Calendar {
	t.Helper()
	days, _, err := calendar.Shipped().Amend(strings.NewReader("year\t2019\n2019-07-29\toff\t防汛停工\n"))
	if err != nil {
		t.Fatal(err)
	}
	return days
}

// An edit of the calendar moves nothing by itself. An order to recount moves the clocks that run, each by its limit, and leaves
// alone what is missed, what stood still, and what somebody named. 依据 P-129.
func TestRecount(t *testing.T) {
	days := other(t)
	c, _ := play(t, given(arrived, did(operator, "07-26 10:00", Muster{Time: "2019-07-30T05:30:00+08:00", Place: "x"})))
	g := givenTo(Clockwork, on("07-26 11:00"))
	g.Calendar = days
	if _, records, err := enact(t, c, Lapse{}, g); err != nil || len(records) > 0 {
		t.Fatalf("by itself: %v, %v", records, err)
	}
	after, records, err := enact(t, c, Recount{Order: 1}, g)
	if err != nil || len(records) == 0 {
		t.Fatalf("%v, %v", records, err)
	}
	for _, r := range records {
		e := r.Event.(DeadlineMoved)
		if e.Clock == ClockArrive {
			t.Errorf("a muster's time is named, and stays: %+v", e)
		}
		if err := Recheck(c, r, g.Units); err != nil {
			t.Error(err)
		}
		c = Evolve(c, r.Event, r.Moment)
	}
	done := after.Tasks[0].Done
	if got, want := done.Due.At, on("08-02 17:30").UnixMicro(); got != want { // 07-25 and five working days, the 29th not among them
		t.Errorf("due %s", done.Due.Time())
	}
	if _, records, err = enact(t, after, Recount{Order: 2}, g); err != nil || len(records) > 0 {
		t.Errorf("a second order moves nothing: %v, %v", records, err)
	}
	late, _ := play(t, given(dispatched, did(Clockwork, "07-25 10:00", Lapse{})))
	if _, records, _ = enact(t, late, Recount{Order: 1}, givenTo(Clockwork, on("07-25 10:01"))); len(records) > 0 {
		t.Errorf("by the same calendar: %v", records)
	}
}

// What stood still is left alone: its deadline is no longer its limit's.
func TestRecountLeavesWhatStoodStill(t *testing.T) {
	c, _ := play(t, given(suspended, did(enforcer, "08-12 09:00", Resume{Reason: "x"})))
	g := givenTo(Clockwork, on("08-12 10:00"))
	g.Calendar = other(t)
	after, records, err := enact(t, c, Recount{Order: 1}, g)
	if err != nil || len(records) > 0 {
		t.Errorf("%v, %v", records, err)
	}
	if after.Tasks[0].Done.Due != c.Tasks[0].Done.Due {
		t.Error("it moved")
	}
}
