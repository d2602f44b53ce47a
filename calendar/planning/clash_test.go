package planning_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/unga"
)

// around is a calendar of one autumn: the general debate of the 80th session was from 23 to
// 29 September 2025.
func around(t *testing.T) planning.Surroundings {
	c := office([]calendar.Event{
		event("briefing", "2025-09-24", calendar.Scheduled),
		event("elsewhere", "2025-09-22/2025-09-26", calendar.Scheduled),
		event("cancelled", "2025-09-24", calendar.Cancelled),
		event("perhaps", "2025-09", calendar.Mandated),
		event("itself", "2025-09-24", calendar.Scheduled),
		event("expected", "2025-09-25?", calendar.Projected),
		event("later", "2025-10-02", calendar.Scheduled),
	})
	hq, err := calendar.NewWorkdays("Headquarters", calendar.MondayToFriday, calendar.HolidayList{
		From: day("2025-01-01"), To: day("2026-01-01"), Days: []calendar.Holiday{{Day: day("2025-09-25"), Name: "Founders' Day"}},
	})
	require.NoError(t, err)
	return planning.Surroundings{
		Calendars: []*calendar.Calendar{c}, Today: day("2025-09-01"),
		Offices: []*calendar.Workdays{hq},
		Observances: []calendar.HolidayList{{
			From: day("2025-01-01"), To: day("2026-01-01"),
			Days: []calendar.Holiday{{Day: day("2025-09-23"), Name: "Rosh Hashanah", Projected: true}, {Day: day("2025-10-02"), Name: "Yom Kippur"}},
		}},
		Debates: []planning.PartOfPeriods{{Periods: unga.Sessions, Part: unga.GeneralDebate}},
		Except:  []string{"itself"},
		AudienceOf: func(e calendar.Entry) []string {
			if e.ID == "briefing" || e.ID == "expected" {
				return []string{"Member States"}
			}
			return nil
		},
		Audience: []string{"member states"},
	}
}

func clashLines(clashes []planning.Clash) (lines []string) {
	for _, c := range clashes {
		lines = append(lines, c.String())
	}
	return lines
}

func TestClashes(t *testing.T) {
	s := around(t)
	require.Equal(t, []string{
		"same audience: the briefing, 24 September 2025",
		"same audience: the expected, 25 September 2025 (may be)",
		"holiday: Founders' Day at Headquarters, 25 September 2025",
		"religious observance: Rosh Hashanah, 23 September 2025 (may be)",
		"general debate: general debate of session 80, 23–25 September 2025",
		"elsewhere: the elsewhere, 23–25 September 2025",
		"elsewhere: the perhaps, 23–25 September 2025 (may be)",
	}, clashLines(s.Clashes(day("2025-09-23"), day("2025-09-25"))))
	require.Equal(t, []string{
		"religious observance: Yom Kippur, 2 October 2025",
		"elsewhere: the later, 2 October 2025",
		"elsewhere: the perhaps, 30 September 2025 (may be)",
	}, clashLines(s.Clashes(day("2025-10-03"), day("2025-09-30"))), "in either order")

	s.Place = "the hall"
	s.Calendars = []*calendar.Calendar{calendar.MustNew(calendar.Definition{ID: "x", Title: "X", Layers: []calendar.Layer{{ID: "l", Said: day("2025-01-01"), Events: []calendar.Event{
		{ID: "a", Title: "A", Kind: calendar.Conference, Status: calendar.Scheduled, When: calendar.MustParseWhen("2026-03-02"), Place: "The Hall", Sources: source},
		{ID: "b", Title: "B", Kind: calendar.Conference, Status: calendar.Scheduled, When: calendar.MustParseWhen("2026-03-02"), Organizers: []string{"Member States"}, Sources: source},
		{ID: "c", Title: "C", Kind: calendar.Document, Status: calendar.Scheduled, When: calendar.MustParseWhen("2026-03-02"), Organizers: []string{"Member States"}, Sources: source},
		{ID: "d", Title: "D", Kind: calendar.Observance, Status: calendar.Scheduled, When: calendar.MustParseWhen("2026-03-02"), Organizers: []string{"Member States"}, Sources: source},
	}}}})}
	s.AudienceOf = nil
	require.Equal(t, []string{
		"same audience: B, 2 March 2026",
		"same place: A, 2 March 2026",
		"elsewhere: D, 2 March 2026",
	}, clashLines(s.Clashes(day("2026-03-02"), day("2026-03-02"))), "organizers are the audience, and nobody attends an observance")
}
