package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestResume(t *testing.T) {
	for _, row := range []struct{ rule, from, limit, paused, resumed, due string }{
		{"自然小时：剩多少续多少", "2019-07-25 09:00", "24h", "2019-07-25 15:00", "2019-07-28 10:00", "2019-07-29 04:00"},
		{"自然日同样", "2019-07-25 09:00", "3d", "2019-07-26 00:00", "2019-08-01 00:00", "2019-08-04 00:00"},
		{"工作小时：剩的办公时间续算", "2019-07-25 09:00", "4wh", "2019-07-25 11:00", "2019-07-26 17:00", "2019-07-29 10:00"},
		{"午休时挂账，不占办公时间", "2019-07-25 09:00", "4wh", "2019-07-25 12:30", "2019-07-25 13:00", "2019-07-25 14:30"},
		{"工作日：剩的工作日续算，到末日下班", "2019-07-25 09:00", "5wd", "2019-07-29 10:00", "2019-09-30 09:00", "2019-10-10 17:30"},
		{"休息日恢复，自下一工作日计", "2019-07-25 09:00", "5wd", "2019-07-29 10:00", "2019-08-03 09:00", "2019-08-07 17:30"},
		{"末日挂账，恢复当日下班到期", "2019-07-25 09:00", "5wd", "2019-08-01 10:00", "2019-08-05 09:00", "2019-08-05 17:30"},
		{"末日挂账，下班后恢复，次日到期", "2019-07-25 09:00", "5wd", "2019-08-01 10:00", "2019-08-05 18:00", "2019-08-06 17:30"},
		{"末日挂账，休息日恢复，下一工作日到期", "2019-07-25 09:00", "5wd", "2019-08-01 10:00", "2019-08-03 09:00", "2019-08-05 17:30"},
		{"挂账之前已逾期的，仍是逾期", "2019-07-25 09:00", "5wd", "2019-08-02 10:00", "2019-09-02 09:00", "2019-08-01 17:30"},
		{"随即恢复，时限不动", "2019-07-25 09:00", "5wd", "2019-08-01 10:00", "2019-08-01 10:00", "2019-08-01 17:30"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			c, l := Shipped(), MustLimit(row.limit)
			due := c.Due(local(t, row.from), l)
			got := c.Resume(due, l, local(t, row.paused), local(t, row.resumed))
			if want := (Deadline{At: local(t, row.due).UnixMicro()}); got != want {
				t.Errorf("was due %s; resumed, it is due %s, want %s", due.Time().In(china), got.Time().In(china), row.due)
			}
		})
	}
	paused, resumed := local(t, "2026-12-28 09:00"), local(t, "2026-12-31 15:00")
	for _, row := range []struct {
		rule       string
		limit      Limit
		was, wants Deadline
	}{
		{"法定程序的不动", MustLimit("statute"), Deadline{Statute: true}, Deadline{Statute: true}},
		{"待定的仍待定", MustLimit("5wd"), Deadline{Year: 2027}, Deadline{Year: 2027}},
		{"未设时限的不动", Limit{}, Deadline{}, Deadline{}},
		{"人定的日期按自然时顺延", Limit{}, at(local(t, "2026-12-30 09:00")), at(local(t, "2027-01-02 15:00"))},
		{"续算越过已知年份，写明缺哪一年", MustLimit("2wd"), at(local(t, "2026-12-30 17:30")), Deadline{Year: 2027}},
	} {
		if got := Shipped().Resume(row.was, row.limit, paused, resumed); got != row.wants {
			t.Errorf("%s: %+v, want %+v", row.rule, got, row.wants)
		}
	}
}

func TestLeft(t *testing.T) {
	c := Shipped()
	for _, row := range []struct{ limit, due, left string }{
		{"5wd", "2019-08-01 17:30", "3wd"}, {"5wd", "2019-07-29 17:30", "1wd"}, {"4wh", "2019-07-29 15:10", "5wh"}, {"24h", "2019-07-30 09:00", "24h"},
	} {
		due := at(local(t, row.due))
		if got := c.Left(due, MustLimit(row.limit), local(t, "2019-07-29 09:00")); got.String() != row.left {
			t.Errorf("of %s due %s, %s is left, want %s", row.limit, row.due, got, row.left)
		}
	}
}

// However often something stands still, it keeps the time it has: standing still for no time changes nothing, natural
// time and office hours are kept to the instant, working days to the day, and nothing is due before it goes on.
func TestTimeThatStandsStillDoesNotCount(t *testing.T) {
	c := Shipped()
	rapid.Check(t, func(t *rapid.T) {
		spans := []time.Duration{time.Microsecond, time.Minute, 17 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 24 * time.Hour, 59 * time.Hour}
		span := func(name string) time.Duration { // evenly, for a drawn integer is mostly a small one
			return rapid.SampledFrom(spans).Draw(t, name) * time.Duration(rapid.IntRange(0, 5).Draw(t, name))
		}
		day := rapid.SampledFrom([]int{0, 38, 129, 200, 204, 268, 272, 364, 390, 1000, 1500, 2000}).Draw(t, "day")
		start := time.Date(2019, 1, 1+day, 0, 0, 0, 0, china).Add(span("start"))
		u := rapid.SampledFrom([]unit{minutes, hours, naturalDays, workingHours, workingDays}).Draw(t, "unit")
		l := Limit{rapid.Int32Range(1, 40).Draw(t, "n"), u}
		whole := c.Due(start, l)
		due, on := whole, start
		var stood time.Duration  // natural time
		var worked time.Duration // office time that counted
		for range rapid.IntRange(0, 4).Draw(t, "pauses") {
			paused := on.Add(min(span("runs"), due.Time().Sub(on)))
			if got := c.Resume(due, l, paused, paused); got != due {
				t.Fatalf("standing still for no time moves %v to %v", due.Time(), got.Time())
			}
			resumed := paused.Add(span("stands"))
			days := c.workdays(paused, due.Time())
			was := due
			due = c.Resume(due, l, paused, resumed)
			if due.At < was.At || due.At < resumed.UnixMicro() {
				t.Fatalf("paused %v, resumed %v: from %v to %v", paused, resumed, was.Time(), due.Time())
			}
			if left := c.workdays(resumed, due.Time()); u == workingDays && left != days && (days > 0 || left != 1) {
				t.Fatalf("%d working days were left, %d are", days, left)
			}
			stood += resumed.Sub(paused)
			worked += c.open(on, paused)
			on = resumed
		}
		worked += c.open(on, due.Time())
		switch {
		case l.Natural() && due.At != whole.At+stood.Microseconds():
			t.Fatalf("stood still for %v in all, and moved by %v", stood, due.Time().Sub(whole.Time()))
		case u == workingHours && (worked-time.Duration(l.n)*time.Hour).Abs() > 8*time.Microsecond:
			t.Fatalf("%v: %v of office time counted", l, worked)
		}
	})
}
