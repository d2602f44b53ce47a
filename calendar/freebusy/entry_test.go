package freebusy_test

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the days below are those of a database that has them all

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
)

type span struct{ start, end time.Time }

func spans(e freebusy.Entry, from, to time.Time) (all []span) {
	for start, end := range e.Spans(from, to) {
		all = append(all, span{start.UTC(), end.UTC()})
	}
	return all
}

func utc(s string) time.Time {
	t, err := time.Parse("2006-01-02T15:04Z", s)
	if err != nil {
		panic(err)
	}
	return t
}

func load(t testing.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

// Offsets and changes are those of the IANA database, as `zdump -v` prints them.
func TestDays(t *testing.T) {
	for _, test := range []struct {
		name, zone  string
		first, last string // days, both included
		want        []string
	}{
		{"a day of 23 hours", "Europe/Zurich", "2026-03-29", "2026-03-29", []string{"2026-03-28T23:00Z", "2026-03-29T22:00Z"}},
		{"a day of 25 hours", "America/New_York", "2026-11-01", "2026-11-01", []string{"2026-11-01T04:00Z", "2026-11-02T05:00Z"}},
		{"a day of 24.5 hours", "Australia/Lord_Howe", "2026-04-05", "2026-04-05", []string{"2026-04-04T13:00Z", "2026-04-05T13:30Z"}},
		{"a day without a midnight", "Africa/Cairo", "2026-04-24", "2026-04-24", []string{"2026-04-23T22:00Z", "2026-04-24T21:00Z"}},
		{"a day that begins twice", "Africa/Cairo", "2026-10-29", "2026-10-29", []string{"2026-10-28T21:00Z", "2026-10-29T22:00Z"}},
		{"a day that did not happen", "Pacific/Apia", "2011-12-30", "2011-12-30", nil},
		{"days around it", "Pacific/Apia", "2011-12-29", "2011-12-31", []string{"2011-12-29T10:00Z", "2011-12-31T10:00Z"}},
		// At 00:01 clocks went back to 23:01, so that there was a minute of Sunday on Saturday.
		{"a day that came twice", "America/St_Johns", "2006-10-29", "2006-10-29",
			[]string{"2006-10-29T02:30Z", "2006-10-29T02:31Z", "2006-10-29T03:30Z", "2006-10-30T03:30Z"}},
		{"both days of it", "America/St_Johns", "2006-10-28", "2006-10-29", []string{"2006-10-28T02:30Z", "2006-10-30T03:30Z"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := freebusy.Entry{Day: date.MustParseISO(test.first), EndDay: date.MustParseISO(test.last) + 1, Location: load(t, test.zone)}
			var want []span
			for i := 0; i < len(test.want); i += 2 {
				want = append(want, span{utc(test.want[i]), utc(test.want[i+1])})
			}
			require.Equal(t, want, spans(e, utc("1990-01-01T00:00Z"), utc("2030-01-01T00:00Z")))
		})
	}
}

func TestSpansStop(t *testing.T) {
	e := freebusy.Entry{Day: date.MustParseISO("2006-10-29"), EndDay: date.MustParseISO("2006-10-30"), Location: load(t, "America/St_Johns")}
	n := 0
	for range e.Spans(utc("2006-01-01T00:00Z"), utc("2007-01-01T00:00Z")) {
		n++
		break
	}
	require.Equal(t, 1, n)
}

// Each minute is in the spans if and only if its date is one of the days.
func TestDaysByTheMinute(t *testing.T) {
	zones := []string{"Pacific/Apia", "America/St_Johns", "Antarctica/Troll", "Asia/Kathmandu", "America/Havana", "Asia/Beirut", "Pacific/Kiritimati", "UTC"}
	r := rand.New(rand.NewPCG(3, 4))
	for _, zone := range zones {
		loc := load(t, zone)
		for range 12 {
			year := 2005 + r.IntN(25)
			first := date.New(year, time.Month(1+r.IntN(12)), 1+r.IntN(31))
			switch r.IntN(3) {
			case 0:
				first = date.MustParseISO("2011-12-29") + date.Date(r.IntN(3))
			case 1:
				first = date.MustParseISO("2006-10-28") + date.Date(r.IntN(3))
			}
			e := freebusy.Entry{Day: first, EndDay: first + date.Date(r.IntN(4)), Location: loc}
			from := first.MidnightUTC().Add(time.Duration(r.IntN(3000)-2000) * time.Minute)
			to := from.Add(time.Duration(r.IntN(8000)) * time.Minute)
			var want []span
			for at := from; at.Before(to); at = at.Add(time.Minute) {
				if day := date.NewAt(at.In(loc)); day < e.Day || day >= e.EndDay {
					continue
				}
				if n := len(want); n > 0 && want[n-1].end.Equal(at) {
					want[n-1].end = at.Add(time.Minute)
				} else {
					want = append(want, span{at, at.Add(time.Minute)})
				}
			}
			require.Equal(t, want, spans(e, from, to), "%s, %s to %s", zone, e.Day, e.EndDay)
		}
	}
}

func TestPeriods(t *testing.T) {
	zurich := load(t, "Europe/Zurich")
	entries := []freebusy.Entry{
		{Start: utc("2026-03-02T08:00Z"), End: utc("2026-03-02T09:00Z"), Type: freebusy.Busy, UID: "moved"},
		{Start: utc("2026-03-02T08:30Z"), End: utc("2026-03-02T09:30Z"), Type: freebusy.Tentative, UID: "other"},
		{Day: date.MustParseISO("2026-03-03"), EndDay: date.MustParseISO("2026-03-04"), Location: zurich, Type: freebusy.Unavailable},
	}
	from, to := utc("2026-03-01T00:00Z"), utc("2026-03-03T12:00Z")
	require.Equal(t, []freebusy.Period{
		{utc("2026-03-02T08:00Z"), utc("2026-03-02T09:00Z"), freebusy.Busy},
		{utc("2026-03-02T09:00Z"), utc("2026-03-02T09:30Z"), freebusy.Tentative},
		{utc("2026-03-02T23:00Z"), utc("2026-03-03T12:00Z"), freebusy.Unavailable},
	}, freebusy.Periods(from, to, entries))
	require.Equal(t, []freebusy.Period{
		{utc("2026-03-02T08:30Z"), utc("2026-03-02T09:30Z"), freebusy.Tentative},
		{utc("2026-03-02T23:00Z"), utc("2026-03-03T12:00Z"), freebusy.Unavailable},
	}, freebusy.Periods(from, to, entries, "moved", ""))
}
