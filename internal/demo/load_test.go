package demo

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/sqldb"
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
	for _, unit := range []org.UnitID{"liantong", "bianban", "zhengfu", "sifa", "370102011-zhifazhongdui"} {
		on, err := s.In(370102).OnDuty(ctx, org.Micros(time.Now()), unit)
		if err != nil || len(on) != 1 || on[0].Phone == "" || strings.HasSuffix(string(on[0].Account), "-justice") {
			t.Errorf("on duty in %s now: %v, %v", unit, on, err)
		}
	}
	on, err := s.In(370102).OnDuty(ctx, org.Micros(time.Now()), "zhihui")
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

func TestPlay(t *testing.T) {
	ctx, s := context.Background(), open(t, t.TempDir())
	now := time.Now()
	if _, err := Load(ctx, s, now); err != nil {
		t.Fatal(err)
	}
	if err := Play(ctx, s, now); err != nil {
		t.Fatal(err)
	}
	t.Logf("loaded and played in %v", time.Since(now))
	d := desk.New(desk.Options{Store: s})
	_, who, err := d.Door.LogIn(ctx, "lixia-shenji-auditor", Password, "")
	if err != nil {
		t.Fatal(err)
	}
	story, err := d.As(who).Case(ctx, 370102, "2019072500001")
	if err != nil || story.Case.Status != casework.CaseArchived || story.Case.Entry.Edition != "jinan-2019-trial" || len(story.Case.Tasks) != 5 {
		t.Errorf("姚家油烟: %s under %s with %d tasks, %v", story.Case.Status, story.Case.Entry.Edition, len(story.Case.Tasks), err)
	}
	for _, r := range story.Records {
		if strings.HasSuffix(r.Type, "Missed") {
			t.Errorf("the story was on time, but: %s %s", r.Type, r.Data)
		}
	}
	statuses := map[string]int{}
	total := 0
	for _, id := range []org.DistrictID{370102, 370103, 370104} {
		rows, _, err := s.In(id).Cases(ctx, store.CaseFilter{Viewer: "district", Now: org.Micros(now)}, sqldb.Page{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			statuses[string(r.Status)]++
			total++
			if r.Created > org.Micros(now) || r.Changed > org.Micros(now) {
				t.Errorf("case %s lies in the future", r.No)
			}
		}
	}
	for _, status := range []casework.Status{
		casework.CaseIntake, casework.CaseSettled, casework.CaseDiscarded, casework.CaseApproving, casework.CaseCalled,
		casework.CaseRuling, casework.CaseWorking, casework.CaseSuspended, casework.CaseAnswered, casework.CaseClosed, casework.CaseArchived,
		casework.CaseMerged,
	} {
		if statuses[string(status)] == 0 {
			t.Errorf("no case is %s: %v", status, statuses)
		}
	}
	if total != 34 {
		t.Errorf("%d cases: %v", total, statuses)
	}
	desksAreFull(t, d)
	sound(t, s, d, 370102, 370103, 370104)
}

// desksAreFull: something waits at every desk that the whole case has.
func desksAreFull(t *testing.T, d *desk.Desk) {
	t.Helper()
	for login, kinds := range map[string][]casework.ClockKind{
		"lixia-bianban-op":      {casework.ClockRuling},
		"shizhong-silicun-op":   {casework.ClockOpine},
		"shizhong-zhihui-chief": {casework.ClockRequest},
		"shizhong-zhifa-op":     {casework.ClockExplain},
		"shizhong-yuanlin-op":   {casework.ClockReview},
		"huaiyin-zhihui-chief":  {casework.ClockLetting},
		"huaiyin-zhifa-op":      {casework.ClockReceive, casework.ClockStep},
		"huaiyin-shichang-op":   {casework.ClockStep},
		"huaiyin-liantong-op":   {casework.ClockReply},
		"huaiyin-shuiwu-op":     {casework.ClockDocket},
		"huaiyin-jiaojing-op":   {casework.ClockRectify},
		"huaiyin-kaohe-op":      {casework.ClockAppeal},
	} {
		_, who, err := d.Door.LogIn(t.Context(), login, Password, org.PostID(login))
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			lines, _, err := d.As(who).Inbox(t.Context(), who.District, desk.Page{Limit: 10}, kind)
			if err != nil || len(lines) == 0 {
				t.Errorf("nothing waits for %s as %s: %v", login, kind, err)
			}
		}
	}
}

// The play must not depend on the day it is given: at night, on holidays, and past the last known year.
func TestPlayOnAnyDay(t *testing.T) {
	for _, now := range []time.Time{clock(2026, 10, 1, 3, 0), clock(2026, 12, 31, 23, 50), clock(2027, 1, 4, 9, 0), clock(2031, 6, 1, 12, 40)} {
		ctx, s := context.Background(), open(t, t.TempDir())
		if _, err := Load(ctx, s, now); err != nil {
			t.Fatal(err)
		}
		if err := Play(ctx, s, now); err != nil {
			t.Errorf("at %v: %v", now, err)
		}
	}
}

func clock(y int, m time.Month, d, hour, minute int) time.Time {
	return day(y, m, d).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}
