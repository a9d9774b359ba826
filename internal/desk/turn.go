package desk

import (
	"hash/maphash"
	"slices"
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

// take waits for the turn of each case and gives what ends them. A new case has none to wait for, and SQLite has one
// writer anyway. Whoever needs two takes them in one order.
func (t *turns) take(engine sqldb.Engine, district org.DistrictID, nos ...casework.CaseNo) (end func()) {
	var at []int
	for _, no := range nos {
		if no == "" || engine == sqldb.SQLite {
			continue
		}
		at = append(at, int(maphash.Comparable(t.seed, place{district, no})%uint64(len(t.places))))
	}
	slices.Sort(at)
	at = slices.Compact(at) // two cases may share a place
	for _, i := range at {
		t.places[i].Lock()
	}
	return func() {
		for _, i := range at {
			t.places[i].Unlock()
		}
	}
}
