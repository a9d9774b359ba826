package sqldb

import (
	"context"
	"errors"
	"testing"
)

// The connection that came back last is lent first, and whoever finds none waits for one, for the end, or for their own.
func TestPoolLendsTheWarmest(t *testing.T) {
	ctx := context.Background()
	cold, warm := &liteSession{}, &liteSession{}
	p := newPool(2)
	p.put(cold)
	p.put(warm)
	for range 3 {
		s, err := p.take(ctx, nil)
		if err != nil || s != warm {
			t.Fatalf("lent %p, %v", s, err)
		}
		p.put(s)
	}
	for _, want := range []*liteSession{warm, cold} {
		if s, err := p.take(ctx, nil); err != nil || s != want {
			t.Fatalf("lent %p, %v", s, err)
		}
	}
	gone, leave := context.WithCancel(ctx)
	leave()
	if _, err := p.take(gone, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("whoever has gone was told %v", err)
	}
	stop := make(chan struct{})
	close(stop)
	if _, err := p.take(ctx, stop); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end one was told %v", err)
	}
}
