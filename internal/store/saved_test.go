package store_test

import (
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

func savedNames(t *testing.T, s *store.Store, account org.AccountID) (names []string) {
	t.Helper()
	list, err := s.In(district).SavedFilters(t.Context(), account, "cases")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		names = append(names, f.Name)
	}
	return names
}

func change(s *store.Store, account org.AccountID, page string, by func([]store.SavedFilter) ([]store.SavedFilter, error)) error {
	return s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		return tx.ChangeFilters(account, page, by)
	})
}

func add(name string) func([]store.SavedFilter) ([]store.SavedFilter, error) {
	return func(list []store.SavedFilter) ([]store.SavedFilter, error) {
		return append(list, store.SavedFilter{ID: "id-" + name, Name: name, Query: "open=true"}), nil
	}
}

func TestSavedFiltersAreOfOneAccountAndInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		for _, name := range []string{"甲", "乙", "丙"} {
			if err := change(s, "wang", "cases", add(name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := change(s, "li", "cases", add("甲")); err != nil {
			t.Fatal(err)
		}
		err := change(s, "wang", "cases", func(list []store.SavedFilter) ([]store.SavedFilter, error) {
			slices.Reverse(list)
			return list, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := savedNames(t, s, "wang"); !slices.Equal(got, []string{"丙", "乙", "甲"}) {
			t.Fatalf("kept %v", got)
		}
		if got := savedNames(t, s, "li"); !slices.Equal(got, []string{"甲"}) {
			t.Fatalf("another account keeps %v", got)
		}
		no := errors.New("no")
		err = change(s, "wang", "cases", func([]store.SavedFilter) ([]store.SavedFilter, error) { return nil, no })
		if got := savedNames(t, s, "wang"); !errors.Is(err, no) || len(got) != 3 {
			t.Fatalf("refused, and kept %v: %v", got, err)
		}
		if err := change(s, "wang", "desk", add("丁")); err == nil {
			t.Error("a page that keeps no filters takes one")
		}
		if err := change(s, "wang", "cases", add("甲")); err == nil {
			t.Error("one name stands twice")
		}
	})
}

// However many save at once, none is lost, and an account keeps thirty.
func TestThirtyFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		full := errors.New("full")
		save := func(name string) error {
			return change(s, "wang", "cases", func(list []store.SavedFilter) ([]store.SavedFilter, error) {
				if len(list) >= store.FilterPlaces {
					return nil, full
				}
				return add(name)(list)
			})
		}
		var all sync.WaitGroup
		var lock sync.Mutex
		var saved []string
		for w := range 4 {
			all.Go(func() {
				for i := range 3 {
					name := fmt.Sprint(w, "-", i)
					switch err := save(name); {
					case err == nil:
						lock.Lock()
						saved = append(saved, name)
						lock.Unlock()
					case !errors.Is(err, store.ErrConflict):
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		got := savedNames(t, s, "wang")
		slices.Sort(got)
		slices.Sort(saved)
		if !slices.Equal(got, saved) {
			t.Fatalf("saved %v, kept %v", saved, got)
		}
		for i := range store.FilterPlaces {
			if err := save(fmt.Sprint("last", i)); err != nil && !errors.Is(err, full) {
				t.Fatal(err)
			}
		}
		if got := savedNames(t, s, "wang"); len(got) != store.FilterPlaces {
			t.Fatalf("%d are kept", len(got))
		}
		if err := store.Run(s, `UPDATE saved_filter SET place = 31 WHERE place = 30`); err == nil {
			t.Error("the table takes a thirty-first place")
		}
	})
}
