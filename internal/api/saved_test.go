package api

import (
	"net/http"
	"testing"

	"huying/internal/org"
)

// A filter is kept, changed, moved and dropped by its owner, found by nobody else, and opens the list of cases. 依据 P-118.
func TestSavedFilters(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	op, centre := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.Dispatcher)
	op.do("", "report", anything{"text": "线缆垂落"})
	send := func(who person, method, path string, body any, want int) got {
		t.Helper()
		g := who.send(method, district("/saved-filters"+path), body, nil)
		if g.status != want {
			t.Fatalf("%s %s: want %d: %v", method, path, want, g)
		}
		return g
	}
	first := send(op, "POST", "", anything{"name": "在办", "query": "open=true&status="}, http.StatusCreated)
	if first.text("query") != "open=true" || first.text("name") != "在办" {
		t.Error(first.value)
	}
	second := send(op, "POST", "", anything{"name": "超时", "query": "overdue=true", "place": 1}, http.StatusCreated)
	if items := send(op, "GET", "", nil, http.StatusOK).items(); len(items) != 2 || items[0]["id"] != second.text("id") {
		t.Error(items)
	}
	send(op, "PUT", "/"+first.text("id"), anything{"name": "没办完", "place": 1}, http.StatusOK)
	items := send(op, "GET", "", nil, http.StatusOK).items()
	if len(items) != 2 || items[0]["name"] != "没办完" || items[0]["query"] != "open=true" {
		t.Fatal(items)
	}
	if found := op.get(cases("?open=true"), http.StatusOK).items(); len(found) != 1 {
		t.Error(found)
	}
	if items := send(centre, "GET", "", nil, http.StatusOK).items(); len(items) != 0 {
		t.Errorf("another finds %v", items)
	}
	for _, row := range []struct {
		body  anything
		field string
	}{
		{anything{"query": "open=true"}, "name"},
		{anything{"name": "没办完", "query": "class=daily"}, "name"},
		{anything{"name": "怪", "query": "status=lost"}, "query.status"},
		{anything{"name": "怪", "query": "open=true", "place": "one"}, "place"},
		{anything{"name": "怪", "query": "open=true", "colour": "red"}, "colour"},
	} {
		if got := send(op, "POST", "", row.body, http.StatusUnprocessableEntity); got.text("field") != row.field {
			t.Errorf("%v: %v", row.body, got.value)
		}
	}
	send(centre, "PUT", "/"+first.text("id"), anything{"name": "别人的"}, http.StatusNotFound)
	for range 2 {
		send(op, "DELETE", "/"+first.text("id"), nil, http.StatusNoContent)
	}
	if items := send(op, "GET", "", nil, http.StatusOK).items(); len(items) != 1 {
		t.Error(items)
	}
	send(h.in(lixia, "liantong", org.PartnerOperator), "GET", "", nil, http.StatusForbidden)
	for query, code := range map[string]int{
		"?order=due&open=true": http.StatusOK, "?when=today": http.StatusOK, "?from=2019-07-01&to=2030-01-01": http.StatusOK, "?mine=true": http.StatusOK,
		"?unit=nobody": http.StatusUnprocessableEntity, "?domain=x": http.StatusUnprocessableEntity, "?order=size": http.StatusUnprocessableEntity,
		"?from=today": http.StatusUnprocessableEntity,
	} {
		op.get(cases(query), code)
	}
}
