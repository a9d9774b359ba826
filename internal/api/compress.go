package api

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// written are the kinds of answers that are text, and much smaller when compressed. Photos are small as they are, tiles
// and checkpoints of the logs are read by tools that compare bytes, and a stream of events must arrive as it is written.
var written = []string{
	"text/html", "text/css", "text/csv", "text/plain", "text/javascript", "application/javascript", jsonType, problemType,
	"application/yaml", "application/vnd.oai.openapi+json", "application/manifest+json", "image/svg+xml",
}

// pressed is how hard a page is compressed: the level that takes less than half the time of the usual one, for a twentieth more
// bytes. Files that do not change are compressed once, as far as it goes.
const pressed = 3

// compressed sends what is written compressed, where the client can read that.
//
// A page that holds a secret beside words an attacker can choose would give the secret away by its size (BREACH). Here
// no page holds one: who may send is known by the session's cookie and by where a request comes from (Sec-Fetch-Site,
// Origin), not by a token in the form; a cookie is sent from another site only with a page that opens in full (SameSite),
// one at a time; and a length that depends on the content by chance makes two sizes hard to compare.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.ContentTypes(written), gzhttp.MinSize(1024), gzhttp.CompressionLevel(pressed), gzhttp.EnableZstd(false),
		gzhttp.RandomJitter(32, 0, false),
	)
	if err != nil {
		panic("api: " + err.Error()) // the options above contradict each other
	}
	compressing := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("Accept"), "text/event-stream") || strings.HasPrefix(r.URL.Path, "/log/") || strings.HasPrefix(r.URL.Path, "/audit/") {
			next.ServeHTTP(w, r)
			return
		}
		compressing(w, r)
	})
}
