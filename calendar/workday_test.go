package calendar_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickar/cal/v2/at"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// placeDays tells working days one by one, from the lists as they are.
type placeDays struct {
	week  calendar.Workweek
	lists []calendar.HolidayList
}

func (p placeDays) covers(d date.Date) bool {
	for _, l := range p.lists {
		if l.From <= d && d < l.To {
			return true
		}
	}
	return false
}

func (p placeDays) works(d date.Date) bool {
	for _, l := range p.lists {
		for _, h := range l.Days {
			if h.Day == d {
				return false
			}
		}
	}
	return p.week.Has(d.Weekday())
}

// add steps to the n-th working day, and returns false where it steps on a day that is
// not covered.
func (p placeDays) add(d date.Date, n int) (date.Date, bool) {
	step := date.Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d += step
		if !p.covers(d) {
			return 0, false
		}
		if p.works(d) {
			n--
		}
	}
	return d, true
}

func (p placeDays) count(from, to date.Date) (int, bool) {
	sign := 1
	if to < from {
		from, to, sign = to, from, -1
	}
	n := 0
	for d := from; d < to; d++ {
		if !p.covers(d) {
			return 0, false
		}
		if p.works(d) {
			n++
		}
	}
	return sign * n, true
}

// randomPlace makes lists of a few years around a day, some of them with gaps between them, and
// weeks of any shape.
func randomPlace(r *rand.Rand, around date.Date) placeDays {
	p := placeDays{week: calendar.Workweek(1 + r.IntN(127))}
	for range r.IntN(4) {
		from := around + date.Date(r.IntN(600)-300)
		list := calendar.HolidayList{From: from, To: from + 1 + date.Date(r.IntN(400))}
		for range r.IntN(30) {
			list.Days = append(list.Days, calendar.Holiday{Day: from + date.Date(r.IntN(int(list.To-from)))})
		}
		p.lists = append(p.lists, list)
	}
	return p
}

func TestWorkdaysAgreeWithSteppingDayByDay(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 26))
	inside := 0
	for range 3000 {
		around := date.Date(r.IntN(3_650_000) - 366)
		p := randomPlace(r, around)
		w, err := calendar.NewWorkdays("a place", p.week, p.lists...)
		if errors.As(err, new(*calendar.HolidayError)) {
			continue // a list outside the years 0 to 9999
		}
		require.NoError(t, err)
		for range 20 {
			d, n := around+date.Date(r.IntN(800)-400), r.IntN(200)-100
			got, err := w.Add(d, n)
			want, ok := p.add(d, n)
			require.Equal(t, ok, err == nil, "%s, %d: %v", d, n, err)
			if ok {
				inside++
				require.Equal(t, want, got, "%s, %d", d, n)
			}
			to := d + date.Date(r.IntN(400)-200)
			count, err := w.Count(d, to)
			want2, ok := p.count(d, to)
			require.Equal(t, ok, err == nil, "%s to %s: %v", d, to, err)
			require.Equal(t, ok, w.Covers(min(d, to), max(d, to)))
			if ok {
				require.Equal(t, want2, count, "%s to %s", d, to)
			}
			works, err := w.IsWorkday(d)
			require.Equal(t, p.covers(d) || !p.week.Has(d.Weekday()), err == nil)
			if err == nil {
				require.Equal(t, p.works(d), works)
			}
			for on, step := range map[date.Date]func(date.Date) (date.Date, error){-1: w.OnOrAfter, 1: w.OnOrBefore} {
				got, err := step(d)
				want, ok := p.add(d+on, int(-on))
				require.Equal(t, ok, err == nil)
				require.True(t, !ok || got == want)
			}
		}
	}
	require.Greater(t, inside, 3000, "questions within the lists")
}

func TestTogetherWorksWhenAllDo(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 27))
	for range 500 {
		around := date.Date(730_000 + r.IntN(1000))
		p, q := randomPlace(r, around), randomPlace(r, around)
		v, err := calendar.NewWorkdays("one", p.week, p.lists...)
		require.NoError(t, err)
		w, err := calendar.NewWorkdays("other", q.week, q.lists...)
		require.NoError(t, err)
		both, err := calendar.Together(v, w)
		if p.week&q.week == 0 {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, "one and other", both.Place())
		for d := around - 400; d < around+800; d++ {
			works, err := both.IsWorkday(d)
			if p.covers(d) && q.covers(d) {
				require.NoError(t, err)
				require.Equal(t, p.works(d) && q.works(d), works, d)
			} else if (p.week & q.week).Has(d.Weekday()) {
				require.Error(t, err)
			}
		}
	}
	_, err := calendar.Together()
	require.Error(t, err)
}

func TestWorkdaysBeyondTheirLists(t *testing.T) {
	year := func(y int) calendar.HolidayList {
		return calendar.HolidayList{From: date.New(y, time.January, 1), To: date.New(y+1, time.January, 1)}
	}
	w, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, year(2020), year(2017), year(2018),
		calendar.HolidayList{From: day("2024-03-01"), To: day("2024-04-01")})
	require.NoError(t, err)
	for _, c := range []struct {
		day  string
		n    int
		asks string // the first day that no list reaches
	}{
		{"2018-12-31", 1, "2019-01-01"},
		{"2018-12-28", 2, "2019-01-01"},
		{"2020-01-01", -1, "2019-12-31"},
		{"2016-12-30", 1, "2016-12-31"},
		{"2030-06-05", 5, "2030-06-06"},
		{"2020-06-01", math.MaxInt, "2021-01-01"},
		{"2020-06-01", math.MinInt, ""},
	} {
		_, err := w.Add(day(c.day), c.n)
		var e *calendar.CoverageError
		require.ErrorAs(t, err, &e, c.day)
		require.Equal(t, "Headquarters", e.Place)
		if c.asks != "" {
			require.Equal(t, c.asks, e.Day.String(), c.day)
		}
	}
	_, err = w.Add(day("2018-12-31"), 1)
	require.EqualError(t, err, "calendar: no list of holidays of Headquarters reaches 2019-01-01; there are lists for 2017 to 2018, 2020, 2024-03-01 to 2024-03-31")
	same, err := w.Add(day("2030-01-01"), 0)
	require.NoError(t, err, "nothing is counted")
	require.Equal(t, day("2030-01-01"), same)
	works, err := w.IsWorkday(day("2030-01-05"))
	require.NoError(t, err, "a Saturday is none in any year")
	require.False(t, works)

	none, err := calendar.NewWorkdays("nowhere", calendar.MondayToFriday)
	require.NoError(t, err)
	_, err = none.Next(day("2020-01-01"))
	require.EqualError(t, err, "calendar: no list of holidays of nowhere reaches 2020-01-02; there is none")
}

func TestWorkdaysAtTheEndsOfTime(t *testing.T) {
	w, err := calendar.NewWorkdays("anywhere", calendar.MondayToFriday, calendar.NoHolidays)
	require.NoError(t, err)
	last, err := w.Add(day("9999-12-30"), 1)
	require.NoError(t, err)
	require.Equal(t, day("9999-12-31"), last)
	for _, d := range []date.Date{math.MinInt64, math.MinInt64 + 1, day("9999-12-31"), math.MaxInt64 - 1, math.MaxInt64} {
		for _, n := range []int{1, math.MaxInt} {
			_, err := w.Add(d, n)
			require.Error(t, err, "%d", d)
		}
	}
	for _, d := range []date.Date{math.MinInt64, -366, math.MaxInt64} {
		_, err := w.Add(d, -1)
		require.Error(t, err, "%d", d)
	}
	_, err = w.Count(math.MinInt64, math.MaxInt64)
	require.Error(t, err)
	n, err := w.Count(day("0000-01-01"), day("9999-12-31")+1)
	require.NoError(t, err)
	require.Equal(t, 3652425/7*5, n, "10,000 years are 521,775 weeks")
}

func TestWorkdaysRefuse(t *testing.T) {
	list := calendar.HolidayList{From: day("2026-01-01"), To: day("2027-01-01")}
	outside := list
	outside.Days = []calendar.Holiday{{Day: day("2027-01-01")}}
	for reason, build := range map[string]func() (*calendar.Workdays, error){
		"no working day": func() (*calendar.Workdays, error) { return calendar.NewWorkdays("x", 0, list) },
		"no days":        func() (*calendar.Workdays, error) { return calendar.NewWorkdays("x", 1, calendar.HolidayList{}) },
		"outside":        func() (*calendar.Workdays, error) { return calendar.NewWorkdays("x", 1, outside) },
		"far away": func() (*calendar.Workdays, error) {
			return calendar.NewWorkdays("x", 1, calendar.HolidayList{From: 0, To: math.MaxInt64})
		},
	} {
		_, err := build()
		var e *calendar.HolidayError
		require.ErrorAs(t, err, &e, reason)
	}
}

func BenchmarkWorkdays(b *testing.B) {
	w, err := calendar.NewWorkdays("Vienna", calendar.MondayToFriday, calendar.YearlyHolidays(1950, 2150, at.Holidays, nil))
	require.NoError(b, err)
	from, far := day("1950-01-02"), day("2149-12-31")
	b.Run("Add/50000", func(b *testing.B) {
		for b.Loop() {
			if d, err := w.Add(from, 50_000); err != nil || d < day("2140-01-01") {
				b.Fatal(d, err)
			}
		}
	})
	b.Run("Count/200years", func(b *testing.B) {
		for b.Loop() {
			if n, err := w.Count(from, far); err != nil || n < 50_000 {
				b.Fatal(n, err)
			}
		}
	})
}
