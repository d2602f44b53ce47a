package recurrence_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// TestCountInSkippedTime counts where clocks skip readings that the rule has, and has
// again in what follows: each pair is one occurrence.
func TestCountInSkippedTime(t *testing.T) {
	for _, tt := range []struct {
		name, rule, zone, start string
		length                  int64
	}{
		// 02:00 to 03:00 does not exist, and counts as the hour after it.
		{"an hour", "FREQ=SECONDLY;BYHOUR=2,3;UNTIL=20250309T120000Z", "America/New_York", "20250309T000000", 3600},
		// 3600 is no multiple of 7, so that the hours before and after share nothing.
		{"odd seconds of an hour", "FREQ=SECONDLY;INTERVAL=7;UNTIL=20250309T080000Z", "America/New_York", "20250309T013000", 258 + 514 + 514},
		// 02:00 to 02:30 does not exist: the readings of 02:00 are those of 02:30.
		{"half an hour", "FREQ=SECONDLY;BYMINUTE=0,30;BYSECOND=0,7,14;UNTIL=20241005T160000Z", "Australia/Lord_Howe", "20241006T013000", 3 + 3 + 1},
		// 30 December does not exist, and is the same as the 31st.
		{"a day", "FREQ=MINUTELY;BYDAY=FR,SA;UNTIL=20111231T095900Z", "Pacific/Apia", "20111229T120000", 1440},
	} {
		t.Run(tt.name, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			require.NoError(t, err)
			start := inZone(wall(t, tt.start), zone)
			times, err := recurrence.MustParse(tt.rule).Times(start)
			require.NoError(t, err)
			var list []time.Time
			for at := range times.All() {
				list = append(list, at)
			}
			n, _ := times.Len()
			require.Equal(t, int64(len(list)), n)
			require.Equal(t, tt.length, n)
			for i, at := range list {
				found, ok := times.Nth(int64(i))
				require.True(t, ok)
				require.Equal(t, at, found, i)
				require.Equal(t, int64(i), times.Count(start, at))
			}
		})
	}
}
