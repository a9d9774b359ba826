package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestExplain(t *testing.T) {
	for _, row := range []struct{ rule, from, limit, pauses, told string }{
		{"工作日：当日不计，国庆不计，调休上班的星期六计入", "2019-09-27 16:20", "5wd", "",
			"begins 09-27 16:20–09-28 00:00; weekend 09-28 00:00–09-29 00:00; makeup 国庆节 1 09-29 00:00–09-30 00:00; counted 1 09-30 00:00–10-01 00:00; holiday 国庆节 10-01 00:00–10-08 00:00; counted 3 10-08 00:00–10-10 17:30"},
		{"工作小时：午休、下班、周末不计", "2019-07-26 11:00", "4wh", "",
			"counted 07-26 11:00–07-26 12:00; lunch 07-26 12:00–07-26 13:30; counted 07-26 13:30–07-26 16:30"},
		{"工作小时过周末", "2019-07-26 16:00", "4wh", "",
			"counted 07-26 16:00–07-26 17:30; shut 07-26 17:30–07-27 00:00; weekend 07-27 00:00–07-29 00:00; shut 07-29 00:00–07-29 08:30; counted 07-29 08:30–07-29 11:00"},
		{"午休时收到", "2019-07-25 12:30", "1wh", "", "lunch 07-25 12:30–07-25 13:30; counted 07-25 13:30–07-25 14:30"},
		{"下班后收到", "2019-07-25 18:00", "1wh", "", "shut 07-25 18:00–07-26 08:30; counted 07-26 08:30–07-26 09:30"},
		{"自然小时", "2019-07-26 20:00", "24h", "", "counted 07-26 20:00–07-27 20:00"},
		{"自然日：当日不计，到末日 24 时", "2019-07-26 20:00", "2d", "", "begins 07-26 20:00–07-27 00:00; counted 07-27 00:00–07-29 00:00"},
		{"挂账的时间不计，恢复当日不计，余下的工作日续算", "2019-07-25 09:00", "5wd", "2019-07-29 10:00/2019-08-05 09:00",
			"begins 07-25 09:00–07-26 00:00; counted 1 07-26 00:00–07-27 00:00; weekend 07-27 00:00–07-29 00:00; counted 1 07-29 00:00–07-29 10:00; paused 07-29 10:00–08-05 09:00; begins 08-05 09:00–08-06 00:00; counted 3 08-06 00:00–08-08 17:30"},
		{"当日挂账当日恢复，该日照计", "2019-07-25 09:00", "2wd", "2019-07-26 10:00/2019-07-26 11:00",
			"begins 07-25 09:00–07-26 00:00; counted 1 07-26 00:00–07-26 10:00; paused 07-26 10:00–07-26 11:00; counted 07-26 11:00–07-27 00:00; weekend 07-27 00:00–07-29 00:00; counted 1 07-29 00:00–07-29 17:30"},
		{"末日挂账，恢复当日下班到期", "2019-07-25 09:00", "1wd", "2019-07-26 10:00/2019-07-29 09:00",
			"begins 07-25 09:00–07-26 00:00; counted 1 07-26 00:00–07-26 10:00; paused 07-26 10:00–07-29 09:00; given 07-29 09:00–07-29 17:30"},
		{"末日挂账，下班后恢复，补一个工作日", "2019-07-25 09:00", "1wd", "2019-07-26 10:00/2019-07-26 18:00",
			"begins 07-25 09:00–07-26 00:00; counted 1 07-26 00:00–07-26 10:00; paused 07-26 10:00–07-26 18:00; counted 07-26 18:00–07-27 00:00; weekend 07-27 00:00–07-29 00:00; given 07-29 00:00–07-29 17:30"},
		{"工作小时挂账", "2019-07-25 09:00", "4wh", "2019-07-25 11:00/2019-07-26 17:00",
			"counted 07-25 09:00–07-25 11:00; paused 07-25 11:00–07-26 17:00; counted 07-26 17:00–07-26 17:30; shut 07-26 17:30–07-27 00:00; weekend 07-27 00:00–07-29 00:00; shut 07-29 00:00–07-29 08:30; counted 07-29 08:30–07-29 10:00"},
		{"自然日挂账，原样顺延", "2019-07-25 09:00", "1d", "2019-07-25 10:00/2019-07-25 12:00",
			"begins 07-25 09:00–07-25 10:00; paused 07-25 10:00–07-25 12:00; begins 07-25 12:00–07-26 02:00; counted 07-26 02:00–07-27 02:00"},
		{"逾期之后挂账的不动", "2019-07-25 09:00", "1h", "2019-07-25 11:00/2019-07-26 17:00", "counted 07-25 09:00–07-25 10:00"},
		{"法定程序的没有明细", "2019-07-25 09:00", "statute", "", ""},
		{"未知年份，说到已知之末", "2026-12-30 09:00", "3wd", "", "begins 12-30 09:00–12-31 00:00; counted 1 12-31 00:00–01-01 00:00"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var pauses []Pause
			if from, to, ok := strings.Cut(row.pauses, "/"); ok {
				pauses = append(pauses, Pause{local(t, from), local(t, to)})
			}
			l := MustLimit(row.limit)
			r := Shipped().Explain(local(t, row.from), l, Limit{}, pauses...)
			if got := spell(r.Parts); got != row.told {
				t.Errorf("told\n%s, want\n%s", strings.ReplaceAll(got, "; ", "\n"), strings.ReplaceAll(row.told, "; ", "\n"))
			}
		})
	}
}

func spell(parts []Part) string {
	var told []string
	for _, p := range parts {
		words := []string{string(p.Why)}
		if p.Name != "" {
			words = append(words, p.Name)
		}
		if p.Days > 0 {
			words = append(words, fmt.Sprint(p.Days))
		}
		told = append(told, strings.Join(append(words, p.From.Format("01-02 15:04")+"–"+p.To.Format("01-02 15:04")), " "))
	}
	return strings.Join(told, "; ")
}

func TestExplainTwoLimits(t *testing.T) {
	c := Shipped()
	r := c.Explain(local(t, "2019-07-25 09:00"), MustLimit("24h"), MustLimit("2wd"))
	if want := at(local(t, "2019-07-30 17:30")); r.Due != want {
		t.Errorf("due %v, want %v", r.Due.Time().In(china), want.Time().In(china))
	}
	if got, want := spell(r.Parts), "counted 07-25 09:00–07-26 09:00; begins 07-26 09:00–07-27 00:00; weekend 07-27 00:00–07-29 00:00; counted 2 07-29 00:00–07-30 17:30"; got != want {
		t.Errorf("told %s, want %s", got, want)
	}
	whole := c.Explain(local(t, "2019-07-25 09:00"), MustLimit("3wd"), MustLimit("2wd"), Pause{local(t, "2019-07-26 10:00"), local(t, "2019-08-05 09:00")})
	if want := at(local(t, "2019-08-09 17:30")); whole.Due != want || daysIn(whole.Parts) != 5 {
		t.Errorf("paused within its first limit, due %v: %s", whole.Due.Time().In(china), spell(whole.Parts))
	}
}

func TestExplainDate(t *testing.T) {
	r := Shipped().ExplainDate(local(t, "2019-07-25 09:00"), at(local(t, "2019-07-30 00:00")), Pause{local(t, "2019-07-26 09:00"), local(t, "2019-07-27 09:00")})
	if got, want := spell(r.Parts), "counted 07-25 09:00–07-26 09:00; paused 07-26 09:00–07-27 09:00; counted 07-27 09:00–07-31 00:00"; got != want {
		t.Errorf("told %s, want %s", got, want)
	}
}

func TestRemaining(t *testing.T) {
	c := Shipped()
	for _, row := range []struct{ now, due, open, told string }{
		{"2019-07-26 16:20", "2019-07-29 10:00", "2h40m0s", "counted 07-26 16:20–07-26 17:30; shut 07-26 17:30–07-27 00:00; weekend 07-27 00:00–07-29 00:00; shut 07-29 00:00–07-29 08:30; counted 07-29 08:30–07-29 10:00"},
		{"2019-09-28 16:20", "2019-10-09 10:00", "24h0m0s", "weekend 09-28 16:20–09-29 00:00; makeup 国庆节 1 09-29 00:00–09-30 00:00; counted 1 09-30 00:00–10-01 00:00; holiday 国庆节 10-01 00:00–10-08 00:00; counted 2 10-08 00:00–10-09 10:00"},
		{"2019-07-27 10:00", "2019-07-28 00:00", "0s", "weekend 07-27 10:00–07-28 00:00"},
		{"2019-07-26 17:00", "2019-07-27 00:00", "30m0s", "counted 07-26 17:00–07-26 17:30"},
		{"2019-07-26 17:00", "2019-07-26 16:00", "0s", ""},
		{"2026-12-31 17:00", "2027-01-02 16:00", "0s", ""},
	} {
		parts, open := c.Remaining(local(t, row.now), at(local(t, row.due)))
		if open.String() != row.open || spell(parts) != row.told {
			t.Errorf("from %s to %s: %s of office time, %s; want %s, %s", row.now, row.due, open, spell(parts), row.open, row.told)
		}
	}
}

// What is told adds up: whatever the start, the limit and the pauses, the stretches follow each other without a gap from
// the start to exactly the instant that Due and Resume give, and what counts among them is the limit.
func TestWhatIsExplainedAddsUp(t *testing.T) {
	c := Shipped()
	rapid.Check(t, func(t *rapid.T) {
		spans := []time.Duration{0, time.Microsecond, time.Minute, 17 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 24 * time.Hour, 59 * time.Hour}
		span := func(name string) time.Duration {
			return rapid.SampledFrom(spans).Draw(t, name) * time.Duration(rapid.IntRange(0, 5).Draw(t, name+" times"))
		}
		day := rapid.OneOf(rapid.IntRange(0, 2921), rapid.SampledFrom([]int{38, 129, 200, 204, 268, 272, 364, 390})).Draw(t, "day")
		from := time.Date(2019, 1, 1+day, 0, 0, 0, 0, china).Add(span("start"))
		l := Limit{rapid.Int32Range(1, 40).Draw(t, "n"), rapid.SampledFrom([]unit{minutes, hours, naturalDays, workingHours, workingDays, statute}).Draw(t, "unit")}
		if l.Statute() {
			l.n = 0
		}
		due, on := c.Due(from, l), from
		var pauses []Pause
		for range rapid.IntRange(0, 4).Draw(t, "pauses") {
			paused := on.Add(span("runs"))
			if due.Known() && rapid.Bool().Draw(t, "within") {
				paused = on.Add(min(paused.Sub(on), due.Time().Sub(on)))
			}
			if rapid.IntRange(0, 5).Draw(t, "midnight") == 0 {
				paused = c.dayOf(paused.AddDate(0, 0, 1))
			}
			on = paused.Add(span("stands"))
			pauses = append(pauses, Pause{paused, on})
			due = c.Resume(due, l, paused, on)
		}
		r := c.Explain(from, l, Limit{}, pauses...)
		if r.Due != due {
			t.Fatalf("%v + %v, pauses %v: due %v, told %v\n%s", from, l, pauses, due.Time().In(china), r.Due.Time().In(china), spell(r.Parts))
		}
		if !due.Known() {
			return
		}
		at, sum, days := from, time.Duration(0), 0
		for _, p := range r.Parts {
			if !p.From.Equal(at) || p.To.Before(p.From) {
				t.Fatalf("a gap after %v\n%s", at, spell(r.Parts))
			}
			if at = p.To; p.Why.Counts() {
				sum, days = sum+p.Length(), days+p.Days
			} else if p.Days != 0 {
				t.Fatalf("days in what does not count: %s", spell(r.Parts))
			}
			if worked, _ := c.Workday(p.From); p.Days > 0 && p.Length() > 0 && !worked {
				t.Fatalf("a day off counts: %s", spell(r.Parts))
			}
		}
		if at.UnixMicro() != due.At {
			t.Fatalf("told to %v, due %v", at, due.Time().In(china))
		}
		whole := map[unit]time.Duration{minutes: time.Minute, hours: time.Hour, naturalDays: 24 * time.Hour, workingHours: time.Hour}[l.unit] * time.Duration(l.n)
		if l.unit == workingDays && days != int(l.n) || l.unit != workingDays && sum != whole {
			t.Fatalf("%v: %v and %d days count\n%s", l, sum, days, spell(r.Parts))
		}
	})
}
