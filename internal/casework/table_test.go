package casework

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huying/internal/org"
)

var update = flag.Bool("update", false, "write the printed pages anew")

const printed = "<!-- printed from internal/casework; go test ./internal/casework -run Printed -update -->\n"

// The declared table is printed in Chinese, for a section chief to read and sign.
func TestTableIsPrinted(t *testing.T) {
	page := printTable()
	same(t, filepath.Join("testdata", "table.zh.md"), page)
	same(t, filepath.Join("..", "..", "docs", "table.md"), page)
}

func TestVerbsArePrinted(t *testing.T) {
	same(t, filepath.Join("..", "..", "docs", "verbs.md"), printVerbs())
}

func same(t *testing.T, path, page string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != page {
		t.Errorf("%s is out of date: read what has changed, then run with -update", path)
	}
}

func printTable() string {
	var b strings.Builder
	fmt.Fprint(&b, "# 权责状态表\n\n"+printed+`
什么状态下、什么岗位、与本案什么关系，可以办理什么动作。表中没有的，一律不予办理（P-81）。到期的逾期先于任何办理记录（P-73）。

## 动作

| 动作 | 呼叫单状态 | 派单件状态 | 岗位 | 关系 | 条款 |
|---|---|---|---|---|---|
`)
	for _, r := range Table {
		fmt.Fprintf(&b, "| %s `%s` | %s | %s | %s | %s | %s |\n", r.Verb.Zh(), r.Verb, caseZh(r.Case), taskStatusZh(r.Task), rolesZh(r.Roles), r.Tie.Zh(), r.Clause)
	}
	fmt.Fprint(&b, "\n## 状态\n\n| 呼叫单状态 | 可以办理 |\n|---|---|\n")
	for _, s := range append([]Status{CaseNone}, Statuses...) {
		var may []string
		for _, v := range AllVerbs {
			if v != VerbLapse && slices.ContainsFunc(Table, func(r Row) bool { return r.Verb == v && slices.Contains(r.Case, s) }) {
				may = append(may, v.Zh())
			}
		}
		fmt.Fprintf(&b, "| %s `%s` | %s |\n", s.Zh(), cmp.Or(string(s), "none"), strings.Join(may, "、"))
	}
	fmt.Fprint(&b, "\n## 时限\n\n到期未办，由系统记录一次逾期（P-05）。\n\n| 时限 | 等待 | 办理 | 逾期记录 |\n|---|---|---|---|\n")
	for _, k := range clockKinds {
		tie, verb := Case{}.owed(k, "")
		fmt.Fprintf(&b, "| %s `%s` | %s | %s | `%s` |\n", k.Zh(), k, tie.Zh(), verb.Zh(), Name(miss(RunningClock{Kind: k})))
	}
	fmt.Fprint(&b, "\n签字：　　　　　　　　日期：\n")
	return b.String()
}

var clockKinds = []ClockKind{
	ClockIntake, ClockApproval, ClockRuling, ClockDispatch, ClockLead, ClockAccept, ClockArrive, ClockDone, ClockReturn, ClockDocket, ClockLetting,
	ClockStep, ClockReceive, ClockReply, ClockOpine, ClockRequest, ClockReview, ClockExplain, ClockFinish, ClockVerify, ClockRate,
	ClockRectify, ClockFollow, ClockAppeal, ClockLodge, ClockHeed,
}

func caseZh(list []Status) string {
	if len(list) == len(Statuses) {
		return "各状态"
	}
	return zh(list, Status.Zh)
}

func taskStatusZh(list []TaskStatus) string {
	if len(list) == 0 {
		return "—"
	}
	return zh(list, TaskStatus.Zh)
}

func rolesZh(list []org.Role) string { return zh(list, org.Role.Zh) }

func zh[T any](list []T, name func(T) string) string {
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = name(one)
	}
	return strings.Join(names, "、")
}

func printVerbs() string {
	var b strings.Builder
	fmt.Fprint(&b, "# Verbs 办理动作\n\n"+printed+`
What may be asked for in a case, one verb at a time, in the order of the work: who may ask, and the body of the request, one
JSON object. A field in **bold** must be there; null counts as absent. An unknown or repeated field, a value of another type, or
text with control characters is refused, and nothing is written (P-87). Who may do what is told whole in [table.md](table.md).

`)
	for _, v := range AllVerbs {
		blank, ok := Commands[v]
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "## %s `%s`\n\n", v.Zh(), v)
		for _, r := range Table {
			if r.Verb != v || r.Tie == TieClock {
				continue
			}
			task := ""
			if len(r.Task) > 0 {
				task = "；派单件：" + taskStatusZh(r.Task)
			}
			fmt.Fprintf(&b, "- %s的%s。呼叫单：%s%s。%s\n", r.Tie.Zh(), rolesZh(r.Roles), caseZh(r.Case), task, r.Clause)
		}
		fmt.Fprint(&b, "\n", printFields(v, reflect.TypeOf(blank())))
	}
	fmt.Fprint(&b, "## Parts 共用\n\n")
	for _, part := range []reflect.Type{reflect.TypeFor[File](), reflect.TypeFor[Reporter](), reflect.TypeFor[Outcome](), reflect.TypeFor[Attendance](), reflect.TypeFor[Planned]()} {
		fmt.Fprintf(&b, "### %s\n\n%s", part.Name(), printFields("", part))
	}
	fmt.Fprint(&b, "## Closed lists 固定选项\n\n| list | code | 中文 | |\n|---|---|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(Lists)) {
		for _, o := range Lists[name] {
			fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", name, o.Code, o.Zh, o.En)
		}
	}
	return b.String()
}

func printFields(verb Verb, t reflect.Type) string {
	if t.NumField() == 0 {
		return "The body is `{}`.\n\n"
	}
	var b strings.Builder
	fmt.Fprint(&b, "| field | | |\n|---|---|---|\n")
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if option == "" {
			name = "**" + name + "**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, typeName(f.Type), f.Tag.Get("doc"))
	}
	return b.String() + "\n"
}

func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.Slice:
		return "list of " + typeName(t.Elem())
	case reflect.Map:
		return "object of " + typeName(t.Elem())
	case reflect.Struct:
		return t.Name()
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "text"
	}
	return "integer"
}

// The table declares only what there is, and everything there is.
func TestTableIsWhole(t *testing.T) {
	for _, v := range AllVerbs {
		if !slices.ContainsFunc(Table, func(r Row) bool { return r.Verb == v }) || v.Zh() == "" {
			t.Errorf("%s stands in no row, or has no Chinese name", v)
		}
	}
	for _, r := range Table {
		if len(r.Roles) == 0 || len(r.Case) == 0 || r.Tie.Zh() == "" || r.Clause == "" || !slices.Contains(AllVerbs, r.Verb) {
			t.Errorf("an incomplete row: %+v", r)
		}
	}
	for _, s := range append([]Status{CaseNone}, Statuses...) {
		if s.Zh() == "" {
			t.Errorf("status %q has no Chinese name", s)
		}
	}
	for _, s := range append([]TaskStatus{TaskNone}, TaskStatuses...) {
		if s.Zh() == "" {
			t.Errorf("task status %q has no Chinese name", s)
		}
	}
	for _, k := range clockKinds {
		if k.Zh() == "" {
			t.Errorf("clock %q has no Chinese name", k)
		}
	}
}

// Every field of a command has a name on the wire and says what it is.
func TestFieldsAreDescribed(t *testing.T) {
	for v, blank := range Commands {
		for f := range reflect.TypeOf(blank()).Fields() {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name == "" || f.Tag.Get("doc") == "" {
				t.Errorf("%s.%s lacks its json or doc tag", v, f.Name)
			}
		}
	}
	for name, list := range Lists {
		for _, o := range list {
			if o.Code == "" || o.Zh == "" || o.En == "" || Zh(list, o.Code) != o.Zh {
				t.Errorf("%s: %+v lacks a name, or is twice there", name, o)
			}
		}
	}
	if Zh(Grades, "unheard") != "unheard" {
		t.Error("an unknown code is said as it is")
	}
}
