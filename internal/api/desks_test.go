package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huying/internal/org"
)

// What waits is found by whose turn it is, and by nobody who has no part in it. 依据 P-89.
func TestInboxAndWatch(t *testing.T) {
	everywhere(t, func(h *site) {
		op, leader := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, yaojia, org.TownshipLeader)
		no := op.do("", "report", anything{
			"text": "深基坑边坡塌方", "call": anything{"matter": 56, "class": "major", "cause": "no_power"},
		}).text("no")
		for query, want := range map[string]int{"": 1, "?kind=approval": 1, "?kind=ruling": 0} {
			if items := leader.get(district("/inbox"+query), http.StatusOK).items(); len(items) != want {
				t.Fatalf("%q: %v", query, items)
			}
		}
		line := leader.get(district("/inbox"), http.StatusOK).items()[0]
		of, _ := line["case"].(anything)
		if line["no"] != no || line["zh"] != "审批" || line["unit"] != string(yaojia) || line["due"] == nil || of["status"] != "approving" || of["summary"] == "" {
			t.Error(line)
		}
		if items := h.in(lixia, "370102012", org.TownshipLeader).get(district("/inbox"), http.StatusOK).items(); len(items) != 0 {
			t.Errorf("another township finds %v", items)
		}
		if items := h.in(lixia, "370102012", org.TownshipOperator).get(district("/watch"), http.StatusOK).items(); len(items) != 0 {
			t.Errorf("another township watches %v", items)
		}
		for _, sees := range []org.Role{org.TownshipOperator, org.Dispatcher, org.Discipline, org.Auditor} {
			at := map[org.Role]org.UnitID{org.TownshipOperator: yaojia}[sees]
			if items := h.in(lixia, at, sees).get(district("/watch?kind=approval"), http.StatusOK).items(); len(items) != 1 || items[0]["no"] != no {
				t.Errorf("%s watches %v", sees, items)
			}
		}
		// The duty names who is told first; the leader approves, and nothing waits.
		duties := leader.get(cases("/"+no), http.StatusOK).value["duties"].([]any)
		if first, _ := duties[0].(anything)["first"].(anything); duties[0].(anything)["verb"] != "approve" || first["name"] == "" || first["phone"] == "" {
			t.Errorf("%v", duties)
		}
		leader.do(no, "approve", nil)
		if items := leader.get(district("/inbox"), http.StatusOK).items(); len(items) != 0 {
			t.Errorf("approved, and still %v", items)
		}

		for _, none := range []struct {
			who  person
			path string
		}{
			{h.in(lixia, "", org.GridMember), "/inbox"},
			{h.in(lixia, "", org.Auditor), "/inbox"},
			{h.in(lixia, "", org.SystemAdmin), "/inbox"},
			{h.in(lixia, "", org.GridMember), "/watch"},
			{h.in(lixia, "zonghe-zhifa", org.DepartmentLeader), "/watch"},
			{h.in(lixia, "liantong", org.PartnerOperator), "/watch"},
			{h.in(lixia, "liantong", org.PartnerOperator), "/precedents"},
			{h.in(lixia, "", org.SecurityAdmin), "/precedents"},
			{h.in(370100, "", org.CitySupervisor), "/precedents"},
			{op, "/questions"},
		} {
			none.who.get(district(none.path), http.StatusForbidden)
		}
		op.get(district("/precedents?q=油烟&matter=56&unit=zonghe-zhifa"), http.StatusOK)
	})
}

// A partner sees no case, and nothing of one that it was not asked in. 依据 P-59.
func TestAPartnerSeesNothingElse(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	no := h.in(lixia, yaojia, org.TownshipOperator).do("", "report", anything{"text": "线缆垂落"}).text("no")
	carrier := h.in(lixia, "liantong", org.PartnerOperator)
	if items := carrier.get(district("/questions"), http.StatusOK).items(); len(items) != 0 {
		t.Error(items)
	}
	carrier.get(cases(""), http.StatusForbidden)
	for _, path := range []string{"", "/events", "/verbs", "/events/1/receipt", "/files/" + strings.Repeat("0", 64)} {
		carrier.get(cases("/"+no+path), http.StatusNotFound)
	}
	for _, verb := range []string{"reply", "annotate", "recuse", "settle"} {
		if got := carrier.send("POST", cases("/"+no+"/"+verb), `{}`, nil); got.status != http.StatusNotFound || got.text("clause") != "P-80" {
			t.Errorf("%s: %v", verb, got)
		}
	}
}

// A draft is its writer's alone. 依据 P-29.
func TestDrafts(t *testing.T) {
	everywhere(t, func(h *site) {
		op, other := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, yaojia, org.TownshipLeader)
		kept := op.send("POST", district("/drafts"), anything{"text": "楼道堆放杂物"}, nil)
		id := kept.text("id")
		if kept.status != http.StatusCreated || id == "" || kept.value["body"].(anything)["text"] != "楼道堆放杂物" {
			t.Fatal(kept)
		}
		again := op.send("PUT", district("/drafts/"+id), anything{"text": "楼道堆放杂物，影响通行", "place": "某单元"}, nil)
		if again.status != http.StatusOK || again.text("id") != id {
			t.Fatal(again)
		}
		list := op.get(district("/drafts"), http.StatusOK).items()
		if len(list) != 1 || list[0]["body"].(anything)["place"] != "某单元" {
			t.Fatal(list)
		}
		if list := other.get(district("/drafts"), http.StatusOK).items(); len(list) != 0 {
			t.Errorf("another reads %v", list)
		}
		if got := other.send("PUT", district("/drafts/"+id), anything{"text": "x"}, nil); got.status != http.StatusNotFound {
			t.Error(got)
		}
		other.send("DELETE", district("/drafts/"+id), nil, nil)
		if n := len(op.get(district("/drafts"), http.StatusOK).items()); n != 1 {
			t.Fatalf("another dropped it: %d", n)
		}
		for range 2 {
			if got := op.send("DELETE", district("/drafts/"+id), nil, nil); got.status != http.StatusNoContent {
				t.Fatal(got)
			}
		}
		for i := range 21 {
			got := op.send("POST", district("/drafts"), anything{"text": fmt.Sprint(i)}, nil)
			if want := map[bool]int{true: http.StatusCreated, false: http.StatusConflict}[i < 20]; got.status != want {
				t.Fatalf("draft %d: %v", i, got)
			}
		}
	})
}

// A department's leader says whether answers wait for a signature. 依据 P-101.
func TestSigns(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	leader := h.in(lixia, "zonghe-zhifa", org.DepartmentLeader)
	for _, on := range []bool{true, true, false} {
		got := leader.send("PUT", district("/signs"), anything{"on": on}, nil)
		if signs, _ := got.value["signs"].(bool); got.status != http.StatusOK || got.text("id") != "zonghe-zhifa" || signs != on {
			t.Fatal(got)
		}
		if u := leader.get(district("/units?q=综合行政执法局"), http.StatusOK).items(); len(u) != 1 || (u[0]["signs"] == true) != on {
			t.Fatal(u)
		}
	}
	for _, who := range []person{h.in(lixia, "zonghe-zhifa", org.DepartmentOperator), h.in(lixia, yaojia, org.TownshipLeader)} {
		if got := who.send("PUT", district("/signs"), anything{"on": true}, nil); got.status != http.StatusForbidden || got.text("clause") != "P-101" {
			t.Error(got)
		}
	}
}
