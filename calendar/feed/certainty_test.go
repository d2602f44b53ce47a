package feed

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestCertainty(t *testing.T) {
	for _, tt := range []struct {
		when   string
		status calendar.Status
		want   certainty
	}{
		{"2026-12-18", calendar.Scheduled, daySet},
		{"2026-12-18?", calendar.Scheduled, projectedDay},
		{"2026-12-18", calendar.Projected, projectedDay},
		{"2026-12-18/2026-12-20", calendar.Held, daySet},
		{"2026-12-18/2026-12-20?", calendar.Scheduled, projectedDay},
		{"2026-12-18?/2026-12-20", calendar.Scheduled, daySet},
		{"2026-12", calendar.Mandated, inWindow},
		{"2026?", calendar.Mandated, projectedDay},
		{"[2026-10-04..2026-12-31]", calendar.Mandated, inWindow},
		{"[2026-10-04?..2026-12-31]", calendar.Mandated, inWindow},
		{"[2026-10-04..2026-12-31?]", calendar.Mandated, projectedDay},
		{"[2026-10-04?..2026-12-31?]", calendar.Mandated, projectedDay},
		{"[..2026-12]", calendar.Mandated, inWindow},
		{"[2026-12?..]", calendar.Mandated, projectedDay},
		{"2026-11-24T10:00[America/New_York]", calendar.Scheduled, daySet},
		{"XXXX", calendar.Mandated, noDay},
	} {
		w, err := calendar.ParseWhen(tt.when)
		require.NoError(t, err, tt.when)
		require.Equal(t, tt.want, certaintyOf(calendar.Entry{Event: calendar.Event{When: w}, Status: tt.status}), tt.when)
	}
}
