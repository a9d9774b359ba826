package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"huying/internal/locale"
	"huying/internal/web/patrol"
)

// What a grid member's phone keeps, so that the page opens and reports without network: docs/offline.md.

// ownerOf marks an account in its post, so that a phone which several people share keeps their reports apart, and each
// is sent by nobody but who made it. 依据 P-121.
func ownerOf(v visit) string {
	sum := sha256.Sum256([]byte(districtText(v.who.District) + "\n" + string(v.who.Actor.Account) + "\n" + string(v.who.Actor.Post)))
	return hex.EncodeToString(sum[:8])
}

// kept reports whether a page is asked for to be kept on the phone: then it holds nothing that is anybody's.
func kept(r *http.Request) bool { return r.URL.Query().Has("kept") }

// asksJSON reports whether it is the outbox that asks, not a browser for a page.
func asksJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

func showJSON(w http.ResponseWriter, status int, body any) error {
	out, err := json.Marshal(body)
	if err != nil {
		return err
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err = w.Write(out)
	return err
}

// problem answers the outbox that something was refused, or failed, in the interface's own form (RFC 9457).
func (s *Server) problem(w http.ResponseWriter, r *http.Request, err error) {
	status, body := http.StatusInternalServerError, map[string]any{"code": "fault"}
	if refusal, ok := refused(r, err); ok {
		status = refusal.Code.Status()
		body = map[string]any{"code": refusal.Code, "reason": refusal.Reason, "clause": refusal.Clause, "field": refusal.Field, "detail": locale.From(r.Context()).Cited(refusal.Reason, refusal.Clause)}
	} else {
		s.o.Log.ErrorContext(r.Context(), "page failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	body["type"], body["status"] = "about:blank", status
	w.Header().Set("Content-Type", "application/problem+json")
	if err := showJSON(w, status, body); err != nil {
		s.o.Log.ErrorContext(r.Context(), "problem failed", "error", err)
	}
}

// The service worker lies at the root, because it may only look after what lies beneath it; it is looked for anew each
// time, and is another one with each build.
var workerText = func() string {
	sum := sha256.New()
	var paths []string
	for _, a := range served() {
		sum.Write(a.body)
		if a.kind != "image/png" { // the icons are the phone's business
			paths = append(paths, a.path)
		}
	}
	_, _ = io.WriteString(sum, patrol.Worker("", nil))
	return patrol.Worker(hex.EncodeToString(sum.Sum(nil)[:6]), paths)
}()

func serviceWorker(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = io.WriteString(w, workerText)
}

type manifestIcon struct {
	Src     string `json:"src"`
	Type    string `json:"type"`
	Sizes   string `json:"sizes"`
	Purpose string `json:"purpose,omitempty"`
}

// manifest lets the pages be installed like a programme of the phone. It opens at "/", which leads everybody to their
// own desk.
func manifest(w http.ResponseWriter, r *http.Request) {
	l := locale.From(r.Context())
	w.Header().Set("Content-Type", "application/manifest+json")
	_ = showJSON(w, http.StatusOK, map[string]any{
		"id": "/", "start_url": "/", "scope": "/", "display": "standalone", "lang": l.Tag(), "dir": "ltr",
		"name": l.T("offline.name"), "short_name": l.T("name"), "description": l.T("offline.what"),
		"theme_color": "#1d4f9e", "background_color": "#f4f5f7", // as in tokens.css
		"icons": []manifestIcon{
			{markFile.path, "image/svg+xml", "any", ""},
			{iconFiles[0].path, "image/png", "192x192", ""},
			{iconFiles[1].path, "image/png", "512x512", ""},
			{iconFiles[2].path, "image/png", "512x512", "maskable"},
		},
	})
}
