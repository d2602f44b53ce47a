package main

import (
	"net/http"
	"strconv"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"github.com/convene-cal/convene/calendar/feed"
)

// meters count what the server does, for its page of metrics.
type meters struct {
	set      *metrics.Set
	inFlight *metrics.Gauge
	took     *metrics.PrometheusHistogram
	bytes    *metrics.Counter

	reloads, refusals, unreadable *metrics.Counter // of the catalogue
}

// durations are the upper bounds of the histogram of how long answers take, in seconds.
// What is kept takes less than a millisecond, what has to be made some of them.
var durations = []float64{0.000_1, 0.001, 0.01, 0.1, 1, 10}

func newMeters() *meters {
	set := metrics.NewSet()
	return &meters{
		set:        set,
		inFlight:   set.NewGauge("convene_http_requests_in_flight", nil),
		took:       set.NewPrometheusHistogramExt("convene_http_request_duration_seconds", durations),
		bytes:      set.NewCounter("convene_http_response_bytes_total"),
		reloads:    set.NewCounter(`convene_catalogue_changes_total{result="served"}`),
		refusals:   set.NewCounter(`convene_catalogue_changes_total{result="refused"}`),
		unreadable: set.NewCounter(`convene_catalogue_changes_total{result="unreadable"}`),
	}
}

// serve answers with the metrics, in the text format of Prometheus.
func (m *meters) serve(h *feed.Handler) http.HandlerFunc {
	m.set.NewGauge("convene_calendar_revision_timestamp_seconds", func() float64 { return float64(h.Calendar().Revision().Unix()) })
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		m.set.WritePrometheus(w)
		metrics.WriteProcessMetrics(w)
	}
}

// measured counts the requests that a handler answers.
func (m *meters) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		m.inFlight.Inc()
		a := &answer{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			m.inFlight.Dec()
			m.took.UpdateDuration(began)
			m.bytes.Add(int(a.bytes))
			m.set.GetOrCreateCounter(`convene_http_responses_total{status="` + strconv.Itoa(a.status) + `"}`).Inc()
		}()
		next.ServeHTTP(a, r)
	})
}
