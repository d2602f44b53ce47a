package recurrence_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

const (
	everyHour   = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23"
	everyMinute = everyHour + ",24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59"
)

// TestHostileSets asks sets that no one would write, and someone might send, all that
// could make it walk through ten thousand years.
func TestHostileSets(t *testing.T) {
	const bound = time.Minute // much longer than they take on a busy machine, and much less than a walk
	start := "DTSTART;TZID=Europe/Vienna:20260101T000000 "
	for _, tt := range []struct {
		name, set string
		options   []recurrence.Option
		length    int64 // -1 if the set is refused
	}{
		{"EXRULEs that together take everything", start + "RRULE:FREQ=SECONDLY;INTERVAL=7" +
			" EXRULE:FREQ=SECONDLY;INTERVAL=7;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11 EXRULE:FREQ=SECONDLY;INTERVAL=7;BYHOUR=12,13,14,15,16,17,18,19,20,21,22,23", nil, 0},
		{"an EXRULE of a lower frequency", start + "RRULE:FREQ=MINUTELY;INTERVAL=7 EXRULE:FREQ=SECONDLY;INTERVAL=420", nil, 0},
		{"an EXRULE that is each second of the day", start + "RRULE:FREQ=SECONDLY;INTERVAL=7" +
			" EXRULE:FREQ=DAILY;BYHOUR=" + everyHour + ";BYMINUTE=" + everyMinute + ";BYSECOND=" + everyMinute, nil, 0},
		// Of 421 minutes 43 are tens, 61 sevens, and 7 both.
		{"intervals of which one divides the day", start + "RRULE:FREQ=MINUTELY;INTERVAL=10;UNTIL=20260101T060000Z RRULE:FREQ=MINUTELY;INTERVAL=7;UNTIL=20260101T060000Z", nil, 43 + 61 - 7},
		{"a set cancelled from its start", "BEGIN:VEVENT " + start + "RRULE:FREQ=SECONDLY;INTERVAL=7 EXRULE:FREQ=MINUTELY;INTERVAL=7 END:VEVENT" +
			" BEGIN:VEVENT RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20260101T000000 STATUS:CANCELLED END:VEVENT", nil, 0},
		{"two elapsed rules that end", start + "RRULE:FREQ=HOURLY;COUNT=10 RRULE:FREQ=HOURLY;INTERVAL=2;COUNT=10", []recurrence.Option{recurrence.Elapsed}, 15},

		{"two elapsed rules without an end", start + "RRULE:FREQ=SECONDLY EXRULE:FREQ=SECONDLY", []recurrence.Option{recurrence.Elapsed}, -1},
		{"nine intervals without a common factor", start + "RRULE:FREQ=SECONDLY;INTERVAL=7 RRULE:FREQ=SECONDLY;INTERVAL=11 RRULE:FREQ=SECONDLY;INTERVAL=13" +
			" RRULE:FREQ=SECONDLY;INTERVAL=17 RRULE:FREQ=SECONDLY;INTERVAL=19 RRULE:FREQ=SECONDLY;INTERVAL=23 RRULE:FREQ=SECONDLY;INTERVAL=29" +
			" RRULE:FREQ=SECONDLY;INTERVAL=31 RRULE:FREQ=SECONDLY;INTERVAL=37", nil, -1},
		{"many positions among seconds", start + "RRULE:FREQ=SECONDLY;INTERVAL=7 RRULE:FREQ=WEEKLY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3;BYSETPOS=1,2,3,4,5,6,7,8,9,10,11", nil, -1},
		{"thousands of years moved among others", "BEGIN:VEVENT " + start + "RRULE:FREQ=SECONDLY END:VEVENT" +
			" BEGIN:VEVENT RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:90000101T000000 DTSTART;TZID=Europe/Vienna:20270101T000000 END:VEVENT", nil, -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := recurrence.ParseSet(strings.ReplaceAll(tt.set, " ", "\n"))
			require.NoError(t, err)
			began := time.Now()
			times, err := set.Times(tt.options...)
			if tt.length < 0 {
				var refused *recurrence.RuleError
				require.ErrorAs(t, err, &refused)
				require.Less(t, time.Since(began), bound*slowdown)
				return
			}
			require.NoError(t, err)
			n, _ := times.Len()
			require.Equal(t, tt.length, n)
			require.Equal(t, tt.length == 0, times.Never())
			_, ok := times.Nth(n)
			require.False(t, ok)
			for range times.Backward() {
				n--
			}
			require.Zero(t, n)
			_, ok = times.After(set.Start.Time().AddDate(1000, 0, 0))
			require.False(t, ok)
			_, ok = times.Before(set.Start.Time())
			require.False(t, ok)
			require.Less(t, time.Since(began), bound*slowdown)
		})
	}
}

// TestManyDaysLeftOut walks over days that EXDATE leaves out as a whole.
func TestManyDaysLeftOut(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	set := recurrence.Set{Start: recurrence.At(start), Rules: []recurrence.Rule{{Freq: recurrence.Secondly}}}
	const days = 100_000
	for i := range days {
		set.ExDates = append(set.ExDates, recurrence.OnDay(recurrence.At(start.AddDate(0, 0, i)).Day()))
	}
	times, err := set.Times()
	require.NoError(t, err)
	began := time.Now()
	first, ok := times.First()
	require.True(t, ok)
	require.Equal(t, start.AddDate(0, 0, days), first)
	_, ok = times.Before(first)
	require.False(t, ok)
	require.Less(t, time.Since(began), slowdown*20*time.Second)
}
