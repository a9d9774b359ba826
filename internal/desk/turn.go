package desk

import (
	"hash/maphash"
	"sync"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/sqldb"
)

// turns lets those who act on one case at the same moment, in this process, act one after the other:
// on PostgreSQL all but one of them would be decided in vain. Right does not rest on it: the expected
// version of an append does. Cases that share a place wait for each other now and then.
type turns struct {
	seed   maphash.Seed
	places [256]sync.Mutex
}

func newTurns() *turns { return &turns{seed: maphash.MakeSeed()} }

// take waits for the case's turn and gives what ends it. A new case has none to wait for, and SQLite
// has one writer anyway.
func (t *turns) take(engine sqldb.Engine, district org.DistrictID, no casework.CaseNo) (end func()) {
	if no == "" || engine == sqldb.SQLite {
		return func() {}
	}
	m := &t.places[maphash.Comparable(t.seed, place{district, no})%uint64(len(t.places))]
	m.Lock()
	return m.Unlock
}
