package recurrence

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// byParts are the BY parts of a rule, each with what takes it away.
var byParts = []struct {
	part partName
	drop func(r *Rule) (had bool)
}{
	{partBySecond, func(r *Rule) bool { defer func() { r.BySecond = nil }(); return len(r.BySecond) > 0 }},
	{partByMinute, func(r *Rule) bool { defer func() { r.ByMinute = nil }(); return len(r.ByMinute) > 0 }},
	{partByHour, func(r *Rule) bool { defer func() { r.ByHour = nil }(); return len(r.ByHour) > 0 }},
	{partByDay, func(r *Rule) bool { defer func() { r.ByDay = nil }(); return len(r.ByDay) > 0 }},
	{partByMonthDay, func(r *Rule) bool { defer func() { r.ByMonthDay = nil }(); return len(r.ByMonthDay) > 0 }},
	{partByYearDay, func(r *Rule) bool { defer func() { r.ByYearDay = nil }(); return len(r.ByYearDay) > 0 }},
	{partByWeekNo, func(r *Rule) bool { defer func() { r.ByWeekNo = nil }(); return len(r.ByWeekNo) > 0 }},
	{partByMonth, func(r *Rule) bool { defer func() { r.ByMonth = nil }(); return len(r.ByMonth) > 0 }},
	{partBySetPos, func(r *Rule) bool { defer func() { r.BySetPos = nil }(); return len(r.BySetPos) > 0 }},
}

// someRule returns a valid rule with values from small pools, so that rules that
// are alike come up often.
func someRule(random *rand.Rand) Rule {
	pick := func(pool ...int) (values []int) {
		if random.IntN(3) > 0 {
			return nil
		}
		for range 1 + random.IntN(3) {
			values = append(values, pool[random.IntN(len(pool))])
		}
		return values
	}
	for {
		r := Rule{
			Freq:       Secondly + Frequency(random.IntN(7)),
			Interval:   int64(random.IntN(3)),
			Count:      max(0, int64(random.IntN(8)-4)),
			BySecond:   pick(0, 30),
			ByMinute:   pick(0, 1, 2, 30),
			ByHour:     pick(0, 8, 9, 10),
			ByMonthDay: pick(1, 2, 3, 15, -1, -2),
			ByYearDay:  pick(1, 2, 3, 60, 366, -1),
			ByWeekNo:   pick(1, 2, 3, 20, -1, 53),
			BySetPos:   pick(1, 2, -1),
			WeekStart:  Weekday(random.IntN(3) * 3),
			Skip:       Skip(max(0, random.IntN(8)-5)),
		}
		for _, m := range pick(1, 2, 5, 12) {
			r.ByMonth = append(r.ByMonth, time.Month(m))
		}
		for _, d := range pick(1, 2, 3, 4, 5, 6, 7) {
			n := WeekdayNum{Day: Weekday(d)}
			if r.Freq >= Monthly && random.IntN(2) == 0 {
				n.Ordinal = []int{1, 2, 5, -1}[random.IntN(4)]
			}
			r.ByDay = append(r.ByDay, n)
		}
		if random.IntN(6) == 0 {
			r.ByDay = MustParse("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR").ByDay
		}
		if r.Validate() == nil {
			return r
		}
	}
}

// Each BY part leaves a trace in the words.
func TestDescribeDropsNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		r := someRule(random)
		words := r.Describe()
		for _, by := range byParts {
			less := r
			if by.drop(&less) && less.Validate() == nil {
				require.NotEqual(t, words, less.Describe(), "%s of %s leaves no trace", by.part, r)
			}
		}
		for _, other := range []Rule{
			{Freq: r.Freq, Interval: r.Interval + 2}, {Freq: r.Freq, Count: r.Count + 1}, {Freq: r.Freq%Yearly + 1},
		} {
			less := r
			less.Freq, less.Interval, less.Count = other.Freq, other.Interval, other.Count
			if less.Validate() == nil && !less.Equal(r) && !saysTheSame(less, r) {
				require.NotEqual(t, words, less.Describe(), "%s and %s", r, less)
			}
		}
	}
}

// Rules with the same words have the same occurrences.
func TestDescribeIsTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	known := map[string]Rule{}
	compared := 0
	for range 60_000 {
		r := someRule(random)
		words := r.Describe()
		other, ok := known[words]
		known[words] = r
		if ok && !other.Equal(r) {
			compared++
			require.True(t, saysTheSame(r, other), "%s and %s are both %q", r, other, words)
		}
	}
	require.Greater(t, compared, 100)
}

// saysTheSame reports whether two rules have the same first occurrences from some
// starts.
func saysTheSame(a, b Rule) bool {
	for _, start := range []time.Time{
		time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 2, 29, 8, 30, 0, 0, time.UTC),
		time.Date(2026, 12, 31, 10, 2, 30, 0, time.UTC),
	} {
		var found [2][]time.Time
		for i, r := range []Rule{a, b} {
			times, err := r.Times(start)
			if err != nil {
				return false
			}
			for at := range times.All() {
				if found[i] = append(found[i], at); len(found[i]) == 60 {
					break
				}
			}
		}
		if !slices.EqualFunc(found[0], found[1], time.Time.Equal) {
			return false
		}
	}
	return true
}
