package demo

import (
	"context"
	"errors"
	"testing"
	"time"

	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

func open(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Dir: dir, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestLoadAndLogIn(t *testing.T) {
	ctx, s := context.Background(), open(t, t.TempDir())
	began := time.Now()
	fresh, err := Load(ctx, s, time.Now())
	if err != nil || !fresh {
		t.Fatalf("fresh %v: %v", fresh, err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("loading took %v", took)
	} else {
		t.Logf("loaded in %v", took)
	}
	d := desk.New(desk.Options{Store: s})
	for login, role := range map[string]org.Role{"lixia-yaojia-op": org.TownshipOperator, "huaiyin-zhihui-dispatcher": org.Dispatcher, "jinan-shi-shenji-auditor": org.Auditor} {
		if _, who, err := d.Door.LogIn(ctx, login, Password, ""); err != nil || who.Actor.Role != role {
			t.Errorf("%s: %v, %v", login, who, err)
		}
	}
	districts, err := s.Districts(ctx)
	if err != nil || len(districts) != 13 {
		t.Errorf("%d districts, %v", len(districts), err)
	}
	units, err := d.Units(ctx, 370126)
	if err != nil || len(units.ByKind(org.KindTownship)) != 12 {
		t.Errorf("商河 as the desk reads it: %v", err)
	}
	on, err := s.In(370102).OnDuty(ctx, "zhihui", org.Micros(time.Now()))
	if err != nil || len(on) != 1 || on[0].Phone == "" {
		t.Errorf("on duty in the centre now: %v, %v", on, err)
	}

	if fresh, err = Load(ctx, s, time.Now()); err != nil || fresh {
		t.Errorf("loading again: fresh %v, %v", fresh, err)
	}
	if events, err := s.In(370102).Events(ctx, "catalogue", 0); err != nil || len(events) != 2 {
		t.Errorf("editions after loading twice: %d, %v", len(events), err)
	}
}

func TestLoadLeavesOthersAlone(t *testing.T) {
	ctx, s := context.Background(), open(t, t.TempDir())
	if err := s.FoundDistrict(ctx, store.District{ID: 440303, Name: "罗湖区", Short: "罗湖"}); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(ctx, s, time.Now()); !errors.Is(err, ErrOccupied) {
		t.Errorf("loaded beside a real district: %v", err)
	}
}
