package planning_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/unga"
)

func day(s string) date.Date { return date.MustParseISO(s) }

var source = []calendar.Source{{Document: "Minutes 1"}}

// office is a calendar of events of one layer, and of statements of a later one, with the
// sessions of the General Assembly.
func office(events []calendar.Event, later ...calendar.Statement) *calendar.Calendar {
	for i := range events {
		events[i].Title = "the " + events[i].ID
		events[i].Kind, events[i].Sources = calendar.Meeting, source
	}
	for i := range later {
		later[i].Sources = source
	}
	return calendar.MustNew(calendar.Definition{
		ID: "office", Title: "Office",
		Periods: map[string]calendar.Periods{"session": unga.Sessions},
		Layers: []calendar.Layer{
			{ID: "first", Said: day("2021-12-16"), Events: events},
			{ID: "later", Said: day("2025-06-30"), Statements: later},
		},
	})
}

func event(id, when string, status calendar.Status) calendar.Event {
	return calendar.Event{ID: id, When: calendar.MustParseWhen(when), Status: status}
}

// documents are the limits for the documents of a meeting that the table of facts has.
func documents(of planning.Anchor) planning.Plan {
	due := func(offset planning.Offset) *planning.Due { return &planning.Due{Offset: offset} }
	return planning.Plan{ID: "documents", Title: "Documents of a meeting", Of: of, Milestones: []planning.Milestone{
		{ID: "post-session", Title: "Post-session document", Due: due(planning.Offset{Weeks: 2})},
		{ID: "issue", Title: "Issue in six languages", Due: due(planning.Offset{Weeks: 6}.Before())},
		{ID: "submission", Title: "Submission", Due: &planning.Due{
			Of: planning.Anchor{Milestone: "issue"}, Offset: planning.Offset{Weeks: 4}.Before(),
		}},
		{ID: "in-session", Title: "In-session document", Due: due(planning.Offset{Days: 21}.Before())},
	}}
}

func outline(steps []planning.Step) (lines []string) {
	for _, s := range steps {
		lines = append(lines, strings.Join([]string{s.ID, s.When.String(), string(s.Status), string(s.Standing)}, " "))
	}
	return lines
}

// The days are those of the table of facts, for a meeting on 24 and 25 November 2025.
func TestDocumentsOfAMeeting(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "2025-11-24/2025-11-25", calendar.Scheduled)})
	steps, err := documents(planning.Anchor{Event: "meeting"}).Steps(c, day("2025-10-20"))
	require.NoError(t, err)
	require.Equal(t, []string{
		"submission 2025-09-15 scheduled late",
		"issue 2025-10-13 scheduled late",
		"in-session 2025-11-03 scheduled ahead",
		"post-session 2025-12-09 scheduled ahead",
	}, outline(steps))
	require.Equal(t, 35, steps[0].DaysLate())
	require.Equal(t, "4 weeks before Issue in six languages", steps[0].Basis)
	require.Equal(t, "6 weeks before the start of the meeting", steps[1].Basis)
	require.Equal(t, "2 weeks after the end of the meeting", steps[3].Basis)
	left, ok := steps[2].DaysLeft()
	require.True(t, ok)
	require.Equal(t, 14, left)
	require.Zero(t, steps[2].DaysLate())
}

// All that hangs on a window is a window, until the day is set; and the calendar of an
// earlier day gives what was known then.
func TestStepsFollowTheirAnchor(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "[2025-09-30?..2025-12-31]", calendar.Mandated)},
		calendar.Statement{ID: "set", Of: "meeting", When: calendar.MustParseWhen("2025-11-24/2025-11-25"), Status: calendar.Scheduled})
	plan := documents(planning.Anchor{Event: "meeting"})

	steps, err := plan.Steps(c.AsOf(day("2025-06-29")), day("2025-08-01"))
	require.NoError(t, err)
	require.Equal(t, []string{
		"submission [2025-07-22?..2025-10-22] projected may be late",
		"issue [2025-08-19?..2025-11-19] projected ahead",
		"in-session [2025-09-09?..2025-12-10] projected ahead",
		"post-session [2025-10-14?..2026-01-14] projected ahead",
	}, outline(steps))
	require.Equal(t, 10, steps[0].DaysLate())

	steps, err = plan.Steps(c, day("2025-08-01"))
	require.NoError(t, err)
	require.Equal(t, "submission 2025-09-15 scheduled ahead", outline(steps)[0])
}

func TestStandings(t *testing.T) {
	today := day("2025-12-01")
	c := office([]calendar.Event{
		event("held", "2025-11-24/2025-11-25", calendar.Held),
		event("cancelled", "2026-02-02", calendar.Cancelled),
		event("open", "XXXX", calendar.Mandated),
		event("postponed", "XXXX", calendar.Postponed),
		event("soon", "2025-12-05", calendar.Scheduled),
		event("late", "[..2025-12-20]", calendar.Mandated),
		event("paper", "2025-11-20", calendar.Held),
		event("vague", "2026-01", calendar.Projected),
		event("in-a-week", "2025-12-08", calendar.Scheduled),
		event("from-then-on", "[2025-12-08..2025-12-20]", calendar.Mandated),
	})
	weeks := func(n int, of planning.Anchor) *planning.Due {
		return &planning.Due{Of: of, Offset: planning.Offset{Weeks: n}}
	}
	on := func(id string) planning.Anchor { return planning.Anchor{Event: id} }
	for _, c2 := range []struct {
		m    planning.Milestone
		want string
	}{
		{planning.Milestone{Due: weeks(-1, on("held"))}, "2025-11-17 scheduled past"},
		{planning.Milestone{Due: weeks(0, on("held"))}, "2025-11-24 scheduled past"},
		{planning.Milestone{Due: weeks(0, planning.Anchor{Event: "held", Point: planning.End})}, "2025-11-25 scheduled past"},
		{planning.Milestone{Due: weeks(-1, on("in-a-week"))}, "2025-12-01 scheduled ahead"},
		{planning.Milestone{Due: weeks(-1, on("from-then-on"))}, "[2025-12-01..2025-12-13] mandated ahead"},
		{planning.Milestone{Due: weeks(2, on("held"))}, "2025-12-09 scheduled ahead"},
		{planning.Milestone{Due: &planning.Due{Of: on("held"), Offset: planning.Offset{Days: 2}}}, "2025-11-27 scheduled late"},
		{planning.Milestone{Due: weeks(-1, on("cancelled"))}, "2026-01-26 cancelled void"},
		{planning.Milestone{Due: weeks(-1, on("open"))}, "XXXX mandated undated"},
		{planning.Milestone{Due: weeks(-1, on("postponed"))}, "XXXX postponed undated"},
		{planning.Milestone{Due: weeks(-1, on("soon"))}, "2025-11-28 scheduled late"},
		{planning.Milestone{Due: weeks(-1, on("soon")), FulfilledBy: "paper"}, "2025-11-28 held done"},
		{planning.Milestone{Due: weeks(-1, on("soon")), FulfilledBy: "late"}, "2025-11-28 scheduled late"},
		{planning.Milestone{Due: weeks(-2, on("late"))}, "[..2025-12-06] mandated ahead"},
		{planning.Milestone{Due: weeks(-3, on("late"))}, "[..2025-11-29] mandated late"},
		{planning.Milestone{Due: weeks(-6, on("vague"))}, "[2025-11-20..2025-12-20] projected may be late"},
		{planning.Milestone{}, "XXXX mandated undated"},
		{planning.Milestone{Due: weeks(0, planning.Anchor{Periods: "session", Number: 82})}, "2027-09-07 scheduled ahead"},
		{planning.Milestone{Due: weeks(-14, planning.Anchor{Periods: "session", Number: 82})}, "2027-06-01 scheduled ahead"},
		{planning.Milestone{Due: weeks(-10, planning.Anchor{Periods: "session", Number: 82, Point: planning.Within})}, "[2027-06-29..2028-06-26] scheduled ahead"},
		{planning.Milestone{Due: weeks(0, planning.Anchor{Periods: "session", Number: 82, Point: planning.End})}, "2028-09-04 scheduled ahead"},
		{planning.Milestone{Due: weeks(0, planning.Anchor{Periods: "session", Number: 100, Part: unga.GeneralDebate, Point: planning.End})}, "2045-09-29? projected ahead"},
	} {
		c2.m.ID, c2.m.Title = "m", "M"
		steps, err := planning.Plan{ID: "p", Title: "P", Milestones: []planning.Milestone{c2.m}}.Steps(c, today)
		require.NoError(t, err)
		require.Equal(t, "m "+c2.want, outline(steps)[0], "%+v", c2.m.Due)
	}
}

func TestOffsets(t *testing.T) {
	year := calendar.HolidayList{From: day("2024-01-01"), To: day("2025-01-01"), Days: []calendar.Holiday{{Day: day("2024-12-25")}, {Day: day("2024-03-29")}}}
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, year)
	require.NoError(t, err)
	for _, c := range []struct {
		from   string
		offset planning.Offset
		want   string
	}{
		// The last day of a month that is shorter; and no other day is moved.
		{"2026-05-31", planning.Offset{Months: -3}, "2026-02-28"},
		{"2024-05-31", planning.Offset{Months: -3}, "2024-02-29"},
		{"2024-02-29", planning.Offset{Months: 12}, "2025-02-28"},
		{"2024-02-29", planning.Offset{Months: -48}, "2020-02-29"},
		{"2026-02-28", planning.Offset{Months: 1}, "2026-03-28"},
		{"2026-01-15", planning.Offset{Months: -1}, "2025-12-15"},
		{"2026-12-31", planning.Offset{Months: 2}, "2027-02-28"},
		// Months first, then days.
		{"2026-03-31", planning.Offset{Months: -1, Days: -1}, "2026-02-27"},
		{"2026-03-31", planning.Offset{Weeks: -1, Days: -3}, "2026-03-21"},
		// Working days: 29 March 2024 is off, and so are the weekends.
		{"2024-04-02", planning.Offset{Workdays: -3, At: hq}, "2024-03-27"},
		{"2024-03-28", planning.Offset{Workdays: 1, At: hq}, "2024-04-01"},
		{"2024-03-31", planning.Offset{Roll: planning.Earlier, At: hq}, "2024-03-28"},
		{"2024-03-29", planning.Offset{Roll: planning.Later, At: hq}, "2024-04-01"},
		{"2024-03-28", planning.Offset{Roll: planning.Later, At: hq}, "2024-03-28"},
		{"2024-03-06", planning.Offset{Weeks: -10, Roll: planning.Earlier, At: hq}, ""},
	} {
		got, err := c.offset.From(day(c.from))
		if c.want == "" {
			var e *calendar.CoverageError
			require.ErrorAs(t, err, &e)
			require.Equal(t, "2023-12-27", e.Day.String())
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), "%s %s", c.offset, c.from)
	}
}

// Working days beyond the lists leave a step, and what hangs on it, without a day, and say
// so; the other steps have theirs.
func TestStepsBeyondTheLists(t *testing.T) {
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday,
		calendar.HolidayList{From: day("2025-11-01"), To: day("2026-01-01")})
	require.NoError(t, err)
	c := office([]calendar.Event{event("meeting", "2025-11-24", calendar.Scheduled)})
	steps, err := planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: []planning.Milestone{
		{ID: "near", Title: "Near", Due: &planning.Due{Offset: planning.Offset{Workdays: -15, At: hq}}},
		{ID: "far", Title: "Far", Due: &planning.Due{Offset: planning.Offset{Workdays: -16, At: hq}}},
		{ID: "farther", Title: "Farther", Due: &planning.Due{Of: planning.Anchor{Milestone: "far"}, Offset: planning.Offset{Days: -1}}},
	}}.Steps(c, day("2025-10-01"))
	require.NoError(t, err)
	require.Equal(t, []string{"near 2025-11-03 scheduled ahead", "far XXXX scheduled undated", "farther XXXX scheduled undated"}, outline(steps))
	require.NoError(t, steps[0].Problem)
	for _, s := range steps[1:] {
		var e *calendar.CoverageError
		require.ErrorAs(t, s.Problem, &e)
		require.Equal(t, "2025-10-31", e.Day.String())
	}
	require.Equal(t, "16 working days at Headquarters before the meeting", steps[1].Basis)
}

func TestCheckNamesThePlace(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "2025-11-24", calendar.Scheduled)})
	hang := func(id, on string) planning.Milestone {
		return planning.Milestone{ID: id, Title: id, Due: &planning.Due{Of: planning.Anchor{Milestone: on}}}
	}
	plan := func(ms ...planning.Milestone) planning.Plan {
		return planning.Plan{ID: "p", Title: "P", Of: planning.Anchor{Event: "meeting"}, Milestones: ms}
	}
	for want, p := range map[string]planning.Plan{
		"plan p: of: \"metting\" is neither an event nor an occurrence of a series":               {ID: "p", Title: "P", Of: planning.Anchor{Event: "metting"}},
		"plan p: of: there is no session 3":                                                       {ID: "p", Title: "P", Of: planning.Anchor{Periods: "session", Number: 3}},
		"plan p: of: session 82 has no part \"end\"":                                              {ID: "p", Title: "P", Of: planning.Anchor{Periods: "session", Number: 82, Part: "end"}},
		"plan p: of: a plan cannot be counted from one of its milestones":                         {ID: "p", Title: "P", Of: planning.Anchor{Milestone: "a"}},
		"plan p: of: tells a point, and not of what event or period":                              {ID: "p", Title: "P", Of: planning.Anchor{Point: planning.End}},
		"plan p: milestone 1 (a): of: 3 milestones hang on each other in a circle: a → b → c → a": plan(hang("a", "b"), hang("b", "c"), hang("c", "a")),
		"plan p: milestone 1 (a): needs: a hangs on itself":                                       plan(planning.Milestone{ID: "a", Title: "A", Needs: []string{"a"}}),
		"plan p: milestone 1 (a): of: \"b\" is not a milestone of the plan":                       plan(hang("a", "b")),
		"plan p: milestone 1 (a): of: the milestone \"b\" has no day to count from":               plan(hang("a", "b"), planning.Milestone{ID: "b", Title: "B"}),
		"plan p: milestone 2 (a): id: \"a\" is that of milestone 1 already":                       plan(planning.Milestone{ID: "a", Title: "A"}, planning.Milestone{ID: "a", Title: "A"}),
	} {
		err := planning.Check(p, c)
		require.Error(t, err, want)
		require.EqualError(t, err, "planning: "+want)
		_, err2 := p.Steps(c, day("2025-01-01"))
		require.EqualError(t, err2, err.Error())
		_, err2 = p.Path(c, day("2025-01-01"), planning.LastDay)
		require.EqualError(t, err2, err.Error())
	}
	err := planning.Check(plan(hang("x", ""), hang("a", "b"), hang("b", "c"), hang("c", "a"), hang("d", "a")), c)
	var cycle *planning.CycleError
	require.ErrorAs(t, err, &cycle)
	require.Equal(t, []string{"a", "b", "c"}, cycle.Milestones)
	require.EqualError(t, err, "planning: plan p: milestone 2 (a): of: 3 milestones hang on each other in a circle: a → b → c → a")
	var e *planning.Error
	require.True(t, errors.As(err, &e))
	require.Equal(t, 1, e.Index)
}

// Of many circles some are told: there may be as many as needs.
func TestCheckTellsAFewCircles(t *testing.T) {
	p := planning.Plan{ID: "p", Title: "P"}
	for i := range 500 {
		id := fmt.Sprint("m", i)
		p.Milestones = append(p.Milestones, planning.Milestone{ID: id, Title: "M", Needs: []string{id}})
	}
	err := planning.Check(p, nil)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	require.Len(t, joined.Unwrap(), 16)
}

// A pattern has no anchor, and serves once it is given one.
func TestPatterns(t *testing.T) {
	c := office([]calendar.Event{event("meeting", "2025-11-24", calendar.Scheduled)})
	pattern := documents(planning.Anchor{})
	require.NoError(t, planning.Check(pattern, c))
	steps, err := pattern.Steps(c, day("2025-01-01"))
	require.NoError(t, err)
	require.ErrorContains(t, steps[0].Problem, "no anchor")
	steps, err = pattern.For("one", "One", planning.Anchor{Event: "meeting"}).Steps(c, day("2025-01-01"))
	require.NoError(t, err)
	require.Equal(t, "submission 2025-09-15 scheduled ahead", outline(steps)[0])
}
