package desk

import (
	"container/list"
	"sync"

	"huying/internal/casework"
	"huying/internal/org"
)

// shelf keeps the cases that were at hand last, folded, so that the next command loads only what
// has come since. What stands on it was committed; the expected version of an append decides.
type shelf struct {
	mu    sync.Mutex
	order *list.List // of place, newest first
	at    map[place]*list.Element
}

type place struct {
	district org.DistrictID
	no       casework.CaseNo
}

type shelved struct {
	place place
	f     folder
}

// shelfSize bounds the cases kept folded: some 20 MB.
const shelfSize = 8192

func newShelf() *shelf { return &shelf{order: list.New(), at: map[place]*list.Element{}} }

func (s *shelf) get(district org.DistrictID, no casework.CaseNo) (folder, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.at[place{district, no}]
	if !ok {
		return folder{}, false
	}
	s.order.MoveToFront(e)
	return e.Value.(*shelved).f, true
}

// put keeps a committed case, unless a newer one is there.
func (s *shelf) put(f folder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := place{f.c.District, f.c.No}
	if e, ok := s.at[p]; ok {
		if had := e.Value.(*shelved); had.f.c.Version < f.c.Version {
			had.f = f
		}
		s.order.MoveToFront(e)
		return
	}
	s.at[p] = s.order.PushFront(&shelved{p, f})
	if s.order.Len() > shelfSize {
		last := s.order.Back()
		delete(s.at, s.order.Remove(last).(*shelved).place)
	}
}

// drop forgets a case: after a failover that lost writes, what stands here may be ahead of the record.
func (s *shelf) drop(district org.DistrictID, no casework.CaseNo) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := place{district, no}
	if e, ok := s.at[p]; ok {
		s.order.Remove(e)
		delete(s.at, p)
	}
}
