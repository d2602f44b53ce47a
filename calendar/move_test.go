package calendar_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestWhenBeginsAndEnds(t *testing.T) {
	for _, c := range []struct{ when, beginning, ending, some string }{
		{"XXXX", "XXXX", "XXXX", "XXXX"},
		{"2025-11-24", "2025-11-24", "2025-11-24", "2025-11-24"},
		{"2025-11-24?", "2025-11-24?", "2025-11-24?", "2025-11-24?"},
		{"2025-11", "2025-11", "2025-11", "[2025-11-01..2025-11-30]"},
		{"2025-11-24/2025-11-25", "2025-11-24", "2025-11-25", "[2025-11-24..2025-11-25]"},
		{"2025-11-24/2025-11-25?", "2025-11-24", "2025-11-25?", "[2025-11-24..2025-11-25?]"},
		{"[2025-09-30?..2025-12-31]", "[2025-09-30?..2025-12-31]", "[2025-09-30?..2025-12-31]", "[2025-09-30?..2025-12-31]"},
		{"[..2028-09-04]", "[..2028-09-04]", "[..2028-09-04]", "[..2028-09-04]"},
		{"2015/2022", "[2015-01-01..2015-12-31]", "[2022-01-01..2022-12-31]", "[2015-01-01..2022-12-31]"},
		{"2015/2015-06", "[2015-01-01..2015-06-30]", "[2015-06-01..2015-06-30]", "[2015-01-01..2015-06-30]"},
		{"2025-06/2025", "[2025-06-01..2025-06-30]", "[2025-06-01..2025-12-31]", "[2025-06-01..2025-12-31]"},
		{"/2022", "[..2022-12-31]", "[2022-01-01..2022-12-31]", "[..2022-12-31]"},
		{"2018/..", "[2018-01-01..2018-12-31]", "[2018-01-01..]", "[2018-01-01..]"},
		{"2026-11-24T10:00[Europe/Vienna]/2026-11-25T00:00[Europe/Vienna]", "2026-11-24", "2026-11-24", "[2026-11-24..2026-11-25]"},
		{"2026-11-24T10:00[Europe/Vienna]", "2026-11-24", "2026-11-24", "2026-11-24"},
	} {
		w := calendar.MustParseWhen(c.when)
		require.Equal(t, c.beginning, w.Beginning().String(), "beginning of %s", c.when)
		require.Equal(t, c.ending, w.Ending().String(), "ending of %s", c.when)
		require.Equal(t, c.some, w.SomeDay().String(), "some day of %s", c.when)
	}
}

func TestWhenMoves(t *testing.T) {
	back := func(d date.Date) (date.Date, error) { return d - 70, nil }
	for _, c := range []struct{ when, moved string }{
		{"XXXX", "XXXX"},
		{"2025-11-24", "2025-09-15"},
		{"2025-11-24?", "2025-09-15?"},
		{"2025-11-24/2025-11-25", "2025-09-15/2025-09-16"},
		{"[2025-09-30?..2025-12-31]", "[2025-07-22?..2025-10-22]"},
		{"[2025-09-30..2025-12-31?]", "[2025-07-22..2025-10-22?]"},
		{"[..2028-09-04]", "[..2028-06-26]"},
		{"[2028-09-04..]", "[2028-06-26..]"},
		{"2026", "[2025-10-23..2026-10-22]"},
		{"2026?", "[2025-10-23?..2026-10-22?]"},
		{"2025-11-24/..", "2025-09-15/.."},
		{"/2025-11-24", "/2025-09-15"},
		{"2026-11-24T10:00[Europe/Vienna]", "2026-09-15"},
	} {
		moved, err := calendar.MustParseWhen(c.when).Move(back)
		require.NoError(t, err)
		require.Equal(t, c.moved, moved.String(), c.when)
	}
	_, err := calendar.MustParseWhen("[..0000-02-01]").Move(back)
	require.EqualError(t, err, "calendar: from 0000-02-01 one comes outside the years 0 to 9999")
	unknown := errors.New("unknown")
	_, err = calendar.MustParseWhen("2025-11-24").Move(func(date.Date) (date.Date, error) { return 0, unknown })
	require.ErrorIs(t, err, unknown)
}
