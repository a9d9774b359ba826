package calendar

import (
	"math/rand/v2"
	"testing"
	"time"

	"huying/internal/calendar/calendartest"
)

// reckoner is a second calendar, that knows the days from the oracle and reckons in another way.
func reckoner(t *testing.T) *calendartest.Oracle {
	worked := oracle(t)
	return calendartest.New(2019, 2026, func(noon time.Time) bool { return worked[noon.Format(time.DateOnly)] })
}

// Ten thousand histories of one clock that stands still and goes on, and is given more time, at any instant: it is due when a second
// reckoning says, has the time that was left, and the same history told again in one breath comes to the same.
func TestTenThousandHistoriesOfAClock(t *testing.T) {
	c, second := Shipped(), reckoner(t)
	units := []string{"min", "h", "d", "wh", "wd"}
	var passed, unknown, told int
	for seed := range uint64(10_000) {
		r := rand.New(rand.NewPCG(5, seed))
		l := MustLimit([]string{"30", "1", "2", "3", "4", "5", "10", "24"}[r.IntN(8)] + units[r.IntN(len(units))])
		now := calendartest.Instant(r)
		due := c.Due(time.UnixMicro(now), l)
		want, ok := second.Due(now, l.String())
		var history [][2]int64
		begun := now
		pauses := 1 + r.IntN(8)
		for i := 0; ; i++ {
			if due.Known() != ok || ok && due.At != want {
				t.Fatalf("seed %d: %v from %v: due %v, and by another reckoning %v\n%v", seed, l, show(begun), show(due.At), show(want), history)
			}
			if !ok {
				unknown++
				break
			}
			if i == pauses {
				break
			}
			paused := now + calendartest.Span(r)
			if r.IntN(4) > 0 && want > now {
				paused = now + r.Int64N(want-now+1) // it runs yet
			}
			resumed := paused + calendartest.Span(r)
			if resumed >= second.Ends() {
				break
			}
			if paused > want {
				passed++
			}
			was := due
			due = c.Resume(due, l, time.UnixMicro(paused), time.UnixMicro(resumed))
			left := second.Left(want, l.String(), paused)
			want, ok = second.Resume(want, l.String(), paused, resumed)
			if ok && was.At >= paused && resumed > paused && !(l.unit == workingDays && left == 0) && second.Left(due.At, l.String(), resumed) != left {
				t.Fatalf("seed %d: of %v, %d was left at %v, and %d is from %v on", seed, l, left, show(paused), second.Left(due.At, l.String(), resumed), show(resumed))
			}
			history, now = append(history, [2]int64{paused, resumed}), resumed
			told++
		}
		again := c.Due(time.UnixMicro(begun), l)
		for _, h := range history {
			again = c.Resume(again, l, time.UnixMicro(h[0]), time.UnixMicro(h[1]))
		}
		if again != due {
			t.Fatalf("seed %d: told again, %v is due %v, not %v", seed, l, show(again.At), show(due.At))
		}
	}
	t.Logf("%d pauses, %d after the deadline; %d histories left the years known", told, passed, unknown)
	if told < 20_000 || passed < 500 || unknown == 0 {
		t.Error("the histories say too little")
	}
}

func show(at int64) string {
	return time.UnixMicro(at).In(china).Format("2006-01-02 15:04:05.000000")
}

// Every day of the years known, at hours that matter: deadlines in every kind of time agree with the second reckoning.
func TestEveryDayIsReckonedTwice(t *testing.T) {
	c, second := Shipped(), reckoner(t)
	limits := []string{"30min", "2h", "3d", "1wh", "4wh", "8wh", "1wd", "5wd", "10wd"}
	for day := range 2922 {
		for _, minutes := range []int{0, 8*60 + 29, 8*60 + 30, 11*60 + 59, 12 * 60, 13*60 + 30, 17*60 + 29, 17*60 + 30, 23*60 + 59} {
			from := time.Date(2019, 1, 1+day, 0, minutes, 0, 0, china)
			for _, limit := range limits {
				got := c.Due(from, MustLimit(limit))
				want, ok := second.Due(from.UnixMicro(), limit)
				if got.Known() != ok || ok && got.At != want {
					t.Fatalf("%v + %s = %v, and by another reckoning %v", from, limit, show(got.At), show(want))
				}
			}
		}
	}
}
