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
// asked first (Expect: 100-continue) needs no patience.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := r.Body
		next.ServeHTTP(w, r)
		if !strings.EqualFold(r.Header.Get("Expect"), "100-continue") {
			_, _ = io.Copy(io.Discard, io.LimitReader(body, heard))
		}
	})
}
