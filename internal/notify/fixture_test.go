package notify

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.FixedZone("CST", 8*3600))

func told() Message {
	return Message{
		ID: "d_0001", Topic: "task.accept.missed", Subject: "接单逾期：济历呼〔2026〕17号",
		Text: "应于 10月1日 11:30 前接单，尚未接单。", Link: "https://huying.example/d/370102/cases/17", At: noon,
		Data: map[string]any{"no": "17", "unit": "urban-management"},
	}
}

// A received is a request as a receiver saw it.
type received struct {
	method, path, query string
	header              http.Header
	body                []byte
}

// A receiver keeps what it was sent, and answers as it is told.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	seen  []received
	reply func(w http.ResponseWriter, n int) // n counts from 1
}

func newReceiver(t *testing.T, reply func(w http.ResponseWriter, n int)) *receiver {
	t.Helper()
	r := &receiver{reply: reply}
	r.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		r.seen = append(r.seen, received{q.Method, q.URL.Path, q.URL.RawQuery, q.Header.Clone(), body})
		n := len(r.seen)
		r.mu.Unlock()
		if r.reply != nil {
			r.reply(w, n)
		}
	}))
	r.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) requests() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]received{}, r.seen...)
}

func (r *receiver) client(t *testing.T) *Client {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AddCert(r.Certificate())
	return NewClient(ClientOptions{Private: true, Roots: roots})
}

func says(text string) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, _ int) { _, _ = io.WriteString(w, text) }
}

func status(code int) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, _ int) { w.WriteHeader(code) }
}

// failure is the failure of an attempt, which must be one.
func failure(t *testing.T, err error) *Failure {
	t.Helper()
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		t.Fatalf("got %v, want a failure", err)
	}
	return f
}

// silent fails where an error repeats what must not be repeated.
func silent(t *testing.T, err error, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the error repeats %q: %v", secret, err)
		}
	}
}

func send(t *testing.T, c Channel, to Address, m Message) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return c.Send(ctx, to, m)
}
