package calendar

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Calendar (工作历) knows which days of which years are worked, and at what hours. It is immutable:
// importing another year gives another Calendar, with another Hash.
type Calendar struct {
	zone     *time.Location
	sessions []session
	years    map[int]year
	hash     string
}

// session is one stretch of office hours, as time since midnight.
type session struct{ from, to time.Duration }

// year holds, for each day of the year, whether it is worked, and the name of the holiday behind an exception.
type year struct {
	worked []bool
	names  map[int]string // by day of the year, counted from 0
}

//go:embed days.tsv
var shipped string

var parseShipped = sync.OnceValue(func() Calendar {
	c, err := Parse(strings.NewReader(shipped))
	if err != nil {
		panic(err) // the embedded table is ours; a test reads it whole
	}
	return c
})

// Shipped is the calendar that comes with the program: 2019 to 2026 with 调休, office hours
// 08:30–12:00 and 13:30–17:30, Chinese time.
func Shipped() Calendar { return parseShipped() }

// Years lists the years known, in order.
func (c Calendar) Years() []int { return slices.Sorted(maps.Keys(c.years)) }

// Hash identifies the calendar by its content: the SHA-256 of Text, in hexadecimal. A task keeps it
// beside the deadline that was reckoned with it (依据 P-33).
func (c Calendar) Hash() string { return c.hash }

// Zone is the time zone in which days begin and offices open.
func (c Calendar) Zone() *time.Location { return c.zone }

// Workday reports whether the day of an instant is worked; known is false past the years known.
func (c Calendar) Workday(at time.Time) (worked, known bool) {
	return c.worked(c.dayOf(at))
}

// HolidayName (节日名) names the holiday for which a day is off, or worked instead of another; empty on ordinary days.
func (c Calendar) HolidayName(at time.Time) string {
	d := c.dayOf(at)
	return c.years[d.Year()].names[d.YearDay()-1]
}

// Hours are the office hours of a day as people write them: 08:30–12:00 13:30–17:30.
func (c Calendar) Hours() string {
	spans := make([]string, len(c.sessions))
	for i, s := range c.sessions {
		spans[i] = clock(s.from) + "–" + clock(s.to)
	}
	return strings.Join(spans, " ")
}

// Text is the calendar in the form Parse reads: the same for the same content, whatever the source's order.
func (c Calendar) Text() string {
	var b strings.Builder
	_, offset := time.Unix(0, 0).In(c.zone).Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	fmt.Fprintf(&b, "zone\t%c%02d:%02d\n", sign, offset/3600, offset/60%60)
	spans := make([]string, len(c.sessions))
	for i, s := range c.sessions {
		spans[i] = clock(s.from) + "-" + clock(s.to)
	}
	fmt.Fprintf(&b, "hours\t%s\n", strings.Join(spans, " "))
	for _, y := range c.Years() {
		c.writeYear(&b, y)
	}
	return b.String()
}

func (c Calendar) writeYear(b *strings.Builder, y int) {
	fmt.Fprintf(b, "year\t%d\n", y)
	for i, worked := range c.years[y].worked {
		day := time.Date(y, 1, 1+i, 0, 0, 0, 0, c.zone)
		if worked == ordinary(day) {
			continue
		}
		kind := "off"
		if worked {
			kind = "work"
		}
		fmt.Fprintf(b, "%s\t%s\t%s\n", day.Format(time.DateOnly), kind, c.years[y].names[i])
	}
}

func assemble(zone *time.Location, sessions []session, years map[int]year) Calendar {
	c := Calendar{zone: zone, sessions: sessions, years: years}
	sum := sha256.Sum256([]byte(c.Text()))
	c.hash = hex.EncodeToString(sum[:])
	return c
}

// dayOf is the midnight that begins the day of an instant.
func (c Calendar) dayOf(at time.Time) time.Time {
	at = at.In(c.zone)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, c.zone)
}

func (c Calendar) worked(day time.Time) (worked, known bool) {
	y, known := c.years[day.Year()]
	return known && y.worked[day.YearDay()-1], known
}

// ordinary is a weekday from Monday to Friday, worked unless a table says otherwise.
func ordinary(day time.Time) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

func clock(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d.Hours()), int(d.Minutes())%60)
}

// Office tells when offices first open and last close on the day of an instant; worked is false on a day off, and past
// the years known.
func (c Calendar) Office(at time.Time) (opens, shuts time.Time, worked bool) {
	day := c.dayOf(at)
	worked, _ = c.worked(day)
	return day.Add(c.sessions[0].from), day.Add(c.closing()), worked
}
