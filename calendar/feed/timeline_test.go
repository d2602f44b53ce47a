package feed_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

// lanesOf returns the lanes of the drawing by their titles.
func lanesOf(t testing.TB, doc *html.Node) map[string]*html.Node {
	t.Helper()
	lanes := map[string]*html.Node{}
	for _, l := range all(doc, withClass("lane")) {
		lanes[words(all(l, withClass("label"))[0])] = l
	}
	return lanes
}

// drawn returns the entries that a lane shows: the shape with its place, by title.
func drawn(lane *html.Node) map[string]*html.Node {
	shapes := map[string]*html.Node{}
	for _, a := range all(lane, func(n *html.Node) bool { return n.Data == "a" && n.Namespace == "svg" }) {
		shapes[words(all(a, tag("title"))[0])] = all(a, tag("use", "rect"))[0]
	}
	return shapes
}

func TestTimelineShowsHowSureDaysAre(t *testing.T) {
	doc := page(t, newHandler(t, harbour(t), feed.Options{}), "/")
	lanes := lanesOf(t, doc)
	for _, tt := range []struct{ lane, title, form string }{
		{"Deadline", "Dredging ends · 18 December 2026 · scheduled", "#m-set"},
		{"Deadline", "Lights renewed · 22 November 2026 · overdue", "#m-overdue"},
		{"Publication", "Tide tables · 1 February 2027 (projected) · projected", "#m-projected"},
		{"Publication", "Charts appear · in January 2027 · mandated", "b window w1"},
		{"Observance", "Parade · 1 December 2026 · cancelled", "#m-cancelled"},
		{"Event", "Opening of the lock · 4 May 2019", "#m-held"},
		{"Report due", "Accounts · not after 23 November 2026 · mandated", "b window w3 from"},
		{"Target", "The mole is built · not before 1 March 2028 · mandated", "b window w4 until"},
	} {
		shape := drawn(lanes[tt.lane])[tt.title]
		require.NotNil(t, shape, "%s: %v", tt.title, drawn(lanes[tt.lane]))
		require.Equal(t, tt.form, attr(shape, "href")+attr(shape, "class"), tt.title)
	}
}

// Places are reckoned here anew: the drawing goes from the first year, 2019, through ten years
// ahead, 2036, which are 6575 days.
func TestTimelineIsToScale(t *testing.T) {
	doc := page(t, newHandler(t, harbour(t), feed.Options{}), "/")
	from, to := date.New(2019, time.January, 1), date.New(2037, time.January, 1)
	require.EqualValues(t, 6575, to-from)
	at := func(d date.Date, days float64) string {
		return fmt.Sprintf("%.2f%%", 100*(float64(d-from)+days)/6575)
	}
	lanes := lanesOf(t, doc)
	opening := drawn(lanes["Event"])["Opening of the lock · 4 May 2019"]
	require.Equal(t, at(on(t, "2019-05-04"), .5), attr(opening, "x"), "the middle of the day")
	mole := drawn(lanes["Target"])["The mole is built · not before 1 March 2028 · mandated"]
	require.Equal(t, at(on(t, "2028-03-01"), 0), attr(mole, "x"))
	for _, now := range all(doc, withClass("now")) {
		if now.Data == "line" {
			require.Equal(t, at(on(t, "2026-11-23"), 0), attr(now, "x1"))
		}
	}
	years := allWords(all(all(doc, withClass("axis"))[0], tag("a")))
	require.Equal(t, "2019", years[0])
	require.Equal(t, "2036", years[len(years)-1])
	require.Len(t, years, 18)
}

// The resolution's drawing begins twenty years back.
func TestTimelineOfTheResolution(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	doc := page(t, h, "/")
	years := allWords(all(all(doc, withClass("axis"))[0], tag("a")))
	require.Equal(t, "2006", years[0])
	require.Equal(t, "2036", years[len(years)-1])
	require.Contains(t, lanesOf(t, doc), "High-level meeting")
	bySeries := lanesOf(t, page(t, h, "/?lanes=series"))
	require.Contains(t, bySeries, "World Day against Trafficking in Persons")
	appraisals := drawn(bySeries["Appraisal of the Global Plan of Action"])
	require.Contains(t, appraisals, "Appraisal of the Global Plan of Action at the 80th session · 24–25 November 2025")
	require.Contains(t, bySeries, "Others")
}

// crowded returns a calendar of many events and series.
func crowded(t testing.TB, events, series int) *calendar.Calendar {
	t.Helper()
	source := []calendar.Source{{Document: "X/1", Paragraph: "op 1"}}
	layer := calendar.Layer{ID: "a", Said: on(t, "2020-01-01")}
	for i := range series {
		layer.Series = append(layer.Series, calendar.Series{
			ID: fmt.Sprintf("series-%d", i), Title: fmt.Sprintf("Series with a title of some length, number %d", i), Kind: calendar.Meeting, Sources: source,
		})
	}
	kinds := calendar.Kinds()
	for i := range events {
		layer.Events = append(layer.Events, calendar.Event{
			ID: fmt.Sprintf("event-%d", i), Title: fmt.Sprintf("Event with a title of its own, number %d", i), Kind: kinds[i%len(kinds)], Status: calendar.Scheduled,
			Series: fmt.Sprintf("series-%d", i%series), When: calendar.On(on(t, "2015-01-01") + date.Date(i*7919%7300)), Sources: source,
		})
		if i%10 == 0 {
			layer.Events = append(layer.Events, calendar.Event{ID: fmt.Sprintf("undated-%d", i), Title: "Undated", Kind: kinds[i%len(kinds)], Status: calendar.Mandated, Sources: source})
		}
	}
	cal, err := calendar.New(calendar.Definition{ID: "crowded", Title: "Crowded", Revision: revised, Layers: []calendar.Layer{layer}})
	require.NoError(t, err)
	return cal
}

func TestTimelineCountsWhatIsTooMuch(t *testing.T) {
	h := newHandler(t, crowded(t, 5000, 300), feed.Options{})
	doc := page(t, h, "/?kind=observance")
	require.NotContains(t, words(section(t, doc, "The years at a glance")), "too many", "it is not, when narrowed")
	doc = page(t, h, "/")
	drawing := section(t, doc, "The years at a glance")
	require.Contains(t, words(drawing), "too many to show each")
	total := 0
	for _, bar := range all(drawing, withClass("count")) {
		title := words(all(bar.Parent, tag("title"))[0])
		var n int
		_, err := fmt.Sscanf(title[len(title)-len("123 entries"):], "%d entr", &n)
		if err != nil {
			_, err = fmt.Sscanf(title[len(title)-len("12 entries"):], "%d entr", &n)
		}
		require.NoError(t, err, title)
		total += n
	}
	require.Equal(t, 5000, total)
	require.LessOrEqual(t, len(all(page(t, h, "/?lanes=series"), withClass("lane"))), 25)
}

// However much there is, pages stay small, and lead on to the rest.
func TestPagesStaySmall(t *testing.T) {
	for name, cal := range map[string]*calendar.Calendar{"resolution": ares76186.Calendar(), "crowded": crowded(t, 5000, 300)} {
		h := newHandler(t, cal, feed.Options{})
		for _, target := range []string{"/", "/?lanes=series", "/2026", "/2026-11", "/2026-11-25", "/next", "/overdue", "/undated", "/found", "/series", "/?q=e", "/?lang=ar"} {
			resp := ask(h, "GET", target, "Accept-Encoding", "gzip")
			require.Equal(t, 200, resp.StatusCode, target)
			n := len(body(t, resp))
			t.Logf("%-10s %-16s %6d bytes in gzip", name, target, n)
			require.Less(t, n, 60_000, "%s %s", name, target)
			checkSound(t, page(t, h, target), target)
		}
	}
	h := newHandler(t, crowded(t, 5000, 300), feed.Options{})
	doc := page(t, h, "/next")
	require.Len(t, entries(doc), 100)
	onward := all(doc, func(n *html.Node) bool { return attr(n, "rel") == "next" })[0]
	require.Equal(t, "next?page=2", attr(onward, "href"))
	second := page(t, h, "/next?page=2")
	require.Len(t, entries(second), 100)
	require.NotContains(t, entries(doc), entries(second)[0])
	back := all(second, func(n *html.Node) bool { return attr(n, "rel") == "prev" })[0]
	require.Equal(t, "next", attr(back, "href"))
	for _, p := range []string{"0", "101", "x", "-1", "01", "1.5"} {
		require.Equal(t, 400, ask(h, "GET", "/next?page="+p).StatusCode, p)
	}
}
