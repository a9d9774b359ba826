package roster

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/org"
	"huying/internal/rule"
)

var days = calendar.Shipped()

// at is an instant of 2026 in Chinese time.
func at(month time.Month, day, hour, minute int) int64 {
	return time.Date(2026, month, day, hour, minute, 0, 0, days.Zone()).UnixMicro()
}

var squad = org.NewDirectory(370102, []org.Unit{
	{ID: "water", Kind: org.KindDepartment, Name: "水务局"}, {ID: "water-1", Kind: org.KindSection, Parent: "water"},
	{ID: "fire", Kind: org.KindDepartment, Name: "消防"}, {ID: "old", Kind: org.KindDepartment, To: 1}, {ID: "g", Kind: org.KindGrid},
}, []org.Post{
	{ID: "1", Account: "wang", Unit: "water", Role: org.DepartmentLeader}, {ID: "2", Account: "li", Unit: "water-1", Role: org.DepartmentOperator},
	{ID: "3", Account: "zhao", Unit: "fire", Role: org.DepartmentOperator}, {ID: "4", Account: "gone", Unit: "water", To: 5},
})

func TestPut(t *testing.T) {
	now := at(3, 2, 9, 0)
	turn := func(account org.AccountID, starts, ends int64) Turn {
		return Turn{Account: account, Starts: starts, Ends: ends}
	}
	night := turn("wang", at(3, 2, 17, 30), at(3, 3, 8, 30))
	for _, c := range []struct {
		zh     string
		unit   org.UnitID
		wanted Turn
		clause string // "" where it is put
		field  string
	}{
		{"本单位的人排夜班", "water", night, "", ""},
		{"科室的人排进部门", "water", turn("li", at(3, 2, 17, 30), at(3, 3, 8, 30)), "", ""},
		{"此刻开始的班次", "water", turn("wang", now, at(3, 3, 8, 30)), "", ""},
		{"三十一日整", "water", turn("wang", at(3, 3, 0, 0), at(4, 3, 0, 0)), "", ""},
		{"多一分钟", "water", turn("wang", at(3, 3, 0, 0), at(4, 3, 0, 1)), "P-130", "ends"},
		{"别的单位的人", "water", turn("zhao", at(3, 3, 0, 0), at(3, 4, 0, 0)), "P-130", "account"},
		{"部门的人不排进科室", "water-1", turn("wang", at(3, 3, 0, 0), at(3, 4, 0, 0)), "P-130", "account"},
		{"岗位已收回的人", "water", turn("gone", at(3, 3, 0, 0), at(3, 4, 0, 0)), "P-130", "account"},
		{"没有人", "water", turn("", at(3, 3, 0, 0), at(3, 4, 0, 0)), "P-130", "account"},
		{"结束不晚于开始", "water", turn("wang", at(3, 3, 0, 0), at(3, 3, 0, 0)), "P-130", "ends"},
		{"没有开始", "water", turn("wang", 0, at(3, 3, 0, 0)), "P-130", "starts"},
		{"已经开始", "water", turn("wang", now-1, at(3, 3, 0, 0)), "P-131", "starts"},
		{"太远", "water", turn("wang", at(3, 3, 0, 0)+500*24*3600e6, at(3, 4, 0, 0)+500*24*3600e6), "P-130", "starts"},
		{"网格不设值班表", "g", night, "P-130", "unit"},
		{"已撤销的单位", "old", night, "P-130", "unit"},
	} {
		changed, err := Put(squad, c.unit, nil, []Turn{c.wanted}, now)
		r, _ := rule.As(err)
		switch {
		case c.clause == "" && (err != nil || len(changed) != 1):
			t.Errorf("%s: %v", c.zh, err)
		case c.clause != "" && (r == nil || r.Clause != c.clause || !strings.HasSuffix(r.Field, c.field)):
			t.Errorf("%s: %+v", c.zh, r)
		}
	}
	// What is there already is no change, even if it has begun; all that is wrong is told at once.
	begun := turn("wang", at(3, 1, 17, 30), at(3, 2, 17, 30))
	if changed, err := Put(squad, "water", []Turn{begun}, []Turn{begun, night}, now); err != nil || !slices.Equal(changed, []Turn{night}) {
		t.Errorf("%v %v", changed, err)
	}
	_, err := Put(squad, "water", nil, []Turn{night, begun, turn("zhao", at(3, 3, 0, 0), at(3, 4, 0, 0))}, now)
	var wrong Faults
	if errors.As(err, &wrong); len(wrong) != 2 || wrong[0].Line != 2 || wrong[1].Line != 3 || wrong[1].Column != columnAccount {
		t.Errorf("%+v", wrong)
	}
	if r, _ := rule.As(err); r == nil || r.Field != "turns.2.starts" {
		t.Errorf("%+v", r)
	}
}

// One person and beginning stand in a table once, also where one of the lines is on the roster already: which of them were
// meant, nobody knows.
func TestPutTakesNoTurnTwice(t *testing.T) {
	now := at(3, 2, 9, 0)
	short := Turn{Account: "wang", Starts: at(3, 2, 17, 30), Ends: at(3, 3, 8, 30)}
	long, second := short, short
	long.Ends += 3600e6
	second.Second = true
	for _, had := range [][]Turn{nil, {short}} {
		for _, wanted := range [][]Turn{{long, short}, {short, long}, {short, short}, {short, second}} {
			changed, err := Put(squad, "water", had, wanted, now)
			var wrong Faults
			errors.As(err, &wrong)
			if r, _ := rule.As(err); changed != nil || len(wrong) != 1 || wrong[0].Line != 2 || wrong[0].Column != columnStarts || r.Field != "turns.2.starts" {
				t.Errorf("%v onto %v: %v %+v", wanted, had, changed, err)
			}
		}
	}
}

// Whoever has left the unit leaves a gap, from then on. 依据 P-132.
func TestWhoHasLeftLeavesAGap(t *testing.T) {
	left := at(9, 28, 22, 0)
	units := org.NewDirectory(370102, []org.Unit{{ID: "water", Kind: org.KindDepartment}, {ID: "water-1", Kind: org.KindSection, Parent: "water"}, {ID: "fire", Kind: org.KindDepartment}}, []org.Post{
		{ID: "1", Account: "wang", Unit: "water-1", To: left}, {ID: "2", Account: "wang", Unit: "fire", From: left}, {ID: "3", Account: "li", Unit: "water-1"},
	})
	turns := []Turn{{Account: "wang", Starts: at(9, 28, 17, 30), Ends: at(9, 29, 8, 30)}, {Account: "wang", Starts: at(9, 29, 17, 30), Ends: at(9, 30, 8, 30)}, {Account: "li", Starts: at(9, 30, 17, 30), Ends: at(10, 1, 8, 30)}}
	got := Days(days, turns, Held(units, "water", turns), time.Date(2026, 9, 28, 0, 0, 0, 0, days.Zone()), 3)
	for i, bare := range [][]Stretch{{{left, at(9, 29, 8, 30)}}, {{at(9, 29, 17, 30), at(9, 30, 8, 30)}}, nil} {
		if s := got[i].Slots[1]; s.Gap() != (bare != nil) || !slices.Equal(s.Bare, bare) || len(s.Turns) != 1 || s.Above {
			t.Errorf("night %d: %+v", i, s)
		}
	}
}

func TestEndLeavesThePast(t *testing.T) {
	had := []Turn{{Account: "wang", Starts: 10, Ends: 20}}
	for _, c := range []struct {
		now  int64
		want Ending
		code rule.Code
	}{
		{5, Ending{"wang", 10, 0}, ""}, {10, Ending{"wang", 10, 0}, ""}, {11, Ending{"wang", 10, 11}, ""}, {19, Ending{"wang", 10, 19}, ""}, {20, Ending{}, rule.Spent},
	} {
		got, err := End(had, "wang", 10, c.now)
		if got != c.want || (err == nil) != (c.code == "") || err != nil && err.Code != c.code {
			t.Errorf("at %d: %+v %v", c.now, got, err)
		}
	}
	if _, err := End(had, "li", 10, 5); err == nil || err.Code != rule.Unknown {
		t.Error(err)
	}
}

// The record gives the roster again.
func TestFold(t *testing.T) {
	var turns []Turn
	for _, e := range []any{
		TurnsPut{"water", []Turn{{"wang", 10, 20, false}, {"li", 10, 20, true}, {"li", 30, 40, false}}},
		TurnsPut{"water", []Turn{{"wang", 10, 25, false}}},
		TurnsEnded{"water", []Ending{{"li", 30, 0}, {"li", 10, 15}, {"nobody", 1, 0}}},
	} {
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		before := slices.Clone(turns)
		next, err := Fold(turns, reflect.TypeOf(e).Name(), data)
		if err != nil || !slices.Equal(before, turns) {
			t.Fatal(err, before, turns)
		}
		turns = next
	}
	if want := []Turn{{"wang", 10, 25, false}, {"li", 10, 15, true}}; !slices.Equal(turns, want) {
		t.Errorf("%v", turns)
	}
	if _, err := Fold(nil, "TurnsSold", []byte("{}")); err == nil {
		t.Error("an unknown event was read")
	}
}

// National Day 2026 and the Saturday worked instead: who must be there, and where nobody is.
func TestDaysAndGaps(t *testing.T) {
	from := time.Date(2026, 9, 28, 0, 0, 0, 0, days.Zone())
	turns := []Turn{
		{"wang", at(9, 28, 17, 30), at(9, 29, 8, 30), false},
		{"li", at(9, 28, 17, 30), at(9, 29, 8, 30), true},
		{"wang", at(9, 29, 17, 30), at(9, 29, 22, 0), false}, // leaves before midnight
		{"li", at(10, 1, 8, 30), at(10, 5, 8, 30), false},    // four days in one turn
	}
	got := Days(days, turns, turns, from, 14)
	kinds := map[int]DayKind{0: Working, 3: Holiday, 5: Holiday, 12: Makeup, 13: Weekend}
	for i, want := range kinds {
		if got[i].Kind != want {
			t.Errorf("%s is %s, not %s", got[i].Date.Format(time.DateOnly), got[i].Kind, want)
		}
	}
	if s := got[0].Slots[1]; s.Gap() || len(s.Turns) != 2 || s.Turns[0].Second || !s.Turns[1].Second {
		t.Errorf("the first night: %+v", s)
	}
	if s := got[0].Slots[0]; s.Needs || s.Gap() || len(s.Bare) != 1 {
		t.Errorf("office hours: %+v", s)
	}
	if s := got[1].Slots[1]; !s.Gap() || !slices.Equal(s.Bare, []Stretch{{at(9, 29, 22, 0), at(9, 30, 8, 30)}}) {
		t.Errorf("the second night: %+v", s)
	}
	for i := 3; i < 7; i++ {
		for _, s := range got[i].Slots {
			if !s.Needs || s.Gap() {
				t.Errorf("%s %s: %+v", got[i].Date.Format(time.DateOnly), s.Shift, s)
			}
		}
	}
	if !got[7].Slots[0].Gap() || got[12].Slots[0].Gap() || !got[13].Slots[0].Gap() {
		t.Error("5, 10 and 11 October by day")
	}
	// What the unit above fills is no gap of its section.
	section := Days(days, turns[3:], turns[3:], from, 14, turns[:3]...)
	if s := section[0].Slots[1]; s.Gap() || !s.Above || len(s.Turns) != 0 {
		t.Errorf("a section's night that its unit fills: %+v", s)
	}
	if s := section[1].Slots[1]; !s.Gap() || len(s.Bare) != 1 || s.Bare[0].From != at(9, 29, 22, 0) {
		t.Errorf("and one that it fills in part: %+v", s)
	}
	if s := section[3].Slots[0]; s.Gap() || s.Above {
		t.Errorf("and one of its own: %+v", s)
	}
	if k := KindOf(days, time.Date(2031, 1, 1, 9, 0, 0, 0, days.Zone())); k != Unknown {
		t.Error(k)
	}
}

func TestPlanAndAgain(t *testing.T) {
	monday := time.Date(2026, 9, 21, 0, 0, 0, 0, days.Zone())
	if m := Monday(days, monday.AddDate(0, 0, 6).Add(23*time.Hour)); !m.Equal(monday) {
		t.Error(m)
	}
	now := at(9, 21, 20, 0)
	nights := Plan(days, Turn{Account: "wang"}, ByNight, monday, monday.AddDate(0, 0, 6), AllDays, now)
	if len(nights) != 7 || nights[0].Starts != now || nights[1].Starts != at(9, 22, 17, 30) || nights[6].Ends != at(9, 28, 8, 30) {
		t.Errorf("%v", nights)
	}
	if off := Plan(days, Turn{Account: "wang"}, WholeDay, monday, monday.AddDate(0, 0, 13), DaysOff, now); len(off) != 6 { // 25–27 中秋, 1–4 国庆 in part
		t.Log(len(off))
		for _, o := range off {
			if KindOf(days, time.UnixMicro(o.Starts)) != Weekend && KindOf(days, time.UnixMicro(o.Starts)) != Holiday {
				t.Errorf("%v", time.UnixMicro(o.Starts))
			}
		}
	}
	// The week of Mid-Autumn onto the two after it: on working days alone none of National Day.
	all := Again(days, nights, monday, 2, AllDays, now)
	working := Again(days, nights, monday, 2, WorkingDays, now)
	if len(all) != 14 || len(working) == 0 || len(working) >= 14 {
		t.Errorf("%d, %d", len(all), len(working))
	}
	for _, turn := range working {
		if worked, _ := days.Workday(time.UnixMicro(turn.Starts)); !worked {
			t.Errorf("%v is off", time.UnixMicro(turn.Starts))
		}
	}
	if again := Again(days, append(nights, all...), monday, 2, AllDays, now); len(again) != 0 {
		t.Errorf("twice: %v", again)
	}
}

func TestTable(t *testing.T) {
	people := []Person{{"wang", "王某"}, {"li", "李某"}, {"li2", "李某"}}
	entries := []Entry{
		{Turn{"wang", at(3, 2, 17, 30), at(3, 3, 8, 30), false}, "000-1234"}, {Turn{"li", at(3, 2, 17, 30), at(3, 3, 8, 30) + 1, true}, ""},
	}
	name := func(id org.AccountID) string { return map[org.AccountID]string{"wang": "王某", "li": "李某"}[id] }
	for column := range 2 {
		text := Write(entries, name, days.Zone(), column)
		got, lines, faults := Read("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n"), people, days.Zone())
		if len(faults) > 0 || !slices.Equal(got, entries) || !slices.Equal(lines, []int{2, 3}) {
			t.Errorf("%s\n%+v %v %v", text, got, lines, faults)
		}
	}
	_, _, faults := Read(strings.Join([]string{
		",王某,2026/3/2 17:30,2026-03-03 08:30,,副班", // right, with commas
		",李某,2026-03-02 17:30,2026-03-03 08:30",   // two of that name
		"zhao,,2026-03-02 17:30,2026-03-03 08:30", // not here
		"",                 //
		"wang,,明天,,打电话,三班", // four faults
		"wang,,2026-03-02 17:30,2026-03-03 08:30,,,too,many", // two columns too many
	}, "\n"), people, days.Zone())
	var where [][2]int
	for _, f := range faults {
		where = append(where, [2]int{f.Line, f.Column})
	}
	if want := [][2]int{{2, 2}, {3, 1}, {5, 3}, {5, 4}, {5, 5}, {5, 6}, {6, 7}}; !slices.Equal(where, want) {
		t.Errorf("%v", where)
	}
	for _, none := range []string{"", "\n\n", "账号\t姓名\n", strings.Repeat("x", MaxTable+1), "\xff", strings.Repeat("wang,,2026-03-02 17:30,2026-03-03 08:30\n", AtOnce+1)} {
		if _, _, faults := Read(none, people, days.Zone()); len(faults) == 0 {
			t.Errorf("%.20q was read", none)
		}
	}
}
