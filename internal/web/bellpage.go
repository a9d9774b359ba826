package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/telling"
	"huying/internal/web/bell"
	"huying/internal/web/face"
)

// ring puts into the frame how much this account was told and has not seen, and on its desk what is urgent of it. A page that a
// phone keeps says nothing of it.
func (s *Server) ring(r *http.Request, v visit, f *face.Frame) error {
	if v.who.Actor.Account == "" || kept(r) {
		return nil
	}
	f.Bell = face.Bell{Href: v.base + "/bell", Telling: v.base + "/telling", Here: r.URL.Path == v.base+"/bell"}
	unseen, err := s.desk.Unseen(r.Context(), v.who)
	if err != nil {
		return err
	}
	f.Bell.Count, f.Bell.Loud = unseen.Count, len(unseen.Loud) > 0
	if len(unseen.Loud) == 0 || r.URL.Path != homeOf(v) {
		return nil
	}
	names, err := s.desk.Names(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	for _, one := range unseen.Loud[:min(len(unseen.Loud), mostAlarms)] {
		told := bellItem(locale.From(r.Context()), v, names, one)
		f.Alarms = append(f.Alarms, face.Alarm{
			ID: told.ID, Topic: told.Topic, Text: told.Text, No: told.No, Href: told.Href, At: told.At, Action: v.base + "/bell",
		})
	}
	return nil
}

// mostAlarms is how many alarms stand on a desk at once; the others are on the page of the bell.
const mostAlarms = 5

// bellTones says how loudly each topic is shown.
var bellTones = map[telling.Topic]face.Tone{
	telling.Mustered: face.Red, telling.Escalated: face.Red, telling.Missed: face.Red, telling.Stuck: face.Red, telling.NoCalendar: face.Red,
	telling.Yellow: face.Amber, telling.Supervised: face.Amber, telling.Urged: face.Amber, telling.Late: face.Amber,
}

func bellItem(l locale.Lang, v visit, names telling.Names, b desk.Bell) bell.Item {
	i := bell.Item{
		ID: b.ID, Topic: l.T("letter.topic." + string(b.Letter.Topic)), Text: upper(l, telling.Sentence(b.Letter, l, names)),
		No: string(b.Letter.Case), At: b.At, Tone: bellTones[b.Letter.Topic], New: b.Seen == 0,
	}
	if i.No != "" {
		i.Href = v.base + "/cases/" + i.No
	}
	return i
}

// bellPage shows what this account was told, the newest first.
func (s *Server) bellPage(w http.ResponseWriter, r *http.Request, v visit) error {
	rows, next, err := s.desk.Bells(r.Context(), v.who, desk.Page{Limit: atOneLook, Cursor: r.FormValue("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	names, err := s.desk.Names(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	l := locale.From(r.Context())
	f := s.frame(r, v, "bell.title")
	page := bell.View{Unseen: f.Bell.Count, Action: v.base + "/bell", Settings: v.base + "/telling", By: s.now()}
	for _, b := range rows {
		page.Items = append(page.Items, bellItem(l, v, names, b))
	}
	if next != "" {
		page.More = r.URL.Path + "?" + url.Values{"cursor": {next}}.Encode()
	}
	return show(w, r, http.StatusOK, bell.Page(f, page))
}

// seeBell says that one bell was seen, or all that were there when the page was made.
func (s *Server) seeBell(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	values := sent.values
	switch values.Get("do") {
	case "all":
		by, _ := strconv.ParseInt(values.Get("by"), 10, 64) // what is no instant is now
		err = s.desk.SeeAll(r.Context(), v.who, by)
	case "one":
		err = s.desk.See(r.Context(), v.who, values.Get("id"))
	default:
		err = rule.Refuse(rule.Invalid, "P-87", "没有这个动作").At("do")
	}
	if err != nil {
		return err
	}
	to := v.base + "/bell"
	if values.Get("back") == "desk" {
		to = homeOf(v)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// sawCase marks what this account was told of a case as seen, once its page has been shown. That is no fault of the page where it
// fails: the bell stays.
func (s *Server) sawCase(r *http.Request, v visit, no casework.CaseNo) {
	unseen, err := s.desk.Unseen(r.Context(), v.who)
	if err == nil && unseen.Of(no) {
		err = s.desk.SeeCase(r.Context(), v.who, no)
	}
	if err != nil && r.Context().Err() == nil {
		s.o.Log.ErrorContext(r.Context(), "bell is not marked", "error", err)
	}
}

// upper begins a sentence that stands alone with a capital, in a language that has them.
func upper(l locale.Lang, text string) string {
	if l != locale.En || text == "" || text[0] >= utf8.RuneSelf {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
