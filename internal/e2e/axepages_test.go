package e2e

import (
	"testing"
	"time"

	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store/storetest"
)

// The pages of the work as the demonstration fills them, on a Tuesday morning: what no sample shows is judged here.
func TestAxeOnPagesOfTheDemonstration(t *testing.T) {
	ctx := browser(t)
	now := time.Date(2026, 11, 24, 10, 40, 0, 0, shanghai)
	site := stage.Played(t, storetest.SQLite(t), now, 370102, 370103, 370104)
	v := newVerdicts()
	for n, seen := range []struct {
		district org.DistrictID
		login    string
		paths    []string // "" is the first case of the page before
	}{
		{370102, "lixia-yaojia-op", []string{"/desk", "", "/call", "/report", "/cases", "/catalogue", "/catalogue/56", "/inbox", "/precedents"}},
		{370102, "lixia-zhihui-dispatcher", []string{"/desk", "/supervisions", "/roster/now", "/handover"}},
		{370102, "lixia-yaojia-grid24-1", []string{"/report", "/check", "/desk"}},
		{370102, "lixia-bianban-op", []string{"/desk"}},
		{370103, "shizhong-zhifa-op", []string{"/desk", "", "/inbox"}},
		{370103, "shizhong-zhifa-leader", []string{"/desk", "/roster", "/roster?view=month"}},
		{370103, "shizhong-silicun-op", []string{"/desk", "", "/inbox"}},
		{370104, "huaiyin-liantong-op", []string{"/desk"}},
		{370104, "huaiyin-kaohe-op", []string{"/desk"}},
	} {
		h := enterHouse(ctx, t, site, demo.Story{District: seen.district})
		w := h.window(org.PostID(seen.login))
		w.still()
		w.callJudge()
		looks := []look{{"zh", "light", wide, whole, 0}, {"zh", "dark", slim, whole, 0}}
		for i, path := range seen.paths {
			l := looks[(n+i)%2]
			w.theme(l.theme)
			w.resize(l)
			if path == "" {
				first, err := ask[string](w.ctx, `document.querySelector('main a[href*="/cases/2"]').pathname`)
				if err != nil {
					w.fail(err)
				}
				w.open(first)
			} else {
				w.visit(h.base + path)
			}
			v.add(seen.login+" "+w.where(), l, w.judged())
		}
	}
	guest := enterHouse(ctx, t, site, demo.Story{District: 370102}).window("lixia-yaojia-op")
	guest.callJudge()
	guest.resize(look{"zh", "light", wide, whole, 0})
	for _, path := range []string{"/record", "/record/370102"} {
		guest.open(path)
		v.add(path, plainLook, guest.judged())
	}
	v.say(t)
}

// theme is what the device asks for.
func (w *window) theme(name string) {
	w.t.Helper()
	w.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"},
	}})
}
