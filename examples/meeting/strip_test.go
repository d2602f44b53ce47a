package main

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/meeting"
)

// The hours that are drawn are those that the search goes by.
func TestHoursDrawn(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	clock := func() meeting.Clock { return meeting.Clock(15 * r.IntN(97)) }
	ranges := func() []meeting.ClockRange {
		var list []meeting.ClockRange
		for range r.IntN(3) {
			list = append(list, meeting.ClockRange{From: clock(), To: clock()})
		}
		return list
	}
	for _, zone := range []string{"Europe/Zurich", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "Pacific/Apia"} {
		loc, err := loadZone(zone)
		require.NoError(t, err)
		for range 20 {
			first := date.New(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28))
			h := new(meeting.Hours)
			for d := range h.Week {
				h.Week[d] = ranges()
			}
			if r.IntN(2) == 0 {
				h.Except = []meeting.DayHours{{Date: first + 2, Ranges: ranges()}}
			}
			p := &plan{loc: loc, people: make([]person, 1)}
			start := first.MidnightUTC()
			p.req = meeting.Request{
				Windows: []meeting.Span{{Start: start, End: start.AddDate(0, 0, 5)}}, Duration: time.Minute, Step: time.Hour, Results: 1,
				Participants: []meeting.Participant{{ID: "A", Location: loc, Hours: h, SoftHours: true, Holidays: []date.Date{first + 1, first + 2}}},
			}
			found, err := meeting.Find(context.Background(), p.req)
			require.NoError(t, err)
			for at := start; at.Before(p.req.Windows[0].End.Add(-time.Minute)); at = at.Add(7 * time.Minute) {
				s, err := found.At(at)
				require.NoError(t, err)
				a := s.People[0]
				want := atWork
				switch {
				case a.Outside > 0 && a.Burden > meeting.BurdenOf(a.Outside):
					want = atNight
				case a.Outside > 0:
					want = offWork
				}
				require.Equal(t, want, p.kindAt(0, at), "%s in %s: %v", at.In(loc), zone, h)
			}
		}
	}
}

// Whoever works at night has no night there: what lies outside of their hours is the morning.
func TestNightShift(t *testing.T) {
	const problem = "place: UTC\nfrom: 2027-02-01\nuntil: 2027-02-02\nduration: 1h\nresults: 1\nhours: MO-FR 22:00-06:00\nsoft: true\nobjective: earliest\n" +
		"people: [{name: Ana, place: UTC}]\nblackouts: [\"2027-02-01T00:00Z/2027-02-02T05:30Z\"]\n"
	stdout, stderr, code := program(context.Background(), problem, "-from", "2027-02-01", "-")
	require.Zero(t, code, stderr)
	require.Contains(t, stdout, "05:30–06:30 *\n")
	require.Contains(t, stdout, "1. Ana 30m.")
}
