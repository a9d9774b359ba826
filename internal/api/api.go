package api

import (
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// Options of the interface.
type Options struct {
	Desk  *desk.Desk
	Store *store.Store
	Log   *slog.Logger // default slog.Default
	Pages http.Handler // what answers every path that is not of the interface; none: 404
}

// New builds the whole site: the interface, the logs, and the pages for all else.
func New(o Options) http.Handler { return compressed(build(o)) }

// build builds the site as it is before anything is compressed.
func build(o Options) *server {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &server{
		desk: o.Desk, store: o.Store, log: o.Log, pages: o.Pages,
		mux: &menu{ServeMux: http.NewServeMux()}, metrics: newMetrics(o.Store, o.Desk), guesses: newLimiter(),
	}
	s.api = humago.New(s.mux, description())
	s.routes()
	return s
}

// server is the interface at work. It holds nothing that the store does not, but counts.
type server struct {
	desk    *desk.Desk
	store   *store.Store
	log     *slog.Logger
	pages   http.Handler
	mux     *menu
	api     huma.API
	metrics *metrics
	guesses *limiter
}

// menu is a mux that remembers what it was given, so that a test can hold it to the description.
type menu struct {
	*http.ServeMux
	patterns []string
}

// HandleFunc registers a handler.
func (m *menu) HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request)) {
	m.patterns = append(m.patterns, pattern)
	m.ServeMux.HandleFunc(pattern, handler)
}

// logs serves the public logs of all districts.
func (s *server) logs() Logs {
	return Logs{
		Log:   func(d org.DistrictID) Log { return s.store.In(d) },
		Audit: s.desk.Door.AuthenticateAudit,
		Fault: s.fault,
	}
}

var _ Log = store.View{}
