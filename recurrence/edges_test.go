package recurrence_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// TestEdges holds cases that corpora lack, worked out by hand from RFC 5545: gaps and
// folds in sub-daily rules (3.3.5, erratum 4271), days that a zone skipped, the ends
// of the calendar (3.3.4), leap seconds, and what options change.
func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name    string
		set     string // content lines, separated by spaces
		options []recurrence.Option
		first   string // the first occurrences
		more    bool   // whether there are others
	}{
		{
			name: "a skipped time is read with the offset before the gap, and only that day",
			set:  "DTSTART;TZID=America/New_York:20260307T023000 RRULE:FREQ=DAILY;COUNT=3",
			first: `2026-03-07T02:30:00-05:00
				2026-03-08T03:30:00-04:00
				2026-03-09T02:30:00-04:00`,
		},
		{
			name: "a start that the clocks skip is late that day alone",
			set:  "DTSTART;TZID=America/New_York:20260308T023000 RRULE:FREQ=DAILY;COUNT=3",
			first: `2026-03-08T03:30:00-04:00
				2026-03-09T02:30:00-04:00
				2026-03-10T02:30:00-04:00`,
		},
		{
			name: "a start on a day that the zone skips",
			set:  "DTSTART;TZID=Pacific/Apia:20111230T120000 RRULE:FREQ=WEEKLY;COUNT=2",
			first: `2011-12-31T12:00:00+14:00
				2012-01-06T12:00:00+14:00`,
		},
		{
			name: "a time that comes twice is the first",
			set:  "DTSTART;TZID=America/New_York:20261031T013000 RRULE:FREQ=DAILY;COUNT=3",
			first: `2026-10-31T01:30:00-04:00
				2026-11-01T01:30:00-04:00
				2026-11-02T01:30:00-05:00`,
		},
		{
			name: "hourly over a gap: two readings of one instant are one occurrence",
			set:  "DTSTART;TZID=America/New_York:20260307T230000 RRULE:FREQ=HOURLY;COUNT=5",
			first: `2026-03-07T23:00:00-05:00
				2026-03-08T00:00:00-05:00
				2026-03-08T01:00:00-05:00
				2026-03-08T03:00:00-04:00
				2026-03-08T04:00:00-04:00`,
		},
		{
			name: "hourly over a fold: the clock shows each hour once",
			set:  "DTSTART;TZID=America/New_York:20261101T000000 RRULE:FREQ=HOURLY;COUNT=3",
			first: `2026-11-01T00:00:00-04:00
				2026-11-01T01:00:00-04:00
				2026-11-01T02:00:00-05:00`,
		},
		{
			name:    "elapsed hours over a fold",
			set:     "DTSTART;TZID=America/New_York:20261101T000000 RRULE:FREQ=HOURLY;COUNT=4",
			options: []recurrence.Option{recurrence.Elapsed},
			first: `2026-11-01T00:00:00-04:00
				2026-11-01T01:00:00-04:00
				2026-11-01T01:00:00-05:00
				2026-11-01T02:00:00-05:00`,
		},
		{
			name:    "elapsed hours over a gap",
			set:     "DTSTART;TZID=America/New_York:20260308T000000 RRULE:FREQ=HOURLY;INTERVAL=2;COUNT=3",
			options: []recurrence.Option{recurrence.Elapsed},
			first: `2026-03-08T00:00:00-05:00
				2026-03-08T03:00:00-04:00
				2026-03-08T05:00:00-04:00`,
		},
		{
			name: "two readings a day that a gap makes one",
			set:  "DTSTART;TZID=America/New_York:20260307T020000 RRULE:FREQ=DAILY;BYHOUR=2,3;COUNT=5",
			first: `2026-03-07T02:00:00-05:00
				2026-03-07T03:00:00-05:00
				2026-03-08T03:00:00-04:00
				2026-03-09T02:00:00-04:00
				2026-03-09T03:00:00-04:00`,
		},
		{
			name: "readings that a gap puts out of order are sorted by instant",
			set:  "DTSTART;TZID=America/New_York:20260308T000000 RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45;COUNT=4",
			first: `2026-03-08T03:15:00-04:00
				2026-03-08T03:45:00-04:00
				2026-03-09T02:15:00-04:00
				2026-03-09T02:45:00-04:00`,
		},
		{
			name: "a gap of half an hour",
			set:  "DTSTART;TZID=Australia/Lord_Howe:20261003T021500 RRULE:FREQ=DAILY;COUNT=2",
			first: `2026-10-03T02:15:00+10:30
				2026-10-04T02:45:00+11:00`,
		},
		{
			name: "a gap at midnight",
			set:  "DTSTART;TZID=America/Havana:20240309T000000 RRULE:FREQ=DAILY;COUNT=3",
			first: `2024-03-09T00:00:00-05:00
				2024-03-10T01:00:00-04:00
				2024-03-11T00:00:00-04:00`,
		},
		{
			name: "a day that the zone skipped meets the next",
			set:  "DTSTART;TZID=Pacific/Apia:20111229T100000 RRULE:FREQ=DAILY;COUNT=3",
			first: `2011-12-29T10:00:00-10:00
				2011-12-31T10:00:00+14:00
				2012-01-01T10:00:00+14:00`,
		},
		{
			name: "a weekday on the day that the zone skipped",
			set:  "DTSTART;TZID=Pacific/Apia:20111223T100000 RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3",
			first: `2011-12-23T10:00:00-10:00
				2011-12-31T10:00:00+14:00
				2012-01-06T10:00:00+14:00`,
		},
		{
			name: "until the instant of a skipped time",
			set:  "DTSTART;TZID=America/New_York:20260307T023000 RRULE:FREQ=DAILY;UNTIL=20260308T073000Z",
			first: `2026-03-07T02:30:00-05:00
				2026-03-08T03:30:00-04:00`,
		},
		{
			name:  "until a second before it",
			set:   "DTSTART;TZID=America/New_York:20260307T023000 RRULE:FREQ=DAILY;UNTIL=20260308T072959Z",
			first: `2026-03-07T02:30:00-05:00`,
		},
		{
			name: "the last days of the calendar",
			set:  "DTSTART;VALUE=DATE:99991230 RRULE:FREQ=DAILY",
			first: `9999-12-30
				9999-12-31`,
		},
		{
			name: "its last seconds",
			set:  "DTSTART:99991231T235958 RRULE:FREQ=SECONDLY",
			first: `9999-12-31T23:59:58
				9999-12-31T23:59:59`,
		},
		{
			name: "its last hours are those of the zone's clock",
			set:  "DTSTART;TZID=America/New_York:99991231T220000 RRULE:FREQ=HOURLY",
			first: `9999-12-31T22:00:00-05:00
				9999-12-31T23:00:00-05:00`,
		},
		{
			name: "until its last second in UTC, which comes before the last hours of that clock",
			set:  "DTSTART;TZID=America/New_York:99991231T170000 RRULE:FREQ=HOURLY;UNTIL=99991231T235959Z",
			first: `9999-12-31T17:00:00-05:00
				9999-12-31T18:00:00-05:00`,
		},
		{
			name: "rules until then, and after them one without an end",
			set: "DTSTART;TZID=America/New_York:99991231T170000 RRULE:FREQ=HOURLY;UNTIL=99991231T235959Z" +
				" RRULE:FREQ=MINUTELY;INTERVAL=30;UNTIL=99991231T235959Z RRULE:FREQ=HOURLY;INTERVAL=2 EXRULE:FREQ=HOURLY;INTERVAL=6;UNTIL=99991231T235959Z",
			first: `9999-12-31T17:30:00-05:00
				9999-12-31T18:00:00-05:00
				9999-12-31T18:30:00-05:00
				9999-12-31T19:00:00-05:00
				9999-12-31T21:00:00-05:00
				9999-12-31T23:00:00-05:00`,
		},
		{
			name: "its last year is not a leap year",
			set:  "DTSTART;VALUE=DATE:99920229 RRULE:FREQ=YEARLY",
			first: `9992-02-29
				9996-02-29`,
		},
		{
			name: "the first day",
			set:  "DTSTART;VALUE=DATE:00010101 RRULE:FREQ=YEARLY;INTERVAL=4000",
			first: `0001-01-01
				4001-01-01
				8001-01-01`,
		},
		{
			name: "1900 is no leap year and 2000 is",
			set:  "DTSTART;VALUE=DATE:18960229 RRULE:FREQ=YEARLY;INTERVAL=52",
			first: `1896-02-29
				1948-02-29
				2000-02-29
				2052-02-29
				2104-02-29`,
			more: true,
		},
		{
			name: "a leap second is on no clock",
			set:  "DTSTART:20260101T000000Z RRULE:FREQ=MINUTELY;BYSECOND=60",
		},
		{
			name: "a leap second beside others",
			set:  "DTSTART:20260101T000059Z RRULE:FREQ=MINUTELY;BYSECOND=59,60;COUNT=2",
			first: `2026-01-01T00:00:59Z
				2026-01-01T00:01:59Z`,
		},
		{
			name: "a start off the rule",
			set:  "DTSTART;VALUE=DATE:20260102 RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2",
			first: `2026-01-05
				2026-01-12`,
		},
		{
			name:    "a start off the rule, included and counted",
			set:     "DTSTART;VALUE=DATE:20260102 RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2",
			options: []recurrence.Option{recurrence.IncludeStart},
			first: `2026-01-02
				2026-01-05`,
		},
		{
			name: "a day of the month, of the start's month",
			set:  "DTSTART;VALUE=DATE:20260315 RRULE:FREQ=YEARLY;BYMONTHDAY=15;COUNT=2",
			first: `2026-03-15
				2027-03-15`,
		},
		{
			name:    "a day of the month, of every month",
			set:     "DTSTART;VALUE=DATE:20260315 RRULE:FREQ=YEARLY;BYMONTHDAY=15;COUNT=2",
			options: []recurrence.Option{recurrence.EveryMonth},
			first: `2026-03-15
				2026-04-15`,
		},
		{
			name: "a week without a day, on the start's weekday",
			set:  "DTSTART;VALUE=DATE:20260715 RRULE:FREQ=YEARLY;BYWEEKNO=29;COUNT=2",
			first: `2026-07-15
				2027-07-21`,
		},
		{
			name: "the year that numbers the week counts",
			set:  "DTSTART;VALUE=DATE:20240101 RRULE:FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO;COUNT=3",
			first: `2024-01-01
				2025-12-29
				2028-01-03`,
		},
		{
			name: "an excluded day excludes all of it, by the zone's clock",
			set: "DTSTART;TZID=Europe/Vienna:20260105T003000 RRULE:FREQ=DAILY;BYHOUR=0,12;COUNT=6" +
				" EXDATE;VALUE=DATE:20260106",
			first: `2026-01-05T00:30:00+01:00
				2026-01-05T12:30:00+01:00
				2026-01-07T00:30:00+01:00
				2026-01-07T12:30:00+01:00`,
		},
		{
			name: "an excluded occurrence counts, and one given twice does not",
			set: "DTSTART;VALUE=DATE:20260105 RRULE:FREQ=DAILY;COUNT=3" +
				" EXDATE;VALUE=DATE:20260106,20260301 RDATE;VALUE=DATE:20260107,20260201,20260301",
			first: `2026-01-05
				2026-01-07
				2026-02-01`,
		},
		{
			name: "an excluded rule excludes what was added",
			set: "DTSTART;VALUE=DATE:20260105 RRULE:FREQ=DAILY;COUNT=2" +
				" RDATE;VALUE=DATE:20260112,20260113 EXRULE:FREQ=WEEKLY;BYDAY=MO",
			first: `2026-01-06
				2026-01-13`,
		},
		{
			name: "an excluded rule excludes the instant that a skipped reading means",
			set:  "DTSTART;TZID=America/New_York:20260308T000000 RRULE:FREQ=HOURLY;COUNT=5 EXRULE:FREQ=DAILY;BYHOUR=2",
			first: `2026-03-08T00:00:00-05:00
				2026-03-08T01:00:00-05:00
				2026-03-08T04:00:00-04:00
				2026-03-08T05:00:00-04:00`,
		},
		{
			name: "a day that SKIP moves belongs to the month that lacks it",
			set:  "DTSTART;VALUE=DATE:20150301 RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD;COUNT=3",
			first: `2015-03-31
				2015-05-01
				2015-05-31`,
		},
		{
			name: "two days that SKIP makes one",
			set:  "DTSTART;VALUE=DATE:20260130 RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=29,30,31;SKIP=BACKWARD;COUNT=5",
			first: `2026-01-30
				2026-01-31
				2026-02-28
				2026-03-29
				2026-03-30`,
		},
		{
			name: "a day that SKIP moves into the next year counts there, from its end as well",
			set:  "DTSTART;VALUE=DATE:20250101 RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;BYDAY=-53TH;SKIP=FORWARD",
			first: `2026-01-01
				2032-01-01
				2043-01-01`,
			more: true,
		},
		{
			name: "a day that SKIP moves into the year before counts there, from its beginning as well",
			set:  "DTSTART;VALUE=DATE:20260101 RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=-366;BYDAY=53TH;SKIP=BACKWARD",
			first: `2026-12-31
				2037-12-31`,
			more: true,
		},
		{
			// 31 January 9942, the last Saturday of its month, is the day that February
			// has no 31st from its end for.
			name:  "a position after a day that SKIP moves out of its month",
			set:   "DTSTART;VALUE=DATE:99330302 RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYDAY=-1SA;BYMONTHDAY=25,30,31,-31;BYSETPOS=2,3;SKIP=BACKWARD",
			first: "9942-02-28 9953-02-28 9959-02-28 9970-02-28 9981-02-28 9987-02-28 9998-02-28",
		},
		{
			// The first rule ends at 13:59:00 in the year 5, which the second passes over.
			name: "rules of several years of which one ends between",
			set: "DTSTART:00010125T130726 RRULE:FREQ=YEARLY;COUNT=33;BYMINUTE=0,59;BYSECOND=0,16,26,46" +
				" RRULE:FREQ=YEARLY;INTERVAL=6;BYMINUTE=7,59 EXDATE;VALUE=DATE:00010125,00020125,00030125,00040125",
			first: `0005-01-25T13:00:00 0005-01-25T13:00:16 0005-01-25T13:00:26 0005-01-25T13:00:46 0005-01-25T13:59:00
				0007-01-25T13:07:26 0007-01-25T13:59:26 0013-01-25T13:07:26`,
			more: true,
		},
		{
			name: "SKIP moves nothing where BYWEEKNO makes the days",
			set:  "DTSTART;VALUE=DATE:20051231 RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=-366,-1;BYWEEKNO=52,53;SKIP=FORWARD",
			first: `2005-12-31
				2006-12-31
				2009-12-31
				2010-12-31
				2011-12-31
				2012-01-01`,
			more: true,
		},
		{
			name: "SKIP and BYWEEKNO with positions among several times of day",
			set:  "DTSTART:20050103T090000 RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=-366,-1;BYWEEKNO=52,53;BYHOUR=9,10;BYSETPOS=2;SKIP=FORWARD",
			first: `2005-12-31T10:00:00
				2006-12-31T10:00:00
				2009-12-31T10:00:00
				2010-12-31T10:00:00
				2011-12-31T10:00:00`,
			more: true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := strings.Fields(c.first)
			got, more := expand(t, c.set, len(want), c.options...)
			require.Equal(t, want, append([]string{}, got...))
			require.Equal(t, c.more, more, "whether there are more")
		})
	}
}

// expand returns the first occurrences of a set in ISO 8601, and whether there are
// more.
func expand(t *testing.T, text string, n int, options ...recurrence.Option) (list []string, more bool) {
	t.Helper()
	set, err := recurrence.ParseSet(strings.ReplaceAll(text, " ", "\n"))
	require.NoError(t, err)
	if set.Start.Form() == recurrence.FormDate {
		dates, err := set.Dates(options...)
		require.NoError(t, err)
		for d := range dates.All() {
			if len(list) == n {
				return list, true
			}
			list = append(list, d.Format(time.DateOnly))
		}
		return list, false
	}
	times, err := set.Times(options...)
	require.NoError(t, err)
	layout := time.RFC3339
	if set.Start.Time().Location() == recurrence.Floating {
		layout = "2006-01-02T15:04:05"
	}
	for at := range times.All() {
		if len(list) == n {
			return list, true
		}
		list = append(list, at.Format(layout))
	}
	count, _ := times.Len()
	require.EqualValues(t, len(list), count)
	return list, false
}

// TestOccurrences holds periods, lengths and overrides, worked out by hand from RFC
// 5545, sections 3.8.4.4, 3.8.5.2 and 3.2.13.
func TestOccurrences(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Vienna")
	require.NoError(t, err)
	at := func(month time.Month, day, hour int) recurrence.Moment {
		return recurrence.At(time.Date(2026, month, day, hour, 0, 0, 0, zone))
	}
	set := recurrence.Set{
		Start:  at(time.March, 27, 9),
		Length: recurrence.Length{Days: 1},
		Rules:  []recurrence.Rule{recurrence.MustParse("FREQ=DAILY;COUNT=8")},
		Periods: []recurrence.Period{
			{Start: at(time.March, 27, 20), Length: recurrence.Length{Exact: 90 * time.Minute}},
			{Start: at(time.March, 28, 20), End: at(time.March, 29, 20)},
		},
		ExDates: []recurrence.Moment{at(time.March, 30, 9)},
		Overrides: []recurrence.Override{
			{ID: at(time.April, 2, 9), Start: at(time.April, 5, 8)},
			{ID: at(time.March, 31, 9), Start: at(time.March, 31, 10), Range: recurrence.ThisAndFuture, Length: recurrence.Length{Exact: time.Hour}},
			{ID: at(time.April, 1, 9), Cancelled: true},
		},
	}
	times, err := set.Times()
	require.NoError(t, err)
	want := [][3]string{ // start, end, RECURRENCE-ID
		{"2026-03-27T09:00:00+01:00", "2026-03-28T09:00:00+01:00", ""},
		{"2026-03-27T20:00:00+01:00", "2026-03-27T21:30:00+01:00", ""},
		{"2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00", ""}, // a day of 23 hours
		{"2026-03-28T20:00:00+01:00", "2026-03-29T20:00:00+02:00", ""},
		{"2026-03-29T09:00:00+02:00", "2026-03-30T09:00:00+02:00", ""},
		{"2026-03-31T10:00:00+02:00", "2026-03-31T11:00:00+02:00", "2026-03-31T09:00:00+02:00"},
		{"2026-04-03T10:00:00+02:00", "2026-04-03T11:00:00+02:00", "2026-04-03T09:00:00+02:00"},
		{"2026-04-05T08:00:00+02:00", "2026-04-06T08:00:00+02:00", "2026-04-02T09:00:00+02:00"},
	}
	var got [][3]string
	var starts []string
	for o := range times.Occurrences(set.Start.Time(), set.Start.Time().AddDate(1, 0, 0)) {
		id := ""
		if !o.ID.Equal(o.Start) {
			id = o.ID.Format(time.RFC3339)
		}
		got = append(got, [3]string{o.Start.Format(time.RFC3339), o.End.Format(time.RFC3339), id})
		starts = append(starts, got[len(got)-1][0])
	}
	require.Equal(t, want, got)
	var all []string
	for start := range times.All() {
		all = append(all, start.Format(time.RFC3339))
	}
	require.Equal(t, starts, all)
}
