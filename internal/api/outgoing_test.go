package api

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"huying/internal/org"
	"huying/internal/store"
)

// Endpoints and what could not be delivered, over the interface: for the system's administrator alone; secrets go in and do not
// come out again. 依据 P-137, P-138.
func TestOutgoing(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	admin, other := h.in(lixia, "dashuju", org.SystemAdmin), h.in(lixia, "dashuju", org.SecurityAdmin)
	call := func(who person, method, path string, body any, want int) got {
		t.Helper()
		g := who.send(method, path, body, nil)
		if g.status != want {
			t.Fatalf("%s %s: want %d: %v", method, path, want, g)
		}
		return g
	}
	const endpoints, deliveries = "/api/v1/districts/370102/endpoints", "/api/v1/districts/370102/deliveries"
	for _, path := range []string{endpoints, deliveries} {
		call(other, "GET", path, nil, http.StatusForbidden)
		if answer := call(admin, "GET", path, nil, http.StatusOK).items(); len(answer) != 0 {
			t.Errorf("%s: %v", path, answer)
		}
	}
	made := call(admin, "POST", endpoints, anything{
		"channel": "webhook", "name": "大屏", "url": "https://example.org/t0ken", "topics": []any{"mustered"},
	}, http.StatusCreated)
	if !strings.HasPrefix(made.text("secret"), "whsec_") {
		t.Errorf("made %v", made.value)
	}
	for body, field := range map[string]anything{
		"channel": {"name": "x", "url": "https://example.org/"},
		"url":     {"channel": "wecom", "name": "x", "url": "https://example.org/"},
		"topics":  {"channel": "webhook", "name": "x", "url": "https://example.org/", "topics": []any{"gossip"}},
		"unit":    {"channel": "webhook", "name": "x", "url": "https://example.org/", "unit": "nobody"},
	} {
		if answer := call(admin, "POST", endpoints, field, http.StatusUnprocessableEntity); answer.text("field") != body {
			t.Errorf("%v: %v", field, answer.value)
		}
	}
	list := call(admin, "GET", endpoints, nil, http.StatusOK)
	if len(list.items()) != 1 || strings.Contains(string(list.body), "t0ken") || strings.Contains(string(list.body), "whsec_") {
		t.Errorf("list %s", list.body)
	}
	one := endpoints + "/" + made.text("id")
	if answer := call(admin, "POST", one+"/try", nil, http.StatusOK); answer.text("reason") != "setup" {
		t.Errorf("tried %v", answer.value)
	}
	call(other, "PUT", one, anything{"paused": true}, http.StatusForbidden)
	call(admin, "PUT", one, anything{"paused": true}, http.StatusNoContent)
	call(other, "DELETE", one, nil, http.StatusForbidden)

	err := h.store.Write(t.Context(), 370102, func(_ context.Context, tx *store.Tx) error {
		for _, id := range []string{"2026100100001/1/0/webhook/e", "b", "c"} {
			to := store.Address{Channel: "webhook", Endpoint: made.text("id")}
			if err := tx.Deliver(store.Delivery{ID: id, Address: to, Topic: "missed", Body: `{"topic":"missed","case":"2026100100001"}`, At: 1}); err != nil {
				return err
			}
			if err := tx.Failed(id, true, "status 410"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if answer := call(admin, "GET", deliveries+"?limit=2", nil, http.StatusOK); len(answer.items()) != 2 || answer.text("next") == "" {
		t.Errorf("list %v", answer.value)
	}
	slashed := deliveries + "/" + url.PathEscape("2026100100001/1/0/webhook/e")
	call(other, "POST", slashed+"/resend", nil, http.StatusForbidden)
	call(admin, "POST", slashed+"/resend", nil, http.StatusNoContent)
	call(admin, "POST", slashed+"/resend", nil, http.StatusNotFound)
	call(admin, "DELETE", deliveries+"/b", nil, http.StatusNoContent)
	answer := call(admin, "POST", deliveries+"/resend", anything{"channel": "webhook", "endpoint": made.text("id")}, http.StatusOK)
	if answer.value["count"] != 1.0 {
		t.Errorf("sent again %v", answer.value)
	}
	call(admin, "DELETE", one, nil, http.StatusNoContent)
	call(admin, "DELETE", one, nil, http.StatusNotFound)
}
