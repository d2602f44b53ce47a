package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestModified(t *testing.T) {
	tests := []struct{ id, asOf, want string }{
		{"review-4", "2005-06-01", "2005-06-01"},
		{"review-4", "2010-10-31", "2010-09-01"},
		{"review-4", "", "2011-01-17"}, // minutes without a day of their own: that of the meeting
		{"review-2", "2004-12-01", "2004-10-05"},
		{"review-2", "", "2005-06-01"},            // the charter came after the minutes
		{"open-day/2003-05-02", "", "2005-06-01"}, // the series was said after the occurrence
		{"open-day/2009-05-02", "", "2009-04-20"},
		{"survey/2010", "", "2005-06-01"}, // only the pattern gives it
		{"budget", "2006-01-01", "2005-06-01"},
		{"budget", "", "2006-02-14"}, // the vote fulfils it
	}
	for _, tt := range tests {
		t.Run(tt.id+"@"+tt.asOf, func(t *testing.T) {
			c := calendar.MustNew(board())
			if tt.asOf != "" {
				c = c.AsOf(day(tt.asOf))
			}
			require.Equal(t, day(tt.want).MidnightUTC(), c.Modified(find(t, c, tt.id)))
		})
	}
}

func TestRevisedCounts(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2019, time.December, 31, hour, 0, 0, 0, time.UTC) }
	def := board()
	def.Layers[0].Events[0].Revised = []time.Time{at(1), at(2)} // review-2
	def.Layers[0].Series[2].Revised = []time.Time{at(3)}        // survey
	def.Layers[1].Statements[8].Revised = []time.Time{at(4)}    // on survey/2008
	c := calendar.MustNew(def)
	for _, tt := range []struct {
		id       string
		sequence int
		modified time.Time
	}{
		{"review-2", 3, at(2)},
		{"survey/2008", 3, at(4)},
		{"survey/2010", 1, at(3)},
		{"review-4", 4, day("2011-01-17").MidnightUTC()},
	} {
		ev := find(t, c, tt.id)
		require.Equal(t, tt.sequence, ev.Sequence, tt.id)
		require.Equal(t, tt.modified, c.Modified(ev), tt.id)
	}
	s, _ := c.Series("survey")
	require.Equal(t, at(3), c.SeriesModified(s))

	// The caller may change his own.
	def.Layers[0].Series[2].Revised[0] = at(9)
	require.Equal(t, at(3), c.Modified(find(t, c, "survey/2010")))
}

func TestModifiedIsNotAfterTheRevision(t *testing.T) {
	def := board()
	def.Revision = time.Date(2008, time.June, 30, 8, 0, 0, 0, time.FixedZone("", 3600))
	c := calendar.MustNew(def)
	require.Equal(t, time.Date(2008, time.June, 30, 7, 0, 0, 0, time.UTC), c.Modified(find(t, c, "review-4")))
	def.Revision = time.Time{}
	require.Equal(t, day("2011-01-17").MidnightUTC(), calendar.MustNew(def).Modified(find(t, c, "review-4")), "no revision is no bound")
}

func TestRevisedIsChecked(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2020, time.January, 1, hour, 0, 0, 0, time.UTC) }
	for name, revised := range map[string][]time.Time{
		"after the revision": {at(1)},
		"out of order":       {at(-2), at(-3)},
		"twice":              {at(-2), at(-2)},
		"no moment":          {{}},
	} {
		def := board()
		def.Layers[0].Events[3].Revised = revised
		_, err := calendar.New(def)
		var fault *calendar.DefinitionError
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, []string{"revised", "budget"}, []string{fault.Field, fault.ID}, name)
	}
}
