package api

import (
	"sync"

	"golang.org/x/time/rate"
)

// How often one address may try to log in: a whole office behind one address begins at half past
// eight, a guesser does not get far.
const (
	guessesPerSecond = 10
	guessesAtOnce    = 300
	maxAddresses     = 10_000
)

// limiter slows down each address by itself. It is memory of this process only.
type limiter struct {
	mu sync.Mutex
	of map[string]*rate.Limiter // guarded by mu
}

func newLimiter() *limiter { return &limiter{of: map[string]*rate.Limiter{}} }

// allow reports whether one more try is in order; when too many addresses are known it begins anew.
func (l *limiter) allow(address string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.of[address]
	if !ok {
		if len(l.of) >= maxAddresses {
			clear(l.of)
		}
		one = rate.NewLimiter(guessesPerSecond, guessesAtOnce)
		l.of[address] = one
	}
	return one.Allow()
}
