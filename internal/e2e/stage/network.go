package stage

import (
	"io"
	"net"
	"strings"
	"sync"
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
}

// Behind puts a network in front of a site.
func Behind(t testing.TB, url string) *Network {
	t.Helper()
	n := &Network{t: t, to: strings.TrimPrefix(url, "http://"), at: "127.0.0.1:0", open: map[net.Conn]bool{}}
	n.Mend()
	n.URL = "http://" + n.at
	t.Cleanup(n.Cut)
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

// Mend brings the network back.
func (n *Network) Mend() {
	n.t.Helper()
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
	go func() {
		_, _ = io.Copy(far, near)
		end()
	}()
	_, _ = io.Copy(near, far)
	end()
}
