package api

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"huying/internal/org"
)

// A roster is read, kept and ended over the interface; a note is left and read. 依据 P-130, P-131, P-133.
func TestDutyAndHandovers(t *testing.T) {
	everywhere(t, func(h *site) {
		leader, operator := h.in(lixia, "zonghe-zhifa", org.DepartmentLeader), h.in(lixia, "zonghe-zhifa", org.DepartmentOperator)
		now := leader.get(district("/duty"), http.StatusOK).items()
		if len(now) == 0 || now[0]["unit"] != "zonghe-zhifa" || now[0]["account"] == "" || now[0]["ends"] == nil {
			t.Fatal(now)
		}
		account, _ := now[0]["account"].(string)
		begins, _ := time.Parse(time.RFC3339, now[0]["starts"].(string))
		starts := begins.AddDate(0, 0, 40).Format(time.RFC3339)
		ends := begins.AddDate(0, 0, 41).Format(time.RFC3339)
		turn := anything{"turns": []anything{{"account": account, "starts": starts, "ends": ends, "phone": "000-7777"}}}
		key := map[string]string{"Idempotency-Key": "d-1"}
		for range 2 {
			if got := leader.send("PUT", district("/duty"), turn, key); got.status != http.StatusOK || got.value["changed"] != float64(1) {
				t.Fatal(got)
			}
		}
		span := "?from=" + url.QueryEscape(starts) + "&to=" + url.QueryEscape(ends)
		if items := operator.get(district("/duty"+span), http.StatusOK).items(); len(items) != 1 || items[0]["phone"] != "000-7777" {
			t.Fatal(items)
		}
		page := leader.get(district("/duty?limit=1"), http.StatusOK)
		if page.text("next") == "" || len(page.items()) != 1 {
			t.Error(page)
		}
		if rest := leader.get(district("/duty?limit=1&cursor="+page.text("next")), http.StatusOK).items(); len(rest) != 1 || rest[0]["starts"] == page.items()[0]["starts"] {
			t.Error(rest)
		}
		for _, wrong := range []struct {
			sent  any
			field string
		}{
			{anything{"turns": []anything{}}, "turns"}, {anything{"turns": []anything{{"account": "nobody", "starts": starts, "ends": ends}}}, "turns.1.account"},
			{anything{"turns": []anything{{"account": account, "starts": "tomorrow", "ends": ends}}}, "turns.starts"},
			{anything{"turns": []anything{{"account": account, "starts": "2019-01-01T00:00:00Z", "ends": "2019-01-02T00:00:00Z"}}}, "turns.1.starts"}, {anything{"rota": 1}, "rota"},
		} {
			if got := leader.send("PUT", district("/duty"), wrong.sent, nil); got.status != http.StatusUnprocessableEntity || got.text("field") != wrong.field {
				t.Errorf("%v: %v", wrong, got)
			}
		}
		if got := operator.send("PUT", district("/duty"), turn, nil); got.status != http.StatusForbidden || got.text("clause") != "P-81" {
			t.Error(got)
		}
		operator.get(district("/duty?unit=sifa"), http.StatusForbidden)
		operator.get(district("/duty?unit=nowhere"), http.StatusNotFound)
		operator.get(district("/duty/now"), http.StatusForbidden)
		if items := h.in(lixia, "", org.Dispatcher).get(district("/duty/now"), http.StatusOK).items(); len(items) < 20 {
			t.Error(len(items))
		}
		end := district("/duty?account=" + account + "&starts=" + url.QueryEscape(starts))
		if got := operator.send("DELETE", end, nil, nil); got.status != http.StatusForbidden {
			t.Error(got)
		}
		if got := leader.send("DELETE", end, nil, nil); got.status != http.StatusOK || got.value["to"] != nil {
			t.Error(got)
		}
		if got := leader.send("DELETE", end, nil, nil); got.status != http.StatusNotFound {
			t.Error(got)
		}

		note := operator.send("POST", district("/handovers"), anything{"text": "夜里无事"}, map[string]string{"Idempotency-Key": "n-1"})
		if note.status != http.StatusCreated || note.value["id"] == nil {
			t.Fatal(note)
		}
		if items := leader.get(district("/handovers"), http.StatusOK).items(); len(items) != 1 || items[0]["text"] != "夜里无事" || items[0]["read_at"] != nil {
			t.Fatal(items)
		}
		h.in(lixia, "sifa", org.DepartmentLeader).get(district("/handovers?unit=zonghe-zhifa"), http.StatusForbidden)
		if got := operator.send("PUT", district("/handovers/1/read"), nil, nil); got.status != http.StatusForbidden {
			t.Error(got)
		}
		if got := leader.send("PUT", district("/handovers/1/read"), nil, nil); got.status != http.StatusNoContent {
			t.Error(got)
		}
		if got := leader.send("PUT", district("/handovers/1/read"), nil, nil); got.status != http.StatusConflict {
			t.Error(got)
		}
		if got := operator.send("POST", district("/handovers"), anything{"text": "x", "cases": []string{"2019072599999"}}, nil); got.status != http.StatusNotFound {
			t.Error(got)
		}
		for query, status := range map[string]int{"": 200, "?level=1&late=true&cause=silent": 200, "?answered=true": 200, "?level=x": 422, "?cause=whim": 422, "?unit=nowhere": 422} {
			h.in(lixia, "", org.Dispatcher).get(district("/supervisions"+query), status)
		}
		h.in(lixia, "", org.SystemAdmin).get(district("/supervisions"), http.StatusForbidden)
	})
}
