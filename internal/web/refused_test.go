package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What was sent and refused is always told, also where the case has moved on and its form is gone.
func TestARefusalIsTold(t *testing.T) {
	s := open(t)
	op, centre, chief := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief")
	fines, markets := s.as("lixia-zhifa-op"), s.as("lixia-shichang-op")
	called := op.post("/d/370102/call", url.Values{"matter": {"56"}, "situation": {"56-3"}, "cause": {"no_power"}, "place": {"某处"}, "text": {"某事"}})
	page := "/d/370102/cases/" + string(called.has(t, 200).no(t))

	changed := centre.post(page+"/dispatch", url.Values{"lead": {"chengguan"}, "assists": {""}, "reason": {""}}).has(t, http.StatusUnprocessableEntity, "理由")
	if form := changed.body[strings.Index(changed.body, `id="do-change"`):]; !strings.Contains(form[:strings.Index(form, "</details>")], "ask-wrong") {
		t.Error("the refusal does not stand in the form that was sent")
	}
	centre.get("/").has(t, 200, "《济南市县乡")
	centre.post(page+"/dispatch", nil).has(t, 200, "已派单")
	centre.post(page+"/dispatch", nil).has(t, http.StatusConflict, "本页已是最新情况", "待接单")
	centre.post(page+"/dispatch", url.Values{"reason": {"另有 情况"}}).has(t, http.StatusConflict, "没有写入", "另有 情况")

	// A stranger's form, or one whose session has ended, was not written.
	s.stranger().post(page+"/annotate", url.Values{"text": {"x"}}).has(t, 200, "登录已过期", "没有写入")

	// Only the centre's lead decides on a return, and reads why.
	s.now = s.now.Add(10 * time.Minute)
	markets.post(page+"/return", url.Values{"ground": {"other_unit"}, "clause": {"第 56 项"}, "reason": {"证照已另案处理"}}).has(t, 200, "已退单")
	centre.get("/").has(t, 200, "退单待认定").lacks(t, ">认定<")
	chief.get("/").has(t, 200, "退单待认定", "认定")
	chief.get(page).has(t, 200, "退单理由：依法由其他单位主管 · 第 56 项 · 证照已另案处理")
	chief.post(page+"/overrule", url.Values{"task": {"shichang"}, "reason": {"清单列明"}}).has(t, 200, "已指定办理")

	// The lead may answer for all before all have answered, and it says who has not. 依据 P-54.
	fines.post(page+"/accept", nil).has(t, 200, "已接单")
	fines.post(page+"/arrive", url.Values{"name": {"测试到场人"}}).has(t, 200, "已报到", "尚未反馈：济南市生态环境局历下分局、历下区市场监督管理局")
	op.get(page).has(t, 200, "测试到场人")
	done := fines.post(page+"/consolidate", url.Values{"text": {"先行汇总"}}).has(t, 200, "已汇总反馈镇街")
	if record := done.body[strings.Index(done.body, `class="entries"`):]; !strings.Contains(record, "尚未反馈：") {
		t.Error("the record does not say who has not answered")
	}
}
