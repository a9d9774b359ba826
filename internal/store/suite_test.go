package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

const district = storetest.District

var clerk = org.Actor{Account: "a1", Post: "p1", Unit: "370102011", Role: org.TownshipOperator}

// said is an event of the suite: it has a text, and the store asks nothing else of a payload.
type said struct {
	Text ledger.Content `json:"text"`
	N    int            `json:"n"`
}

func event(t testing.TB, kind string, at int64, n int, text string) (ledger.Event, []ledger.Sealed) {
	t.Helper()
	data, sealed, err := ledger.Encode(said{ledger.Text(text), n}, func() (s [32]byte) {
		_, _ = rand.Read(s[:])
		return s
	})
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Event{Type: kind, At: at, Actor: clerk, Data: data}, sealed
}

// talk appends n events to a new stream in one write.
func talk(t testing.TB, s *store.Store, stream string, n int) {
	t.Helper()
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		events := make([]ledger.Event, n)
		for i := range events {
			events[i], _ = event(t, "Said", int64(1000+i), i, "")
		}
		return tx.Append(stream, 0, events, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// say appends one event to a stream, whatever its version.
func say(t testing.TB, s *store.Store, stream string, n int) {
	t.Helper()
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		old, err := tx.Stream(stream, 0)
		if err != nil {
			return err
		}
		e, sealed := event(t, "Said", int64(1000+len(old)), n, fmt.Sprintf("第%d句", n))
		return tx.Append(stream, int64(len(old)), []ledger.Event{e}, sealed)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAppendAndRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		for n := range 3 {
			say(t, s, "talk/x", n)
		}
		events, err := s.In(district).Events(ctx, "talk/x", 1)
		if err != nil || len(events) != 2 || events[0].Version != 2 || events[1].Actor != clerk || events[1].Stream != "talk/x" {
			t.Fatalf("events %+v, %v", events, err)
		}
		texts, _, err := s.In(district).ContentOf(ctx, "talk/x")
		if err != nil || len(texts) != 3 {
			t.Fatalf("texts %v, %v", texts, err)
		}
		for id, c := range texts {
			one, ok, err := s.In(district).Content(ctx, id)
			if err != nil || !ok || string(one.Plain) != string(c.Plain) {
				t.Fatalf("content %s: %v %v", id, ok, err)
			}
		}
	})
}

func TestConflictIsDecidedAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		say(t, s, "talk/x", 0)
		runs := 0
		err := s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
			runs++
			e, sealed := event(t, "Said", 2000, runs, "迟到")
			return tx.Append("talk/x", 0, []ledger.Event{e}, sealed)
		})
		if !errors.Is(err, store.ErrConflict) || runs != 10 {
			t.Fatalf("after %d runs: %v", runs, err)
		}
		err = s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
			e, _ := event(t, "Said", 10, 9, "")
			return tx.Append("talk/x", 1, []ledger.Event{e}, nil)
		})
		if err == nil || errors.Is(err, store.ErrConflict) {
			t.Fatalf("time ran back and nobody minded: %v", err)
		}
	})
}

// Writers race for the versions of few streams; whatever they are told, nothing is lost, nothing
// is there twice, and the log holds all of it.
func TestManyWriters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var wg sync.WaitGroup
		told := make([]int, 8)
		for w := range told {
			wg.Go(func() {
				for i := range 20 {
					stream := fmt.Sprintf("talk/%d", i%3)
					err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
						old, err := tx.Stream(stream, 0)
						if err != nil {
							return err
						}
						e, sealed := event(t, "Said", int64(len(old)), w*100+i, fmt.Sprint(w, i))
						return tx.Append(stream, int64(len(old)), []ledger.Event{e}, sealed)
					})
					if err == nil {
						told[w]++
					} else if !errors.Is(err, store.ErrConflict) {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		sum, kept := 0, 0
		for _, n := range told {
			sum += n
		}
		for i := range 3 {
			events, err := s.In(district).Events(context.Background(), fmt.Sprintf("talk/%d", i), 0)
			if err != nil {
				t.Fatal(err)
			}
			kept += len(events)
		}
		if sum != kept || sum == 0 {
			t.Fatalf("told %d writers yes, kept %d events", sum, kept)
		}
		sealed(t, s, kept)
	})
}

// sealed seals what is left and checks that the log holds n entries, all signed.
func sealed(t testing.TB, s *store.Store, n int) {
	t.Helper()
	ctx := context.Background()
	if err := s.SealNow(ctx, district); err != nil {
		t.Fatal(err)
	}
	last, err := s.In(district).Checkpoint(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if last.Size != int64(n) {
		t.Fatalf("the newest checkpoint covers %d entries, not %d", last.Size, n)
	}
	leaves, err := s.In(district).Leaves(ctx, 0, int64(n)+10)
	if err != nil || len(leaves) != n {
		t.Fatalf("%d leaves, %v", len(leaves), err)
	}
}
