package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// A leader puts turns on the roster: they are told, recorded without a telephone, and the tables can be had from the
// record again. 依据 P-130, P-131.
func TestRoster(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { keepRoster(t, openHouseOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { keepRoster(t, openHouseOn(t, storetest.Postgres(t))) })
}

func keepRoster(t *testing.T, h *house) {
	const unit = org.UnitID("zonghe-zhifa")
	leader, operator := h.in(unit, org.DepartmentLeader), h.in(unit, org.DepartmentOperator)
	ctx := t.Context()
	far := org.Micros(h.now.AddDate(0, 0, 20))
	hour := int64(time.Hour / time.Microsecond)
	entries := []roster.Entry{
		{Turn: roster.Turn{Account: operator.Actor.Account, Starts: far, Ends: far + 10*hour}},
		{Turn: roster.Turn{Account: leader.Actor.Account, Starts: far, Ends: far + 10*hour, Second: true}, Phone: "000-7777"},
	}
	key := desk.Key{Key: "k", Body: []byte("a")}
	for range 2 { // sent twice, done once
		if n, err := h.PutTurns(ctx, leader, 370102, unit, entries, key); err != nil || n != 2 {
			t.Fatal(n, err)
		}
	}
	if _, err := h.PutTurns(ctx, leader, 370102, unit, entries[:1], desk.Key{Key: "k", Body: []byte("b")}); !rule.Is(err, rule.KeyReused) {
		t.Error(err)
	}
	if n, err := h.PutTurns(ctx, leader, 370102, unit, entries, desk.Key{}); err != nil || n != 0 {
		t.Errorf("as it is already: %d %v", n, err)
	}
	events, err := h.store.In(370102).Events(ctx, roster.Stream(unit), 0)
	if err != nil || len(events) != 2 || events[1].Type != "TurnsPut" || strings.Contains(string(events[1].Data), "7777") {
		t.Fatalf("%+v %v", events, err)
	}
	for _, who := range []struct {
		unit   org.UnitID
		role   org.Role
		clause string
	}{{unit, org.DepartmentOperator, "P-81"}, {"sifa", org.DepartmentLeader, "P-81"}, {"zhihui", org.CentreLead, "P-81"}} {
		if _, err := h.PutTurns(ctx, h.in(who.unit, who.role), 370102, unit, entries, desk.Key{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s of %s keeps the roster of %s: %v", who.role, who.unit, unit, err)
		}
		if _, err := h.EndTurn(ctx, h.in(who.unit, who.role), 370102, unit, operator.Actor.Account, far, desk.Key{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s of %s ends a turn of %s: %v", who.role, who.unit, unit, err)
		}
	}
	// One person and beginning twice, one of them as it is already: refused by its line, and nothing is written.
	later := entries[0]
	later.Ends += hour
	for _, twice := range [][]roster.Entry{{later, {Turn: entries[0].Turn, Phone: "000-6666"}}, {{Turn: entries[0].Turn, Phone: "000-6666"}, later}} {
		_, err := h.PutTurns(ctx, leader, 370102, unit, twice, desk.Key{})
		if r, ok := rule.As(err); !ok || r.Code != rule.Invalid || r.Field != "turns.2.starts" {
			t.Errorf("one beginning twice: %+v", err)
		}
	}
	if events, err := h.store.In(370102).Events(ctx, roster.Stream(unit), 0); err != nil || len(events) != 2 {
		t.Errorf("%d events: %v", len(events), err)
	}
	if err := h.Rebuild(ctx, 370102, true); err != nil {
		t.Error(err)
	}
	// Wrong in one line, written in none.
	wrong := append([]roster.Entry{{Turn: roster.Turn{Account: operator.Actor.Account, Starts: far + 20*hour, Ends: far + 21*hour}}}, roster.Entry{Turn: roster.Turn{Account: "nobody", Starts: far, Ends: far + 1}})
	if _, err := h.PutTurns(ctx, leader, 370102, unit, wrong, desk.Key{}); !rule.Is(err, rule.Invalid) {
		t.Error(err)
	}
	seen, err := h.As(operator).Roster(ctx, 370102, unit, far, far+30*hour)
	if err != nil || len(seen.Entries) != 2 || seen.Keeps || seen.Entries[0].Phone == "" || seen.Names[operator.Actor.Account] == "" {
		t.Fatalf("%+v %v", seen, err)
	}
	if _, err := h.As(operator).Roster(ctx, 370102, "sifa", far, far+1); !rule.Is(err, rule.Forbidden) {
		t.Error(err)
	}
	if _, err := h.As(h.in("zhihui", org.Dispatcher)).Roster(ctx, 370102, unit, far, far+1); err != nil {
		t.Error(err)
	}

	// It runs: the first is told before the second, the telephone can be put right, and it ends now.
	h.now = time.UnixMicro(far).UTC()
	if on, err := h.As(operator).OnDuty(ctx, unit); err != nil || on[unit].Name != seen.Names[operator.Actor.Account] {
		t.Errorf("%+v %v", on, err)
	}
	entries[0].Phone = "000-8888"
	h.now = h.now.Add(time.Hour)
	if n, err := h.PutTurns(ctx, leader, 370102, unit, entries, desk.Key{}); err != nil || n != 1 {
		t.Errorf("the telephone: %d %v", n, err)
	}
	if ended, err := h.EndTurn(ctx, leader, 370102, unit, operator.Actor.Account, far, desk.Key{}); err != nil || ended.To != org.Micros(h.now) {
		t.Errorf("%+v %v", ended, err)
	}
	if on, err := h.As(operator).OnDuty(ctx, unit); err != nil || on[unit].Phone != "000-7777" {
		t.Errorf("after it ended: %+v %v", on, err)
	}
	if _, err := h.EndTurn(ctx, leader, 370102, unit, operator.Actor.Account, far, desk.Key{}); !rule.Is(err, rule.Spent) {
		t.Errorf("ended twice: %v", err)
	}
	rings, err := h.As(h.in("zhihui", org.Dispatcher)).Ring(ctx, 370102)
	if err != nil || len(rings) < 20 {
		t.Fatalf("%d %v", len(rings), err)
	}
	for _, r := range rings {
		if r.Unit.ID == unit && (len(r.People) != 1 || r.People[0].Phone != "000-7777" || !r.People[0].Second) {
			t.Errorf("%+v", r)
		}
	}
	if err := h.store.SealNow(ctx, 370102); err != nil {
		t.Fatal(err)
	}
	if err := h.Rebuild(ctx, 370102, false); err != nil {
		t.Fatal(err)
	}
	h.tamper(`UPDATE duty SET ends = ends + 1 WHERE unit = 'zonghe-zhifa' AND phone = '000-7777'`)
	h.tamper(`DELETE FROM duty WHERE unit = 'zonghe-zhifa' AND phone = '000-8888'`)
	if err := h.Rebuild(ctx, 370102, true); err == nil || !strings.Contains(err.Error(), "turn of") {
		t.Errorf("unsound, and not found: %v", err)
	}
	if err := h.Rebuild(ctx, 370102, false); err != nil {
		t.Error(err)
	}
	again, err := h.As(operator).Roster(ctx, 370102, unit, far, far+30*hour)
	if err != nil || len(again.Entries) != 2 || again.Entries[1].Phone != "000-7777" || again.Entries[0].Phone != seen.Entries[0].Phone {
		t.Errorf("rebuilt: %+v %v", again.Entries, err)
	}

	// The leader leaves the unit in the middle of the turn: it stays on the roster, and covers no more. 依据 P-132.
	left := org.Micros(h.now)
	data, _, err := ledger.Encode(org.PostsEnded{Posts: []org.PostID{leader.Actor.Post}, To: left}, func() (salt [32]byte) { return salt })
	if err != nil {
		t.Fatal(err)
	}
	err = h.store.Write(ctx, 370102, func(_ context.Context, tx *store.Tx) error {
		version, last, err := tx.Head(org.Stream)
		if err != nil {
			return err
		}
		return tx.Append(org.Stream, version, []ledger.Event{{Type: "PostsEnded", At: max(left, last), Actor: org.Actor{Role: org.System}, Data: data}}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	fresh := desk.New(desk.Options{Store: h.store, Now: func() time.Time { return h.now }})
	if on, err := fresh.As(operator).OnDuty(ctx, unit); err != nil || len(on) != 0 {
		t.Errorf("on duty without a post: %+v %v", on, err)
	}
	if rings, err = fresh.As(h.in("zhihui", org.Dispatcher)).Ring(ctx, 370102); err != nil || len(rings) < 20 {
		t.Fatalf("%d %v", len(rings), err)
	}
	for _, r := range rings {
		if r.Unit.ID == unit && len(r.People) != 0 {
			t.Errorf("rung without a post: %+v", r)
		}
	}
	again, err = fresh.As(operator).Roster(ctx, 370102, unit, far, far+30*hour)
	if err != nil || len(again.Entries) != 2 || !slices.ContainsFunc(again.Held, func(t roster.Turn) bool { return t.Account == leader.Actor.Account && t.Ends == left }) {
		t.Errorf("left: %+v %v", again.Held, err)
	}
}
