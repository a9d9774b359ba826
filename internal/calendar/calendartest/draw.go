package calendartest

import (
	"math/rand/v2"
	"time"
)

// corners are instants around which deadlines go wrong: nights, lunch, midnight, weekends worked instead, Spring Festival with its
// extension, National Day, and the ends of years.
var corners = []string{
	"2020-01-17 17:29", "2020-01-19 11:59", "2020-01-23 17:30", "2020-01-31 00:00", "2020-02-02 23:59", "2020-02-03 08:30", "2020-02-03 08:29",
	"2025-09-26 17:31", "2025-09-28 12:00", "2025-09-30 16:00", "2025-10-08 23:59", "2025-10-11 13:30", "2026-02-13 17:00", "2026-02-24 08:30",
	"2026-02-28 12:30", "2026-04-30 17:29", "2026-05-09 09:00", "2019-12-31 17:00", "2019-12-31 23:59", "2020-12-31 13:29", "2021-12-31 12:01",
	"2022-12-30 17:30", "2023-12-29 16:59", "2024-02-09 08:00", "2024-12-31 23:00", "2025-12-31 17:15", "2026-01-04 12:00", "2019-07-25 12:00",
}

// Instant draws one of 2019 to 2026: near a corner, or anywhere; mostly whole minutes, sometimes with microseconds.
func Instant(r *rand.Rand) int64 {
	zone := time.FixedZone("", int(offset/1_000_000))
	at := time.Date(2019, 1, 1+r.IntN(2922), 0, r.IntN(24*60), 0, 0, zone)
	if r.IntN(2) == 0 {
		at, _ = time.ParseInLocation("2006-01-02 15:04", corners[r.IntN(len(corners))], zone)
		at = at.Add(time.Duration(r.IntN(5)-2) * []time.Duration{0, time.Minute, time.Hour, 24 * time.Hour}[r.IntN(4)])
	}
	if r.IntN(4) == 0 {
		at = at.Add(time.Duration(r.Int64N(60_000_000)) * time.Microsecond)
	}
	return at.UnixMicro()
}

// Span draws how long something runs or stands still: from no time to five weeks.
func Span(r *rand.Rand) int64 {
	spans := []time.Duration{
		0, time.Microsecond, time.Minute, 30 * time.Minute, 90 * time.Minute, 4 * time.Hour, 13 * time.Hour, 24 * time.Hour, 62 * time.Hour, 9 * 24 * time.Hour,
	}
	return (spans[r.IntN(len(spans))] * time.Duration(1+r.IntN(4))).Microseconds()
}
