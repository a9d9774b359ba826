package desk_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
)

func TestReadFilter(t *testing.T) {
	for _, row := range []struct{ rule, query, spelled, refused string }{
		{"空的就是全部", "", "", ""},
		{"空栏不算条件", "status=&q=&open=false&order=new", "", ""},
		{"一种写法", "q=%20油烟&when=week&from=2019-07-01&overdue=true&status=working", "overdue=true&q=" + url.QueryEscape("油烟") + "&status=working&when=week", ""},
		{"时间先后", "open=true&order=due", "open=true&order=due", ""},
		{"起止日期", "from=2019-07-01&to=2019-07-25", "from=2019-07-01&to=2019-07-25", ""},
		{"不认识的名称", "colour=red", "", "colour"},
		{"没有的状态", "status=lost", "", "status"},
		{"没有的类别", "class=huge", "", "class"},
		{"没有的时段", "when=yesterday", "", "when"},
		{"没有的排序", "order=place", "", "order"},
		{"是非之外", "open=maybe", "", "open"},
		{"不是序号", "matter=x", "", "matter"},
		{"不是日期", "from=25.7.2019", "", "from"},
		{"先后颠倒", "from=2019-07-25&to=2019-07-01", "", "to"},
		{"过长", "q=" + strings.Repeat("x", 101), "", "q"},
		{"控制字符", "unit=a%00b", "", "unit"},
	} {
		q, err := url.ParseQuery(row.query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := desk.ReadFilter(q)
		refusal, _ := rule.As(err)
		switch {
		case row.refused == "" && err != nil:
			t.Errorf("%s: %v", row.rule, err)
		case row.refused != "" && (refusal == nil || refusal.Field != row.refused || refusal.Code != rule.Invalid):
			t.Errorf("%s: refused as %+v, want at %s", row.rule, refusal, row.refused)
		case row.refused == "" && f.Query() != row.spelled:
			t.Errorf("%s: spelled %q, want %q", row.rule, f.Query(), row.spelled)
		}
	}
	again, err := desk.ReadFilter(url.Values{"cursor": {"x"}}, "cursor")
	if err != nil || again != (desk.Filter{}) {
		t.Errorf("%+v %v", again, err)
	}
}

// Listed gives what Cases gives, under a filter in the one spelling, and refuses what outlived its unit or its matter.
func TestListed(t *testing.T) {
	h := openHouse(t)
	township, centre, unit := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher), h.in("zonghe-zhifa", org.DepartmentOperator)
	list := func(who access.Who, query string) (numbers []string) {
		t.Helper()
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := desk.ReadFilter(q)
		if err != nil {
			t.Fatal(err)
		}
		for page := (sqldb.Page{Limit: 2}); ; {
			rows, next, err := h.As(who).Listed(t.Context(), 370102, f, page)
			if err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			for _, c := range rows {
				numbers = append(numbers, c.No)
			}
			if page.Cursor = next; next == "" {
				return numbers
			}
		}
	}
	var all []string
	for i := range 5 {
		h.now = h.now.Add(time.Minute)
		no := h.report(township, "油烟扰民", "姚家路")
		if i < 3 {
			h.do(township, no, casework.Call{Matter: 56, Situation: "56-3", Class: "daily", Cause: "no_power"}, casework.CaseCalled)
		}
		all = append([]string{string(no)}, all...)
	}
	h.do(centre, casework.CaseNo(all[4]), casework.Dispatch{}, casework.CaseWorking)
	for _, row := range []struct {
		rule, query string
		who         access.Who
		want        []string
	}{
		{"最新在前", "", township, all},
		{"待我办的，是没有呼叫的两件", "mine=true", township, all[:2]},
		{"中心的待办，是待派单的两件", "mine=true", centre, all[2:4]},
		{"部门的待办，是派给它的", "mine=true", unit, all[4:]},
		{"按状态", "status=called", centre, all[2:4]},
		{"按领域", "domain=" + url.QueryEscape(h.domainOf(56)), centre, all[2:]},
		{"按事项", "matter=56", centre, all[2:]},
		{"按镇街", "township=370102011", centre, all},
		{"按单位", "unit=zonghe-zhifa", township, all[4:]},
		{"今天", "when=today", township, all},
		{"明天起没有", "from=2019-07-26", township, nil},
		{"按单号", "q=" + all[1], township, all[1:2]},
	} {
		if got := list(row.who, row.query); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.rule, got, row.want)
		}
	}
	pressing := list(township, "open=true&order=due")
	if len(pressing) != len(all) || slices.Equal(pressing, all) {
		t.Errorf("the most pressing first: %v of %v", pressing, all)
	}
	slices.Sort(pressing)
	sorted := slices.Sorted(slices.Values(all))
	if !slices.Equal(pressing, sorted) {
		t.Errorf("pages of the most pressing hold %v, not %v", pressing, sorted)
	}
	for _, row := range []struct {
		rule  string
		who   access.Who
		f     desk.Filter
		field string
	}{
		{"单位已不在", township, desk.Filter{Unit: "gone"}, "unit"},
		{"镇街已不在", centre, desk.Filter{Township: "gone"}, "township"},
		{"领域不在清单中", township, desk.Filter{Domain: "天文"}, "domain"},
		{"事项不在领域中", township, desk.Filter{Domain: h.domainOf(56), Matter: 1}, "matter"},
		{"部门的列表没有先后", unit, desk.Filter{Pressing: true}, "order"},
		{"办结的没有先后", centre, desk.Filter{Pressing: true, Status: casework.CaseArchived}, "order"},
		{"不待本岗位", centre, desk.Filter{Mine: true, Status: casework.CaseIntake}, "status"},
		{"没有待办的岗位", h.in("shenji", org.Auditor), desk.Filter{Mine: true}, "mine"},
	} {
		_, _, err := h.As(row.who).Listed(t.Context(), 370102, row.f, sqldb.Page{})
		if refusal, ok := rule.As(err); !ok || refusal.Code != rule.Invalid || refusal.Field != row.field {
			t.Errorf("%s: %v", row.rule, err)
		}
	}
	open, today, ok, err := h.As(township).Counts(t.Context(), 370102)
	if err != nil || !ok || open != 5 || today != 5 {
		t.Errorf("counted %d open, %d today, %v %v", open, today, ok, err)
	}
}

func (h *house) domainOf(matter int) string {
	edition, err := h.As(h.in("zhihui", org.Dispatcher)).Edition(h.t.Context(), 370102, "")
	if err != nil {
		h.t.Fatal(err)
	}
	m, _ := edition.Matter(matter)
	return m.Domain
}

func TestSavedFilters(t *testing.T) {
	h := openHouse(t)
	wang, li := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	names := func(who access.Who) (all []string) {
		list, err := h.SavedFilters(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			all = append(all, f.Name)
		}
		return all
	}
	keep := func(name, query string) (desk.SavedFilter, error) {
		return h.KeepFilter(t.Context(), wang, desk.SavedFilter{Name: name, Query: query})
	}
	first, err := keep(" 油烟 ", "q=%E6%B2%B9%E7%83%9F&status=")
	if err != nil || first.Name != "油烟" || first.Query != "q="+url.QueryEscape("油烟") {
		t.Fatalf("%+v %v", first, err)
	}
	if again, err := keep("油烟", first.Query); err != nil || again != first {
		t.Errorf("sent twice: %+v %v", again, err)
	}
	second, err := keep("在办", "open=true")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		rule, name, query, field string
		code                     rule.Code
	}{
		{"名称必填", " ", "open=true", "name", rule.Incomplete},
		{"名称过长", strings.Repeat("长", 21), "open=true", "name", rule.Invalid},
		{"名称有控制字符", "a\tb", "open=true", "name", rule.Invalid},
		{"名称重复", "在办", "overdue=true", "name", rule.Invalid},
		{"条件为空", "全部", "status=", "query", rule.Incomplete},
		{"条件有误", "怪", "status=lost", "query.status", rule.Invalid},
		{"条件无法识别", "怪", "%zz", "query", rule.Invalid},
	} {
		_, err := keep(row.name, row.query)
		if refusal, ok := rule.As(err); !ok || refusal.Code != row.code || refusal.Field != row.field {
			t.Errorf("%s: %v", row.rule, err)
		}
	}
	if _, err := h.ChangeFilter(t.Context(), wang, desk.SavedFilter{ID: second.ID}, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := h.ChangeFilter(t.Context(), wang, desk.SavedFilter{ID: second.ID, Name: "没办完"}, 0); err != nil {
		t.Fatal(err)
	}
	if got := names(wang); !slices.Equal(got, []string{"没办完", "油烟"}) {
		t.Errorf("kept %v", got)
	}
	if _, err := h.ChangeFilter(t.Context(), li, desk.SavedFilter{ID: second.ID, Name: "别人的"}, 0); !rule.Is(err, rule.Unknown) {
		t.Errorf("another's: %v", err)
	}
	if err := h.DropFilter(t.Context(), li, second.ID); err != nil || len(names(wang)) != 2 || len(names(li)) != 0 {
		t.Errorf("another drops it: %v, %v, %v", err, names(wang), names(li))
	}
	for range 2 {
		if err := h.DropFilter(t.Context(), wang, second.ID); err != nil {
			t.Error(err)
		}
	}
	for i := range desk.MaxFilters - 1 {
		if _, err := keep(strings.Repeat("甲", i%15+1)+string(rune('a'+i/15)), "open=true"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := keep("多余", "open=true"); !rule.Is(err, rule.Spent) {
		t.Errorf("the thirty-first: %v", err)
	}
	if _, err := h.SavedFilters(t.Context(), access.Who{}); !rule.Is(err, rule.Forbidden) {
		t.Errorf("nobody's: %v", err)
	}
}
