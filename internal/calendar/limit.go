package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Limit (时限) says how long something may take. The zero Limit means that none is set.
// It is written, stored and sent as text: 30min, 1h, 4wh, 10wd, 7d, statute.
type Limit struct {
	n    int32
	unit unit
}

// unit is one byte: a case holds a hundred limits and more, and is copied with every event.
type unit uint8

const (
	minutes      unit = iota + 1 // 分钟
	hours                        // 自然小时
	workingHours                 // 工作小时
	workingDays                  // 工作日
	naturalDays                  // 自然日
	statute                      // 法定程序
)

// spelled is how each is written, and chinese how it is said.
var (
	spelled = [...]string{"", "min", "h", "wh", "wd", "d", "statute"}
	chinese = [...]string{"", "分钟", "小时", "个工作小时", "个工作日", "个自然日", ""}
)

// most keeps a limit within what anyone could mean (some 27 years of days), so that arithmetic
// on it is always small.
const most = 9999

// ParseLimit reads a limit in its one spelling: a whole number from 1 to 9999 without leading zeros,
// directly followed by min, h, wh, wd or d; or the word statute; or nothing, for no limit.
func ParseLimit(s string) (Limit, error) {
	switch s {
	case "":
		return Limit{}, nil
	case spelled[statute]:
		return Limit{unit: statute}, nil
	}
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	u := slices.Index(spelled[:statute], s[len(digits):])
	if err != nil || u < int(minutes) || n < 1 || n > most || strconv.Itoa(n) != digits {
		return Limit{}, fmt.Errorf("limit %q: want 1 to %d followed by min, h, wh, wd or d, or statute", s, most)
	}
	return Limit{int32(n), unit(u)}, nil
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
		return spelled[l.unit]
	}
	return strconv.Itoa(int(l.n)) + spelled[l.unit]
}

// Zh says the limit as an officer would: 4个工作小时, 10个工作日, 按法定程序.
func (l Limit) Zh() string {
	switch {
	case l.IsZero():
		return "未定时限"
	case l.Statute():
		return "按法定程序"
	}
	return strconv.Itoa(int(l.n)) + chinese[l.unit]
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
