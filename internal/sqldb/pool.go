package sqldb

import (
	"context"
	"sync"
)

// pool lends SQLite's reading connections, the one that came back last first: its pages and statements are warm, and
// what a quiet hour does not need stays out of the way.
type pool struct {
	places chan struct{} // one for each connection that is there

	mu    sync.Mutex
	there []*liteSession // under mu
}

func newPool(n int) *pool { return &pool{places: make(chan struct{}, n)} }

// take waits for a connection; it must be put back.
func (p *pool) take(ctx context.Context, stop <-chan struct{}) (*liteSession, error) {
	select {
	case <-p.places:
		return p.last(), nil
	default:
	}
	select {
	case <-p.places:
		return p.last(), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-stop:
		return nil, ErrClosed
	}
}

func (p *pool) last() *liteSession {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.there) - 1
	s := p.there[n]
	p.there = p.there[:n]
	return s
}

func (p *pool) put(s *liteSession) {
	p.mu.Lock()
	p.there = append(p.there, s)
	p.mu.Unlock()
	p.places <- struct{}{}
}

// wait waits until every connection is back, and lends none any more.
func (p *pool) wait() {
	for range cap(p.places) {
		<-p.places
	}
}

// close closes those that are there.
func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.there {
		s.close()
	}
	p.there = nil
}
