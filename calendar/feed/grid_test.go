package feed_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/convene-cal/convene/calendar/feed"
)

func rel(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return attr(n, "rel") == name }
}

func TestYearPage(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	doc := page(t, h, "/2026?kind=conference,deadline,report-due")
	months := all(doc, withClass("ym"))
	require.Len(t, months, 12)
	require.Equal(t, "November", words(all(months[10], tag("h2"))[0]))
	require.True(t, withClass("this")(months[10]))
	require.Equal(t, []string{"Boat fair", "Regatta", "Lights renewed", "Survey of the quay"}, entries(months[10]))
	require.Equal(t, []string{"Dredging ends"}, entries(months[11]))
	require.Equal(t, []string{"Accounts"}, entries(section(t, doc, "On days not known")), "it may fall in any month from January on")

	// 1 November 2026 is a Sunday, the last column of a week from Monday.
	days := all(months[10], withClass("d"))
	require.Len(t, days, 30)
	require.True(t, withClass("s7")(days[0]))
	var marked []string
	for _, d := range days {
		if len(all(d, tag("a"))) > 0 {
			marked = append(marked, words(d))
		}
	}
	require.Equal(t, strings.Fields("20 21 22 23 24 25"), marked)
	require.True(t, withClass("now")(days[22]))

	// Where to go from here keeps what one has ticked.
	require.Equal(t, "2025?kind=conference,deadline,report-due", attr(all(doc, rel("prev"))[0], "href"))
	require.NotEmpty(t, all(doc, rel("next")))
}

// Pages lead to years in which something may be, and no further, so that nobody who follows
// links goes on for ever.
func TestYearsEnd(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	for target, want := range map[string][2]int{
		"/2026": {1, 1}, "/2019": {1, 1}, "/2018": {0, 1}, "/2036": {1, 0}, "/0001": {0, 0}, "/9999": {0, 0},
		"/2018-01": {0, 1}, "/2036-12": {1, 0}, "/2036-12-31": {1, 0}, "/0001-01-01": {0, 0}, "/9999-12-31": {0, 0},
	} {
		doc := page(t, h, target)
		require.Equal(t, want, [2]int{len(all(doc, rel("prev"))), len(all(doc, rel("next")))}, target)
	}
	for _, target := range []string{"/0000", "/10000", "/2026-13", "/2026-00", "/2026-02-30", "/2026-2", "/20261", "/2026/11", "/2026-11-", "/１９９９"} {
		resp, _ := browse(t, h, target)
		require.Equal(t, 404, resp.StatusCode, target)
	}
}

func TestMonthPage(t *testing.T) {
	doc := page(t, newHandler(t, harbour(t), feed.Options{}), "/2026-11")
	days := all(doc, func(n *html.Node) bool { return n.Data == "li" && withClass("day")(n) })
	require.Len(t, days, 30)
	require.True(t, withClass("s7")(days[0]))
	titles := func(day int) []string { return allWords(all(all(days[day-1], tag("ul"))[0], tag("a"))) }
	require.Equal(t, []string{"Boat fair", "Regatta"}, titles(20))
	require.Equal(t, []string{"Boat fair", "Regatta", "Muster"}, titles(23))
	require.Equal(t, []string{"Regatta"}, titles(25))
	require.Empty(t, all(days[25], tag("ul")))
	require.Equal(t, []string{"Accounts", "Survey of the quay"}, entries(section(t, doc, "What may fall in this month")))
	require.Equal(t, "Sunday 1", words(all(days[0], tag("time"))[0]))
	require.Equal(t, "2026-11-01", attr(all(days[0], tag("time"))[0], "datetime"))

	leap := all(page(t, newHandler(t, harbour(t), feed.Options{}), "/2028-02"), func(n *html.Node) bool { return n.Data == "li" && withClass("day")(n) })
	require.Len(t, leap, 29)
	require.True(t, withClass("s2")(leap[0]), "a Tuesday")
}

func TestDayPage(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	doc := page(t, h, "/2026-11-24")
	require.Equal(t, "Tuesday, 24 November 2026", words(all(doc, tag("h1"))[0]))
	require.Equal(t, []string{"Pilots meet", "Regatta", "Survey of the quay"}, sorted(entries(doc)))
	require.Equal(t, []string{"On this day", "What may fall on this day"}, headings(doc))
	require.Contains(t, words(page(t, h, "/2026-11-27?kind=meeting")), "Nothing is set for this day.")

	// Search engines need not keep a page for each day.
	robots := func(target string) []*html.Node {
		return all(page(t, h, target), func(n *html.Node) bool { return attr(n, "name") == "robots" })
	}
	require.Len(t, robots("/2026-11-24"), 1)
	require.Len(t, robots("/?kind=meeting"), 1)
	require.Empty(t, robots("/2026-11"))
	require.Empty(t, robots("/event/muster"))
}
