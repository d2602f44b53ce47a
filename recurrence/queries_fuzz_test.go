package recurrence_test

import (
	"math"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// FuzzQueries gives any rule that can be parsed any start, and asks it everything. It
// fails if an answer contradicts another, or if the answers take long: far longer than
// they should, since the machine may be busy.
func FuzzQueries(f *testing.F) {
	const bound = 5 * time.Second
	for _, seed := range []struct {
		rule   string
		start  int64
		zone   uint8
		moment int64
	}{
		{"FREQ=DAILY", 0, 0, 1 << 33},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0, 1, 0},                                           // never
		{"FREQ=SECONDLY;INTERVAL=7;BYMONTH=12;BYHOUR=9;BYMINUTE=0", 1767603600, 2, 1 << 34},        // far between
		{"FREQ=HOURLY;INTERVAL=9973;BYMONTH=1;BYMONTHDAY=1;BYHOUR=0", 1767603600, 3, 1 << 36},      // once in the calendar
		{"FREQ=WEEKLY;COUNT=2;BYMINUTE=5,49;BYHOUR=2,8;BYDAY=SA;BYSETPOS=303", 1961740800, 4, 0},   // never, by BYSETPOS
		{"FREQ=DAILY;INTERVAL=9223372036854775807", 1767603600, 5, math.MaxInt64},                  // beyond all numbers
		{"FREQ=DAILY;COUNT=9223372036854775807;BYHOUR=1,2,3", -62135596800, 6, math.MinInt64},      // from the first year
		{"RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366,-366;SKIP=FORWARD", 253402214400, 0, 1 << 38}, // in the last year
	} {
		f.Add(seed.rule, seed.start, seed.zone, seed.moment)
	}
	f.Fuzz(func(t *testing.T, text string, start int64, zone uint8, moment int64) {
		rule, err := recurrence.Parse(text)
		if err != nil {
			return
		}
		hang := time.AfterFunc(4*bound, func() { panic("no answer: " + text) })
		defer hang.Stop()
		began := time.Now()
		c, ok := fuzzed(rule, start, zone)
		if !ok {
			return
		}
		moment = min(max(moment, beginning), ending)
		total, finite := c.len()
		require.Equal(t, total, c.count(beginning, ending))
		require.Equal(t, total == 0, c.never())
		first, ok := c.first()
		require.Equal(t, total > 0, ok)
		if last, ok := c.last(); ok {
			require.True(t, finite)
			n, ok := c.nth(total - 1)
			require.True(t, ok)
			require.Equal(t, showOne(n), showOne(last))
		}
		if total > 0 {
			nth, _ := c.nth(0)
			require.Equal(t, showOne(first), showOne(nth))
		}
		moment -= floorMod(moment, c.step)
		rank := c.count(beginning, moment)
		if next, ok := c.after(moment - c.step); ok {
			nth, _ := c.nth(rank)
			require.Equal(t, showOne(nth), showOne(next))
			require.Equal(t, next == moment, c.contains(moment))
			require.Equal(t, []int64{next}, take(c.from(moment), 1))
		} else {
			require.Equal(t, total, rank)
		}
		if last, ok := c.before(moment); ok {
			nth, _ := c.nth(rank - 1)
			require.Equal(t, showOne(nth), showOne(last))
			require.Equal(t, []int64{last}, take(c.backwardFrom(moment-c.step), 1))
		} else {
			require.Zero(t, rank)
		}
		require.Less(t, time.Since(began), bound, text)
	})
}

// fuzzed compiles a rule with any start, if it goes with it.
func fuzzed(rule recurrence.Rule, start int64, zone uint8) (compiled, bool) {
	at := time.Unix(start, 0).UTC()
	switch n := int(zone) % (len(zoneNames) + 3); n {
	case 0:
		d, err := rule.Dates(date.NewAt(at))
		return compiledDates(d), err == nil
	case 1:
		s, err := rule.Times(at)
		return compiledTimes(s, time.UTC), err == nil
	case 2:
		s, err := rule.Times(at.In(recurrence.Floating))
		return compiledTimes(s, recurrence.Floating), err == nil
	default:
		loc, err := time.LoadLocation(zoneNames[n-3])
		if err != nil {
			return compiled{}, false
		}
		s, err := rule.Times(at.In(loc))
		return compiledTimes(s, loc), err == nil
	}
}
