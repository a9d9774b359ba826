package notify

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

func TestWebhookIsSigned(t *testing.T) {
	r := newReceiver(t, nil)
	secret := NewSecret()
	to := Address{To: r.URL + "/hook?token=t0ken", Secret: secret}
	c := NewWebhook(r.client(t))
	for range 2 {
		if err := send(t, c, to, told()); err != nil {
			t.Fatal(err)
		}
	}
	seen := r.requests()
	if len(seen) != 2 || seen[0].method != http.MethodPost || seen[0].query != "token=t0ken" {
		t.Fatalf("seen %+v", seen)
	}
	verifier, err := webhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range seen {
		if err := verifier.Verify(one.body, one.header); err != nil {
			t.Errorf("the published library says: %v", err)
		}
		if one.header.Get("webhook-id") != "d_0001" {
			t.Errorf("id %q", one.header.Get("webhook-id"))
		}
		if err := verifier.Verify(append(one.body, ' '), one.header); err == nil {
			t.Error("a body that was changed verifies")
		}
	}
	if !bytes.Equal(seen[0].body, seen[1].body) {
		t.Error("a repeat is another message")
	}
	var body struct {
		Type      string         `json:"type"`
		Timestamp time.Time      `json:"timestamp"`
		Data      map[string]any `json:"data"`
	}
	if err := json.Unmarshal(seen[0].body, &body); err != nil {
		t.Fatal(err)
	}
	if body.Type != "task.accept.missed" || !body.Timestamp.Equal(noon) || body.Data["unit"] != "urban-management" || body.Data["link"] == "" {
		t.Errorf("body %+v", body)
	}
}

func TestWebhookFailures(t *testing.T) {
	rows := []struct {
		name  string
		reply func(http.ResponseWriter, int)
		want  Failure
	}{
		{"出错的，稍后再试", status(500), Failure{Reason: BadStatus, Code: "500"}},
		{"没有权限的，有人会改", status(403), Failure{Reason: BadStatus, Code: "403"}},
		{"还没有部署的，有人会改", status(404), Failure{Reason: BadStatus, Code: "404"}},
		{"不收这个内容的，再试无用", status(422), Failure{Reason: BadStatus, Code: "422", Final: true}},
		{"永不再收的，停用", status(410), Failure{Reason: BadStatus, Code: "410", Final: true, Gone: true}},
		{"要求等一会儿的", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(429)
		}, Failure{Reason: BadStatus, Code: "429", After: 2 * time.Minute}},
		{"维护中的，说了时间", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Retry-After", "999999")
			w.WriteHeader(503)
		}, Failure{Reason: BadStatus, Code: "503", After: longestAfter}},
		{"转往别处的，不跟随", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(307)
		}, Failure{Reason: BadStatus, Code: "307"}},
		{"断开的", func(http.ResponseWriter, int) { panic(http.ErrAbortHandler) }, Failure{Reason: Unreachable}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newReceiver(t, row.reply)
			secret := NewSecret()
			err := send(t, NewWebhook(r.client(t)), Address{To: r.URL + "/s3cret-path?k=t0ken", Secret: secret}, told())
			if f := failure(t, err); *f != row.want {
				t.Errorf("got %+v, want %+v", *f, row.want)
			}
			silent(t, err, "s3cret", "t0ken", secret, "127.0.0.1")
			for _, one := range r.requests() {
				if one.path == "/elsewhere" {
					t.Error("followed a redirect")
				}
			}
		})
	}
}

// A receiver that answers slowly, or that never ends its answer, holds nobody up for longer than its time.
func TestSlowReceiver(t *testing.T) {
	for name, reply := range map[string]func(http.ResponseWriter, <-chan struct{}){
		"says nothing": func(_ http.ResponseWriter, done <-chan struct{}) { <-done },
		"never ends": func(w http.ResponseWriter, done <-chan struct{}) {
			for {
				select {
				case <-done:
					return
				case <-time.After(10 * time.Millisecond):
					_, _ = w.Write([]byte("x"))
					w.(http.Flusher).Flush()
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { reply(w, done) }))
			defer s.Close()
			defer close(done)
			c := NewWebhook(NewClient(ClientOptions{Private: true, Patience: 200 * time.Millisecond}))
			began := time.Now()
			err := send(t, c, Address{To: s.URL, Secret: NewSecret()}, told())
			if f := failure(t, err); f.Reason != TooSlow || f.Final {
				t.Errorf("got %+v", *f)
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

// Much of an answer is not read: a receiver cannot fill our memory.
func TestLongAnswer(t *testing.T) {
	r := newReceiver(t, func(w http.ResponseWriter, _ int) {
		part := strings.Repeat("x", 1<<16)
		for range 1000 {
			if _, err := w.Write([]byte(part)); err != nil {
				return
			}
		}
	})
	if err := send(t, NewWebhook(r.client(t)), Address{To: r.URL, Secret: NewSecret()}, told()); err != nil {
		t.Fatal(err)
	}
}

func TestNobodyThere(t *testing.T) {
	s := httptest.NewServer(nil)
	url := s.URL
	s.Close()
	c := NewWebhook(NewClient(ClientOptions{Private: true}))
	if f := failure(t, send(t, c, Address{To: url, Secret: NewSecret()}, told())); f.Reason != Unreachable || f.Final {
		t.Errorf("got %+v", *f)
	}
	if f := failure(t, send(t, c, Address{To: "https://no-such-host.invalid/x", Secret: NewSecret()}, told())); f.Reason != Unreachable || f.Final {
		t.Errorf("got %+v", *f)
	}
}

func TestUnknownCertificate(t *testing.T) {
	r := newReceiver(t, nil)
	c := NewWebhook(NewClient(ClientOptions{Private: true}))
	if f := failure(t, send(t, c, Address{To: r.URL, Secret: NewSecret()}, told())); f.Reason != NoTrust || f.Final {
		t.Errorf("got %+v", *f)
	}
	if len(r.requests()) != 0 {
		t.Error("spoke to somebody unknown")
	}
}
