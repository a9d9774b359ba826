package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"huying/internal/picture/picturetest"
)

// called brings a call of 姚家街道 to the centre, and gives the address of its case.
func (p *person) called(more url.Values) string {
	p.Helper()
	values := url.Values{"matter": {"56"}, "situation": {"56-3"}, "cause": {"no_power"}, "class": {"daily"}, "place": {"某路 88 号"}, "text": {"劝导无效"}}
	for k, v := range more {
		values[k] = v
	}
	return "/d/370102/cases/" + string(p.post("/d/370102/call", values).has(p, 200).no(p))
}

// A declined call is disputed, ruled on with the story and the list beside the form, and stands as a
// precedent that every working post finds. 依据 P-48, P-49, P-116.
func TestADisputeIsRuledOn(t *testing.T) {
	s := open(t)
	op, centre, staffing := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-bianban-op")
	page := op.called(nil)
	staffing.get("/").has(t, 200, "没有待裁定的争议")
	op.get("/d/370102/precedents").has(t, 200, "还没有先例")
	centre.post(page+"/decline", url.Values{"ground": {"incomplete"}, "clause": {"第 56 项"}, "reason": {"未见超标证据"}}).has(t, 200)
	op.get("/").has(t, 200, "可提请裁定", "未见超标证据")
	op.post(page+"/dispute", url.Values{"reason": {"居民多次反映，须由部门检测"}}).has(t, 200)

	desk := staffing.get("/").has(t, 200, "待裁定 1", "镇街提请", "到此为止的经过", "未见超标证据", "居民多次反映", "清单怎么规定", "历下区综合行政执法局", "没有类似的先例", "裁定由谁办理")
	if !strings.Contains(desk.body, `action="`+page+`/rule"`) {
		t.Error("the ruling's form is not on the desk")
	}
	staffing.post(page+"/rule", url.Values{"unit": {"zonghe-zhifa"}, "assists": {""}, "then": {"/d/370102/desk"}}).has(t, http.StatusUnprocessableEntity, "裁定理由")
	staffing.post(page+"/rule", url.Values{"unit": {"zonghe-zhifa"}, "assists": {""}, "reason": {"油烟是否超标须经检测，由综合执法局办理"}, "change": {"第 56 项写明检测主体"}, "then": {"/d/370102/desk"}}).has(t, 200, "没有待裁定的争议")

	for _, login := range []string{"lixia-yaojia-op", "lixia-shichang-op", "lixia-zhihui-dispatcher", "lixia-bianban-op"} {
		s.as(login).get("/d/370102/precedents?q=检测&matter=56&unit=zonghe-zhifa").has(t, 200, "油烟是否超标须经检测", "第 56 项写明检测主体", "56 餐饮油烟污染治理", "历下区综合行政执法局")
	}
	op.get("/d/370102/precedents?q=无此词").has(t, 200, "没有符合条件的先例")
	op.get("/d/370102/precedents?cursor=nonsense").has(t, http.StatusUnprocessableEntity)
	if bureau := s.as("lixia-shichang-op").get("/d/370102/precedents"); strings.Contains(bureau.body, `href="`+page+`"`) {
		t.Error("a unit that is not in the case is led to it")
	}
	s.as("lixia-liantong-op").get("/d/370102/precedents").has(t, http.StatusForbidden)
}

// What a second unit returns comes to the staffing office, with both returns in its story. 依据 P-49.
func TestASecondReturnIsRuledOn(t *testing.T) {
	s := open(t)
	op, centre, chief, staffing := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief"), s.as("lixia-bianban-op")
	page := op.called(nil)
	centre.post(page+"/dispatch", nil)
	s.as("lixia-shichang-op").post(page+"/return", url.Values{"ground": {"other_unit"}, "clause": {"第 56 项"}, "reason": {"证照已另案处理"}}).has(t, 200)
	chief.post(page+"/uphold", url.Values{"task": {"shichang"}, "next": {"chengguan"}, "reason": {"改由城管办理"}}).has(t, 200)
	s.as("lixia-chengguan-op").post(page+"/return", url.Values{"ground": {"not_listed"}, "clause": {"第 56 项"}, "reason": {"清单未列城管"}}).has(t, 200)
	chief.get("/").has(t, 200, "待编办裁定", "二次退单").lacks(t, ">认定<")
	staffing.get("/").has(t, 200, "二次退单", "证照已另案处理", "改由城管办理", "清单未列城管", "依法由其他单位主管", "清单未列本单位职责")
	staffing.post(page+"/rule", url.Values{"task": {"chengguan"}, "unit": {"shichang"}, "reason": {"证照由市场监管办理"}, "then": {"/d/370102/desk"}}).has(t, 200, "没有待裁定的争议")
	s.as("lixia-shichang-op").get("/").has(t, 200, "指定办理")
}

// A matter that is not in the list is designated on the same desk. 依据 P-16.
func TestWhatIsNotInTheListIsDesignated(t *testing.T) {
	s := open(t)
	op, staffing := s.as("lixia-yaojia-op"), s.as("lixia-bianban-op")
	page := op.called(url.Values{"matter": {""}, "situation": {""}, "unlisted": {"true"}})
	staffing.get("/").has(t, 200, "清单外事项", "清单中没有这一事项", "指定牵头", "临时牵头单位")
	staffing.post(page+"/designate", url.Values{"lead": {"chengguan"}, "reason": {"路面堆放由城管临时牵头"}, "change": {"增列一项"}, "then": {"/d/370102/desk"}}).has(t, 200, "没有待裁定的争议")
	op.get("/d/370102/precedents").has(t, 200, "指定牵头", "清单外事项", "增列一项")
}

// The board of a muster says who has come, in which rank; fetched again it is the board alone. 依据 P-56.
func TestTheMusterBoard(t *testing.T) {
	s := open(t)
	op, centre := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher")
	fines, markets := s.as("lixia-zhifa-op"), s.as("lixia-shichang-op")
	page := op.called(nil)
	op.get(page+"/muster").has(t, 200, "本案没有发起集结")
	centre.post(page+"/dispatch", nil)
	op.post(page+"/muster", url.Values{"time": {s.now.Add(2 * time.Hour).Add(8 * time.Hour).Format("2006-01-02T15:04")}, "place": {"某路 88 号门前"}, "rank": {"deputy_head"}, "note": {"带检测设备"}}).has(t, 200)
	op.get("/").has(t, 200, "集结中", "看板")
	centre.get("/").has(t, 200, "集结中", "看板")

	board := op.get(page+"/muster").has(t, 200, "某路 88 号门前", "分管领导及以上", "带检测设备", "0 / 3", "尚未接单", "剩 2小时", "历下区综合行政执法局", "首先通知")
	if !strings.Contains(board.body, `data-live="/d/370102/live?case=`) {
		t.Error("the board does not renew itself")
	}
	fines.post(page+"/accept", nil)
	s.now = s.now.Add(time.Hour)
	fines.post(page+"/arrive", url.Values{"rank": {"head"}, "name": {"测试局长"}, "phone": {"000-77"}})
	markets.post(page+"/accept", nil)
	markets.post(page+"/arrive", url.Values{"rank": {"officer"}})
	markets.get(page+"/muster").has(t, 200, "1 / 3").lacks(t, "测试局长") // who came is a person (P-83)
	op.get(page+"/muster").has(t, 200, "1 / 3", "测试局长", "000-77", "主要负责人", "已到，职级不够", "10:00")
	op.post(page+"/attend", url.Values{"rank": {"deputy_head"}, "then": {page + "/muster"}}).has(t, 200, "1 / 3", "集结地点")
	s.now = s.now.Add(2 * time.Hour)
	op.get(page+"/muster").has(t, 200, "应到未到", "超时")
	s.as("lixia-chengguan-op").get(page+"/muster").has(t, http.StatusNotFound)
}

// A partner finds its questions and nothing else, and answers them; who asked reads the answer. 依据 P-59.
func TestAPartnerAnswers(t *testing.T) {
	s := open(t)
	op, centre, fines, partner := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhifa-op"), s.as("lixia-liantong-op")
	partner.get("/").has(t, 200, "没有询问本单位的问题").lacks(t, `href="/d/370102/cases"`, `href="/d/370102/precedents"`)
	page := op.called(nil)
	centre.post(page+"/dispatch", nil)
	fines.post(page+"/accept", nil)
	fines.upload(page+"/ask", url.Values{"partner": {"liantong"}, "text": {"门前光交箱是否贵公司所有？"}}, "a.png", picturetest.PNG()).has(t, 200)

	asked := partner.get("/").has(t, 200, "待答复 1", "门前光交箱是否贵公司所有？", "历下区综合行政执法局", "a.png")
	for _, other := range []string{"某路 88 号", "劝导无效", "餐饮油烟污染治理", "姚家街道"} {
		if strings.Contains(text(asked.body), other) {
			t.Errorf("the partner reads %q", other)
		}
	}
	at := strings.Index(asked.body, "/d/370102/questions/")
	file := asked.body[at : at+strings.IndexByte(asked.body[at:], '"')]
	partner.get(file).has(t, 200)
	partner.get(page).has(t, http.StatusNotFound)
	reply := "/d/370102/questions/" + page[len("/d/370102/cases/"):] + "/q1"
	partner.post(reply, url.Values{"text": {" "}}).has(t, http.StatusUnprocessableEntity, "请填写", "门前光交箱")
	s.as("lixia-dianxin-op").post(reply, url.Values{"text": {"是"}}).has(t, http.StatusNotFound)
	partner.post(reply, url.Values{"text": {"是我公司光交箱"}}).has(t, 200, "待答复 0", "已答复 1", "是我公司光交箱")
	partner.post(reply, url.Values{"text": {"改口"}}).has(t, http.StatusForbidden, "没有写入", "改口")
	partner.get("/").lacks(t, "改口")
	fines.get(page).has(t, 200, "是我公司光交箱")
	fines.post(reply, url.Values{"text": {"x"}}).has(t, http.StatusForbidden)
}

// More time is asked for, the township is heard, and level by level it is granted, each on its own page.
// 依据 P-106, P-108.
func TestARequestGoesItsWay(t *testing.T) {
	s := open(t)
	op, dispatcher, chief, government := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief"), s.as("lixia-zhengfu-approver")
	fines := s.as("lixia-zhifa-op")
	page := op.called(nil)
	dispatcher.post(page+"/dispatch", nil)
	fines.post(page+"/accept", nil)
	fines.post(page+"/extend", url.Values{"days": {"10"}, "reason": {"须待检测报告"}}).has(t, 200)

	op.get("/").has(t, 200, "待表态")
	fines.get("/").has(t, 200, "等待他人办理", "延期、挂账审批", "表态", "历下区指挥调度中心")
	op.get("/d/370102/inbox").has(t, 200, "申请延期 10 个工作日", "须待检测报告", "历下区综合行政执法局 · 牵头", "现办结时限", "值班长 → 区县政府审批人", "表态")
	chief.get("/d/370102/inbox").has(t, 200, "延期、挂账审批", "尚未表态")
	dispatcher.get("/d/370102/inbox").has(t, 200, "没有等待本单位办理的事项")
	chief.post(page+"/grant", url.Values{"request": {"r1"}, "then": {"/d/370102/inbox"}}).has(t, http.StatusConflict)
	op.post(page+"/opine", url.Values{"request": {"r1"}, "opinion": {"object"}, "reason": {"居民等不得"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	chief.get("/d/370102/inbox").has(t, 200, "不同意", "居民等不得")
	chief.post(page+"/grant", url.Values{"request": {"r1"}, "note": {"同意"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	government.get("/").has(t, 200, "审批", "值班长已同意 → 现由区县政府审批人决定", "须待检测报告")
	government.post(page+"/deny", url.Values{"request": {"r1"}, "reason": {""}, "then": {"/d/370102/desk"}}).has(t, http.StatusUnprocessableEntity, "请填写")
	government.post(page+"/grant", url.Values{"request": {"r1"}, "then": {"/d/370102/desk"}}).has(t, 200, "没有等待本单位办理的事项")
	fines.get(page).has(t, 200, "延期")
}

// A supervision stands on the lists of who may press, and waits for the unit that has to answer; silence
// climbs. 依据 P-110, P-111.
func TestSupervisionsAreWatched(t *testing.T) {
	s := open(t)
	op, centre, government, fines := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhengfu-approver"), s.as("lixia-zhifa-op")
	page := op.called(nil)
	centre.post(page+"/dispatch", nil)
	op.get("/d/370102/supervisions").has(t, 200, "没有尚未答复的督办")
	op.post(page+"/supervise", url.Values{"task": {"zonghe-zhifa"}, "text": {"请立即到场"}}).has(t, 200)
	for _, p := range []*person{op, centre, government} {
		p.get("/d/370102/supervisions").has(t, 200, "请立即到场", "历下区综合行政执法局", "本单位", "待答复")
		p.get("/").has(t, 200, "督办未答复", "督办 1")
	}
	s.as("lixia-zhiyuan-op").get("/d/370102/supervisions").has(t, 200, "没有尚未答复的督办")
	s.as("lixia-jiwei-op").get("/d/370102/supervisions").has(t, http.StatusForbidden)
	fines.get("/").has(t, 200, "督办待答复")
	fines.get("/d/370102/supervisions").has(t, 200, "督办待答复", "请立即到场", "答复督办")
	s.now = s.now.Add(9 * time.Hour)
	fines.post(page+"/accept", nil) // what has lapsed is recorded with it
	government.get("/d/370102/supervisions").has(t, 200, "单位主要负责人", "提级至单位主要负责人")
	fines.post(page+"/explain", url.Values{"supervision": {"s1"}, "text": {"即刻前往"}, "then": {"/d/370102/inbox"}}).has(t, 200)
	op.get("/d/370102/supervisions").has(t, 200, "没有尚未答复的督办")
	if menu := text(op.get("/").body); strings.Contains(menu, "督办 1") {
		t.Error("what was answered is counted still")
	}
}

// A leader turns signing on; from then an operator's answer waits on the leader's desk. 依据 P-101.
func TestALeaderSigns(t *testing.T) {
	s := open(t)
	op, centre, markets, leader := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-shichang-op"), s.as("lixia-shichang-leader")
	markets.get("/").has(t, 200).lacks(t, "反馈须经签批")
	markets.post("/d/370102/signs", url.Values{"on": {"true"}}).has(t, http.StatusForbidden, "分管领导")
	leader.get("/").has(t, 200, "反馈须经签批", "未开启")
	leader.post("/d/370102/signs", url.Values{"on": {"true"}}).has(t, 200, "已开启：反馈须经签批")
	page := op.called(nil)
	centre.post(page+"/dispatch", nil)
	markets.post(page+"/accept", nil)
	markets.post(page+"/arrive", nil)
	markets.post(page+"/answer", url.Values{"text": {"证照齐全"}}).has(t, 200)
	markets.get("/d/370102/inbox").lacks(t, "待签批")
	leader.get("/").has(t, 200, "待签批")
	leader.get("/d/370102/inbox?kind=sign").has(t, 200, "待签批", "证照齐全", "签批", "退回修改")
	leader.post(page+"/sign", url.Values{"note": {"同意"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	leader.post("/d/370102/signs", url.Values{"on": {"false"}}).has(t, 200, "已关闭")
}

// A township sees what its own agencies have at hand, and units find their steps and transfers.
func TestWhatUnitsDoTogetherWaitsOnTheirDesks(t *testing.T) {
	s := open(t)
	op, centre, fines, markets, squad := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhifa-op"), s.as("lixia-shichang-op"), s.as("lixia-yaojia-zhifa-op")
	page := op.called(nil)
	op.post(page+"/summon", url.Values{"units": {"370102011-zhifazhongdui"}, "reason": {"先行维持秩序"}}).has(t, 200)
	op.get("/").has(t, 200, "派驻机构在办")
	squad.get("/").has(t, 200, "餐饮油烟污染治理", "调派").lacks(t, "配合")
	op.post(page+"/summon", url.Values{"units": {"370102011-shichangsuo"}, "reason": {"核对证照"}}).has(t, 200)
	op.post(page+"/dismiss", url.Values{"task": {"370102011-shichangsuo"}, "reason": {"派错了所"}}).has(t, 200, "已撤销调派", "派错了所")
	op.post(page+"/dismiss", url.Values{"task": {"370102011-shichangsuo"}, "reason": {"x"}}).has(t, 409, "派单件已收回")
	centre.post(page+"/dispatch", nil)
	for _, p := range []*person{fines, markets} {
		p.post(page+"/accept", nil)
		p.post(page+"/arrive", nil)
	}
	fines.post(page+"/confer", url.Values{
		"attendance.0.unit": {"zonghe-zhifa"}, "attendance.1.unit": {"shichang"}, "findings": {"先检测，后处罚"},
		"plan.0.step": {"核查证照"}, "plan.0.unit": {"shichang"}, "plan.0.due": {"2019-07-30T12:00"}, "plan.1.step": {"张贴告知书"}, "plan.1.unit": {"370102011"}, "plan.1.due": {"2019-07-30T12:00"},
	}).has(t, 200)
	markets.get("/").has(t, 200, "方案待落实")
	markets.get("/d/370102/inbox").has(t, 200, "核查证照", "先检测，后处罚", "落实")
	op.get("/d/370102/inbox?kind=step").has(t, 200, "张贴告知书").lacks(t, "核查证照")
	fines.post(page+"/transfer", url.Values{"to": {"shichang"}, "text": {"移送询问笔录"}, "number": {"移字1号"}}).has(t, 200)
	markets.get("/d/370102/inbox?kind=receive").has(t, 200, "待接收移送", "移送询问笔录", "移字1号", "历下区综合行政执法局")
	markets.post(page+"/receive", url.Values{"transfer": {"x1"}, "then": {"/d/370102/inbox?kind=receive"}}).has(t, 200, "没有等待本单位办理的事项")
	markets.post(page+"/perform", url.Values{"step": {"p1"}, "then": {"/d/370102/inbox"}}).has(t, 200, "没有等待本单位办理的事项")
	markets.post(page+"/annotate", url.Values{"text": {"x"}, "then": {"https://elsewhere.example/"}}).has(t, 200, "备注已记录")
}
