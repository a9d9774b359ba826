package desk_test

import (
	"strings"
	"testing"

	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
)

// A district calls in its streets, a county in its townships; each may call it otherwise, and nothing else changes.
func TestADistrictSaysItsOwnSlogan(t *testing.T) {
	h := openHouse(t)
	said := func() map[org.DistrictID]desk.Slogan {
		t.Helper()
		all, err := h.Districts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		slogans := map[org.DistrictID]desk.Slogan{}
		for _, d := range all {
			slogans[d.ID] = d.Slogan
		}
		return slogans
	}
	before, others := said(), 0
	for _, d := range []org.DistrictID{370102, 370103} {
		if _, served := before[d]; served {
			others++
		}
	}
	settings := func() string {
		row, _, err := h.store.In(370102).Founded(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return row.Settings
	}
	was := settings()
	to := desk.Slogan{Zh: "一呼百应", En: "One calls, a hundred answer"}
	if err := h.SetSlogan(t.Context(), 370102, to); err != nil {
		t.Fatal(err)
	}
	after := said()
	if after[370102] != to || others == 2 && after[370103] != before[370103] {
		t.Errorf("before %v, after %v", before, after)
	}
	if now := settings(); len(now) < len(was)/2 || !strings.Contains(now, `"intake"`) {
		t.Errorf("other settings are gone: %s", now)
	}
	for name, bad := range map[string]desk.Slogan{
		"too long": {Zh: strings.Repeat("应", 17)}, "long English": {Zh: "应", En: strings.Repeat("a", 61)}, "two lines": {Zh: "街呼\n区应"}, "blank": {Zh: " 应"},
		"no text": {Zh: "\xff"},
	} {
		if err := h.SetSlogan(t.Context(), 370102, bad); !rule.Is(err, rule.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := h.SetSlogan(t.Context(), 999999, to); !rule.Is(err, rule.Unknown) {
		t.Errorf("of no district: %v", err)
	}
	if after := said(); after[370102] != to {
		t.Errorf("a refused slogan was set: %v", after[370102])
	}
	if err := h.SetSlogan(t.Context(), 370102, desk.Slogan{}); err != nil || said()[370102] != (desk.Slogan{}) {
		t.Errorf("a district may go without: %v", err)
	}
}
