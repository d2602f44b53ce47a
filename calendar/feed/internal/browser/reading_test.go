package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// What comes next, how sure it is, and from there to the paragraph that says so.
func TestReading(t *testing.T) {
	for _, r := range []Reader{{}, {NoScript: true}, {Width: 320}} {
		x := read(t, r, "")
		require.Equal(t, "General Assembly resolution 76/186 on trafficking in persons", x.text(`document.querySelector("h1").textContent`))
		require.GreaterOrEqual(t, x.number(`document.querySelectorAll(".next .entry").length`), 3.)
		require.Equal(t, "35", x.text(`document.querySelector(".next .entry .count b").textContent`), "days from 26 November to the end of 2026")
		require.NotEmpty(t, x.text(`document.querySelector(".next .entry .when").textContent`))
		require.GreaterOrEqual(t, x.number(`document.querySelectorAll(".late .entry").length`), 1.)
		require.Greater(t, x.number(`document.querySelectorAll(".timeline .lane").length`), 5.)
		require.Equal(t, 1., x.number(`new Set([...document.querySelectorAll(".timeline line.now")].map(l => l.getAttribute("x1"))).size`))

		title := x.text(`document.querySelector(".next .entry h3 a").textContent`)
		x.click(".next .entry h3 a")
		x.await(`location.pathname.startsWith("/event/")`)
		require.Equal(t, title, x.text(`document.querySelector("h1").textContent`))
		require.True(t, x.is(`[...document.querySelectorAll(".cited a")].some(a => a.href === "https://undocs.org/A/RES/76/186")`))
	}
}

// Days are counted from the day that it is where the reader is.
func TestLocalDay(t *testing.T) {
	for zone, want := range map[string]string{"Pacific/Kiritimati": "34", "America/New_York": "35", "Pacific/Pago_Pago": "35"} {
		x := read(t, Reader{Zone: zone}, "")
		x.await(`document.querySelector(".next .entry .count b").textContent === "` + want + `"`)
		x.await(`document.querySelector(".known time").dateTime === "2026-11-` + map[string]string{"34": "27", "35": "26"}[want] + `"`)
	}
	// At midnight the page turns by itself.
	x := read(t, Reader{Now: Noon.Add(12*time.Hour - 6*time.Second)}, "")
	x.await(`document.querySelector(".next .entry .count b").textContent === "34"`)
	require.Contains(t, x.tab.Requests(), site.URL+"/?today=2026-11-27")
}

func TestViews(t *testing.T) {
	x := read(t, Reader{}, "2025-11")
	require.Equal(t, "November 2025", x.text(`document.querySelector("h1").textContent`))
	require.Equal(t, 30., x.number(`document.querySelectorAll(".days > li").length`))
	require.True(t, x.is(`document.querySelector("time[datetime='2025-11-24']").closest("li").textContent.includes("80th session")`))
	// 1 November 2025 was a Saturday: the sixth column of weeks that begin with Monday.
	require.InDelta(t, x.number(`document.querySelectorAll(".weekdays span")[5].getBoundingClientRect().left`),
		x.number(`document.querySelector(".days > li").getBoundingClientRect().left`), 2)
	x.open("2025")
	require.Equal(t, 12., x.number(`document.querySelectorAll(".ym").length`))
	x.open("series")
	require.Greater(t, x.number(`document.querySelectorAll(".serieslist > li").length`), 5.)
}

// Filters stay in the address; with scripts they come without a reload, and go with the
// button that leads back.
func TestFilters(t *testing.T) {
	for _, r := range []Reader{{}, {NoScript: true}, {Width: 320}} {
		x := read(t, r, "")
		all := x.number(`document.querySelectorAll(".entry").length`)
		eval[any](x, `(document.body.dataset.same = "yes")`)
		x.click(".choices summary")
		x.click(`input[name=kind][value="report-due"]`)
		if r.NoScript {
			x.click(`.filters button[type=submit]`)
		}
		x.await(`location.search.includes("kind=report-due")`)
		x.await(`document.querySelector(".chip")`)
		require.Less(t, x.number(`document.querySelectorAll(".entry").length`), all)
		require.Positive(t, x.number(`document.querySelectorAll(".entry").length`))
		require.True(t, x.is(`[...document.querySelectorAll(".entry")].every(e => e.textContent.includes("Report due"))`))
		require.Equal(t, !r.NoScript, x.is(`document.body.dataset.same === "yes"`))
		require.True(t, x.is(`document.getElementById("address").textContent.endsWith("/calendar.ics?kind=report-due")`), "the feed has what the page shows")
		if r.NoScript {
			continue
		}
		eval[any](x, `history.back()`)
		x.await(`!location.search.includes("kind")`)
		x.await(`!document.querySelector(".chip")`)
		require.Equal(t, all, x.number(`document.querySelectorAll(".entry").length`))
	}
}

func TestSearch(t *testing.T) {
	for _, r := range []Reader{{}, {NoScript: true}} {
		x := read(t, r, "2026")
		x.open("")
		x.click("#q")
		require.NoError(t, x.tab.Press("trust fund"))
		if r.NoScript {
			require.NoError(t, x.tab.Press(kb.Enter))
		}
		x.await(`/q=trust(\+|%20)fund/.test(location.search)`)
		x.await(`document.querySelector("#found-heading")`)
		require.Equal(t, "trust fund", x.text(`document.getElementById("q").value`))
		require.True(t, x.is(`document.querySelector("#found-heading").parentNode.textContent.length > 20`))
		x.open("?q=xyzzy")
		require.True(t, x.is(`document.querySelector("main").textContent.includes("Nothing here has all these words.")`))
	}
}

// The calendar as it was known on the day of the resolution.
func TestAsKnownOn(t *testing.T) {
	for _, r := range []Reader{{}, {NoScript: true}} {
		x := read(t, r, "?asof=2021-12-16")
		require.True(t, x.is(`document.querySelector(".asof").textContent.includes("16 December 2021")`))
		require.False(t, x.is(`document.body.textContent.includes("Abu Dhabi")`), "nobody knew that the Congress was to be there")
		x.click(".asof a")
		x.await(`!location.search.includes("asof")`)
		x.await(`!document.querySelector(".asof")`)
	}
}

// Where there is no page one is told so, and how to go on.
func TestNoSuchPage(t *testing.T) {
	x := read(t, Reader{}, "")
	require.NoError(t, x.tab.Go("event/nothing"))
	require.Equal(t, "There is no such page", x.text(`document.querySelector("h1").textContent`))
	require.True(t, x.is(`[...document.querySelectorAll("main a")].some(a => new URL(a.href).pathname === "/")`))
	for _, p := range x.tab.Problems() {
		require.Contains(t, p, "404")
	}
	x.tab.Forgive()
	require.NotEmpty(t, strings.TrimSpace(x.text(`document.querySelector("main").textContent`)))
}
