package live

// Listener is one open screen. It belongs to one goroutine.
type Listener struct {
	hub  *Hub
	want Wanted

	woken chan struct{} // holds one wake at most
	done  chan struct{}

	gone        bool // guarded by hub.mu, as all below
	here, there bool // what has happened since Take
}

// News (有变动) says what has happened since a listener looked last.
type News struct {
	Here  bool   // what it looks at has changed
	Mark  string // where the hub stands now
	Crowd int    // how many listen in its place: so many may now come and look
}

// Woken gives a value when something has happened since Take.
func (l *Listener) Woken() <-chan struct{} { return l.woken }

// Done is closed when the listener is: by itself, or by the hub.
func (l *Listener) Done() <-chan struct{} { return l.done }

// Take says what has happened, once.
func (l *Listener) Take() News {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	news := News{Here: l.here, Mark: l.hub.mark(), Crowd: len(l.hub.place(l.want.Place).all)}
	l.here, l.there = false, false
	return news
}

// Close ends listening. Closing twice is no error.
func (l *Listener) Close() {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	l.leave()
}

// tell leaves a note; one that lies there already is enough. The hub is locked.
func (l *Listener) tell(here bool) {
	if here && l.here || !here && l.there {
		return
	}
	l.here, l.there = l.here || here, l.there || !here
	l.hub.stats.Wakes++
	select {
	case l.woken <- struct{}{}:
	default:
	}
}

// leave takes the listener out of the hub, which is locked.
func (l *Listener) leave() {
	if l.gone {
		return
	}
	l.gone = true
	close(l.done)
	p := l.hub.place(l.want.Place)
	delete(p.all, l)
	for _, key := range l.want.Keys {
		if delete(p.byKey[key], l); len(p.byKey[key]) == 0 {
			delete(p.byKey, key)
		}
	}
	l.hub.stats.Listeners--
}
