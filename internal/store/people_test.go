package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// in runs a write that must succeed.
func in(t testing.TB, s *store.Store, d org.DistrictID, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), d, func(_ context.Context, tx *store.Tx) error { return fn(tx) }); err != nil {
		t.Fatal(err)
	}
}

func TestPeople(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		const other = org.DistrictID(370103)
		if err := s.FoundDistrict(ctx, store.District{ID: other, Name: "市中区", Short: "市中", City: 370100}); err != nil {
			t.Fatal(err)
		}
		wang := store.Account{ID: "wang", Login: "wang.op", Name: "王某", Phone: "13800000000", Password: "$argon2id$…", From: 1}
		unit := org.Unit{ID: "water", Kind: org.KindDepartment, Name: "水务局", Short: "水务", Code: "113701", From: 1}
		post := org.Post{ID: "p1", Account: "wang", Unit: "water", Role: org.DepartmentOperator, From: 1}
		in(t, s, district, func(tx *store.Tx) error {
			return errors.Join(tx.PutAccount(wang), tx.PutUnits(unit), tx.PutPosts(post, org.Post{ID: "p2", Account: "li", Unit: "water"}),
				tx.PutGrid(store.Grid{Unit: "370102011004001", Polygon: `{"type":"Polygon"}`}),
				tx.PutDuty(store.Duty{Unit: "water", Starts: 10, Ends: 20, Account: "wang", Phone: "1"}),
				tx.PutDuty(store.Duty{Unit: "water", Starts: 20, Ends: 30, Account: "li", Phone: "2"}),
				tx.PutDocument(store.Document{Hash: "sha256:1", Kind: "edition", At: 5, Body: "{}"}),
				tx.PutDocument(store.Document{Hash: "sha256:1", Kind: "edition", At: 9, Body: "{}"}))
		})
		v := s.In(district)

		d, id, ok, err := s.WhereIs(ctx, "wang.op")
		if err != nil || !ok || d != district || id != "wang" {
			t.Errorf("login: %v %v %v %v", d, id, ok, err)
		}
		if a, ok, err := v.Account(ctx, "wang"); err != nil || !ok || a != wang {
			t.Errorf("account: %+v %v %v", a, ok, err)
		}
		if a, ok, err := s.In(other).Account(ctx, "wang"); err != nil || ok {
			t.Errorf("another district sees the account: %+v %v", a, err)
		}
		if units, err := v.Units(ctx); err != nil || !slices.Equal(units, []org.Unit{unit}) {
			t.Errorf("units: %+v %v", units, err)
		}
		if posts, err := v.PostsOf(ctx, "wang"); err != nil || !slices.Equal(posts, []org.Post{post}) {
			t.Errorf("posts: %+v %v", posts, err)
		}
		if now, err := v.OnDuty(ctx, 20, "water", "earth"); err != nil || len(now) != 1 || now[0].Account != "li" {
			t.Errorf("on duty: %+v %v", now, err)
		}
		if roster, err := v.Duties(ctx, "water", 15, 100); err != nil || len(roster) != 2 {
			t.Errorf("roster: %+v %v", roster, err)
		}
		if grids, err := v.Grids(ctx); err != nil || len(grids) != 1 {
			t.Errorf("grids: %+v %v", grids, err)
		}
		if doc, ok, err := v.Document(ctx, "sha256:1"); err != nil || !ok || doc.At != 5 {
			t.Errorf("a document is kept as it first was: %+v %v", doc, err)
		}

		err = s.Write(ctx, other, func(_ context.Context, tx *store.Tx) error {
			return tx.PutAccount(store.Account{ID: "wang", Login: "wang.op"})
		})
		if !errors.Is(err, store.ErrLoginTaken) {
			t.Errorf("the same login in another district: %v", err)
		}
		wang.Login = "wang2"
		in(t, s, district, func(tx *store.Tx) error { return tx.PutAccount(wang) })
		in(t, s, other, func(tx *store.Tx) error { return tx.PutAccount(store.Account{ID: "wang", Login: "wang.op"}) })

		token := store.Token{Hash: []byte{1, 2}, Kind: store.APIToken, Account: "wang", Post: "p1", Created: 1, Expires: 50}
		in(t, s, district, func(tx *store.Tx) error { return errors.Join(tx.PutToken(token), tx.SetFailures("wang", 3, 99)) })
		if k, ok, err := v.Token(ctx, []byte{1, 2}); err != nil || !ok || k.Account != "wang" || k.Expires != 50 {
			t.Errorf("token: %+v %v %v", k, ok, err)
		}
		if a, _, err := v.Account(ctx, "wang"); err != nil || a.Failures != 3 || a.Locked != 99 {
			t.Errorf("failures: %+v %v", a, err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.DropTokens(50) })
		if _, ok, _ := v.Token(ctx, []byte{1, 2}); !ok {
			t.Error("a token was dropped on its last instant")
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.DropTokens(51) })
		if _, ok, _ := v.Token(ctx, []byte{1, 2}); ok {
			t.Error("an expired token is still there")
		}
	})
}

// Two requests under one key at the same time: one does the work, the other hears its answer.
func TestSameKeyAtOnce(t *testing.T) {
	clock := time.Unix(1_700_000_000, 0)
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var wg sync.WaitGroup
		var worked, heard [8]bool
		for i := range worked {
			wg.Go(func() {
				err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
					worked[i], heard[i] = false, false
					hash, answer, ok, err := tx.Replay("wang", "key-1")
					if err != nil {
						return err
					}
					if ok {
						heard[i] = string(hash) == "hash" && string(answer) == "answer"
						return nil
					}
					worked[i] = true
					return tx.Remember("wang", "key-1", []byte("hash"), []byte("answer"))
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		w, h := 0, 0
		for i := range worked {
			if worked[i] {
				w++
			}
			if heard[i] {
				h++
			}
		}
		if w != 1 || h != len(heard)-1 {
			t.Fatalf("%d worked, %d heard", w, h)
		}
		known := func() (ok bool) {
			in(t, s, district, func(tx *store.Tx) (err error) {
				_, _, ok, err = tx.Replay("wang", "key-1")
				return errors.Join(err, tx.Forget())
			})
			return ok
		}
		if first, again := known(), known(); !first || !again {
			t.Error("a fresh answer was forgotten")
		}
		clock = clock.Add(store.RememberFor + time.Second)
		if known(); known() {
			t.Error("an old answer was not forgotten")
		}
	}, func(o *store.Options) { o.Now = func() time.Time { return clock } })
}

// Numbers are drawn without doubles, also where writes fail; on SQLite without gaps too, on
// PostgreSQL none is drawn in vain but for a write that failed.
func TestCaseNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var wg sync.WaitGroup
		var lock sync.Mutex
		var drawn []string
		for i := range 40 {
			wg.Go(func() {
				var no string
				err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) (err error) {
					if no, err = tx.NextCaseNo("20190725"); err == nil && i%4 == 0 {
						err = errors.New("changed my mind")
					}
					return err
				})
				if err == nil {
					lock.Lock()
					defer lock.Unlock()
					drawn = append(drawn, no)
				}
			})
		}
		wg.Wait()
		slices.Sort(drawn)
		if len(drawn) != 30 || len(slices.Compact(slices.Clone(drawn))) != 30 {
			t.Fatalf("drawn: %v", drawn)
		}
		last := "2019072500030"
		if s.Engine() == sqldb.Postgres {
			last = "2019072500040"
		}
		if drawn[29] > last {
			t.Fatalf("drawn: %v", drawn)
		}
		in(t, s, district, func(tx *store.Tx) error {
			if no, err := tx.NextCaseNo("20190726"); err != nil || no != "2019072600001" {
				t.Errorf("the next day begins with %s, %v", no, err)
			}
			return nil
		})
		if err := store.Run(s, `UPDATE case_no SET n = 99999 WHERE day = '20190726'`); err != nil {
			t.Fatal(err)
		}
		err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
			_, err := tx.NextCaseNo("20190726")
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "used up") {
			t.Errorf("after the last number: %v", err)
		}
	})
}

// What is due is taken by one worker at a time, and comes up again when nobody finished it.
func TestLeasesAndLetters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		for n := range 3 {
			openCase(t, s, n, "east")
		}
		lease := func(now, until int64, limit int) (got []store.DueClock) {
			in(t, s, district, func(tx *store.Tx) (err error) {
				got, _, err = tx.Lease(now, until, limit)
				return err
			})
			return got
		}
		due := noon + 2_000_000
		if a, b := lease(due, due+10, 2), lease(due, due+10, 5); len(a) != 2 || len(b) != 1 || a[0].No > a[1].No {
			t.Errorf("two workers took %v and %v", a, b)
		}
		if again := lease(due+9, due+20, 5); len(again) != 0 {
			t.Errorf("taken under a lease: %v", again)
		}
		if again := lease(due+10, due+20, 5); len(again) != 3 {
			t.Errorf("after the lease: %v", again)
		}

		letter := store.Letter{ID: "case/x#1", Topic: "called", Body: `{"no":"1"}`, At: 5, NextAt: 5}
		in(t, s, district, func(tx *store.Tx) error { return errors.Join(tx.Tell(letter), tx.Tell(letter)) })
		list, err := s.In(district).Letters(ctx, 5, 10)
		if err != nil || len(list) != 1 || list[0] != letter {
			t.Fatalf("letters: %+v %v", list, err)
		}
		claim := func(l store.Letter) (ok bool) {
			in(t, s, district, func(tx *store.Tx) (err error) { ok, err = tx.Claim(l, 9); return err })
			return ok
		}
		if !claim(letter) || claim(letter) {
			t.Error("a letter is claimed once")
		}
		if list, _ := s.In(district).Letters(ctx, 8, 10); len(list) != 0 {
			t.Errorf("claimed, and offered: %v", list)
		}
		list, err = s.In(district).Letters(ctx, 9, 10)
		if err != nil || len(list) != 1 || list[0].Attempts != 1 {
			t.Fatalf("not told, and not offered again: %v %v", list, err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.GiveUp(letter.ID) })
		if list, _ := s.In(district).Letters(ctx, 99, 10); len(list) != 0 {
			t.Errorf("given up, and offered: %v", list)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.Told(letter.ID) })
	})
}
