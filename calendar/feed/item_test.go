package feed_test

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/feed"
)

func on(t testing.TB, text string) date.Date {
	t.Helper()
	d, err := date.ParseISO(text)
	require.NoError(t, err)
	return d
}

// harbour returns a calendar with an event for each way of falling on days, seen from 23
// November 2026.
func harbour(t testing.TB) *calendar.Calendar {
	t.Helper()
	rules := []calendar.Source{{Document: "H/RES/7", Paragraph: "op 2", URL: "https://docs.example/H/RES/7"}}
	event := func(id, title string, kind calendar.Kind, when calendar.When, status calendar.Status) calendar.Event {
		return calendar.Event{ID: id, Title: title, Kind: kind, When: when, Status: status, Sources: rules}
	}
	day := func(s string) date.Date { return on(t, s) }
	cal, err := calendar.New(calendar.Definition{
		ID: "harbour", Title: "Harbour commission", Document: "H/RES/7", URL: "https://docs.example/H/RES/7", Revision: revised,
		Layers: []calendar.Layer{{ID: "rules", Title: "What the resolution says", Said: day("2026-01-05"), Events: []calendar.Event{
			event("dredging", "Dredging ends", calendar.Deadline, calendar.On(day("2026-12-18")), calendar.Scheduled),
			event("muster", "Muster", calendar.Meeting, calendar.On(day("2026-11-23")), calendar.Scheduled),
			event("pilots", "Pilots meet", calendar.Meeting, calendar.On(day("2026-11-24")), calendar.Scheduled),
			event("regatta", "Regatta", calendar.Conference, calendar.Lasting(day("2026-11-20"), day("2026-11-25")), calendar.Scheduled),
			event("fair", "Boat fair", calendar.Conference, calendar.Lasting(day("2026-11-20"), day("2026-11-23")), calendar.Scheduled),
			event("survey", "Survey of the quay", calendar.ReportDue, calendar.Between(day("2026-11-01"), day("2026-11-30")), calendar.Mandated),
			event("accounts", "Accounts", calendar.ReportDue, calendar.NotAfter(day("2026-11-23")), calendar.Mandated),
			event("lights", "Lights renewed", calendar.Deadline, calendar.On(day("2026-11-22")), calendar.Scheduled),
			event("charts", "Charts appear", calendar.Publication, calendar.InMonth(2027, time.January), calendar.Mandated),
			event("tide", "Tide tables", calendar.Publication, calendar.On(day("2027-02-01")).Projected(), calendar.Projected),
			event("parade", "Parade", calendar.Observance, calendar.On(day("2026-12-01")), calendar.Cancelled),
			event("ballot", "Ballot", calendar.Meeting, calendar.When{}, calendar.Postponed),
			event("opening", "Opening of the lock", calendar.OtherEvent, calendar.On(day("2019-05-04")), calendar.Held),
			event("mole", "The mole is built", calendar.Target, calendar.NotBefore(day("2028-03-01")), calendar.Mandated),
		}}},
	})
	require.NoError(t, err)
	return cal
}

// Days are counted from the day on which one looks to the one that matters next, and windows
// say so.
func TestCountdown(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	for _, tt := range []struct{ id, count, sure, when string }{
		{"dredging", "in 25 days", "day set · scheduled", "18 December 2026"},
		{"muster", "today", "day set · scheduled", "23 November 2026"},
		{"pilots", "tomorrow", "day set · scheduled", "24 November 2026"},
		{"regatta", "ends in 2 days", "day set · scheduled", "20–25 November 2026"},
		{"fair", "ends today", "day set · scheduled", "20–23 November 2026"},
		{"survey", "within 7 days", "within a window · mandated", "between 1 and 30 November 2026"},
		{"accounts", "today at the latest", "within a window · mandated", "not after 23 November 2026"},
		{"lights", "1 day ago", "overdue", "22 November 2026"},
		{"charts", "within 69 days", "within a window · mandated", "in January 2027"},
		{"tide", "in 70 days", "projected", "1 February 2027 (projected)"},
		{"parade", "", "cancelled", "1 December 2026"},
		{"ballot", "", "postponed", "no date"},
		{"opening", "", "held", "4 May 2019"},
		{"mole", "", "within a window · mandated", "not before 1 March 2028"},
	} {
		doc := page(t, h, "/event/"+tt.id)
		sheet := all(doc, withClass("fact-sheet"))[0]
		count := all(sheet, withClass("count"))
		if tt.count == "" {
			require.Empty(t, count, tt.id)
		} else {
			require.Equal(t, tt.count, words(count[0]), tt.id)
		}
		require.Equal(t, tt.when, words(all(sheet, withClass("when"))[0]), tt.id)
		require.Contains(t, words(sheet), tt.sure, tt.id)
		require.NotEmpty(t, all(sheet, withClass("mark")), "%s: a form besides the word", tt.id)
	}
}

// At midnight, and not before, a day is one less away. Whose midnight it is, Now says.
func TestCountdownAtMidnight(t *testing.T) {
	auckland, err := time.LoadLocation("Pacific/Auckland")
	require.NoError(t, err)
	for _, tt := range []struct {
		now  time.Time
		want string
	}{
		{time.Date(2026, time.December, 16, 23, 59, 59, 0, time.UTC), "in 2 days"},
		{time.Date(2026, time.December, 17, 0, 0, 0, 0, time.UTC), "tomorrow"},
		{time.Date(2026, time.December, 17, 23, 59, 59, 0, time.UTC), "today"}, // it is the 18th in Auckland
		{time.Date(2026, time.December, 18, 23, 59, 59, 0, time.UTC), "today"},
		{time.Date(2026, time.December, 19, 0, 0, 0, 0, time.UTC), "1 day ago"},
	} {
		now := tt.now
		if tt.want == "today" && now.Day() == 17 {
			now = now.In(auckland)
		}
		h := newHandler(t, harbour(t), feed.Options{Now: func() time.Time { return now }})
		require.Equal(t, tt.want, words(all(page(t, h, "/event/dredging"), withClass("count"))[0]), now)
	}
}

// Readers may be where it is another day, but not further off than people live.
func TestTodayOfTheReader(t *testing.T) {
	h := newHandler(t, harbour(t), feed.Options{})
	for today, want := range map[string]string{"2026-11-22": "in 26 days", "2026-11-23": "in 25 days", "2026-11-24": "in 24 days"} {
		doc := page(t, h, "/event/dredging?today="+today)
		require.Equal(t, want, words(all(doc, withClass("count"))[0]))
		require.Equal(t, today, attr(all(doc, tag("body"))[0], "data-today"))
	}
	for _, today := range []string{"2026-11-21", "2026-11-25", "1999-01-01", "2026-11-31", "soon"} {
		resp, _ := browse(t, h, "/event/dredging?today="+today)
		require.Equal(t, 400, resp.StatusCode, today)
	}
}
