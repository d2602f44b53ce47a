package feed_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

// entries returns the titles of what a part of a page lists.
func entries(n *html.Node) []string {
	var titles []string
	for _, e := range all(n, func(n *html.Node) bool { return withClass("entry")(n) || withClass("short")(n) }) {
		titles = append(titles, words(all(e, tag("a"))[0]))
	}
	return titles
}

func TestStartPage(t *testing.T) {
	doc := page(t, newHandler(t, harbour(t), feed.Options{}), "/")
	require.Equal(t, []string{"What comes next", "Subscribe", "Overdue", "The years at a glance", "Without a date", "More about subscribing"}, headings(doc))
	require.Equal(t, []string{
		// Of those of one day, what has begun comes first, and what has no first day last.
		"Boat fair", "Muster", "Accounts", "Pilots meet", "Regatta", "Survey of the quay", "Parade", "Dredging ends",
	}, entries(section(t, doc, "What comes next")))
	require.Equal(t, []string{"Lights renewed"}, entries(section(t, doc, "Overdue")))
	require.Equal(t, []string{"Ballot"}, entries(section(t, doc, "Without a date")))
	for _, e := range all(doc, withClass("entry")) {
		require.Equal(t, "Who says so: H/RES/7, op 2", words(all(e, withClass("says"))[0]))
		require.Equal(t, "https://docs.example/H/RES/7", attr(all(all(e, withClass("says"))[0], tag("a"))[0], "href"))
	}
}

// The real calendar, from a day of which DATA.md's facts tell what is due.
func TestStartPageOfTheResolution(t *testing.T) {
	doc := page(t, newHandler(t, ares76186.Calendar(), feed.Options{}), "/")
	next := entries(section(t, doc, "What comes next"))
	require.Equal(t, "Global Report on Trafficking in Persons 2026", next[0])
	require.Equal(t, "World Day against Trafficking in Persons 2027", next[1])
	require.Contains(t, entries(section(t, doc, "Overdue")), "Report of the Secretary-General on resolution 76/186")
	known := words(all(doc, withClass("known"))[0])
	require.Contains(t, known, "Document: A/RES/76/186")
	require.Contains(t, known, "Monday, 23 November 2026")
}

func TestPageFilters(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	doc := page(t, h, "/?kind=meeting&kind=report-due")
	require.Equal(t, []string{"Muster", "Accounts", "Pilots meet", "Survey of the quay"}, entries(section(t, doc, "What comes next")))
	require.NotContains(t, headings(doc), "Overdue")

	// What one has ticked stays ticked, in the links to other views, and in the subscription.
	ticked := all(doc, func(n *html.Node) bool { return has(n, "checked") })
	require.Len(t, ticked, 2)
	require.Equal(t, "meeting", attr(ticked[0], "value"))
	for _, target := range []string{"2026?kind=meeting%2Creport-due", "2026?kind=meeting,report-due"} {
		resp, _ := browse(t, h, "/"+target)
		require.Equal(t, http.StatusOK, resp.StatusCode)
	}
	year := all(doc, func(n *html.Node) bool { return n.Data == "a" && words(n) == "Year" })[0]
	require.Equal(t, "2026?kind=meeting,report-due", attr(year, "href"))
	require.Equal(t, "http://example.com/calendar.ics?kind=meeting,report-due", words(all(doc, func(n *html.Node) bool { return attr(n, "id") == "address" })[0]))
	require.Equal(t, []string{"Muster", "Accounts", "Pilots meet", "Survey of the quay"}, entries(section(t, page(t, h, "/?kind=report-due,meeting"), "What comes next")))

	// A chip takes one away.
	chips := all(doc, withClass("chip"))
	require.Len(t, chips, 2)
	require.Equal(t, "./?kind=report-due", attr(chips[0], "href"))
}

func TestPageFilterBySeries(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	doc := page(t, h, "/?series=annual-report")
	for _, title := range entries(section(t, doc, "What comes next")) {
		require.Contains(t, title, "Annual report")
	}
	require.Equal(t, "http://example.com/calendar.ics?series=Annual-report", words(all(doc, func(n *html.Node) bool { return attr(n, "id") == "address" })[0]))
}

func TestSearch(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	for _, tt := range []struct {
		target string
		want   []string
	}{
		{"/?q=quay", []string{"Survey of the quay"}},
		{"/?q=THE+of", []string{"Survey of the quay", "Opening of the lock"}}, // ahead, then over
		{"/?q=H%2FRES%2F7+ballot", []string{"Ballot"}},
		{"/?q=" + "the,lock", []string{"Opening of the lock"}},
	} {
		require.Equal(t, tt.want, entries(section(t, page(t, h, tt.target), "What was found")), tt.target)
	}
	doc := page(t, h, "/?q=submarine")
	require.Contains(t, words(section(t, doc, "What was found")), "Nothing here has all these words.")
	require.NotContains(t, headings(doc), "What comes next")

	// The feed of a search has the same.
	text := body(t, ask(h, "GET", "/calendar.ics?q=of+the"))
	require.Contains(t, text, "Survey of the quay")
	require.Contains(t, text, "Opening of the lock")
	require.NotContains(t, text, "Muster")
}

// As known on a day, from that day: what was said later is not there.
func TestAsKnownOn(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	doc := page(t, h, "/?asof=2021-12-20")
	require.Contains(t, words(doc), "what was known on 20 December 2021")
	next := section(t, doc, "What comes next")
	require.NotContains(t, words(next), "2026 (projected)")
	event := page(t, h, "/event/gap-appraisal-80?asof=2021-12-20")
	require.Contains(t, words(all(event, withClass("when"))[0]), "and 31 December 2025", "op 6")
	require.Contains(t, words(all(event, withClass("fact-sheet"))[0]), "mandated")
	event = page(t, h, "/event/gap-appraisal-80")
	require.Equal(t, "24–25 November 2025", words(all(event, withClass("when"))[0]))
	require.Contains(t, words(all(event, withClass("fact-sheet"))[0]), "held")

	// Events that nobody had spoken of are not there yet.
	resp, _ := browse(t, h, "/event/out-crime-congress-15?asof=2021-12-20")
	require.Equal(t, http.StatusNotFound, resp.StatusCode)

	// All that is known is known today.
	plain := body(t, ask(h, "GET", "/"))
	require.Equal(t, plain, body(t, ask(h, "GET", "/?asof=2026-11-23")))
	require.Equal(t, plain, body(t, ask(h, "GET", "/?asof=2026-11-24")), "it may be tomorrow where the reader is")
	require.Equal(t, http.StatusBadRequest, ask(h, "GET", "/?asof=2026-11-25").StatusCode)
}

// What the options keep from feeds is on no page either.
func TestPagesShowWhatIsServed(t *testing.T) {
	var o feed.Options
	o.Feed.Filters = []calendar.Filter{calendar.OfKind(calendar.Meeting, calendar.Deadline)}
	o.Feed.From, o.Feed.Until = on(t, "2026-11-23"), on(t, "2026-12-17")
	h := newHandler(t, harbour(t), o)
	for _, target := range []string{"/", "/next", "/found", "/2026", "/2026-11", "/2026-12", "/overdue", "/2026-11-24", "/undated"} {
		text := words(page(t, h, target))
		for _, hidden := range []string{"Regatta", "Dredging", "Lights renewed", "Accounts", "Opening"} {
			require.NotContains(t, text, hidden, target)
		}
	}
	require.Equal(t, []string{"Muster", "Pilots meet"}, entries(section(t, page(t, h, "/"), "What comes next")))
	for id, status := range map[string]int{"muster": 200, "regatta": 404, "dredging": 404, "lights": 404, "ballot": 200} {
		resp, _ := browse(t, h, "/event/"+id)
		require.Equal(t, status, resp.StatusCode, id)
	}
}

func TestPagesOfAnEmptyCalendar(t *testing.T) {
	cal, err := calendar.New(calendar.Definition{ID: "bare", Title: "Bare", Revision: revised, Layers: []calendar.Layer{{ID: "a", Said: 1}}})
	require.NoError(t, err)
	h := newHandler(t, cal, feed.Options{})
	for _, target := range []string{"/", "/2026", "/2026-11", "/2026-11-23", "/next", "/overdue", "/undated", "/found", "/series", "/?q=x", "/?asof=2000-01-01"} {
		checkSound(t, page(t, h, target), target)
	}
	doc := page(t, h, "/")
	require.Equal(t, []string{"What comes next", "Subscribe", "More about subscribing"}, headings(doc))
	require.Contains(t, words(section(t, doc, "What comes next")), "There is nothing here.")
}

// The last page of a list that goes on says so.
func TestListsThatAreTooLong(t *testing.T) {
	events := make([]calendar.Event, 10_001)
	for i := range events {
		events[i] = calendar.Event{
			ID: fmt.Sprintf("e%d", i), Title: "Wish", Kind: calendar.Deadline, Status: calendar.Mandated,
			Sources: []calendar.Source{{Document: "X/1"}},
		}
	}
	for n, says := range map[int]bool{10_000: false, 10_001: true} {
		cal, err := calendar.New(calendar.Definition{ID: "long", Title: "Long", Revision: revised, Layers: []calendar.Layer{{ID: "a", Said: 1, Events: events[:n]}}})
		require.NoError(t, err)
		doc := page(t, newHandler(t, cal, feed.Options{}), "/undated?page=100")
		require.Len(t, entries(doc), 100)
		require.Equal(t, says, strings.Contains(words(doc), "There is more: narrow it by a kind, a series or a search."), n)
	}
}
