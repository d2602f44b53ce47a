package feed

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar/ical"
)

func get(h http.Handler, target string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestFeedsInLanguages(t *testing.T) {
	h, err := NewHandler(translated(), Options{})
	require.NoError(t, err)
	for _, tt := range []struct{ target, in, want, location string }{
		{"/calendar.ics", "en", "SUMMARY;LANGUAGE=en:Latest day: Report\r\n", "calendar.ics"},
		{"/calendar.ics?lang=fr-CA", "fr", "SUMMARY;LANGUAGE=fr:Dernier jour\u00a0: Rapport\r\n", "calendar.ics?lang=fr"},
		{"/calendar.ics?lang=ja", "en", "SUMMARY;LANGUAGE=en:Latest day: Report\r\n", "calendar.ics"},
		{"/calendar.ics?lang=sr,es", "sr", "SUMMARY;LANGUAGE=es:Último día: Informe\r\n", "calendar.ics?lang=sr,es"},
		{"/calendar.ics?lang=fr&windows=span", "fr", "SUMMARY;LANGUAGE=fr:Période\u00a0: Rapport\r\n", "calendar.ics?lang=fr&windows=span"},
		{"/calendar.ics?lang=es&as=todo", "es", "SUMMARY;LANGUAGE=es:Informe\r\n", "calendar.ics?as=todo&lang=es"},
		{"/calendar.jcal?lang=fr", "fr", `Dernier jour`, "calendar.jcal?lang=fr"},
		{"/calendar.json?lang=fr&as=todo&windows=both", "fr", `"language": "fr"`, "calendar.json?lang=fr"},
	} {
		w := get(h, tt.target, "Accept-Language", "de, pt;q=0.5")
		require.Equal(t, http.StatusOK, w.Code, tt.target)
		require.Contains(t, w.Body.String(), tt.want, tt.target)
		require.Equal(t, tt.in, w.Header().Get("Content-Language"), tt.target)
		require.Equal(t, tt.location, w.Header().Get("Content-Location"))
		require.NotContains(t, w.Header().Get("Vary"), "Language")
		require.Equal(t, strings.Contains(tt.target, "todo") && !strings.Contains(tt.target, "json"), strings.Contains(w.Body.String(), "BEGIN:VTODO"))
	}
	var entries []map[string]any
	require.NoError(t, json.Unmarshal(get(h, "/calendar.json?lang=fr").Body.Bytes(), &entries))
	require.Equal(t, "Journée", entries[0]["title"])
}

// The server's own choice holds where a query makes none.
func TestLanguagesOfTheServer(t *testing.T) {
	h, err := NewHandler(translated(), Options{Feed: ical.FeedOptions{Languages: []language.Tag{language.French}, Windows: ical.WindowSpan, Todos: true}})
	require.NoError(t, err)
	w := get(h, "/calendar.ics")
	require.Equal(t, "fr", w.Header().Get("Content-Language"))
	require.Contains(t, w.Body.String(), "BEGIN:VTODO")
	w = get(h, "/calendar.ics?lang=es&windows=day&as=event")
	require.Equal(t, "es", w.Header().Get("Content-Language"))
	require.Contains(t, w.Body.String(), "SUMMARY;LANGUAGE=es:Último día: Informe\r\n")
}

func TestPageInSeveralLanguages(t *testing.T) {
	h, err := NewHandler(translated(), Options{BaseURL: "https://calendar.example.org/"})
	require.NoError(t, err)
	text := get(h, "/").Body.String()
	for _, want := range []string{
		`<link rel="alternate" type="text/calendar" hreflang="fr" href="calendar.ics?lang=fr" title="Obligations &amp; tâches">`,
		`hreflang="en" href="calendar.ics?lang=en" title="Duties"`,
		`<li lang="fr">Obligations &amp; tâches (fr): <a lang="en" dir="ltr" href="webcal://calendar.example.org/calendar.ics?lang=fr">subscribe</a>`,
	} {
		require.Contains(t, text, want)
	}
	for _, l := range []string{"en", "fr", "es", "es-419", "pt-BR", "pt-PT", "sr"} {
		w := get(h, "/calendar.ics?lang="+l)
		require.Equal(t, "calendar.ics?lang="+l, w.Header().Get("Content-Location"))
		require.Equal(t, l, w.Header().Get("Content-Language"))
	}
}
