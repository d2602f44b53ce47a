package ical

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// However a feed shows its events, they are read back as what they are: with their IDs,
// titles, kinds, statuses, places and days.
func TestFeedsOfAllStylesAreReadBack(t *testing.T) {
	var events []calendar.Event
	for i, when := range []string{
		"2021-12-16", "2025-11-24/2025-11-25", "[2025-09-30..2025-12-31]", "[..2025-12]", "2024-02?", "2019", "2015/2022",
		"2026-11-24T10:00[America/New_York]/2026-11-24T13:00[America/New_York]",
	} {
		for j, status := range []calendar.Status{calendar.Projected, calendar.Mandated, calendar.Scheduled, calendar.Held, calendar.Postponed, calendar.Cancelled} {
			events = append(events, calendar.Event{
				ID: "e" + string(rune('a'+i)) + string(rune('a'+j)), Title: "Meeting (of 2019)", Kind: calendar.Kinds()[(i+j)%len(calendar.Kinds())],
				When: calendar.MustParseWhen(when), Status: status, Geo: calendar.MustGeo(46.2266, 6.1404), Format: calendar.Virtual,
				Translations: []calendar.Translation{{Language: language.French, Title: "Réunion : deux"}},
			})
		}
	}
	def := define(calendar.Layer{Events: events})
	def.Language = language.English
	for _, l := range []language.Tag{language.English, language.French} {
		cal := calendar.MustNew(def).In(l)
		for _, options := range []FeedOptions{{}, {Windows: WindowSpan}, {Windows: WindowBoth}, {Documents: DocumentLink}, {Todos: true}} {
			options.Languages = []language.Tag{l}
			model, err := FromCalendar(cal, options)
			require.NoError(t, err)
			im, err := ToCalendar(model, ImportOptions{})
			require.NoError(t, err)
			want := slices.Collect(cal.Events())
			if options.Todos {
				want = slices.DeleteFunc(want, func(ev calendar.Event) bool { return !isTodo(ev.Kind) })
			}
			got := slices.Collect(im.Calendar.Events())
			require.Len(t, got, len(want))
			for _, w := range want {
				ev, ok := im.Calendar.Event(w.ID)
				require.True(t, ok, w.ID)
				require.Equal(t, w.Title, ev.Title, "%s %s", options.Windows, w.When)
				require.Equal(t, w.Kind, ev.Kind)
				require.Equal(t, w.Status, ev.Status, "%s %s", options.Windows, w.When)
				require.Equal(t, w.When.String(), ev.When.String(), options.Windows)
				require.Equal(t, w.Geo, ev.Geo)
				require.Equal(t, w.Format, ev.Format)
			}
		}
	}
}
