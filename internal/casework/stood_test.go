package casework

import (
	"strings"
	"testing"
	"time"

	"huying/internal/calendar"
)

// Whatever happened to a case: how each of its deadlines came about can be told, to the instant, as long as its calendar
// was known when it began.
func (w *story) explain() {
	stood := Stood(w.c.ID, w.record)
	w.c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Started == 0 || k.Due.IsZero() {
			return
		}
		r, ok := k.Explain(calendar.Shipped(), stood[ClockName{kind, ref}])
		if !ok {
			w.Fatalf("%s %s: %+v stood still %v: told %v\n%+v", kind, ref, *k, stood[ClockName{kind, ref}], r.Due.Time(), r)
		}
	})
}

func TestStood(t *testing.T) {
	c, record := play(t, given(suspended, did(enforcer, "08-12 09:00", Resume{Reason: "x"})))
	stood := Stood(c.ID, record)
	pause := stood[ClockName{ClockDone, "t1"}]
	if len(pause) != 1 || !pause[0].From.Equal(on("07-26 16:00")) || !pause[0].To.Equal(on("08-12 09:00")) {
		t.Fatalf("stood still %v", pause)
	}
	r, ok := c.Tasks[0].Done.Explain(calendar.Shipped(), pause)
	if !ok || r.Due.At != on("08-16 17:30").UnixMicro() {
		t.Errorf("told %v: %+v", r.Due.Time(), r.Parts)
	}
	if r, ok := c.Finish.Explain(calendar.Shipped(), stood[ClockName{ClockFinish, ""}]); !ok || r.Then.IsZero() {
		t.Errorf("of the whole case: %+v", r)
	}
	rests, record := play(t, suspended)
	r, ok = rests.Tasks[0].Done.Explain(calendar.Shipped(), Stood(rests.ID, record)[ClockName{ClockDone, "t1"}])
	if last := r.Parts[len(r.Parts)-1]; !ok || !last.To.Equal(on("07-26 16:00")) {
		t.Errorf("it stands still, and is told to %v", last.To.In(time.Local))
	}
	if other, err := calendar.Parse(strings.NewReader("year\t2019\n2019-08-14\toff\t防汛\n")); err == nil {
		if _, ok := c.Tasks[0].Done.Explain(other, pause); ok {
			t.Error("by another calendar it leads to the same deadline")
		}
	} else {
		t.Fatal(err)
	}
}

// A date that was missed before the clock stood still has not moved; one that was still to come has.
func TestADateThatWasMissedStays(t *testing.T) {
	pause := calendar.Pause{From: on("08-10 09:00"), To: on("08-12 09:00")}
	for _, due := range []string{"08-01 12:00", "08-14 12:00"} {
		k := Clock{Started: on("07-26 09:00").UnixMicro(), Due: calendar.Deadline{At: on(due).UnixMicro()}}
		r, ok := k.Explain(calendar.Shipped(), []calendar.Pause{pause})
		if !ok || !r.Due.Time().Equal(on(due)) {
			t.Errorf("due %s: told %v: %+v", due, r.Due.Time(), r.Parts)
		}
	}
}
