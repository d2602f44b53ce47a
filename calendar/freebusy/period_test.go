package freebusy_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
)

var monday = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)

// minutes returns a period from one minute of monday to another.
func minutes(from, to int, t freebusy.Type) freebusy.Period {
	return freebusy.Period{Start: monday.Add(time.Duration(from) * time.Minute), End: monday.Add(time.Duration(to) * time.Minute), Type: t}
}

func TestUnite(t *testing.T) {
	const free, tentative, unavailable, busy = freebusy.Free, freebusy.Tentative, freebusy.Unavailable, freebusy.Busy
	for _, test := range []struct {
		name string
		in   []freebusy.Period
		want []freebusy.Period
	}{
		{"nothing", nil, nil},
		{"touching are one", []freebusy.Period{minutes(10, 20, busy), minutes(20, 30, busy)}, []freebusy.Period{minutes(10, 30, busy)}},
		{"touching of two types are two", []freebusy.Period{minutes(20, 30, tentative), minutes(10, 20, busy)}, []freebusy.Period{minutes(10, 20, busy), minutes(20, 30, tentative)}},
		{"the stronger cuts a hole", []freebusy.Period{minutes(10, 40, tentative), minutes(20, 30, unavailable)},
			[]freebusy.Period{minutes(10, 20, tentative), minutes(20, 30, unavailable), minutes(30, 40, tentative)}},
		{"the weaker vanishes within", []freebusy.Period{minutes(10, 40, busy), minutes(20, 30, unavailable)}, []freebusy.Period{minutes(10, 40, busy)}},
		{"free does not unblock", []freebusy.Period{minutes(10, 40, busy), minutes(20, 30, free)}, []freebusy.Period{minutes(10, 40, busy)}},
		{"no length", []freebusy.Period{minutes(10, 10, busy), minutes(30, 20, busy)}, nil},
		{"clipped", []freebusy.Period{minutes(-5, 5, busy), minutes(55, 65, tentative), minutes(60, 70, busy), minutes(-9, 0, busy)},
			[]freebusy.Period{minutes(0, 5, busy), minutes(55, 60, tentative)}},
		{"no type of ours", []freebusy.Period{minutes(10, 20, 9)}, []freebusy.Period{minutes(10, 20, busy)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, freebusy.Unite(monday, monday.Add(time.Hour), test.in))
		})
	}
	require.Empty(t, freebusy.Unite(monday, monday, []freebusy.Period{minutes(-10, 10, busy)}))
	require.Empty(t, freebusy.Unite(monday.Add(time.Hour), monday, []freebusy.Period{minutes(-10, 10, busy)}))
}

// painted is what Unite says, minute by minute: a plain way to the same answer.
func painted(length int, lists ...[]freebusy.Period) (periods []freebusy.Period) {
	canvas := slices.Repeat([]freebusy.Type{freebusy.Free}, length+1)
	for _, list := range lists {
		for _, p := range list {
			for m := range length {
				at := monday.Add(time.Duration(m) * time.Minute)
				if !at.Before(p.Start) && at.Before(p.End) {
					canvas[m] = min(canvas[m], p.Type)
				}
			}
		}
	}
	begun := 0
	for m := 1; m <= length; m++ {
		if m < length && canvas[m] == canvas[begun] {
			continue
		}
		if canvas[begun] != freebusy.Free {
			periods = append(periods, minutes(begun, m, canvas[begun]))
		}
		begun = m
	}
	return periods
}

func TestUniteAgainstPainter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var lists [3][]freebusy.Period
		for i := range r.IntN(12) {
			start := r.IntN(70) - 5
			lists[i%3] = append(lists[i%3], minutes(start, start+r.IntN(20)-2, freebusy.Type(r.IntN(4))))
		}
		got := freebusy.Unite(monday, monday.Add(time.Hour), lists[:]...)
		require.Equal(t, painted(60, lists[:]...), got, "%v", lists)
	}
}

func TestType(t *testing.T) {
	for typ := freebusy.Busy; typ <= freebusy.Free; typ++ {
		got, err := freebusy.ParseType(typ.String())
		require.NoError(t, err)
		require.Equal(t, typ, got)
	}
	got, err := freebusy.ParseType("busy-Tentative")
	require.NoError(t, err)
	require.Equal(t, freebusy.Tentative, got)
	got, err = freebusy.ParseType("X-TRAVEL")
	require.ErrorContains(t, err, "X-TRAVEL")
	require.Equal(t, freebusy.Busy, got)
	require.True(t, freebusy.Busy < freebusy.Unavailable && freebusy.Unavailable < freebusy.Tentative && freebusy.Tentative < freebusy.Free)
	require.Equal(t, freebusy.Busy, freebusy.Entry{}.Type) // FBTYPE that is not given is BUSY
	require.Equal(t, "Type(7)", freebusy.Type(7).String())
}
