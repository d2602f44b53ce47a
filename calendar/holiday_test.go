package calendar_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// The rules of Austria and of the United States in github.com/rickar/cal serve as they
// are; what cal itself says of each day is the judge.
func TestHolidaysByTheRulesOfACountry(t *testing.T) {
	name := func(h *cal.Holiday) string { return h.Name }
	for country, holidays := range map[string][]*cal.Holiday{"Austria": at.Holidays, "United States": us.Holidays} {
		w, err := calendar.NewWorkdays(country, calendar.MondayToFriday, calendar.YearlyHolidays(2020, 2034, holidays, name))
		require.NoError(t, err)
		c := cal.NewBusinessCalendar()
		c.AddHoliday(holidays...)
		for d := day("2020-01-01"); d < day("2035-01-01"); d++ {
			works, err := w.IsWorkday(d)
			require.NoError(t, err)
			require.Equal(t, c.IsWorkday(time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, cal.DefaultLoc)), works, "%s: %s", country, d)
		}
		h, ok := w.HolidayOn(day("2026-12-25"))
		require.True(t, ok)
		require.True(t, h.Projected)
		require.NotEmpty(t, h.Name)
		_, err = w.IsWorkday(day("2035-01-01"))
		require.Error(t, err)
	}
}

// eve is a holiday that is kept on the day before its year begins.
type eve struct{}

func (eve) Calc(year int) (actual, observed time.Time) {
	actual = time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	return actual, actual.AddDate(0, 0, -1)
}

func TestYearlyHolidaysAcrossTheTurnOfTheYear(t *testing.T) {
	list := calendar.YearlyHolidays(2021, 2022, []eve{{}}, nil)
	require.Equal(t, calendar.HolidayList{
		From: day("2021-01-01"), To: day("2023-01-01"),
		Days: []calendar.Holiday{{Day: day("2021-12-31"), Projected: true}, {Day: day("2022-12-31"), Projected: true}},
	}, list)
}

func TestHolidaysOfACalendar(t *testing.T) {
	source := []calendar.Source{{Document: "Circular 1"}}
	event := func(id, when string, status calendar.Status) calendar.Event {
		return calendar.Event{ID: id, Title: id, Kind: calendar.OtherEvent, When: calendar.MustParseWhen(when), Status: status, Sources: source}
	}
	build := func(events ...calendar.Event) *calendar.Calendar {
		return calendar.MustNew(calendar.Definition{ID: "office", Title: "Office", Layers: []calendar.Layer{{ID: "all", Said: day("2025-12-01"), Events: events}}})
	}
	c := build(
		event("new-year", "2026-01-01", calendar.Scheduled),
		event("retreat", "2026-03-30/2026-04-02", calendar.Scheduled),
		event("feast", "2026-05-27?", calendar.Projected),
		event("called-off", "2026-06-01", calendar.Cancelled),
		event("night", "2026-07-06T00:00[UTC]/2026-07-07T00:00[UTC]", calendar.Scheduled),
		event("beyond", "2027-01-01", calendar.Scheduled),
	)
	list, err := calendar.HolidaysOf(c, day("2026-04-01"), day("2027-01-01"))
	require.NoError(t, err)
	var days []string
	for _, h := range list.Days {
		days = append(days, h.Day.String())
		require.Equal(t, h.Name == "feast", h.Projected)
		require.Equal(t, "Circular 1", h.Source.Document)
	}
	require.Equal(t, []string{"2026-04-01", "2026-04-02", "2026-05-27", "2026-07-06"}, days)

	_, err = calendar.HolidaysOf(build(event("eid", "2026-03", calendar.Projected)), day("2026-01-01"), day("2027-01-01"))
	require.EqualError(t, err, "calendar: holidays of office: the day of eid (eid) is not known: in March 2026")
	list, err = calendar.HolidaysOf(build(event("eid", "2026-03", calendar.Projected)), day("2026-01-01"), day("2027-01-01"), calendar.WithExactDays())
	require.NoError(t, err)
	require.Empty(t, list.Days)
}
