package planning_test

import (
	"math"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

// Days that no calendar has, and offsets and durations as long as can be, make nothing panic.
func TestExtremes(t *testing.T) {
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, calendar.NoHolidays)
	require.NoError(t, err)
	c := office([]calendar.Event{
		event("first", "0000-01-01", calendar.Scheduled), event("last", "9999-12-31", calendar.Scheduled), event("all", "0000/9999", calendar.Projected),
	})
	longest := []planning.Offset{
		{Months: planning.MaxMonths}, {Weeks: planning.MaxWeeks}, {Days: planning.MaxDays}, {Workdays: planning.MaxDays, At: hq},
		{Days: 1}, {Months: 1}, {Workdays: 1, At: hq}, {Roll: planning.Later, At: hq}, {Roll: planning.Earlier, At: hq},
	}
	for _, id := range []string{"first", "last", "all"} {
		p := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: id}}
		for _, o := range longest {
			for _, offset := range []planning.Offset{o, o.Before()} {
				for _, takes := range []planning.Duration{{}, {Days: planning.MaxDays, Weeks: planning.MaxWeeks}, {Workdays: planning.MaxDays, At: hq}} {
					m := planning.Milestone{ID: "m" + string(rune('a'+len(p.Milestones)%26)) + string(rune('a'+len(p.Milestones)/26)), Title: "M", Due: &planning.Due{Offset: offset}, Takes: takes}
					if n := len(p.Milestones); n > 0 && n%3 > 0 {
						m.Needs = []string{p.Milestones[n-1].ID}
					}
					p.Milestones = append(p.Milestones, m)
				}
			}
		}
		for _, today := range []date.Date{math.MinInt64, -366, 0, day("2026-01-01"), day("9999-12-31"), math.MaxInt64} {
			steps, err := p.Steps(c, today)
			require.NoError(t, err)
			require.Len(t, steps, len(p.Milestones))
			for _, s := range steps {
				_ = s.DaysLate()
			}
			for _, bound := range []planning.Bound{planning.FirstDay, planning.LastDay} {
				_, err := p.Path(c, today, bound)
				require.NoError(t, err)
			}
		}
	}
	s := planning.Surroundings{Calendars: []*calendar.Calendar{c}, Offices: []*calendar.Workdays{hq}}
	require.NotEmpty(t, s.Clashes(math.MinInt64, math.MaxInt64))
	for _, window := range []string{"0000-01-01", "9999-12-31", "[9999-12-01..9999-12-31]"} {
		_, err := planning.Explain(calendar.MustParseWhen(window), planning.Constraints{
			Days: 366, Pauses: true, At: []*calendar.Workdays{hq}, Surroundings: s,
			Away: []planning.Distance{{Name: "all", Filter: calendar.WithExactDays(), Days: planning.MaxDistance}},
		})
		require.NoError(t, err)
	}
}
