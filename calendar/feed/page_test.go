package feed_test

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

func TestPage(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget <2027> & beyond"), feed.Options{BaseURL: "https://calendar.example.org/board/"})
	resp := ask(h, "GET", "/?utm_source=mail")
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "text/html; charset=utf-8", resp.Header.Get("Content-Type"))
	require.Equal(t, "max-age=300", resp.Header.Get("Cache-Control"))
	require.Empty(t, resp.Header.Get("Last-Modified"), "it changes from day to day")
	text := body(t, resp)
	for _, s := range []string{
		"<h1>Duties of the library board</h1>",
		`<a href="https://library.example/statutes">Statutes 2023</a>`,
		`href="webcal://calendar.example.org/board/calendar.ics"`,
		">https://calendar.example.org/board/calendar.ics</code>",
		`href="webcal://calendar.example.org/board/calendar.ics?kind=report-due"`,
		`href="calendar.ics?series=Annual-report"`,
		`href="calendar.json"`,
		`<a href="event/budget">Budget &lt;2027&gt; &amp; beyond</a>`,
		"<strong>18 December 2026</strong>",
		`<time datetime="2026-11-20">20 November 2026</time>`,
		"from=2026-11-23",
	} {
		require.Contains(t, text, s)
	}
	require.NotContains(t, text, "ZgotmplZ")
	require.NotContains(t, text, "kind=meeting", "there are none")
}

// Every address on the page leads to a feed.
func TestPageLinks(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	text := body(t, ask(h, "GET", "/"))
	links := regexp.MustCompile(`href="(calendar\.[^"]*)"`).FindAllStringSubmatch(text, -1)
	require.Greater(t, len(links), 15)
	for _, link := range links {
		target := strings.ReplaceAll(link[1], "&amp;", "&")
		resp := ask(h, "GET", "/"+target)
		require.Equal(t, http.StatusOK, resp.StatusCode, target)
		require.Equal(t, target, resp.Header.Get("Content-Location"))
	}
}

// The page is well-formed, so that no text of a calendar has broken it.
func TestPageIsWellFormed(t *testing.T) {
	text := body(t, ask(newHandler(t, ares76186.Calendar(), feed.Options{}), "GET", "/"))
	text = regexp.MustCompile(`(?s)<script>.*?</script>`).ReplaceAllString(text, "")
	closed := regexp.MustCompile(`<((?:meta|link|input) [^>]*)>`).ReplaceAllString(text, "<$1/>")
	d := xml.NewDecoder(strings.NewReader(closed))
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		require.NoError(t, err)
	}
}

func TestPageSecurity(t *testing.T) {
	resp := ask(newHandler(t, library(t, revised, "Budget"), feed.Options{}), "GET", "/")
	text := body(t, resp)
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(text)
	require.Len(t, style, 2)
	sum := sha256.Sum256([]byte(style[1]))
	program := regexp.MustCompile(`(?s)<script>(.*)</script>`).FindStringSubmatch(text)
	require.Len(t, program, 2)
	run := sha256.Sum256([]byte(program[1]))
	require.Equal(t, "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+
		"'; script-src 'sha256-"+base64.StdEncoding.EncodeToString(run[:])+"'; img-src 'self'; connect-src 'self'; form-action 'self'; "+
		"base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'", resp.Header.Get("Content-Security-Policy"))
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
	} {
		require.Equal(t, want, resp.Header.Get(name))
	}
}

func TestPageGoesByTheRequest(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	mux := http.NewServeMux()
	mux.Handle("/", h)
	mux.Handle("/board/", http.StripPrefix("/board", h))
	for _, tt := range []struct {
		host, target string
		tls          bool
		want         string
	}{
		{"calendar.example.org", "/", false, "http://calendar.example.org/calendar.ics"},
		{"calendar.example.org:8080", "/", true, "https://calendar.example.org:8080/calendar.ics"},
		{"[2001:db8::1]:8080", "/board/?x=1", true, "https://[2001:db8::1]:8080/board/calendar.ics"},
	} {
		r := httptest.NewRequest("GET", tt.target, nil)
		r.Host = tt.host
		if tt.tls {
			r.TLS = &tls.ConnectionState{}
		}
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		require.Equal(t, http.StatusOK, w.Code)
		require.Contains(t, w.Body.String(), ">"+tt.want+"</code>")
		_, rest, _ := strings.Cut(tt.want, "://")
		require.Contains(t, w.Body.String(), `href="webcal://`+rest+`"`)
	}
	for _, host := range []string{"", "a b", "x\"><script>", "calendar.example.org/x", "a:b", strings.Repeat("a", 300)} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		require.Equal(t, http.StatusBadRequest, w.Code, host)
	}
}

func TestPageOfTheDay(t *testing.T) {
	today := now
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{Now: func() time.Time { return today }})
	first := ask(h, "GET", "/")
	require.Contains(t, body(t, first), "in <b>25</b> days")
	today = now.AddDate(0, 1, 0)
	second := ask(h, "GET", "/")
	require.Contains(t, body(t, second), "<b>5</b> days ago")
	require.NotEqual(t, first.Header.Get("ETag"), second.Header.Get("ETag"))
	require.Equal(t, ask(h, "GET", "/calendar.ics").Header.Get("ETag"), ask(newHandler(t, library(t, revised, "Budget"), feed.Options{}), "GET", "/calendar.ics").Header.Get("ETag"),
		"feeds do not depend on the day")
}

func TestPageOfABareCalendar(t *testing.T) {
	cal, err := calendar.New(calendar.Definition{ID: "bare", Title: "Bare", Revision: revised, Layers: []calendar.Layer{{ID: "a", Said: 1}}})
	require.NoError(t, err)
	h := newHandler(t, cal, feed.Options{})
	text := body(t, ask(h, "GET", "/"))
	require.Contains(t, text, "<h1>Bare</h1>")
	for _, s := range []string{"By kind", "By series", "Document:"} {
		require.NotContains(t, text, s)
	}
	require.Equal(t, "[]\n", body(t, ask(h, "GET", "/calendar.json")))
}

// Pages are asked for conditionally as feeds are, and change with the day and the calendar.
func TestPageConditions(t *testing.T) {
	today := now
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{Now: func() time.Time { return today }})
	for _, target := range []string{"/", "/2026", "/2026-12", "/2026-12-18", "/event/budget", "/series/Annual-report", "/?q=budget", "/?asof=2025-01-01", "/next", "/icon.svg"} {
		for _, coding := range []string{"identity", "gzip", "zstd"} {
			first := ask(h, "GET", target, "Accept-Encoding", coding)
			require.Equal(t, http.StatusOK, first.StatusCode, target)
			require.Equal(t, "nosniff", first.Header.Get("X-Content-Type-Options"))
			if target != "/icon.svg" {
				require.Equal(t, "en", first.Header.Get("Content-Language"))
			}
			tag := first.Header.Get("ETag")
			again := ask(h, "GET", target, "Accept-Encoding", coding, "If-None-Match", tag)
			require.Equal(t, http.StatusNotModified, again.StatusCode, target)
			require.Empty(t, body(t, again))
			require.Equal(t, tag, again.Header.Get("ETag"))
			require.Equal(t, first.Header["Vary"], again.Header["Vary"])
			require.Equal(t, first.Header["Cache-Control"], again.Header["Cache-Control"])
		}
	}
	tag := ask(h, "GET", "/event/budget").Header.Get("ETag")
	today = now.AddDate(0, 0, 1)
	require.Equal(t, http.StatusOK, ask(h, "GET", "/event/budget", "If-None-Match", tag).StatusCode, "a day less is left")
	require.NoError(t, h.Replace(library(t, revised.Add(time.Hour), "New budget")))
	require.Contains(t, body(t, ask(h, "GET", "/event/budget")), "New budget")
}
