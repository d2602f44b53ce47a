package unga_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/unga"
)

// Nothing of a session changes but on the days on which something came to be known.
func TestNothingIsLearnedOnOtherDays(t *testing.T) {
	days := unga.Sessions.LearnedOn()
	require.True(t, slices.IsSorted(days))
	type session struct {
		period, debate any
	}
	at := func(d date.Date) (all []session) {
		v := unga.Sessions.AsOf(d)
		for n := 66; n <= 90; n++ {
			p, _ := v.Period(n)
			q, _ := v.Part(n, "general-debate")
			all = append(all, session{p, q})
		}
		return all
	}
	changed := 0
	before := at(date.New(2014, time.December, 31))
	for d := date.New(2015, time.January, 1); d < date.New(2028, time.January, 1); d++ {
		now := at(d)
		if !slices.Contains(days, d) {
			require.Equal(t, before, now, "%s", d)
		} else if !slices.Equal(before, now) {
			changed++
		}
		before = now
	}
	require.Positive(t, changed)
	for _, d := range unga.Sessions.KnownOn(date.New(2021, time.December, 16)).LearnedOn() {
		require.LessOrEqual(t, d, date.New(2021, time.December, 16))
	}
}
