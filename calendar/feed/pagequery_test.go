package feed

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
)

// Addresses that mean the same have one canonical query.
func TestCanonicalPageQueries(t *testing.T) {
	cal := ares76186.Calendar()
	for raw, want := range map[string]string{
		"":                                     "",
		"q=&asof=&kind=&lanes=":                "", // a form that nobody filled in
		"utm_source=mail&fbclid=1":             "",
		"kind=meeting&kind=Briefing,meeting":   "kind=briefing,meeting",
		"series=WORLD-DAY-against-trafficking": "series=world-day-against-trafficking",
		"q=++report+%09 of,,the+":              "q=report+of+the",
		"q=,":                                  "",
		"lanes=kind":                           "",
		"lanes=Series&asof=2021-12-16":         "asof=2021-12-16&lanes=series",
		"page=1":                               "",
		"page=2&lang=fr-CA":                    "lang=fr-CA&page=2",
		"q=%3Cb%3E%22%26":                      "q=%3Cb%3E%22%26",
	} {
		q, err := parsePageQuery(raw, cal)
		require.NoError(t, err, raw)
		require.Equal(t, want, q.String(), raw)
	}
}

func TestBadPageQueries(t *testing.T) {
	cal := ares76186.Calendar()
	for raw, want := range map[string]string{
		"kind=party":                         `parameter kind: "party" is none: there are observance`,
		"series=x":                           `parameter series: "x" is none: there are `,
		"asof=yesterday":                     `parameter asof: "yesterday" is not a day such as 2026-01-31`,
		"asof=2026-1-1":                      `parameter asof: "2026-1-1" is not a day`,
		"asof=2026-01-01&asof=2026-01-02":    "parameter asof: it takes one value, and 2 are given",
		"asof=-0001-01-01":                   "parameter asof: ",
		"today=10000-01-01":                  "parameter today: ",
		"lanes=colour":                       `parameter lanes: "colour" is none: there are kind and series`,
		"lang=e":                             "parameter lang: ",
		"page=0":                             `parameter page: "0" is not a number from 1 to 100`,
		"page=99999999999999999999":          "parameter page: ",
		"q=" + strings.Repeat("a", 101):      "parameter q: it has 101 characters, and may have 100",
		"q=%00":                              "parameter q: it has control characters",
		"q=%FF":                              "parameter q: it is not UTF-8",
		"q=a;b":                              "the query is not one of names and values",
		"q=%zz":                              "the query is not one of names and values",
		"x=" + strings.Repeat("a", maxQuery): "the query is longer than 4096 octets",
	} {
		_, err := parsePageQuery(raw, cal)
		require.ErrorAs(t, err, new(queryError), raw)
		require.Contains(t, err.Error(), want)
		require.Less(t, len(err.Error()), 4000)
	}
}

func TestSettle(t *testing.T) {
	server := date.MustAutoParse("2026-11-26")
	day := date.MustAutoParse
	for _, tt := range []struct {
		asOf, today    date.Date
		wantAsOf, from date.Date
		wantToday      date.Date
		wrong          bool
	}{
		{from: server},
		{today: server, from: server},
		{today: server + 1, from: server + 1, wantToday: server + 1},
		{today: server - 1, from: server - 1, wantToday: server - 1},
		{today: server + 2, wrong: true},
		{today: server - 2, wrong: true},
		{asOf: day("2021-12-16"), wantAsOf: day("2021-12-16"), from: day("2021-12-16")},
		{asOf: day("2021-12-16"), today: server + 1, wantAsOf: day("2021-12-16"), from: day("2021-12-16")},
		{asOf: server, from: server},
		{asOf: server, today: server + 1, wantAsOf: server, from: server}, // yesterday, for the reader
		{asOf: server + 1, from: server},
		{asOf: server + 2, wrong: true},
	} {
		q, from, err := pageQuery{asOf: tt.asOf, today: tt.today}.settle(server)
		if tt.wrong {
			require.ErrorAs(t, err, new(queryError), tt)
			continue
		}
		require.NoError(t, err, tt)
		require.Equal(t, [3]date.Date{tt.wantAsOf, tt.from, tt.wantToday}, [3]date.Date{q.asOf, from, q.today}, tt)
	}
}

// What strangers can think of does not crowd out what many ask for, and is bounded itself.
func TestSearchesAreKeptApart(t *testing.T) {
	h, err := NewHandler(ares76186.Calendar(), Options{CacheSize: 4 << 20})
	require.NoError(t, err)
	common := []string{"/", "/2026", "/2026-11", "/event/gap-appraisal-80", "/series", "/?kind=meeting", "/calendar.ics?kind=meeting"}
	for _, target := range common {
		require.Equal(t, http.StatusOK, get(h, target).Code)
	}
	e := h.current.Load()
	keptPages, keptFeeds := len(e.pages.kept), len(e.variants.kept)
	require.Equal(t, len(common)-1, keptPages)
	for i := range 60 {
		for _, target := range []string{
			fmt.Sprintf("/?q=stranger%d", i), fmt.Sprintf("/?asof=2020-%02d-%02d", 1+i%12, 1+i%28), fmt.Sprintf("/?kind=meeting,briefing&q=%d", i),
			fmt.Sprintf("/calendar.ics?q=a%d", i), fmt.Sprintf("/next?page=%d", 2+i), fmt.Sprintf("/?whatever=%d", i), fmt.Sprintf("/nothing-%d", i),
		} {
			get(h, target)
		}
	}
	require.Len(t, e.pages.kept, keptPages)
	require.Len(t, e.variants.kept, keptFeeds)
	require.LessOrEqual(t, e.others.size, int64(4<<20/16))
	require.NotEmpty(t, e.others.kept)
	require.LessOrEqual(t, e.others.limit+e.pages.limit+e.variants.limit, int64(4<<20))
}

// Whatever the query, the answer is a page or says what is wrong, and a canonical query is
// that of itself.
func FuzzPageQuery(f *testing.F) {
	for _, raw := range []string{
		"", "q=report&kind=meeting,briefing&series=out-toc-day", "asof=2021-12-16&lanes=series", "lang=fr-CA&page=3", "today=2026-11-26",
		"q=%F0%9F%98%80%20%E2%80%8F", "kind=meeting&kind=", "q=<script>", "asof=0001-01-01", "q=%00", ";", "lang=x-y", "lang=zh_Hans",
	} {
		f.Add("2026", raw)
	}
	for _, path := range []string{"", "event/gap-appraisal-80", "series/out-toc-day", "2026-11", "2026-11-26", "found", "event/a/b/c", "0001", "9999-12", "x//"} {
		f.Add(path, "kind=meeting")
	}
	h, err := NewHandler(ares76186.Calendar(), Options{CacheSize: 1})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, path, raw string) {
		q, err := parsePageQuery(raw, h.Calendar())
		if err == nil {
			again, err := parsePageQuery(q.String(), h.Calendar())
			require.NoError(t, err, q.String())
			require.Equal(t, q.String(), again.String())
		} else {
			require.ErrorAs(t, err, new(queryError))
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = &url.URL{Path: "/" + path, RawQuery: raw}
		r.RequestURI = r.URL.RequestURI()
		r.Header.Set("Accept", "text/html")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		require.Contains(t, []int{200, 400, 404}, w.Code)
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			require.Equal(t, 1, strings.Count(w.Body.String(), "<script"))
			require.Contains(t, w.Body.String(), "</html>")
		}
	})
}
