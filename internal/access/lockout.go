package access

import "time"

// Five failures lock a login for a quarter of an hour from the last of them. 依据 P-88.
const (
	MaxFailures = 5
	LockFor     = 15 * time.Minute
)

// Lockout answers from the instants of a login's failures (microseconds UTC, oldest first) whether
// it is locked at now, and until when. A failure counts for as long as it could lock.
func Lockout(failures []int64, now int64) (until int64, locked bool) {
	span := LockFor.Microseconds()
	recent, last := 0, int64(0)
	for _, at := range failures {
		if now-at < span {
			recent++
			last = max(last, at)
		}
	}
	if recent < MaxFailures {
		return 0, false
	}
	return last + span, true
}
