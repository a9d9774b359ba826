package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// does sends a form that the page offers; nothing else is sent.
func (p *person) does(at, verb string, values url.Values) page {
	p.Helper()
	if shown := p.get(at); !strings.Contains(shown.body, ` id="do-`+verb+`"`) && !strings.Contains(shown.body, ` id="do-`+verb+`-`) {
		p.Fatalf("%s is not offered on %s\n%s", verb, at, text(shown.body))
	}
	return p.post(at+"/"+verb, values)
}

// A dawn with a muster: all come, confer, ask, hand over, ask for time, are supervised; each through the form that the
// page offers to them, and what it led to stands on the page.
func TestAMusterThroughThePages(t *testing.T) {
	s := open(t)
	op, leader, centre, chief := s.as("lixia-yaojia-op"), s.as("lixia-yaojia-leader"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief")
	fines, monitors, markets := s.as("lixia-zhifa-op"), s.as("lixia-shengtai-op"), s.as("lixia-shichang-op")
	local := func(d time.Duration) string {
		return s.now.Add(d).In(time.FixedZone("", 8*3600)).Format("2006-01-02T15:04")
	}

	no := string(op.post("/d/370102/call", url.Values{
		"matter": {"56"}, "situation": {"56-3"}, "class": {"urgent"}, "cause": {"emergency"}, "place": {"某某路口"}, "text": {"线缆坠落"},
		"muster.time": {local(40 * time.Minute)}, "muster.place": {"路口东南角"}, "muster.rank": {"deputy_head"},
	}).has(t, 200, "呼叫已发出", "集结：7月29日 09:40 · 路口东南角 · 分管领导", "到场看板").no(t))
	page := "/d/370102/cases/" + no
	leader.does(page, "approve", url.Values{})
	centre.does(page, "dispatch", url.Values{})
	for _, unit := range []*person{fines, monitors, markets} {
		unit.does(page, "accept", url.Values{})
	}
	fines.does(page, "arrive", url.Values{"rank": {"head"}}).has(t, 200, "3 个单位，1 个已报到")
	monitors.does(page, "arrive", url.Values{"rank": {"officer"}}).has(t, 200, "应到 3 个单位，1 个已按职级到场") // not the rank that was asked for
	monitors.does(page, "arrive", url.Values{"rank": {"deputy_head"}}).has(t, 200, "3 个单位，2 个已报到")
	op.does(page, "attend", url.Values{"rank": {"officer"}}).has(t, 200, "到场已记录")

	fines.does(page, "confer", url.Values{
		"attendance.0.unit": {"zonghe-zhifa"}, "attendance.0.rank": {"head"}, "attendance.1.rank": {"officer"}, "attendance.3.unit": {"370102011"}, "findings": {"须查明权属"},
		"plan.0.step": {"固定线缆"}, "plan.0.unit": {"370102011"}, "plan.1.step": {"查明权属"}, "plan.1.unit": {"zonghe-zhifa"}, "plan.1.due": {local(24 * time.Hour)},
	}).has(t, 200, "会商已记录", "方案 2", "查明权属", "应于 7月30日 09:00 前")
	op.does(page, "perform", url.Values{"step": {"p1"}, "text": {"已固定"}}).has(t, 200, "已记录落实", "已固定")
	fines.does(page, "ask", url.Values{"partner": {"dianxin"}, "text": {"是否贵公司线缆？"}}).has(t, 200, "已发出询问", "询问 1", "中国电信（历下）")
	fines.does(page, "reply", url.Values{"question": {"q1"}, "text": {"不是"}}).has(t, 200, "答复已记录")
	monitors.does(page, "transfer", url.Values{"to": {"zonghe-zhifa"}, "text": {"现场照片"}}).has(t, 200, "已移送", "移送 1")
	fines.does(page, "receive", url.Values{"transfer": {"x1"}}).has(t, 200, "已接收")

	// More time: the township is asked, and then the centre decides.
	fines.does(page, "extend", url.Values{"days": {"2"}, "reason": {"权属待查"}}).has(t, 200, "已申请延期", "待镇街表态")
	op.does(page, "opine", url.Values{"request": {"r1"}, "opinion": {"object"}}).has(t, 422, "理由")
	op.does(page, "opine", url.Values{"request": {"r1"}, "opinion": {"agree"}}).has(t, 200, "已表态", "值班长")
	chief.does(page, "grant", url.Values{"request": {"r1"}}).has(t, 200, "已同意", "延期 1 次")

	// Who does not come is reminded, then has to answer for it.
	op.does(page, "urge", url.Values{"task": {"t3"}}).has(t, 200, "已催办", "催办 1 次")
	op.does(page, "supervise", url.Values{"task": {"t3"}, "text": {"为何未到场？"}}).has(t, 200, "督办 1", "为何未到场？")
	markets.does(page, "explain", url.Values{"supervision": {"s1"}, "text": {"车辆故障"}}).has(t, 200, "已答复督办", "车辆故障")

	// It cannot go on before the works: the case rests, and is taken up again.
	fines.does(page, "suspend", url.Values{"ground": {"engineering"}, "review": {"2019-08-20"}, "reason": {"等入地施工"}}).has(t, 200, "已申请挂账")
	op.does(page, "opine", url.Values{"request": {"r2"}, "opinion": {"agree"}})
	chief.does(page, "grant", url.Values{"request": {"r2"}})
	s.as("lixia-zhengfu-approver").does(page, "grant", url.Values{"request": {"r2"}})
	op.get(page).has(t, 200, "已挂账：需工程施工", "已暂停", "挂账复核")
	op.does(page, "resume", url.Values{"reason": {"施工已完"}}).has(t, 200, "已恢复办理", "办理中")
}

// One report of two matters, a discard that is objected to, and a matter that the list does not know.
func TestSortingThroughThePages(t *testing.T) {
	s := open(t)
	op, leader, grid, office := s.as("lixia-yaojia-op"), s.as("lixia-yaojia-leader"), s.as("lixia-yaojia-grid24-1"), s.as("lixia-bianban-op")
	grid.post("/d/370102/report", url.Values{"place": {"某小区"}, "text": {"路灯不亮；商铺占道"}}).has(t, 200, "已上报")
	whole := "/d/370102/cases/" + string(op.get("/").no(t))
	split := op.does(whole, "split", url.Values{"text": {"商铺占道"}}).has(t, 200, "已拆出一件", "拆出一件")
	part := ""
	for _, m := range number.FindAllStringSubmatch(split.body, -1) {
		if !strings.HasSuffix(whole, m[1]) {
			part = "/d/370102/cases/" + m[1]
		}
	}
	grid.get(part).has(t, 200, "由另一件拆出", "商铺占道")
	op.does(part, "discard", url.Values{"ground": {"no_matter"}, "reason": {"已撤摊"}}).has(t, 200, "不予受理")
	grid.does(part, "object", url.Values{"reason": {"又摆出来了"}}).has(t, 200, "异议已提出", "上报人对不予受理提出异议")
	op.post(part+"/discard", url.Values{"ground": {"no_matter"}, "reason": {"没有"}}).has(t, 403, "分管领导")
	leader.does(part, "discard", url.Values{"ground": {"no_matter"}, "reason": {"再查仍无"}}).has(t, 200, "不予受理")

	op.get("/d/370102/call?from="+whole[len(whole)-13:]+"&unlisted=true").has(t, 200, "清单外", "由编办指定临时牵头单位")
	op.post("/d/370102/call", url.Values{"from": {whole[len(whole)-13:]}, "unlisted": {"true"}, "class": {"daily"}, "cause": {"no_power"}, "text": {"无主路灯"}}).has(t, 200, "待裁定", "等编办指定临时牵头单位")
	office.does(whole, "designate", url.Values{"lead": {"zhujian"}, "reason": {"路灯归口"}, "change": {"增列无主路灯"}}).has(t, 200, "已指定牵头单位", "指定办理", "增列无主路灯")
}
