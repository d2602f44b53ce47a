package feed_test

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

// browse asks for a page as browsers do, and returns it as they read it.
func browse(t testing.TB, h http.Handler, target string) (*http.Response, *html.Node) {
	t.Helper()
	resp := ask(h, "GET", target, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	doc, err := html.Parse(resp.Body)
	require.NoError(t, err)
	return resp, doc
}

// page is browse for a page that is there.
func page(t testing.TB, h http.Handler, target string) *html.Node {
	t.Helper()
	resp, doc := browse(t, h, target)
	require.Equal(t, http.StatusOK, resp.StatusCode, target)
	return doc
}

// all returns the elements that pass, in the order of the document.
func all(n *html.Node, pass func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && pass(d) {
			found = append(found, d)
		}
	}
	return found
}

func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(names, n.Data) }
}

func withClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), class) }
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// words returns the text of an element, with one blank between words.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// allWords returns those of each.
func allWords(nodes []*html.Node) []string {
	var s []string
	for _, n := range nodes {
		s = append(s, words(n))
	}
	return s
}

// section returns what is under a heading of the second level.
func section(t testing.TB, doc *html.Node, heading string) *html.Node {
	t.Helper()
	for _, s := range all(doc, tag("section")) {
		if h := all(s, tag("h2")); len(h) > 0 && words(h[0]) == heading {
			return s
		}
	}
	require.Fail(t, "no section", heading)
	return nil
}

func headings(doc *html.Node) []string { return allWords(all(doc, tag("h2"))) }

// checkSound requires of a page what holds for all of them.
func checkSound(t testing.TB, doc *html.Node, where string) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range all(doc, func(n *html.Node) bool { return has(n, "id") }) {
		id := attr(n, "id")
		require.False(t, ids[id], "%s: id %s twice", where, id)
		ids[id] = true
	}
	count := func(name string) int { return len(all(doc, tag(name))) }
	require.Equal(t, 1, count("h1"), where)
	require.Equal(t, 1, count("main"), where)
	require.Equal(t, 1, count("style"), where)
	require.Equal(t, 1, count("script"), where)
	require.Zero(t, count("img")+count("iframe")+count("object")+count("base"), where)
	level := 0
	for _, h := range all(doc, tag("h1", "h2", "h3", "h4", "h5", "h6")) {
		now := int(h.Data[1] - '0')
		require.LessOrEqual(t, now, level+1, "%s: %s", where, words(h))
		require.NotEmpty(t, words(h), where)
		level = now
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			require.NotEqual(t, "style", a.Key, "%s: the policy forbids it", where)
			require.False(t, strings.HasPrefix(a.Key, "on"), "%s: %s", where, a.Key)
			require.NotContains(t, a.Val, "ZgotmplZ", where)
			switch a.Key {
			case "aria-labelledby", "for":
				require.True(t, ids[a.Val], "%s: no %s", where, a.Val)
			case "href":
				if name, ok := strings.CutPrefix(a.Val, "#"); ok {
					require.True(t, ids[name], "%s: no %s", where, name)
				}
			case "src":
				require.Fail(t, "nothing is loaded", where)
			}
		}
		switch n.DataAtom {
		case atom.A:
			require.NotEmpty(t, attr(n, "href"), where)
			// A mark in a drawing that is hidden from readers of screens has its title.
			require.NotEmpty(t, words(n), "%s: %s", where, attr(n, "href"))
		case atom.Input:
			labelled := attr(n, "type") == "hidden" || n.Parent.Data == "label" ||
				len(all(doc, func(l *html.Node) bool { return l.Data == "label" && attr(l, "for") == attr(n, "id") })) == 1
			require.True(t, labelled, "%s: %s", where, attr(n, "name"))
		case atom.Svg:
			require.True(t, attr(n, "aria-hidden") == "true" || attr(n, "role") == "img" || n.Parent.Data == "nav", where)
		}
	}
}

// crawl follows all links from a page to those below a prefix, and returns them with their
// answers, those to other languages left out.
func crawl(t testing.TB, h http.Handler, prefix string, most int) map[string]int {
	t.Helper()
	seen := map[string]int{}
	queue := []string{prefix}
	for len(queue) > 0 && len(seen) < most {
		target := queue[0]
		queue = queue[1:]
		if _, ok := seen[target]; ok {
			continue
		}
		resp, doc := browse(t, h, target)
		seen[target] = resp.StatusCode
		require.Equal(t, http.StatusOK, resp.StatusCode, target)
		if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			continue
		}
		checkSound(t, doc, target)
		for _, a := range all(doc, func(n *html.Node) bool { return has(n, "href") && n.Data != "use" }) {
			at, err := url.Parse(target)
			require.NoError(t, err)
			to, err := at.Parse(attr(a, "href"))
			require.NoError(t, err, attr(a, "href"))
			if to.Scheme != "" || to.Host != "" {
				require.Contains(t, []string{"http", "https", "webcal"}, to.Scheme)
				continue
			}
			require.True(t, strings.HasPrefix(path.Clean(to.Path)+"/", prefix), "%s leads to %s", target, to)
			to.Fragment = ""
			if to.Query().Has("lang") {
				continue // the same again
			}
			queue = append(queue, to.String())
		}
	}
	return seen
}

// Every link of every page leads to a page or feed that is there, below whatever prefix.
func TestPagesLeadSomewhere(t *testing.T) {
	most := 300
	if testing.Short() {
		most = 100
	}
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	seen := crawl(t, h, "/", most)
	require.Len(t, seen, most)

	mux := http.NewServeMux()
	mux.Handle("/un/trafficking/", http.StripPrefix("/un/trafficking", newHandler(t, library(t, revised, "Budget"), feed.Options{})))
	seen = crawl(t, mux, "/un/trafficking/", 250)
	require.Greater(t, len(seen), 100)
	for _, target := range []string{"event/Annual-report/2026", "series/Annual-report", "2026", "2026-11", "next", "calendar.json?event=budget"} {
		require.Equal(t, http.StatusOK, seen["/un/trafficking/"+target], target)
	}
}

// A calendar of texts that try to be more than texts.
func hostile(t testing.TB) *calendar.Calendar {
	t.Helper()
	const evil = `</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>{{.}}`
	source := []calendar.Source{
		{Document: evil, Paragraph: evil, URL: "javascript:alert(1)"},
		{Document: "x", URL: `https://x.example/"onmouseover="alert(1)`},
		{Document: "data:text/html,<script>alert(1)</script>", URL: "data:text/html,<script>alert(1)</script>"},
	}
	cal, err := calendar.New(calendar.Definition{
		ID: "hostile", Title: evil, Description: evil, Document: evil, URL: "https://x.example/", Revision: revised,
		Layers: []calendar.Layer{{
			ID: "a", Title: evil, Said: 20000,
			Series: []calendar.Series{{
				ID: "s", Title: evil, Each: evil + "{year}", Summary: evil, Kind: calendar.Meeting, Place: evil, Organizers: []string{evil},
				LeavesOpen: []string{evil}, Pattern: calendar.Cadence{Periods: "year", First: 2024, Every: 1}, Sources: source,
			}},
			Events: []calendar.Event{{
				ID: "e", Title: evil, Summary: evil, Kind: calendar.Deadline, When: calendar.On(20800), Status: calendar.Scheduled, Place: evil,
				Organizers: []string{evil}, Documents: []string{evil, "A/1/../../x"}, LeavesOpen: []string{evil}, Sources: source,
			}, {
				ID: "u", Title: evil, Kind: calendar.Deadline, Status: calendar.Mandated, Sources: source,
			}},
			Statements: []calendar.Statement{{ID: "st", Of: "e", Note: evil, Title: evil + "2", Place: evil, Sources: source}},
		}},
	})
	require.NoError(t, err)
	return cal
}

func TestPagesEscapeTexts(t *testing.T) {
	h := newHandler(t, hostile(t), feed.Options{})
	crawl(t, h, "/", 100)
	for _, target := range []string{"/", "/event/e", "/event/s/2027", "/series/s", "/2026-12-13", "/series", "/undated"} {
		doc := page(t, h, target)
		require.Empty(t, all(doc, func(n *html.Node) bool { return has(n, "onload") || has(n, "onerror") || has(n, "onmouseover") }), target)
		for _, a := range all(doc, tag("a")) {
			require.NotContains(t, attr(a, "href"), "javascript:", target)
			require.False(t, strings.HasPrefix(attr(a, "href"), "data:"), target)
		}
		require.Contains(t, words(doc), "<img src=x onerror=alert(2)>", target)
	}
}

// Whatever a request says comes back as text, if at all.
func TestPagesEscapeRequests(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	const evil = `"><script>alert(1)</script>`
	for _, target := range []string{
		"/?q=" + url.QueryEscape(evil), "/?kind=" + url.QueryEscape(evil), "/?asof=" + url.QueryEscape(evil), "/?series=" + url.QueryEscape(evil),
		"/" + url.PathEscape(evil), "/event/" + url.PathEscape(evil), "/series/" + url.PathEscape(evil), "/?lang=" + url.QueryEscape(evil),
		"/?" + url.QueryEscape(evil) + "=1", "/event/budget?q=" + url.QueryEscape(evil), "/2026?lanes=" + url.QueryEscape(evil), "/?x=" + url.QueryEscape(evil),
	} {
		_, doc := browse(t, h, target)
		require.Len(t, all(doc, tag("script")), 1, target)
		checkSound(t, doc, target)
	}
	doc := page(t, h, "/?q="+url.QueryEscape(evil))
	require.Equal(t, evil, attr(all(doc, func(n *html.Node) bool { return attr(n, "id") == "q" })[0], "value"))
}
