package ical

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The rules are those of the time zone database: "Sun>=8" is the second Sunday, "Fri>=23"
// the Friday from the 23rd to the 29th, and "lastThu 24:00" the Friday after the last
// Thursday, which may be the first of the next month.
func TestYearlyRules(t *testing.T) {
	tests := []struct {
		zone string
		want []string
	}{
		{"America/New_York", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"}},
		{"Europe/Chisinau", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"}},
		{"Australia/Lord_Howe", []string{"FREQ=YEARLY;BYMONTH=4;BYDAY=1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"}},
		{"America/Santiago", []string{"FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8", "FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8"}},
		{"Asia/Jerusalem", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"}},
		{"America/Nuuk", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"}},
		{"Africa/Cairo", []string{"FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR", "FREQ=YEARLY;BYDAY=FR;BYYEARDAY=-67,-66,-65,-64,-63,-62,-61"}},
	}
	for _, tt := range tests {
		t.Run(tt.zone, func(t *testing.T) {
			loc, err := time.LoadLocation(tt.zone)
			require.NoError(t, err)
			first := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
			zone, _ := describe(t, loc, first, first.AddDate(3, 0, 0))
			var got []string
			for _, o := range zone.components {
				if rule := o.find("RRULE").raw; rule != "" {
					got = append(got, rule)
				}
			}
			require.ElementsMatch(t, tt.want, got)
		})
	}
}

// Days on which no rule can be told apart, or that follow none, are no rule.
func TestLongestRunOfDaysWithoutOne(t *testing.T) {
	day := func(year int, month time.Month, day int) onset {
		return onset{at: time.Date(year, month, day, 2, 0, 0, 0, time.UTC)}
	}
	for name, days := range map[string][]onset{
		"one":          {day(2025, 3, 30)},
		"two":          {day(2025, 3, 30), day(2026, 3, 29)},
		"a year apart": {day(2025, 3, 30), day(2027, 3, 28), day(2028, 3, 26)},
		"no rule":      {day(2025, 3, 30), day(2026, 4, 12), day(2027, 2, 3), day(2028, 5, 1)},
		"two a year":   {day(2025, 3, 30), day(2025, 10, 26), day(2026, 3, 29)},
	} {
		t.Run(name, func(t *testing.T) {
			n, rule := longestRun(days)
			require.Equal(t, 1, n)
			require.Empty(t, rule)
		})
	}
	n, rule := longestRun([]onset{day(2023, 4, 30), day(2024, 4, 30), day(2025, 4, 30), day(2026, 4, 29)})
	require.Equal(t, 3, n)
	require.Equal(t, "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", rule)
}

// A fifth Sunday is a last one.
func TestLongestRunOfFifthWeekdays(t *testing.T) {
	day := func(year int, month time.Month, day int) onset {
		return onset{at: time.Date(year, month, day, 2, 0, 0, 0, time.UTC)}
	}
	n, rule := longestRun([]onset{day(2024, 3, 31), day(2025, 3, 30), day(2026, 3, 29)})
	require.Equal(t, 3, n)
	require.Equal(t, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", rule)
}
