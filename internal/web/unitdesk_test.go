package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// A unit's work from its desk alone: by the clock, one step after the other, each with its own small page, and a refusal
// stays on that page with what was typed.
func TestAUnitWorksFromItsDesk(t *testing.T) {
	s := open(t)
	op, centre, fines, leader := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhifa-op"), s.as("lixia-zhifa-leader")
	no := string(op.post("/d/370102/call", url.Values{"matter": {"56"}, "situation": {"56-3"}, "class": {"daily"}, "cause": {"no_power"}, "place": {"某路 88 号"}, "text": {"劝导两次无效"}}).has(t, 200).no(t))
	page := "/d/370102/cases/" + no
	fines.get("/").has(t, 200, "没有等待本单位办理的派单件")
	centre.does(page, "dispatch", url.Values{})

	fines.get("/").has(t, 200, "今天到期", "待接单", "餐饮油烟污染治理", "接单")
	fines.get("/d/370102/desk?stage=arrive&who=").has(t, 200, "没有符合的派单件").lacks(t, "餐饮油烟污染治理")
	leader.get("/").has(t, 200, "本单位看板", "未定经办人")

	step := page + "/do"
	fines.get(step).has(t, 200, "某路 88 号", "劝导两次无效", "接单", "退单", "经办人")
	fines.get(step+"?do=return").has(t, 200, "第 56 项 餐饮油烟污染治理：主体责任", "清单未列本单位职责")
	refused := fines.post(page+"/return", url.Values{"sent_from": {"step"}, "then": {"/d/370102/desk"}, "ground": {"not_duty"}, "reason": {"不归我局"}})
	refused.has(t, http.StatusUnprocessableEntity, "清单条款", "不归我局", "看整件呼叫单")

	fines.post(page+"/accept", url.Values{"sent_from": {"step"}, "then": {step}}).has(t, 200, "已接单", "到场人职级", "记下我的位置")
	fines.post(page+"/arrive", url.Values{"sent_from": {"step"}, "then": {step}, "rank": {"officer"}, "position": {"117.1,36.6"}}).has(t, 200, "已报到", "认定内容")
	fines.post(page+"/arrive", url.Values{"sent_from": {"step"}, "then": {step}, "rank": {"officer"}, "position": {"north"}}).has(t, http.StatusUnprocessableEntity)
	fines.post(page+"/find", url.Values{"sent_from": {"step"}, "then": {step}, "kind": {"breach"}, "text": {"无净化设施"}}).has(t, 200, "处置内容")
	fines.get("/d/370102/desk?who=me").has(t, 200, "餐饮油烟污染治理")
	fines.get("/d/370102/desk?who=none").has(t, 200, "没有符合的派单件")
	leader.get("/").has(t, 200, "待反馈", "经办 ")
	fines.get("/d/370102/desk?cursor=nonsense").has(t, http.StatusUnprocessableEntity, "没有这一页列表")

	// The case has moved on: what was sent has no form any more, and the page says why.
	fines.post(page+"/accept", url.Values{"sent_from": {"step"}}).has(t, http.StatusConflict, "看整件呼叫单")
	fines.post(page+"/docket", url.Values{"sent_from": {"step"}, "text": {"案卷在 二楼"}}).has(t, http.StatusConflict, "没有写入", "案卷在 二楼")
	op.get(step).has(t, 200, "现在没有要办的")
	s.as("lixia-caizheng-op").get(step).has(t, http.StatusNotFound)

	s.now = s.now.Add(60 * 24 * time.Hour)
	s.as("lixia-zhifa-leader").get("/").has(t, 200, "已超时", "本单位看板")
}
