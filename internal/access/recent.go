package access

import (
	"sync"
	"time"
)

// fresh is how long a token that was found is believed without asking again. One that is revoked at
// another replica, or whose account is closed, may open for that much longer; one ended here does not.
const fresh = time.Second

const maxRecent = 10_000

// recent remembers the tokens found a moment ago, so that a busy screen does not ask for its own at every
// step. It holds nothing that the database does not.
type recent struct {
	mu sync.Mutex
	of map[string]found // guarded by mu; by hash
}

type found struct {
	kept  Kept
	name  string
	asked time.Time
}

func (r *recent) get(hash []byte) (found, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, ok := r.of[string(hash)]
	return f, ok && time.Since(f.asked) < fresh
}

// put remembers what was asked for at an instant; when full it begins anew.
func (r *recent) put(hash []byte, f found) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil || len(r.of) >= maxRecent {
		r.of = map[string]found{}
	}
	r.of[string(hash)] = f
}

func (r *recent) forget(hash []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.of, string(hash))
}
