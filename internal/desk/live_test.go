package desk_test

import (
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/live"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

func (h *house) listen(who access.Who, no casework.CaseNo, since string) *live.Listener {
	h.t.Helper()
	l, err := h.As(who).Listen(h.t.Context(), 370102, no, since)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(l.Close)
	return l
}

// within reports whether a listener is woken in a time, and by what it looks at.
func within(l *live.Listener, patience time.Duration) (woken, here bool) {
	select {
	case <-l.Woken():
		return true, l.Take().Here
	case <-time.After(patience):
		return false, false
	}
}

// followed waits until the district's log is followed, which its first listener hears of.
func (h *house) followed() {
	h.t.Helper()
	if woken, _ := within(h.listen(h.office(org.KindCentre, org.Dispatcher), "", ""), 10*time.Second); !woken {
		h.t.Fatal("the log is not followed")
	}
}

func (h *house) office(kind org.Kind, role org.Role) access.Who {
	h.t.Helper()
	units, err := h.Units(h.t.Context(), 370102)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.in(units.ByKind(kind)[0].ID, role)
}

// Whoever has a case in a list hears that it has changed, and nobody else does.
func TestWhoHearsOfACase(t *testing.T) {
	h := openHouse(t)
	t.Cleanup(h.Hush)
	township, centre := h.in(yaojia, org.TownshipOperator), h.office(org.KindCentre, org.Dispatcher)
	other := h.in("370102009", org.TownshipOperator)
	no := h.report(township, "占道经营", "某路 1 号")
	second := h.report(township, "井盖破损", "某路 2 号")
	h.followed()
	screens := map[string]*live.Listener{
		"本镇街": h.listen(township, "", ""), "中心": h.listen(centre, "", ""), "别的镇街": h.listen(other, "", ""),
		"本件": h.listen(township, no, ""), "另一件": h.listen(township, second, ""),
	}
	mark := h.Mark()
	h.do(township, no, casework.Settle{How: "现场劝离"}, casework.CaseSettled)
	for name, want := range map[string][2]bool{"本镇街": {true, true}, "中心": {true, true}, "别的镇街": {}, "本件": {true, true}, "另一件": {true, false}} {
		woken, here := within(screens[name], 50*time.Millisecond)
		if woken != want[0] || here != want[1] {
			t.Errorf("%s: woken %v, here %v", name, woken, here)
		}
	}
	if woken, _ := within(h.listen(centre, "", mark), 50*time.Millisecond); !woken {
		t.Error("who comes back later is not told what was missed")
	}
	if woken, _ := within(h.listen(other, "", mark), 50*time.Millisecond); woken {
		t.Error("who missed nothing is told so")
	}
	if _, err := h.As(other).Listen(t.Context(), 370102, no, ""); !rule.Is(err, rule.Unknown) {
		t.Errorf("listens to another township's case: %v", err)
	}
	if _, err := h.As(township).Listen(t.Context(), 370103, "", ""); !rule.Is(err, rule.Forbidden) {
		t.Errorf("listens to another district: %v", err)
	}
	for _, l := range screens {
		within(l, 10*time.Millisecond)
	}
	if _, err := h.Do(t.Context(), township, 370102, second, casework.Settle{}, desk.Key{}); err == nil {
		t.Fatal("an empty settlement was taken")
	}
	for name, l := range screens {
		if woken, _ := within(l, 20*time.Millisecond); woken {
			t.Errorf("%s hears of what was refused", name)
		}
	}
	h.Hush()
	if _, err := h.As(centre).Listen(t.Context(), 370102, "", ""); !rule.Is(err, rule.Unavailable) {
		t.Errorf("listens after the end: %v", err)
	}
}

// What another process writes wakes this one's screens within two seconds, once; its own writes too, and not twice.
func TestAnotherProcessIsHeard(t *testing.T) {
	each := map[string]func(testing.TB) store.Options{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}
	for name, options := range each {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			h := openHouseOn(t, o)
			t.Cleanup(h.Hush)
			kept := h.store // on SQLite there is one process that writes, and two desks in it
			if h.store.Engine() == sqldb.Postgres {
				o.Now = func() time.Time { return h.now }
				s, err := store.Open(t.Context(), o)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = s.Close() })
				kept = s
			}
			ctx := t.Context()
			go kept.RunSealer(ctx, func(error) {})
			elsewhere := desk.New(desk.Options{Store: kept, Now: func() time.Time { return h.now }})
			township := h.in(yaojia, org.TownshipOperator)
			centre, other := h.office(org.KindCentre, org.Dispatcher), h.in("370102009", org.TownshipOperator)
			h.followed()
			theirs, ours := h.listen(centre, "", ""), h.listen(other, "", "")

			if _, err := elsewhere.Report(ctx, township, 370102, casework.Report{Text: "占道经营", Place: "某路 1 号"}, desk.Key{}); err != nil {
				t.Fatal(err)
			}
			if woken, _ := within(theirs, 2*time.Second); !woken {
				t.Fatal("not heard within two seconds")
			}
			if woken, _ := within(theirs, 1200*time.Millisecond); woken {
				t.Error("heard twice")
			}
			if woken, _ := within(ours, 10*time.Millisecond); woken {
				t.Error("heard by a township that it does not concern")
			}

			no := h.report(township, "井盖破损", "某路 2 号")
			if woken, _ := within(theirs, 100*time.Millisecond); !woken {
				t.Fatal("its own write is not heard at once")
			}
			if woken, _ := within(theirs, 1200*time.Millisecond); woken {
				t.Error("its own write is heard twice")
			}
			if h.store.Engine() == sqldb.Postgres {
				case1 := h.listen(township, no, "")
				h.do(township, no, casework.Settle{How: "已补齐"}, casework.CaseSettled)
				if woken, _ := within(case1, 100*time.Millisecond); !woken {
					t.Fatal("not heard")
				}
				if woken, here := within(case1, 2*time.Second); !woken || !here {
					t.Error("that it has been sealed is not heard by who looks at it")
				}
			}
		})
	}
}
