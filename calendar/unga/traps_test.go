package unga

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// Each test names a way in which a calendar of the sessions goes wrong. The numbers are
// those of the traps in package ares76186.

func TestTrap01AppraisalCycleIsCountedInSessions(t *testing.T) {
	// The years 2013, 2017, 2021, 2025 look like one step of four sessions from the
	// 67th; but the cycle starts with the 72nd.
	held := []struct {
		day     string
		session int
	}{
		{"2013-05-13", 67}, {"2017-09-27", 72}, {"2021-11-22", 76}, {"2025-11-24", 80},
	}
	for _, h := range held {
		n, ok := Sessions.At(day(h.day))
		require.True(t, ok)
		require.Equal(t, h.session, n)
	}
	require.NotZero(t, (72-67)%4)
}

func TestTrap03AfterTheDebateIsAfterItsLastDay(t *testing.T) {
	debate, ok := Sessions.Part(80, GeneralDebate)
	require.True(t, ok)
	require.Equal(t, "2025-09-30", debate.End.String(), "the first day after the debate")
	require.NotEqual(t, debate.Start, debate.End)
}

func TestTrap04TheDebateEndsBeforeTheRuleHasIt(t *testing.T) {
	debate, ok := Sessions.AsOf(day("2021-12-16")).Part(80, GeneralDebate)
	require.True(t, ok)
	require.Equal(t, "2025-09-23", debate.Start.String())
	require.Equal(t, "2025-10-03", debate.Last().String())
	require.True(t, debate.EndBasis.IsProjection())

	debate, ok = Sessions.Part(80, GeneralDebate)
	require.True(t, ok)
	require.Equal(t, "2025-09-29", debate.Last().String())
	require.Equal(t, calendar.BasisRecorded, debate.EndBasis)
}

func TestTrap06ASessionIsNotACalendarYear(t *testing.T) {
	rows := []struct {
		name, day string
		session   int
	}{
		{"71/322", "2017-09-08", 71},
		{"72/195", "2017-12-19", 72},
		{"hearing for the appraisal of 2021", "2021-07-13", 75},
		{"that appraisal", "2021-11-22", 76},
		{"76/186", "2021-12-16", 76},
		{"hearing for the appraisal of 2025", "2025-06-30", 79},
	}
	for _, row := range rows {
		n, ok := Sessions.At(day(row.day))
		require.True(t, ok)
		require.Equal(t, row.session, n, row.name)
	}
}

func TestTrap07ReportsToASessionComeOutBeforeItOpens(t *testing.T) {
	for _, row := range []struct {
		document, issued string
		session, days    int
	}{
		{"A/76/120", "2021-06-28", 76, 78},
		{"A/71/119", "2016-07-01", 71, 74},
	} {
		s, _ := Sessions.Session(row.session)
		require.EqualValues(t, row.days, s.Opening.Date-day(row.issued), row.document)
	}
}

// nthTuesday returns the n-th Tuesday of September.
func nthTuesday(year, n int) date.Date {
	first := date.New(year, time.September, 1)
	for first.Weekday() != time.Tuesday {
		first++
	}
	return first + date.Date(7*(n-1))
}

// opensOtherThan returns the years of sessions that do not open by a rule.
func opensOtherThan(t *testing.T, from, to int, rule func(year int) date.Date) []int {
	var years []int
	for year := from; year <= to; year++ {
		s, ok := Sessions.Session(year - yearZero)
		require.True(t, ok)
		if s.Opening.Date != rule(year) {
			years = append(years, year)
		}
	}
	return years
}

func TestTrap23ThirdOrSecondTuesdayOfSeptember(t *testing.T) {
	require.Equal(t, []int{2004, 2005, 2006, 2010, 2011, 2016, 2017, 2021, 2022},
		opensOtherThan(t, 2003, 2022, func(year int) date.Date { return nthTuesday(year, 3) }))
	require.Equal(t, []int{2023, 2027, 2028, 2032, 2033, 2034, 2038, 2039},
		opensOtherThan(t, 2023, 2039, func(year int) date.Date { return nthTuesday(year, 2) }))
}

func TestTrap24FirstWeekCountsDaysOfSeptemberOnly(t *testing.T) {
	// Weeks that begin in August and reach into September.
	withAugust := func(weeks int) func(year int) date.Date {
		return func(year int) date.Date {
			monday := date.New(year, time.September, 1)
			for monday.Weekday() != time.Monday {
				monday--
			}
			return monday + date.Date(7*(weeks-1)) + 1
		}
	}
	wrong := append(opensOtherThan(t, 2003, 2022, withAugust(3)), opensOtherThan(t, 2023, 2030, withAugust(2))...)
	require.Equal(t, []int{2007, 2012, 2013, 2018, 2019, 2024, 2029, 2030}, wrong)
}

func TestTrap25ForecastsAge(t *testing.T) {
	for asOf, want := range map[string]string{
		"2017-07-14": "2023-09-12", "2021-09-13": "2023-09-12", "2021-09-14": "2023-09-05", "2023-09-05": "2023-09-05",
	} {
		p, ok := Sessions.AsOf(day(asOf)).Period(78)
		require.True(t, ok)
		require.Equal(t, want, p.Start.String(), asOf)
	}
}

func laborDay(year int) date.Date {
	d := date.New(year, time.September, 1)
	for d.Weekday() != time.Monday {
		d++
	}
	return d
}

func TestTrap26ClosingAndOpeningShareADay(t *testing.T) {
	for _, n := range []int{75, 77, 78, 79} {
		s, _ := Sessions.Session(n)
		require.Equal(t, s.Next.Date, s.Closing.Date, n)
		at, ok := Sessions.At(s.Closing.Date)
		require.True(t, ok)
		require.Equal(t, n+1, at)
	}
	for _, n := range []int{56, 57, 58, 59, 60, 65, 67, 68, 76} {
		s, _ := Sessions.Session(n)
		require.Equal(t, time.Monday, s.Closing.Date.Weekday(), n)
	}

	var holidays []int
	for year := 2003; year <= 2039; year++ {
		if s, _ := Sessions.Session(year - yearZero); s.Opening.Date-1 == laborDay(year) {
			holidays = append(holidays, year)
		}
	}
	require.Equal(t, []int{2023, 2026, 2027, 2028, 2032, 2033, 2034, 2037, 2038, 2039}, holidays)
}

func TestTrap27TheDebateIsNoRunOfWorkingDays(t *testing.T) {
	s, _ := Sessions.Session(57)
	require.True(t, s.GeneralDebate.Contains(day("2002-09-15")), "a Sunday with a sitting")

	for n := 71; n <= 80; n++ {
		s, _ := Sessions.Session(n)
		debate := s.GeneralDebate
		days := debate.Last.Date - debate.First.Date + 1
		if n == 75 || n == 78 { // the Monday was skipped
			require.EqualValues(t, 8, days, n)
			require.Equal(t, time.Tuesday, debate.Last.Date.Weekday())
		} else {
			require.EqualValues(t, 7, days, n)
			require.Equal(t, time.Monday, debate.Last.Date.Weekday())
		}
		rule, _ := Sessions.RuleFor(n)
		byRule, _ := rule.DebateLast(debate.First.Date)
		require.Less(t, debate.Last.Date, byRule)
	}
}

func TestTrap28TheEndOfTheDebateIsNotThatOfTheSession(t *testing.T) {
	for _, n := range []int{72, 80} {
		s, _ := Sessions.Session(n)
		require.True(t, s.Contains(s.GeneralDebate.Last.Date+1))
		require.Greater(t, s.Next.Date, s.GeneralDebate.Last.Date+300)
	}
}

func TestTrap31WeekdaysOfThirdParties(t *testing.T) {
	s, _ := Sessions.Session(81)
	require.Equal(t, time.Sunday, day("2026-09-13").Weekday())
	require.Equal(t, "2026-09-08", s.Opening.Date.String())
	s, _ = Sessions.Session(57)
	require.Equal(t, time.Thursday, s.GeneralDebate.First.Date.Weekday())

	for n := FirstSession; n <= 200; n++ {
		s, _ := Sessions.Session(n)
		if n == 56 {
			require.Equal(t, time.Wednesday, s.Opening.Date.Weekday())
		} else {
			require.Equal(t, time.Tuesday, s.Opening.Date.Weekday(), n)
		}
	}
}
