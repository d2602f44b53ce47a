package ical

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// yearly is the definition of a day that recurs each year on 30 July, with events and
// statements on its occurrences.
func yearly(rule string, events []calendar.Event, statements []calendar.Statement) calendar.Definition {
	for i := range events {
		events[i].Series, events[i].Kind = "day", calendar.Observance
	}
	return define(calendar.Layer{
		Series: []calendar.Series{{
			ID: "day", Title: "World Day", Each: "World Day {year}", Summary: "A day.", Kind: calendar.Observance, Status: calendar.Scheduled,
			Pattern: calendar.ByRule{Rule: recurrence.MustParse(rule)}, Start: day("2014-07-30"),
		}},
		Events: events, Statements: statements,
	})
}

const july30 = "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=7"

func TestSeriesWithARule(t *testing.T) {
	tests := []struct {
		name    string
		rule    string
		options FeedOptions
		start   string
		want    string // RRULE
	}{
		{"without end", july30, FeedOptions{}, "20140730", july30},
		{"until a day", july30, FeedOptions{Until: day("2030-12-31")}, "20140730", "FREQ=YEARLY;UNTIL=20301231;BYMONTHDAY=30;BYMONTH=7"},
		{"from a day", july30, FeedOptions{From: day("2026-01-01")}, "20260730", july30},
		{"from the day itself until the day itself", july30, FeedOptions{From: day("2026-07-30"), Until: day("2026-07-30")}, "20260730", "FREQ=YEARLY;UNTIL=20260730;BYMONTHDAY=30;BYMONTH=7"},
		{"a count, all of it", july30 + ";COUNT=10", FeedOptions{Until: day("2023-07-30")}, "20140730", "FREQ=YEARLY;COUNT=10;BYMONTHDAY=30;BYMONTH=7"},
		{"a count, the rest of it", july30 + ";COUNT=10", FeedOptions{From: day("2020-01-01")}, "20200730", "FREQ=YEARLY;COUNT=4;BYMONTHDAY=30;BYMONTH=7"},
		{"a count that is cut", july30 + ";COUNT=10", FeedOptions{Until: day("2020-12-31")}, "20140730", "FREQ=YEARLY;UNTIL=20201231;BYMONTHDAY=30;BYMONTH=7"},
		{"a count that ends on the day after", july30 + ";COUNT=10", FeedOptions{Until: day("2023-07-29")}, "20140730", "FREQ=YEARLY;UNTIL=20230729;BYMONTHDAY=30;BYMONTH=7"},
		{"an end of its own", july30 + ";UNTIL=20200730", FeedOptions{}, "20140730", "FREQ=YEARLY;UNTIL=20200730;BYMONTHDAY=30;BYMONTH=7"},
		{"an end of its own before that of the feed", july30 + ";UNTIL=20200730", FeedOptions{Until: day("2026-01-01")}, "20140730", "FREQ=YEARLY;UNTIL=20200730;BYMONTHDAY=30;BYMONTH=7"},
		{"an end of its own on no occurrence", july30 + ";UNTIL=20210101", FeedOptions{}, "20140730", "FREQ=YEARLY;UNTIL=20210101;BYMONTHDAY=30;BYMONTH=7"},
		{"an interval keeps its years", "FREQ=YEARLY;INTERVAL=4", FeedOptions{From: day("2020-01-01")}, "20220730", "FREQ=YEARLY;INTERVAL=4"},
		{"a start that is no occurrence", "FREQ=YEARLY;BYMONTHDAY=2;BYMONTH=12", FeedOptions{}, "20141202", "FREQ=YEARLY;BYMONTHDAY=2;BYMONTH=12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := eventOf(t, feedOf(t, yearly(tt.rule, nil, nil), tt.options))
			require.Equal(t, "VALUE=DATE:"+tt.start, e.raw("DTSTART"))
			require.True(t, recurrence.MustParse(tt.want).Equal(recurrence.MustParse(e.raw("RRULE"))), e.raw("RRULE"))
			require.Equal(t, UID("test", "day"), e.raw("UID"))
			require.Equal(t, "World Day", e.find("SUMMARY").text())
			require.Equal(t, "CONFIRMED", e.raw("STATUS"))
			require.Equal(t, "day", e.raw("X-CONVENE-ID"))
			require.Equal(t, "0", e.raw("SEQUENCE"))
		})
	}
}

func TestSeriesOutsideTheSpan(t *testing.T) {
	for name, options := range map[string]FeedOptions{
		"before": {Until: day("2014-07-29")},
		"after":  {From: day("2025-01-01")},
	} {
		require.Empty(t, feedOf(t, yearly(july30+";COUNT=10", nil, nil), options).components, name)
	}
}

// A rule that RFC 5545 has no words for is written occurrence by occurrence.
func TestSeriesThatIsNotPlain(t *testing.T) {
	events := eventsOf(feedOf(t, yearly("RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", nil, nil), FeedOptions{From: day("2026-02-01"), Until: day("2026-04-30")}))
	require.Len(t, events, 3)
	for i, want := range []string{"20260228", "20260331", "20260430"} {
		require.Equal(t, "VALUE=DATE:"+want, events[i].raw("DTSTART"))
		require.Empty(t, events[i].raw("RRULE"))
	}
	require.NotEqual(t, events[0].raw("UID"), events[1].raw("UID"))
}

func TestOccurrencesOfASeries(t *testing.T) {
	when := calendar.MustParseWhen
	events := []calendar.Event{
		{ID: "theme", Title: "World Day 2018: a theme", Occurrence: "2018-07-30", When: when("2018-07-30"), Status: calendar.Held},
		{ID: "moved", Title: "World Day, later", Occurrence: "2019-07-30", When: when("2019-07-31"), Status: calendar.Held},
		{ID: "cancelled", Title: "World Day 2020", Occurrence: "2020-07-30", When: when("2020-07-30"), Status: calendar.Cancelled},
		{ID: "longer", Title: "World Days", Occurrence: "2021-07-30", When: when("2021-07-30/2021-08-01"), Status: calendar.Held},
		{ID: "put-off", Title: "World Day 2022", Occurrence: "2022-07-30", When: when("XXXX"), Status: calendar.Postponed},
		{ID: "to-come", Title: "World Day 2023", Occurrence: "2023-07-30", When: when("[2023-08-01..2023-08-15]"), Status: calendar.Postponed},
		{ID: "in-doubt", Title: "World Day 2024", Occurrence: "2024-07-30", When: when("2024-07-30"), Status: calendar.Postponed},
		{ID: "extra", Title: "An early day", When: when("2013-07-30"), Status: calendar.Held},
	}
	statements := []calendar.Statement{{ID: "s", Of: "moved", When: when("2019-08-02"), Status: calendar.Held}}
	feed := feedOf(t, yearly(july30, events, statements), FeedOptions{})
	byID := map[string]*plainComponent{}
	for _, e := range eventsOf(feed) {
		byID[e.raw("X-CONVENE-ID")] = e
	}
	require.Len(t, byID, 7)

	master := byID["day"]
	require.Equal(t, "VALUE=DATE:20140730", master.raw("DTSTART"))
	require.Equal(t, "VALUE=DATE:20220730", master.raw("EXDATE"))
	require.Equal(t, "8", master.raw("SEQUENCE"), "seven occurrences were recorded, one of them with a second statement")
	require.Contains(t, master.find("DESCRIPTION").text(), "Recorded:\n- 30 July 2018: World Day 2018: a theme (A/RES/76/186, op 5)\n")

	uid := master.raw("UID")
	for _, want := range []struct{ id, recurrence, start, end, summary, status string }{
		{"moved", "20190730", "20190802", "20190803", "World Day, later", "CONFIRMED"},
		{"cancelled", "20200730", "20200730", "20200731", "[CANCELLED] World Day 2020", "CANCELLED"},
		{"longer", "20210730", "20210730", "20210802", "World Days", "CONFIRMED"},
		{"in-doubt", "20240730", "20240730", "20240731", "World Day 2024", "TENTATIVE"},
		{"to-come", "20230730", "20230815", "20230816", "Latest day: World Day 2023", "TENTATIVE"},
	} {
		e := byID[want.id]
		require.NotNil(t, e, want.id)
		require.Equal(t, uid, e.raw("UID"))
		require.Equal(t, "VALUE=DATE:"+want.recurrence, e.raw("RECURRENCE-ID"))
		require.Equal(t, "VALUE=DATE:"+want.start, e.raw("DTSTART"))
		require.Equal(t, "VALUE=DATE:"+want.end, e.raw("DTEND"))
		require.Equal(t, want.summary, e.find("SUMMARY").text())
		require.Equal(t, want.status, e.raw("STATUS"))
	}
	require.Equal(t, "1", byID["moved"].raw("SEQUENCE"))
	require.NotContains(t, byID, "theme")

	extra := byID["extra"]
	require.Empty(t, extra.raw("RECURRENCE-ID"))
	require.Equal(t, UID("test", "extra"), extra.raw("UID"))

	// Where the feed begins later, an occurrence from before has a VEVENT of its own if
	// it was moved into it.
	late := eventsOf(feedOf(t, yearly(july30, []calendar.Event{
		{ID: "moved", Occurrence: "2019-07-30", When: when("2020-01-15"), Status: calendar.Held},
	}, nil), FeedOptions{From: day("2020-01-01")}))
	require.Len(t, late, 2)
	require.Equal(t, "VALUE=DATE:20200115", late[0].raw("DTSTART"))
	require.Empty(t, late[0].raw("RECURRENCE-ID"))
	require.Equal(t, "VALUE=DATE:20200730", late[1].raw("DTSTART"))
}

func TestSpanOfAFeed(t *testing.T) {
	def := define(calendar.Layer{
		Series: []calendar.Series{{
			ID: "report", Title: "Report", Each: "Report {n}", Kind: calendar.Publication,
			Pattern: calendar.Cadence{Periods: "year", First: 2022, Every: 2},
		}},
		Events: []calendar.Event{
			{ID: "report-2022", Series: "report", Occurrence: "2022", When: calendar.On(day("2023-01-24")), Status: calendar.Held, Kind: calendar.Publication},
			{ID: "far", When: calendar.On(day("2090-01-01")), Status: calendar.Mandated, Kind: calendar.Target},
			{ID: "window", When: calendar.MustParseWhen("[2025-09-30..2025-12-31]"), Status: calendar.Mandated, Kind: calendar.Meeting},
		},
	})
	tests := []struct {
		name    string
		options FeedOptions
		want    []string
	}{
		{"all that is known, and projections for ten years", FeedOptions{},
			[]string{"report-2022", "report/2024", "window", "report/2026", "report/2028", "report/2030", "report/2032", "report/2034", "report/2036", "far"}},
		{"until", FeedOptions{Until: day("2028-01-01")}, []string{"report-2022", "report/2024", "window", "report/2026", "report/2028"}},
		{"from", FeedOptions{From: day("2026-01-01"), Until: day("2026-12-31")}, []string{"report/2026"}},
		{"a window that begins before and ends after", FeedOptions{From: day("2025-10-01"), Until: day("2025-10-01")}, []string{"window"}},
		{"from behind the projections", FeedOptions{From: day("2080-01-01")}, []string{"far"}},
		{"projections as far as asked for", FeedOptions{From: day("2080-01-01"), Until: day("2084-12-31")}, []string{"report/2080", "report/2082", "report/2084"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range eventsOf(feedOf(t, def, tt.options)) {
				got = append(got, e.find("X-CONVENE-ID").text())
			}
			require.Equal(t, tt.want, got)
		})
	}
}
