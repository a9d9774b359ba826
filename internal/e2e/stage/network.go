package stage

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A Network stands between people and a site, and can be cut: then no connection lasts and none is made, as where a phone
// has no reception. Its address stays the same.
type Network struct {
	URL string

	t      testing.TB
	to     string
	at     string
	mu     sync.Mutex
	listen net.Listener
	open   map[net.Conn]bool
	held   bool
	over   chan struct{} // closed when the test is
}

// Behind puts a network in front of a site.
func Behind(t testing.TB, url string) *Network {
	t.Helper()
	n := &Network{t: t, to: strings.TrimPrefix(url, "http://"), at: "127.0.0.1:0", open: map[net.Conn]bool{}, over: make(chan struct{})}
	n.Mend()
	n.URL = "http://" + n.at
	t.Cleanup(func() { n.Cut(); close(n.over) })
	return n
}

// Cut takes the network away.
func (n *Network) Cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.listen != nil {
		_ = n.listen.Close()
		n.listen = nil
	}
	for c := range n.open {
		_ = c.Close()
	}
	clear(n.open)
}

// Hold lets connections last and new ones be made, and carries nothing any more: whoever asks waits for ever.
func (n *Network) Hold() {
	n.mu.Lock()
	n.held = true
	n.mu.Unlock()
}

// Mend brings the network back. What was held stays lost.
func (n *Network) Mend() {
	n.t.Helper()
	n.mu.Lock()
	n.held = false
	there := n.listen != nil
	n.mu.Unlock()
	if there {
		return
	}
	listen, err := net.Listen("tcp", n.at)
	if err != nil {
		n.t.Fatal(err)
	}
	n.mu.Lock()
	n.listen, n.at = listen, listen.Addr().String()
	n.mu.Unlock()
	go func() {
		for {
			near, err := listen.Accept()
			if err != nil {
				return
			}
			go n.carry(near)
		}
	}()
}

// carry passes bytes on, both ways, until one side or the network ends it.
func (n *Network) carry(near net.Conn) {
	far, err := net.Dial("tcp", n.to)
	if err != nil {
		_ = near.Close()
		return
	}
	n.mu.Lock()
	cut := n.listen == nil
	n.open[near], n.open[far] = true, true
	n.mu.Unlock()
	end := func() {
		_, _ = near.Close(), far.Close()
		n.mu.Lock()
		delete(n.open, near)
		delete(n.open, far)
		n.mu.Unlock()
	}
	if cut {
		end()
		return
	}
	line := &line{network: n}
	go func() {
		_, _ = io.Copy(far, io.TeeReader(near, line))
		end()
	}()
	_, _ = io.Copy(near, io.TeeReader(far, line))
	end()
}

// line is one connection: once something on it was held, nothing more comes through.
type line struct {
	network *Network
	lost    atomic.Bool
}

// Write sees what is about to be carried, and keeps it back where the network holds.
func (l *line) Write(b []byte) (int, error) {
	l.network.mu.Lock()
	held := l.network.held
	l.network.mu.Unlock()
	if held {
		l.lost.Store(true)
	}
	if l.lost.Load() {
		<-l.network.over
		return 0, io.ErrClosedPipe
	}
	return len(b), nil
}
