package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// The three slips of a case say what the record says, to whoever may read it, and to nobody else.
func TestSlips(t *testing.T) {
	s := open(t)
	op, centre, fines := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhifa-op")
	no := string(op.post("/d/370102/call", url.Values{"matter": {"56"}, "situation": {"56-3"}, "class": {"daily"}, "cause": {"no_power"}, "place": {"某路 88 号"}, "text": {"劝导两次无效"}}).has(t, 200, "呼叫已发出").no(t))
	page := "/d/370102/cases/" + no

	op.get(page+"/slips/call").has(t, 200, "历下区街呼区应呼叫单", no, "姚家街道", "56-3", "某路 88 号", "劝导两次无效", "历下区综合行政执法局", "本类呼叫无需审批", "镇街负责人：", "办理记录第 ", "/record/370102")
	op.get(page+"/slips/dispatch").has(t, 200, "还没有派单")
	op.get(page+"/slips/answer").has(t, 200, "还没有单位办理")
	fines.get(page+"/slips/call").has(t, http.StatusNotFound) // it is not theirs yet

	centre.does(page, "dispatch", url.Values{})
	centre.get(page+"/slips/dispatch").has(t, 200, "历下区街呼区应派发单", "牵头", "接单时限", "同办单位", "济南市生态环境局历下分局", "收单人：")
	centre.get(page+"/slips/dispatch?unit=shichang").has(t, 200, "历下区市场监督管理局").lacks(t, "牵头<")
	centre.get(page+"/slips/dispatch?unit=caizheng").has(t, http.StatusNotFound, "没有派给这个单位")
	op.get(page+"/slips/other").has(t, http.StatusNotFound, "没有这种单据")

	fines.does(page, "accept", url.Values{})
	fines.does(page, "arrive", url.Values{"rank": {"head"}})
	fines.does(page, "answer", url.Values{"text": {"设施已清洗"}})
	fines.get(page+"/slips/answer").has(t, 200, "历下区街呼区应反馈单", "本单位办理情况", "设施已清洗", "尚未核查", "单位负责人（章）：")
	s.as("lixia-zhifa-op").get("/d/370103/cases/"+no+"/slips/call").has(t, http.StatusNotFound)
}
