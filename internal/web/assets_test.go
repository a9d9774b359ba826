package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"testing"

	"huying/internal/web"
)

// The style goes out compressed to whoever reads that, is kept for ever, and is not sent again to who has it.
func TestFilesAreSentCompressedAndOnce(t *testing.T) {
	stories := web.Stories()
	ask := func(path string, head map[string]string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for name, value := range head {
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		stories.ServeHTTP(w, r)
		return w
	}
	page := ask("/storybook", nil).Body.String()
	for _, m := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"`).FindAllStringSubmatch(page, -1) {
		path := m[1]
		whole, packed := ask(path, nil), ask(path, map[string]string{"Accept-Encoding": "br, gzip"})
		if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("Vary") != "Accept-Encoding" ||
			packed.Header().Get("Content-Length") != strconv.Itoa(packed.Body.Len()) || packed.Body.Len() >= whole.Body.Len() {
			t.Errorf("%s: %d bytes of %d, %v", path, packed.Body.Len(), whole.Body.Len(), packed.Header())
		}
		if whole.Header().Get("ETag") == packed.Header().Get("ETag") {
			t.Errorf("%s: two forms under one mark", path)
		}
		unpacked, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(unpacked); err != nil || string(body) != whole.Body.String() {
			t.Errorf("%s: unpacked it is another file: %v", path, err)
		}
		for _, no := range []string{"", "br", "gzip;q=0", "gzip; q=0.0", "x-gzip"} {
			if w := ask(path, map[string]string{"Accept-Encoding": no}); w.Header().Get("Content-Encoding") != "" {
				t.Errorf("%s: compressed for %q", path, no)
			}
		}
		again := ask(path, map[string]string{"Accept-Encoding": "gzip", "If-None-Match": packed.Header().Get("ETag")})
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: sent again: %d", path, again.Code)
		}
		if part := ask(path, map[string]string{"Accept-Encoding": "gzip", "Range": "bytes=0-9"}); part.Body.Len() != 10 || part.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: a part: %v", path, part.Header())
		}
	}
}
