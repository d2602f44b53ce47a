package freebusy_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
)

// FuzzRead reads whatever there is. What it makes of it lies in the span that was asked
// for, and comes back when it is published.
func FuzzRead(f *testing.F) {
	f.Add(stream(event("UID:a", "DTSTART;TZID=Europe/Zurich:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/Zurich:20260303T090000"),
		event("UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Zurich:20260304T090000", "DTSTART;TZID=Europe/Zurich:20260304T100000", "DURATION:P2D")))
	f.Add(stream(component("VFREEBUSY", "UID:a", "DTSTAMP:20260101T000000Z", "DTSTART:20260301T000000Z", "DTEND:20260401T000000Z",
		"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260302T100000Z/PT4H,20260302T120000Z/20260303T000000Z", "FREEBUSY;TZID=Europe/Zurich:20260308T100000/P1D")))
	f.Add(stream(availability([]string{"DTSTART;VALUE=DATE:20260301", "PRIORITY:1", "BUSYTYPE:BUSY", "DURATION:P3D"},
		available("DTSTART:20260302T010000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY"), available("RECURRENCE-ID:20260302T030000Z", "DTSTART:20260302T043000Z", "DURATION:PT1H")),
		availability([]string{"UID:b"}, available("DTSTART;VALUE=DATE:20260302"))))
	f.Add(stream("X-WR-TIMEZONE:America/Havana\n", event("UID:a", "DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260310", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
		event("UID:b", "DTSTART:20260302T090000", "RDATE;VALUE=PERIOD:20260303T090000/PT5H", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:me@example.org")))
	from, to := utc("2026-03-01T00:00Z"), utc("2026-03-11T00:00Z")
	limits := ical.ReadOptions{Limits: ical.Limits{Input: 1 << 16}}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := freebusy.Read(bytes.NewReader([]byte(text)), from, to, limits, freebusy.Options{Address: "me@example.org", MaxOccurrences: 2000})
		if err != nil {
			return
		}
		for _, e := range r.Entries {
			require.NotEqual(t, freebusy.Free, e.Type)
			n := 0
			for start, end := range e.Spans(from, to) {
				require.True(t, start.Before(end) && !start.Before(from) && !end.After(to))
				n++
			}
			require.NotZero(t, n)
		}
		last := time.Time{}
		for _, s := range r.Unknown {
			require.True(t, s.Start.Before(s.End) && (last.IsZero() || s.Start.After(last)))
			last = s.End
		}
		periods := r.Periods(from, to)
		about := publication()
		about.From, about.To = from, to
		again, err := freebusy.Read(bytes.NewReader(written(t, periods, about)), from, to, limits, freebusy.Options{})
		require.NoError(t, err)
		require.Equal(t, periods, again.Periods(from, to))
	})
}
