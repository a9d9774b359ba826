package calendar

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

// local reads a Chinese wall-clock time.
func local(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, china)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestDue(t *testing.T) {
	for _, row := range []struct{ rule, from, limit, due string }{
		{"自然小时不分昼夜", "2019-07-04 05:40", "1h", "2019-07-04 06:40"},
		{"分钟同样", "2019-07-25 23:50", "30min", "2019-07-26 00:20"},
		{"自然日自次日起算，到末日二十四时", "2019-07-04 05:40", "1d", "2019-07-06 00:00"},
		{"自然日遇休息日不顺延", "2019-09-29 10:00", "3d", "2019-10-03 00:00"},
		{"工作小时扣除午休", "2019-07-25 09:30", "4wh", "2019-07-25 15:00"},
		{"工作小时恰到下班", "2019-07-25 13:30", "4wh", "2019-07-25 17:30"},
		{"午休时起算，自上班计", "2019-07-25 12:40", "1wh", "2019-07-25 14:30"},
		{"下班后起算，自次日上班计", "2019-07-25 20:00", "1wh", "2019-07-26 09:30"},
		{"工作小时跨周末", "2019-07-26 16:30", "2wh", "2019-07-29 09:30"},
		{"凌晨呼叫，当日上班起算", "2019-07-04 05:40", "4wh", "2019-07-04 14:00"},
		{"青年公园线缆：三个工作日", "2019-07-04 05:40", "3wd", "2019-07-09 17:30"},
		{"姚家油烟：十五个工作日", "2019-07-25 09:00", "15wd", "2019-08-15 17:30"},
		{"四里村审批：一个工作日", "2019-08-20 09:00", "1wd", "2019-08-21 17:30"},
		{"国庆前一日的一个工作日落在长假之后", "2019-09-30 10:00", "1wd", "2019-10-08 17:30"},
		{"调休周日算工作日", "2019-09-27 10:00", "1wd", "2019-09-29 17:30"},
		{"调休周六算工作日", "2019-10-11 10:00", "1wd", "2019-10-12 17:30"},
		{"工作小时遇调休照走", "2019-09-27 17:00", "1wh", "2019-09-29 09:00"},
		{"休息日起算，自下一工作日计", "2019-07-06 10:00", "1wd", "2019-07-08 17:30"},
		{"2020年春节延长三日", "2020-01-23 10:00", "1wd", "2020-02-03 17:30"},
		{"跨年", "2025-12-31 10:00", "1wd", "2026-01-04 17:30"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			from := local(t, row.from)
			got := Shipped().Due(from, MustLimit(row.limit))
			if want := local(t, row.due); got != (Deadline{At: want.UnixMicro()}) {
				t.Errorf("%s + %s = %s, want %s", row.from, row.limit, got.Time().In(china).Format("2006-01-02 15:04"), row.due)
			}
			if again := Shipped().Due(from.UTC(), MustLimit(row.limit)); again != got {
				t.Errorf("in UTC: %v, want %v", again, got)
			}
		})
	}
}

func TestDueUnknown(t *testing.T) {
	for _, row := range []struct {
		rule, from, limit string
		want              Deadline
	}{
		{"法定程序", "2019-07-25 09:00", "statute", Deadline{Statute: true}},
		{"未设时限", "2019-07-25 09:00", "", Deadline{}},
		{"工作日越过已知年份，写明缺哪一年", "2026-12-31 10:00", "1wd", Deadline{Year: 2027}},
		{"工作小时同样", "2026-12-31 16:30", "2wh", Deadline{Year: 2027}},
		{"已知年份之前也不推算", "2018-06-01 10:00", "1wh", Deadline{Year: 2018}},
		{"自然小时不需要历法", "2031-12-31 23:30", "1h", Deadline{At: local(t, "2032-01-01 00:30").UnixMicro()}},
	} {
		if got := Shipped().Due(local(t, row.from), MustLimit(row.limit)); got != row.want {
			t.Errorf("%s: %+v, want %+v", row.rule, got, row.want)
		}
	}
}

func TestDeadlinePassed(t *testing.T) {
	due := Deadline{At: 1000}
	if due.Passed(1000) || !due.Passed(1001) {
		t.Error("到期的一刻仍在期内，其后即逾期")
	}
	if (Deadline{Year: 2027}).Passed(1<<60) || (Deadline{Statute: true}).Passed(1<<60) || (Deadline{}).Passed(1<<60) {
		t.Error("待定、法定和未设的时限不会逾期")
	}
}

func TestYellow(t *testing.T) {
	for _, row := range []struct{ rule, from, limit, yellow string }{
		{"两个工作日以上：提前一个工作日", "2019-07-25 09:00", "15wd", "2019-08-14 17:30"},
		{"提前的一日须是工作日", "2019-09-24 09:00", "7wd", "2019-10-08 17:30"},
		{"三个工作日", "2019-07-04 05:40", "3wd", "2019-07-08 17:30"},
		{"两个工作日过半", "2019-07-25 08:30", "2wd", "2019-07-26 13:45"},
		{"四个工作小时过半", "2019-07-25 09:30", "4wh", "2019-07-25 11:30"},
		{"一小时过半", "2019-07-04 05:40", "1h", "2019-07-04 06:10"},
		{"七个自然日提前一个工作日", "2019-07-04 05:40", "7d", "2019-07-11 00:00"},
	} {
		c, from, l := Shipped(), local(t, row.from), MustLimit(row.limit)
		got := time.UnixMicro(c.Yellow(from, c.Due(from, l), l)).In(china).Format("2006-01-02 15:04")
		if got != row.yellow {
			t.Errorf("%s: %s + %s: %s, want %s", row.rule, row.from, row.limit, got, row.yellow)
		}
	}
	if y := Shipped().Yellow(local(t, "2019-07-04 05:40"), Deadline{Statute: true}, MustLimit("statute")); y != 0 {
		t.Errorf("法定程序不预警: %d", y)
	}
	// The last limits of the last known year cannot be compared with two working days.
	from, l := local(t, "2026-12-31 20:00"), MustLimit("2h")
	if got, want := Shipped().Yellow(from, Shipped().Due(from, l), l), local(t, "2026-12-31 21:00").UnixMicro(); got != want {
		t.Errorf("历法之外自然时限过半即黄: %d, want %d", got, want)
	}
}

func TestLimitText(t *testing.T) {
	for s, zh := range map[string]string{
		"30min": "30分钟", "1h": "1小时", "4wh": "4个工作小时", "10wd": "10个工作日", "7d": "7个自然日", "statute": "按法定程序", "": "未定时限",
	} {
		l, err := ParseLimit(s)
		if err != nil || l.String() != s || l.Zh() != zh {
			t.Errorf("%q: %q %q %v", s, l, l.Zh(), err)
		}
	}
	for _, s := range []string{"0h", "01h", "-1h", "+1h", "1", "h", "1 h", "1H", "10000d", "99999999999999999999d", "1.5h", "1m", "statute1", "１h"} {
		if l, err := ParseLimit(s); err == nil {
			t.Errorf("%q was read as %v", s, l)
		}
	}
	type form struct {
		Accept Limit `json:"accept,omitzero"`
		Finish Limit `json:"finish,omitzero"`
	}
	text, err := json.Marshal(form{Finish: MustLimit("10wd")})
	if err != nil || string(text) != `{"finish":"10wd"}` {
		t.Fatalf("%s %v", text, err)
	}
	var back form
	if err := json.Unmarshal(text, &back); err != nil || back.Finish != MustLimit("10wd") || !back.Accept.IsZero() {
		t.Errorf("%+v %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"finish":"soon"}`), &back); err == nil {
		t.Error("a limit of soon was accepted")
	}
}

func TestShippedTable(t *testing.T) {
	c := Shipped()
	if y := c.Years(); len(y) != 8 || y[0] != 2019 || y[7] != 2026 {
		t.Fatalf("years %v", y)
	}
	for date, want := range map[string]bool{
		"2019-02-02": true, "2019-05-05": true, "2019-10-12": true, "2019-10-01": false, "2020-02-02": false,
		"2025-10-11": true, "2026-02-14": true, "2026-10-10": true, "2019-07-26": true, "2019-07-27": false,
	} {
		worked, known := c.Workday(local(t, date+" 12:00"))
		if worked != want || !known {
			t.Errorf("%s: worked %v known %v", date, worked, known)
		}
	}
	if name := c.HolidayName(local(t, "2019-10-01 09:00")); name != "国庆节" {
		t.Errorf("2019-10-01 is %q", name)
	}
	again, err := Parse(strings.NewReader(c.Text()))
	if err != nil || again.Hash() != c.Hash() {
		t.Errorf("the text does not read back: %v", err)
	}
}

func TestAYearIsImported(t *testing.T) {
	before := Shipped()
	after, _, err := before.Amend(strings.NewReader("year\t2027\n2027-01-01\toff\t元旦\n"))
	if err != nil {
		t.Fatal(err)
	}
	from := local(t, "2026-12-31 10:00")
	if got := after.Due(from, MustLimit("1wd")); got.At != local(t, "2027-01-04 17:30").UnixMicro() {
		t.Errorf("due %+v", got)
	}
	if before.Hash() == after.Hash() || before.Due(from, MustLimit("1wd")).Year != 2027 {
		t.Error("importing must give another calendar and leave the first alone")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"", "# only a remark\n", "year\t20277\n", "year\tsoon\n", "year\t2027\nyear\t2027\n", "2027-01-01\toff\t元旦\n",
		"year\t2027\n2027-13-01\toff\t\n", "year\t2027\n2027-01-02\toff\t元旦\n", "year\t2027\n2027-01-01\twork\t\n",
		"year\t2027\n2027-01-01\toff\t元旦\n2027-01-01\toff\t元旦\n", "year\t2027\n2027-01-01\tholiday\t\n", "year\t2027\n2027-01-01\n",
		"zone\tPRC\nyear\t2027\n", "hours\t\nyear\t2027\n", "hours\t12:00-08:30\nyear\t2027\n", "hours\t08:30-12:00 11:00-17:00\nyear\t2027\n",
		"year\t2027\n2027-01-01\toff\t\xff\n", "year\t2027\n2027-01-01\toff\t" + strings.Repeat("长", 30) + "\n",
	} {
		if _, err := Parse(strings.NewReader(text)); err == nil {
			t.Errorf("accepted %q", text)
		}
	}
}

func FuzzParseLimit(f *testing.F) {
	for _, s := range []string{"30min", "1h", "4wh", "10wd", "7d", "statute", "", "0d", "１wd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ParseLimit(s)
		if err == nil && l.String() != s {
			t.Errorf("%q read back as %q", s, l)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("zone\t+08:00\nhours\t08:30-12:00 13:30-17:30\nyear\t2027\n2027-01-01\toff\t元旦\n2027-02-07\twork\t春节\n")
	f.Add("year\t2020\nyear\t2019\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		again, err := Parse(strings.NewReader(c.Text()))
		if err != nil || again.Hash() != c.Hash() {
			t.Errorf("%q: its own text %q does not read back: %v", text, c.Text(), err)
		}
	})
}

// A local exception changes single days of a known year and leaves its others alone; a table may bring the district's own office
// hours. What is frozen is not the calendar's to move. 依据 P-70.
func TestAmend(t *testing.T) {
	before := Shipped()
	after, years, err := before.Amend(strings.NewReader("hours\t09:00-12:00 14:00-18:00\nchange\t2026\n2026-03-02\toff\t防汛停工\n2026-02-14\toff\t\n"))
	if err != nil || !slices.Equal(years, []int{2026}) {
		t.Fatal(years, err)
	}
	from := local(t, "2026-02-28 10:00") // a Saturday that is worked
	if got, want := after.Due(from, MustLimit("1wd")), local(t, "2026-03-03 18:00"); got.At != want.UnixMicro() {
		t.Errorf("due %s, want %s", got.Time(), want)
	}
	if got, want := after.Due(from, MustLimit("4wh")), local(t, "2026-02-28 16:00"); got.At != want.UnixMicro() {
		t.Errorf("four working hours end %s, want %s", got.Time(), want)
	}
	for day, name := range map[string]string{"2026-03-02 00:00": "防汛停工", "2026-02-17 00:00": "春节", "2026-02-14 00:00": ""} {
		if worked, known := after.Workday(local(t, day)); worked || !known || after.HolidayName(local(t, day)) != name {
			t.Errorf("%s is worked: %v, %q", day, worked, after.HolidayName(local(t, day)))
		}
	}
	again, err := Parse(strings.NewReader(after.Text()))
	if err != nil || again.Hash() != after.Hash() {
		t.Errorf("its own text does not read back: %v", err)
	}
	for _, text := range []string{
		"", "change\t2031\n", "change\t2026\nyear\t2026\n", "change\t2026\n2026-03-02\twork\t\n", "zone\t+09:00\nyear\t2027\n", "change\tsoon\n", "2026-03-02\toff\t\n",
	} {
		if _, _, err := before.Amend(strings.NewReader(text)); err == nil {
			t.Errorf("accepted %q", text)
		}
	}
	if _, err := Parse(strings.NewReader("change\t2026\n")); err == nil {
		t.Error("a table of its own has nothing to change")
	}
}
