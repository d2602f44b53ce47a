package recurrence_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// TestLongCount holds rules whose COUNT is more than is walked: the last of so many
// days is a sum away.
func TestLongCount(t *testing.T) {
	start := day(2026, 1, 5)
	for _, count := range []int64{100, 101, 102, 5000, 1_000_000} {
		for _, every := range []int64{1, 2} {
			rule := recurrence.Rule{Freq: recurrence.Daily, Interval: every, Count: count}
			times, err := rule.Times(start)
			require.NoError(t, err)
			last := start.AddDate(0, 0, int(every*(count-1)))
			found, ok := times.Before(last.AddDate(0, 0, 1))
			require.True(t, ok)
			require.Equal(t, last, found)
			_, ok = times.After(last)
			require.False(t, ok)
			n, finite := times.Len()
			require.True(t, finite)
			require.Equal(t, count, n)
			found, ok = times.Last()
			require.True(t, ok)
			require.Equal(t, last, found)
			_, ok = times.Nth(count)
			require.False(t, ok)
			require.Equal(t, count, times.Count(start, last.AddDate(1, 0, 0)))
		}
	}
}
