package api

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"huying/internal/org"
)

// What goes on in a case beside its tasks stands on its sheet, and each finds on its own desk what waits for it: over
// HTTP, on both engines.
func TestTheWholeCaseOverHTTP(t *testing.T) {
	everywhere(t, func(h *site) {
		township, centre, chief := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.Dispatcher), h.in(lixia, "", org.CentreLead)
		lead, other := h.in(lixia, "zonghe-zhifa", org.DepartmentOperator), h.in(lixia, "shengtai", org.DepartmentOperator)
		no := township.do("", "report", anything{
			"text": "夜间油烟扰民", "place": "姚家路 1 号", "call": anything{"matter": 56, "situation": "56-3", "cause": "not_alone"},
		}).text("no")
		centre.do(no, "dispatch", anything{"assists": []string{"shengtai"}, "reason": "先由两家到场"})
		soon := time.Now().Add(2 * time.Hour).Format(time.RFC3339)
		township.do(no, "muster", anything{"time": soon, "place": "姚家路口", "rank": "deputy_head"})
		for _, unit := range []person{lead, other} {
			unit.do(no, "accept", nil)
		}
		lead.do(no, "arrive", anything{"rank": "deputy_head"})
		other.do(no, "arrive", anything{"rank": "officer"})
		township.do(no, "attend", anything{"rank": "deputy_head"})

		sheet := lead.get(cases("/"+no), http.StatusOK).value
		muster := sheet["muster"].(anything)
		here := map[any]any{}
		for _, line := range muster["board"].([]any) {
			here[line.(anything)["unit"]] = line.(anything)["here"]
			if line.(anything)["arrived"] == nil {
				t.Errorf("the board does not say when: %v", line)
			}
		}
		if muster["place"] != "姚家路口" || muster["rallied"] != "deputy_head" || muster["attended"] == nil || here["zonghe-zhifa"] != true || here["shengtai"] != false {
			t.Errorf("the muster: %v", muster)
		}

		tomorrow := time.Now().AddDate(0, 0, 2).Format(time.DateOnly)
		lead.do(no, "confer", anything{
			"attendance": []anything{{"unit": "zonghe-zhifa"}, {"unit": "shengtai"}, {"unit": "liantong"}}, "findings": "油烟超标",
			"plan": []anything{{"step": "复测油烟", "unit": "shengtai", "due": tomorrow}, {"step": "现场回访", "unit": yaojia}},
		})
		other.do(no, "transfer", anything{"to": "zonghe-zhifa", "text": "监测报告移送", "number": "测试〔2019〕1号"})
		lead.do(no, "ask", anything{"partner": "liantong", "text": "楼顶线缆是否贵公司所有？"})
		township.do(no, "supervise", anything{"task": "shengtai", "text": "请说明到场职级不符的原因"})
		lead.do(no, "extend", anything{"days": 2, "reason": "等待复测"})
		h.waits(no, map[string]person{
			"step": other, "receive": lead, "explain": other, "opine": township, "request_decision": chief, "reply": h.in(lixia, "liantong", org.PartnerOperator),
		})
		h.asked(no)

		lead.do(no, "receive", anything{"transfer": "x1"})
		other.do(no, "perform", anything{"step": "p1", "text": "已复测"})
		other.do(no, "explain", anything{"supervision": "s1", "text": "分管领导在途"})
		township.do(no, "opine", anything{"request": "r1", "opinion": "object", "reason": "居民等不及"})
		chief.do(no, "grant", anything{"request": "r1"})

		sheet = township.get(cases("/"+no), http.StatusOK).value
		item := func(list string) anything { return sheet[list].([]any)[0].(anything) }
		for _, want := range []struct{ list, member, text string }{
			{"plan", "what", "复测油烟"}, {"transfers", "text", "监测报告移送"}, {"transfers", "number", "测试〔2019〕1号"},
			{"transfers", "from", "shengtai"}, {"transfers", "to", "zonghe-zhifa"}, {"questions", "asker", "zonghe-zhifa"},
			{"questions", "answer", "是，今日整改"}, {"supervisions", "text", "请说明到场职级不符的原因"},
			{"supervisions", "answer", "分管领导在途"}, {"supervisions", "level_zh", "本单位"}, {"requests", "reason", "等待复测"},
			{"requests", "status", "granted"}, {"requests", "opinion", "object"}, {"requests", "heard", "居民等不及"},
		} {
			if got := item(want.list)[want.member]; got != want.text {
				t.Errorf("%s.%s is %v, want %s", want.list, want.member, got, want.text)
			}
		}
		if item("plan")["done"] == nil || item("transfers")["received"] == nil || item("questions")["replied"] == nil || item("supervisions")["answered"] == nil {
			t.Errorf("what was done stands open: %v", sheet)
		}
		h.ratedAndAppealed(no, township, lead, other)
		h.related(township)
	})
}

// waits: each finds the case in its own inbox, under the kind that waits for it, and nobody else's.
func (h *site) waits(no string, whose map[string]person) {
	h.Helper()
	for kind, who := range whose {
		items := who.get(district("/inbox?kind="+kind), http.StatusOK).items()
		if len(items) != 1 || items[0]["no"] != no || items[0]["unit"] != string(who.unit) || items[0]["ref"] == "" || items[0]["due"] == nil {
			h.Errorf("%s waits for %s: %v", kind, who.unit, items)
		}
		for _, other := range whose {
			if other.unit != who.unit && len(other.get(district("/inbox?kind="+kind), http.StatusOK).items()) != 0 {
				h.Errorf("%s waits for %s, and stands with %s", kind, who.unit, other.unit)
			}
		}
	}
}

// asked: the partner reads its question, and nothing of the case; it answers once.
func (h *site) asked(no string) {
	h.Helper()
	carrier := h.in(lixia, "liantong", org.PartnerOperator)
	questions := carrier.get(district("/questions"), http.StatusOK).items()
	if len(questions) != 1 || questions[0]["no"] != no || questions[0]["text"] != "楼顶线缆是否贵公司所有？" || questions[0]["from"] != "zonghe-zhifa" || questions[0]["waits"] != true {
		h.Fatal(questions)
	}
	if line := carrier.get(district("/inbox"), http.StatusOK).items()[0]; line["case"] != nil || line["task"] != nil {
		h.Errorf("a partner reads of the case: %v", line)
	}
	for _, path := range []string{"", "/events", "/verbs"} {
		carrier.get(cases("/"+no+path), http.StatusNotFound)
	}
	if items := h.in(lixia, "yidong", org.PartnerOperator).get(district("/questions"), http.StatusOK).items(); len(items) != 0 {
		h.Errorf("another partner reads %v", items)
	}
	if got := carrier.send("POST", cases("/"+no+"/annotate"), `{"text":"x"}`, nil); got.status != http.StatusForbidden || got.text("code") != "wrong_role" {
		h.Error(got)
	}
	told := carrier.send("POST", cases("/"+no+"/reply"), anything{"question": "q1", "text": "是，今日整改"}, nil)
	if told.status != http.StatusOK || told.text("no") != no || told.value["status"] != nil || told.value["version"] != nil {
		h.Errorf("a partner is told of the case: %v", told)
	}
	if got := carrier.send("POST", cases("/"+no+"/reply"), anything{"question": "q1", "text": "x"}, nil); got.status == http.StatusOK {
		h.Error("replied twice")
	}
	if q := carrier.get(district("/questions"), http.StatusOK).items()[0]; q["answer"] != "是，今日整改" || q["waits"] != false || q["replied"] == nil {
		h.Error(q)
	}
}

// ratedAndAppealed: a low mark and what comes of it are for the township, the rated unit and the offices; another unit
// of the case learns only that a mark was given.
func (h *site) ratedAndAppealed(no string, township, lead, other person) {
	h.Helper()
	other.do(no, "arrive", anything{"rank": "deputy_head"})
	other.do(no, "answer", anything{"text": "已复测"})
	lead.do(no, "answer", anything{"text": "已办结"})
	township.do(no, "perform", anything{"step": "p2"})
	township.do(no, "close", anything{"how": "on_site"})
	township.do(no, "rate", anything{"task": "shengtai", "grade": "dissatisfied", "reason": "来得太晚"})
	township.do(no, "rate", anything{"task": "zonghe-zhifa", "grade": "satisfied"})
	other.do(no, "appeal", anything{"reason": "交通管制"})
	first := func(p person) anything {
		h.Helper()
		return p.get(cases("/"+no), http.StatusOK).value["ratings"].([]any)[0].(anything)
	}
	for _, sees := range []person{township, other, h.in(lixia, "", org.AssessmentOffice)} {
		if r := first(sees); r["id"] != "m1" || r["grade"] != "dissatisfied" || r["low"] != true || r["appealed"] == nil || r["decide"] == nil {
			h.Errorf("%s reads %v", sees.unit, r)
		}
	}
	if r := first(lead); r["grade"] != nil || r["low"] != nil || r["appealed"] != nil || r["decide"] != nil {
		h.Errorf("another unit reads %v", r)
	}
	for _, d := range lead.get(cases("/"+no), http.StatusOK).value["duties"].([]any) {
		if kind := d.(anything)["kind"]; kind == "rectify" || kind == "appeal_decision" {
			h.Errorf("another unit reads a low mark off %v", d)
		}
	}
	h.waits(no, map[string]person{"rectify": other, "appeal_decision": h.in(lixia, "", org.AssessmentOffice)})
}

// related: what was split off, and what was merged, name each other.
func (h *site) related(township person) {
	h.Helper()
	first := township.do("", "report", anything{"text": "井盖破损，路灯不亮"}).text("no")
	township.do(first, "split", anything{"text": "路灯不亮"})
	parts := township.get(cases("/"+first), http.StatusOK).value["related"].(anything)["parts"].([]any)
	part := fmt.Sprint(parts[0])
	if of := township.get(cases("/"+part), http.StatusOK); of.value["related"].(anything)["parent"] != first || of.text("text") != "路灯不亮" {
		h.Fatal(of)
	}
	second := township.do("", "report", anything{"text": "还是井盖破损"}).text("no")
	township.do(second, "merge", anything{"into": first, "reason": "同一井盖"})
	if of := township.get(cases("/"+second), http.StatusOK).value; of["status"] != "merged" || of["related"].(anything)["into"] != first || of["paused"] == nil {
		h.Errorf("%v", of["related"])
	}
	if of := township.get(cases("/"+first), http.StatusOK).value["related"].(anything); fmt.Sprint(of["absorbed"]) != "["+second+"]" {
		h.Errorf("%v", of)
	}
	township.do(second, "unmerge", anything{"reason": "不是同一处"})
	if of := township.get(cases("/"+second), http.StatusOK).value; of["status"] != "intake" || of["related"] != nil {
		h.Errorf("%v %v", of["status"], of["related"])
	}
}
