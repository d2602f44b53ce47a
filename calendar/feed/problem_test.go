package feed_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar/feed"
)

// People get a page that leads on, programs a line of text.
func TestProblems(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	for target, search := range map[string]string{
		"/nothing": "nothing", "/event/tide-tables-2027": "tide tables 2027", "/event/tide/2027": "2027", "/event/": "event", "/series/x/y": "y",
		"/calendar.xml": "calendar xml", "/a//b/": "b", "/" + strings.Repeat("long-", 100): "", "/%F0%9F%98%80": "",
	} {
		resp, doc := browse(t, h, target)
		require.Equal(t, http.StatusNotFound, resp.StatusCode, target)
		require.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
		require.Equal(t, "Accept, Accept-Language", resp.Header.Get("Vary"))
		require.Contains(t, resp.Header.Get("Content-Security-Policy"), "default-src 'none'")
		checkSound(t, doc, target)
		require.Equal(t, search, attr(all(doc, func(n *html.Node) bool { return attr(n, "id") == "q" })[0], "value"), target)

		plain := ask(h, "GET", target)
		require.Equal(t, http.StatusNotFound, plain.StatusCode)
		require.Equal(t, "There is nothing here. The calendar is at calendar.ics.\n", body(t, plain))
	}
	// From wherever it is shown, the page leads home.
	_, doc := browse(t, h, "/some/where/else")
	require.Equal(t, "../../", links(doc)["Overview"])

	resp, doc := browse(t, h, "/?kind=party")
	require.Equal(t, http.StatusBadRequest, resp.StatusCode)
	require.Contains(t, words(doc), `parameter kind: "party" is none: there are observance,`)
	require.Equal(t, http.StatusBadRequest, ask(h, "GET", "/?kind=party").StatusCode)
	require.Equal(t, ask(h, "HEAD", "/nothing", "Accept", "text/html").Header, ask(h, "GET", "/nothing", "Accept", "text/html").Header)
}
