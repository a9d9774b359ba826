package main

import (
	"io"
	"net/http"
	"strings"
)

// heard is how much of a refused upload is still read before the connection is closed.
const heard = 256 << 20

// patient lets a client that is still sending finish, within bounds, when it has been answered: most
// clients read the answer only then, and would see a broken connection instead of the reason. Who
// asked first (Expect: 100-continue) and was not told to go on needs no patience.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := &noticed{ReadCloser: r.Body, begun: !strings.EqualFold(r.Header.Get("Expect"), "100-continue")}
		r.Body = body
		next.ServeHTTP(w, r)
		if body.begun {
			_, _ = io.Copy(io.Discard, io.LimitReader(body, heard))
		}
	})
}

// noticed is a body that remembers whether anyone has asked for it.
type noticed struct {
	io.ReadCloser
	begun bool
}

func (n *noticed) Read(p []byte) (int, error) {
	n.begun = true
	return n.ReadCloser.Read(p)
}
