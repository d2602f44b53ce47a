package secretariat_test

import (
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/secretariat"
)

func day(s string) date.Date { return date.MustParseISO(s) }

// The days as the pages that give them have them.
var listed = map[string]map[int]string{
	secretariat.NewYork: {
		2017: "01-02 04-14 05-29 06-26 07-04 09-01 09-04 11-23 12-25",
		2020: "01-01 04-10 05-25 05-26 07-03 07-31 09-07 11-26 12-25",
		2024: "01-01 03-29 04-10 05-27 06-17 07-04 09-02 11-28 12-25",
	},
	secretariat.Vienna: {
		2023: "01-02 04-07 04-10 04-24 05-01 06-29 10-26 12-25 12-26",
	},
}

func TestHolidays(t *testing.T) {
	for _, l := range secretariat.Holidays() {
		days := ""
		for _, h := range l.Official.Days {
			days += " " + h.Day.Format("01-02")
			require.NotEmpty(t, h.Source.Document)
			require.NotEmpty(t, h.Source.URL)
			require.NotEmpty(t, h.Source.Rank)
			require.True(t, calendar.MondayToFriday.Has(h.Day.Weekday()), "%s is on a weekend", h.Day)
		}
		require.Equal(t, " "+listed[l.Station][l.Year], days, "%s %d", l.Station, l.Year)
		require.Equal(t, l.Station == secretariat.NewYork && l.Year == 2017, len(l.Floating.Days) == 6)
	}
	secretariat.Holidays()[0].Official.Days[0].Name = "changed"
	require.NotEqual(t, "changed", secretariat.Holidays()[0].Official.Days[0].Name)
}

// Every day of the years listed, one by one; and none beyond them.
func TestWorkdays(t *testing.T) {
	for station, years := range listed {
		w, ok := secretariat.Workdays(station)
		require.True(t, ok)
		for d := day("2016-01-01"); d < day("2030-01-01"); d++ {
			works, err := w.IsWorkday(d)
			off, known := years[d.Year()]
			switch weekend := !calendar.MondayToFriday.Has(d.Weekday()); {
			case weekend:
				require.NoError(t, err)
				require.False(t, works, d)
			case !known:
				require.ErrorAs(t, err, new(*calendar.CoverageError), d)
			default:
				require.NoError(t, err)
				require.Equal(t, !strings.Contains(off, d.Format("01-02")), works, d)
			}
		}
	}
	require.Len(t, secretariat.Places(), len(listed))
	_, ok := secretariat.Workdays("Geneva")
	require.False(t, ok)
	vienna, _ := secretariat.Workdays(secretariat.Vienna)
	_, err := vienna.Next(day("2026-11-26"))
	require.EqualError(t, err, "calendar: no list of holidays of the United Nations in Vienna reaches 2026-11-27; there are lists for 2023")
}

func TestDocumentsAreAPlan(t *testing.T) {
	require.NoError(t, planning.Check(secretariat.Documents(), nil))
	for _, m := range secretariat.Documents().Milestones {
		require.NotEmpty(t, m.Sources, m.ID)
	}
}
