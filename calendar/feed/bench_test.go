package feed_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

// A sink is a ResponseWriter that keeps nothing but the status.
type sink struct {
	header http.Header
	status int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }

// memory is net/http serving the bytes of a feed from memory, with its own conditional
// requests.
func memory(body []byte, tag string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "max-age=86400")
		http.ServeContent(w, r, "calendar.ics", revised, bytes.NewReader(body))
	})
}

// requests are what the benchmarks ask.
func requests(tag string) []struct {
	name   string
	fields [2]string
	status int
} {
	return []struct {
		name   string
		fields [2]string
		status int
	}{
		{"304", [2]string{"If-None-Match", tag}, http.StatusNotModified},
		{"200", [2]string{"Accept", "text/calendar"}, http.StatusOK},
	}
}

// BenchmarkHandler compares the handler alone, without a connection.
func BenchmarkHandler(b *testing.B) {
	h := newHandler(b, ares76186.Calendar(), feed.Options{})
	full := ask(h, "GET", "/calendar.ics")
	tag := full.Header.Get("ETag")
	peer := memory([]byte(body(b, full)), tag)
	for _, req := range requests(tag) {
		for _, tt := range []struct {
			name, target string
			handler      http.Handler
		}{
			{"feed", "/calendar.ics", h},
			{"feed-query", "/calendar.ics?kind=meeting", h},
			{"nethttp", "/calendar.ics", peer},
		} {
			b.Run(req.name+"/"+tt.name, func(b *testing.B) {
				r := httptest.NewRequest("GET", tt.target, nil)
				r.Header.Set(req.fields[0], req.fields[1])
				if tt.name == "feed-query" && req.status == http.StatusNotModified {
					r.Header.Set("If-None-Match", ask(h, "GET", tt.target).Header.Get("ETag"))
				}
				w := &sink{header: http.Header{}}
				b.ReportAllocs()
				for b.Loop() {
					clear(w.header)
					tt.handler.ServeHTTP(w, r)
				}
				require.Equal(b, req.status, w.status)
			})
		}
	}
}

// BenchmarkServer compares over loopback, a connection a goroutine.
func BenchmarkServer(b *testing.B) {
	h := newHandler(b, ares76186.Calendar(), feed.Options{})
	full := ask(h, "GET", "/calendar.ics")
	tag := full.Header.Get("ETag")
	peer := memory([]byte(body(b, full)), tag)
	for _, req := range requests(tag) {
		for _, tt := range []struct {
			name    string
			handler http.Handler
		}{{"feed", h}, {"nethttp", peer}} {
			b.Run(req.name+"/"+tt.name, func(b *testing.B) {
				server := httptest.NewServer(tt.handler)
				defer server.Close()
				transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
				defer transport.CloseIdleConnections()
				client := &http.Client{Transport: transport, Timeout: time.Minute}
				b.ReportAllocs()
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						r, err := http.NewRequest("GET", server.URL+"/calendar.ics", nil)
						if err != nil {
							b.Error(err)
							return
						}
						r.Header.Set(req.fields[0], req.fields[1])
						resp, err := client.Do(r)
						if err != nil {
							b.Error(err)
							return
						}
						_, err = io.Copy(io.Discard, resp.Body)
						resp.Body.Close()
						if err != nil || resp.StatusCode != req.status {
							b.Error(resp.Status, err)
							return
						}
					}
				})
			})
		}
	}
}

// BenchmarkVariant is what the first request for a query costs.
func BenchmarkVariant(b *testing.B) {
	h := newHandler(b, ares76186.Calendar(), feed.Options{CacheSize: 1}) // keeps nothing
	r := httptest.NewRequest("GET", "/calendar.ics?kind=meeting,conference", nil)
	w := &sink{header: http.Header{}}
	for b.Loop() {
		h.ServeHTTP(w, r)
	}
	require.Equal(b, http.StatusOK, w.status)
}

// BenchmarkPage is what the first request for a page costs, and what it costs from what is
// kept.
func BenchmarkPage(b *testing.B) {
	cal := ares76186.Calendar()
	for _, tt := range []struct{ name, target string }{
		{"start", "/"}, {"year", "/2026"}, {"month", "/2026-11"}, {"event", "/event/gap-appraisal-80"}, {"series", "/series/world-day-against-trafficking"},
		{"search", "/?q=report"}, {"asof", "/?asof=2021-12-16"},
	} {
		for _, kept := range []struct {
			name string
			size int64
		}{{"made", 1}, {"kept", 0}} {
			b.Run(kept.name+"/"+tt.name, func(b *testing.B) {
				h := newHandler(b, cal, feed.Options{CacheSize: kept.size})
				r := httptest.NewRequest("GET", tt.target, nil)
				w := &sink{header: http.Header{}}
				b.ReportAllocs()
				for b.Loop() {
					clear(w.header)
					h.ServeHTTP(w, r)
				}
				require.Equal(b, http.StatusOK, w.status)
			})
		}
	}
}

// BenchmarkPageOfMany is the index page of a calendar of a hundred thousand events.
func BenchmarkPageOfMany(b *testing.B) {
	h := newHandler(b, crowded(b, 100_000, 500), feed.Options{CacheSize: 1})
	r := httptest.NewRequest("GET", "/", nil)
	w := &sink{header: http.Header{}}
	for b.Loop() {
		h.ServeHTTP(w, r)
	}
	require.Equal(b, http.StatusOK, w.status)
}
