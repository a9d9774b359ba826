package api

import (
	"net/http"
	"strings"

	"huying/internal/casework"
	"huying/internal/rule"
)

// ours reports whether a path belongs to the interface rather than to the pages.
func ours(path string) bool {
	for _, root := range []string{"/api", "/log", "/audit", "/openapi.json", "/openapi.yaml", "/docs", "/healthz", "/readyz", "/metrics"} {
		if path == root || strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}

// notHere answers a path that is not served, or not by this method.
func (s *server) notHere(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" && pattern != "" && method != r.Method {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		s.write(w, r, rule.Refuse(rule.Unknown, "P-87", "没有这个地址"))
		return
	}
	p := refusal(rule.Refuse(codeMethod, "P-87", "这个地址不接受 "+r.Method))
	p.Status = http.StatusMethodNotAllowed
	p.headers.Set("Allow", strings.Join(allowed, ", "))
	s.write(w, r, p)
}

// unknownVerb says that there is no such verb, in the words of casework.
func (s *server) unknownVerb(w http.ResponseWriter, r *http.Request) {
	_, err := casework.DecodeCommand(casework.Verb(r.PathValue("verb")), nil)
	s.write(w, r, err)
}
