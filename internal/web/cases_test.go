package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"testing"
)

var (
	savedID = regexp.MustCompile(`id="saved-([0-9a-f-]{36})"`)
	wayOn   = regexp.MustCompile(`href="([^"]*cursor=[^"]*)"`)
)

// The list of cases is asked by an address, kept under a name, and refused by name; all without a script.
func TestTheListOfCases(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	const cases = "/d/370102/cases"
	op.get(cases).has(t, 200, "还没有呼叫单", "全部", "待我办", "在办", "超时", "今天新到")
	for i := range 53 {
		op.post("/d/370102/report", url.Values{"text": {"井盖破损 " + strconv.Itoa(i)}, "place": {"演示路"}})
	}
	first := op.get(cases).has(t, 200, "本页 50 件", "下一页").lacks(t, "回到第一页")
	next := wayOn.FindStringSubmatch(first.body)
	if next == nil {
		t.Fatal("no way on")
	}
	op.get(next[1]).has(t, 200, "本页 3 件", "回到第一页", "井盖破损 0").lacks(t, "下一页")

	// A form's empty fields leave the address; what narrows the list stands above it, and can be taken away.
	got := op.get(cases+"?q="+url.QueryEscape("破损 1")+"&status=intake&class=&from=").has(t, 200, "待受理", "破损 1", "清除全部条件", "井盖破损 19").lacks(t, "井盖破损 20")
	if got.path != cases+"?q="+url.QueryEscape("破损 1")+"&status=intake" {
		t.Errorf("led to %s", got.path)
	}
	op.get(cases+"?open=true&order=due").has(t, 200, "最急在前", "本页 50 件")
	op.get(cases+"?status=archived").has(t, 200, "没有符合条件的呼叫单")
	op.get(cases+"?mine=true").has(t, 200, "本页 50 件")

	// What cannot be asked is refused where it was asked, and in the reader's language.
	op.get(cases+"?unit=nobody&status=intake").has(t, http.StatusUnprocessableEntity, "不能按此筛选", "没有这个单位：nobody", "P-87")
	op.get(cases+"?status=lost").has(t, http.StatusUnprocessableEntity, "没有这种状态：lost")
	op.get(cases+"?colour=red").has(t, http.StatusUnprocessableEntity, "没有这项筛选：colour")
	s.as("lixia-zhifa-op").get(cases+"?order=due&open=true").has(t, http.StatusUnprocessableEntity, "本岗位的列表只按时间先后排列")
	english := s.as("lixia-yaojia-op")
	english.lang = "en"
	english.get(cases+"?unit=nobody").has(t, http.StatusUnprocessableEntity, "Cannot filter like this", "P-87").lacks(t, "不能按此筛选")
}

// Filters are kept, renamed, moved and dropped by plain forms; nobody else sees them, and a way back leads to this site alone.
func TestFiltersAreKept(t *testing.T) {
	s := open(t)
	op, centre := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher")
	const cases, filters = "/d/370102/cases", "/d/370102/filters"
	op.post(filters, url.Values{"name": {"新上报"}, "query": {"status=intake"}}).has(t, 200, "筛选已保存", "新上报", "管理筛选").lacks(t, `id="keep"`)
	op.post(filters, url.Values{"name": {"本周"}, "query": {"when=week"}}).has(t, 200, "本周")
	op.post(filters, url.Values{"name": {"新上报"}, "query": {"open=true&class=daily"}}).has(t, http.StatusUnprocessableEntity, "已有同名的筛选")
	op.post(filters, url.Values{"name": {""}, "query": {"open=true&class=daily"}}).has(t, http.StatusUnprocessableEntity, "请填写筛选的名称")
	op.post(filters, url.Values{"name": {"全部的"}, "query": {""}}).has(t, http.StatusUnprocessableEntity)
	ids := savedID.FindAllStringSubmatch(op.get(cases).has(t, 200, "新上报", "本周").body, -1)
	if len(ids) != 2 {
		t.Fatalf("%d are kept", len(ids))
	}
	change := func(id, do, name string) page {
		return op.post(filters+"/"+id, url.Values{"do": {do}, "name": {name}, "back": {cases + "?status=intake"}})
	}
	if got := change(ids[1][1], "up", ""); got.path != cases+"?done=filter.up&status=intake" {
		t.Errorf("led to %s", got.path)
	}
	if moved := savedID.FindAllStringSubmatch(op.get(cases).body, -1); moved[0][1] != ids[1][1] {
		t.Error("it has not moved")
	}
	change(ids[0][1], "rename", "刚上报").has(t, 200, "刚上报", "筛选已改名")
	change(ids[0][1], "rename", " ").has(t, http.StatusUnprocessableEntity, "请填写筛选的名称")
	change(ids[0][1], "paint", "").has(t, http.StatusUnprocessableEntity, "没有这个动作")
	change("nothing", "up", "").has(t, http.StatusNotFound, "没有这个自存筛选")
	centre.get(cases).has(t, 200).lacks(t, "刚上报")
	change(ids[0][1], "drop", "").has(t, 200, "筛选已删除").lacks(t, "刚上报")
	op.post(filters+"/"+ids[1][1], url.Values{"do": {"drop"}, "back": {"https://elsewhere.example/"}}).has(t, 200)
}
