package desk

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
)

// Filter (筛选) is what somebody asks of the list of cases. It has one spelling, that of the list's address: pages,
// programs and saved filters use the same. Zero fields do not narrow.
type Filter struct {
	Status   casework.Status
	Class    catalogue.Class
	Matter   int
	Domain   string     // 领域
	Township org.UnitID // 呼叫镇街
	Grid     org.UnitID
	Unit     org.UnitID // a unit that has, or had, a task
	Open     bool       // 在办
	Overdue  bool       // 逾期
	Mine     bool       // 待我办: what waits for this post
	Text     string     // part of number, summary or place
	From, To string     // days of the report, 2006-01-02, both included
	When     string     // today, week, month: instead of From and To, from so many days ago
	Pressing bool       // the most pressing first, of those that are open; else the newest first
}

// Spans are the values of Filter.When with the days before today that they take in.
var Spans = []struct {
	Name string
	Days int
}{{"today", 0}, {"week", 6}, {"month", 29}}

// longest is how many characters the words of a filter may have.
const longest = 100

// ReadFilter reads a filter from a list's address. It knows no names beside its own but those given, and refuses what
// it does not understand. 依据 P-87.
func ReadFilter(q url.Values, besides ...string) (f Filter, err error) {
	for name := range q {
		if !slices.Contains(filterNames, name) && !slices.Contains(besides, name) {
			return f, rule.Refuse(rule.Invalid, "P-87", "没有这项筛选："+clip(name)).At(clip(name))
		}
		if value := q.Get(name); !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl) || utf8.RuneCountInString(value) > longest {
			return f, rule.Refuse(rule.Invalid, "P-87", "“"+name+"”过长，或者含有无法识别的字符").At(name)
		}
	}
	f = Filter{
		Status: casework.Status(q.Get("status")), Class: catalogue.Class(q.Get("class")), Domain: q.Get("domain"),
		Township: org.UnitID(q.Get("township")), Grid: org.UnitID(q.Get("grid")), Unit: org.UnitID(q.Get("unit")),
		Text: strings.TrimSpace(q.Get("q")), From: q.Get("from"), To: q.Get("to"), When: q.Get("when"), Pressing: q.Get("order") == "due",
	}
	ticks := map[string]*bool{"open": &f.Open, "overdue": &f.Overdue, "mine": &f.Mine}
	for _, name := range slices.Sorted(maps.Keys(ticks)) {
		switch q.Get(name) {
		case "true":
			*ticks[name] = true
		case "", "false":
		default:
			return f, rule.Refuse(rule.Invalid, "P-87", "“"+name+"”应为 true 或者 false").At(name)
		}
	}
	if number := q.Get("matter"); number != "" {
		if f.Matter, err = strconv.Atoi(number); err != nil || f.Matter < 1 {
			return f, rule.Refuse(rule.Invalid, "P-87", "事项应为序号").At("matter")
		}
	}
	if order := q.Get("order"); order != "" && order != "due" && order != "new" {
		return f, rule.Refuse(rule.Invalid, "P-87", "没有这种排序："+clip(order)).At("order")
	}
	if r := f.Unreadable(); r != nil {
		return f, r
	}
	return f, nil
}

// filterNames are the names in a list's address that a filter knows.
var filterNames = []string{"status", "class", "matter", "domain", "township", "grid", "unit", "open", "overdue", "mine", "q", "from", "to", "when", "order"}

// Unreadable says what in the filter stands in no closed list, and what is no day; nil where all can be read. 依据 P-87.
func (f Filter) Unreadable() *rule.Refusal {
	switch {
	case f.Status != "" && !slices.Contains(casework.Statuses, f.Status):
		return rule.Refuse(rule.Invalid, "P-87", "没有这种状态："+clip(string(f.Status))).At("status")
	case f.Class != "" && !slices.Contains([]catalogue.Class{catalogue.Daily, catalogue.Major, catalogue.Urgent}, f.Class):
		return rule.Refuse(rule.Invalid, "P-87", "没有这种类别："+clip(string(f.Class))).At("class")
	case f.When != "" && f.span() < 0:
		return rule.Refuse(rule.Invalid, "P-87", "没有这段时间："+clip(f.When)).At("when")
	}
	for name, day := range map[string]string{"from": f.From, "to": f.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return rule.Refuse(rule.Invalid, "P-87", "“"+name+"”应为日期，如 2019-07-25").At(name)
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		return rule.Refuse(rule.Invalid, "P-87", "起始日期晚于截止日期").At("to")
	}
	return nil
}

func (f Filter) span() int {
	for _, s := range Spans {
		if s.Name == f.When {
			return s.Days
		}
	}
	return -1
}

// Query spells the filter as a list's address has it, in one order: the same filter, the same text.
func (f Filter) Query() string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	tick := func(name string, on bool) {
		if on {
			q.Set(name, "true")
		}
	}
	set("status", string(f.Status))
	set("class", string(f.Class))
	if f.Matter != 0 {
		set("matter", strconv.Itoa(f.Matter))
	}
	set("domain", f.Domain)
	set("township", string(f.Township))
	set("grid", string(f.Grid))
	set("unit", string(f.Unit))
	tick("open", f.Open)
	tick("overdue", f.Overdue)
	tick("mine", f.Mine)
	set("q", f.Text)
	if f.When != "" {
		set("when", f.When)
	} else {
		set("from", f.From)
		set("to", f.To)
	}
	if f.Pressing {
		set("order", "due")
	}
	return q.Encode()
}

// clip keeps a name that somebody sent short enough to be said again.
func clip(s string) string {
	if out := []rune(strings.ToValidUTF8(s, "�")); len(out) > 20 {
		return string(out[:20]) + "…"
	}
	return strings.ToValidUTF8(s, "�")
}
