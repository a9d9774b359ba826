package catalogue

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/org"
	"huying/internal/rule"
)

const township org.UnitID = "370102011"

var dir = org.NewDirectory(370102, []org.Unit{
	{ID: township, Kind: org.KindTownship, Name: "姚家街道"},
	{ID: "370102012", Kind: org.KindTownship, Name: "无派驻街道"},
	{ID: township + "-paichusuo", Kind: org.KindAgency, Name: "姚家派出所", Parent: township},
	{ID: "zhifa", Kind: org.KindDepartment, Name: "综合行政执法局"},
	{ID: "shengtai", Kind: org.KindBranch, Name: "生态环境分局"},
	{ID: "shuiwu", Kind: org.KindDepartment, Name: "水务局"},
	{ID: "zhujian", Kind: org.KindDepartment, Name: "住建局"},
	{ID: "gongan", Kind: org.KindBranch, Name: "公安分局"},
	{ID: "laoju", Kind: org.KindDepartment, Name: "已撤销的局", To: 7},
	{ID: "huanghe", Kind: org.KindPartner, Name: "黄河河务局"},
	{ID: "wuye", Kind: org.KindPartner, Name: "物业"},
}, nil)

var text = Text{
	Label: "测试清单", Domains: []string{"综合执法", "生态环境"},
	Matters: []Matter{
		{Number: 56, Domain: "综合执法", Name: "餐饮油烟污染治理", LeadName: "综合执法局", Problem: "油烟扰民", LeadSplit: "油烟监测→生态环境分局",
			Assists: []Party{{Name: "镇街"}, {Name: "生态环境分局"}, {Name: "派出所"}, {Name: "物业"}, {Name: "主管部门"}},
			Situations: []Situation{
				{Code: "56-1", Name: "未安装净化设施", Class: Daily, Limits: Limits{Finish: calendar.MustLimit("10wd")}},
				{Code: "56-2", Name: "重大火灾隐患", Class: Urgent, Lead: "公安分局", Assists: []string{"综合执法局", "镇街"}},
				{Code: "56-3", Name: "黄河河段", Class: Major, Lead: "黄河河务机构", Assists: []string{"公安分局"}},
				{Code: "56-4", Name: "由镇政府查处", Class: Daily, Lead: "镇街", Assists: []string{"生态环境分局"}},
				{Code: "56-5", Name: "称谓未对应", Class: Daily, Lead: "主管部门", Assists: []string{"已撤销的局"}},
				{Code: "56-6", Name: "按程序", Class: Daily, Lead: "住建局或水务局", Limits: Limits{Finish: calendar.MustLimit("statute")}},
			}},
		{Number: 13, Domain: "生态环境", Name: "秸秆禁烧", TownshipLed: true, LeadName: "镇街", Problem: "露天焚烧",
			Assists: []Party{{Name: "生态环境分局"}},
			Situations: []Situation{
				{Code: "13-0", Name: "默认情形", Class: Daily},
				{Code: "13-1", Name: "需处罚", Class: Daily, Lead: "生态环境分局"},
			}},
	},
}

func publish(t testing.TB) (EditionPublished, []byte) {
	t.Helper()
	document, name, err := text.Document()
	if err != nil {
		t.Fatal(err)
	}
	limits := func(a, b, c string) Limits {
		return Limits{calendar.MustLimit(a), calendar.MustLimit(b), calendar.MustLimit(c)}
	}
	return EditionPublished{
		Edition: "e1", From: 100, Document: name,
		Duties: []Duty{
			{Name: "综合执法局", Units: []org.UnitID{"zhifa"}}, {Name: "生态环境分局", Units: []org.UnitID{"shengtai"}},
			{Name: "公安分局", Units: []org.UnitID{"gongan"}}, {Name: "派出所", Units: []org.UnitID{"gongan"}, Agency: "paichusuo"},
			{Name: "住建局或水务局", Units: []org.UnitID{"zhujian"}, Or: []org.UnitID{"shuiwu"}}, {Name: "镇街", Township: true},
			{Name: "物业", Units: []org.UnitID{"wuye"}}, {Name: "黄河河务机构", Units: []org.UnitID{"huanghe"}}, {Name: "已撤销的局", Units: []org.UnitID{"laoju"}},
		},
		Defaults: []ClassDefaults{{Daily, limits("2wh", "1wd", "10wd")}, {Major, limits("1wh", "4wh", "15wd")}, {Urgent, limits("30min", "1h", "3wd")}},
		Services: []Service{{Code: "S01", Name: "营业执照", Unit: "zhifa", Limits: Limits{Finish: calendar.MustLimit("3wd")}}},
	}, document
}

func edition(t *testing.T) Edition {
	t.Helper()
	published, document := publish(t)
	e, err := Assemble(published, document)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEntry(t *testing.T) {
	e := edition(t)
	for _, row := range []struct {
		rule, situation string
		matter          int
		township        org.UnitID
		want            string
	}{
		{"情形未另定的，从事项主体责任；单列情形只派其联动部门", "56-1", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-1","class":"daily","lead":"zhifa","limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"默认情形派全部配合单位：镇街自身不派，企业另列，未对应的列出", "", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-0","class":"daily","lead":"zhifa","assists":["shengtai","370102011-paichusuo"],"partners":["wuye"],"unmapped":["主管部门"],"limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"未派驻派出所的镇街，由分局配合", "56-0", 56, "370102012",
			`{"edition":"e1","matter":56,"situation":"56-0","class":"daily","lead":"zhifa","assists":["shengtai","gongan"],"partners":["wuye"],"unmapped":["主管部门"],"limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"情形另定牵头的，从其规定", "56-2", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-2","class":"urgent","lead":"gongan","assists":["zhifa"],"limits":{"accept":"30min","arrive":"1h","finish":"3wd"}}`},
		{"企业不能牵头：由事项主体责任部门牵头并询问", "56-3", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-3","class":"major","lead":"zhifa","assists":["gongan"],"partners":["huanghe"],"limits":{"accept":"1wh","arrive":"4wh","finish":"15wd"}}`},
		{"情形由镇街牵头", "56-4", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-4","class":"daily","township_led":true,"lead":"370102011","assists":["shengtai"],"limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"牵头称谓未对应：不阻止呼叫，牵头空缺；已撤销的单位不派", "56-5", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-5","class":"daily","unmapped":["主管部门","已撤销的局"],"limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"一称两局，取其首；法定程序", "56-6", 56, township,
			`{"edition":"e1","matter":56,"situation":"56-6","class":"daily","lead":"zhujian","limits":{"accept":"2wh","arrive":"1wd","finish":"statute"}}`},
		{"镇街主体：只派配合单位", "", 13, township,
			`{"edition":"e1","matter":13,"situation":"13-0","class":"daily","township_led":true,"lead":"370102011","assists":["shengtai"],"limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
		{"镇街主体事项中另定部门牵头的情形", "13-1", 13, township,
			`{"edition":"e1","matter":13,"situation":"13-1","class":"daily","lead":"shengtai","limits":{"accept":"2wh","arrive":"1wd","finish":"10wd"}}`},
	} {
		t.Run(row.rule, func(t *testing.T) {
			entry, err := e.Entry(row.matter, row.situation, row.township, dir)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := json.Marshal(entry); err != nil || string(got) != row.want {
				t.Errorf("\n got %s\nwant %s %v", got, row.want, err)
			}
		})
	}
}

func TestEntryRefuses(t *testing.T) {
	e := edition(t)
	for _, row := range []struct {
		rule, situation string
		matter          int
		field           string
	}{{"清单中没有的事项", "", 82, "matter"}, {"零号事项", "", 0, "matter"}, {"事项中没有的情形", "56-9", 56, "situation"}, {"别项的情形", "13-1", 56, "situation"}} {
		_, err := e.Entry(row.matter, row.situation, township, dir)
		if r, ok := rule.As(err); !ok || r.Code != rule.Invalid || r.Clause != "P-10" || r.Field != row.field {
			t.Errorf("%s: %v", row.rule, err)
		}
	}
	if _, err := e.ServiceEntry("S99"); !rule.Is(err, rule.Invalid) {
		t.Errorf("服务目录中没有的服务: %v", err)
	}
	if s, err := e.ServiceEntry("S01"); err != nil || s.Lead != "zhifa" || s.Limits.Finish != calendar.MustLimit("3wd") || s.Limits.Accept != calendar.MustLimit("2wh") {
		t.Errorf("服务: %+v %v", s, err)
	}
}

func TestOfClass(t *testing.T) {
	e := edition(t)
	own, err := e.Entry(56, "56-1", township, dir)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := e.Entry(56, "", township, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		rule  string
		entry Entry
		class Class
		want  string
	}{
		{"同一类别不变", own, Daily, `{"accept":"2wh","arrive":"1wd","finish":"10wd"}`},
		{"提为紧急：接单、报到从紧，办结仍从情形", own, Urgent, `{"accept":"30min","arrive":"1h","finish":"10wd"}`},
		{"默认情形提为重大：三个时限都从重大", bare, Major, `{"accept":"1wh","arrive":"4wh","finish":"15wd"}`},
		{"没有的类别不变", own, "soon", `{"accept":"2wh","arrive":"1wd","finish":"10wd"}`},
	} {
		got := e.OfClass(row.entry, row.class)
		if text, err := json.Marshal(got.Limits); err != nil || string(text) != row.want {
			t.Errorf("%s: %s %v", row.rule, text, err)
		}
	}
}

func TestAssembleRefuses(t *testing.T) {
	published, document := publish(t)
	for _, row := range []struct {
		why    string
		change func(*EditionPublished, *[]byte)
	}{
		{"another document than published", func(_ *EditionPublished, d *[]byte) { *d = append(slices.Clone(*d), ' ') }},
		{"no default for a class", func(e *EditionPublished, _ *[]byte) { e.Defaults = e.Defaults[:2] }},
		{"no id", func(e *EditionPublished, _ *[]byte) { e.Edition = "" }},
		{"a high-frequency line for no matter", func(e *EditionPublished, _ *[]byte) { e.HighFrequency = []Frequent{{"无", 99}} }},
		{"two matters of one number", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"number":13`, `"number":56`) }},
		{"a situation of another matter", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"13-1"`, `"14-1"`) }},
		{"two situations of one code", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"13-1"`, `"13-0"`) }},
		{"an unknown class", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"class":"urgent"`, `"class":"soon"`) }},
		{"a domain not of the edition", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"domain":"生态环境"`, `"domain":"其他"`) }},
		{"a misspelt limit", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `"finish":"10wd"`, `"finish":"ten"`) }},
		{"not JSON", func(e *EditionPublished, d *[]byte) { rewrite(e, d, `{`, `[`) }},
	} {
		e, d := published, slices.Clone(document)
		row.change(&e, &d)
		if _, err := Assemble(e, d); err == nil {
			t.Errorf("accepted: %s", row.why)
		}
	}
}

// rewrite changes the document and names the new one in the event.
func rewrite(e *EditionPublished, document *[]byte, old, to string) {
	*document = []byte(strings.Replace(string(*document), old, to, 1))
	e.Document = Name(*document)
}

func TestBook(t *testing.T) {
	first, second := edition(t), edition(t)
	second.ID, second.From = "e2", 200
	b := NewBook(second, first)
	for at, want := range map[int64]string{99: "", 100: "e1", 199: "e1", 200: "e2", 1 << 60: "e2"} {
		if e, ok := b.InForce(at); e.ID != want || ok != (want != "") {
			t.Errorf("at %d: %q", at, e.ID)
		}
	}
	if e, ok := b.Edition("e1"); !ok || e.ID != "e1" {
		t.Error("the earlier edition is lost")
	}
	var none *Book
	if _, ok := none.InForce(1); ok || len(none.With(first).Editions()) != 1 || len(b.With(first).Editions()) != 3 || len(b.Editions()) != 2 {
		t.Error("an empty book, and adding to one")
	}
	open := first.Unmapped()
	if len(open) != 1 || !slices.Equal(open["主管部门"], []int{56}) {
		t.Errorf("unmapped %v", open)
	}
}
