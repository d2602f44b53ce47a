package feed

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/recurrence"
)

func TestCanonicalQuery(t *testing.T) {
	for raw, want := range map[string]string{
		"":                             "",
		"kind=meeting":                 "kind=meeting",
		"kind=MEETING":                 "kind=meeting",
		"kind=meeting,hearing,meeting": "kind=hearing,meeting",
		"kind=meeting&kind=hearing":    "kind=hearing,meeting",
		"kind=%20meeting%20":           "kind=meeting",
		"series=out-toc-day,Crime-Congress-Series": "series=crime-congress-series,out-toc-day",
		"alarm=1d,24h,1440m,2W":                    "alarm=2w,1d",
		"alarm=90m,1h":                             "alarm=90m,1h",
		"alarm=007D":                               "alarm=1w",
		"alarm=366d":                               "alarm=366d",
		"series=out-toc-day&from=2026-01-31&kind=observance&alarm=1d": "alarm=1d&from=2026-01-31&kind=observance&series=out-toc-day",
		"&&kind=meeting&": "kind=meeting",
	} {
		q, err := parseQuery(raw, ares76186.Calendar())
		require.NoError(t, err, raw)
		require.Equal(t, want, q.String(), raw)
	}
}

// translated is a calendar with the series that the random queries know, in several
// languages.
func translated() *calendar.Calendar {
	said := calendar.Source{Document: "Statutes", SaidOn: date.New(2021, time.December, 16)}
	layer := calendar.Layer{ID: "first", Said: said.SaidOn}
	for _, id := range []string{"world-day-against-trafficking", "out-toc-day", "ccpcj-sessions"} {
		layer.Series = append(layer.Series, calendar.Series{
			ID: id, Title: "Day", Kind: calendar.Observance, Sources: []calendar.Source{said}, Start: date.New(2014, time.July, 30),
			Pattern:      calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY")},
			Translations: []calendar.Translation{{Language: language.French, Title: "Journée"}, {Language: language.MustParse("pt-BR"), Title: "Dia"}},
		})
	}
	layer.Events = []calendar.Event{{
		ID: "report", Title: "Report", Kind: calendar.ReportDue, Status: calendar.Mandated, When: calendar.InYear(2027), Sources: []calendar.Source{said},
		Translations: []calendar.Translation{{Language: language.French, Title: "Rapport"}, {Language: language.Spanish, Title: "Informe"}, {Language: language.LatinAmericanSpanish, Title: "Informe"}, {Language: language.EuropeanPortuguese, Title: "Relatório"}},
	}}
	return calendar.MustNew(calendar.Definition{
		ID: "translated", Title: "Duties", Language: language.English, Revision: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		Translations: []calendar.Translation{{Language: language.French, Title: "Obligations & tâches"}, {Language: language.Serbian, Title: "Обавезе"}},
		Layers:       []calendar.Layer{layer},
	})
}

func TestCanonicalLanguages(t *testing.T) {
	for raw, want := range map[string]string{
		"lang=fr":              "lang=fr",
		"lang=FR-ca":           "lang=fr",
		"lang=es-MX":           "lang=es-419",
		"lang=es-ES,fr":        "lang=es,fr",
		"lang=fr,fr-BE":        "lang=fr",
		"lang=ja":              "",
		"lang=ja,sr-Latn":      "lang=sr",
		"lang=en":              "lang=en",
		"lang=en-GB,fr":        "lang=en",
		"lang=fr,en,es":        "lang=fr",
		"lang=pt":              "lang=pt-BR",
		"lang=fr&lang=es":      "lang=fr,es",
		"windows=Span":         "windows=span",
		"windows=day":          "windows=day",
		"windows=both&as=TODO": "as=todo&windows=both",
		"as=event,event":       "as=event",
	} {
		q, err := parseQuery(raw, translated())
		require.NoError(t, err, raw)
		require.Equal(t, want, q.String(), raw)
	}
	q, err := parseQuery("lang=fr", ares76186.Calendar())
	require.NoError(t, err)
	require.Empty(t, q.String(), "it is in one language only")
}

func TestWrongStyles(t *testing.T) {
	for raw, want := range map[string]string{
		"lang=french":                `parameter lang: "french" is not a language tag of BCP 47, such as fr or zh-Hans; the calendar has en, es, es-419, fr, pt-BR, pt-PT, sr`,
		"lang=fr_CA":                 `parameter lang: "fr_CA" is not`,
		"lang=fr,":                   "parameter lang: a value is missing",
		"lang=a,b,c,d,e,f,g,h,i,j,k": "parameter lang: it takes 10 languages at most, and 11 are given",
		"windows=week":               `parameter windows: it takes one of day, span, both, not "week"`,
		"windows=day,span":           `parameter windows: it takes one of day, span, both, not "day,span"`,
		"as=journal":                 `parameter as: it takes one of event, todo, not "journal"`,
		"as=event,todo":              `parameter as: it takes one of event, todo, not "event,todo"`,
	} {
		_, err := parseQuery(raw, translated())
		require.ErrorAs(t, err, new(queryError), raw)
		require.Contains(t, err.Error(), want)
	}
}

func TestAlarmText(t *testing.T) {
	for d, want := range map[time.Duration]string{
		7 * 24 * time.Hour: "1w", 24 * time.Hour: "1d", 8 * 24 * time.Hour: "8d", time.Hour: "1h", 25 * time.Hour: "25h", time.Minute: "1m",
	} {
		require.Equal(t, want, alarmText(d))
		got, ok := parseAlarm(want)
		require.True(t, ok)
		require.Equal(t, d, got)
	}
}

func TestLongLists(t *testing.T) {
	values := make([]string, maxListed+2)
	for i := range values {
		values[i] = "x"
	}
	require.Equal(t, strings.Repeat("x, ", maxListed-1)+"x and 2 more", listed(values))
	require.Equal(t, "x, x", listed(values[:2]))
}

// checkQuery checks what must hold for any query.
func checkQuery(t *testing.T, h *Handler, raw string) {
	t.Helper()
	ask := func(raw string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/calendar.ics", nil)
		r.URL.RawQuery = raw
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	w := ask(raw)
	e := h.current.Load()
	require.LessOrEqual(t, e.variants.size, e.variants.limit)
	q, err := parseQuery(raw, e.cal)
	if err != nil {
		require.ErrorAs(t, err, new(queryError))
		require.Equal(t, http.StatusBadRequest, w.Code, raw)
		require.Equal(t, err.Error()+"\n", w.Body.String())
		require.LessOrEqual(t, w.Body.Len(), 8<<10)
		require.NotContains(t, strings.TrimSuffix(w.Body.String(), "\n"), "\n")
		return
	}
	require.Equal(t, http.StatusOK, w.Code, raw)
	canonical := q.String()
	require.Equal(t, iCalendar.address(canonical), w.Header().Get("Content-Location"))
	again, err := parseQuery(canonical, e.cal)
	require.NoError(t, err, canonical)
	require.Equal(t, q, again, raw)
	require.Equal(t, canonical, again.String())
	other := ask(canonical)
	require.Equal(t, http.StatusOK, other.Code)
	require.Equal(t, w.Header().Get("Etag"), other.Header().Get("Etag"), raw)
}

// Pieces of queries, good and bad.
var (
	queryNames  = []string{"kind", "series", "from", "alarm", "lang", "windows", "as", "Kind", "until", "", "%6bind", "%"}
	queryValues = []string{
		"meeting", "HEARING", "deadline", "report-due", "party", "", "world-day-against-trafficking", "Out-TOC-Day", "fr", "zh_Hant", "sr-Latn-RS",
		"en-US-u-ca-buddhist", "x-private", "i-klingon", "und", "2026-01-31", "2026-1-1", "9999-12-31", "0001-01-01", "-0001-01-01", "1d", "52w",
		"30m", "366d", "0m", "999999w", "%00", "%ff", "+", "%2c", "日本", ";", "\"", "<b>", "es-419", "span", "Both", "todo", "event",
	}
)

func randomQuery(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(5) {
		b.WriteString(queryNames[random.IntN(len(queryNames))])
		b.WriteByte('=')
		for i := range 1 + random.IntN(3) {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(queryValues[random.IntN(len(queryValues))])
		}
		b.WriteByte('&')
	}
	return b.String()
}

// goodQuery returns a query that is one.
func goodQuery(random *rand.Rand) string {
	values := url.Values{}
	if random.IntN(2) == 0 {
		values.Set("from", time.Unix(random.Int64N(4e9), 0).UTC().Format(time.DateOnly))
	}
	pick := func(name string, from ...string) {
		if random.IntN(2) == 0 {
			for range 1 + random.IntN(3) {
				values.Add(name, from[random.IntN(len(from))])
			}
		}
	}
	pick("kind", "meeting", "HEARING", "deadline", "report-due", "Observance")
	pick("series", "world-day-against-trafficking", "Out-TOC-Day", "ccpcj-sessions")
	pick("alarm", "1d", "36h", "7d", "90m")
	pick("lang", "fr-CA", "es", "ja", "en-GB", "de", "sr-Latn-RS")
	if random.IntN(2) == 0 {
		values.Set("windows", []string{"day", "SPAN", "both"}[random.IntN(3)])
		values.Set("as", []string{"todo", "event"}[random.IntN(2)])
	}
	return values.Encode()
}

func TestRandomQueries(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	h, err := NewHandler(translated(), Options{CacheSize: 2 << 20})
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(9110, 5545))
	for range n {
		checkQuery(t, h, randomQuery(random))
	}
	for range n / 10 {
		raw := goodQuery(random)
		_, err := parseQuery(raw, h.Calendar())
		require.NoError(t, err, raw)
		checkQuery(t, h, raw)
	}
}

func FuzzQuery(f *testing.F) {
	random := rand.New(rand.NewPCG(6266, 7265))
	for range 50 {
		f.Add(randomQuery(random))
		f.Add(goodQuery(random))
	}
	h, err := NewHandler(translated(), Options{CacheSize: 4 << 20})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, raw string) { checkQuery(t, h, raw) })
}
