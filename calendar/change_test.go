package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// What was translated otherwise is told by language and text.
func TestDiffOfTranslations(t *testing.T) {
	build := func(fr, es calendar.Translation) *calendar.Calendar {
		fr.Language, es.Language = language.French, language.Spanish
		return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Language: language.English, Layers: []calendar.Layer{{
			ID: "l", Said: day("2020-01-01"),
			Series: []calendar.Series{{
				ID: "s", Title: "Forum", Each: "Forum {year}", LeavesOpen: []string{"day", "place"}, Translations: []calendar.Translation{fr, es}, Kind: calendar.Meeting,
				Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY")}, Start: day("2020-05-02"), Sources: src("A/1", "2020-01-01"),
			}},
			Events: []calendar.Event{{
				ID: "e", Title: "Audit", Translations: []calendar.Translation{{Language: language.French, Title: fr.Title}}, Kind: calendar.Deadline,
				Status: calendar.Scheduled, When: when("2020-06-01"), Sources: src("A/1", "2020-01-01"),
			}},
		}}})
	}
	d := calendar.Diff(
		build(calendar.Translation{Title: "un", LeavesOpen: []string{"jour", "lieu"}}, calendar.Translation{Each: "foro"}),
		build(calendar.Translation{Title: "deux", LeavesOpen: []string{"jour"}}, calendar.Translation{Title: "foro"}))
	require.Equal(t, []string{"s: reworded"}, told(d.Series))
	require.Equal(t, []calendar.FieldChange{
		{Field: "title (es)", New: "foro"}, {Field: "each (es)", Old: "foro"},
		{Field: "title (fr)", Old: "un", New: "deux"}, {Field: "leaves open (fr)", Old: "jour; lieu", New: "jour"},
	}, d.Series[0].Fields)
	require.Equal(t, []string{"e: reworded"}, told(d.Events))
	require.Equal(t, []calendar.FieldChange{{Field: "title (fr)", Old: "un", New: "deux"}}, d.Events[0].Fields)
}

// Where the words for two sets are the same, the sets themselves are told.
func TestDiffOfSets(t *testing.T) {
	build := func(start string) *calendar.Calendar {
		set, err := recurrence.ParseSet("DTSTART;TZID=Europe/Vienna:" + start + "\nRRULE:FREQ=WEEKLY;COUNT=2")
		require.NoError(t, err)
		return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{ID: "l", Said: day("2020-01-01"), Series: []calendar.Series{{
			ID: "s", Title: "Forum", Kind: calendar.Meeting, Pattern: calendar.BySet{Set: set}, Sources: src("A/1", "2020-01-01"),
		}}}}})
	}
	d := calendar.DiffWithin(build("20260105T090000"), build("20260105T100000"), day("2026-01-01"), day("2026-02-01"))
	require.Equal(t, []string{"s: repeats"}, told(d.Series))
	require.Equal(t, []calendar.FieldChange{{
		Field: "repeats", Old: "DTSTART;TZID=Europe/Vienna:20260105T090000 RRULE:FREQ=WEEKLY;COUNT=2",
		New: "DTSTART;TZID=Europe/Vienna:20260105T100000 RRULE:FREQ=WEEKLY;COUNT=2",
	}}, d.Series[0].Fields)
}

// How a series repeats is said in words to people, and as RFC 5545 has it to programs.
func TestHowASeriesRepeatsIsSaid(t *testing.T) {
	build := func(rules ...string) *calendar.Calendar {
		layer := calendar.Layer{ID: "l", Said: day("2020-01-01")}
		for i, rule := range rules {
			layer.Series = append(layer.Series, calendar.Series{
				ID: string(rune('a' + i)), Title: "Forum", Kind: calendar.Meeting,
				Pattern: calendar.ByRule{Rule: recurrence.MustParse(rule)}, Sources: src("A/1", "2020-01-01"),
			})
		}
		return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{layer}})
	}
	d := calendar.Diff(build("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=5"), build("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=6", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30"))
	d.Events = nil
	var text strings.Builder
	require.NoError(t, d.WriteText(&text))
	require.Equal(t, `Series
repeats: Forum (a)
  repeats: every year on 5 October → every year on 6 October
added: Forum (b)
  repeats: every year on 30 July
  sources: A/1
`, text.String())
	b, err := json.Marshal(d)
	require.NoError(t, err)
	require.Contains(t, string(b), `"repeats":"FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=7"`)
}
