package freebusy_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/freebusy"
)

func calendarOf(events ...calendar.Event) *calendar.Calendar {
	for i := range events {
		events[i].ID, events[i].Title = fmt.Sprint("e", i), fmt.Sprint("Event ", i)
		events[i].Sources = []calendar.Source{{Document: "X"}}
		if events[i].Kind == "" {
			events[i].Kind = calendar.Meeting
		}
		if events[i].Status == "" {
			events[i].Status = calendar.Scheduled
		}
	}
	return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{ID: "l", Said: date.New(2026, time.January, 1), Events: events}}})
}

func when(s string) calendar.When { return calendar.MustParseWhen(s) }

func TestFromCalendar(t *testing.T) {
	from, to := utc("2026-03-02T12:00Z"), utc("2026-03-07T12:00Z")
	for _, test := range []struct {
		name  string
		event calendar.Event
		want  []string
	}{
		{"a time of day", calendar.Event{When: calendar.At(utc("2026-03-03T10:00Z"), utc("2026-03-03T11:30Z"))}, []string{"03-03T10:00/03-03T11:30 BUSY"}},
		{"no end", calendar.Event{When: calendar.At(utc("2026-03-03T10:00Z"), time.Time{})}, []string{}},
		{"days in New York", calendar.Event{When: when("2026-03-03/2026-03-04"), Place: "New York", Kind: calendar.Conference, Status: calendar.Held}, []string{"03-03T05:00/03-05T05:00 BUSY"}},
		{"under way before", calendar.Event{When: when("2026-01-01/2026-03-03")}, []string{"03-02T12:00/03-04T05:00 BUSY"}},
		{"on into the days after", calendar.Event{When: when("2026-03-06/2026-05-01")}, []string{"03-06T05:00/03-07T12:00 BUSY"}},
		{"a day in its zone, over the border of the span", calendar.Event{When: when("2026-03-07")}, []string{"03-07T05:00/03-07T12:00 BUSY"}},
		{"a deadline", calendar.Event{When: when("2026-03-03"), Kind: calendar.Deadline}, []string{}},
		{"an observance", calendar.Event{When: when("2026-03-03"), Kind: calendar.Observance}, []string{}},
		{"a projected day", calendar.Event{When: when("2026-03-03?")}, []string{}},
		{"a projected meeting", calendar.Event{When: when("2026-03-03"), Status: calendar.Projected}, []string{}},
		{"postponed", calendar.Event{When: when("2026-03-03"), Status: calendar.Postponed}, []string{}},
		{"cancelled", calendar.Event{When: when("2026-03-03"), Status: calendar.Cancelled}, []string{}},
		{"mandated, on days that are known", calendar.Event{When: when("2026-03-03"), Status: calendar.Mandated}, []string{"03-03T05:00/03-04T05:00 BUSY"}},
		{"a window", calendar.Event{When: when("[2026-03-03..2026-03-05]")}, []string{}},
		{"a month", calendar.Event{When: when("2026-03")}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			entries := freebusy.FromCalendar(calendarOf(test.event), from, to, freebusy.CalendarOptions{Location: load(t, "America/New_York")})
			require.Equal(t, test.want, lines(freebusy.Periods(from, to, entries)))
			for _, e := range entries {
				require.Equal(t, "e0", e.UID)
				require.Equal(t, "Event 0", e.Summary)
				require.Equal(t, test.event.Place, e.Place)
			}
		})
	}
}

func TestFromCalendarOptions(t *testing.T) {
	from, to := utc("2026-03-02T00:00Z"), utc("2026-03-07T00:00Z")
	cal := calendarOf(
		calendar.Event{When: when("[2026-03-03..2026-03-04]")},
		calendar.Event{When: when("[2026-03-06..]")},
		calendar.Event{When: calendar.At(utc("2026-03-01T20:00Z"), time.Time{})},
	)
	windows := func(e calendar.Entry) freebusy.Type {
		if !e.When.IsExact() {
			return freebusy.Tentative
		}
		return freebusy.MeetingType(e)
	}
	entries := freebusy.FromCalendar(cal, from, to, freebusy.CalendarOptions{Type: windows, Length: 6 * time.Hour})
	require.Equal(t, []string{"03-02T00:00/03-02T02:00 BUSY", "03-03T00:00/03-05T00:00 BUSY-TENTATIVE", "03-06T00:00/03-07T00:00 BUSY-TENTATIVE"},
		lines(freebusy.Periods(from, to, entries)))
	entries = freebusy.FromCalendar(cal, from, to, freebusy.CalendarOptions{Type: windows, Filters: []calendar.Filter{calendar.WithExactDays()}})
	require.Empty(t, entries)
}

// On which days of November 2021 was New York taken up by what resolution 76/186 asks for?
func ExampleFromCalendar() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	from, to := time.Date(2021, time.November, 1, 0, 0, 0, 0, newYork), time.Date(2021, time.December, 1, 0, 0, 0, 0, newYork)
	for _, e := range freebusy.FromCalendar(ares76186.Calendar(), from, to, freebusy.CalendarOptions{Location: newYork}) {
		fmt.Println(e.Day, "to", e.EndDay-1, e.Type, e.Summary)
	}
	// Output:
	// 2021-11-15 to 2021-11-15 BUSY ICAT briefing for Member States at the third meeting of principals
	// 2021-11-15 to 2021-11-15 BUSY Third ICAT meeting at the level of principals
	// 2021-11-22 to 2021-11-23 BUSY Appraisal of the Global Plan of Action at the 76th session
}
