package feed

import (
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/recurrence"
)

func viewOf(t testing.TB, cal *calendar.Calendar, today date.Date) *view {
	t.Helper()
	h, err := NewHandler(cal, Options{CacheSize: 1})
	require.NoError(t, err)
	return &view{e: h.current.Load(), l: inEnglish, cal: cal, today: today}
}

func ids(entries []calendar.Entry) []string {
	return texts(entries, func(e calendar.Entry) string { return e.ID })
}

// What pages say comes next is what the calendar says, whatever the day and the filters.
func TestNextIsThatOfTheCalendar(t *testing.T) {
	cal := ares76186.Calendar()
	v := viewOf(t, cal, 0)
	for day := date.New(2012, time.January, 1); day < date.New(2040, time.January, 1); day += 397 {
		v.today = day
		for name, filters := range map[string][]calendar.Filter{
			"all": nil, "reports": {calendar.OfKind(calendar.Publication, calendar.ReportDue, calendar.ChairTerm)},
			"series": {calendar.InSeries("gap-appraisal-cycle")}, "words": {calendar.Matching("trafficking report")},
		} {
			for _, n := range []int{1, 3, 9} {
				want := cal.Next(day, n, filters...)
				got := v.next(n, filters)
				// Beyond the years ahead pages may end.
				_, far := v.span()
				near := slices.DeleteFunc(slices.Clone(want), func(e calendar.Entry) bool {
					due, ok := e.When.Due()
					return !ok || due >= far
				})
				require.GreaterOrEqual(t, len(got), len(near), "%s %s", day, name)
				require.Equal(t, ids(want)[:len(near)], ids(got)[:len(near)], "%s %s %d", day, name, n)
			}
		}
	}
}

// What is over comes once each, the last first, however long ago.
func TestOverIsAllOfIt(t *testing.T) {
	cal := ares76186.Calendar()
	v := viewOf(t, cal, date.New(2026, time.November, 26))
	got := slices.Collect(v.over(newScan(), nil))
	var want []string
	for e := range cal.Between(v.today, firstDay, v.today) {
		if last, ok := e.When.Latest(); ok && last < v.today {
			want = append(want, e.ID)
		}
	}
	require.ElementsMatch(t, want, ids(got))
	require.Equal(t, "out-toc-day/2026-11-15", got[0].ID)
	require.Equal(t, "out-untoc-adoption", got[len(got)-1].ID)
}

// A search that finds nothing ends, and says that it did not see all.
func TestScansEnd(t *testing.T) {
	rule, err := recurrence.Parse("FREQ=DAILY")
	require.NoError(t, err)
	layer := calendar.Layer{ID: "a", Said: 1}
	for _, id := range []string{"a", "b", "c", "d"} {
		layer.Series = append(layer.Series, calendar.Series{
			ID: id, Title: "Watch", Kind: calendar.Meeting, Pattern: calendar.ByRule{Rule: rule}, Start: date.New(1800, time.January, 1),
			Sources: []calendar.Source{{Document: "X"}},
		})
	}
	cal, err := calendar.New(calendar.Definition{ID: "watch", Title: "Watch", Revision: time.Unix(1, 0), Layers: []calendar.Layer{layer}})
	require.NoError(t, err)
	v := viewOf(t, cal, date.New(2026, time.November, 26))
	looked := 0
	never := []calendar.Filter{func(calendar.Entry) bool { looked++; return false }}
	require.Empty(t, v.next(3, never))
	require.LessOrEqual(t, looked, maxScanned+farScanned)
	require.Greater(t, looked, 11*365*4)

	looked = 0
	s := newScan()
	for range v.over(s, never) {
	}
	require.Equal(t, maxScanned, looked)
	require.True(t, s.cut)
	require.Len(t, v.next(5, nil), 5)
}
