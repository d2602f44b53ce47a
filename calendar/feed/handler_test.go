package feed_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
	"github.com/convene-cal/convene/calendar/ical"
)

var (
	revised = time.Date(2026, time.November, 20, 8, 30, 15, 0, time.UTC)
	now     = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
)

// library returns the calendar of a library board, revised at a time.
func library(t testing.TB, revision time.Time, budget string) *calendar.Calendar {
	t.Helper()
	said := date.New(2023, time.November, 20)
	statutes := []calendar.Source{{Document: "Statutes 2023", Paragraph: "art. 5"}}
	cal, err := calendar.New(calendar.Definition{
		ID: "library-board", Title: "Duties of the library board", Description: "What the statutes ask for.",
		Document: "Statutes 2023", URL: "https://library.example/statutes", Revision: revision,
		Layers: []calendar.Layer{{
			ID: "statutes", Said: said,
			Series: []calendar.Series{{
				ID: "Annual-report", Title: "Annual report", Each: "Annual report {year}", Kind: calendar.ReportDue,
				Pattern: calendar.Cadence{Periods: "year", First: 2024, Every: 1}, Sources: statutes,
			}},
			Events: []calendar.Event{
				{
					ID: "budget", Title: budget, Kind: calendar.Deadline, When: calendar.On(date.New(2026, time.December, 18)),
					Status: calendar.Scheduled, Sources: statutes, Organizers: []string{"Board"},
				},
				{
					ID: "hearing", Title: "Hearing of readers", Kind: calendar.Hearing, When: calendar.On(date.New(2025, time.March, 3)),
					Status: calendar.Held, Sources: statutes, Place: "Reading room",
				},
				{ID: "strategy", Title: "Strategy", Kind: calendar.Document, Status: calendar.Mandated, Sources: statutes},
			},
		}},
	})
	require.NoError(t, err)
	return cal
}

func newHandler(t testing.TB, cal *calendar.Calendar, options feed.Options) *feed.Handler {
	t.Helper()
	if options.Now == nil {
		options.Now = func() time.Time { return now }
	}
	h, err := feed.NewHandler(cal, options)
	require.NoError(t, err)
	return h
}

// ask sends a request with the fields given as names and values.
func ask(h http.Handler, method, target string, fields ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(b)
}

func TestFeed(t *testing.T) {
	cal := library(t, revised, "Budget")
	h := newHandler(t, cal, feed.Options{})
	resp := ask(h, "GET", "/calendar.ics")
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "text/calendar; charset=utf-8", resp.Header.Get("Content-Type"))
	require.Equal(t, "Fri, 20 Nov 2026 08:30:15 GMT", resp.Header.Get("Last-Modified"))
	require.Equal(t, "max-age=86400, stale-if-error=604800", resp.Header.Get("Cache-Control"))
	require.Equal(t, `inline; filename="library-board.ics"`, resp.Header.Get("Content-Disposition"))
	require.Equal(t, "Accept-Encoding", resp.Header.Get("Vary"))
	require.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
	require.Regexp(t, `^"[!#-~]+"$`, resp.Header.Get("ETag"))

	model, err := ical.FromCalendar(cal, ical.FeedOptions{})
	require.NoError(t, err)
	want, err := ical.Marshal(model)
	require.NoError(t, err)
	require.Equal(t, string(want), body(t, resp))
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, target := range []string{"/", "/calendar.ics", "/calendar.json", "/calendar.jcal", "/calendar", "/robots.txt", "/calendar.ics?kind=hearing", "/nothing", "/calendar.ics?x=1"} {
		get, head := ask(h, "GET", target), ask(h, "HEAD", target)
		require.Equal(t, get.StatusCode, head.StatusCode, target)
		require.Equal(t, get.Header, head.Header, target)
		require.NotEmpty(t, body(t, get), target)
		require.Empty(t, body(t, head), target)
		require.NotEmpty(t, head.Header.Get("Content-Length"), target)
	}
}

func TestOtherMethods(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "REPORT"} {
		for _, target := range []string{"/", "/calendar.ics", "/nothing"} {
			resp := ask(h, method, target)
			require.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode, method)
			require.Equal(t, "GET, HEAD", resp.Header.Get("Allow"), method)
		}
	}
}

func TestUnknownPath(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, target := range []string{"/calendar.ics/", "//calendar.ics", "/Calendar.ics", "/favicon.ico", "/calendar.xml", "/../calendar.ics"} {
		require.Equal(t, http.StatusNotFound, ask(h, "GET", target).StatusCode, target)
	}
}

func TestCodings(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	plain := body(t, ask(h, "GET", "/calendar.ics"))
	tags := map[string]bool{}
	for _, tt := range []struct {
		accept, want string
		decode       func(io.Reader) (io.Reader, error)
	}{
		{"identity", "", func(r io.Reader) (io.Reader, error) { return r, nil }},
		{"gzip", "gzip", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
		{"zstd", "zstd", func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) }},
	} {
		resp := ask(h, "GET", "/calendar.ics", "Accept-Encoding", tt.accept)
		require.Equal(t, tt.want, resp.Header.Get("Content-Encoding"))
		require.Equal(t, "Accept-Encoding", resp.Header.Get("Vary"))
		sent := body(t, resp)
		require.Equal(t, resp.Header.Get("Content-Length"), itoa(len(sent)))
		r, err := tt.decode(strings.NewReader(sent))
		require.NoError(t, err)
		decoded, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, plain, string(decoded))
		tags[resp.Header.Get("ETag")] = true

		again := ask(h, "GET", "/calendar.ics", "Accept-Encoding", tt.accept, "If-None-Match", resp.Header.Get("ETag"))
		require.Equal(t, http.StatusNotModified, again.StatusCode)
		other := ask(h, "GET", "/calendar.ics", "Accept-Encoding", "br", "If-None-Match", resp.Header.Get("ETag"))
		require.Equal(t, tt.want == "", other.StatusCode == http.StatusNotModified, "a tag is of one coding")
	}
	require.Len(t, tags, 3)
	require.Equal(t, http.StatusNotAcceptable, ask(h, "GET", "/calendar.ics", "Accept-Encoding", "br, identity;q=0").StatusCode)
}

func TestNotModified(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, target := range []string{"/calendar.ics", "/calendar.json", "/calendar.jcal", "/calendar.ics?kind=deadline", "/calendar", "/"} {
		full := ask(h, "GET", target)
		resp := ask(h, "GET", target, "If-None-Match", full.Header.Get("ETag"))
		require.Equal(t, http.StatusNotModified, resp.StatusCode, target)
		require.Empty(t, body(t, resp))
		// What RFC 9110, section 15.4.5, asks for, and nothing that describes a body.
		for _, name := range []string{"ETag", "Cache-Control", "Vary", "Content-Location"} {
			require.Equal(t, full.Header.Values(name), resp.Header.Values(name), "%s of %s", name, target)
		}
		for name := range resp.Header {
			require.Contains(t, []string{"Etag", "Cache-Control", "Vary", "Content-Location"}, name, target)
		}
	}
}

func TestRefreshInterval(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{Feed: ical.FeedOptions{Refresh: 90 * time.Minute}})
	resp := ask(h, "GET", "/calendar.ics")
	require.Equal(t, "max-age=5400, stale-if-error=604800", resp.Header.Get("Cache-Control"))
	require.Contains(t, body(t, resp), "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H30M\r\n")
}

func TestNegotiation(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, tt := range []struct{ accept, contentType, location string }{
		{"", "text/calendar; charset=utf-8", "calendar.ics"},
		{"*/*", "text/calendar; charset=utf-8", "calendar.ics"},
		{"text/html,application/xhtml+xml,*/*;q=0.8", "text/calendar; charset=utf-8", "calendar.ics"},
		{"text/calendar", "text/calendar; charset=utf-8", "calendar.ics"},
		{"application/json", "application/json", "calendar.json"},
		{"application/calendar+json", "application/calendar+json", "calendar.jcal"},
		{"text/calendar;q=0.5, application/json", "application/json", "calendar.json"},
		{"application/json;q=0.5, text/*;q=0.6", "text/calendar; charset=utf-8", "calendar.ics"},
	} {
		fields := []string{"Accept", tt.accept}
		if tt.accept == "" {
			fields = nil
		}
		resp := ask(h, "GET", "/calendar", fields...)
		require.Equal(t, http.StatusOK, resp.StatusCode, tt.accept)
		require.Equal(t, tt.contentType, resp.Header.Get("Content-Type"), tt.accept)
		require.Equal(t, tt.location, resp.Header.Get("Content-Location"), tt.accept)
		require.Equal(t, "Accept, Accept-Encoding", resp.Header.Get("Vary"), tt.accept)
		require.Equal(t, body(t, ask(h, "GET", "/"+tt.location)), body(t, resp), tt.accept)
	}
	resp := ask(h, "GET", "/calendar", "Accept", "image/png")
	require.Equal(t, http.StatusNotAcceptable, resp.StatusCode)
	require.Contains(t, body(t, resp), "calendar.ics")
	require.Equal(t, "Accept-Encoding", ask(h, "GET", "/calendar.ics", "Accept", "image/png").Header.Get("Vary"), "only the negotiated address varies")
}

func TestJCal(t *testing.T) {
	cal := library(t, revised, "Budget")
	h := newHandler(t, cal, feed.Options{})
	resp := ask(h, "GET", "/calendar.jcal?alarm=1d&kind=DEADLINE")
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "application/calendar+json", resp.Header.Get("Content-Type"))
	require.Equal(t, `inline; filename="library-board.jcal"`, resp.Header.Get("Content-Disposition"))
	require.Equal(t, "calendar.jcal?alarm=1d&kind=deadline", resp.Header.Get("Content-Location"))

	model, err := ical.FromCalendar(cal, ical.FeedOptions{
		Refresh: 24 * time.Hour, Alarms: []time.Duration{24 * time.Hour}, Filters: []calendar.Filter{calendar.OfKind(calendar.Deadline)},
	})
	require.NoError(t, err)
	want, err := ical.MarshalJCal(model)
	require.NoError(t, err)
	require.Equal(t, string(want), body(t, resp))
}

func TestCanonicalAddress(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	want := ask(h, "GET", "/calendar.ics?from=2026-01-01&kind=deadline,hearing")
	require.Equal(t, "calendar.ics?from=2026-01-01&kind=deadline,hearing", want.Header.Get("Content-Location"))
	text := body(t, want)
	for _, target := range []string{
		"/calendar.ics?kind=hearing,deadline&from=2026-01-01",
		"/calendar.ics?kind=HEARING&from=2026-01-01&kind=Deadline",
		"/calendar.ics?kind=deadline%2Chearing,deadline&from=2026-01-01",
	} {
		resp := ask(h, "GET", target)
		require.Equal(t, want.Header, resp.Header, target)
		require.Equal(t, text, body(t, resp), target)
	}
}

func TestBadQueries(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, tt := range []struct{ query, want string }{
		{"until=2026-01-01", "there is no parameter \"until\": there are alarm, as, event, from, kind, lang, q, series, windows\n"},
		{"Kind=meeting", "there is no parameter \"Kind\": there are alarm, as, event, from, kind, lang, q, series, windows\n"},
		{"kind=party", "parameter kind: \"party\" is none: there are observance, high-level-meeting, "},
		{"kind=", "parameter kind: a value is missing\n"},
		{"kind=meeting,,hearing", "parameter kind: a value is missing\n"},
		{"series=budget", "parameter series: \"budget\" is none: there are Annual-report\n"},
		{"from=today", "parameter from: \"today\" is not a day of the years 0001 to 9999, such as 2026-01-31\n"},
		{"from=2026-02-30", "parameter from: \"2026-02-30\" is not a day"},
		{"from=0000-01-01", "parameter from: \"0000-01-01\" is not a day"},
		{"from=2026-01-01,2027-01-01", "parameter from: it takes one day, and 2 are given\n"},
		{"alarm=soon", "parameter alarm: \"soon\" is not a time of 1m to 366d before"},
		{"alarm=0d", "parameter alarm: \"0d\" is not"},
		{"alarm=d", "parameter alarm: \"d\" is not"},
		{"alarm=367d", "parameter alarm: \"367d\" is not"},
		{"alarm=999999w", "parameter alarm: \"999999w\" is not"},
		{"alarm=1d,2d,3d,4d,5d,6d", "parameter alarm: it takes 5 times at most, and 6 are given\n"},
		{"kind=%zz", "the query is not one of names and values such as kind=meeting&from=2026-01-01\n"},
		{"kind=meeting;from=2026-01-01", "the query is not one"},
		{"%3Cscript%3E%0D%0A=1", "there is no parameter \"<script>\\r\\n\": there are"},
		{strings.Repeat("a", 5000), "the query is longer than 4096 octets\n"},
	} {
		for _, path := range []string{"/calendar.ics", "/calendar.json", "/calendar"} {
			resp := ask(h, "GET", path+"?"+tt.query)
			require.Equal(t, http.StatusBadRequest, resp.StatusCode, tt.query)
			require.Equal(t, "text/plain; charset=utf-8", resp.Header.Get("Content-Type"))
			require.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
			require.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
			require.Contains(t, body(t, resp), tt.want)
		}
	}
}

func TestRobots(t *testing.T) {
	resp := ask(newHandler(t, library(t, revised, "Budget"), feed.Options{}), "GET", "/robots.txt")
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "text/plain; charset=utf-8", resp.Header.Get("Content-Type"))
	require.Equal(t, "User-agent: *\nAllow: /\n", body(t, resp))
}

func TestSource(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{BaseURL: "https://calendar.example.org/board"})
	require.Contains(t, body(t, ask(h, "GET", "/calendar.ics")), "\r\nSOURCE;VALUE=URI:https://calendar.example.org/board/calendar.ics\r\n")
	text := strings.ReplaceAll(body(t, ask(h, "GET", "/calendar.ics?kind=HEARING")), "\r\n ", "")
	require.Contains(t, text, "\r\nSOURCE;VALUE=URI:https://calendar.example.org/board/calendar.ics?kind=hearing\r\n")
	h = newHandler(t, library(t, revised, "Budget"), feed.Options{})
	require.NotContains(t, body(t, ask(h, "GET", "/calendar.ics")), "SOURCE")
}

func TestFileName(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{FileName: "Übersicht"})
	require.Equal(t, `inline; filename="-bersicht.json"; filename*=UTF-8''%C3%9Cbersicht.json`,
		ask(h, "GET", "/calendar.json").Header.Get("Content-Disposition"))
}

func TestFilters(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, tt := range []struct {
		query string
		has   []string
		lacks []string
	}{
		{"", []string{"X-CONVENE-ID:budget", "X-CONVENE-ID:hearing", "X-CONVENE-ID:Annual-report/2027"}, []string{"BEGIN:VALARM"}},
		{"?kind=hearing", []string{"X-CONVENE-ID:hearing"}, []string{"budget", "Annual-report"}},
		{"?kind=hearing,deadline", []string{"X-CONVENE-ID:hearing", "X-CONVENE-ID:budget"}, []string{"Annual-report"}},
		{"?series=annual-REPORT", []string{"X-CONVENE-ID:Annual-report/2027"}, []string{"X-CONVENE-ID:budget", "X-CONVENE-ID:hearing"}},
		{"?from=2026-06-01", []string{"X-CONVENE-ID:budget"}, []string{"X-CONVENE-ID:hearing"}},
		{"?alarm=1w,12h&kind=deadline", []string{"X-CONVENE-ID:budget", "BEGIN:VALARM", "TRIGGER:-P7D", "TRIGGER:-PT12H"}, nil},
	} {
		text := body(t, ask(h, "GET", "/calendar.ics"+tt.query))
		for _, s := range tt.has {
			require.True(t, strings.Contains(text, "\r\n"+s), "%s: no %s", tt.query, s)
		}
		for _, s := range tt.lacks {
			require.False(t, strings.Contains(text, "\r\n"+s), "%s: %s", tt.query, s)
		}
	}
}

func TestQueryNarrowsOptions(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{Feed: ical.FeedOptions{
		From:    date.New(2026, time.January, 1),
		Filters: []calendar.Filter{calendar.Not(calendar.InSeries("Annual-report"))},
	}})
	text := body(t, ask(h, "GET", "/calendar.ics?from=2020-01-01&kind=deadline,hearing,report-due"))
	require.Equal(t, 1, strings.Count(text, "BEGIN:VEVENT"))
	require.Contains(t, text, "X-CONVENE-ID:budget")
}

func TestBadOptions(t *testing.T) {
	cal := library(t, revised, "Budget")
	for _, options := range []feed.Options{
		{Feed: ical.FeedOptions{Source: "https://x.example/"}},
		{CacheSize: -1},
		{BaseURL: "calendar.example.org"},
		{BaseURL: "ftp://calendar.example.org/"},
		{BaseURL: "https:///x"},
		{BaseURL: "https://calendar.example.org/?a=b"},
		{BaseURL: "https://user@calendar.example.org/"},
	} {
		_, err := feed.NewHandler(cal, options)
		require.ErrorIs(t, err, feed.ErrOptions)
	}
	_, err := feed.NewHandler(cal, feed.Options{Feed: ical.FeedOptions{Color: "nocolor"}})
	require.ErrorIs(t, err, ical.ErrValue)
	_, err = feed.NewHandler(nil, feed.Options{})
	require.Error(t, err)
}
