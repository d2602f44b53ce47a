package calendar_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

func TestTitleOfAnOccurrence(t *testing.T) {
	def := board()
	def.Layers[0].Series[2].Pattern = calendar.Cadence{Periods: "year", First: 1, Every: 1}
	def.Layers[0].Series[2].Each = "{nth}: {n} in {year}, {no}"
	c := calendar.MustNew(def)
	for n, nth := range map[int]string{
		1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 10: "10th", 11: "11th", 12: "12th", 13: "13th", 14: "14th",
		21: "21st", 22: "22nd", 23: "23rd", 91: "91st", 92: "92nd", 93: "93rd", 101: "101st", 111: "111th", 112: "112th", 113: "113th", 122: "122nd",
	} {
		require.Equal(t, fmt.Sprintf("%s: %d in %d, {no}", nth, n, n), find(t, c, fmt.Sprintf("survey/%d", n)).Title)
	}
	require.Equal(t, "Review of the 6th term", find(t, c, "review/6").Title)
	require.Equal(t, "Open day", find(t, c, "open-day/2012-05-02").Title)
}

func TestPatternWords(t *testing.T) {
	require.Equal(t, "every session from 72 on", calendar.Cadence{Periods: "session", First: 72, Every: 1}.Words())
	require.Equal(t, "every 4 sessions from 72 on", calendar.Cadence{Periods: "session", First: 72, Every: 4}.Words())
	require.Equal(t, "every year on 30 July", calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30")}.Words())
}

// What falls on one day stands in the order of the IDs, be it recorded or projected, and
// whatever IDs begin alike.
func TestProjectionsStandInTheOrderOfIDs(t *testing.T) {
	all := []string{"day", "day-2", "day.x", "daybreak", "da", "Day"}
	series := [][]string{all}
	for _, id := range all {
		series = append(series, []string{id})
	}
	for _, series := range series {
		layer := calendar.Layer{ID: "l", Said: day("2020-01-01")}
		for _, id := range series {
			layer.Series = append(layer.Series, calendar.Series{
				ID: id, Title: "S", Kind: calendar.Meeting, Status: calendar.Scheduled, Start: day("2020-01-01"), Sources: src("D", ""),
				Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=DAILY")},
			})
		}
		for _, id := range []string{"day-1", "day0", "day.", "d", "e", "daybreaks", "day-3"} {
			layer.Events = append(layer.Events, calendar.Event{
				ID: id, Title: "E", Kind: calendar.Meeting, Status: calendar.Scheduled, When: when("2020-01-05"), Sources: src("D", ""),
			})
		}
		c := calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{layer}})
		got := ids(c.On(day("2020-01-05")))
		require.Len(t, got, len(series)+7)
		require.True(t, slices.IsSorted(got), "%q", got)
		require.Equal(t, got, ids(slices.Values(c.Next(day("2020-01-05"), len(got)))))
		require.Equal(t, got[:5], ids(slices.Values(c.Next(day("2020-01-05"), 5))))
	}
}
