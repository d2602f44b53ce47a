package meeting

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestOnClock(t *testing.T) {
	for _, tc := range []struct{ zone, day, clock, want string }{
		{"UTC", "2026-03-29", "02:30", "2026-03-29T02:30Z"},
		{"Europe/Zurich", "2026-03-28", "02:30", "2026-03-28T01:30Z"},
		{"Europe/Zurich", "2026-03-29", "02:30", "2026-03-29T01:30Z"},       // skipped: 03:30 in summer time
		{"Europe/Zurich", "2026-03-29", "03:30", "2026-03-29T01:30Z"},       // the same instant
		{"Europe/Zurich", "2026-10-25", "02:30", "2026-10-25T00:30Z"},       // twice: the first
		{"Europe/Zurich", "2026-10-25", "03:00", "2026-10-25T02:00Z"},       // after both
		{"America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00Z"},    // a day without a midnight
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45Z"}, // half an hour is skipped
		{"Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00Z"},        // a day that was left out: noon of the next
		{"Pacific/Apia", "2011-12-31", "12:00", "2011-12-30T22:00Z"},
		{"Pacific/Kiritimati", "2026-01-01", "00:00", "2025-12-31T10:00Z"},
	} {
		loc, err := time.LoadLocation(tc.zone)
		require.NoError(t, err)
		clock, err := time.Parse("15:04", tc.clock)
		require.NoError(t, err)
		got := time.Unix(onClock(date.MustParseISO(tc.day), At(clock.Hour(), clock.Minute()), loc), 0).UTC()
		require.Equal(t, tc.want, got.Format("2006-01-02T15:04Z"), "%s in %s on %s", tc.clock, tc.zone, tc.day)
	}
}
