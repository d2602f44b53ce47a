package calendar_test

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func day(s string) date.Date { return date.MustParseISO(s) }

func when(s string) calendar.When { return calendar.MustParseWhen(s) }

func TestWhenText(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	tests := []struct {
		text             string
		want             calendar.When
		earliest, latest string // "" for none
		due              string
		exact, projected bool
	}{
		{"XXXX", calendar.When{}, "", "", "", false, false},
		{"2021-12-16", calendar.On(day("2021-12-16")), "2021-12-16", "2021-12-16", "2021-12-16", true, false},
		{"2021-12-16?", calendar.On(day("2021-12-16")).Projected(), "2021-12-16", "2021-12-16", "2021-12-16", true, true},
		{"2024-12", calendar.InMonth(2024, time.December), "2024-12-01", "2024-12-31", "2024-12-31", false, false},
		{"2024-02", calendar.InMonth(2024, time.February), "2024-02-01", "2024-02-29", "2024-02-29", false, false},
		{"2026?", calendar.InYear(2026).Projected(), "2026-01-01", "2026-12-31", "2026-12-31", false, true},
		{"2013-05-13/2013-05-15", calendar.Lasting(day("2013-05-13"), day("2013-05-15")), "2013-05-13", "2013-05-15", "2013-05-13", true, false},
		{"[2025-09-30..2025-12-31]", calendar.Between(day("2025-09-30"), day("2025-12-31")), "2025-09-30", "2025-12-31", "2025-12-31", false, false},
		{"2025-11/2025-12-24", calendar.MustParseWhen("2025-11/2025-12-24"), "2025-11-01", "2025-12-24", "2025-11-30", false, false},
		{"2025/2025-03", calendar.MustParseWhen("2025/2025-03"), "2025-01-01", "2025-03-31", "2025-03-31", false, false},
		{"[2029-09-11?..2030-09-09?]", calendar.Between(day("2029-09-11"), day("2030-09-09")).Projected(), "2029-09-11", "2030-09-09", "2030-09-09", false, true},
		{"[..2013-07-31]", calendar.NotAfter(day("2013-07-31")), "", "2013-07-31", "2013-07-31", false, false},
		{"[2026-01-01..]", calendar.NotBefore(day("2026-01-01")), "2026-01-01", "", "", false, false},
		{
			"2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]",
			calendar.At(time.Date(2025, 6, 30, 10, 0, 0, 0, newYork), time.Date(2025, 6, 30, 13, 0, 0, 0, newYork)),
			"2025-06-30", "2025-06-30", "2025-06-30", true, false,
		},
		{
			"2026-11-24T09:30:15[UTC]",
			calendar.At(time.Date(2026, 11, 24, 9, 30, 15, 0, time.UTC), time.Time{}),
			"2026-11-24", "2026-11-24", "2026-11-24", true, false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			require.Equal(t, tt.text, tt.want.String())
			got, err := calendar.ParseWhen(tt.text)
			require.NoError(t, err)
			require.True(t, got == tt.want, "parsed as %#v", got)
			require.Equal(t, tt.exact, got.IsExact(), "exact")
			require.Equal(t, tt.projected, got.IsProjected(), "projected")
			requireDay(t, tt.earliest, got.Earliest)
			requireDay(t, tt.latest, got.Latest)
			requireDay(t, tt.due, got.Due)
		})
	}
}

func requireDay(t *testing.T, want string, of func() (date.Date, bool)) {
	t.Helper()
	d, ok := of()
	if want == "" {
		require.False(t, ok, "got %s", d)
		return
	}
	require.True(t, ok)
	require.Equal(t, want, d.String())
}

func TestParseWhenReadsOnly(t *testing.T) {
	tests := []struct{ text, printed string }{
		{"[..2025-12]", "[..2025-12]"},
		{"[2025..2026]", "[2025..2026]"},
		{"[2025-10-04?..2025-12-31]", "[2025-10-04?..2025-12-31]"},
		{"[2025-10-04..2025-12-31]?", "[2025-10-04?..2025-12-31?]"},
		{"[..2025]?", "[..2025?]"},
		{"[2025-11-24..2025-11-24]", "2025-11-24"},
		{"2025-11-24/2025-11-24", "2025-11-24"},
		{"2015/2022", "2015/2022"},
		{"2015?/2022", "2015?/2022"},
		{"2015/2015", "2015/2015"},
		{"2014-12-05/2018", "2014-12-05/2018"},
		{"2019/..", "2019/.."},
		{"../2022", "../2022"},
		{"/2014-10-16", "/2014-10-16"},
		{"2014-10-16/", "2014-10-16/"},
		{"0000-01-01", "0000-01-01"},
		{"9999-12", "9999-12"},
		{"2026-11-24T10:00-05:00[America/New_York]", "2026-11-24T10:00[America/New_York]"},
		{"2026-11-24T15:00:00Z[America/New_York]", "2026-11-24T10:00[America/New_York]"},
		{"2026-11-24T02:00Z[America/New_York]", "2026-11-23T21:00[America/New_York]"},
		{"2026-11-24T10:00[!America/New_York]", "2026-11-24T10:00[America/New_York]"},
		{"2026-03-08T02:30-05:00[America/New_York]", "2026-03-08T02:30[America/New_York]"}, // in the gap
		{"2026-11-01T01:30-04:00[America/New_York]", "2026-11-01T01:30[America/New_York]"}, // in the fold
		{"2026-11-01T05:30Z[America/New_York]", "2026-11-01T01:30[America/New_York]"},
		{"2026-11-24T23:00[UTC]/2026-11-25T01:00[UTC]?", "2026-11-24T23:00[UTC]/2026-11-25T01:00[UTC]?"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			w, err := calendar.ParseWhen(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.printed, w.String())
			again, err := calendar.ParseWhen(tt.printed)
			require.NoError(t, err)
			require.True(t, w == again)
		})
	}
}

func TestParseWhenErrors(t *testing.T) {
	tests := []struct {
		text   string
		offset int
		reason string
	}{
		{"", 0, "empty"},
		{"soon", 0, "year of 4 digits"},
		{"21-12-16", 0, "year of 4 digits"},
		{"2021-13", 5, "month 13 is outside 1 to 12"},
		{"2021-21", 5, "month 21"}, // a season of EDTF level 1
		{"2021-1-1", 5, "month of 2 digits"},
		{"2021-02-29", 8, "day 29 is outside 1 to 28"},
		{"2021-00-01", 5, "month 0"},
		{"2021-12-32", 8, "day 32"},
		{"2021-12-16~", 10, `unexpected "~"`},
		{"2021-12-XX", 8, "day of 2 digits"},
		{"2021-12-16 ", 10, "unexpected"},
		{"2021-12-16/2021-12-15", 11, "ends before it begins"},
		{"../..", 3, "one side"},
		{"/", 1, "one side"},
		{"[2025-12-31..2025-09-30]", 1, "closes before|ends before"},
		{"[..]", 1, "one side"},
		{"[2025-09-30..2025-12]", 1, "same precision"},
		{"[2025-09-30,2025-12-31]", 11, `".."`},
		{"[2025-09-30..2025-12-31", 23, `"]"`},
		{"2026T10:00[UTC]", 4, "whole date"},
		{"2026-11-24T10[UTC]", 13, "minute"},
		{"2026-11-24T24:00[UTC]", 11, "hour 24"},
		{"2026-11-24T10:60[UTC]", 14, "minute 60"},
		{"2026-11-24T10:00", 16, "zone in brackets"},
		{"2026-11-24T10:00[Local]", 17, "not the name"},
		{"2026-11-24T10:00[Europe/Geneva]", 17, "not the name"},
		{"2026-11-24T10:00[../../etc/passwd]", 17, "not the name"},
		{"2026-11-24T10:00[UTC", 17, `"]"`},
		{"2026-11-24T10:00+01:00[America/New_York]", 16, "offset"},
		{"2026-03-08T02:30-04:00[America/New_York]", 16, "offset"}, // in the gap
		{"2026-11-01T01:30-05:00[America/New_York]", 16, "twice"},  // in the fold
		{"2026-11-01T06:30Z[America/New_York]", 16, "twice"},
		{"2026-11-24T10:00[!]", 18, "not the name"},
		{"2026-11-24T10:00[UTC]/2026-11-24T10:00[UTC]", 22, "not after"},
		{"2026-11-24T10:00[UTC]/2026-11-24T11:00[Europe/Vienna]", 22, "same zone"},
		{"9999-12-31T23:30Z[Asia/Tokyo]", 16, "outside the years"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			_, err := calendar.ParseWhen(tt.text)
			var werr *calendar.WhenError
			require.ErrorAs(t, err, &werr)
			require.Equal(t, tt.offset, werr.Offset, err)
			require.Regexp(t, tt.reason, werr.Reason)
			require.Equal(t, tt.text, werr.Input)
		})
	}
}

// The gap and the fold of New York in 2026, resolved as RFC 5545, section 3.3.5, says.
func TestWhenStartInGapAndFold(t *testing.T) {
	gap, ok := when("2026-03-08T02:30[America/New_York]").Start()
	require.True(t, ok)
	require.Equal(t, "2026-03-08T07:30:00Z", gap.UTC().Format(time.RFC3339))
	fold, ok := when("2026-11-01T01:30[America/New_York]").Start()
	require.True(t, ok)
	require.Equal(t, "2026-11-01T05:30:00Z", fold.UTC().Format(time.RFC3339))
	after, ok := when("2026-11-01T02:00[America/New_York]").Start()
	require.True(t, ok)
	require.Equal(t, "2026-11-01T07:00:00Z", after.UTC().Format(time.RFC3339))
}

// Of two instants at which a clock shows the same, a When knows the first.
func TestAtKeepsWhatTheClockShows(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	at := func(hour, minute, sec, nsec int) time.Time {
		return time.Date(2026, time.November, 1, hour, minute, sec, nsec, time.UTC).In(newYork)
	}
	tests := []struct {
		name       string
		start, end time.Time
		want       string
	}{
		{"first to second", at(5, 30, 0, 0), at(6, 45, 0, 0), "2026-11-01T01:30[America/New_York]/2026-11-01T01:45[America/New_York]"},
		{"first to earlier second", at(5, 30, 0, 0), at(6, 10, 0, 0), "2026-11-01T01:30[America/New_York]"},
		{"an hour, and the clock shows the same", at(5, 30, 0, 0), at(6, 30, 0, 0), "2026-11-01T01:30[America/New_York]"},
		{"less than a second", at(4, 0, 0, 1), at(4, 0, 0, 2), "2026-11-01T00:00[America/New_York]"},
		{"into the next second", at(4, 0, 0, 999), at(4, 0, 1, 1), "2026-11-01T00:00[America/New_York]/2026-11-01T00:00:01[America/New_York]"},
		{"no end", at(6, 30, 0, 0), time.Time{}, "2026-11-01T01:30[America/New_York]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := calendar.At(tt.start, tt.end)
			require.Equal(t, tt.want, w.String())
			require.True(t, w == when(tt.want))
		})
	}
}

func TestWhenOutOfRangeIsUnknown(t *testing.T) {
	require.True(t, calendar.On(day("9999-12-31")+1).IsZero())
	require.True(t, calendar.InYear(10000).IsZero())
	require.True(t, calendar.InYear(-1).IsZero())
	require.True(t, calendar.At(time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("here", 3600)), time.Time{}).IsZero())
}

func TestWhenRefines(t *testing.T) {
	tests := []struct {
		w, v string
		want bool
	}{
		{"2021-11-22/2021-11-23", "[2021-09-14..2022-09-12]", true},
		{"2021-11-22", "2021", true},
		{"2021-11", "2021", true},
		{"2021", "2021-11", false},
		{"2021-11-22", "2021-11-23", false},
		{"2017-09-27/2017-09-28", "2017-10", false},
		{"2015/2020", "2015/2022", false},
		{"2013-05-13/2013-05-15", "[..2013-07]", true},
		{"2026", "XXXX", true},
		{"XXXX", "2026", false},
		{"XXXX", "XXXX", false},
		{"2026", "2026", false},
		{"[2026-01-01..]", "2026", false},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, when(tt.w).Refines(when(tt.v)), "%s refines %s", tt.w, tt.v)
	}
}

func TestWhenOverlaps(t *testing.T) {
	require.True(t, when("2025-11-24/2025-11-25").Overlaps(when("[2025-09-30..2025-12-31]")))
	require.False(t, when("2017-09-27/2017-09-28").Overlaps(when("2017-10")))
	require.True(t, when("[..2025]").Overlaps(when("1999")))
	require.False(t, when("[..2025]").Overlaps(when("2026-01-01")))
	require.False(t, calendar.When{}.Overlaps(when("2026")))
}

func TestWhenCompareIsByDueDay(t *testing.T) {
	ordered := []string{
		"[..2013-07]", "2021-12-16", "2021-12-16/2021-12-18", "2022",
		"2025-11-24T09:00[UTC]", "2025-11-24T10:00[UTC]", "2025?", "[2025-09-30..2025-12-31]", "[2026..]", "XXXX",
	}
	for i, a := range ordered {
		for j, b := range ordered {
			got := when(a).Compare(when(b))
			switch {
			case i < j:
				require.Negative(t, got, "%s against %s", a, b)
			case i > j:
				require.Positive(t, got, "%s against %s", a, b)
			default:
				require.Zero(t, got)
			}
		}
	}
}

func TestWhenWords(t *testing.T) {
	tests := []struct{ text, words string }{
		{"XXXX", "no date"},
		{"2027-07-30", "30 July 2027"},
		{"2024-12", "in December 2024"},
		{"2026?", "in 2026 (projected)"},
		{"2025-11-24/2025-11-25", "24–25 November 2025"},
		{"2025-09-30/2025-10-02", "30 September – 2 October 2025"},
		{"2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"},
		{"2015/2022", "2015–2022"},
		{"2019/..", "from 2019 on"},
		{"../2022", "until 2022"},
		{"/2014-10-16", "until 16 October 2014, start not known"},
		{"[2025-09-30..2025-12-31]", "between 30 September and 31 December 2025"},
		{"[2024-12-09..2024-12-13]", "between 9 and 13 December 2024"},
		{"[2023-12-09..2024-12-13]", "between 9 December 2023 and 13 December 2024"},
		{"2024-05-03/2024-07", "3 May – July 2024"},
		{"2024-05/2024-07", "May – July 2024"},
		{"2024-05-03/2024", "3 May 2024 – 2024"},
		{"2024/2024-07", "2024 – July 2024"},
		{"[2025-10-04?..2025-12-31]", "between 4 October and 31 December 2025 (first day projected)"},
		{"[2029-09-11?..2030-09-09?]", "between 11 September 2029 and 9 September 2030 (projected)"},
		{"[..2013-07-31]", "not after 31 July 2013"},
		{"[..2025?]", "not after 2025 (projected)"},
		{"[2026-01-01..]", "not before 1 January 2026"},
		{
			"2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]",
			"30 June 2025, 10:00–13:00 America/New_York",
		},
		{"2026-11-24T23:00[UTC]/2026-11-25T01:00:05[UTC]", "24 November 2026, 23:00–25 November 2026, 01:00:05 UTC"},
	}
	for _, tt := range tests {
		require.Equal(t, tt.words, when(tt.text).Words(), tt.text)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, seed := range []string{
		"2021-12-16",               // a day
		"2013-05-13/2013-05-15",    // lasting
		"[2025-09-30..2025-12-31]", // a window
		"[..2025-12]?",             // no later than, projected
		"2022",                     // some time that year
		"2026-11-24T10:00[America/New_York]/2026-11-24T12:00[America/New_York]",
		"2026-03-08T02:30-05:00[America/New_York]", // in a gap
		"9999-12-31T23:30Z[Asia/Tokyo]",
		"XXXX",
		"0000-01-01/..",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := calendar.ParseWhen(s)
		if err != nil {
			var werr *calendar.WhenError
			require.ErrorAs(t, err, &werr)
			require.LessOrEqual(t, werr.Offset, len(s))
			require.True(t, w.IsZero())
			return
		}
		again, err := calendar.ParseWhen(w.String())
		require.NoError(t, err, "printed %q", w)
		require.True(t, w == again, "%q printed %q, which reads as %q", s, w, again)
		require.Zero(t, w.Compare(again))
		first, ok1 := w.Earliest()
		last, ok2 := w.Latest()
		if ok1 && ok2 {
			require.LessOrEqual(t, first, last)
			require.True(t, w.MayFallOn(first) && w.MayFallOn(last))
			require.False(t, w.MayFallOn(first-1) || w.MayFallOn(last+1))
		}
		if due, ok := w.Due(); ok {
			require.True(t, w.MayFallOn(due))
		}
		require.NotEmpty(t, w.Words())
		require.False(t, w.Refines(w))
	})
}
