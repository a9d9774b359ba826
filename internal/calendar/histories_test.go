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

// corners are instants around which deadlines go wrong: nights, lunch, midnight, weekends worked instead, Spring Festival with its
// extension, National Day, and the ends of years.
var corners = []string{
	"2020-01-17 17:29", "2020-01-19 11:59", "2020-01-23 17:30", "2020-01-31 00:00", "2020-02-02 23:59", "2020-02-03 08:30", "2020-02-03 08:29",
	"2025-09-26 17:31", "2025-09-28 12:00", "2025-09-30 16:00", "2025-10-08 23:59", "2025-10-11 13:30", "2026-02-13 17:00", "2026-02-24 08:30",
	"2026-02-28 12:30", "2026-04-30 17:29", "2026-05-09 09:00", "2019-12-31 17:00", "2019-12-31 23:59", "2020-12-31 13:29", "2021-12-31 12:01",
	"2022-12-30 17:30", "2023-12-29 16:59", "2024-02-09 08:00", "2024-12-31 23:00", "2025-12-31 17:15", "2026-01-04 12:00", "2019-07-25 12:00",
}

// instant draws one: near a corner, or anywhere; mostly whole minutes, sometimes with microseconds.
func instant(r *rand.Rand) int64 {
	at := time.Date(2019, 1, 1, 0, 0, 0, 0, china).Add(time.Duration(r.Int64N(int64(2922))) * 24 * time.Hour).Add(time.Duration(r.Int64N(24*60)) * time.Minute)
	if r.IntN(2) == 0 {
		at, _ = time.ParseInLocation("2006-01-02 15:04", corners[r.IntN(len(corners))], china)
		at = at.Add(time.Duration(r.Int64N(5)-2) * []time.Duration{0, time.Minute, time.Hour, 24 * time.Hour}[r.IntN(4)])
	}
	if r.IntN(4) == 0 {
		at = at.Add(time.Duration(r.Int64N(60_000_000)) * time.Microsecond)
	}
	return at.UnixMicro()
}

// span draws how long something runs or stands still.
func span(r *rand.Rand) int64 {
	spans := []time.Duration{0, time.Microsecond, time.Minute, 30 * time.Minute, 90 * time.Minute, 4 * time.Hour, 13 * time.Hour, 24 * time.Hour, 62 * time.Hour, 9 * 24 * time.Hour}
	return (spans[r.IntN(len(spans))] * time.Duration(1+r.IntN(4))).Microseconds()
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
		now := instant(r)
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
			paused := now + span(r)
			if r.IntN(4) > 0 && want > now {
				paused = now + r.Int64N(want-now+1) // it runs yet
			}
			resumed := paused + span(r)
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
