package unga

import (
	"math"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

// september returns the days of September.
func september(year int) []date.Date {
	var days []date.Date
	for d := date.New(year, time.September, 1); d.Month() == time.September; d++ {
		days = append(days, d)
	}
	return days
}

func isWorkingDay(d date.Date) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// tuesdayOfWeek reads "the Tuesday of the n-th week in September, counting from the first
// week that contains at least one working day" day by day.
func tuesdayOfWeek(year, n int) date.Date {
	week := 0
	counted := false // the week of the day is one of those counted
	for _, d := range september(year) {
		if d.Weekday() == time.Monday {
			counted = false
		}
		if isWorkingDay(d) && !counted {
			counted = true
			week++
		}
		if week == n && d.Weekday() == time.Tuesday {
			return d
		}
	}
	return 0
}

// firstTuesdayAfter reads "the first Tuesday after day n of September".
func firstTuesdayAfter(year, n int) date.Date {
	for _, d := range september(year) {
		if d.Day() > n && d.Weekday() == time.Tuesday {
			return d
		}
	}
	return 0
}

// tuesdayAfterSecondMonday reads "the Tuesday following the second Monday in September".
func tuesdayAfterSecondMonday(year int) date.Date {
	mondays := 0
	for _, d := range september(year) {
		if d.Weekday() == time.Monday {
			mondays++
		}
		if mondays == 2 && d.Weekday() == time.Tuesday {
			return d
		}
	}
	return 0
}

// A Gregorian cycle of 400 years has every shape of September.
const cycle = 400

func TestOpeningAgainstTheTextOfTheRules(t *testing.T) {
	rows := []struct {
		session int
		text    func(year int) date.Date
	}{
		{55, func(year int) date.Date { return firstTuesdayAfter(year, 1) }},
		{56, tuesdayAfterSecondMonday},
		{58, func(year int) date.Date { return tuesdayOfWeek(year, 3) }},
		{78, func(year int) date.Date { return tuesdayOfWeek(year, 2) }},
	}
	for _, row := range rows {
		t.Run(Ordinal(row.session), func(t *testing.T) {
			r, ok := Sessions.RuleFor(row.session)
			require.True(t, ok)
			require.Equal(t, row.session, r.FirstSession)
			for year := 1990; year < 1990+cycle; year++ {
				require.Equal(t, row.text(year).String(), r.Opening(year).String())
			}
		})
	}
}

func TestDebateAgainstTheTextOfTheRules(t *testing.T) {
	old, _ := Sessions.RuleFor(58)
	amended, _ := Sessions.RuleFor(78)
	for year := 1990; year < 1990+cycle; year++ {
		opening := old.Opening(year)
		tuesday := opening + 1
		for tuesday.Weekday() != time.Tuesday {
			tuesday++
		}
		first, ok := old.Debate(opening)
		require.True(t, ok)
		require.Equal(t, tuesday, first)

		opening = amended.Opening(year)
		first, ok = amended.Debate(opening)
		require.True(t, ok)
		require.Equal(t, opening+14, first)
	}

	for _, n := range []int{55, 56, 57} {
		r, _ := Sessions.RuleFor(n)
		_, ok := r.Debate(r.Opening(n + yearZero))
		require.False(t, ok, n)
		_, ok = r.DebateLast(r.Opening(n + yearZero))
		require.False(t, ok, n)
	}
}

func TestDebateOfASessionThatOpensOnAnotherDay(t *testing.T) {
	r, _ := Sessions.RuleFor(58)
	for opening := date.New(2003, time.September, 16); opening < date.New(2003, time.September, 23); opening++ {
		first, _ := r.Debate(opening)
		require.Equal(t, "2003-09-23", first.String(), opening)
	}
}

func TestWorkingDays(t *testing.T) {
	start := date.New(2003, time.September, 15) // a Monday
	for first := start; first < start+7; first++ {
		for n := 1; n <= 30; n++ {
			last := first - 1
			for left := n; left > 0; {
				last++
				if isWorkingDay(last) {
					left--
				}
			}
			require.Equal(t, last.String(), workingDay(first, n).String(), "%d from %s", n, first.Weekday())
		}
	}
}

func TestDebateLastAsThePressReleaseOfTheResolutionCounts(t *testing.T) {
	r, _ := Sessions.RuleFor(58)
	last, ok := r.DebateLast(date.New(2003, time.September, 23))
	require.True(t, ok)
	require.Equal(t, "2003-10-03", last.String())
}

func TestRulesTakeAnyDay(t *testing.T) {
	for _, r := range []Rule{{}, {TuesdayFrom: -5, DebateTuesday: -1, DebateDays: -1}} {
		_, ok := r.Debate(0)
		require.False(t, ok)
		_, ok = r.DebateLast(0)
		require.False(t, ok)
		require.NotEmpty(t, r.Words())
	}
	r, _ := Sessions.RuleFor(78)
	for _, d := range []date.Date{math.MinInt64, date.Min(), -1, 0, date.Max(), math.MaxInt64} {
		_, _ = r.Debate(d)
		_, _ = r.DebateLast(d)
	}
	for _, year := range []int{math.MinInt, -1, 0, math.MaxInt} {
		_ = r.Opening(year)
	}
}

func TestOrdinal(t *testing.T) {
	rows := map[int]string{
		0: "0th", 1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th",
		55: "55th", 81: "81st", 82: "82nd", 83: "83rd", 84: "84th", 101: "101st", 111: "111th",
		112: "112th", 113: "113th", 121: "121st", 1011: "1011th", -1: "-1st", -11: "-11th",
	}
	for n, want := range rows {
		require.Equal(t, want, Ordinal(n))
	}
}
