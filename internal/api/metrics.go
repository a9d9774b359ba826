package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// metrics counts what those who run Huying want to see; nothing in it is about a person or a case.
type metrics struct {
	registry *prometheus.Registry
	handler  http.Handler
	writes   *prometheus.CounterVec
	requests *prometheus.HistogramVec
}

func newMetrics(s *store.Store, d *desk.Desk) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		writes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huying_writes_total", Help: "Verbs that were asked for over the interface, by outcome: done, the code of a refusal, or fault.",
		}, []string{"verb", "outcome"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "huying_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route", "status"}),
	}
	m.registry.MustRegister(m.writes, m.requests, logMetrics{s}, screenMetrics{d},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.handler = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return m
}

func (m *metrics) serve(w http.ResponseWriter, r *http.Request) { m.handler.ServeHTTP(w, r) }

// wrote counts one verb that was asked for.
func (m *metrics) wrote(verb casework.Verb, err error) {
	outcome := "done"
	if err != nil {
		outcome = string(codeFault)
		if p := asProblem(err); p != nil {
			outcome = string(p.Code)
		}
	}
	m.writes.WithLabelValues(string(verb), outcome).Inc()
}

// answered counts one request.
func (m *metrics) answered(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete:
	default:
		method = "other" // a client may invent any number of methods
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// logMetrics looks at the logs when it is asked.
type logMetrics struct{ store *store.Store }

var (
	sealedEntries = prometheus.NewDesc("huying_log_entries", "Entries in the log of a district.", []string{"district"}, nil)
	signedEntries = prometheus.NewDesc("huying_log_signed_entries", "Entries under the newest checkpoint.", []string{"district"}, nil)
	groupCommits  = prometheus.NewDesc("huying_group_commits_total", "Groups of writes that SQLite committed together.", nil, nil)
	groupWrites   = prometheus.NewDesc("huying_group_writes_total", "Writes in those groups; over the groups, their size.", nil, nil)
	unsignedAge   = prometheus.NewDesc("huying_log_unsealed_age_seconds", "Age of the oldest event that no checkpoint covers.", []string{"district"}, nil)
)

// Describe names what Collect gives.
func (logMetrics) Describe(to chan<- *prometheus.Desc) {
	to <- sealedEntries
	to <- signedEntries
	to <- unsignedAge
	to <- groupCommits
	to <- groupWrites
}

// Collect asks the store.
func (l logMetrics) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	districts, err := l.store.Districts(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(sealedEntries, err)
		return
	}
	groups := l.store.Groups()
	to <- prometheus.MustNewConstMetric(groupCommits, prometheus.CounterValue, float64(groups.Commits))
	to <- prometheus.MustNewConstMetric(groupWrites, prometheus.CounterValue, float64(groups.Writes))
	now := org.Micros(time.Now())
	for _, d := range districts {
		lag, err := l.store.In(d.ID).Lag(ctx)
		if err != nil {
			to <- prometheus.NewInvalidMetric(sealedEntries, err)
			return
		}
		age := 0.0
		if lag.Since != 0 {
			age = max(0, float64(now-lag.Since)/1e6)
		}
		name := strconv.FormatInt(int64(d.ID), 10)
		to <- prometheus.MustNewConstMetric(sealedEntries, prometheus.GaugeValue, float64(lag.Sealed), name)
		to <- prometheus.MustNewConstMetric(signedEntries, prometheus.GaugeValue, float64(lag.Signed), name)
		to <- prometheus.MustNewConstMetric(unsignedAge, prometheus.GaugeValue, age, name)
	}
}

// screenMetrics counts open screens when it is asked.
type screenMetrics struct{ desk *desk.Desk }

var (
	openStreams = prometheus.NewDesc("huying_live_streams", "Screens that are open and hear of changes.", nil, nil)
	wakes       = prometheus.NewDesc("huying_live_wakes_total", "How often one of them was told that something has changed.", nil, nil)
)

// Describe names what Collect gives.
func (screenMetrics) Describe(to chan<- *prometheus.Desc) {
	to <- openStreams
	to <- wakes
}

// Collect asks the desk.
func (m screenMetrics) Collect(to chan<- prometheus.Metric) {
	n := m.desk.Listening()
	to <- prometheus.MustNewConstMetric(openStreams, prometheus.GaugeValue, float64(n.Listeners))
	to <- prometheus.MustNewConstMetric(wakes, prometheus.CounterValue, float64(n.Wakes))
}
