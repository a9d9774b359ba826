package roster

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"huying/internal/org"
	"huying/internal/rule"
)

// Entry is a turn with the telephone that is answered in it, which stands in no event.
type Entry struct {
	Turn
	Phone string
}

// Person is who can be named in a table: by account, or by a name that nobody else of the unit bears.
type Person struct {
	Account org.AccountID
	Name    string
}

// Fault (错行) is what is wrong with one line of a table. Nothing of a table with faults is written. 依据 P-130.
type Fault struct {
	Line    int // counted from 1
	Column  int // counted from 1; 0 where the line as a whole is wrong
	Refusal *rule.Refusal
}

// Faults is all that is wrong with what was sent: nothing of it is written. As a refusal it is the first of them.
type Faults []Fault

func (f Faults) Error() string { return f[0].Refusal.Error() }

// Unwrap is the first of them, which names the turn and its field: turns.1.starts.
func (f Faults) Unwrap() error {
	field := f[0].Refusal.Field
	if f[0].Line > 0 {
		field = strings.TrimSuffix(fmt.Sprintf("turns.%d.%s", f[0].Line, field), ".")
	}
	return f[0].Refusal.At(field)
}

// columnOf is the column of a table in which a field of a turn stands.
var columnOf = map[string]int{"account": columnAccount, "starts": columnStarts, "ends": columnEnds, "phone": columnPhone}

// Columns are the headings of a table, in Chinese and in English, in their order.
var Columns = [][2]string{{"账号", "account"}, {"姓名", "name"}, {"开始", "starts"}, {"结束", "ends"}, {"电话", "phone"}, {"班别", "turn"}}

const (
	columnAccount = iota + 1
	columnName
	columnStarts
	columnEnds
	columnPhone
	columnSecond
)

// minute is how a table writes an instant, in the district's zone.
const minute = "2006-01-02 15:04"

// MaxTable is how long a table may be, in bytes.
const MaxTable = 256 << 10

// Write (导出) gives turns as a table of tab-separated lines, with its headings: what Read takes.
func Write(entries []Entry, name func(org.AccountID) string, zone *time.Location, column int) string {
	var b strings.Builder
	for i, heading := range Columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(heading[column])
	}
	b.WriteByte('\n')
	for _, e := range entries {
		second := [2]string{"主班", "first"}
		if e.Second {
			second = [2]string{"副班", "second"}
		}
		cells := []string{string(e.Account), name(e.Account), instant(e.Starts, zone), instant(e.Ends, zone), e.Phone, second[column]}
		for i, cell := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(plain(cell))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// instant writes the minute, and the rest of it only where there is one: a turn that was ended at this second reads back
// as it is.
func instant(at int64, zone *time.Location) string {
	t := time.UnixMicro(at).In(zone)
	if t.Second() == 0 && t.Nanosecond() == 0 {
		return t.Format(minute)
	}
	return t.Format(time.RFC3339Nano)
}

// plain keeps a cell from being taken for a formula by whoever opens the table, and on its own line.
func plain(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, cell)
	if cell != "" && strings.ContainsRune("=@", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// Read (导入) reads a table of turns, separated by tabs or commas, with or without headings: account or name, beginning,
// end, telephone, first or second. All faults are told, each with its line and column. 依据 P-130.
func Read(text string, people []Person, zone *time.Location) (entries []Entry, lines []int, faults Faults) {
	fail := func(line, column int, r *rule.Refusal) {
		faults = append(faults, Fault{line, column, r})
	}
	text = strings.TrimPrefix(text, "\ufeff")
	switch {
	case len(text) > MaxTable:
		fail(0, 0, rule.Refuse(rule.TooLarge, "P-130", "值班表不得超过 256 KiB"))
		return nil, nil, faults
	case !utf8.ValidString(text):
		fail(0, 0, rule.Refuse(rule.Invalid, "P-87", "值班表不是有效的文字（UTF-8）"))
		return nil, nil, faults
	}
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.LazyQuotes, rows.TrimLeadingSpace = -1, true, false
	if strings.Contains(text, "\t") {
		rows.Comma = '\t'
	}
	for {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := rows.FieldPos(0)
		if err != nil {
			fail(line, 0, rule.Refuse(rule.Invalid, "P-130", "这一行无法识别"))
			break
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if strings.Join(cells, "") == "" || heading(cells) {
			continue
		}
		if len(entries) == AtOnce {
			fail(line, 0, rule.Refuse(rule.Invalid, "P-130", "一次最多排五百个班次"))
			break
		}
		entry, wrong := read(cells, people, zone)
		for _, w := range wrong {
			fail(line, w.Column, w.Refusal)
		}
		if len(wrong) == 0 {
			entries, lines = append(entries, entry), append(lines, line)
		}
	}
	if len(entries) == 0 && len(faults) == 0 {
		fail(0, 0, rule.Refuse(rule.Incomplete, "P-130", "值班表中没有班次"))
	}
	return entries, lines, faults
}

func heading(cells []string) bool {
	return cells[0] == Columns[0][0] || strings.EqualFold(cells[0], Columns[0][1])
}

func read(cells []string, people []Person, zone *time.Location) (e Entry, wrong []Fault) {
	fail := func(column int, r *rule.Refusal) { wrong = append(wrong, Fault{Column: column, Refusal: r}) }
	cell := func(column int) string {
		if column > len(cells) {
			return ""
		}
		return strings.TrimPrefix(cells[column-1], "'")
	}
	if len(cells) > len(Columns) {
		fail(len(Columns)+1, rule.Refuse(rule.Invalid, "P-130", "这一行的列数过多"))
	}
	var r *rule.Refusal
	if e.Account, r = named(cell(columnAccount), cell(columnName), people); r != nil {
		column := columnAccount
		if cell(columnAccount) == "" {
			column = columnName
		}
		fail(column, r)
	}
	var starts, ends *rule.Refusal
	if e.Starts, starts = moment(cell(columnStarts), "请填写开始时间", zone); starts != nil {
		fail(columnStarts, starts)
	}
	if e.Ends, ends = moment(cell(columnEnds), "请填写结束时间", zone); ends != nil {
		fail(columnEnds, ends)
	}
	e.Phone = cell(columnPhone)
	if r := Phone(e.Phone); r != nil {
		fail(columnPhone, r)
	}
	switch cell(columnSecond) {
	case "", "主班", "first":
	case "副班", "second":
		e.Second = true
	default:
		fail(columnSecond, rule.Refuse(rule.Invalid, "P-130", "班别应为主班或者副班"))
	}
	return e, wrong
}

// moment reads an instant as people and spreadsheets write it.
func moment(text, none string, zone *time.Location) (int64, *rule.Refusal) {
	if text == "" {
		return 0, rule.Refuse(rule.Incomplete, "P-130", none)
	}
	for _, layout := range []string{minute, "2006-01-02T15:04", "2006/1/2 15:04", "2006-1-2 15:04", "2006-01-02 15:04:05", "2006/1/2 15:04:05"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t.UnixMicro(), nil
		}
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Year() < 1970 || t.Year() > 9999 {
		return 0, rule.Refuse(rule.Invalid, "P-130", "时间应写作 2026-01-31 17:30")
	}
	return t.UnixMicro(), nil
}

// named finds whom a line means.
func named(account, name string, people []Person) (org.AccountID, *rule.Refusal) {
	var found []org.AccountID
	for _, p := range people {
		if account != "" && string(p.Account) == account || account == "" && name != "" && p.Name == name {
			found = append(found, p.Account)
		}
	}
	switch {
	case account == "" && name == "":
		return "", rule.Refuse(rule.Incomplete, "P-130", "请填写账号或者姓名")
	case len(found) == 0:
		return "", rule.Refuse(rule.Invalid, "P-130", "本单位没有这个人")
	case len(found) > 1:
		return "", rule.Refuse(rule.Invalid, "P-130", "本单位有同名的人，请填写账号")
	}
	return found[0], nil
}
