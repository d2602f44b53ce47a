package recurrence_test

import (
	"iter"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// A querier is what Dates and Times have in common.
type querier[T any] interface {
	All() iter.Seq[T]
	Backward() iter.Seq[T]
	From(T) iter.Seq[T]
	BackwardFrom(T) iter.Seq[T]
	Between(a, b T) iter.Seq[T]
	AppendBetween(dst []T, a, b T) []T
	After(T) (T, bool)
	Before(T) (T, bool)
	Contains(T) bool
	Nth(int64) (T, bool)
	Count(a, b T) int64
	Len() (int64, bool)
	First() (T, bool)
	Last() (T, bool)
	Never() bool
}

var (
	_ querier[date.Date] = (*recurrence.Dates)(nil)
	_ querier[time.Time] = (*recurrence.Times)(nil)
)

// A compiled set answers in seconds since 1970, as the reference does: day is the
// step from one moment to the next.
type compiled struct {
	step               int64
	all, backward      func() iter.Seq[int64]
	from, backwardFrom func(int64) iter.Seq[int64]
	between            func(a, b int64) iter.Seq[int64]
	appendBetween      func(dst []int64, a, b int64) []int64
	after, before      func(int64) (int64, bool)
	contains           func(int64) bool
	nth                func(int64) (int64, bool)
	count              func(a, b int64) int64
	len                func() (int64, bool)
	first, last        func() (int64, bool)
	never              func() bool
}

func compiledDates(d *recurrence.Dates) compiled {
	return adapt(d, 86400, func(at int64) date.Date { return date.NewAt(time.Unix(at, 0).UTC()) },
		func(d date.Date) int64 { return d.MidnightUTC().Unix() })
}

func compiledTimes(s *recurrence.Times, loc *time.Location) compiled {
	return adapt(s, 1, func(at int64) time.Time { return time.Unix(at, 0).In(loc) }, time.Time.Unix)
}

func adapt[T any](q querier[T], step int64, of func(int64) T, to func(T) int64) compiled {
	seq := func(s iter.Seq[T]) iter.Seq[int64] {
		return func(yield func(int64) bool) {
			for t := range s {
				if !yield(to(t)) {
					return
				}
			}
		}
	}
	one := func(t T, ok bool) (int64, bool) {
		if !ok {
			return 0, false
		}
		return to(t), true
	}
	return compiled{
		step:         step,
		all:          func() iter.Seq[int64] { return seq(q.All()) },
		backward:     func() iter.Seq[int64] { return seq(q.Backward()) },
		from:         func(at int64) iter.Seq[int64] { return seq(q.From(of(at))) },
		backwardFrom: func(at int64) iter.Seq[int64] { return seq(q.BackwardFrom(of(at))) },
		between:      func(a, b int64) iter.Seq[int64] { return seq(q.Between(of(a), of(b))) },
		appendBetween: func(dst []int64, a, b int64) []int64 {
			for _, t := range q.AppendBetween(nil, of(a), of(b)) {
				dst = append(dst, to(t))
			}
			return dst
		},
		after:    func(at int64) (int64, bool) { return one(q.After(of(at))) },
		before:   func(at int64) (int64, bool) { return one(q.Before(of(at))) },
		contains: func(at int64) bool { return q.Contains(of(at)) },
		nth:      func(n int64) (int64, bool) { return one(q.Nth(n)) },
		count:    func(a, b int64) int64 { return q.Count(of(a), of(b)) },
		len:      q.Len,
		first:    func() (int64, bool) { return one(q.First()) },
		last:     func() (int64, bool) { return one(q.Last()) },
		never:    q.Never,
	}
}

// take returns the first n moments of a sequence.
func take(s iter.Seq[int64], n int) (list []int64) {
	if n <= 0 {
		return nil
	}
	for at := range s {
		if list = append(list, at); len(list) == n {
			break
		}
	}
	return list
}

// The ends of the calendar, with room for every zone.
var (
	beginning = day(1, 1, 1).AddDate(0, 0, -2).Unix()
	ending    = day(10000, 1, 1).AddDate(0, 0, 2).Unix()
)

// requireAnswers asks every query about the first occurrences of a set, which are
// known: want holds them in order, and all there are where complete is set. The
// queries that concern one occurrence are asked of every stride-th.
func requireAnswers(t testing.TB, c compiled, want []int64, complete bool, stride int) {
	t.Helper()
	n := len(want)
	got := take(c.all(), n)
	requireSame(t, want, got, "All")
	first, ok := c.first()
	if n == 0 {
		if complete {
			require.False(t, ok, "First")
			require.True(t, c.never(), "Never")
			total, _ := c.len()
			require.Zero(t, total, "Len")
			require.Empty(t, take(c.backward(), 1), "Backward")
		}
		return
	}
	require.True(t, ok, "First")
	require.Equal(t, want[0], first, "First")
	require.False(t, c.never(), "Never")
	end := want[n-1]
	requireSame(t, want[:n-1], slices.Collect(c.between(want[0], end)), "Between")
	requireSame(t, want[:n-1], c.appendBetween(nil, beginning, end), "AppendBetween")
	requireSame(t, want, reversed(take(c.backwardFrom(end), n+1)), "BackwardFrom")
	require.Equal(t, int64(n-1), c.count(beginning, end), "Count")
	require.Equal(t, int64(n), c.count(beginning, end+c.step), "Count")
	require.Zero(t, c.count(end, want[0]), "Count backward")
	_, ok = c.before(want[0])
	require.False(t, ok, "Before the first")
	_, ok = c.nth(-1)
	require.False(t, ok, "Nth(-1)")

	for i := 0; i < n; i += max(stride, 1) {
		at := want[i]
		moment := showOne(at)
		nth, ok := c.nth(int64(i))
		require.True(t, ok, "Nth(%d)", i)
		require.Equal(t, moment, showOne(nth), "Nth(%d)", i)
		require.Equal(t, int64(i), c.count(beginning, at), "Count until %s", moment)
		require.True(t, c.contains(at), "Contains(%s)", moment)
		back, ok := c.before(at + c.step)
		require.True(t, ok && back == at, "Before(%s + 1) = %s", moment, showOne(back))
		ahead, ok := c.after(at - c.step)
		require.True(t, ok && ahead == at, "After(%s - 1) = %s", moment, showOne(ahead))
		requireSame(t, want[i:min(i+3, n)], take(c.from(at), min(3, n-i)), "From "+moment)
		if i+1 < n {
			next, ok := c.after(at)
			require.True(t, ok, "After(%s)", moment)
			require.Equal(t, showOne(want[i+1]), showOne(next), "After(%s)", moment)
			if at+c.step < want[i+1] {
				require.False(t, c.contains(at+c.step), "Contains(%s + 1)", moment)
				require.Zero(t, c.count(at+c.step, want[i+1]), "Count between %s and the next", moment)
				require.Equal(t, showOne(want[i+1]), showOne(take(c.from(at+c.step), 1)[0]), "From(%s + 1)", moment)
				require.Equal(t, moment, showOne(take(c.backwardFrom(want[i+1]-c.step), 1)[0]), "BackwardFrom before %s", showOne(want[i+1]))
			}
		}
		if i > 0 {
			last, ok := c.before(at)
			require.True(t, ok, "Before(%s)", moment)
			require.Equal(t, showOne(want[i-1]), showOne(last), "Before(%s)", moment)
		}
	}
	if !complete {
		return
	}
	total, finite := c.len()
	require.Equal(t, int64(n), total, "Len")
	require.Len(t, take(c.all(), n+1), n, "All")
	requireSame(t, want, reversed(slices.Collect(c.backward())), "Backward")
	_, ok = c.after(end)
	require.False(t, ok, "After the last")
	_, ok = c.nth(int64(n))
	require.False(t, ok, "Nth(%d)", n)
	_, ok = c.nth(math.MaxInt64)
	require.False(t, ok, "Nth(MaxInt64)")
	require.Equal(t, int64(n), c.count(beginning, ending), "Count of all")
	if last, ok := c.last(); finite {
		require.True(t, ok, "Last")
		require.Equal(t, showOne(end), showOne(last), "Last")
	} else {
		require.False(t, ok, "Last of an endless set")
	}
}

func reversed(list []int64) []int64 {
	slices.Reverse(list)
	return list
}

// requireSame compares lists of moments and shows where they part.
func requireSame(t testing.TB, want, got []int64, what string) {
	t.Helper()
	i := 0
	for i < min(len(want), len(got)) && want[i] == got[i] {
		i++
	}
	if i == len(want) && i == len(got) {
		return
	}
	require.Fail(t, "other moments", "%s: %d of %d are the same, then there should be %s and there are %s",
		what, i, len(want), show(want[i:min(i+4, len(want))]), show(got[i:min(i+4, len(got))]))
}

// show writes moments so that a failure can be read.
func show(list []int64) []string {
	out := make([]string, len(list))
	for i, at := range list {
		out[i] = showOne(at)
	}
	return out
}

func showOne(at int64) string { return time.Unix(at, 0).UTC().Format("2006-01-02T15:04:05") }

// wall parses the clock reading of a value.
func wall(t testing.TB, value string) time.Time {
	t.Helper()
	layout := "20060102T150405Z"[:len(value)]
	at, err := time.Parse(layout, value)
	require.NoError(t, err)
	return at
}
