package recurrence

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSetRefuses(t *testing.T) {
	day, utc := onDay(2026, 1, 5), At(time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC))
	later, floating := At(utc.Time().Add(time.Hour)), At(utc.Time().In(Floating))
	daily := []Rule{{Freq: Daily}}
	for _, tt := range []struct {
		name   string
		set    Set
		part   string
		reason string
	}{
		{"no start", Set{Rules: daily}, "DTSTART", "must be a DATE-TIME in a timed set"},
		{"a negative length", Set{Start: utc, Length: Length{Days: -1}}, "DURATION", "is negative"},
		{"a negative length of a day", Set{Start: day, Length: Length{Exact: -1}}, "DURATION", "is negative"},
		{"a length beyond the calendar", Set{Start: utc, Length: Length{Days: 1 << 40}}, "DURATION", "is longer than the calendar"},
		{"an override of negative length", Set{Start: utc, Overrides: []Override{{ID: utc, Length: Length{Exact: -1}}}}, "DURATION", "is negative"},
		{"a period of negative length", Set{Start: utc, Periods: []Period{{Start: later, Length: Length{Days: -1}}}}, "DURATION", "is negative"},
		{"a period that ends as it begins", Set{Start: utc, Periods: []Period{{Start: later, End: later}}}, "RDATE", "the period ends before it begins"},
		{"a period among days", Set{Start: day, Periods: []Period{{Start: day, End: onDay(2026, 1, 6)}}}, "RDATE", "an all-day set has no periods"},
		{"a day among times", Set{Start: utc, RDates: []Moment{day}}, "RDATE", "must be a DATE-TIME like the start"},
		{"a time among days", Set{Start: day, ExDates: []Moment{utc}}, "EXDATE", "must be a DATE like the start"},
		{"a floating time among others", Set{Start: utc, RDates: []Moment{floating}}, "RDATE", "must be floating where the start is, and only there"},
		{"no moment", Set{Start: utc, ExDates: []Moment{{}}}, "EXDATE", "must be a DATE-TIME like the start"},
		{"an override of nothing", Set{Start: utc, Overrides: []Override{{}}}, "RECURRENCE-ID", "must be a DATE-TIME like the start"},
		{"a rule that is not valid", Set{Start: utc, Rules: []Rule{{}}}, "FREQ", "is required, SECONDLY to YEARLY"},
		{"an EXRULE that is not valid", Set{Start: utc, Rules: daily, ExRules: []Rule{{Freq: Daily, Interval: -1}}}, "INTERVAL", "-1 is not a positive number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var err error
			if tt.set.Start.Form() == FormDate {
				_, err = tt.set.Dates()
			} else {
				_, err = tt.set.Times()
			}
			var refused *RuleError
			require.ErrorAs(t, err, &refused)
			require.Equal(t, tt.part, refused.Part)
			require.Equal(t, tt.reason, refused.Reason)
		})
	}
}

// TestManyRules compares the union of many rules with what each of them gives by itself,
// and has too many refused.
func TestManyRules(t *testing.T) {
	for _, n := range []int{8, 24, 32} {
		set := Set{Start: At(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC))}
		want := map[time.Time]bool{set.Start.Time(): true}
		for i := range n {
			r := Rule{Freq: Yearly, ByMonth: []time.Month{time.Month(i%12 + 1)}, ByMonthDay: []int{i%28 + 1, i%5 + 1}}
			set.Rules = append(set.Rules, r)
			times, err := r.Times(set.Start.Time())
			require.NoError(t, err)
			for at := range times.Between(set.Start.Time(), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
				want[at] = true
			}
		}
		times, err := set.Times()
		require.NoError(t, err)
		got := map[time.Time]bool{}
		for at := range times.Between(set.Start.Time(), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			require.False(t, got[at])
			got[at] = true
		}
		require.Equal(t, want, got)
		require.EqualValues(t, len(want), times.Count(set.Start.Time(), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)))
		for range 10 {
			set.Rules = append(set.Rules, set.Rules...)
		}
		_, err = set.Times()
		require.ErrorContains(t, err, "overlap in more ways than can be told apart")
	}
}
