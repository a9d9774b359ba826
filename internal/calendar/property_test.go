package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever the start and the limit: a deadline is never before its start, a longer limit is never due
// earlier, yellow lies between start and deadline, and working deadlines fall into open offices.
func TestDeadlinesKeepTheirOrder(t *testing.T) {
	c := Shipped()
	rapid.Check(t, func(t *rapid.T) {
		from := time.Date(2019, 1, 1, 0, 0, 0, 0, china).Add(time.Duration(rapid.Int64Range(0, int64(6*365*24*time.Hour)).Draw(t, "from")))
		u := rapid.SampledFrom([]unit{minutes, hours, naturalDays, workingHours, workingDays}).Draw(t, "unit")
		n := rapid.IntRange(1, 200).Draw(t, "n")
		l := Limit{int32(n), u}
		due, longer := c.Due(from, l), c.Due(from, Limit{int32(n + 1), u})
		if !due.Known() || due.At < from.UnixMicro() || longer.At <= due.At {
			t.Fatalf("%v + %v = %v, and %v with one more", from, l, due, longer)
		}
		if y := c.Yellow(from, due, l); y < from.UnixMicro() || y > due.At {
			t.Fatalf("%v + %v: yellow %v outside of %v", from, l, time.UnixMicro(y), due.Time())
		}
		if u == workingHours {
			if got := c.open(from, due.Time()); got.Round(time.Microsecond) != time.Duration(n)*time.Hour && got-time.Duration(n)*time.Hour > time.Microsecond {
				t.Fatalf("%v + %v: %v of office time before %v", from, l, got, due.Time())
			}
		}
		if worked, _ := c.Workday(due.Time()); (u == workingHours || u == workingDays) && !worked {
			t.Fatalf("%v + %v falls due on a day off, %v", from, l, due.Time())
		}
	})
}
