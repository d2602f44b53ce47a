package calendar

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// randomRule is a rule of days with parts at random.
func randomRule(rng *rand.Rand) (recurrence.Rule, bool) {
	freq := []string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY", "YEARLY", "MONTHLY"}[rng.IntN(6)]
	text := "FREQ=" + freq
	add := func(odds int, name string, item func() string) {
		if rng.IntN(odds) > 0 {
			return
		}
		var items []string
		for range 1 + rng.IntN(3) {
			items = append(items, item())
		}
		text += ";" + name + "=" + strings.Join(items, ",")
	}
	either := func(n int) string {
		k := 1 + rng.IntN(n)
		if rng.IntN(2) == 0 {
			k = -k
		}
		return fmt.Sprint(k)
	}
	if rng.IntN(2) == 0 {
		text += fmt.Sprintf(";INTERVAL=%d", 1+rng.IntN(14))
	}
	add(3, "BYMONTH", func() string { return fmt.Sprint(1 + rng.IntN(12)) })
	if freq != "WEEKLY" {
		add(3, "BYMONTHDAY", func() string { return either(31) })
	}
	if freq == "YEARLY" {
		add(5, "BYYEARDAY", func() string { return either(366) })
		add(5, "BYWEEKNO", func() string { return either(53) })
	}
	add(3, "BYDAY", func() string {
		weekday := []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}[rng.IntN(7)]
		if (freq == "MONTHLY" || freq == "YEARLY" && !strings.Contains(text, "WEEKNO")) && rng.IntN(2) == 0 {
			return either(5) + weekday
		}
		return weekday
	})
	if rng.IntN(5) == 0 && strings.Contains(text, ";BY") {
		text += ";BYSETPOS=" + either(2)
	}
	if rng.IntN(6) == 0 {
		text += ";RSCALE=GREGORIAN;SKIP=" + []string{"OMIT", "BACKWARD", "FORWARD"}[rng.IntN(3)]
	}
	rule, err := recurrence.Parse(text)
	return rule, err == nil
}

// A sieve never keeps back a span in which the rule gives a day.
func TestSieveKeepsNothingBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	tried, excluded := 0, 0
	for tried < 4000 {
		rule, ok := randomRule(rng)
		start := date.New(1995, time.January, 1) + date.Date(rng.IntN(4000))
		days, err := rule.Dates(start)
		if !ok || err != nil {
			continue
		}
		tried++
		s := sieveOf(rule, start)
		for range 20 {
			from := start + date.Date(rng.IntN(10_000)-100)
			to := from + date.Date(1+rng.IntN(1<<rng.IntN(9)))
			span := newSpanSieve(from, to)
			if s.mayMeet(&span) {
				continue
			}
			excluded++
			next, found := days.After(from - 1)
			require.False(t, found && next < to, "%s from %s: %s in [%s, %s)", rule, start, next, from, to)
		}
	}
	require.Greater(t, excluded, 10_000, "or it is of no use")
}

// The days that a part of a rule can mean are those that it means in some month.
func TestDaysOfParts(t *testing.T) {
	for n := -5; n <= 5; n++ {
		if n == 0 {
			continue
		}
		var weekdays, days uint32
		for first := date.New(2000, time.January, 1); first < date.New(2028, time.January, 1); first = first.AddDate(0, 1, 0) {
			length := first.LastDayOfMonth()
			for k := range 7 {
				day := 7*n - 6 + k // of the n-th of some weekday
				if n < 0 {
					day = length + 7*n + 1 + k
				}
				if day >= 1 && day <= length {
					weekdays |= 1 << day
				}
			}
			if n < 0 {
				days |= 1 << (length + 1 + n)
			} else {
				days |= 1 << n
			}
		}
		require.Equal(t, weekdays, weekdayDays(n), "%d", n)
		require.Equal(t, days, monthDays(n), "%d", n)
	}
}
