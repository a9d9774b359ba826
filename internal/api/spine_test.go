package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
)

type anything = map[string]any

// One call of oil fumes goes through every hand, over HTTP, on both engines.
func TestOneCallOverHTTP(t *testing.T) {
	everywhere(t, func(h *site) {
		township, centre := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.Dispatcher)
		reported := township.do("", "report", anything{
			"text": "夜间油烟扰民", "place": "姚家路 1 号", "source": "walk_in",
			"reporter": anything{"name": "测试甲", "phone": "000-1"},
			"call":     anything{"matter": 56, "situation": "56-3", "cause": "no_power"},
		})
		no := reported.text("no")
		if reported.header.Get("Location") != cases("/"+no) || reported.text("status") != "called" || reported.value["version"] != 2.0 {
			t.Fatal(reported)
		}

		sheet := centre.get(cases("/"+no), http.StatusOK)
		proposal := sheet.value["proposal"].(anything)
		lead := org.UnitID(proposal["lead"].(string))
		assist := org.UnitID(proposal["assists"].([]any)[0].(string))
		if sheet.value["reporter"].(anything)["phone"] != "000-1" || sheet.text("text") != "夜间油烟扰民" {
			t.Fatal(sheet)
		}
		// Two departments: the lead and one assist; a changed proposal says why.
		centre.do(no, "dispatch", anything{"assists": []org.UnitID{assist}, "reason": "先由两家到场"})
		two := []person{h.in(lixia, assist, org.DepartmentOperator), h.in(lixia, lead, org.DepartmentOperator)}
		for _, unit := range two {
			can := unit.get(cases("/"+no+"/verbs"), http.StatusOK).items()
			if can[0]["verb"] != "assign" || can[1]["verb"] != "accept" || can[1]["zh"] != "接单" || can[1]["clause"] != "P-40" {
				t.Fatalf("%v", can)
			}
			unit.do(no, "accept", nil)
			unit.do(no, "arrive", anything{"rank": "deputy_head"})
			unit.do(no, "find", anything{"kind": "breach", "text": "超标"})
			unit.do(no, "act", anything{"kind": "penalty", "text": "立案", "outcomes": []anything{{"kind": "corrected", "count": 1}}})
			seen := unit.get(cases("/"+no), http.StatusOK)
			if _, ok := seen.value["reporter"]; ok || seen.text("text") == "" || seen.value["withheld"].([]any)[0] != "reporter" {
				t.Fatalf("what a called unit sees: %v", seen)
			}
		}
		for _, unit := range two {
			unit.do(no, "answer", anything{"text": "已办结"})
		}
		if closed := township.do(no, "close", anything{"how": "on_site"}); closed.text("status") != "closed" {
			t.Fatal(closed)
		}
		township.do(no, "rate", anything{"task": string(lead), "grade": "satisfied"})
		last := township.do(no, "rate", anything{"task": string(assist), "grade": "dissatisfied", "reason": "来得太晚"})
		if last.text("status") != "closed" { // a low mark has to be put right first
			t.Fatal(last)
		}
		two[0].do(no, "rectify", anything{"text": "已增派人手"})
		if last = township.do(no, "follow_up", anything{"task": string(assist), "result": "solved"}); last.text("status") != "archived" {
			t.Fatal(last)
		}

		h.lists(township, no)
		h.record(township, no, int(last.value["version"].(float64)))
	})
}

// lists: the case stands in the lists of those who may see it, and filters find it.
func (h *site) lists(township person, no string) {
	h.Helper()
	for query, want := range map[string]int{
		"": 1, "?status=archived": 1, "?status=called": 0, "?matter=56": 1, "?open=true": 0, "?q=油烟": 1, "?q=" + no: 1, "?q=没有": 0,
		"?township=370102011": 1, "?unit=zonghe-zhifa": 1, "?class=urgent": 0, "?since=2019-01-01T00:00:00%2B08:00": 1,
		"?until=2019-01-01&tz=Asia/Shanghai": 0, "?since=" + time.Now().UTC().Add(-time.Hour).Format(time.RFC3339): 1,
	} {
		got := township.get(cases(query), http.StatusOK)
		if items := got.items(); len(items) != want {
			h.Errorf("%s: %d items: %v", query, len(items), got)
		}
	}
	other := h.in(shizhong, "", org.TownshipOperator)
	other.get(cases("/"+no), http.StatusForbidden)
}

// record: every event is there, in pages, with its words, its place in the log and its receipt.
func (h *site) record(township person, no string, version int) {
	h.Helper()
	var events []EventLine
	for cursor := ""; ; {
		var page list[EventLine]
		township.get(cases("/"+no+"/events?limit=5&cursor="+cursor), http.StatusOK).into(&page)
		events = append(events, page.Items...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if len(events) != version {
		h.Fatalf("%d events of a case of version %d", len(events), version)
	}
	for i, e := range events {
		if e.Version != int64(i+1) || e.Actor.Unit == "" || e.At.Location() != time.UTC || len(e.Data) == 0 {
			h.Errorf("event %d: %+v", i+1, e)
		}
	}
	var said []string
	for _, word := range events[0].Words {
		said = append(said, word.Text, string(word.Value))
	}
	if all := strings.Join(said, " "); !strings.Contains(all, "夜间油烟扰民") || !strings.Contains(all, "000-1") {
		h.Errorf("the township reads %q", all)
	}
	h.receipt(township, no, 3)
}

// receipt: it verifies with the key that the log publishes.
func (h *site) receipt(p person, no string, version int) {
	h.Helper()
	path := cases("/" + no + "/events/3/receipt")
	got := p.send("GET", path, nil, nil)
	for until := time.Now().Add(5 * time.Second); got.status == http.StatusServiceUnavailable && time.Now().Before(until); {
		if got.header.Get("Retry-After") == "" {
			h.Fatal("no word on when to try again")
		}
		time.Sleep(100 * time.Millisecond)
		got = p.send("GET", path, nil, nil)
	}
	if got.status != http.StatusOK || got.header.Get("Content-Type") != plainText {
		h.Fatal(got)
	}
	receipt, err := ledger.ParseReceipt(string(got.body))
	if err != nil {
		h.Fatal(err)
	}
	key, err := ledger.ParseVerifierKey(string(person{site: h}.get("/log/370102/vkey", http.StatusOK).body))
	if err != nil {
		h.Fatal(err)
	}
	event, _, err := receipt.Verify(nil, key)
	if err != nil || event.Version != int64(version) {
		h.Fatalf("%+v, %v", event, err)
	}
	var data struct{ Tasks []json.RawMessage }
	if err := json.Unmarshal(event.Data, &data); err != nil || len(data.Tasks) != 2 {
		h.Fatalf("the receipt is of %s: %v", event.Data, err)
	}
}
