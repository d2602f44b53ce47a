package ical

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// textOf is a feed as it is written.
func textOf(t *testing.T, cal *calendar.Calendar, options FeedOptions) string {
	t.Helper()
	model, err := FromCalendar(cal, options)
	require.NoError(t, err)
	text, err := Marshal(model)
	require.NoError(t, err)
	return string(text)
}

func TestFilters(t *testing.T) {
	cal := calendar.MustNew(define(calendar.Layer{
		Series: []calendar.Series{
			{ID: "day", Title: "Day", Kind: calendar.Observance, Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY")}, Start: day("2014-07-30"), Sources: []calendar.Source{resolution}},
			{ID: "report", Title: "Report", Each: "Report {n}", Kind: calendar.Publication, Pattern: calendar.Cadence{Periods: "year", First: 2022, Every: 2}, Sources: []calendar.Source{resolution}},
		},
		Events: []calendar.Event{
			{ID: "forum", When: calendar.On(day("2026-10-01")), Kind: calendar.Meeting, Status: calendar.Scheduled},
			{ID: "theme", Title: "Theme", Series: "day", Occurrence: "2020-07-30", When: calendar.On(day("2020-07-30")), Kind: calendar.Observance, Status: calendar.Held},
		},
	}))
	for _, tt := range []struct {
		name   string
		filter calendar.Filter
		want   []string
	}{
		{"all", calendar.OfKind(calendar.Kinds()...), []string{"day", "forum", "report/2022", "report/2024", "report/2026"}},
		{"a series with a rule", calendar.InSeries("day"), []string{"day"}},
		{"a series without", calendar.InSeries("report"), []string{"report/2022", "report/2024", "report/2026"}},
		{"an event", calendar.OfKind(calendar.Meeting), []string{"forum"}},
		{"an occurrence of the rule", calendar.Matching("theme"), []string{"theme"}},
		{"never overdue", calendar.WithStatus(calendar.Overdue), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf(t, cal, FeedOptions{Filters: []calendar.Filter{tt.filter}, Until: day("2026-12-31")})
			var got []string
			for _, m := range regexp.MustCompile(`X-CONVENE-ID:(.*)\r\n`).FindAllStringSubmatch(text, -1) {
				got = append(got, m[1])
			}
			slices.Sort(got)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestAlarms(t *testing.T) {
	cal := calendar.MustNew(define(calendar.Layer{Events: []calendar.Event{
		{ID: "forum", When: calendar.On(day("2026-10-01")), Kind: calendar.Meeting, Status: calendar.Scheduled},
		{ID: "talk", When: calendar.On(day("2026-10-02")), Kind: calendar.Meeting, Status: calendar.Cancelled},
	}}))
	text := textOf(t, cal, FeedOptions{Alarms: []time.Duration{7 * 24 * time.Hour, 90 * time.Minute, 0}})
	require.Equal(t, 3, strings.Count(text, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"))
	for _, trigger := range []string{"-P7D", "-PT1H30M", "PT0S"} {
		require.Contains(t, text, "\r\nTRIGGER:"+trigger+"\r\n")
	}
	_, err := FromCalendar(cal, FeedOptions{Alarms: []time.Duration{-time.Hour}})
	require.ErrorIs(t, err, ErrValue)
}
