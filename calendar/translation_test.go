package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

func in(l string, title string) calendar.Translation {
	return calendar.Translation{Language: language.MustParse(l), Title: title}
}

// multilingual has an event of which a later statement says more, and a series.
func multilingual() calendar.Definition {
	return calendar.Definition{
		ID: "m", Title: "Duties", Description: "What is due", Language: language.English,
		Translations: []calendar.Translation{
			in("fr", "Obligations"),
			{Language: language.Spanish, Title: "Obligaciones", Description: "Lo que vence"},
		},
		Layers: []calendar.Layer{
			{
				ID: "first", Said: day("2021-12-16"),
				Events: []calendar.Event{{
					ID: "e", Title: "Appraisal", Summary: "A meeting", Kind: calendar.Meeting, When: calendar.MustParseWhen("2025"),
					Status: calendar.Mandated, Place: "New York", LeavesOpen: []string{"the days"}, Sources: src("D", ""),
					Translations: []calendar.Translation{
						{Language: language.French, Title: "Évaluation", Summary: "Une réunion", Place: "New York (É.-U.)", LeavesOpen: []string{"les jours"}},
						{Language: language.Spanish, Title: "Evaluación", Place: "Nueva York"},
					},
				}},
				Series: []calendar.Series{{
					ID: "day", Title: "World Day", Each: "World Day {year}", Summary: "Every year", Kind: calendar.Observance,
					Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30")}, Start: day("2014-07-30"),
					Sources: src("D", ""),
					Translations: []calendar.Translation{
						{Language: language.French, Title: "Journée mondiale", Each: "Journée mondiale {year}"},
						{Language: language.Spanish, Title: "Día Mundial", Summary: "Cada año"},
					},
				}},
			},
			{
				ID: "later", Said: day("2025-10-01"),
				Statements: []calendar.Statement{
					{
						ID: "moved", Of: "e", Title: "Third appraisal", Place: "Vienna", Note: "It moves.", Sources: src("E", ""),
						Translations: []calendar.Translation{{Language: language.French, Title: "Troisième évaluation", Note: "Elle change de lieu."}},
					},
					{ID: "themed", Of: "day/2025-07-30", Status: calendar.Held, Sources: src("E", ""), Place: "Geneva",
						Translations: []calendar.Translation{{Language: language.French, Place: "Genève"}}},
				},
			},
		},
	}
}

func TestTextsInTheBestLanguage(t *testing.T) {
	c := calendar.MustNew(multilingual())
	require.Equal(t, language.English, c.Language())
	require.Equal(t, []language.Tag{language.English, language.Spanish, language.French}, c.Languages())
	for _, tt := range []struct {
		preferred                  []language.Tag
		title, description         string
		event, summary, place      string
		inTitle, inSummary, inOpen language.Tag
		occurrence                 string
		each                       string
	}{
		{nil, "Duties", "What is due", "Third appraisal", "A meeting", "Vienna", language.English, language.English, language.English, "World Day 2026", "Every year"},
		{[]language.Tag{language.MustParse("fr-CA")}, "Obligations", "What is due", "Troisième évaluation", "Une réunion", "Vienna",
			language.French, language.French, language.French, "Journée mondiale 2026", "Every year"},
		// The Spanish title of the first statement stays; it has no Each, so the title serves.
		{[]language.Tag{language.Spanish, language.French}, "Obligaciones", "Lo que vence", "Evaluación", "Une réunion", "Vienna",
			language.Spanish, language.French, language.French, "Día Mundial", "Cada año"},
		{[]language.Tag{language.Japanese, language.French}, "Obligations", "What is due", "Troisième évaluation", "Une réunion", "Vienna",
			language.French, language.French, language.French, "Journée mondiale 2026", "Every year"},
		{[]language.Tag{language.BritishEnglish, language.French}, "Duties", "What is due", "Third appraisal", "A meeting", "Vienna",
			language.English, language.English, language.English, "World Day 2026", "Every year"},
		{[]language.Tag{language.Japanese}, "Duties", "What is due", "Third appraisal", "A meeting", "Vienna",
			language.English, language.English, language.English, "World Day 2026", "Every year"},
	} {
		v := c.In(tt.preferred...)
		require.Equal(t, tt.title, v.Title(), tt.preferred)
		require.Equal(t, tt.description, v.Description())
		ev, ok := v.Event("e")
		require.True(t, ok)
		require.Equal(t, tt.event, ev.Title)
		require.Equal(t, tt.summary, ev.Summary)
		require.Equal(t, tt.place, ev.Place)
		require.Equal(t, tt.inTitle, ev.TitleLanguage())
		require.Equal(t, tt.inSummary, ev.SummaryLanguage())
		require.Equal(t, language.English, ev.PlaceLanguage(), "the old place's names are not the new one's")
		require.Equal(t, tt.inOpen, ev.LeavesOpenLanguage())
		next, ok := v.NextOf("day", day("2025-11-01"))
		require.True(t, ok)
		require.Equal(t, tt.occurrence, next.Title)
		require.Equal(t, tt.each, next.Summary)
		require.Equal(t, "day/2026-07-30", next.ID)
	}
}

// What is known of an occurrence that a statement speaks of comes from both.
func TestTextsOfARecordedOccurrence(t *testing.T) {
	ev, _ := calendar.MustNew(multilingual()).In(language.French).Event("day/2025-07-30")
	require.Equal(t, "Journée mondiale 2025", ev.Title)
	require.Equal(t, "Genève", ev.Place)
	require.Equal(t, "Every year", ev.Summary)
	require.Equal(t, language.English, ev.SummaryLanguage())
	es, _ := calendar.MustNew(multilingual()).In(language.Spanish).Event("day/2025-07-30")
	require.Equal(t, "Día Mundial", es.Title)
	require.Equal(t, "Cada año", es.Summary)
	require.Equal(t, "Geneva", es.Place)
}

func TestTextsAsOfADay(t *testing.T) {
	c := calendar.MustNew(multilingual())
	for _, v := range []*calendar.Calendar{c.In(language.French).AsOf(day("2022-01-01")), c.AsOf(day("2022-01-01")).In(language.French)} {
		ev, _ := v.Event("e")
		require.Equal(t, "Évaluation", ev.Title)
		require.Equal(t, "New York (É.-U.)", ev.Place)
		require.Equal(t, []string{"les jours"}, ev.LeavesOpen)
	}
	ev, _ := c.In(language.French).Event("e")
	require.Equal(t, "Elle change de lieu.", ev.History[1].Note)
	require.Equal(t, language.French, ev.NoteLanguage(ev.History[1]))
	require.Equal(t, "Évaluation", ev.History[0].Title)
	own, _ := c.Event("e")
	require.Equal(t, "It moves.", own.History[1].Note, "a view changes nothing of the others")
	require.Equal(t, language.English, own.NoteLanguage(own.History[1]))
}

func TestSeriesInTheBestLanguage(t *testing.T) {
	for s := range calendar.MustNew(multilingual()).In(language.Spanish).AllSeries() {
		require.Equal(t, "Día Mundial", s.Title)
		require.Empty(t, s.Each)
		require.Equal(t, language.Spanish, s.TitleLanguage())
		require.Equal(t, language.Spanish, s.SummaryLanguage())
	}
	s, _ := calendar.MustNew(multilingual()).In(language.French).Series("day")
	require.Equal(t, "Journée mondiale {year}", s.Each)
	require.Equal(t, language.English, s.SummaryLanguage())
}

func TestBestLanguage(t *testing.T) {
	c := calendar.MustNew(multilingual())
	for preferred, want := range map[string]string{"fr-CA": "fr", "es-419": "es", "en-AU": "en", "fr": "fr"} {
		got, ok := c.BestLanguage(language.MustParse(preferred))
		require.True(t, ok, preferred)
		require.Equal(t, want, got.String())
	}
	_, ok := c.BestLanguage(language.Japanese)
	require.False(t, ok)
	_, ok = calendar.MustNew(calendar.Definition{ID: "m", Title: "Duties"}).BestLanguage(language.English)
	require.False(t, ok, "nobody knows")
}

func TestLanguagesOfACalendarThatDoesNotSay(t *testing.T) {
	c := calendar.MustNew(calendar.Definition{ID: "m", Title: "Duties"})
	require.Equal(t, language.Und, c.Language())
	require.Equal(t, "Duties", c.In(language.French, language.English).Title())
	require.Equal(t, language.Und, c.TitleLanguage())
}

// The definition is the caller's, and may change afterwards.
func TestTranslationsAreCopied(t *testing.T) {
	def := multilingual()
	c := calendar.MustNew(def)
	def.Translations[0].Title = "x"
	def.Layers[0].Events[0].Translations[0].LeavesOpen[0] = "x"
	def.Layers[0].Series[0].Translations[0].Title = "x"
	def.Layers[1].Statements[0].Translations[0].Note = "x"
	v := c.In(language.French)
	require.Equal(t, "Obligations", v.Title())
	ev, _ := v.Event("e")
	require.Equal(t, []string{"les jours"}, ev.LeavesOpen)
	require.Equal(t, "Elle change de lieu.", ev.History[1].Note)
	s, _ := v.Series("day")
	require.Equal(t, "Journée mondiale", s.Title)
}

// The order in which translations are given makes no difference.
func TestTranslationsAreInOrder(t *testing.T) {
	ev, _ := calendar.MustNew(multilingual()).Event("e")
	var tags []string
	for _, tr := range ev.Translations {
		tags = append(tags, tr.Language.String())
	}
	require.Equal(t, []string{"es", "fr"}, tags)
}

func TestTranslationErrors(t *testing.T) {
	with := func(own string, translations ...calendar.Translation) error {
		def := calendar.Definition{ID: "m", Title: "M", Layers: []calendar.Layer{{ID: "l", Said: day("2021-12-16"), Events: []calendar.Event{{
			ID: "e", Title: "E", Kind: calendar.Meeting, Status: calendar.Held, Sources: src("D", ""), Translations: translations,
		}}}}}
		if own != "" {
			def.Language = language.MustParse(own)
		}
		_, err := calendar.New(def)
		return err
	}
	hebrew, _ := language.Raw.Parse("iw")
	for name, tt := range map[string]struct {
		err           error
		field, reason string
	}{
		"own unknown":  {with("", in("fr", "x")), "translations", "need the language of the calendar itself"},
		"none":         {with("en", calendar.Translation{Title: "x"}), "translations", "one has no language"},
		"own":          {with("en", in("en", "x")), "translations.en", "is the language of the calendar itself"},
		"own, longer":  {with("en", in("en-Latn", "x")), "translations.en", "is the language of the calendar itself"},
		"twice":        {with("en", in("fr", "x"), in("fr", "y")), "translations.fr", "is given twice"},
		"by two names": {with("en", in("he", "x"), calendar.Translation{Language: hebrew, Title: "y"}), "translations.he", "is given twice"},
		"empty":        {with("en", in("fr", "")), "translations.fr", "has no text"},
		"of nothing":   {with("en", calendar.Translation{Language: language.French, Title: "x", Note: "y"}), "translations.fr.note", "there is none to translate here"},
	} {
		t.Run(name, func(t *testing.T) {
			var e *calendar.DefinitionError
			require.ErrorAs(t, tt.err, &e)
			require.Equal(t, tt.field, e.Field)
			require.Equal(t, tt.reason, e.Reason)
			require.Equal(t, "e", e.ID)
		})
	}
}

func TestOrdinalsAreEnglish(t *testing.T) {
	series := func(own language.Tag, each string, translations ...calendar.Translation) error {
		_, err := calendar.New(calendar.Definition{ID: "m", Title: "M", Language: own, Layers: []calendar.Layer{{
			ID: "l", Said: day("2021-12-16"), Series: []calendar.Series{{
				ID: "s", Title: "S", Each: each, Kind: calendar.Meeting, Sources: src("D", ""), Translations: translations,
				Pattern: calendar.Cadence{Periods: "year", First: 2020, Every: 2},
			}},
		}}})
		return err
	}
	french := calendar.Translation{Language: language.French, Each: "La {nth} session"}
	require.NoError(t, series(language.Und, "The {nth}"))
	require.NoError(t, series(language.BritishEnglish, "The {nth}"))
	require.ErrorContains(t, series(language.French, "La {nth}"), "each: {nth} is an English ordinal")
	require.ErrorContains(t, series(language.English, "", french), "translations.fr.each: {nth} is an English ordinal")
}

func TestGeo(t *testing.T) {
	g := calendar.MustGeo(40.7489, -73.968)
	require.Equal(t, "40.7489,-73.968", g.String())
	require.Equal(t, 40.7489, g.Latitude())
	require.Equal(t, -73.968, g.Longitude())
	require.False(t, calendar.MustGeo(0, 0).IsZero())
	require.True(t, calendar.Geo{}.IsZero())
	require.Empty(t, calendar.Geo{}.String())
	require.Equal(t, calendar.MustGeo(48.1234564, 16), calendar.MustGeo(48.123456, 16))
	for _, wrong := range [][2]float64{{90.1, 0}, {-91, 0}, {0, 180.5}, {0, -181}, {nan(), 0}, {0, nan()}} {
		_, err := calendar.NewGeo(wrong[0], wrong[1])
		require.Error(t, err, wrong)
	}
}

func nan() float64 {
	var zero float64
	return zero / zero
}

// Coordinates belong to a place: another place has others, or none.
func TestGeoOfAnEvent(t *testing.T) {
	vienna, geneva := calendar.MustGeo(48.2347, 16.4167), calendar.MustGeo(46.2266, 6.1404)
	for name, tt := range map[string]struct {
		said calendar.Statement
		want calendar.Geo
	}{
		"a place alone":      {calendar.Statement{Place: "Geneva"}, calendar.Geo{}},
		"a place with its":   {calendar.Statement{Place: "Geneva", Geo: geneva}, geneva},
		"coordinates alone":  {calendar.Statement{Geo: geneva}, geneva},
		"nothing of a place": {calendar.Statement{Status: calendar.Held}, vienna},
	} {
		t.Run(name, func(t *testing.T) {
			tt.said.ID, tt.said.Of, tt.said.Sources = "s", "e", src("E", "")
			c := calendar.MustNew(calendar.Definition{ID: "m", Title: "M", Layers: []calendar.Layer{
				{ID: "l", Said: day("2021-12-16"), Events: []calendar.Event{{
					ID: "e", Title: "E", Kind: calendar.Meeting, Status: calendar.Scheduled, Sources: src("D", ""), Place: "Vienna", Geo: vienna,
				}}},
				{ID: "later", Said: day("2022-01-01"), Statements: []calendar.Statement{tt.said}},
			}})
			ev, _ := c.Event("e")
			require.Equal(t, tt.want, ev.Geo)
		})
	}
}
