package e2e

import (
	"testing"
	"time"

	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/e2e/visit"
	"huying/internal/org"
	"huying/internal/store"
)

// A first visit is light enough for a phone in a stairwell.
const mostFirst = 250 << 10

// Every desk, on its first opening, and the entrance before it: page, style, scripts and icons, compressed.
func TestAFirstVisitIsLight(t *testing.T) {
	now := time.Date(2019, 7, 29, 1, 0, 0, 0, time.UTC)
	site := stage.Played(t, store.Options{Dir: t.TempDir(), NoSync: true}, now)
	accounts, err := demo.Accounts()
	if err != nil {
		t.Fatal(err)
	}
	logins := map[org.Role]string{}
	for _, a := range accounts {
		if seat := a.Posts[0]; logins[seat.Role] == "" && seat.District == lixia || seat.Unit == "370102011" {
			logins[seat.Role] = a.Login
		}
	}
	if len(logins) < 15 {
		t.Errorf("only %d roles have a log-in", len(logins))
	}
	stranger, err := visit.New(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	entrance, err := stranger.First(t.Context(), "/login")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%-22s %4d KB %+v", "entrance", entrance.Total()>>10, entrance)
	for role, login := range logins {
		browser, err := visit.New(site.URL)
		if err != nil {
			t.Fatal(err)
		}
		if err := browser.Enter(t.Context(), login, demo.Password); err != nil {
			t.Fatal(err)
		}
		desk, err := browser.First(t.Context(), "/")
		if err != nil {
			t.Errorf("%s: %v", role, err)
			continue
		}
		if all := entrance.Page + desk.Total(); all > mostFirst { // they share their style and scripts
			t.Errorf("%s: a first visit brings %d bytes, %+v", role, all, desk)
		}
		t.Logf("%-22s %4d KB %+v", role, desk.Total()>>10, desk)
	}
}
