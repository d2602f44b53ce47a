package meeting_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/calendar/meeting"
)

func at(s string) time.Time { return instantOf(s) }

func window(from, to string) []meeting.Span { return []meeting.Span{{Start: at(from), End: at(to)}} }

func busy(from, to string) freebusy.Entry {
	return freebusy.Entry{Start: at(from), End: at(to), Type: freebusy.Busy}
}

// one returns a participant in a zone who is required.
func one(id, zone string, entries ...freebusy.Entry) meeting.Participant {
	return meeting.Participant{ID: id, Location: zoneOf(zone), Busy: entries}
}

func find(t *testing.T, req meeting.Request) *meeting.Result {
	t.Helper()
	r, err := meeting.Find(context.Background(), req)
	require.NoError(t, err)
	return r
}

// starts returns all feasible starts.
func starts(r *meeting.Result) []string {
	list := []string{}
	for c := range r.All() {
		list = append(list, c.Start.Format("01-02T15:04"))
	}
	return list
}

// A meeting that is being moved does not stand in its own way, nor does its room.
func TestMaskUID(t *testing.T) {
	own := busy("2026-10-05T10:00Z", "2026-10-05T11:00Z")
	own.UID = "m1@example.org"
	other := busy("2026-10-05T11:00Z", "2026-10-05T11:30Z")
	other.UID = "m2@example.org"
	req := meeting.Request{
		Windows: window("2026-10-05T10:00Z", "2026-10-05T12:00Z"), Duration: 30 * time.Minute, Step: 30 * time.Minute,
		Participants: []meeting.Participant{one("a", "UTC", own, other), one("b", "UTC", own)},
		Rooms:        []meeting.Room{{ID: "XIX", Capacity: 9, Busy: []freebusy.Entry{own}}},
	}
	require.Equal(t, []string{"10-05T11:30"}, starts(find(t, req)))
	req.MaskUID = own.UID
	require.Equal(t, []string{"10-05T10:00", "10-05T10:30", "10-05T11:30"}, starts(find(t, req)))
}

// An entry that does not say how it takes time blocks, as an event without FBTYPE does.
func TestEntryWithoutType(t *testing.T) {
	req := meeting.Request{
		Windows: window("2026-10-05T10:00Z", "2026-10-05T12:00Z"), Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{one("a", "UTC", freebusy.Entry{Start: at("2026-10-05T10:30Z"), End: at("2026-10-05T10:45Z")})},
	}
	require.Equal(t, []string{"10-05T11:00"}, starts(find(t, req)))
}

// A weekly entry whose second occurrence was moved blocks where it was moved to, and not
// where the rule has it.
func TestMovedOccurrence(t *testing.T) {
	text := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:weekly
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Zurich:20261005T100000
DTEND;TZID=Europe/Zurich:20261005T110000
RRULE:FREQ=WEEKLY;COUNT=5
END:VEVENT
BEGIN:VEVENT
UID:weekly
DTSTAMP:20260101T000000Z
RECURRENCE-ID;TZID=Europe/Zurich:20261012T100000
DTSTART;TZID=Europe/Zurich:20261012T140000
DTEND;TZID=Europe/Zurich:20261012T150000
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	from, to := at("2026-10-01T00:00Z"), at("2026-11-10T00:00Z")
	r, err := freebusy.Read(strings.NewReader(text), from, to, ical.ReadOptions{}, freebusy.Options{Location: zoneOf("Europe/Zurich")})
	require.NoError(t, err)
	req := meeting.Request{Duration: time.Hour, Step: time.Hour, Participants: []meeting.Participant{one("a", "Europe/Zurich", r.Entries...)}}
	for _, test := range []struct{ from, to, free string }{
		{"2026-10-05T08:00Z", "2026-10-05T10:00Z", "10-05T09:00"}, // 10:00 in Zurich is 08:00Z in summer
		{"2026-10-12T08:00Z", "2026-10-12T09:00Z", "10-12T08:00"}, // moved away
		{"2026-10-12T11:00Z", "2026-10-12T13:00Z", "10-12T11:00"}, // 14:00 is 12:00Z
		{"2026-10-26T08:00Z", "2026-10-26T10:00Z", "10-26T08:00"}, // and 10:00 is 09:00Z in winter
		{"2026-11-02T08:00Z", "2026-11-02T10:00Z", "11-02T08:00"}, // the fifth and last
		{"2026-11-09T09:00Z", "2026-11-09T10:00Z", "11-09T09:00"},
	} {
		req.Windows = window(test.from, test.to)
		require.Equal(t, []string{test.free}, starts(find(t, req)), test.from)
	}
}

// The days below are those on which they began and ended on the spot. What touches them
// from both sides is free, and one second more is not.
func TestAllDay(t *testing.T) {
	for _, test := range []struct{ name, zone, day, from, to string }{
		{"23 hours", "Europe/Zurich", "2026-03-29", "2026-03-28T23:00Z", "2026-03-29T22:00Z"},
		{"25 hours", "Europe/Zurich", "2026-10-25", "2026-10-24T22:00Z", "2026-10-25T23:00Z"},
		{"23.5 hours", "Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30Z", "2026-10-04T13:00Z"},
		{"24.5 hours", "Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00Z", "2026-04-05T13:30Z"},
		{"22 hours", "Antarctica/Troll", "2026-03-29", "2026-03-29T00:00Z", "2026-03-29T22:00Z"},
		{"begins at 01:00", "Africa/Cairo", "2026-04-24", "2026-04-23T22:00Z", "2026-04-24T21:00Z"},
		{"begins at 01:00 too", "America/Santiago", "2026-09-06", "2026-09-06T04:00Z", "2026-09-07T03:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := date.MustParseISO(test.day)
			loc := zoneOf(test.zone)
			req := meeting.Request{
				Windows: window(test.from, test.to), Duration: time.Second, Step: time.Second,
				Participants: []meeting.Participant{one("a", "UTC", freebusy.Entry{Day: d, EndDay: d + 1, Location: loc, Type: freebusy.Busy})},
			}
			require.Zero(t, find(t, req).Feasible)
			req.Windows[0].Start = req.Windows[0].Start.Add(-time.Second)
			req.Windows[0].End = req.Windows[0].End.Add(time.Second)
			r := find(t, req)
			var free []time.Time
			for c := range r.All() {
				free = append(free, c.Start)
			}
			require.Equal(t, []time.Time{at(test.from).Add(-time.Second), at(test.to)}, free)
		})
	}

	// Cairo put its clocks back at 24:00 of 29 October 2026, to 23:00: the date went on for
	// another hour, and 30 October began once.
	d := date.MustParseISO("2026-10-29")
	req := meeting.Request{
		Windows: window("2026-10-29T19:00Z", "2026-10-30T01:00Z"), Duration: 30 * time.Minute, Step: 30 * time.Minute,
		Participants: []meeting.Participant{one("a", "UTC", freebusy.Entry{Day: d, EndDay: d + 1, Location: zoneOf("Africa/Cairo"), Type: freebusy.Busy})},
	}
	require.Equal(t, "10-29T22:00", starts(find(t, req))[0])

	// Havana put them back at 01:00 of 1 November, to 00:00: that day has 25 hours.
	req.Windows = window("2026-11-01T03:00Z", "2026-11-02T06:00Z")
	d = date.MustParseISO("2026-11-01")
	req.Participants = []meeting.Participant{one("a", "UTC", freebusy.Entry{Day: d, EndDay: d + 1, Location: zoneOf("America/Havana"), Type: freebusy.Busy})}
	require.Equal(t, []string{"11-01T03:00", "11-01T03:30", "11-02T05:00", "11-02T05:30"}, starts(find(t, req)))

	// Apia had no 30 December 2011.
	d = date.MustParseISO("2011-12-30")
	req.Windows = window("2011-12-29T00:00Z", "2012-01-01T00:00Z")
	req.Participants = []meeting.Participant{one("a", "UTC", freebusy.Entry{Day: d, EndDay: d + 1, Location: zoneOf("Pacific/Apia"), Type: freebusy.Busy})}
	require.Equal(t, 144, find(t, req).Feasible)
}

// Zones that are no whole hours from UTC can meet on their own full hours.
func TestAlignTo(t *testing.T) {
	req := meeting.Request{
		Windows: window("2026-05-04T03:20Z", "2026-05-04T06:20Z"), Duration: time.Hour, Step: time.Hour,
		AlignTo: zoneOf("Asia/Kathmandu"), Participants: []meeting.Participant{one("a", "Asia/Kathmandu")},
	}
	require.Equal(t, []string{"05-04T04:15", "05-04T05:15"}, starts(find(t, req))) // 10:00 and 11:00

	// Lord Howe goes from +11:00 to +10:30 at 15:00Z: full hours are at :00, then at :30.
	// 01:00, 01:30 of which comes twice, 02:00.
	req.Windows, req.AlignTo = window("2026-04-04T13:00Z", "2026-04-04T17:00Z"), zoneOf("Australia/Lord_Howe")
	req.Duration = 30 * time.Minute
	require.Equal(t, []string{"04-04T13:00", "04-04T14:00", "04-04T15:30", "04-04T16:30"}, starts(find(t, req)))

	req.AlignTo, req.Anchor = nil, at("2020-01-01T00:10Z")
	require.Equal(t, []string{"04-04T13:10", "04-04T14:10", "04-04T15:10", "04-04T16:10"}, starts(find(t, req)))
	req.Anchor, req.NotBefore = time.Time{}, at("2026-04-04T14:01Z")
	require.Equal(t, []string{"04-04T15:00", "04-04T16:00"}, starts(find(t, req)))
}

// Windows that touch are one, with one grid; those apart have their own, and no meeting
// spans two.
func TestWindows(t *testing.T) {
	req := meeting.Request{
		Windows: []meeting.Span{
			{Start: at("2026-05-05T09:10Z"), End: at("2026-05-05T10:40Z")},
			{Start: at("2026-05-04T10:30Z"), End: at("2026-05-04T11:40Z")},
			{Start: at("2026-05-04T09:00Z"), End: at("2026-05-04T10:30Z")},
		},
		Duration: time.Hour, Step: 30 * time.Minute,
	}
	require.Equal(t, []string{"05-04T09:00", "05-04T09:30", "05-04T10:00", "05-04T10:30", "05-05T09:10", "05-05T09:40"}, starts(find(t, req)))
	req.MinDistance, req.Results = time.Hour, 5
	r := find(t, req)
	require.Len(t, r.Slots, 3)
	require.Equal(t, []int{0, 2, 4}, []int{r.Slots[0].Index, r.Slots[1].Index, r.Slots[2].Index})
}

// Entries are rounded to seconds outward, so that nobody is thought free who is not.
func TestFractions(t *testing.T) {
	e := busy("2026-05-04T10:00Z", "2026-05-04T10:00Z")
	e.Start = e.Start.Add(1500 * time.Millisecond)
	e.End = e.Start.Add(time.Millisecond)
	req := meeting.Request{
		Windows: window("2026-05-04T10:00Z", "2026-05-04T10:01Z"), Duration: time.Second, Step: time.Second,
		Participants: []meeting.Participant{one("a", "UTC", e)},
	}
	r := find(t, req)
	require.Equal(t, 59, r.Feasible)
	s, err := r.At(at("2026-05-04T10:00Z").Add(time.Second))
	require.NoError(t, err)
	require.Equal(t, meeting.ReasonBusy, s.People[0].Reasons)

	e.End = e.Start
	req.Participants = []meeting.Participant{one("a", "UTC", e)}
	require.Equal(t, 60, find(t, req).Feasible)
}

// The way to another place belongs to one person alone, and comes on top of what the
// meeting asks of all.
func TestOwnBuffers(t *testing.T) {
	traveller := one("a", "UTC", busy("2026-05-04T08:00Z", "2026-05-04T09:00Z"), busy("2026-05-04T13:00Z", "2026-05-04T14:00Z"))
	traveller.Before, traveller.After = 30*time.Minute, time.Hour
	req := meeting.Request{
		Windows: window("2026-05-04T09:00Z", "2026-05-04T13:00Z"), Duration: time.Hour, Step: 15 * time.Minute, Before: 15 * time.Minute,
		Participants: []meeting.Participant{traveller, one("b", "UTC", busy("2026-05-04T08:00Z", "2026-05-04T09:30Z"))},
	}
	// a: 9:00 + 0:15 + 0:30 is 9:45; 13:00 - 1:00 - 1:00 is 11:00. b: 9:30 + 0:15 is 9:45.
	require.Equal(t, []string{"05-04T09:45", "05-04T10:00", "05-04T10:15", "05-04T10:30", "05-04T10:45", "05-04T11:00"}, starts(find(t, req)))
	s, err := find(t, req).At(at("2026-05-04T11:15Z"))
	require.NoError(t, err)
	require.Equal(t, meeting.ReasonBuffer, s.People[0].Reasons)
	require.True(t, s.People[0].Conflicts[0].Buffer)
	require.Zero(t, s.People[1].Reasons)
}

// An excepted date has the hours that begin on it and no others, holiday or not; the night
// shift of the evening before goes on into it.
func TestExceptions(t *testing.T) {
	night := meeting.Daily(meeting.ClockRange{From: meeting.At(22, 0), To: meeting.At(4, 0)})
	night.Except = []meeting.DayHours{{Date: date.MustParseISO("2026-05-05"), Ranges: []meeting.ClockRange{{From: meeting.At(12, 0), To: meeting.At(13, 0)}}}}
	p := one("a", "UTC")
	p.Hours = night
	p.Holidays = []date.Date{date.MustParseISO("2026-05-05"), date.MustParseISO("2026-05-07")}
	req := meeting.Request{
		Windows: window("2026-05-05T00:00Z", "2026-05-08T00:00Z"), Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{p},
	}
	require.Equal(t, []string{
		"05-05T00:00", "05-05T01:00", "05-05T02:00", "05-05T03:00", "05-05T12:00", // nothing begins on the evening of the 5th
		"05-06T22:00", "05-06T23:00", // and the 7th is a holiday
	}, starts(find(t, req)))
	req.Windows = window("2026-05-07T20:00Z", "2026-05-08T03:00Z")
	require.Equal(t, []string{"05-08T00:00", "05-08T01:00", "05-08T02:00"}, starts(find(t, req))) // of the shift that begins on the holiday
}

// Results that are far apart are the best, then the best of those far enough from it, and so
// on, also where many candidates have to be passed over for that.
func TestMinDistance(t *testing.T) {
	req := benchRequest(5, 100, 40)
	req.Step, req.Objective, req.MinDistance, req.Results = time.Minute, meeting.Sum, 5*24*time.Hour+17*time.Second, 9
	r := find(t, req)
	all := slices.Collect(r.All())
	require.Greater(t, len(all), 10_000)
	slices.SortFunc(all, func(a, b meeting.Rating) int {
		return cmp.Or(b.Required-a.Required, cmp.Compare(a.Total, b.Total), cmp.Compare(a.Max, b.Max), a.Index-b.Index)
	})
	var want, got []time.Time
	for _, c := range all {
		if len(want) < req.Results && !slices.ContainsFunc(want, func(o time.Time) bool { return o.Sub(c.Start).Abs() < req.MinDistance }) {
			want = append(want, c.Start)
		}
	}
	for _, s := range r.Slots {
		got = append(got, s.Start)
	}
	require.Greater(t, len(want), 4)
	require.Equal(t, want, got)
}

// A zone that nobody has is still computed as it says.
func TestFarOffset(t *testing.T) {
	far := time.FixedZone("three days ahead", 3*24*3600)
	d := date.MustParseISO("2026-05-07") // which is the 4th in UTC
	req := meeting.Request{
		Windows: window("2026-05-03T22:00Z", "2026-05-05T02:00Z"), Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{one("a", "UTC", freebusy.Entry{Day: d, EndDay: d + 1, Location: far, Type: freebusy.Busy})},
	}
	require.Equal(t, []string{"05-03T22:00", "05-03T23:00", "05-05T00:00", "05-05T01:00"}, starts(find(t, req)))
}
