package freebusy_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
)

func stream(components ...string) string {
	return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + strings.Join(components, "") + "END:VCALENDAR\n"
}

func component(name string, properties ...string) string {
	return "BEGIN:" + name + "\n" + strings.Join(properties, "\n") + "\nEND:" + name + "\n"
}

func event(properties ...string) string {
	return component("VEVENT", append([]string{"DTSTAMP:20260101T000000Z"}, properties...)...)
}

func read(t testing.TB, from, to string, options freebusy.Options, components ...string) freebusy.Reading {
	r, err := freebusy.Read(strings.NewReader(stream(components...)), utc(from), utc(to), ical.ReadOptions{}, options)
	require.NoError(t, err)
	return r
}

// What the standards say of events, in a week of March 2026 in Zurich (UTC+1). Expected
// periods are worked out by hand.
func TestEvents(t *testing.T) {
	for _, test := range []struct {
		name   string
		events []string
		want   []string
	}{
		{"in UTC", []string{event("UID:a", "DTSTART:20260302T080000Z", "DTEND:20260302T090000Z")}, []string{"03-02T08:00/03-02T09:00 BUSY"}},
		{"with a duration", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT90M")}, []string{"03-02T08:00/03-02T09:30 BUSY"}},
		{"without an end", []string{event("UID:a", "DTSTART:20260302T080000Z")}, []string{}},
		{"in a zone", []string{event("UID:a", "DTSTART;TZID=America/New_York:20260302T090000", "DTEND;TZID=America/New_York:20260302T100000")},
			[]string{"03-02T14:00/03-02T15:00 BUSY"}},
		{"floating", []string{event("UID:a", "DTSTART:20260302T090000", "DTEND:20260302T100000")}, []string{"03-02T08:00/03-02T09:00 BUSY"}},
		{"a day", []string{event("UID:a", "DTSTART;VALUE=DATE:20260302")}, []string{"03-01T23:00/03-02T23:00 BUSY"}},
		{"days", []string{event("UID:a", "DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260304")}, []string{"03-01T23:00/03-03T23:00 BUSY"}},
		{"begun before, ends after", []string{event("UID:a", "DTSTART:20260101T000000Z", "DTEND:20270101T000000Z")},
			[]string{"03-01T12:00/03-08T12:00 BUSY"}},
		{"transparent", []string{event("UID:a", "DTSTART;VALUE=DATE:20260302", "TRANSP:TRANSPARENT")}, []string{}},
		{"cancelled", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "STATUS:CANCELLED")}, []string{}},
		{"tentative", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "STATUS:TENTATIVE")}, []string{"03-02T08:00/03-02T09:00 BUSY-TENTATIVE"}},
		{"a to-do", []string{component("VTODO", "UID:a", "DTSTAMP:20260101T000000Z", "DTSTART:20260302T080000Z", "DUE:20260302T090000Z")}, []string{}},

		{"Outlook says out of office", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")},
			[]string{"03-02T08:00/03-02T09:00 BUSY-UNAVAILABLE"}},
		{"Outlook says how, beside TRANSP", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
			event("UID:b", "DTSTART:20260302T090000Z", "DURATION:PT1H", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
			event("UID:c", "DTSTART:20260302T100000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
			event("UID:d", "DTSTART:20260302T110000Z", "DURATION:PT1H", "TRANSP:OPAQUE", "STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
		}, []string{"03-02T08:00/03-02T09:00 BUSY-TENTATIVE", "03-02T09:00/03-02T10:00 BUSY-UNAVAILABLE", "03-02T11:00/03-02T12:00 BUSY-TENTATIVE"}},
		{"Outlook says tentative", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE")},
			[]string{"03-02T08:00/03-02T09:00 BUSY-TENTATIVE"}},
		{"Outlook says free", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE")}, []string{}},
		{"whether time is taken, Outlook is asked only without TRANSP", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
			event("UID:b", "DTSTART:20260303T080000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
		}, []string{"03-02T08:00/03-02T09:00 BUSY"}},

		{"declined", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Me@Example.org")}, []string{}},
		{"declined by another", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "ATTENDEE;PARTSTAT=DECLINED:mailto:you@example.org")},
			[]string{"03-02T08:00/03-02T09:00 BUSY"}},
		{"not answered", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "ATTENDEE:mailto:me@example.org")},
			[]string{"03-02T08:00/03-02T09:00 BUSY-TENTATIVE"}},
		{"one's own meeting", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "ORGANIZER:mailto:me@example.org", "ATTENDEE:mailto:me@example.org")},
			[]string{"03-02T08:00/03-02T09:00 BUSY"}},
		{"by the EMAIL of an address", []string{event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "ATTENDEE;EMAIL=me@example.org;PARTSTAT=TENTATIVE:urn:uuid:1")},
			[]string{"03-02T08:00/03-02T09:00 BUSY-TENTATIVE"}},

		{"a series, without its exception", []string{event("UID:a", "DTSTART;TZID=Europe/Zurich:20250106T090000", "DURATION:PT1H",
			"RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/Zurich:20260304T090000,20260305T090000,20260306T090000")},
			[]string{"03-02T08:00/03-02T09:00 BUSY", "03-03T08:00/03-03T09:00 BUSY", "03-07T08:00/03-07T09:00 BUSY", "03-08T08:00/03-08T09:00 BUSY"}},
		{"an occurrence moved into the span, and one out of it", []string{
			event("UID:a", "DTSTART:20260203T080000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=12"),
			event("UID:a", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260403T080000Z", "DURATION:PT1H"),
			event("UID:a", "RECURRENCE-ID:20261203T080000Z", "DTSTART:20260305T100000Z", "DURATION:PT2H"),
		}, []string{"03-05T10:00/03-05T12:00 BUSY"}},
		{"what replaces an occurrence has its own transparency and answer", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org"),
			event("UID:a", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260303T080000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"),
			event("UID:a", "RECURRENCE-ID:20260304T080000Z", "DTSTART:20260304T080000Z", "DURATION:PT1H", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org"),
			event("UID:a", "RECURRENCE-ID:20260305T080000Z", "DTSTART:20260305T080000Z", "DURATION:PT1H", "STATUS:TENTATIVE"),
		}, []string{"03-02T08:00/03-02T09:00 BUSY", "03-05T08:00/03-05T09:00 BUSY-TENTATIVE"}},
		{"a transparent series with an opaque occurrence", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4", "TRANSP:TRANSPARENT"),
			event("UID:a", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260303T090000Z", "DURATION:PT1H"),
		}, []string{"03-03T09:00/03-03T10:00 BUSY"}},
		{"this and future", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5"),
			event("UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T080000Z", "DTSTART:20260304T100000Z", "DURATION:PT2H", "STATUS:TENTATIVE"),
		}, []string{"03-02T08:00/03-02T09:00 BUSY", "03-03T08:00/03-03T09:00 BUSY",
			"03-04T10:00/03-04T12:00 BUSY-TENTATIVE", "03-05T10:00/03-05T12:00 BUSY-TENTATIVE", "03-06T10:00/03-06T12:00 BUSY-TENTATIVE"}},
		{"an occurrence that is long, and has begun long before", []string{
			event("UID:a", "DTSTART:20250602T080000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY"),
			event("UID:a", "RECURRENCE-ID:20250602T080000Z", "DTSTART:20250602T080000Z", "DTEND:20260302T000000Z"),
		}, []string{"03-01T12:00/03-02T00:00 BUSY"}},
		{"a period of RDATE that has begun before", []string{
			event("UID:a", "DTSTART:20250602T080000Z", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20260101T000000Z/20260301T130000Z,20260304T000000Z/PT1H"),
		}, []string{"03-01T12:00/03-01T13:00 BUSY", "03-04T00:00/03-04T01:00 BUSY"}},
		{"all-day, weekly, with a long one from before", []string{
			event("UID:a", "DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=WEEKLY"),
			event("UID:a", "RECURRENCE-ID;VALUE=DATE:20250602", "DTSTART;VALUE=DATE:20250602", "DTEND;VALUE=DATE:20260305"),
		}, []string{"03-01T12:00/03-04T23:00 BUSY"}},
		{"an occurrence on a day where its series has a time", []string{
			event("UID:a", "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
			event("UID:a", "RECURRENCE-ID:20260303T080000Z", "DTSTART;VALUE=DATE:20260305"),
		}, []string{"03-02T08:00/03-02T09:00 BUSY", "03-04T23:00/03-05T23:00 BUSY"}},
		{"only what replaces is there", []string{
			event("UID:a", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260303T090000Z", "DURATION:PT1H"),
		}, []string{"03-03T09:00/03-03T10:00 BUSY"}},
		{"the last revision counts", []string{
			event("UID:a", "SEQUENCE:1", "DTSTART:20260303T090000Z", "DURATION:PT1H"),
			event("UID:a", "SEQUENCE:0", "DTSTART:20260302T090000Z", "DURATION:PT1H"),
		}, []string{"03-03T09:00/03-03T10:00 BUSY"}},
		{"a zone of the calendar's own", []string{
			component("VTIMEZONE", "TZID:Own", component("STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0430", "TZOFFSETTO:+0430")+"X-A:b"),
			event("UID:a", "DTSTART;TZID=Own:20260303T090000", "DURATION:PT1H"),
		}, []string{"03-03T04:30/03-03T05:30 BUSY"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, "2026-03-01T12:00Z", "2026-03-08T12:00Z", freebusy.Options{Location: load(t, "Europe/Zurich"), Address: "mailto:me@example.org"}, test.events...)
			require.Equal(t, test.want, lines(r.Periods(utc("2026-03-01T12:00Z"), utc("2026-03-08T12:00Z"))))
			require.Empty(t, r.Unknown)
		})
	}
}

func TestEntriesKnowTheirEvents(t *testing.T) {
	r := read(t, "2026-03-01T00:00Z", "2026-03-08T00:00Z", freebusy.Options{},
		event("UID:a", "SUMMARY:Weekly", "LOCATION:Vienna", "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
		event("UID:a", "SUMMARY:Longer", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260303T080000Z", "DURATION:PT3H"),
		event("UID:b", "SUMMARY:Other", "DTSTART:20260303T100000Z", "DURATION:PT2H"))
	var got []string
	for _, e := range r.Entries {
		got = append(got, strings.TrimSpace(e.UID+" "+e.Summary+" "+e.Start.Format("02T15")+" "+e.Place))
	}
	require.Equal(t, []string{"a Weekly 02T08 Vienna", "a Longer 03T08", "b Other 03T10"}, got)
	require.Equal(t, []string{"03-03T10:00/03-03T12:00 BUSY"}, lines(r.Periods(utc("2026-03-01T00:00Z"), utc("2026-03-08T00:00Z"), "a")))
}

// Days reach into the span from as far as clocks are ahead of UTC or behind it.
func TestDaysAtTheBorders(t *testing.T) {
	for _, test := range []struct {
		zone, from, to string
		want           []string
	}{
		{"Pacific/Kiritimati", "2026-03-02T23:00Z", "2026-03-03T00:00Z", []string{"03-02T23:00/03-03T00:00 BUSY"}}, // the 3rd, since 10:00
		{"Pacific/Kiritimati", "2026-03-02T09:00Z", "2026-03-02T11:00Z", []string{"03-02T10:00/03-02T11:00 BUSY"}},
		{"Pacific/Pago_Pago", "2026-03-04T10:00Z", "2026-03-04T12:00Z", []string{"03-04T10:00/03-04T11:00 BUSY"}}, // the 3rd, until 11:00
		{"Pacific/Pago_Pago", "2026-03-03T10:00Z", "2026-03-03T12:00Z", []string{"03-03T11:00/03-03T12:00 BUSY"}},
	} {
		for _, rule := range []string{"RRULE:FREQ=YEARLY", "X-A:b"} {
			r := read(t, test.from, test.to, freebusy.Options{Location: load(t, test.zone)}, event("UID:a", "DTSTART;VALUE=DATE:20260303", rule))
			require.Equal(t, test.want, lines(r.Periods(utc(test.from), utc(test.to))), test.zone)
		}
	}
}

func TestOwnersZone(t *testing.T) {
	day := event("UID:a", "DTSTART;VALUE=DATE:20260303")
	zoned := "X-WR-TIMEZONE:Pacific/Auckland\n"
	from, to := "2026-03-01T00:00Z", "2026-03-08T00:00Z"
	require.Equal(t, []string{"03-03T00:00/03-04T00:00 BUSY"}, lines(read(t, from, to, freebusy.Options{}, day).Periods(utc(from), utc(to))))
	require.Equal(t, []string{"03-02T11:00/03-03T11:00 BUSY"}, lines(read(t, from, to, freebusy.Options{}, zoned, day).Periods(utc(from), utc(to))))
	require.Equal(t, []string{"03-03T05:00/03-04T05:00 BUSY"},
		lines(read(t, from, to, freebusy.Options{Location: load(t, "America/New_York")}, zoned, day).Periods(utc(from), utc(to))))
	r := read(t, from, to, freebusy.Options{}, "X-WR-TIMEZONE:Nowhere\n", day)
	require.Equal(t, []string{"03-03T00:00/03-04T00:00 BUSY"}, lines(r.Periods(utc(from), utc(to))))
	require.Len(t, r.Findings, 1)
	require.Equal(t, "X-WR-TIMEZONE", r.Findings[0].Property)
}

// RFC 5545, section 3.6.4, and readers' lenience.
func TestPublished(t *testing.T) {
	from, to := "1997-12-01T00:00Z", "1998-05-01T00:00Z"
	stamp := []string{"UID:a", "DTSTAMP:19980101T000000Z"}
	busy := func(properties ...string) string { return component("VFREEBUSY", append(stamp, properties...)...) }
	for _, test := range []struct {
		name    string
		in      []string
		want    []string
		unknown []string
	}{
		{"the example of the standard", []string{busy("ORGANIZER:mailto:jsmith@example.com", "DTSTART:19980313T141711Z", "DTEND:19980410T141711Z",
			"FREEBUSY:19980314T233000Z/19980315T003000Z", "FREEBUSY:19980316T153000Z/19980316T163000Z", "FREEBUSY:19980318T030000Z/19980318T040000Z")},
			[]string{"03-14T23:30/03-15T00:30 BUSY", "03-16T15:30/03-16T16:30 BUSY", "03-18T03:00/03-18T04:00 BUSY"},
			[]string{"12-01T00:00/03-13T14:17", "04-10T14:17/05-01T00:00"}},
		{"types, durations and lists", []string{busy(
			"FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:19980308T160000Z/PT8H30M", "FREEBUSY;FBTYPE=FREE:19980308T160000Z/PT3H,19980308T200000Z/PT1H",
			"FREEBUSY;FBTYPE=BUSY-TENTATIVE:19980310T160000Z/P1D", "FREEBUSY;FBTYPE=X-TRAVEL:19980312T160000Z/PT1H")},
			[]string{"03-08T16:00/03-09T00:30 BUSY-UNAVAILABLE", "03-10T16:00/03-11T16:00 BUSY-TENTATIVE", "03-12T16:00/03-12T17:00 BUSY"}, nil},
		{"types that overlap", []string{busy("FREEBUSY;FBTYPE=BUSY-TENTATIVE:19980308T100000Z/PT4H", "FREEBUSY:19980308T110000Z/PT1H",
			"FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:19980308T113000Z/PT1H")},
			[]string{"03-08T10:00/03-08T11:00 BUSY-TENTATIVE", "03-08T11:00/03-08T12:00 BUSY", "03-08T12:00/03-08T12:30 BUSY-UNAVAILABLE",
				"03-08T12:30/03-08T14:00 BUSY-TENTATIVE"}, nil},
		{"not in UTC", []string{busy("FREEBUSY;TZID=America/New_York:19980308T100000/PT1H", "FREEBUSY:19980309T100000/19980309T110000")},
			[]string{"03-08T15:00/03-08T16:00 BUSY", "03-09T09:00/03-09T10:00 BUSY"}, nil},
		{"what is no period", []string{busy("FREEBUSY:19980308T100000Z/PT1H,later,19980308T130000Z/PT1H")},
			[]string{"03-08T10:00/03-08T11:00 BUSY", "03-08T13:00/03-08T14:00 BUSY"}, nil},
		{"two spans", []string{busy("DTSTART:19980101T000000Z", "DTEND:19980201T000000Z"), busy("UID:b", "DTSTART:19980115T000000Z", "DTEND:19980301T000000Z")},
			[]string{}, []string{"12-01T00:00/01-01T00:00", "03-01T00:00/05-01T00:00"}},
		{"a request tells nothing", []string{"METHOD:REQUEST\n", busy("DTSTART:19980101T000000Z", "DTEND:19980201T000000Z")},
			[]string{}, []string{"12-01T00:00/05-01T00:00"}},
		{"with events", []string{busy("DTSTART:19980101T000000Z", "DTEND:19980201T000000Z"), event("UID:e", "DTSTART:19980101T000000Z", "DURATION:PT1H")},
			[]string{"01-01T00:00/01-01T01:00 BUSY"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, from, to, freebusy.Options{Location: load(t, "Europe/Zurich")}, test.in...)
			require.Equal(t, test.want, lines(r.Periods(utc(from), utc(to))))
			var unknown []string
			for _, s := range r.Unknown {
				unknown = append(unknown, s.Start.Format("01-02T15:04")+"/"+s.End.Format("01-02T15:04"))
			}
			require.Equal(t, test.unknown, unknown)
		})
	}
}

func TestModelsOfAnySort(t *testing.T) {
	from, to := utc("2026-03-01T00:00Z"), utc("2026-03-08T00:00Z")
	_, err := freebusy.FromModel(nil, from, to, freebusy.Options{})
	require.ErrorIs(t, err, ical.ErrComponent)
	r, err := freebusy.FromModel(&ics.Calendar{Components: []ics.Component{nil, (*ics.VEvent)(nil), (*ics.VBusy)(nil), (*ics.GeneralComponent)(nil)}}, from, to, freebusy.Options{})
	require.NoError(t, err)
	require.Empty(t, r.Entries)
	bad := &ics.VBusy{}
	for _, value := range []string{"", "/", "x/y", "20260301T000000Z/", "20260301T000000Z/P", "20260302T000000Z/20260301T000000Z", "20260301T000000Z/-PT1H", "20260301/P1D"} {
		bad.Properties = append(bad.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: "FREEBUSY", Value: value}})
	}
	r, err = freebusy.FromModel(&ics.Calendar{Components: []ics.Component{bad}}, from, to, freebusy.Options{})
	require.NoError(t, err)
	require.Empty(t, r.Entries)
	require.Len(t, r.Findings, len(bad.Properties))
}

func TestTooManyOccurrences(t *testing.T) {
	from, to := utc("2026-03-01T00:00Z"), utc("2027-03-01T00:00Z")
	text := stream(event("UID:often", "DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"))
	_, err := freebusy.Read(strings.NewReader(text), from, to, ical.ReadOptions{}, freebusy.Options{MaxOccurrences: 5000})
	var limit *freebusy.LimitError
	require.ErrorAs(t, err, &limit)
	require.Equal(t, freebusy.LimitError{UID: "often", Limit: 5000}, *limit)
	require.False(t, errors.Is(err, ical.ErrLimit))

	// Instants that take no time are not even looked at, nor is what is transparent.
	text = stream(event("UID:often", "DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY"),
		event("UID:free", "DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY", "TRANSP:TRANSPARENT"))
	r, err := freebusy.Read(strings.NewReader(text), from, to, ical.ReadOptions{}, freebusy.Options{MaxOccurrences: 5000})
	require.NoError(t, err)
	require.Empty(t, r.Entries)

	var calendars strings.Builder // the limit is that of all calendars of a stream together
	for i := range 3 {
		calendars.WriteString(stream(event(fmt.Sprint("UID:", i), "DTSTART:20260301T000000Z", "DURATION:PT1S", "RRULE:FREQ=MINUTELY;COUNT=400")))
	}
	_, err = freebusy.Read(strings.NewReader(calendars.String()), from, to, ical.ReadOptions{}, freebusy.Options{MaxOccurrences: 1000})
	require.ErrorAs(t, err, &limit)
}

// Whatever span is asked for, the answer is that of a longer one, clipped.
func TestSpansAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	stamp := func() time.Time { return time.Date(2026, 1, 1+r.IntN(60), r.IntN(24), 15*r.IntN(4), 0, 0, time.UTC) }
	zurich := load(t, "Europe/Zurich")
	for range 150 {
		var events []string
		for i := range 1 + r.IntN(4) {
			uid := fmt.Sprint("UID:", i)
			start := stamp()
			if r.IntN(3) == 0 {
				day := start.Format(";VALUE=DATE:20060102")
				events = append(events, event(uid, "DTSTART"+day, pick("DURATION:P1D", "DURATION:P5D", "X-A:1"), pick("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;INTERVAL=9", "X-A:1")))
				if r.IntN(2) == 0 {
					events = append(events, event(uid, "RECURRENCE-ID"+day, "DTSTART"+stamp().Format(";VALUE=DATE:20060102"), pick("DURATION:P30D", "X-A:1")))
				}
				continue
			}
			at := start.Format(";TZID=Europe/Zurich:20060102T150405")
			events = append(events, event(uid, "DTSTART"+at, pick("DURATION:PT1H", "DURATION:P2DT3H", "X-A:1"),
				pick("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;INTERVAL=3", "RRULE:FREQ=HOURLY;INTERVAL=31", "X-A:1"), pick("STATUS:TENTATIVE", "TRANSP:OPAQUE")))
			if r.IntN(2) == 0 {
				events = append(events, event(uid, "RECURRENCE-ID"+pick("", ";RANGE=THISANDFUTURE")+at, "DTSTART"+stamp().Format(";TZID=Europe/Zurich:20060102T150405"),
					pick("DURATION:P40D", "DURATION:PT30M", "X-A:1")))
			}
		}
		options := freebusy.Options{Location: zurich}
		whole := read(t, "2025-06-01T00:00Z", "2026-12-01T00:00Z", options, events...)
		for range 5 {
			from := stamp()
			to := from.Add(time.Duration(r.IntN(20*24)) * time.Hour)
			part, err := freebusy.Read(strings.NewReader(stream(events...)), from, to, ical.ReadOptions{}, options)
			require.NoError(t, err)
			require.Equal(t, lines(whole.Periods(from, to)), lines(part.Periods(from, to)), "%s to %s of\n%s", from, to, strings.Join(events, ""))
		}
	}
}
