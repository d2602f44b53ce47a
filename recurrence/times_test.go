package recurrence

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestFractionsOfSeconds asks about times between two seconds: occurrences start at
// whole ones.
func TestFractionsOfSeconds(t *testing.T) {
	at := func(second int, fraction time.Duration) time.Time {
		return time.Date(2026, 1, 5, 9, 0, second, 0, time.UTC).Add(fraction)
	}
	for _, start := range []time.Time{at(0, 0), at(0, time.Nanosecond), at(0, time.Second-1)} {
		times, err := MustParse("FREQ=SECONDLY;COUNT=5").Times(start)
		require.NoError(t, err)
		list := slices.Collect(times.All())
		require.Equal(t, []time.Time{at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(4, 0)}, list)
		for _, half := range []time.Duration{1, time.Second / 2, time.Second - 1} {
			require.False(t, times.Contains(at(1, half)))
			require.Equal(t, list[2:], slices.Collect(times.From(at(1, half))))
			require.Equal(t, []time.Time{list[1], list[0]}, slices.Collect(times.BackwardFrom(at(1, half))))
			require.Equal(t, list[2:4], slices.Collect(times.Between(at(1, half), at(3, half))))
			require.EqualValues(t, 2, times.Count(at(1, half), at(3, half)))
			next, ok := times.After(at(1, half))
			require.True(t, ok)
			require.Equal(t, list[2], next)
			last, ok := times.Before(at(1, half))
			require.True(t, ok)
			require.Equal(t, list[1], last)
		}
	}
}

// TestFarTimes asks about the first and the last time that package time knows.
func TestFarTimes(t *testing.T) {
	start := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	first, last := time.Unix(-1<<63, 0), time.Unix(1<<63-62135596801, 999999999)
	for _, loc := range []*time.Location{time.UTC, Floating, location(t, "Europe/Vienna")} {
		times, err := MustParse("FREQ=DAILY;COUNT=3").Times(start.In(loc))
		require.NoError(t, err)
		list := slices.Collect(times.All())
		_, ok := times.After(last)
		require.False(t, ok)
		_, ok = times.Before(first)
		require.False(t, ok)
		next, ok := times.After(first)
		require.True(t, ok)
		require.Equal(t, list[0], next)
		before, ok := times.Before(last)
		require.True(t, ok)
		require.Equal(t, list[2], before)
		require.EqualValues(t, 3, times.Count(first, last))
		require.Equal(t, list, slices.Collect(times.Between(first, last)))
		require.Empty(t, slices.Collect(times.From(last)))
		require.Empty(t, slices.Collect(times.BackwardFrom(first)))
		require.False(t, times.Contains(last))
		_, err = MustParse("FREQ=DAILY").Times(last.In(loc))
		require.Error(t, err)
	}
}
