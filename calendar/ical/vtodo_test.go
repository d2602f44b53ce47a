package ical

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

func todosOf(t *testing.T, def calendar.Definition, options FeedOptions) []*plainComponent {
	t.Helper()
	options.Todos = true
	var todos []*plainComponent
	for _, c := range feedOf(t, def, options).components {
		require.NotEqual(t, "VEVENT", c.name)
		if c.name == "VTODO" {
			todos = append(todos, c)
		}
	}
	return todos
}

// rawOr is the value of a property as written, and "" without one.
func (c *plainComponent) rawOr(name string) string {
	if !c.has(name) {
		return ""
	}
	return c.raw(name)
}

func TestTodos(t *testing.T) {
	for _, tt := range []struct {
		name             string
		when             string
		status           calendar.Status
		start, due       string
		state, completed string
	}{
		{"a day", "2026-12-16", calendar.Scheduled, "", "VALUE=DATE:20261216", "NEEDS-ACTION", ""},
		{"a window", "[2025-09-30..2025-12-31]", calendar.Mandated, "VALUE=DATE:20250930", "VALUE=DATE:20251231", "NEEDS-ACTION", ""},
		{"not after", "[..2025-12]", calendar.Mandated, "", "VALUE=DATE:20251231", "NEEDS-ACTION", ""},
		{"not before", "[2027-01-01..]", calendar.Mandated, "VALUE=DATE:20270101", "", "NEEDS-ACTION", ""},
		{"no date", "XXXX", calendar.Mandated, "", "", "NEEDS-ACTION", ""},
		{"put off", "XXXX", calendar.Postponed, "", "", "NEEDS-ACTION", ""},
		{"held on a day", "2025-11-24", calendar.Held, "", "VALUE=DATE:20251124", "COMPLETED", "20251124T120000Z"},
		{"held on days", "2025-11-24/2025-11-25", calendar.Held, "VALUE=DATE:20251124", "VALUE=DATE:20251125", "COMPLETED", "20251125T120000Z"},
		{"held in a year", "2019", calendar.Held, "VALUE=DATE:20190101", "VALUE=DATE:20191231", "COMPLETED", ""},
		{"held at a time", "2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]", calendar.Held,
			"TZID=America/New_York:20250630T100000", "TZID=America/New_York:20250630T130000", "COMPLETED", "20250630T170000Z"},
		{"at a time without an end", "2026-11-24T10:00[Europe/Vienna]", calendar.Scheduled, "", "TZID=Europe/Vienna:20261124T100000", "NEEDS-ACTION", ""},
		{"cancelled", "2025-11-24", calendar.Cancelled, "", "VALUE=DATE:20251124", "CANCELLED", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			todos := todosOf(t, define(calendar.Layer{Events: []calendar.Event{
				{ID: "e", When: calendar.MustParseWhen(tt.when), Status: tt.status, Kind: calendar.Deadline},
			}}), FeedOptions{Alarms: []time.Duration{24 * time.Hour}})
			require.Len(t, todos, 1)
			todo := todos[0]
			require.Equal(t, tt.start, todo.rawOr("DTSTART"))
			require.Equal(t, tt.due, todo.rawOr("DUE"))
			require.Equal(t, tt.state, todo.raw("STATUS"))
			require.Equal(t, tt.completed, todo.rawOr("COMPLETED"))
			require.Equal(t, tt.state == "COMPLETED", todo.rawOr("PERCENT-COMPLETE") == "100")
			require.Equal(t, UID("test", "e/todo"), todo.raw("UID"))
			require.Equal(t, "e", todo.find(idProperty).text())
			require.False(t, todo.has("TRANSP"))
			want := "T"
			if tt.status == calendar.Cancelled {
				want = "[CANCELLED] T"
			}
			require.Equal(t, want, todo.find("SUMMARY").text())
			if tt.state == "NEEDS-ACTION" && tt.due != "" {
				require.Len(t, todo.components, 1)
				trigger := todo.components[0].find("TRIGGER")
				require.Equal(t, "-P1D", trigger.raw)
				require.Equal(t, []string{"END"}, trigger.params["RELATED"])
			} else {
				require.Empty(t, todo.components)
			}
		})
	}
}

// What time alone fulfils nobody has to do.
func TestWhatIsATodo(t *testing.T) {
	var want, got []string
	var events []calendar.Event
	for _, k := range calendar.Kinds() {
		events = append(events, calendar.Event{ID: string(k), When: calendar.On(day("2026-12-16")), Status: calendar.Scheduled, Kind: k})
		if k != calendar.Observance && k != calendar.ChairTerm && k != calendar.PlanPeriod {
			want = append(want, string(k))
		}
	}
	for _, todo := range todosOf(t, define(calendar.Layer{Events: events}), FeedOptions{}) {
		got = append(got, todo.find(idProperty).text())
	}
	require.ElementsMatch(t, want, got)
}

// Every occurrence is a to-do of its own, and one that is met was done when what meets it
// was held.
func TestTodosOfSeriesAndFulfilment(t *testing.T) {
	def := define(calendar.Layer{
		Series: []calendar.Series{{
			ID: "audit", Title: "Audit", Kind: calendar.ReportDue, Status: calendar.Mandated, Start: day("2024-03-31"),
			Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;COUNT=3")},
		}},
		Events: []calendar.Event{
			{ID: "mandate", When: calendar.MustParseWhen("[..2025-12]"), Status: calendar.Mandated, Kind: calendar.Deadline, FulfilledBy: "meeting"},
			{ID: "meeting", When: calendar.On(day("2025-11-24")), Status: calendar.Held, Kind: calendar.Meeting},
		},
		Statements: []calendar.Statement{{ID: "done", Of: "audit/2024-03-31", Status: calendar.Held, When: calendar.On(day("2024-03-20"))}},
	})
	todos := map[string]*plainComponent{}
	for _, todo := range todosOf(t, def, FeedOptions{}) {
		todos[todo.find(idProperty).text()] = todo
	}
	require.Len(t, todos, 5)
	require.Equal(t, "20240320T120000Z", todos["audit/2024-03-31"].raw("COMPLETED"))
	require.Equal(t, "VALUE=DATE:20260331", todos["audit/2026-03-31"].raw("DUE"))
	require.Equal(t, "COMPLETED", todos["mandate"].raw("STATUS"))
	require.Equal(t, "20251124T120000Z", todos["mandate"].raw("COMPLETED"))
	require.Equal(t, todos["meeting"].raw("UID"), todos["mandate"].raw("RELATED-TO"))
}

// The span narrows what is due; what has no day stays until it is done.
func TestSpanOfTodos(t *testing.T) {
	def := define(calendar.Layer{Events: []calendar.Event{
		{ID: "past", When: calendar.On(day("2020-01-01")), Status: calendar.Mandated, Kind: calendar.Deadline},
		{ID: "ahead", When: calendar.On(day("2027-01-01")), Status: calendar.Mandated, Kind: calendar.Deadline},
		{ID: "some-day", Status: calendar.Mandated, Kind: calendar.Deadline},
		{ID: "done", Status: calendar.Held, Kind: calendar.Deadline},
	}})
	var ids []string
	for _, todo := range todosOf(t, def, FeedOptions{From: day("2026-01-01")}) {
		ids = append(ids, todo.find(idProperty).text())
	}
	require.Equal(t, []string{"ahead", "some-day"}, ids)
}
