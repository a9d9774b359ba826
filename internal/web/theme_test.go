package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// The theme is chosen like the language: by a plain form, for this device, also before log-in; and it leads back.
func TestTheThemeIsChosen(t *testing.T) {
	s := open(t)
	holds := func(p page, wanted ...string) page {
		t.Helper()
		for _, w := range wanted {
			if !strings.Contains(p.body, w) {
				t.Errorf("%s: no %s", p.path, w)
			}
		}
		return p
	}
	guest := s.stranger()
	holds(guest.get("/login"), `<html lang="zh-CN">`, `content="light dark"`, `action="/theme"`)
	if got := holds(guest.post("/theme", url.Values{"to": {"dark"}, "back": {"/record"}}), `data-theme="dark"`, `content="dark"`); got.path != "/record" {
		t.Errorf("led to %s", got.path)
	}
	holds(guest.get("/login"), `data-theme="dark"`, `value="dark" aria-pressed="true"`)
	holds(guest.post("/theme", url.Values{"to": {"auto"}, "back": {"/login"}}), `<html lang="zh-CN">`)
	if got := guest.post("/theme", url.Values{"to": {`"><b>loud`}, "back": {"https://elsewhere.example/"}}); strings.Contains(got.body, "<b>loud") || got.path != "/login" {
		t.Errorf("led to %s", got.path)
	}
	holds(s.as("lixia-yaojia-op").get("/"), `class="who-menu"`, `action="/theme"`)
}
