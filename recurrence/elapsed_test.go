package recurrence_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// TestElapsedCount counts hours and minutes that have passed, which is a division,
// whatever the clocks do in the meantime.
func TestElapsedCount(t *testing.T) {
	for _, name := range []string{"Europe/Vienna", "Africa/Casablanca", "Pacific/Apia", "America/New_York"} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		start := time.Date(1990, 1, 1, 0, 0, 0, 0, zone)
		for text, step := range map[string]int64{"FREQ=HOURLY": 3600, "FREQ=HOURLY;INTERVAL=7": 7 * 3600, "FREQ=MINUTELY;INTERVAL=77": 77 * 60} {
			times, err := recurrence.MustParse(text).Times(start, recurrence.Elapsed)
			require.NoError(t, err)
			for _, years := range []int{1, 17, 18, 60, 400, 5000} {
				end := start.AddDate(years, 3, 1)
				n := (end.Unix()-start.Unix()-1)/step + 1
				require.Equal(t, n, times.Count(start, end), "%s in %s, %d years", text, name, years)
				at, ok := times.Nth(n - 1)
				require.True(t, ok)
				require.Equal(t, start.Unix()+(n-1)*step, at.Unix(), "%s in %s, %d years", text, name, years)
			}
		}
	}
}
