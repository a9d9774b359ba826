package api

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"huying/internal/locale"
	"huying/internal/rule"
)

// visit is what is known of one request while it is answered.
type visit struct {
	id     string // number of the request
	trace  string // W3C trace id, where one came along
	bearer string // the token, if any
	route  string
	code   rule.Code // of the problem it was answered with
	lang   locale.Lang
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{lang: locale.Zh} // called outside a request
}

// sign puts the number of the request on the problem it is answered with, and says it in the language of the client:
// Chinese unless English was asked for.
func (v *visit) sign(p *Problem) *Problem {
	said := *p
	said.Instance, v.code = "urn:request:"+v.id, p.Code
	said.Title, said.Detail, said.Reason = v.lang.Refusal(p.Title), v.lang.Cited(p.Reason, p.Clause), v.lang.Refusal(p.Reason)
	return &said
}

var (
	goodID      = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)
	traceparent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}`)
)

// ServeHTTP gives the request its number, answers it, and counts and logs how that went. Neither the
// path, which may hold a token, nor the query stands in the log: the route does.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	v := &visit{id: r.Header.Get("X-Request-Id"), lang: locale.Match("", r.Header.Get("Accept-Language"))}
	if !goodID.MatchString(v.id) {
		v.id = rand.Text()
	}
	if m := traceparent.FindStringSubmatch(r.Header.Get("Traceparent")); m != nil {
		v.trace = m[1]
	}
	v.bearer, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	_, v.route = s.mux.Handler(r)

	reply := &reply{ResponseWriter: w, lang: v.lang}
	reply.Header().Set("X-Request-Id", v.id)
	if ours(r.URL.Path) {
		reply.Header().Set("X-Content-Type-Options", "nosniff")
		reply.Header().Set("Cache-Control", "no-store")
		reply.Header().Set("Vary", "Accept-Language")
		r.Header.Del("Accept") // the interface speaks one language, whatever is asked for
	}
	r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
	defer func() {
		if broke := recover(); broke != nil {
			s.broken(reply, r, broke)
		}
		s.seen(r, v, reply, time.Since(began))
	}()
	s.mux.ServeHTTP(reply, r)
}

// broken answers after a panic, as far as that is still possible.
func (s *server) broken(w *reply, r *http.Request, broke any) {
	if left, _ := broke.(error); errors.Is(left, http.ErrAbortHandler) || r.Context().Err() != nil {
		return // the client has gone
	}
	err := fmt.Errorf("panic: %v\n%s", broke, debug.Stack())
	if w.status != 0 {
		s.fault(r, err)
		return
	}
	s.write(w, r, err)
}

// seen counts and logs an answered request.
func (s *server) seen(r *http.Request, v *visit, w *reply, took time.Duration) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
		return // it was open as long as its screen was: that says nothing
	}
	route := v.route
	if route == "/" && r.Pattern != "" {
		route = r.Pattern // of the pages
	}
	s.metrics.answered(r.Method, route, w.status, took)
	attrs := []slog.Attr{
		slog.String("request", v.id), slog.String("method", r.Method), slog.String("route", route),
		slog.Int("status", w.status), slog.Int64("bytes", w.bytes), slog.Duration("took", took.Round(time.Microsecond)),
	}
	if v.code != "" {
		attrs = append(attrs, slog.String("code", string(v.code)))
	}
	if v.trace != "" {
		attrs = append(attrs, slog.String("trace", v.trace))
	}
	level := slog.LevelInfo
	switch v.route {
	case "GET /healthz", "GET /readyz", "GET /metrics":
		level = slog.LevelDebug
	}
	s.log.LogAttrs(r.Context(), level, "request", attrs...)
}

// reply remembers how a request was answered.
type reply struct {
	http.ResponseWriter
	lang   locale.Lang
	status int
	bytes  int64
}

// WriteHeader remembers the first status, and says in which language a problem is told.
func (w *reply) WriteHeader(status int) {
	if w.status != 0 {
		return
	}
	if w.Header().Get("Content-Type") == problemType {
		w.Header().Set("Content-Language", w.lang.Tag())
		w.Header().Set("Vary", "Accept-Language")
	}
	if status >= http.StatusOK { // 100 and 103 are only said on the way
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *reply) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what is there, for answers that go on.
func (w *reply) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// Unwrap lets the server's own writer be found.
func (w *reply) Unwrap() http.ResponseWriter { return w.ResponseWriter }
