// Package calendartest reckons deadlines a second time, in another way, for the tests of all rooms: it knows of each day whether it is
// worked, adds up the office time before it once, and finds an instant by halving. It shares no code with the calendar.
package calendartest

import (
	"strconv"
	"strings"
	"time"
)

// Office hours of every worked day: 08:30–12:00 and 13:30–17:30.
var hours = [][2]int64{{510 * minute, 720 * minute}, {810 * minute, 1050 * minute}}

const (
	minute = int64(60_000_000) // microseconds, as all that is counted here
	hour   = 60 * minute
	day    = 24 * hour
	offset = 8 * hour // Chinese time
	closes = 1050 * minute
)

// Oracle (另算) knows some years.
type Oracle struct {
	first  int64   // midnight of the first day, UTC microseconds
	office []int64 // office time before each day, and after the last
	worked []bool
}

// New asks of every day of some years whether it is worked; the days are given by their noon, Chinese time.
func New(from, to int, worked func(noon time.Time) bool) *Oracle {
	zone := time.FixedZone("", int(offset/1_000_000))
	noon := time.Date(from, 1, 1, 12, 0, 0, 0, zone)
	o := &Oracle{first: noon.UnixMicro() - 12*hour, office: []int64{0}}
	for ; noon.Year() <= to; noon = noon.AddDate(0, 0, 1) {
		sum := o.office[len(o.office)-1]
		if worked(noon) {
			sum += 450 * minute
		}
		o.worked, o.office = append(o.worked, worked(noon)), append(o.office, sum)
	}
	return o
}

// Ends is the midnight that ends the years it knows.
func (o *Oracle) Ends() int64 { return o.first + int64(len(o.worked))*day }

func (o *Oracle) of(at int64) (index int, since int64) {
	return int((at - o.first) / day), (at - o.first) % day
}

// Office is the office time from the first day to an instant.
func (o *Oracle) Office(at int64) int64 {
	i, since := o.of(at)
	sum := o.office[i]
	if o.worked[i] {
		for _, h := range hours {
			sum += max(0, min(since, h[1])-h[0])
		}
	}
	return sum
}

// when is the first instant from which something holds; it never ceases to. ok is false where that lies past the years known.
func (o *Oracle) when(from int64, holds func(int64) bool) (int64, bool) {
	low, high := from, o.Ends()-2
	if !holds(high) {
		return 0, false
	}
	for low < high {
		if middle := low + (high-low)/2; holds(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low, true
}

// Workdays are the worked days after the day of one instant, up to that of another.
func (o *Oracle) Workdays(from, to int64) (n int64) {
	i, _ := o.of(from)
	last, _ := o.of(to)
	for i++; i <= last; i++ {
		if o.worked[i] {
			n++
		}
	}
	return n
}

// Worked tells whether the day of an instant is worked.
func (o *Oracle) Worked(at int64) bool {
	i, _ := o.of(at)
	return o.worked[i]
}

// Unit takes a limit apart: 4wh is 4 and wh.
func Unit(limit string) (n int64, unit string) {
	unit = strings.TrimLeft(limit, "0123456789")
	n, _ = strconv.ParseInt(strings.TrimSuffix(limit, unit), 10, 64)
	return n, unit
}

// Due is when a limit that starts at an instant runs out; ok is false where that lies past the years known.
func (o *Oracle) Due(from int64, limit string) (due int64, ok bool) {
	n, unit := Unit(limit)
	switch unit {
	case "min":
		return from + n*minute, true
	case "h":
		return from + n*hour, true
	case "d":
		i, _ := o.of(from)
		return o.first + (int64(i)+n+1)*day, true
	case "wh":
		return o.afterOffice(from, n*hour)
	case "wd":
		return o.afterDays(from, n)
	}
	panic("limit " + limit)
}

// afterOffice is the instant at which so much office time has passed; where none is left, the next at which an office is open.
func (o *Oracle) afterOffice(from, need int64) (int64, bool) {
	had := o.Office(from)
	if need == 0 {
		return o.when(from, func(at int64) bool { return o.Office(at+1) > had })
	}
	return o.when(from, func(at int64) bool { return o.Office(at)-had >= need })
}

func (o *Oracle) afterDays(from, need int64) (int64, bool) {
	i, _ := o.of(from)
	for need > 0 {
		if i++; i >= len(o.worked) {
			return 0, false
		}
		if o.worked[i] {
			need--
		}
	}
	return o.first + int64(i)*day + closes, true
}

// Left is what is left of a limit at an instant, in its own kind: microseconds of natural or of office time, or working days.
func (o *Oracle) Left(due int64, limit string, at int64) int64 {
	switch _, unit := Unit(limit); unit {
	case "wh":
		return o.Office(due) - o.Office(at)
	case "wd":
		return o.Workdays(at, due)
	}
	return due - at
}

// Resume is when something is due that stood still: what was left, counted from when it goes on. What was overdue stays so. A
// working day that was its last is the rest of the day on which it goes on, or the whole next one where no office opens any more.
func (o *Oracle) Resume(due int64, limit string, paused, resumed int64) (int64, bool) {
	if paused > due || resumed <= paused {
		return due, true
	}
	left := o.Left(due, limit, paused)
	switch _, unit := Unit(limit); unit {
	case "wh":
		return o.afterOffice(resumed, left)
	case "wd":
		if _, since := o.of(resumed); left == 0 && !(o.Worked(resumed) && since <= closes) {
			left = 1
		}
		return o.afterDays(resumed, left)
	}
	return resumed + left, true
}
