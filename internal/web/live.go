package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/live"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
)

// streamsEach is how many screens of one account may be open at once: more are no person at work.
const streamsEach = 12

// How long a stream may be silent, and how long one word on it may take to go out.
const (
	beatEvery = 20 * time.Second
	sendsIn   = 10 * time.Second
)

// liveOf says how a page renews itself. Only what was asked for by address can be asked for again, so a page that answers a
// form does not; and of a page that is no list and no case only the menu is renewed.
func liveOf(r *http.Request, v visit) face.Live {
	if r.Method != http.MethodGet || !desk.Hears(v.who) || v.mark == "" {
		return face.Live{}
	}
	l := face.Live{Href: v.base + "/live", Seen: v.mark, Post: string(v.who.Actor.Post), Part: face.LiveMenu}
	path, _ := strings.CutPrefix(r.URL.Path, v.base)
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch parts[0] {
	case "desk", "inbox", "supervisions", "bell", "roster", "handover":
		l.Part = face.LivePage
	case "cases":
		if len(parts) == 1 {
			l.Part = face.LivePage
			break
		}
		l.Href += "?case=" + url.QueryEscape(parts[1])
		if len(parts) == 2 || parts[2] == "muster" {
			l.Part = face.LivePage
		}
	}
	return l
}

// screens counts the open streams of each account.
type screens struct {
	mu sync.Mutex
	of map[org.AccountID]int // guarded by mu
}

// enter lets one more in, or not.
func (s *screens) enter(a org.AccountID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil {
		s.of = map[org.AccountID]int{}
	}
	if s.of[a] >= streamsEach {
		return false
	}
	s.of[a]++
	return true
}

func (s *screens) leave(a org.AccountID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of[a]--; s.of[a] == 0 {
		delete(s.of, a)
	}
}

// live tells an open screen that something has changed, until it is closed: no word of what. Whoever may not listen is
// refused in plain text, since no person reads it.
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	v, err := s.visit(r)
	if err == nil && r.PathValue("district") != districtText(v.who.District) {
		err = rule.Refuse(rule.Unknown, "P-80", "没有这一页，或者属于其他区县")
	}
	if err == nil && !s.screens.enter(v.who.Actor.Account) {
		err = rule.Refuse(rule.TooMany, "", fmt.Sprintf("本账号打开的页面已有 %d 个，请关闭一些", streamsEach))
	} else if err == nil {
		defer s.screens.leave(v.who.Actor.Account)
	}
	var l *live.Listener
	if err == nil {
		l, err = v.reader.Listen(r.Context(), v.who.District, casework.CaseNo(r.FormValue("case")), r.FormValue("since"))
	}
	if err != nil {
		s.refuseStream(w, r, err)
		return
	}
	defer l.Close()
	s.tellScreen(newStream(w), r, v, l)
}

func (s *Server) refuseStream(w http.ResponseWriter, r *http.Request, err error) {
	refusal, ok := refused(r, err)
	if !ok {
		if !errors.Is(err, context.Canceled) {
			s.o.Log.ErrorContext(r.Context(), "stream failed", "path", r.URL.Path, "error", err)
		}
		http.Error(w, locale.From(r.Context()).T("notice.fault"), http.StatusInternalServerError)
		return
	}
	if refusal.Code == rule.TooMany || refusal.Code == rule.Unavailable {
		w.Header().Set("Retry-After", "30")
	}
	http.Error(w, refusal.Reason, refusal.Code.Status())
}

// tellScreen speaks to one screen: a greeting, a word for every change, and a beat now and then, at which it is asked anew
// whether this log-in still holds.
func (s *Server) tellScreen(to *stream, r *http.Request, v visit, l *live.Listener) {
	beat := time.NewTicker(s.o.Beat)
	defer beat.Stop()
	err := to.say("hello", v.mark)
	for err == nil {
		select {
		case <-r.Context().Done():
			return
		case <-l.Done():
			return
		case <-l.Woken():
			news := l.Take()
			err = to.say("change", map[string]any{"here": news.Here, "crowd": news.Crowd})
		case <-beat.C:
			if s.left(r, v) {
				_ = to.say("gone", nil)
				return
			}
			err = to.say("beat", nil)
		}
	}
}

// left reports whether the log-in with which a stream began no longer holds: it has ended or was revoked, its post has
// ended, or another was taken up.
func (s *Server) left(r *http.Request, v visit) bool {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return true
	}
	who, err := s.desk.Door.Authenticate(r.Context(), cookie.Value)
	if err != nil {
		return rule.Is(err, rule.Unauthenticated) // any other trouble passes
	}
	return who.Actor.Post != v.who.Actor.Post
}

// stream is an answer that goes on: server-sent events.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func newStream(w http.ResponseWriter) *stream {
	s := &stream{w, http.NewResponseController(w)}
	_ = s.control.SetReadDeadline(time.Time{}) // else the server would end it as a request that is not sent to its end
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy in front is to pass every word on at once
	return s
}

// say sends one event. A screen that does not take it in time is let go.
func (s *stream) say(event string, what any) error {
	data, err := json.Marshal(what)
	if err != nil {
		return err
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(sendsIn))
	if _, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", event, data); err != nil {
		return err
	}
	return s.control.Flush()
}
