package feed_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

func links(n *html.Node) map[string]string {
	m := map[string]string{}
	for _, a := range all(n, tag("a")) {
		m[words(a)] = attr(a, "href")
	}
	return m
}

// The appraisal of 2025: what was said of it, when and by whom.
func TestEventPage(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	doc := page(t, h, "/event/gap-appraisal-80")
	require.Equal(t, "Appraisal of the Global Plan of Action at the 80th session", words(all(doc, tag("h1"))[0]))
	said := all(section(t, doc, "What was said when"), withClass("on"))
	require.Equal(t, []string{"16 December 2021", "30 June 2025 (day inferred)", "24 November 2025"}, allWords(said))
	require.Contains(t, words(section(t, doc, "What was said when")),
		"Whenbetween 4 October and 31 December 2025 (first day projected)StatusmandatedLayerWhat the resolution says", "the window, as it was seen on that day")
	history := links(section(t, doc, "What was said when"))
	require.Equal(t, "https://undocs.org/A/RES/76/186", history["A/RES/76/186"])
	require.Equal(t, "../event/gap-appraisal-80?asof=2025-11-24", history["as known on that day"])
	require.Contains(t, words(section(t, doc, "Who says so")), "A/RES/76/186, op 6 said on 16 December 2021 primary source")
	require.Contains(t, words(section(t, doc, "What the document leaves open")), "place and format")
	all := links(doc)
	require.Equal(t, "../series/gap-appraisal-cycle", all["Appraisal of the Global Plan of Action"])
	require.Equal(t, "../calendar.json?event=gap-appraisal-80", all["JSON"])
	require.Contains(t, all, "‹ Appraisal of the Global Plan of Action at the 76th session")
	require.Contains(t, all, "Appraisal of the Global Plan of Action at the 84th session ›")
	require.Equal(t, "https://undocs.org/A/80/L.8", all["A/80/L.8"], "as the calendar's own document is linked")
}

// The event has a feed of its own, and so has one that only a pattern gives.
func TestFeedOfAnEvent(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	for id, title := range map[string]string{
		"gap-appraisal-80":            "Appraisal of the Global Plan of Action at the 80th session",
		"global-report-biennial/2028": "Global Report on Trafficking in Persons 2028",
	} {
		doc := page(t, h, "/event/"+id)
		require.Equal(t, title, words(all(doc, tag("h1"))[0]))
		var entries []struct{ ID, Title string }
		require.NoError(t, json.Unmarshal([]byte(body(t, ask(h, "GET", "/calendar.json?event="+id))), &entries))
		require.Len(t, entries, 1)
		require.Equal(t, id, entries[0].ID)
		require.Equal(t, title, entries[0].Title)
		require.Equal(t, 1, len(all(doc, func(n *html.Node) bool { return attr(n, "id") == "subscribe" })))
	}
	text := body(t, ask(h, "GET", "/calendar.ics?event=world-day-against-trafficking%2F2027-07-30"))
	require.Contains(t, text, "DTSTART;VALUE=DATE:20270730")
	require.NotContains(t, text, "20280730")
	resp := ask(h, "GET", "/calendar.ics?event=nothing")
	require.Equal(t, http.StatusBadRequest, resp.StatusCode)
	require.Contains(t, body(t, resp), `parameter event: "nothing" is the ID of none`)
	resp = ask(h, "GET", "/calendar.ics?event="+string(slices.Repeat([]byte("a,"), 51)))
	require.Equal(t, http.StatusBadRequest, resp.StatusCode)
}

func TestSeriesPage(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	doc := page(t, h, "/series/world-day-against-trafficking")
	require.Equal(t, "World Day against Trafficking in Persons", words(all(doc, tag("h1"))[0]))
	require.Equal(t, "World Day against Trafficking in Persons 2027", entries(section(t, doc, "What comes next"))[0])
	over := entries(section(t, doc, "What is over"))
	require.Equal(t, "World Day against Trafficking in Persons 2026", over[0], "the last first")
	require.Equal(t, "World Day against Trafficking in Persons 2014", over[len(over)-1])
	require.Contains(t, words(all(doc, withClass("facts"))[0]), "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=7")
	require.Equal(t, "http://example.com/calendar.ics?series=world-day-against-trafficking", words(all(doc, func(n *html.Node) bool { return attr(n, "id") == "address" })[0]))
	require.Contains(t, words(page(t, h, "/series/icat-principals-regular")), "Nothing of it is known to lie ahead.")
	list := page(t, h, "/series")
	require.Contains(t, links(list), "World Day against Trafficking in Persons")
}

// Sources are linked where there is an address, and where it can be told from the symbol.
func TestSourceLinks(t *testing.T) {
	source := func(document, url string) calendar.Source { return calendar.Source{Document: document, URL: url} }
	for _, tt := range []struct {
		document, url string
		source        calendar.Source
		name, want    string
	}{
		{"A/RES/76/186", "https://undocs.org/A/RES/76/186", source("A/71/119", ""), "A/71/119", "https://undocs.org/A/71/119"},
		{"A/RES/76/186", "https://undocs.org/A/RES/76/186", source("A/71/119", "https://other.example/x"), "A/71/119", "https://other.example/x"},
		{"A/RES/76/186", "https://undocs.org/A/RES/76/186", source("F/RES/1", ""), "F/RES/1", ""}, // of another body
		{"A/RES/76/186", "https://undocs.org/A/RES/76/186", source("A/../../x", ""), "A/../../x", ""},
		{"A/RES/76/186", "https://undocs.org/A/RES/76/186", source("A/71/119?x=<y>", ""), "A/71/119?x=<y>", ""},
		{"A/RES/76/186", "https://archive.example/one.pdf", source("A/71/119", ""), "A/71/119", ""},
		{"A/RES/76/186", "", source("A/71/119", ""), "A/71/119", ""},
		{"Statutes 2023", "https://x.example/Statutes%202023", source("Statutes 2024", ""), "Statutes 2024", ""},
		{"A/1", "javascript:A/1", source("A/2", "javascript:alert(1)"), "A/2", ""},
		{"A/1", "https://x.example/A/1", source("www.unodc.org/a/very/long/path", "https://www.unodc.org/a/very/long/path"), "unodc.org", "https://www.unodc.org/a/very/long/path"},
		{"A/1", "https://x.example/A/1", source("no.site for this", ""), "no.site for this", ""},
		{"A/1", "https://x.example/A/1", source("B/2", "javascript://x.example/%0Aalert(1)"), "B/2", ""},
		{"A/1", "https://x.example/A/1", source("B/2", "ftp://x.example/B/2"), "B/2", ""},
	} {
		cal, err := calendar.New(calendar.Definition{
			ID: "x", Title: "X", Document: tt.document, URL: tt.url, Revision: revised,
			Layers: []calendar.Layer{{ID: "a", Said: 20000, Events: []calendar.Event{
				{ID: "e", Title: "E", Kind: calendar.Deadline, When: calendar.On(21000), Status: calendar.Scheduled, Sources: []calendar.Source{tt.source}},
			}}},
		})
		require.NoError(t, err)
		cited := all(page(t, newHandler(t, cal, feed.Options{}), "/event/e"), withClass("cited"))[0]
		require.Contains(t, words(cited), tt.name)
		require.Equal(t, tt.want, links(cited)[tt.name], tt.source)
	}
}
