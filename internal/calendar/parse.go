package calendar

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Parse reads a calendar table, one line per item, its fields separated by tabs:
//
//	# remark
//	zone	+08:00
//	hours	08:30-12:00 13:30-17:30
//	year	2027
//	2027-01-01	off	元旦
//	2027-02-07	work	春节
//
// Saturdays and Sundays are off and other days worked unless listed. Zone and hours may be left out, and are
// then those of the shipped calendar. A year is stated before its days; listing it without days says that it
// is known to have none. Parse refuses whatever it does not understand, with the number of the line.
func Parse(r io.Reader) (Calendar, error) {
	p := parser{
		zone:     china,
		sessions: []session{{8*time.Hour + 30*time.Minute, 12 * time.Hour}, {13*time.Hour + 30*time.Minute, 17*time.Hour + 30*time.Minute}},
		years:    map[int]year{},
		seen:     map[string]bool{},
	}
	if err := p.read(r); err != nil {
		return Calendar{}, err
	}
	if len(p.years) == 0 {
		return Calendar{}, errors.New("calendar: no year in it")
	}
	return assemble(p.zone, p.sessions, p.years), nil
}

// Amend gives the calendar with what a table says otherwise: years that it states take the place of those known, office hours and
// days that it names that of those in force. Beside what Parse reads, a line
//
//	change	2026
//
// lets single days of a known year be changed below it, and leaves its others alone: a local exception. The zone is the
// district's, and no table changes it. years are those it touches. 依据 P-70.
func (c Calendar) Amend(r io.Reader) (amended Calendar, years []int, err error) {
	p := parser{zone: c.zone, sessions: c.sessions, years: map[int]year{}, seen: map[string]bool{}, base: c.years}
	if err := p.read(r); err != nil {
		return c, nil, err
	}
	if p.zone != c.zone && p.zone.String() != c.zone.String() {
		return c, nil, errors.New("calendar: the zone is another than the district's")
	}
	if len(p.years) == 0 && !p.seen["hours"] {
		return c, nil, errors.New("calendar: nothing in it")
	}
	all := maps.Clone(c.years)
	maps.Copy(all, p.years)
	return assemble(c.zone, p.sessions, all), slices.Sorted(maps.Keys(p.years)), nil
}

func (p *parser) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if err := p.line(strings.TrimSuffix(lines.Text(), "\r")); err != nil {
			return fmt.Errorf("calendar line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read calendar: %w", err)
	}
	return nil
}

// A fixed offset serves: China has had no summer time since 1991, and no tables are needed for it.
var china = time.FixedZone("Asia/Shanghai", 8*60*60)

type parser struct {
	zone     *time.Location
	sessions []session
	years    map[int]year
	seen     map[string]bool // settings and days already given
	base     map[int]year    // what may be changed; nil where nothing is known yet
	changed  map[int]bool    // years of which single days are changed
}

func (p *parser) line(s string) error {
	if s == "" || strings.HasPrefix(s, "#") {
		return nil
	}
	if !utf8.ValidString(s) {
		return errors.New("not UTF-8")
	}
	fields := strings.Split(s, "\t")
	if p.seen[fields[0]] && fields[0] != "year" && fields[0] != "change" {
		return fmt.Errorf("%q given twice", fields[0])
	}
	p.seen[fields[0]] = true
	var err error
	switch {
	case fields[0] == "zone" && len(fields) == 2:
		p.zone, err = parseZone(fields[1])
	case fields[0] == "hours" && len(fields) == 2:
		p.sessions, err = parseHours(fields[1])
	case fields[0] == "year" && len(fields) == 2:
		err = p.year(fields[1])
	case fields[0] == "change" && len(fields) == 2 && p.base != nil:
		err = p.change(fields[1])
	case len(fields) == 3:
		err = p.day(fields[0], fields[1], fields[2])
	default:
		err = errors.New("neither a setting, a year nor a day")
	}
	return err
}

func (p *parser) year(s string) error {
	first, err := time.Parse("2006", s)
	if err != nil || first.Year() < 1949 {
		return fmt.Errorf("year %q", s)
	}
	y := first.Year()
	if _, twice := p.years[y]; twice {
		return fmt.Errorf("year %d given twice", y)
	}
	days := first.AddDate(1, 0, -1).YearDay()
	worked := make([]bool, days)
	for i := range worked {
		worked[i] = ordinary(first.AddDate(0, 0, i))
	}
	p.years[y] = year{worked, map[int]string{}}
	return nil
}

// change opens a known year, so that single days of it can be changed.
func (p *parser) change(s string) error {
	first, err := time.Parse("2006", s)
	if err != nil {
		return fmt.Errorf("year %q", s)
	}
	y := first.Year()
	known, ok := p.base[y]
	switch _, twice := p.years[y]; {
	case twice:
		return fmt.Errorf("year %d given twice", y)
	case !ok:
		return fmt.Errorf("year %d is not known, and cannot be changed", y)
	}
	p.years[y] = year{slices.Clone(known.worked), maps.Clone(known.names)}
	if p.changed == nil {
		p.changed = map[int]bool{}
	}
	p.changed[y] = true
	return nil
}

func (p *parser) day(date, kind, name string) error {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return fmt.Errorf("date %q", date)
	}
	y, known := p.years[day.Year()]
	switch {
	case !known:
		return fmt.Errorf("%s: its year is not stated above it", date)
	case kind != "off" && kind != "work":
		return fmt.Errorf("%s: kind %q, want off or work", date, kind)
	case len(name) > 60 || strings.ContainsFunc(name, unicode.IsControl):
		return fmt.Errorf("%s: name", date)
	case p.changed[day.Year()] && (kind == "work") == y.worked[day.YearDay()-1]:
		return fmt.Errorf("%s is %s already", date, kind)
	case !p.changed[day.Year()] && (kind == "work") == ordinary(day):
		return fmt.Errorf("%s is %s in any case", date, kind)
	}
	y.worked[day.YearDay()-1] = kind == "work"
	if y.names[day.YearDay()-1] = name; (kind == "work") == ordinary(day) {
		delete(y.names, day.YearDay()-1) // an ordinary day again
	}
	return nil
}

func parseZone(s string) (*time.Location, error) {
	at, err := time.Parse("-07:00", s)
	if err != nil {
		return nil, fmt.Errorf("zone %q", s)
	}
	_, offset := at.Zone()
	if offset == 8*60*60 {
		return china, nil
	}
	return time.FixedZone(s, offset), nil
}

// parseHours wants at least one stretch, each opening before it closes and after the one before.
func parseHours(s string) ([]session, error) {
	var all []session
	var last time.Duration = -1
	for span := range strings.SplitSeq(s, " ") {
		open, shut, _ := strings.Cut(span, "-")
		from, err := time.Parse("15:04", open)
		to, err2 := time.Parse("15:04", shut)
		if err != nil || err2 != nil {
			return nil, fmt.Errorf("hours %q", span)
		}
		midnight := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
		one := session{from.Sub(midnight), to.Sub(midnight)}
		if one.from <= last || one.to <= one.from {
			return nil, fmt.Errorf("hours %q out of order", span)
		}
		last, all = one.to, append(all, one)
	}
	return all, nil
}
