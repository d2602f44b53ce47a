package feed

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/ical"
)

func TestPreferredLocalizer(t *testing.T) {
	for _, tt := range []struct {
		accepted []string
		want     string
	}{
		{nil, "en"},
		{[]string{""}, "en"},
		{[]string{"fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"}, "fr"},
		{[]string{"en;q=0.8, ar-EG"}, "ar"},
		{[]string{"de, pt;q=0.8, es-419;q=0.7"}, "es"},
		{[]string{"zh-TW,zh;q=0.9,en-US;q=0.8"}, "zh"},
		{[]string{"uk, be;q=0.9, en;q=0.5"}, "en"}, // neither is Russian
		{[]string{"ca, fr;q=0.4"}, "fr"},           // and Catalan is not Spanish
		{[]string{"ru;q=0, es;q=0.001"}, "es"},
		{[]string{"de", "ru;q=0.3"}, "ru"},
		{[]string{"*"}, "en"},
		{[]string{"fr;q=high, ;;, -, zh;q=0.2, x-own, \xff"}, "zh"},
		{[]string{strings.Repeat("de,", 100) + "fr"}, "en"}, // nobody speaks so many
	} {
		require.Equal(t, tt.want, preferredLocalizer(tt.accepted).tag.String(), "%q", tt.accepted)
	}
}

var htmlTag = regexp.MustCompile(`<html lang="([^"]*)" dir="([^"]*)">`)

func TestLanguageOfThePage(t *testing.T) {
	h, err := NewHandler(translated(), Options{})
	require.NoError(t, err)
	for _, tt := range []struct {
		target, accept        string
		lang, dir, vary, feed string
	}{
		{"/", "", "en", "ltr", "Accept-Language, Accept-Encoding", "calendar.ics"},
		{"/", "fr-CA", "fr", "ltr", "Accept-Language, Accept-Encoding", "calendar.ics?lang=fr"},
		{"/?lang=fr", "ar", "fr", "ltr", "Accept-Encoding", "calendar.ics?lang=fr"},
		{"/?lang=es-MX", "ar", "es", "ltr", "Accept-Encoding", "calendar.ics?lang=es-419,es"}, // the calendar has it
		{"/?lang=ar", "fr", "ar", "rtl", "Accept-Encoding", "calendar.ics"},
		{"/?lang=ja", "ru", "ru", "ltr", "Accept-Language, Accept-Encoding", "calendar.ics"},
		// The calendar has Portuguese, the pages do not.
		{"/?lang=pt-BR", "fr", "fr", "ltr", "Accept-Language, Accept-Encoding", "calendar.ics?lang=pt-BR,fr"},
	} {
		w := get(h, tt.target, "Accept-Language", tt.accept)
		require.Equal(t, http.StatusOK, w.Code, tt.target)
		text := w.Body.String()
		require.Equal(t, []string{tt.lang, tt.dir}, htmlTag.FindStringSubmatch(text)[1:], tt.target)
		require.Equal(t, tt.lang, w.Header().Get("Content-Language"))
		require.Equal(t, tt.vary, w.Header().Get("Vary"), tt.target)
		require.Contains(t, text, `<link rel="alternate" type="text/calendar" href="`+tt.feed+`" title=`, tt.target)
	}
	require.Equal(t, http.StatusBadRequest, get(h, "/?lang=fr_CH").Code)
}

// A server that serves French by itself is asked for English where the page is.
func TestFeedOfAPageBesideTheServersOwn(t *testing.T) {
	h, err := NewHandler(translated(), Options{Feed: ical.FeedOptions{Languages: []language.Tag{language.French}}})
	require.NoError(t, err)
	require.Contains(t, get(h, "/?lang=en").Body.String(), `<link rel="alternate" type="text/calendar" href="calendar.ics?lang=en"`)
}

// The switch names each language in itself, and keeps what the page is narrowed to.
func TestLanguageSwitch(t *testing.T) {
	h, err := NewHandler(ares76186.Calendar(), Options{Now: func() time.Time { return time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC) }})
	require.NoError(t, err)
	for _, accept := range []string{"en", "ar"} {
		text := get(h, "/2026?kind=report-due&asof=2025-06-01&q=report", "Accept-Language", accept).Body.String()
		for tag, name := range map[string]string{"ar": "العربية", "zh": "中文", "en": "English", "fr": "Français", "ru": "Русский", "es": "Español"} {
			require.Regexp(t, `<a href="2026\?asof=2025-06-01&amp;kind=report-due&amp;lang=`+tag+`&amp;q=report" lang="`+tag+`"[^>]* hreflang="`+tag+`"[^>]*>`+name+`</a>`, text)
		}
	}
}

// A title without a translation says its language, and its direction where that is another.
func TestUntranslatedTitles(t *testing.T) {
	h, err := NewHandler(ares76186.Calendar(), Options{Now: func() time.Time { return time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC) }})
	require.NoError(t, err)
	title := "General Assembly resolution 76/186 on trafficking in persons"
	require.Contains(t, get(h, "/?lang=ar").Body.String(), `<h1 lang="en" dir="ltr">`+title+`</h1>`)
	require.Contains(t, get(h, "/?lang=fr").Body.String(), `<h1 lang="en">`+title+`</h1>`)
	require.Contains(t, get(h, "/?lang=en").Body.String(), `<h1>`+title+`</h1>`)
}

func TestTongue(t *testing.T) {
	arabic, _ := localizerIn(language.Arabic)
	for _, tt := range []struct {
		l          *localizer
		lang, want string
	}{
		{inEnglish, "", ""},
		{inEnglish, "fr", ` lang="fr"`},
		{inEnglish, "ar", ` lang="ar" dir="rtl"`},
		{inEnglish, "fa", ` lang="fa" dir="rtl"`},
		{inEnglish, "az-Arab", ` lang="az-Arab" dir="rtl"`},
		{arabic, "ur", ` lang="ur"`},
		{arabic, "sr-Latn", ` lang="sr-Latn" dir="ltr"`},
	} {
		require.Equal(t, tt.want, string(tt.l.tongue(tt.lang)))
	}
}

func TestPatternsInSixLanguages(t *testing.T) {
	cal := ares76186.Calendar()
	for _, tt := range []struct{ series, lang, want string }{
		{"world-day-against-trafficking", "en", "every year on 30 July"},
		{"world-day-against-trafficking", "fr", "chaque année le 30 juillet"},
		{"world-day-against-trafficking", "es", "cada año el 30 de julio"},
		{"world-day-against-trafficking", "ru", "ежегодно 30 июля"},
		{"world-day-against-trafficking", "zh", "每年7月30日"},
		{"world-day-against-trafficking", "ar", "كل سنة في 30 تموز/يوليه"},
		{"gap-appraisal-cycle", "en", "every 4 sessions from number 72 on"},
		{"gap-appraisal-cycle", "ru", "раз в 4 сессии начиная с 72-й"},
		{"gap-appraisal-cycle", "ar", "كل 4 دورات اعتبارا من الدورة 72"},
	} {
		s, ok := cal.Series(tt.series)
		require.True(t, ok)
		l, _ := localizerIn(language.MustParse(tt.lang))
		text, in := l.pattern(s.Pattern)
		require.Equal(t, tt.want, text)
		require.Equal(t, l.tag, in)
	}
}

// What a catalogue gives in the language of the page stands there as any other text does.
func TestTranslatedTitles(t *testing.T) {
	h, err := NewHandler(translated(), Options{})
	require.NoError(t, err)
	text := get(h, "/?lang=fr").Body.String()
	require.Contains(t, text, "<h1>Obligations &amp; tâches</h1>")
	text = get(h, "/?lang=ru").Body.String()
	require.Contains(t, text, `<h1 lang="en">Duties</h1>`)
	require.Contains(t, text, "остается на своем языке", "which the page explains")
	require.NotContains(t, get(h, "/?lang=en").Body.String(), "which is marked beside it")
}
