package feed_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/feed"
)

// The package comment says so.
func TestKeptAnswersAllocateNothing(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, target := range []string{"/calendar.ics", "/calendar.json", "/calendar.ics?kind=hearing"} {
		for _, status := range []int{http.StatusOK, http.StatusNotModified} {
			r := httptest.NewRequest("GET", target, nil)
			r.Header.Set("Accept-Encoding", "gzip, deflate, br;q=0.5")
			full := ask(h, "GET", target, "Accept-Encoding", "gzip")
			if status == http.StatusNotModified {
				r.Header.Set("If-None-Match", full.Header.Get("ETag"))
			}
			w := &sink{header: http.Header{}}
			h.ServeHTTP(w, r)
			require.Equal(t, status, w.status)
			require.Zero(t, testing.AllocsPerRun(100, func() { h.ServeHTTP(w, r) }), "%d %s", status, target)
		}
	}
}
