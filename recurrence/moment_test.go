package recurrence

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestMomentEqual(t *testing.T) {
	nine := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	require.True(t, At(nine).Equal(At(nine.In(location(t, "Asia/Tokyo")))), "an instant in two zones")
	require.True(t, At(nine.In(Floating)).Equal(At(nine.In(Floating))), "a floating time")
	require.False(t, At(nine).Equal(At(nine.In(Floating))), "an instant and a floating time")
	require.False(t, At(nine).Equal(At(nine.Add(time.Second))))
	require.True(t, onDay(2026, 1, 5).Equal(onDay(2026, 1, 5)))
	require.False(t, onDay(2026, 1, 5).Equal(onDay(2026, 1, 6)))
	require.False(t, onDay(2026, 1, 5).Equal(At(time.Date(2026, 1, 5, 0, 0, 0, 0, Floating))), "a day and its midnight")
	require.False(t, Moment{}.Equal(At(time.Time{})), "none and a time")
}

// TestFarMoments asks for clock readings that no calendar has.
func TestFarMoments(t *testing.T) {
	newYork := location(t, "America/New_York")
	for _, far := range []time.Time{time.Unix(1<<61, 0), time.Unix(-1<<61, 0)} {
		require.Equal(t, FormLocal, AtClock(far, newYork).Form())
		require.Equal(t, FormUTC, UntilLocal(far).For(At(time.Date(2026, 1, 5, 9, 0, 0, 0, newYork))).Form)
		_, err := Set{Start: AtClock(far, newYork)}.Times()
		require.ErrorContains(t, err, "outside the years 1 to 9999")
	}
}

func TestAtClock(t *testing.T) {
	newYork := location(t, "America/New_York")
	for _, tt := range []struct {
		name    string
		reading time.Time
		loc     *time.Location
		want    time.Time
	}{
		// The two examples of RFC 5545, section 3.3.5.
		{"comes twice", time.Date(2007, 11, 4, 1, 30, 0, 0, time.UTC), newYork, time.Date(2007, 11, 4, 5, 30, 0, 0, time.UTC)},
		{"skipped", time.Date(2007, 3, 11, 2, 30, 0, 0, time.UTC), newYork, time.Date(2007, 3, 11, 7, 30, 0, 0, time.UTC)},

		{"plain", time.Date(2026, 1, 5, 9, 0, 0, 5, time.UTC), newYork, time.Date(2026, 1, 5, 14, 0, 0, 0, time.UTC)},
		{"read in another zone", time.Date(2026, 1, 5, 9, 0, 0, 0, location(t, "Asia/Tokyo")), newYork, time.Date(2026, 1, 5, 14, 0, 0, 0, time.UTC)},
		{"a whole day skipped", time.Date(2011, 12, 30, 12, 0, 0, 0, time.UTC), location(t, "Pacific/Apia"), time.Date(2011, 12, 30, 22, 0, 0, 0, time.UTC)},
		{"UTC", time.Date(2026, 1, 5, 9, 0, 0, 0, newYork), time.UTC, time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)},
		{"floating", time.Date(2026, 1, 5, 9, 0, 0, 0, newYork), Floating, time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)},
		{"no location", time.Date(2026, 1, 5, 9, 0, 0, 0, newYork), nil, time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := AtClock(tt.reading, tt.loc)
			require.True(t, m.Time().Equal(tt.want), m.Time())
			loc := tt.loc
			if loc == nil {
				loc = Floating
			}
			require.Equal(t, loc, m.Time().Location())
			require.True(t, m.Equal(At(tt.want.In(loc))))
		})
	}
}
