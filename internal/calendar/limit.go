package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Limit (时限) says how long something may take. The zero Limit means that none is set.
// It is written, stored and sent as text: 30min, 1h, 4wh, 10wd, 7d, statute.
type Limit struct {
	n    int
	unit unit
}

type unit string

const (
	minutes      unit = "min"     // 分钟
	hours        unit = "h"       // 自然小时
	workingHours unit = "wh"      // 工作小时
	workingDays  unit = "wd"      // 工作日
	naturalDays  unit = "d"       // 自然日
	statute      unit = "statute" // 法定程序
)

// most keeps a limit within what anyone could mean (some 27 years of days), so that arithmetic
// on it is always small.
const most = 9999

var chinese = map[unit]string{
	minutes: "分钟", hours: "小时", workingHours: "个工作小时", workingDays: "个工作日", naturalDays: "个自然日",
}

// ParseLimit reads a limit in its one spelling: a whole number from 1 to 9999 without leading zeros,
// directly followed by min, h, wh, wd or d; or the word statute; or nothing, for no limit.
func ParseLimit(s string) (Limit, error) {
	switch s {
	case "":
		return Limit{}, nil
	case string(statute):
		return Limit{unit: statute}, nil
	}
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	u := unit(s[len(digits):])
	if _, known := chinese[u]; err != nil || !known || n < 1 || n > most || strconv.Itoa(n) != digits {
		return Limit{}, fmt.Errorf("limit %q: want 1 to %d followed by min, h, wh, wd or d, or statute", s, most)
	}
	return Limit{n, u}, nil
}

// MustLimit is ParseLimit for limits written in the source; it panics on a misspelt one.
func MustLimit(s string) Limit {
	l, err := ParseLimit(s)
	if err != nil {
		panic(err)
	}
	return l
}

// String is the stored spelling; the zero Limit is the empty text.
func (l Limit) String() string {
	if l.n == 0 {
		return string(l.unit)
	}
	return strconv.Itoa(l.n) + string(l.unit)
}

// Zh says the limit as an officer would: 4个工作小时, 10个工作日, 按法定程序.
func (l Limit) Zh() string {
	switch {
	case l.IsZero():
		return "未定时限"
	case l.Statute():
		return "按法定程序"
	}
	return strconv.Itoa(l.n) + chinese[l.unit]
}

// IsZero reports that no limit is set.
func (l Limit) IsZero() bool { return l == Limit{} }

// Statute reports that law, not the list, sets the date.
func (l Limit) Statute() bool { return l.unit == statute }

// Natural reports that the limit runs day and night, without regard to office hours.
func (l Limit) Natural() bool { return l.unit == minutes || l.unit == hours || l.unit == naturalDays }

// MarshalText gives the stored spelling, so that JSON shows a limit as a plain string.
func (l Limit) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the stored spelling and refuses any other.
func (l *Limit) UnmarshalText(text []byte) error {
	parsed, err := ParseLimit(string(text))
	if err == nil {
		*l = parsed
	}
	return err
}
