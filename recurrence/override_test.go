package recurrence

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestThisAndFutureNearGaps moves occurrences that lie in the hour which New York's
// clocks skip on 8 March 2026, from 02:00 to 03:00.
func TestThisAndFutureNearGaps(t *testing.T) {
	for _, tt := range []struct {
		name, master, override string
		want                   []string // start, and the RECURRENCE-ID where it is another
	}{
		{
			"COUNT ends in the hour after the gap",
			"DTSTART;TZID=America/New_York:20260308T013000 RRULE:FREQ=MINUTELY;INTERVAL=10;COUNT=5",
			"RECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20260308T015000 DTSTART;TZID=America/New_York:20260308T015500",
			[]string{
				"01:30:00-05:00", "01:40:00-05:00", "01:55:00-05:00 for 01:50:00-05:00",
				"03:05:00-04:00 for 03:00:00-04:00", "03:15:00-04:00 for 03:10:00-04:00",
			},
		},
		{
			"both readings of the gap's day are moved, from the first on",
			"DTSTART;TZID=America/New_York:20260308T014000 RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=20,40;COUNT=3",
			"RECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20260308T022000 DTSTART;TZID=America/New_York:20260308T052000",
			[]string{"01:40:00-05:00", "05:20:00-04:00 for 03:20:00-04:00", "05:40:00-04:00 for 03:40:00-04:00"},
		},
		{
			"only the second is moved",
			"DTSTART;TZID=America/New_York:20260308T014000 RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=20,40;COUNT=3",
			"RECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20260308T024000 DTSTART;TZID=America/New_York:20260308T054000",
			[]string{"01:40:00-05:00", "03:20:00-04:00", "05:40:00-04:00 for 03:40:00-04:00"},
		},
		{
			"an EXDATE in the gap stays one when occurrences are moved",
			"DTSTART;TZID=America/New_York:20260308T014000 RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=20,40;COUNT=3 EXDATE;TZID=America/New_York:20260308T024000",
			"RECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20260308T014000 DTSTART;TZID=America/New_York:20260308T044000",
			[]string{"04:40:00-04:00 for 01:40:00-05:00", "05:20:00-04:00 for 03:20:00-04:00"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := ParseSet("BEGIN:VEVENT\n" + strings.ReplaceAll(tt.master, " ", "\n") + "\nEND:VEVENT\n" +
				"BEGIN:VEVENT\n" + strings.ReplaceAll(tt.override, " ", "\n") + "\nEND:VEVENT\n")
			require.NoError(t, err)
			times, err := set.Times()
			require.NoError(t, err)
			var got []string
			for o := range times.Occurrences(set.Start.Time(), set.Start.Time().AddDate(1, 0, 0)) {
				text := o.Start.Format("15:04:05Z07:00")
				if !o.ID.Equal(o.Start) {
					text += " for " + o.ID.Format("15:04:05Z07:00")
				}
				got = append(got, text)
			}
			require.Equal(t, tt.want, got)
			n, finite := times.Len()
			require.True(t, finite)
			require.EqualValues(t, len(tt.want), n)
		})
	}
}

// TestOverriddenDates replaces occurrences that no rule gives.
func TestOverriddenDates(t *testing.T) {
	override := func(lines ...string) string {
		return "BEGIN:VEVENT\n" + strings.Join(lines, "\n") + "\nEND:VEVENT\n"
	}
	for _, tt := range []struct {
		name, master, override string
		want                   []string
	}{
		{
			"the start of a set without rules", override("DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20260110"),
			override("RECURRENCE-ID;VALUE=DATE:20260105", "DTSTART;VALUE=DATE:20260107"), []string{"2026-01-07", "2026-01-10"},
		},
		{
			"an RDATE", override("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=DATE:20260110"),
			override("RECURRENCE-ID;VALUE=DATE:20260110", "DTSTART;VALUE=DATE:20260112"), []string{"2026-01-05", "2026-01-06", "2026-01-12"},
		},
		{
			"a cancelled RDATE", override("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=DATE:20260110"),
			override("RECURRENCE-ID;VALUE=DATE:20260110", "STATUS:CANCELLED"), []string{"2026-01-05", "2026-01-06"},
		},
		{
			"an RDATE and all that comes later", override("DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20260110,20260112"),
			override("RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260110", "DTSTART;VALUE=DATE:20260111"), []string{"2026-01-05", "2026-01-11", "2026-01-13"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := ParseSet(tt.master + tt.override)
			require.NoError(t, err)
			dates, err := set.Dates()
			require.NoError(t, err)
			var got []string
			for d := range dates.All() {
				got = append(got, d.String())
			}
			require.Equal(t, tt.want, got)
			n, _ := dates.Len()
			require.EqualValues(t, len(tt.want), n)
		})
	}
}

// TestInheritedLengths: what an override for later occurrences leaves as it is holds for
// the occurrence that it names as for those after it.
func TestInheritedLengths(t *testing.T) {
	set := Set{
		Start: onDay(2026, 1, 5), Length: Length{Days: 1}, Rules: []Rule{{Freq: Daily, Count: 6}},
		Overrides: []Override{
			{ID: onDay(2026, 1, 9), Range: ThisAndFuture},
			{ID: onDay(2026, 1, 7), Range: ThisAndFuture, Length: Length{Days: 3}},
		},
	}
	days, err := set.Dates()
	require.NoError(t, err)
	var lengths []int
	for o := range days.Occurrences(set.Start.Day(), set.Start.Day()+30) {
		lengths = append(lengths, int(o.End-o.Start))
	}
	require.Equal(t, []int{1, 1, 3, 3, 3, 3}, lengths)
}
