package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What is written is sent compressed to whoever reads that, and to nobody else; photos, the logs and streams of events
// go as they are.
func TestCompression(t *testing.T) {
	long := strings.Repeat("呼应", 2000)
	site := compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.URL.Query().Get("type"))
		_, _ = io.WriteString(w, long[:min(len(long), len(long)*len(r.URL.Query().Get("much")))])
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	}))
	for _, row := range []struct {
		name, path, accept, encoding string
		packed                       bool
	}{
		{"页面", "/?much=1&type=text/html", "text/html", "gzip, br", true},
		{"带字符集", "/?much=1&type=text/html%3B+charset%3Dutf-8", "*/*", "gzip", true},
		{"接口", "/?much=1&type=application/json", "*/*", "gzip", true},
		{"不予办理", "/?much=1&type=application/problem%2Bjson", "*/*", "gzip", true},
		{"不会解压", "/?much=1&type=text/html", "*/*", "", false},
		{"不要压缩", "/?much=1&type=text/html", "*/*", "gzip;q=0, identity", false},
		{"照片", "/?much=1&type=image/jpeg", "*/*", "gzip", false},
		{"检查点", "/log/370102/checkpoint?much=1&type=text/plain", "*/*", "gzip", false},
		{"事件流", "/?much=1&type=text/event-stream", "*/*", "gzip", false},
		{"事件流的请求", "/?much=1&type=text/html", "text/event-stream", "gzip", false},
		{"没有内容", "/?much=&type=text/html", "*/*", "gzip", false},
	} {
		r := httptest.NewRequest(http.MethodGet, row.path, nil)
		r.Header.Set("Accept", row.accept)
		if row.encoding != "" {
			r.Header.Set("Accept-Encoding", row.encoding)
		}
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		body, size := io.Reader(w.Body), w.Body.Len()
		if packed := w.Header().Get("Content-Encoding") == "gzip"; packed != row.packed {
			t.Errorf("%s: compressed: %v", row.name, packed)
		} else if packed {
			unpacked, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Errorf("%s: %v", row.name, err)
				continue
			}
			if body = unpacked; size > len(long)/10 || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s: %d bytes, %v", row.name, size, w.Header())
			}
		}
		if got, err := io.ReadAll(body); err != nil || strings.Contains(row.path, "much=1") && string(got) != long {
			t.Errorf("%s: %d bytes came, %v", row.name, len(got), err)
		}
	}
}
