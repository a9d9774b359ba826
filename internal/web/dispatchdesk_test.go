package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// The dispatch desk: the most pressing call at hand, with whom its dispatch tells first and until when; what was refused
// stands where it was sent, and what is gone is said.
func TestTheDispatchDesk(t *testing.T) {
	s := open(t)
	op, centre, second := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief")
	desk := "/d/370102/desk"
	centre.get(desk).has(t, 200, "没有待派单的呼叫", "没有其他待办", "没有正在进行的集结")
	first := op.called(nil)
	s.now = s.now.Add(time.Minute)
	urgent := op.called(url.Values{"class": {"urgent"}, "cause": {"emergency"}})
	no := func(page string) string { return page[strings.LastIndex(page, "/")+1:] }

	page := centre.get(desk).has(t, 200, "待派单 2", "先呼后批", "首先通知", "7月29日 09:31 前", "按建议派单")
	if at := strings.Index(page.body, `id="row-`+no(urgent)); at < 0 || at > strings.Index(page.body, `id="row-`+no(first)) {
		t.Error("the urgent call does not stand first")
	}
	part := centre.get(desk+"?part=hand&no="+no(first)).has(t, 200, "劝导无效", "派单建议")
	part.lacks(t, "<html", "masthead", "其他待办")
	centre.get(desk+"?part=hand&no=2019010100001").has(t, http.StatusNotFound)
	centre.get(desk+"?no=2019010100001").has(t, 200, "待派单 2")
	op.get(desk+"?part=hand&no="+no(first)).lacks(t, "派单建议") // a township's desk is another

	// A refusal stands in the form that was sent; the call is still at hand.
	wrong := centre.post(first+"/dispatch", url.Values{"lead": {"chengguan"}, "assists": {"", "yingji"}, "reason": {""}, "then": {"queue"}}).has(t, http.StatusUnprocessableEntity, "待派单 2", "改变派单建议，请说明理由")
	for _, kept := range []string{`value="chengguan" checked`, `value="yingji" checked`, `id="do-change" open`} {
		if !strings.Contains(wrong.body, kept) {
			t.Errorf("%s is lost", kept)
		}
	}

	// The next is at hand, and what was done may be recalled.
	done := centre.post(urgent+"/dispatch", url.Values{"then": {"queue " + no(first)}}).has(t, 200, "已派单", no(urgent)[8:], "收回派单", "待派单 1")
	if !strings.Contains(done.path, "no="+no(first)) {
		t.Errorf("it leads to %s", done.path)
	}
	// What somebody else has dispatched is said, both to who would dispatch it and to who would look at it.
	second.post(first+"/dispatch", url.Values{"then": {"queue"}}).has(t, 200, "没有待派单的呼叫")
	centre.post(first+"/dispatch", url.Values{"then": {"queue"}}).has(t, http.StatusConflict, "已由历下区指挥调度中心", "办理：派单")
	centre.post(first+"/dispatch", url.Values{"then": {"queue"}, "lead": {"chengguan"}, "reason": {"占道在先"}}).has(t, http.StatusConflict, "没有写入", "占道在先")
	centre.get(desk+"?no="+no(first)).has(t, 200, "办理：派单", "没有待派单的呼叫")
	centre.get(desk+"?part=hand&no="+no(first)).has(t, http.StatusConflict, "已不在待派单状态")

	// What the township wants besides has to be weighed: then there is no one key for it.
	s.now = s.now.Add(time.Minute)
	wanted := op.called(url.Values{"units": {"chengguan"}})
	centre.get(desk).has(t, 200, "镇街希望历下区城市管理局到场", "改派").lacks(t, "按建议派单 Enter")
	centre.post(wanted+"/decline", url.Values{"ground": {"incomplete"}, "clause": {"第 56 项"}, "reason": {"未见照片"}, "then": {"queue"}}).has(t, 200, "已退回镇街").lacks(t, "收回派单")
}

// BenchmarkDispatchDesk is the desk with sixty calls that wait.
func BenchmarkDispatchDesk(b *testing.B) {
	s := open(b)
	op := s.as("lixia-yaojia-op")
	last := ""
	for i := range 60 {
		page := op.called(url.Values{"place": {fmt.Sprintf("某路 %d 号", i)}})
		last = page[strings.LastIndex(page, "/")+1:]
	}
	session := s.as("lixia-zhihui-dispatcher").session()
	for name, path := range map[string]string{"whole": "/d/370102/desk", "hand": "/d/370102/desk?part=hand&no=" + last} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				r := httptest.NewRequest(http.MethodGet, path, nil)
				r.AddCookie(session)
				w := httptest.NewRecorder()
				s.server.Config.Handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// A lead that returned with right leaves its place vacant: until the centre names another, that waits on its desk.
func TestAVacantLeadWaitsForTheCentre(t *testing.T) {
	s := open(t)
	op, centre, chief := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief")
	page := op.called(nil)
	centre.post(page+"/dispatch", url.Values{"then": {"queue"}}).has(t, 200, "已派单")
	s.as("lixia-zhifa-op").post(page+"/return", url.Values{"ground": {"other_unit"}, "clause": {"第 56 项"}, "reason": {"应由城管牵头"}}).has(t, 200)
	centre.get("/").has(t, 200, "等他人办理 1", "退单待认定 1")
	chief.get("/").has(t, 200, "退单待认定 1").lacks(t, "等他人办理")
	chief.post(page+"/uphold", url.Values{"task": {"zonghe-zhifa"}, "reason": {"清单所列另有单位"}}).has(t, 200)
	for _, p := range []*person{centre, chief} {
		p.get("/").has(t, 200, "待补派牵头 1").lacks(t, "退单待认定")
	}
	inbox := centre.get("/d/370102/inbox").has(t, 200, "牵头缺位", "清单所列另有单位")
	if !strings.Contains(inbox.body, `action="`+page+`/join"`) {
		t.Error("there is no form to name a lead")
	}
	centre.post(page+"/join", url.Values{"unit": {"chengguan"}, "lead": {"true"}, "reason": {"由城管牵头"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
}
