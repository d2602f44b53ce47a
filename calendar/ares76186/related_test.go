package ares76186_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
)

// The days are those of the fact table's appendix, but for the World Day itself, which
// the resolution names.
func TestRelatedDays(t *testing.T) {
	var want []struct{ Day, Document string }
	text, err := os.ReadFile("testdata/related.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &want))

	from := date.New(2027, time.January, 1)
	entries := slices.Collect(ares76186.Related().Between(from, from, date.New(2028, time.January, 1)))
	require.Len(t, entries, len(want))
	for i, e := range entries {
		require.Equal(t, "2027-"+want[i].Day, e.When.String(), e.ID)
		require.Equal(t, calendar.Observance, e.Kind)
		documents := []string{""}
		for _, s := range e.Sources {
			require.Equal(t, calendar.Secondary, s.Rank, e.ID)
			documents = append(documents, s.Document)
		}
		require.Contains(t, documents, want[i].Document, e.ID)
	}
}

// Nobody gets these days unasked, and with the resolution's own none is given twice.
func TestRelatedIsApart(t *testing.T) {
	from, to := date.New(2027, time.January, 1), date.New(2028, time.January, 1)
	for s := range ares76186.Related().AllSeries() {
		_, known := ares76186.Calendar().Series(s.ID)
		require.False(t, known, s.ID)
	}
	own := len(slices.Collect(ares76186.Calendar().Between(from, from, to)))
	related := len(slices.Collect(ares76186.Related().Between(from, from, to)))
	merged := calendar.Merge(ares76186.Calendar(), ares76186.Related())
	require.Len(t, slices.Collect(merged.Between(from, from, to)), own+related-1, "15 November is in both")
	day := slices.Collect(merged.On(date.New(2027, time.November, 15), calendar.OfKind(calendar.Observance)))
	require.Len(t, day, 1)
	require.Len(t, day[0].In, 2)
}
