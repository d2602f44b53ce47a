package planning_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

func TestChooseByHand(t *testing.T) {
	s := around(t)
	c := planning.Constraints{Days: 2, At: s.Offices, Surroundings: s, Refuse: planning.GeneralDebate, Prefer: calendar.WorkweekOf(time.Monday, time.Tuesday)}
	window := calendar.MustParseWhen("[2025-09-22..2025-10-08]")
	best, err := planning.Choose(window, 2, c)
	require.NoError(t, err)
	require.Len(t, best, 2)
	require.Equal(t, "Monday, 6–7 October 2025", best[0].String())
	require.Equal(t, "Tuesday, 7–8 October 2025: 8 October 2025 is a Wednesday", best[1].String())

	all, err := planning.Explain(window, c)
	require.NoError(t, err)
	require.Len(t, all, 17)
	require.Equal(t, "Wednesday, 24–25 September 2025: no: 25 September 2025 is Founders' Day at Headquarters; "+
		"same audience: the briefing, 24 September 2025; holiday: Founders' Day at Headquarters, 25 September 2025; "+
		"general debate: general debate of session 80, 24–25 September 2025", all[2].String())
	require.Equal(t, "Saturday, 4–5 October 2025: no: 4 October 2025 is a Saturday at Headquarters; 5 October 2025 is a Sunday at Headquarters", all[12].String())
	require.Equal(t, "Wednesday, 8 October 2025: no: only 1 day left in the window", all[16].String())

	c.Pauses = true
	all, err = planning.Explain(window, c)
	require.NoError(t, err)
	require.Equal(t, []date.Date{day("2025-10-03"), day("2025-10-06")}, all[11].Days)
	require.True(t, all[11].IsGood())
	require.False(t, all[12].IsGood(), "a meeting does not begin with a pause")
}

// What falls into a pause is no clash.
func TestChooseWithPauses(t *testing.T) {
	week, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, calendar.NoHolidays)
	require.NoError(t, err)
	c := office([]calendar.Event{event("saturday", "2026-03-07", calendar.Scheduled), event("weekend", "2026-03-07/2026-03-09", calendar.Scheduled)})
	all, err := planning.Explain(calendar.MustParseWhen("[2026-03-05..2026-03-10]"), planning.Constraints{
		Days: 2, Pauses: true, At: []*calendar.Workdays{week},
		Surroundings: planning.Surroundings{Calendars: []*calendar.Calendar{c}, Today: day("2026-01-01")},
	})
	require.NoError(t, err)
	require.Equal(t, []date.Date{day("2026-03-06"), day("2026-03-09")}, all[1].Days)
	require.Equal(t, []string{"elsewhere: the weekend, 7–9 March 2026"}, all[1].Against)
}

// Away from an entry: certain ones refuse, others speak against.
func TestChooseAway(t *testing.T) {
	c := office([]calendar.Event{event("summit", "2026-03-10/2026-03-11", calendar.Scheduled), event("perhaps", "2026-03-20?", calendar.Projected)})
	constraints := planning.Constraints{
		Days: 1, Surroundings: planning.Surroundings{Calendars: []*calendar.Calendar{c}, Today: day("2026-01-01")},
		Away: []planning.Distance{{Name: "meetings", Days: 3, Filter: calendar.OfKind(calendar.Meeting)}},
	}
	all, err := planning.Explain(calendar.MustParseWhen("[2026-03-06..2026-03-20]"), constraints)
	require.NoError(t, err)
	var good, near []int
	for _, v := range all {
		if v.IsGood() {
			good = append(good, v.First.Day())
		}
		if v.IsGood() && len(v.Against) > 0 {
			near = append(near, v.First.Day())
		}
	}
	require.Equal(t, []int{6, 7, 14, 15, 16, 17, 18, 19, 20}, good, "three days before the 10th is the 7th, after the 11th the 14th")
	require.Equal(t, []int{18, 19, 20}, near)
	require.Equal(t, []string{"1 day away from the summit, 10–11 March 2026; meetings are to be 3 days away"}, all[3].Refused)
}

func TestChooseBeyondTheLists(t *testing.T) {
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday)
	require.NoError(t, err)
	c := planning.Constraints{Days: 1, At: []*calendar.Workdays{hq}}
	best, err := planning.Choose(calendar.MustParseWhen("2026-03"), 5, c)
	require.NoError(t, err)
	require.Empty(t, best)
	for _, pauses := range []bool{false, true} {
		c.Days, c.Pauses = 2, pauses
		all, err := planning.Explain(calendar.MustParseWhen("[2026-03-02..2026-03-04]"), c)
		require.NoError(t, err)
		require.Equal(t, []string{"no list of holidays at Headquarters reaches 2 March 2026", "no list of holidays at Headquarters reaches 3 March 2026"}, all[0].Refused)
	}
}

func TestChooseRefuses(t *testing.T) {
	for text, c := range map[string]planning.Constraints{
		"[2026-01-01..]": {Days: 1}, "XXXX": {Days: 1}, "[2000-01-01..2020-01-01]": {Days: 1},
		"2026": {}, "2027": {Days: 367}, "2028": {Days: 1, Away: []planning.Distance{{Name: "x", Days: 3}}},
		"2029": {Days: 1, Away: []planning.Distance{{Name: "x", Filter: calendar.WithExactDays()}}},
	} {
		_, err := planning.Choose(calendar.MustParseWhen(text), 1, c)
		require.Error(t, err, text)
	}
}

// The plain way: all entries are looked at for all days, and the best day is sought again
// and again.
func TestChooseAgreesWithThePlainWay(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 29))
	first := day("2026-03-01")
	for range 300 {
		length := 5 + r.IntN(60)
		var events []calendar.Event
		for i := range r.IntN(12) {
			from := first + date.Date(r.IntN(length+20)-10)
			when, status := calendar.Lasting(from, from+date.Date(r.IntN(4))), calendar.Scheduled
			if r.IntN(3) == 0 {
				when = calendar.Between(from, from+date.Date(1+r.IntN(9)))
			}
			events = append(events, event(fmt.Sprint("e", i), when.String(), status))
			events[i].Place = []string{"here", "there"}[r.IntN(2)]
		}
		c := office(events)
		off := make(map[date.Date]bool)
		list := calendar.HolidayList{From: first - 100, To: first + 200}
		for range r.IntN(6) {
			d := first + date.Date(r.IntN(length))
			off[d] = true
			list.Days = append(list.Days, calendar.Holiday{Day: d})
		}
		hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, list)
		require.NoError(t, err)
		days := 1 + r.IntN(3)
		constraints := planning.Constraints{
			Days: days, At: []*calendar.Workdays{hq}, Refuse: planning.SamePlace,
			Surroundings: planning.Surroundings{Calendars: []*calendar.Calendar{c}, Place: "here", Today: first},
			Prefer:       calendar.WorkweekOf(time.Monday, time.Wednesday),
		}
		type plain struct {
			first                           date.Date
			samePlaceMay, certain, may, odd int
		}
		var want []plain
		for d := first; d <= first+date.Date(length-days); d++ {
			p, good := plain{first: d}, true
			for k := range days {
				at := d + date.Date(k)
				good = good && at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && !off[at]
				if at.Weekday() != time.Monday && at.Weekday() != time.Wednesday {
					p.odd++
				}
			}
			for _, e := range events {
				from, _ := e.When.Earliest()
				to, _ := e.When.Latest()
				if to < d || from > d+date.Date(days-1) {
					continue
				}
				switch certain := e.When.IsExact(); {
				case e.Place == "here" && certain:
					good = false
				case e.Place == "here":
					p.samePlaceMay++
				case certain:
					p.certain++
				default:
					p.may++
				}
			}
			if good {
				want = append(want, p)
			}
		}
		slices.SortFunc(want, func(a, b plain) int {
			return cmp.Or(cmp.Compare(a.samePlaceMay, b.samePlaceMay), cmp.Compare(a.certain, b.certain), cmp.Compare(a.may, b.may), cmp.Compare(a.odd, b.odd), cmp.Compare(a.first, b.first))
		})
		n := r.IntN(8)
		got, err := planning.Choose(calendar.Between(first, first+date.Date(length-1)), n, constraints)
		require.NoError(t, err)
		require.Len(t, got, min(n, len(want)))
		for i, v := range got {
			require.Equal(t, want[i].first, v.First, strings.Join(v.Against, "; "))
			require.Len(t, v.Days, days)
		}
	}
}
