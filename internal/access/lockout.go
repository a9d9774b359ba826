package access

import (
	"sync"
	"time"
)

// Five wrong passwords in a row lock a login for a quarter of an hour. 依据 P-88.
const (
	MaxFailures = 5
	LockFor     = 15 * time.Minute
)

// Locked reports whether a login is locked at an instant (microseconds UTC).
func Locked(lockedUntil, now int64) bool { return now < lockedUntil }

// AfterFailure is the count and the lock after one more wrong password. The lock starts the count anew.
func AfterFailure(failures, lockedUntil, now int64) (int64, int64) {
	if failures++; failures < MaxFailures {
		return failures, lockedUntil
	}
	return 0, now + LockFor.Microseconds()
}

// strangers counts the failures of logins that do not exist, so that being locked does not tell which do.
// It is memory of this process only, and forgets everything when full: nothing real is protected by it.
type strangers struct {
	mu sync.Mutex
	of map[string][2]int64 // guarded by mu: failures, lockedUntil
}

const maxStrangers = 10_000

func (s *strangers) locked(login string, now int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Locked(s.of[login][1], now)
}

func (s *strangers) failed(login string, now int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil || len(s.of) >= maxStrangers {
		s.of = map[string][2]int64{}
	}
	failures, until := AfterFailure(s.of[login][0], s.of[login][1], now)
	s.of[login] = [2]int64{failures, until}
}
