package ical

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

func TestGeoAndClass(t *testing.T) {
	def := define(calendar.Layer{Events: []calendar.Event{{
		ID: "e", When: calendar.On(day("2026-12-16")), Status: calendar.Scheduled, Kind: calendar.Meeting, Place: "Geneva", Geo: calendar.MustGeo(46.2266, -6.1404),
	}}})
	e := eventOf(t, feedOf(t, def, FeedOptions{Class: "CONFIDENTIAL"}))
	require.Equal(t, "46.2266;-6.1404", e.raw("GEO"))
	require.Equal(t, "CONFIDENTIAL", e.raw("CLASS"))
	require.False(t, eventOf(t, feedOf(t, def, FeedOptions{})).has("CLASS"))
}

func TestDocumentStyles(t *testing.T) {
	other := calendar.Source{Document: `A/80/"L".8`, URL: "https://undocs.org/A/80/L.8", SaidOn: day("2025-11-24")}
	nowhere := calendar.Source{Document: "A paper", SaidOn: day("2025-11-25")}
	def := define(calendar.Layer{
		Series: []calendar.Series{{ID: "s", Title: "S", Kind: calendar.Meeting}},
		Events: []calendar.Event{{
			ID: "e", When: calendar.On(day("2025-11-24")), Status: calendar.Held, Kind: calendar.Meeting, Series: "s",
			Sources: []calendar.Source{resolution, other, nowhere, resolution},
		}},
	})
	all := func(options FeedOptions, name string) (found []plainProperty) {
		for _, p := range eventOf(t, feedOf(t, def, options)).properties {
			if p.name == name {
				found = append(found, p)
			}
		}
		return found
	}
	require.Empty(t, all(FeedOptions{}, "ATTACH"))
	require.Empty(t, all(FeedOptions{}, "LINK"))
	attached := all(FeedOptions{Documents: DocumentAttach}, "ATTACH")
	require.Len(t, attached, 2)
	require.Equal(t, resolution.URL, attached[0].raw)
	require.Equal(t, other.URL, attached[1].raw)
	linked := all(FeedOptions{Documents: DocumentLink}, "LINK")
	require.Len(t, linked, 2)
	require.Equal(t, map[string][]string{"VALUE": {"URI"}, "LINKREL": {"describedby"}, "LABEL": {`A/80/"L".8`}}, linked[1].params)
	require.Equal(t, "s", all(FeedOptions{Documents: DocumentLink}, "REFID")[0].raw)
	require.Empty(t, all(FeedOptions{}, "REFID"))
	require.Equal(t, "s", all(FeedOptions{}, seriesProperty)[0].raw)
}

// What meets an event is its child, by the UID that it has in the feed.
func TestRelationOfFulfilment(t *testing.T) {
	def := yearly(july30, nil, []calendar.Statement{{ID: "held", Of: "day/2020-07-30", Status: calendar.Held}})
	def.Layers[0].Events = []calendar.Event{
		{ID: "by-event", Title: "T", When: calendar.MustParseWhen("[..2025-12]"), Status: calendar.Mandated, Kind: calendar.Deadline, FulfilledBy: "meeting", Sources: []calendar.Source{resolution}},
		{ID: "by-occurrence", Title: "T", When: calendar.MustParseWhen("[..2020-12]"), Status: calendar.Mandated, Kind: calendar.Deadline, FulfilledBy: "day/2020-07-30", Sources: []calendar.Source{resolution}},
		{ID: "meeting", Title: "T", When: calendar.On(day("2025-11-24")), Status: calendar.Held, Kind: calendar.Meeting, Sources: []calendar.Source{resolution}},
	}
	feed := feedOf(t, def, FeedOptions{})
	related := eventWith(t, feed, "by-event").find("RELATED-TO")
	require.Equal(t, UID("test", "meeting"), related.raw)
	require.Equal(t, []string{"CHILD"}, related.params["RELTYPE"])
	require.Equal(t, eventWith(t, feed, "day").raw("UID"), eventWith(t, feed, "by-occurrence").raw("RELATED-TO"))
	require.False(t, eventWith(t, feed, "meeting").has("RELATED-TO"))
}

func TestStyleErrors(t *testing.T) {
	cal := calendar.MustNew(define(calendar.Layer{}))
	for name, options := range map[string]FeedOptions{
		"windows": {Windows: WindowBoth + 1}, "documents": {Documents: DocumentLink + 1}, "class": {Class: "SECRET\r\nX"},
	} {
		_, err := FromCalendar(cal, options)
		require.ErrorIs(t, err, ErrValue, name)
	}
}

// Whatever an event says, its feed is valid in every style.
func TestFeedsOfAllStylesAreValid(t *testing.T) {
	whens := []string{"XXXX", "2021-12-16", "2025-11-24/2025-11-25", "2025-11/2025-12-24", "2025/..", "../2025", "[2025-09-30..2025-12-31]", "[..2025-12]", "[2025..]",
		"0001-01-01", "0001", "9999", "0000/0001", "9999-12-30/9999-12-31", "0000-12-31", "2026-11-24T10:00[America/New_York]", "2026-11-24T10:00[UTC]/2026-11-25T01:00[UTC]", "9999-12-31T23:59[America/New_York]"}
	for _, when := range whens {
		for _, status := range calendar.Statuses() {
			if status == calendar.Overdue {
				continue
			}
			def := define(calendar.Layer{Events: []calendar.Event{{
				ID: "e", Title: "a\r\nURL:x", When: calendar.MustParseWhen(when), Status: status, Kind: calendar.Meeting, Geo: calendar.MustGeo(-90, 0.000001),
				Translations: []calendar.Translation{{Language: language.MustParse("fr-x-a-b"), Title: "b;\n"}},
				Sources:      []calendar.Source{{Document: "x\"\r\n", URL: "https://x", SaidOn: day("2020-01-01")}},
			}}})
			def.Language = language.English
			for _, windows := range []WindowStyle{WindowLastDay, WindowSpan, WindowBoth} {
				for _, documents := range []DocumentStyle{DocumentAttach, DocumentLink} {
					for _, todos := range []bool{false, true} {
						feedOf(t, def, FeedOptions{
							Windows: windows, Documents: documents, Todos: todos, Class: "PRIVATE", Languages: []language.Tag{language.French},
							Alarms: []time.Duration{0, 36 * time.Hour},
						})
					}
				}
			}
		}
	}
}
