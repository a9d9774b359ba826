package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"huying/internal/picture/picturetest"
)

// One call through the pages, from a grid member's phone to the last rating, without any script.
func TestOneCallThroughThePages(t *testing.T) {
	s := open(t)
	grid, op := s.as("lixia-yaojia-grid24-1"), s.as("lixia-yaojia-op")
	centre := s.as("lixia-zhihui-dispatcher")
	fines, monitors, markets := s.as("lixia-zhifa-op"), s.as("lixia-shengtai-op"), s.as("lixia-shichang-op")

	// 报: with a photo, from the high-frequency list.
	grid.get("/").has(t, 200, "上报问题", "违法停车", "还没有上报过")
	photo := picturetest.PNG()
	grid.upload("/d/370102/report", url.Values{
		"idempotency_key": {"g1"}, "what": {"油烟污染"}, "place": {"姚家街道某路 88 号"}, "text": {"某酒店油烟直排"},
	}, "a.png", photo).has(t, 200, "已上报", "油烟污染：某酒店油烟直排", "镇街正在处理")

	// 呼: the township finds the situation, sees what the list says of it, and calls.
	inbox := op.get("/").has(t, 200, "姚家街道", "油烟污染：某酒店油烟直排", "受理")
	no := string(inbox.no(t))
	page := "/d/370102/cases/" + no
	op.get(page).has(t, 200, "呼叫部门", "自行办结", "不予受理", "本单位")
	op.get("/d/370102/call?from="+no+"&q=油烟").has(t, 200, "餐饮油烟污染治理", "疑似超标排放")
	op.get("/d/370102/call?from="+no+"&matter=56&situation=56-3").has(t, 200, "历下区综合行政执法局", "济南市生态环境局历下分局", "15个工作日", "居民多次反映")
	call := url.Values{"idempotency_key": {"c1"}, "from": {no}, "matter": {"56"}, "situation": {"56-3"}, "class": {"daily"}, "cause": {"no_power"}, "text": {"劝导两次无效，街道无检测权限。"}}
	called := op.post("/d/370102/call", call).has(t, 200, "呼叫已发出", "待派单", "历下区指挥调度中心")
	if again := op.post("/d/370102/call", call); again.path != called.path {
		t.Errorf("the same form sent twice led to %s", again.path)
	}

	// 分: as proposed.
	centre.get("/").has(t, 200, "派单建议", "依据 P-10", "按建议派单", "劝导两次无效", "姚家街道")
	s.now = s.now.Add(10 * time.Minute)
	centre.post(page+"/dispatch", url.Values{"idempotency_key": {"d1"}, "then": {"queue"}}).has(t, 200, "已派单", "没有待派单的呼叫")

	// 应: every unit accepts and arrives.
	for _, unit := range []*person{fines, monitors, markets} {
		s.now = s.now.Add(10 * time.Minute)
		unit.get("/").has(t, 200, "待接单", "餐饮油烟污染治理", "姚家街道某路 88 号")
		unit.post(page+"/accept", url.Values{"then": {"desk"}}).has(t, 200, "已接单", "待报到")
		if shown := unit.get(page).has(t, 200, "报到", "退单"); !strings.Contains(shown.body, `alt="a.png"`) {
			t.Error("the unit does not see the photo")
		}
		unit.post(page+"/arrive", url.Values{"rank": {"deputy_head"}, "phone": {"000-1"}}).has(t, 200, "已报到", "分管领导")
	}
	grid.get("/").has(t, 200, "部门正在办理")

	// 联: findings, a paper, a penalty, answers; one unit writes nothing and is refused in its form.
	markets.post(page+"/find", url.Values{"kind": {"in_order"}}).has(t, http.StatusUnprocessableEntity, "请填写认定内容", "合法合规")
	markets.post(page+"/find", url.Values{"kind": {"in_order"}, "text": {"证照齐全"}}).has(t, 200, "证照齐全")
	monitors.upload(page+"/find", url.Values{"kind": {"breach"}, "text": {"监测超标"}, "number": {"环监字〔2019〕1号"}}, "监测报告.pdf", []byte("%PDF-1.4 x")).has(t, 200, "监测报告.pdf", "环监字〔2019〕1号")
	fines.post(page+"/act", url.Values{"kind": {"penalty"}, "text": {"罚款"}, "outcomes.0.kind": {"corrected"}, "outcomes.0.count": {"1"}, "outcomes.1.kind": {""}, "outcomes.1.count": {""}}).has(t, 200, "行政处罚", "改正 1")
	for _, unit := range []*person{markets, monitors, fines} {
		unit.post(page+"/answer", url.Values{"text": {"已办"}}).has(t, 200, "已反馈")
	}

	// 销: the township verifies, closes, and rates each unit.
	op.get("/").has(t, 200, "待核查")
	op.post(page+"/verify", url.Values{"how": {"on_site"}, "text": {"已无异味"}}).has(t, 200, "已无异味")
	op.post(page+"/close", url.Values{}).has(t, 200, "已销号", "待评价", "评价：历下区综合行政执法局")
	op.post(page+"/rate", url.Values{"task": {"t1"}, "grade": {"very_dissatisfied"}}).has(t, http.StatusUnprocessableEntity, "须说明理由")
	op.post(page+"/rate", url.Values{"task": {"t1"}, "grade": {"very_satisfied"}}).has(t, 200, "评价已记录", "非常满意")
	fines.get(page).has(t, 200, "已评，期末公布").lacks(t, "非常满意")
	op.post(page+"/rate", url.Values{"task": {"t2"}, "grade": {"satisfied"}})
	op.post(page+"/rate", url.Values{"task": {"t3"}, "grade": {"dissatisfied"}, "reason": {"来得晚"}}).has(t, 200, "来得晚")

	// A low mark is put right and looked at again before the case rests.
	markets.get("/").has(t, 200, "待办事项", "待整改")
	markets.get("/d/370102/inbox").has(t, 200, "待整改", "不满意", "来得晚", "申诉")
	op.get(page).has(t, 200, "待评价", "整改")
	fines.get(page).lacks(t, "来得晚")
	markets.get(page).has(t, 200, "整改情况", "申诉", "不满意")
	markets.post(page+"/rectify", url.Values{"text": {"已约谈到场人员"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	op.get("/").has(t, 200, "待复查")
	op.get(page).has(t, 200, "复查结果", "复查谁的办理", "整个事项")
	op.get("/d/370102/inbox").has(t, 200, "待复查", "已约谈到场人员")
	op.post(page+"/follow_up", url.Values{"task": {"t3"}, "result": {"solved"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	op.get(page).has(t, 200, "已归档")
	grid.get("/").has(t, 200, "已办结归档")

	// The record: each entry sealed, its receipt checked.
	op.get(page+"/records/1").has(t, 200, "已核验", "上报", "树根")
	if receipt := op.get(page + "/records/2/receipt"); !strings.HasPrefix(receipt.body, "c2sp.org/tlog-proof@v1\n") {
		t.Errorf("receipt: %q", receipt.body)
	}
	op.get("/record").has(t, 200, "历下区办理记录")
	s.stranger().get("/record/370102").has(t, 200, "历下区办理记录", "签名的记录状态")
}

func TestFilesAreForThoseOfTheCase(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	photo := picturetest.PNG()
	shown := op.upload("/d/370102/report", url.Values{"source": {"phone"}, "place": {"某处"}, "text": {"某事"}, "reporter.name": {"测试居民"}, "reporter.phone": {"000-2"}}, "a.png", photo).has(t, 200, "测试居民", "来电")
	at := strings.Index(shown.body, "/files/")
	address := "/d/370102/cases/" + string(shown.no(t)) + shown.body[at:at+len("/files/")+64]
	file := op.get(address).has(t, 200)
	if file.body != string(photo) || file.header.Get("Content-Type") != "image/png" || !strings.Contains(file.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("file: %q, %v", file.body, file.header)
	}
	s.as("lixia-zhifa-op").get(address).has(t, http.StatusNotFound)
	s.stranger().get(address).has(t, 200, "登录")
}

// A leader approves what waits, also what went out first; a service goes to the directory's unit; the
// centre declines on a ground; what comes back says so.
func TestCallsOfEachClass(t *testing.T) {
	s := open(t)
	op, leader, centre := s.as("lixia-yaojia-op"), s.as("lixia-yaojia-leader"), s.as("lixia-zhihui-dispatcher")
	call := func(told string, more url.Values) string {
		values := url.Values{"cause": {"not_alone"}, "place": {"某处"}, "text": {"某事"}}
		for k, v := range more {
			values[k] = v
		}
		return string(op.post("/d/370102/call", values).has(t, 200, told).no(t))
	}
	major := call("已报分管领导审批", url.Values{"matter": {"53"}, "class": {"major"}})
	op.get("/d/370102/cases/"+major).has(t, 200, "待审批", "撤回呼叫")
	leader.get("/").has(t, 200, "待审批", "城镇违法建设查处")
	leader.post("/d/370102/cases/"+major+"/refuse", url.Values{"reason": {"先自行劝止"}}).has(t, 200, "已记录不同意", "先自行劝止")
	op.get("/").has(t, 200, "退回本镇街", "先自行劝止")

	urgent := call("呼叫已发出", url.Values{"matter": {"31"}, "class": {"urgent"}})
	centre.get("/d/370102/desk?no="+urgent).has(t, 200, "先呼后批", "紧急")
	leader.get("/").has(t, 200, "待审批 1")
	leader.post("/d/370102/cases/"+urgent+"/approve", url.Values{"note": {"同意"}}).has(t, 200, "已同意呼叫", "批示")

	op.get("/d/370102/call").has(t, 200, "服务目录")
	service := call("呼叫已发出", url.Values{"service": {"S01"}, "matter": {""}})
	centre.get("/d/370102/desk?no="+service).has(t, 200, "依据 P-15", "行政审批服务局")
	centre.post("/d/370102/cases/"+service+"/decline", url.Values{"ground": {"incomplete"}}).has(t, http.StatusUnprocessableEntity, "请填写")
	centre.post("/d/370102/cases/"+service+"/decline", url.Values{"ground": {"incomplete"}, "clause": {"服务目录"}, "reason": {"请补充户数"}}).has(t, 200, "已退回镇街")

	// Changing the proposal: no assist at all is an answer, but needs its reason.
	page := "/d/370102/cases/" + urgent
	lead := url.Values{"lead": {"zhujian"}, "assists": {""}}
	centre.post(page+"/dispatch", lead).has(t, http.StatusUnprocessableEntity, "理由")
	lead.Set("reason", "燃气主管部门在住建局")
	centre.post(page+"/dispatch", lead).has(t, 200, "已派单", "派单件 1", "历下区住房和城乡建设局")
}
