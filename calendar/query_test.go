package calendar_test

import (
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func ids(entries iter.Seq[calendar.Entry]) []string {
	var out []string
	for e := range entries {
		out = append(out, e.ID)
	}
	return out
}

func TestBetweenOrdersByDueDay(t *testing.T) {
	c := calendar.MustNew(board())
	got := c.Between(day("2020-01-01"), day("2008-12-01"), day("2011-02-01"))
	require.Equal(t, []string{
		"plan",                // 2006/2009, under way
		"survey/2008",         // published 2009-02-03
		"open-day/2009-05-02", // moved to 9 May
		"open-day/2010-05-02",
		"survey/2010",
		"review-4", // 2011-01-17
	}, ids(got))
}

func TestOnIsOneDay(t *testing.T) {
	c := calendar.MustNew(board())
	require.Equal(t, []string{"open-day/2004-05-02"}, ids(c.On(day("2004-05-02"))))
	require.Equal(t, []string{"budget"}, ids(c.On(day("2005-07-01"))), "it may fall there")
	require.Empty(t, ids(c.On(day("2005-07-01"), calendar.WithExactDays())))
	require.Equal(t, []string{"plan"}, ids(c.On(day("2009-05-02"))), "moved away")
	require.Equal(t, []string{"open-day/2009-05-02", "plan"}, slices.Sorted(slices.Values(ids(c.On(day("2009-05-09"))))))
}

func TestNextIsByTheDayThatMatters(t *testing.T) {
	c := calendar.MustNew(board())
	today := day("2009-03-01")
	got := c.Next(today, 5)
	require.Equal(t, []string{"open-day/2009-05-02", "plan", "open-day/2010-05-02", "survey/2010", "review-4"}, ids(slices.Values(got)))
	require.Equal(t, today, got[0].Today)
	left, ok := got[0].DaysToLatest()
	require.True(t, ok)
	require.Equal(t, 69, left) // 31 March, 30 April and 8 days of May
	require.Empty(t, c.Next(today, 0))

	next, ok := c.NextOf("survey", today)
	require.True(t, ok)
	require.Equal(t, "survey/2010", next.ID)
	from, _ := next.DaysToEarliest()
	to, _ := next.DaysToLatest()
	require.Equal(t, []int{306, 670}, []int{from, to})
}

// From beyond all days nothing lies ahead, and from before them everything does.
func TestNextAtTheEndsOfTime(t *testing.T) {
	c := calendar.MustNew(board())
	all := ids(slices.Values(c.Next(day("0000-01-01"), 50)))
	require.Len(t, all, 50)
	for _, today := range []date.Date{math.MinInt64, -1 << 40, -1 << 33, day("0000-01-01") - 1} {
		require.Equal(t, all, ids(slices.Values(c.Next(today, 50))), "%d", int64(today))
		next, ok := c.NextOf("open-day", today)
		require.True(t, ok)
		require.Equal(t, "open-day/2003-05-02", next.ID)
	}
	for _, today := range []date.Date{day("9999-12-31") + 1, 1 << 33, 1 << 40, math.MaxInt64} {
		require.Empty(t, c.Next(today, 50), "%d", int64(today))
		_, ok := c.NextOf("open-day", today)
		require.False(t, ok)
	}
}

func TestStatusOnADay(t *testing.T) {
	c := calendar.MustNew(board()).AsOf(day("2010-12-31"))
	tests := []struct {
		id, today string
		want      calendar.Status
	}{
		{"survey/2010", "2010-12-31", calendar.Projected},
		{"survey/2010", "2011-01-01", calendar.Overdue},
		{"review-4", "2011-01-17", calendar.Scheduled},
		{"review-4", "2011-01-18", calendar.Overdue},
		{"open-day/2010-05-02", "2010-05-02", calendar.Scheduled},
		{"open-day/2010-05-02", "2010-05-03", calendar.Held},
		{"plan", "2030-01-01", calendar.Held},
		{"gift", "2030-01-01", calendar.Mandated},
	}
	for _, tt := range tests {
		e, ok := c.Entry(tt.id, day(tt.today))
		require.True(t, ok)
		require.Equal(t, tt.want, e.Status, "%s on %s", tt.id, tt.today)
	}
	require.Equal(t, []string{"survey/2006", "survey/2010", "review-4"}, ids(c.Overdue(day("2011-02-01"))))
}

func TestWhatTimeAloneFulfilsIsNotOverdue(t *testing.T) {
	tests := []struct {
		kind   calendar.Kind
		when   string
		status calendar.Status
		want   calendar.Status
	}{
		{calendar.Observance, "2024-07-30", calendar.Scheduled, calendar.Held},
		{calendar.Observance, "2024", calendar.Scheduled, calendar.Overdue}, // on which day, nobody said
		{calendar.ChairTerm, "2024", calendar.Scheduled, calendar.Held},
		{calendar.ChairTerm, "2024", calendar.Mandated, calendar.Overdue},
		{calendar.PlanPeriod, "2020/2024", calendar.Scheduled, calendar.Overdue}, // it may have been prolonged
		{calendar.PlanPeriod, "2020/2024", calendar.Postponed, calendar.Overdue},
		{calendar.ChairTerm, "2024", calendar.Cancelled, calendar.Cancelled},
		{calendar.Meeting, "2024-07-30", calendar.Scheduled, calendar.Overdue},
		{calendar.Target, "2024", calendar.Projected, calendar.Overdue},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind)+" "+tt.when+" "+string(tt.status), func(t *testing.T) {
			c := calendar.MustNew(calendar.Definition{
				ID: "c", Title: "C", Layers: []calendar.Layer{{ID: "l", Said: day("2019-01-01"), Events: []calendar.Event{{
					ID: "e", Title: "E", Kind: tt.kind, When: when(tt.when), Status: tt.status, Sources: src("D", ""),
				}}}},
			})
			e, _ := c.Entry("e", day("2024-01-01"))
			require.Equal(t, tt.status, e.Status, "before it is over")
			e, _ = c.Entry("e", day("2025-01-01"))
			require.Equal(t, tt.want, e.Status)
		})
	}
}

func TestUndated(t *testing.T) {
	c := calendar.MustNew(board())
	got := c.Undated(day("2020-01-01"))
	require.Equal(t, []string{"gift"}, ids(got))
}

func TestFilters(t *testing.T) {
	c := calendar.MustNew(board())
	today := day("2009-03-01")
	tests := []struct {
		name   string
		filter calendar.Filter
		want   []string
	}{
		{"kind", calendar.OfKind(calendar.PlanPeriod, calendar.Deadline), []string{"plan"}},
		{"series", calendar.InSeries("review"), []string{"review-4", "review/6"}},
		{"status", calendar.WithStatus(calendar.Held), []string{"plan", "review-4"}},
		{"source", calendar.FromSource("NOTICE/4"), []string{"review-4"}},
		{"words", calendar.Matching("great  REVIEW"), []string{"review-4"}},
		{"not", calendar.Not(calendar.AnyOf(calendar.InSeries("open-day", "survey"), calendar.OfKind(calendar.PlanPeriod))), []string{"review-4", "review/6"}},
		{"organizer", calendar.ByOrganizer("nobody"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, ids(c.Between(today, today, day("2019-01-01"), tt.filter)))
		})
	}
}

// Each window query is the filter of the whole.
func TestWindowIsFilterOfTheWhole(t *testing.T) {
	c := calendar.MustNew(board())
	first, end := day("1990-01-01"), day("2040-01-01")
	today := day("2012-06-15")
	whole := c.Between(today, first, end)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		from := first + date.Date(rng.IntN(int(end-first)))
		to := from + date.Date(rng.IntN(2000))
		var want []string
		for e := range whole {
			if mayFall(e, from, min(to, end)) {
				want = append(want, e.ID)
			}
		}
		require.Equal(t, want, ids(c.Between(today, from, min(to, end))), "[%s, %s)", from, to)
	}
}

// Next gives a prefix of all that lies ahead, whatever n.
func TestNextIsPrefix(t *testing.T) {
	c := calendar.MustNew(board())
	today := day("2004-01-01")
	long := ids(slices.Values(c.Next(today, 40)))
	require.Len(t, long, 40)
	for n := range 40 {
		require.Equal(t, long[:n], append([]string{}, ids(slices.Values(c.Next(today, n)))...))
	}
}
