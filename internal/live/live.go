// Package live wakes open screens: whoever listens learns that something has changed, and nothing of what.
//
// A hub knows places, things and keys, and nothing of the work. Whoever has changed something wakes the hub, which never
// waits for a listener: a listener that has not looked yet is told once, however much has happened. A page remembers by a
// mark where the hub stood before it was read; who comes with that mark is told at once if anything happened since.
package live

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// ErrClosed says that the hub lets nobody listen any more: the process is about to end.
var ErrClosed = errors.New("nobody listens any more")

// Change says that something has changed.
type Change struct {
	Place string   // listeners of other places are not woken
	Thing string   // what has changed, by its name in that place
	For   []string // the keys of those it concerns; nobody else is woken
	Only  bool     // it matters to those alone who look at this very thing
}

// Wanted says what somebody listens to: what is for one of their keys. Without a key nothing is heard.
type Wanted struct {
	Place string
	Keys  []string
	Thing string // what they look at; changes of all else are heard as being elsewhere. "" = they look at all of it
	Since string // the mark of what they have seen; "" = nothing was seen yet, and nothing can be missed
}

// Stats (实时统计) are counts of a hub.
type Stats struct {
	Listeners int    // now
	Wakes     uint64 // how often one was told, since the start
}

// remembered is how many changes a hub keeps, to tell who comes with a mark whether any of them is theirs.
const remembered = 1024

// Hub is where changes and listeners meet. The zero Hub is not ready; see New.
type Hub struct {
	epoch string // of this process: marks of another say nothing here

	mu     sync.Mutex
	closed bool               // guarded by mu, as all below
	seq    uint64             // changes so far
	recent [remembered]Change // the last ones, change n at n % remembered
	places map[string]*place
	stats  Stats
}

// place is what a hub knows of one place.
type place struct {
	all   map[*Listener]struct{}
	byKey map[string]map[*Listener]struct{}
	from  uint64 // earlier marks say nothing: what happened until then is not known
}

// New makes a hub to which nobody listens yet.
func New() *Hub { return &Hub{epoch: rand.Text()[:8], places: map[string]*place{}} }

// Wake tells everybody whom a change concerns. It waits for nobody.
func (h *Hub) Wake(c Change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	h.recent[h.seq%remembered] = c
	p, ok := h.places[c.Place]
	if !ok {
		return
	}
	for _, key := range c.For {
		for l := range p.byKey[key] {
			if here, there := l.want.hears(c); here || there {
				l.tell(here)
			}
		}
	}
}

// Renew wakes everybody in a place, whatever their keys: something there has changed, and it is not known for whom. A mark
// from before counts as one with which everything was missed.
func (h *Hub) Renew(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	h.recent[h.seq%remembered] = Change{Place: name}
	p := h.place(name)
	p.from = h.seq
	for l := range p.all {
		l.tell(true)
	}
}

// Mark says where the hub stands. A page takes it before it reads what it shows.
func (h *Hub) Mark() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.mark()
}

func (h *Hub) mark() string { return fmt.Sprintf("%s.%d", h.epoch, h.seq) }

// Listen begins to listen. Whoever has missed something since the mark is told at once. The listener is to be closed.
func (h *Hub) Listen(w Wanted) (*Listener, error) {
	w.Keys = slices.Clone(w.Keys)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	l := &Listener{hub: h, want: w, woken: make(chan struct{}, 1), done: make(chan struct{})}
	p := h.place(w.Place)
	p.all[l] = struct{}{}
	for _, key := range w.Keys {
		if p.byKey[key] == nil {
			p.byKey[key] = map[*Listener]struct{}{}
		}
		p.byKey[key][l] = struct{}{}
	}
	h.stats.Listeners++
	if here, there := h.missed(w, p); here || there {
		l.tell(here)
	}
	return l, nil
}

// missed reports what of a listener's has happened since their mark: what they look at, or something else. A mark that says
// nothing here counts as everything missed.
func (h *Hub) missed(w Wanted, p *place) (here, there bool) {
	if w.Since == "" {
		return false, false
	}
	epoch, count, _ := strings.Cut(w.Since, ".")
	seen, err := strconv.ParseUint(count, 10, 64)
	if err != nil || epoch != h.epoch || seen > h.seq || seen < p.from || h.seq-seen > remembered {
		return true, true
	}
	for n := seen + 1; n <= h.seq; n++ {
		a, b := w.hears(h.recent[n%remembered])
		here, there = here || a, there || b
	}
	return here, there
}

// hears reports whether a change is heard, and whether it is of what this listener looks at.
func (w Wanted) hears(c Change) (here, there bool) {
	if c.Place != w.Place || !slices.ContainsFunc(c.For, func(key string) bool { return slices.Contains(w.Keys, key) }) {
		return false, false
	}
	if c.Only {
		return w.Thing != "" && w.Thing == c.Thing, false
	}
	here = w.Thing == "" || w.Thing == c.Thing
	return here, !here
}

func (h *Hub) place(name string) *place {
	p, ok := h.places[name]
	if !ok {
		p = &place{all: map[*Listener]struct{}{}, byKey: map[string]map[*Listener]struct{}{}}
		h.places[name] = p
	}
	return p
}

// Listeners says how many listen in a place.
func (h *Hub) Listeners(name string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p, ok := h.places[name]; ok {
		return len(p.all)
	}
	return 0
}

// Stats counts listeners and wakes.
func (h *Hub) Stats() Stats {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stats
}

// Close lets all listeners go, and no new ones in. Closing twice is no error.
func (h *Hub) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for _, p := range h.places {
		for l := range p.all {
			l.leave()
		}
	}
}
