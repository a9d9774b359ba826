package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// Whoever reads English is refused in English: on a page of its own, beside a field, above a form, and at the entrance.
func TestRefusalsInEnglish(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	op.lang = "en"
	page := "/d/370102/cases/" + string(op.post("/d/370102/report", url.Values{"source": {"phone"}, "place": {"某处"}, "text": {"某事"}}).no(t))
	op.get("/d/370102/cases/2019072599999").has(t, http.StatusNotFound, "There is no such case, or this post may not see it", "under P-80")
	op.post(page+"/settle", url.Values{"how": {""}}).has(t, http.StatusUnprocessableEntity, "Please give how it was settled and the result")
	op.post(page+"/close", nil).has(t, http.StatusConflict, "The case is waiting for the township to deal with it; closing is not possible")
	op.post("/d/370102/call", url.Values{"from": {string(op.get(page).no(t))}, "matter": {"56"}, "situation": {"56-3"}}).has(t, http.StatusUnprocessableEntity, "Please choose the cause of the call")
	stranger := s.stranger()
	stranger.lang = "en"
	stranger.post("/login", url.Values{"login": {"nobody"}, "password": {"nothing"}}).has(t, http.StatusUnauthorized, "The user name or the password is not correct")
	if got := stranger.get("/login").header; got.Get("Content-Language") != "en" {
		t.Errorf("Content-Language: %q", got.Get("Content-Language"))
	}
}

// What a district calls the whole stands in its frame, at the entrance and on its slips, in the reader's language.
func TestADistrictSaysItsOwnSlogan(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	op.get("/").has(t, 200, "历下区 街呼区应")
	s.stranger().get("/record/370126").has(t, 200, "商河县 乡呼县应")
	op.lang = "en"
	op.get("/").has(t, 200, "Streets call, the district answers")
	english := s.stranger()
	english.lang = "en"
	english.get("/record/370124").has(t, 200, "Townships call, the county answers")
	english.get("/login").has(t, 200, "Streets call, the district answers") // the demonstration's log-ins, by district
	called := string(op.post("/d/370102/call", url.Values{"matter": {"56"}, "situation": {"56-3"}, "cause": {"no_power"}, "place": {"某处"}, "text": {"某事"}}).has(t, 200).no(t))
	op.get("/d/370102/cases/"+called+"/slips/call").has(t, 200, "历下区 · Streets call, the district answers · call slip")
	op.lang = "zh-CN"
	op.get("/d/370102/cases/"+called+"/slips/call").has(t, 200, "历下区街呼区应呼叫单")
}
