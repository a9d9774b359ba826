package face

import (
	"testing"
	"time"

	"huying/internal/locale"
)

// The year is told where it is another than the page's, and the end of a day is that day's.
func TestInstantsAreToldByTheirDay(t *testing.T) {
	micros := func(s string) int64 {
		at, err := time.ParseInLocation("2006-01-02 15:04", s, china)
		if err != nil {
			t.Fatal(err)
		}
		return at.UnixMicro()
	}
	now := micros("2026-11-25 03:00")
	for _, row := range []struct{ at, zh, en string }{
		{"2026-11-25 08:40", "11月25日 08:40", "25 Nov 08:40"},
		{"2019-07-25 08:40", "2019年7月25日 08:40", "25 Jul 2019 08:40"},
		{"2027-01-24 00:00", "2027年1月23日 24:00", "23 Jan 2027 24:00"},
		{"2027-01-01 00:00", "12月31日 24:00", "31 Dec 24:00"},
	} {
		if zh, en := WhenIn(locale.Zh, now, micros(row.at)), WhenIn(locale.En, now, micros(row.at)); zh != row.zh || en != row.en {
			t.Errorf("%s: %s, %s", row.at, zh, en)
		}
	}
	if got := WhenIn(locale.Zh, 0, micros("2019-07-25 08:40")); got != "7月25日 08:40" {
		t.Error(got)
	}
}
