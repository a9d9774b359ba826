package store_test

import (
	"context"
	"testing"

	"huying/internal/store"
	"huying/internal/store/storetest"
)

// What is committed and not signed is seen, and its age with it; once signed, nothing waits.
func TestLag(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		if lag, err := s.In(district).Lag(ctx); err != nil || lag != (store.Lag{}) {
			t.Fatalf("an empty log: %+v, %v", lag, err)
		}
		say(t, s, "talk/x", 0)
		say(t, s, "talk/x", 1)
		events, err := s.In(district).Events(ctx, "talk/x", 0)
		if err != nil {
			t.Fatal(err)
		}
		lag, err := s.In(district).Lag(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var oldest int64
		if lag.Signed < 2 {
			oldest = events[lag.Signed].At
		}
		if lag.Since != oldest {
			t.Fatalf("the oldest unsigned event is of %d: %+v", oldest, lag)
		}
		sealed(t, s, 2)
		if lag, err = s.In(district).Lag(ctx); err != nil || lag != (store.Lag{Sealed: 2, Signed: 2}) {
			t.Fatalf("all signed: %+v, %v", lag, err)
		}
	})
}
