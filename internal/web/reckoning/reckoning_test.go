package reckoning

import (
	"strings"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/face"
)

var china = time.FixedZone("UTC+8", 8*60*60)

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", s, china)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func spell(lines []face.Reckon) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Label+"："+l.Text)
	}
	return strings.Join(all, "\n")
}

// started is a clock with a limit, due by the shipped calendar.
func started(t *testing.T, from, limit string) casework.Clock {
	t.Helper()
	l := calendar.MustLimit(limit)
	begin := at(t, from)
	due := calendar.Shipped().Due(begin, l)
	return casework.Clock{Started: begin.UnixMicro(), Limit: l, Due: due, Yellow: calendar.Shipped().Yellow(begin, due, l)}
}

func TestClock(t *testing.T) {
	paused := func(k casework.Clock, from, to string) (casework.Clock, []calendar.Pause) {
		p := calendar.Pause{From: at(t, from), To: at(t, to)}
		k.Due = calendar.Shipped().Resume(k.Due, k.Limit, p.From, p.To)
		k.Yellow = 0
		return k, []calendar.Pause{p}
	}
	type row struct {
		rule   string
		l      locale.Lang
		clock  casework.Clock
		stood  []calendar.Pause
		wanted string
	}
	rows := []row{
		{"国庆长假，调休上班", locale.Zh, started(t, "2019-09-27 16:20", "5wd"), nil,
			"起算：9月27日 16:20 起，5个工作日\n计入：9月29日（调休上班）、30日、10月8日–10日\n不计：9月27日 起算当日；9月28日 周六；10月1日–7日 国庆节\n到期：10月10日 17:30\n预警：10月9日 17:30"},
		{"长假英文", locale.En, started(t, "2019-09-27 16:20", "5wd"), nil,
			"From：27 Sep 16:20, 5 working days\nCounted：29 Sep (worked instead), 30 Sep, 8–10 Oct\nNot counted：27 Sep the day it begins; 28 Sep Saturday; 1–7 Oct National Day\nDue：10 Oct 17:30\nWarned：9 Oct 17:30"},
		{"工作小时", locale.Zh, started(t, "2019-07-26 11:00", "8wh"), nil,
			"起算：7月26日 11:00 起，8个工作小时\n计入：7月26日 11:00–12:00、13:30–17:30；7月29日 08:30–11:30\n不计：7月27日–28日 周末；午休；下班时间\n到期：7月29日 11:30\n预警：7月26日 16:30"},
		{"自然小时", locale.Zh, started(t, "2019-07-26 20:00", "24h"), nil, "起算：7月26日 20:00 起，24小时\n到期：7月27日 20:00\n预警：7月27日 08:00"},
		{"自然日", locale.Zh, started(t, "2019-07-26 20:00", "3d"), nil,
			"起算：7月26日 20:00 起，3个自然日\n计入：7月27日 00:00–7月29日 24:00\n不计：7月26日 起算当日\n到期：7月29日 24:00\n预警：7月28日 10:00"},
		{"按法定程序，没有明细", locale.Zh, casework.Clock{Started: 1, Due: calendar.Deadline{Statute: true}}, nil, ""},
		{"历法未公布", locale.Zh, started(t, "2026-12-29 09:00", "5wd"), nil,
			"起算：2026年12月29日 09:00 起，5个工作日\n计入：2026年12月30日、31日\n不计：2026年12月29日 起算当日\n到期：2027 年历法未公布"},
	}
	k, stood := paused(started(t, "2019-07-25 09:00", "5wd"), "2019-07-29 10:00", "2019-08-05 09:00")
	rows = append(rows, row{"挂账之后", locale.Zh, k, stood,
		"起算：7月25日 09:00 起，5个工作日\n计入：7月26日、29日、8月6日–8日\n不计：7月25日 起算当日；7月27日–28日 周末；8月5日 恢复当日\n中止：7月29日 10:00 至 8月5日 09:00\n到期：8月8日 17:30"})
	k, stood = paused(started(t, "2019-07-25 09:00", "1wd"), "2019-07-26 10:00", "2019-07-29 09:00")
	rows = append(rows, row{"末日挂账", locale.Zh, k, stood,
		"起算：7月25日 09:00 起，1个工作日\n计入：7月26日\n不计：7月25日 起算当日\n中止：7月26日 10:00 至 7月29日 09:00\n续足：7月29日 17:30\n到期：7月29日 17:30"})
	k = started(t, "2019-07-25 09:00", "5wd")
	k.Paused = at(t, "2019-07-29 10:00").UnixMicro()
	rows = append(rows, row{"正在挂账", locale.Zh, k, nil,
		"起算：7月25日 09:00 起，5个工作日\n计入：7月26日、29日\n不计：7月25日 起算当日；7月27日–28日 周末\n中止：自 7月29日 10:00 中止，恢复后续算"})
	k = started(t, "2019-07-25 09:00", "1wd")
	k.Then = calendar.MustLimit("1wd")
	k.Due = calendar.Shipped().Due(k.Due.Time(), k.Then)
	k.Yellow = 0
	rows = append(rows, row{"两段时限相接，没有中止", locale.Zh, k, nil,
		"起算：7月25日 09:00 起，1个工作日，之后1个工作日\n计入：7月26日、29日\n不计：7月25日 起算当日；7月27日–28日 周末\n到期：7月29日 17:30"})
	k = started(t, "2019-07-25 09:00", "5wd")
	k.Due.At++
	rows = append(rows, row{"按另一版历法固定", locale.Zh, k, nil,
		"起算：7月25日 09:00 起，5个工作日\n说明：到期时刻当时已固定，按现行历法推算与之不同。\n到期：8月1日 17:30\n预警：7月31日 17:30"})
	for _, row := range rows {
		r := Reader{L: row.l, Now: at(t, "2019-07-26 12:00").UnixMicro(), Days: calendar.Shipped()}
		if got := spell(r.Clock(row.clock, row.stood)); got != row.wanted {
			t.Errorf("%s:\n%s\nwant\n%s", row.rule, got, row.wanted)
		}
	}
}

func TestRemaining(t *testing.T) {
	for _, row := range []struct{ rule, now, due, wanted string }{
		{"跨国庆", "2019-09-30 16:20", "2019-10-08 10:00", "还剩：办公时间 2小时40分\n计入：9月30日、10月8日\n不计：10月1日–7日 国庆节\n到期：10月8日 10:00"},
		{"过周末", "2019-07-26 16:20", "2019-07-29 10:00", "还剩：办公时间 2小时40分\n计入：7月26日 16:20–17:30；7月29日 08:30–10:00\n不计：7月27日–28日 周末；下班时间\n到期：7月29日 10:00"},
		{"只剩周末", "2019-07-27 10:00", "2019-07-28 24:00", "还剩：到期前已无办公时间\n不计：7月27日–28日 周末\n到期：7月28日 24:00"},
		{"已过", "2019-07-27 10:00", "2019-07-26 10:00", ""},
	} {
		due := row.due
		add := time.Duration(0)
		if strings.HasSuffix(due, "24:00") {
			due, add = strings.Replace(due, "24:00", "00:00", 1), 24*time.Hour
		}
		r := Reader{L: locale.Zh, Now: at(t, row.now).UnixMicro(), Days: calendar.Shipped()}
		if got := spell(r.Remaining(at(t, due).Add(add).UnixMicro(), 0)); got != row.wanted {
			t.Errorf("%s:\n%s\nwant\n%s", row.rule, got, row.wanted)
		}
	}
}

// A list of fifty says it of each row: that costs little.
func BenchmarkRemaining(b *testing.B) {
	r := Reader{L: locale.Zh, Now: time.Date(2019, 9, 26, 16, 0, 0, 0, china).UnixMicro(), Days: calendar.Shipped()}
	due := time.Date(2019, 10, 20, 17, 30, 0, 0, china).UnixMicro()
	for b.Loop() {
		_ = r.Remaining(due, 0)
	}
}
