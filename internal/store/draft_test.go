package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

func drafts(t *testing.T, s *store.Store, account org.AccountID) (bodies []string) {
	t.Helper()
	list, err := s.In(district).Drafts(t.Context(), account)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		bodies = append(bodies, string(d.Body))
	}
	return bodies
}

func put(s *store.Store, account org.AccountID, d store.Draft, isNew bool) (ok bool, err error) {
	err = s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		var err error
		ok, err = tx.PutDraft(account, d, isNew)
		return err
	})
	return ok, err
}

func TestDraftsAreOfOneAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		for i, body := range []string{"甲", "乙"} {
			if ok, err := put(s, "wang", store.Draft{ID: fmt.Sprint("d", i), At: int64(i + 1), Body: []byte(body)}, true); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		if got := drafts(t, s, "wang"); !slices.Equal(got, []string{"乙", "甲"}) {
			t.Fatalf("kept %v", got)
		}
		if got := drafts(t, s, "li"); len(got) != 0 {
			t.Fatalf("another account reads %v", got)
		}
		if ok, err := put(s, "wang", store.Draft{ID: "d0", At: 9, Body: []byte("丙")}, false); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if ok, err := put(s, "li", store.Draft{ID: "d0", At: 9, Body: []byte("丁")}, false); ok || err != nil {
			t.Fatalf("another account writes into it: %v %v", ok, err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.DropDraft("li", "d0") })
		if got := drafts(t, s, "wang"); !slices.Equal(got, []string{"丙", "乙"}) {
			t.Fatalf("kept %v", got)
		}
		// Nobody who reads the tables reads the words, and a row moved to another account opens for nobody.
		for _, table := range []string{"draft", "draft_key"} {
			if err := store.Run(s, `UPDATE `+table+` SET account = 'li' WHERE id = 'd0'`); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.In(district).Drafts(t.Context(), "li"); !errors.Is(err, store.ErrDamaged) {
			t.Fatalf("a stolen row: %v", err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.DropDrafts(9) })
		if got := drafts(t, s, "wang"); len(got) != 0 {
			t.Fatalf("too old, and kept: %v", got)
		}
		keys, err := store.Texts(s, `SELECT id FROM draft_key`)
		if err != nil || !slices.Equal(keys, []string{"d0"}) {
			t.Fatalf("keys left: %v %v", keys, err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.DropDraft("li", "d0") })
		if left, err := store.Texts(s, `SELECT id FROM draft UNION ALL SELECT id FROM draft_key`); err != nil || len(left) != 0 {
			t.Fatalf("left: %v %v", left, err)
		}
	})
}

// Words never lie in the tables as they were written.
func TestDraftsAreSealedAtRest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		if ok, err := put(s, "wang", store.Draft{ID: "d", At: 1, Body: []byte("unmistakable words")}, true); !ok || err != nil {
			t.Fatal(ok, err)
		}
		ciphers, err := store.Blobs(s, `SELECT cipher FROM draft`)
		if err != nil || len(ciphers) != 1 || bytes.Contains(ciphers[0], []byte("word")) {
			t.Fatalf("%q %v", ciphers, err)
		}
	})
}

// However many write at once, an account keeps twenty.
func TestTwentyDrafts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var all sync.WaitGroup
		for w := range 6 {
			all.Go(func() {
				for i := range 5 {
					_, err := put(s, "wang", store.Draft{ID: fmt.Sprint(w, "-", i), At: 1, Body: []byte("字")}, true)
					if err != nil && !errors.Is(err, store.ErrDraftsFull) && !errors.Is(err, store.ErrConflict) {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		for i := range store.DraftPlaces {
			if _, err := put(s, "wang", store.Draft{ID: fmt.Sprint("last", i), At: 1, Body: []byte("字")}, true); err != nil && !errors.Is(err, store.ErrDraftsFull) {
				t.Fatal(err)
			}
		}
		if got := drafts(t, s, "wang"); len(got) != store.DraftPlaces {
			t.Fatalf("%d are kept", len(got))
		}
		if err := store.Run(s, `UPDATE draft SET place = 21 WHERE place = 20`); err == nil {
			t.Error("the table takes a twenty-first place")
		}
	})
}
