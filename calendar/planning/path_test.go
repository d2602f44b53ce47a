package planning_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

func due(offset planning.Offset) *planning.Due { return &planning.Due{Offset: offset} }

func days(n int) planning.Duration { return planning.Duration{Days: n} }

func taskLine(t planning.Task) string {
	critical := ""
	if t.Critical {
		critical = " critical"
	}
	return fmt.Sprintf("%s %s-%s %s-%s %d%s", t.ID, t.EarliestStart, t.EarliestFinish, t.LatestStart, t.LatestFinish, t.Slack, critical)
}

// A report of which the parts take their time, worked out by hand: the draft takes ten days
// and the tables four; the review needs both and takes five; the translation takes seven,
// and the report is to be out on 31 March.
func TestPathByHand(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "2026-03-31", calendar.Scheduled)})
	plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "out", Title: "Out", Due: due(planning.Offset{}), Needs: []string{"translation"}},
		{ID: "translation", Title: "Translation", Takes: days(7), Needs: []string{"review"}},
		{ID: "review", Title: "Review", Takes: days(5), Needs: []string{"draft", "tables"}},
		{ID: "tables", Title: "Tables", Takes: days(4)},
		{ID: "draft", Title: "Draft", Takes: days(10)},
		{ID: "archive", Title: "Archive", Takes: days(1), Needs: []string{"out"}},
	}}
	tasks, err := plan.Path(c, day("2026-03-02"), planning.LastDay)
	require.NoError(t, err)
	var lines []string
	for _, task := range tasks {
		if !task.HasLatest {
			require.Equal(t, "archive", task.ID)
			continue
		}
		lines = append(lines, taskLine(task))
	}
	require.Equal(t, []string{
		"draft 2026-03-02-2026-03-11 2026-03-10-2026-03-19 8 critical",
		"tables 2026-03-02-2026-03-05 2026-03-16-2026-03-19 14",
		"review 2026-03-12-2026-03-16 2026-03-20-2026-03-24 8 critical",
		"translation 2026-03-17-2026-03-23 2026-03-25-2026-03-31 8 critical",
		"out 2026-03-23-2026-03-23 2026-03-31-2026-03-31 8 critical",
	}, lines)
	require.Equal(t, "2026-03-24", tasks[5].EarliestStart.String(), "the archive, which no day bears on")

	tasks, err = plan.Path(c, day("2026-03-12"), planning.LastDay)
	require.NoError(t, err)
	require.Equal(t, -2, tasks[0].Slack, "two days too late")
}

// Working days: with the holiday of 25 December 2024 and the weekends, worked out by hand.
func TestPathInWorkingDays(t *testing.T) {
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, calendar.HolidayList{
		From: day("2024-12-01"), To: day("2025-02-01"), Days: []calendar.Holiday{{Day: day("2024-12-25")}, {Day: day("2025-01-01")}},
	})
	require.NoError(t, err)
	c := office([]calendar.Event{event("meeting", "2025-01-06", calendar.Scheduled)})
	work := func(n int) planning.Duration { return planning.Duration{Workdays: n, At: hq} }
	plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "draft", Title: "Draft", Takes: work(5)},
		{ID: "review", Title: "Review", Takes: work(3), Needs: []string{"draft"}},
		{ID: "out", Title: "Out", Due: due(planning.Offset{Days: -1}), Needs: []string{"review"}},
	}}
	tasks, err := plan.Path(c, day("2024-12-14"), planning.LastDay) // a Saturday
	require.NoError(t, err)
	require.Equal(t, "draft 2024-12-16-2024-12-20 2024-12-23-2024-12-30 5 critical", taskLine(tasks[0]))
	require.Equal(t, "review 2024-12-23-2024-12-26 2024-12-31-2025-01-03 5 critical", taskLine(tasks[1]))
	require.Equal(t, "out 2024-12-26-2024-12-26 2025-01-05-2025-01-05 10 critical", taskLine(tasks[2]))

	tasks, err = plan.Path(c, day("2024-11-20"), planning.LastDay)
	require.NoError(t, err)
	for _, task := range tasks {
		var e *calendar.CoverageError
		require.ErrorAs(t, task.Blocked, &e, task.ID)
	}
}

// What is needed for something of which nobody can tell the latest day has none either.
func TestPathBeforeTheLists(t *testing.T) {
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, calendar.HolidayList{From: day("2024-12-10"), To: day("2025-02-01")})
	require.NoError(t, err)
	c := office([]calendar.Event{event("meeting", "2024-12-12", calendar.Scheduled)})
	tasks, err := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "first", Title: "First"},
		{ID: "draft", Title: "Draft", Takes: days(2), Needs: []string{"first"}},
		{ID: "review", Title: "Review", Takes: planning.Duration{Workdays: 4, At: hq}, Due: due(planning.Offset{}), Needs: []string{"draft"}},
	}}.Path(c, day("2024-12-10"), planning.LastDay)
	require.NoError(t, err)
	for _, task := range tasks {
		var e *calendar.CoverageError
		require.ErrorAs(t, task.Blocked, &e, task.ID)
		require.Equal(t, "2024-12-09", e.Day.String())
		require.False(t, task.Critical)
	}
}

// In a window one may count with its first day: what is in time for that is in time
// whatever day is chosen.
func TestPathBeforeAWindow(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "[2025-09-30..2025-12-31]", calendar.Mandated)})
	plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "draft", Title: "Draft", Takes: planning.Duration{Weeks: 2}, Due: due(planning.Offset{Weeks: 10}.Before())},
	}}
	for bound, want := range map[planning.Bound]string{planning.FirstDay: "2025-07-09", planning.LastDay: "2025-10-09"} {
		tasks, err := plan.Path(c, day("2025-06-01"), bound)
		require.NoError(t, err)
		require.Equal(t, want, tasks[0].LatestStart.String())
	}
}

func TestPathLeavesOutWhatIsDone(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "2026-03-31", calendar.Scheduled), event("draft-received", "2026-03-01", calendar.Held)})
	plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "draft", Title: "Draft", Takes: days(60), FulfilledBy: "draft-received"},
		{ID: "out", Title: "Out", Takes: days(2), Due: due(planning.Offset{}), Needs: []string{"draft"}},
	}}
	tasks, err := plan.Path(c, day("2026-03-02"), planning.LastDay)
	require.NoError(t, err)
	require.Equal(t, "out 2026-03-02-2026-03-03 2026-03-30-2026-03-31 28 critical", taskLine(tasks[1]))
	require.False(t, tasks[0].Critical)
	require.False(t, tasks[0].HasLatest)
}

// chains walks all chains of needs that lead to or from a task of a plan: a reference that
// knows neither an order nor a pass.
type chains struct {
	plan  planning.Plan
	takes map[string]int
	due   map[string]date.Date
}

func (r chains) needs(id string) []string {
	for _, m := range r.plan.Milestones {
		if m.ID == id {
			return m.Needs
		}
	}
	return nil
}

// before is how many days the longest chain before a task takes.
func (r chains) before(id string) (longest int) {
	for _, need := range r.needs(id) {
		longest = max(longest, r.before(need)+r.takes[need])
	}
	return longest
}

// latest is the morning on which a task is to begin at the latest.
func (r chains) latest(id string) (start date.Date, ok bool) {
	if d, has := r.due[id]; has {
		start, ok = d+1-date.Date(r.takes[id]), true
	}
	for _, m := range r.plan.Milestones {
		if !slices.Contains(m.Needs, id) {
			continue
		}
		if next, has := r.latest(m.ID); has && (!ok || next-date.Date(r.takes[id]) < start) {
			start, ok = next-date.Date(r.takes[id]), true
		}
	}
	return start, ok
}

func TestPathAgreesWithAllChains(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 28))
	today := day("2026-01-05")
	c := office([]calendar.Event{event("meeting", "2026-03-01", calendar.Scheduled)})
	for range 1500 {
		plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}}
		ref := chains{takes: make(map[string]int), due: make(map[string]date.Date)}
		n := 1 + r.IntN(8)
		at := r.Perm(n) // places in the plan, so that needs point both ways
		plan.Milestones = make([]planning.Milestone, n)
		for i := range n {
			m := planning.Milestone{ID: fmt.Sprint("m", i), Title: "M", Takes: days(1 + r.IntN(9))}
			for k := range i {
				if r.IntN(3) == 0 {
					m.Needs = append(m.Needs, fmt.Sprint("m", k))
				}
			}
			if r.IntN(3) == 0 {
				offset := r.IntN(80) - 40
				m.Due = due(planning.Offset{Days: offset})
				ref.due[m.ID] = day("2026-03-01") + date.Date(offset)
			}
			ref.takes[m.ID] = m.Takes.Days
			plan.Milestones[at[i]] = m
		}
		ref.plan = plan
		tasks, err := plan.Path(c, today, planning.LastDay)
		require.NoError(t, err)
		require.Len(t, tasks, n)
		least, seen := 1<<30, ""
		for _, task := range tasks {
			require.Equal(t, today+date.Date(ref.before(task.ID)), task.EarliestStart, task.ID)
			require.Equal(t, task.EarliestStart+date.Date(ref.takes[task.ID])-1, task.EarliestFinish)
			latest, ok := ref.latest(task.ID)
			require.Equal(t, ok, task.HasLatest, task.ID)
			if ok {
				require.Equal(t, latest, task.LatestStart, task.ID)
				require.Equal(t, int(latest-task.EarliestStart), task.Slack)
				least = min(least, task.Slack)
			}
			for _, need := range task.Needs {
				require.True(t, strings.Contains(seen, need+","), "%s comes before %s, which it needs", task.ID, need)
			}
			seen += task.ID + ","
		}
		for _, task := range tasks {
			require.Equal(t, task.HasLatest && task.Slack == least, task.Critical, task.ID)
		}
	}
}

func BenchmarkPath(b *testing.B) {
	c := office([]calendar.Event{event("meeting", "2027-03-31", calendar.Scheduled)})
	plan := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}}
	for i := range planning.MaxMilestones {
		m := planning.Milestone{ID: fmt.Sprint("m", i), Title: "M", Takes: days(1), Due: due(planning.Offset{})}
		if i > 0 {
			m.Needs = []string{fmt.Sprint("m", i-1)}
			m.Due.Of.Milestone = m.Needs[0]
		}
		plan.Milestones = append(plan.Milestones, m)
	}
	for b.Loop() {
		if tasks, err := plan.Path(c, day("2026-01-01"), planning.LastDay); err != nil || len(tasks) != planning.MaxMilestones {
			b.Fatal(err)
		}
	}
}
