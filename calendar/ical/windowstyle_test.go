package ical

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestWindowStyles(t *testing.T) {
	for _, tt := range []struct {
		name       string
		when       string
		status     calendar.Status
		kind       calendar.Kind
		start, end string // with WindowSpan
		summary    string
		both       bool // whether WindowBoth has two events
	}{
		{"a window", "[2025-09-30..2025-12-31]", calendar.Mandated, calendar.Meeting, "20250930", "20260101", "Window: T", true},
		{"a month", "2024-02", calendar.Mandated, calendar.Publication, "20240201", "20240301", "Window: T", true},
		{"a settled year", "2019", calendar.Held, calendar.Publication, "20190101", "20200101", "T (in 2019)", true},
		{"cancelled", "2019", calendar.Cancelled, calendar.Publication, "20190101", "20200101", "[CANCELLED] T", true},
		{"a term in a year", "2025", calendar.Scheduled, calendar.ChairTerm, "20250101", "20260101", "T (in 2025)", true},
		{"years", "2015/2022", calendar.Held, calendar.PlanPeriod, "20150101", "20230101", "T (2015–2022)", true},
		{"the last year", "9999", calendar.Mandated, calendar.Target, "99990101", "99991231", "Window: T", true},
		{"not after", "[..2025-12]", calendar.Mandated, calendar.ReportDue, "20251231", "20260101", "Latest day: T", false},
		{"from a year on", "2015/..", calendar.Held, calendar.PlanPeriod, "20151231", "20160101", "T (from 2015 on)", false},
		{"years that begin too early", "0000/0001", calendar.Held, calendar.PlanPeriod, "00011231", "00020101", "T (0–1)", false},
		{"a day", "2025-11-24", calendar.Scheduled, calendar.Meeting, "20251124", "20251125", "T", false},
		{"days", "2025-11-24/2025-11-25", calendar.Scheduled, calendar.Meeting, "20251124", "20251126", "T", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			def := define(calendar.Layer{Events: []calendar.Event{{ID: "e", When: calendar.MustParseWhen(tt.when), Status: tt.status, Kind: tt.kind}}})
			span := eventOf(t, feedOf(t, def, FeedOptions{Windows: WindowSpan}))
			require.Equal(t, "VALUE=DATE:"+tt.start, span.raw("DTSTART"))
			require.Equal(t, "VALUE=DATE:"+tt.end, span.raw("DTEND"))
			require.Equal(t, tt.summary, span.find("SUMMARY").text())
			require.Equal(t, UID("test", "e"), span.raw("UID"))
			require.Equal(t, tt.when, span.find(whenProperty).text())

			day := eventOf(t, feedOf(t, def, FeedOptions{}))
			both := eventsOf(feedOf(t, def, FeedOptions{Windows: WindowBoth}))
			if !tt.both {
				require.Equal(t, []*plainComponent{day}, both)
				return
			}
			require.Len(t, both, 2)
			main, window := both[0], both[1]
			if !main.has(idProperty) {
				main, window = window, main
			}
			require.Equal(t, day, main, "the last day is as without its window")
			require.Equal(t, span.raw("DTSTART"), window.raw("DTSTART"))
			require.Equal(t, span.raw("DTEND"), window.raw("DTEND"))
			require.Equal(t, tt.summary, window.find("SUMMARY").text())
			require.Equal(t, UID("test", "e/window"), window.raw("UID"))
			require.Equal(t, main.raw("UID"), window.raw("RELATED-TO"))
			require.Equal(t, "e", window.find(windowOfProperty).text())
			require.False(t, window.has(idProperty))
			require.Equal(t, tt.when, window.find(whenProperty).text())
		})
	}
}

// An alarm is before the last day, wherever the event begins.
func TestAlarmsOfWindows(t *testing.T) {
	def := define(calendar.Layer{Events: []calendar.Event{
		{ID: "e", When: calendar.MustParseWhen("[2025-12-01..2025-12-31]"), Status: calendar.Mandated, Kind: calendar.Deadline},
	}})
	options := FeedOptions{Windows: WindowSpan, Alarms: []time.Duration{40 * 24 * time.Hour, 7 * 24 * time.Hour, 12 * time.Hour}}
	var triggers []string
	for _, a := range eventOf(t, feedOf(t, def, options)).components {
		triggers = append(triggers, a.raw("TRIGGER"))
	}
	require.Equal(t, []string{"-P10D", "P23D", "P29DT12H"}, triggers) // the 31st is 30 days after the 1st
	options.Windows = WindowBoth
	for _, e := range eventsOf(feedOf(t, def, options)) {
		if !e.has(idProperty) {
			require.Empty(t, e.components)
		} else {
			require.Equal(t, "-P7D", e.components[1].raw("TRIGGER"))
		}
	}
}

// An occurrence of a rule that was put into a window is an exception to the rule.
func TestWindowOfAnException(t *testing.T) {
	def := yearly(july30, []calendar.Event{{ID: "e", Occurrence: "2020-07-30", When: calendar.MustParseWhen("2020-08"), Status: calendar.Postponed}}, nil)
	events := eventsOf(feedOf(t, def, FeedOptions{Windows: WindowSpan}))
	require.Len(t, events, 2)
	exception := eventWith(t, feedOf(t, def, FeedOptions{Windows: WindowSpan}), "e")
	require.Equal(t, "VALUE=DATE:20200730", exception.raw("RECURRENCE-ID"))
	require.Equal(t, "VALUE=DATE:20200801", exception.raw("DTSTART"))
	require.Equal(t, "VALUE=DATE:20200901", exception.raw("DTEND"))
	require.Len(t, eventsOf(feedOf(t, def, FeedOptions{Windows: WindowBoth})), 3)
}

func TestParseStyles(t *testing.T) {
	for _, s := range []WindowStyle{WindowLastDay, WindowSpan, WindowBoth} {
		got, err := ParseWindowStyle(s.String())
		require.NoError(t, err)
		require.Equal(t, s, got)
	}
	for _, s := range []DocumentStyle{DocumentURL, DocumentAttach, DocumentLink} {
		got, err := ParseDocumentStyle(s.String())
		require.NoError(t, err)
		require.Equal(t, s, got)
	}
	s, err := ParseWindowStyle("Both")
	require.NoError(t, err)
	require.Equal(t, WindowBoth, s)
	_, err = ParseWindowStyle("days")
	require.ErrorContains(t, err, "there are day, span, both")
	_, err = ParseDocumentStyle("")
	require.ErrorContains(t, err, "there are url, attach, link")
}
