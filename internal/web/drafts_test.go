package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A report that is not ready is kept for its writer alone, gone on with, and gone once it is sent.
func TestDraftsOfReports(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	const page = "/d/370102/report"
	op.post(page, url.Values{"draft": {"keep"}, "place": {"某某街"}, "text": {"夜市占道"}, "source": {"phone"}, "reporter.name": {"测试居民"}}).has(t, 200, "已存为草稿", "草稿 1", "夜市占道")
	op.post(page, url.Values{"draft": {"keep"}, "text": {"路灯不亮"}}).has(t, 200, "草稿 2")
	op.get("/").has(t, 200, "草稿", "夜市占道", "继续填写")
	op.post(page, url.Values{"draft": {"keep"}}).has(t, 200, "草稿 2")
	s.as("lixia-yaojia-leader").get(page).has(t, 200).lacks(t, "夜市占道")

	listed := op.get(page).body
	ids := regexp.MustCompile(`report\?draft=([0-9a-f-]+)"[^>]*>\s*<b>夜市占道`).FindStringSubmatch(listed)
	if ids == nil {
		t.Fatalf("no way into the draft: %s", listed)
	}
	opened := op.get(page+"?draft="+ids[1]).has(t, 200)
	for _, want := range []string{`value="测试居民"`, `value="某某街"`, `name="draft_id" value="` + ids[1]} {
		if !strings.Contains(opened.body, want) {
			t.Errorf("the open draft lacks %s", want)
		}
	}
	op.post(page, url.Values{"draft_id": {ids[1]}, "place": {"某某街"}, "text": {"夜市占道，天天如此"}, "source": {"phone"}}).has(t, 200, "已上报", "天天如此")
	op.get(page).has(t, 200, "草稿 1", "路灯不亮").lacks(t, "夜市占道")
	rest := regexp.MustCompile(`report\?draft=([0-9a-f-]+)"`).FindStringSubmatch(op.get(page).body)
	op.post(page, url.Values{"draft": {"drop"}, "draft_id": {rest[1]}}).has(t, 200, "草稿已删除").lacks(t, "路灯不亮")
}
