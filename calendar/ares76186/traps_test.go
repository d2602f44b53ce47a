package ares76186

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
)

// The traps are ways to read the resolution wrongly; each test bears the number and
// the name of the one that it guards against. Those that lie in the dates of sessions
// alone are guarded against in package unga.

func day(year int, month time.Month, d int) date.Date { return date.New(year, month, d) }

func event(t *testing.T, cal *calendar.Calendar, id string) calendar.Event {
	t.Helper()
	ev, ok := cal.Event(id)
	require.True(t, ok, "no event %s", id)
	return ev
}

func entry(t *testing.T, cal *calendar.Calendar, id string, today date.Date) calendar.Entry {
	t.Helper()
	e, ok := cal.Entry(id, today)
	require.True(t, ok, "no event %s", id)
	return e
}

// statement returns what a statement said, whatever was said since.
func statement(t *testing.T, id string) calendar.Statement {
	t.Helper()
	p := placesOf(Calendar())[id]
	require.NotNil(t, p.statement, "no statement %s", id)
	return *p.statement
}

func sessions(t *testing.T) calendar.Periods {
	t.Helper()
	p, ok := Calendar().Periods("session")
	require.True(t, ok)
	return p
}

func sessionOf(t *testing.T, id string) int {
	t.Helper()
	first, ok := event(t, Calendar(), id).When.Earliest()
	require.True(t, ok)
	n, ok := sessions(t).At(first)
	require.True(t, ok)
	return n
}

func eventsIn(series string) []calendar.Event {
	var found []calendar.Event
	for ev := range Calendar().Events() {
		if ev.Series == series {
			found = append(found, ev)
		}
	}
	return found
}

func firstDay(t *testing.T, ev calendar.Event) date.Date {
	t.Helper()
	d, ok := ev.When.Earliest()
	require.True(t, ok)
	return d
}

func TestTrap01CycleStartsAtSession72(t *testing.T) {
	cal := Calendar()
	require.Empty(t, event(t, cal, Appraisal67).Occurrence, "2013 is before the cycle")
	for key, id := range map[string]string{"72": Appraisal72, "76": Appraisal76, "80": Appraisal80} {
		require.Equal(t, key, event(t, cal, id).Occurrence)
	}
	for _, key := range []string{"67", "68", "71", "75", "79", "83"} {
		_, ok := cal.Event(AppraisalCycle + "/" + key)
		require.False(t, ok, "session %s is off the cycle", key)
	}
	for _, key := range []string{"84", "88"} {
		ev := event(t, cal, AppraisalCycle+"/"+key)
		require.Equal(t, calendar.Projected, ev.Status)
		require.True(t, ev.When.IsProjected())
	}
}

func TestTrap02FourYearsAreCountedInSessions(t *testing.T) {
	var first []date.Date
	var months []time.Month
	for _, id := range []string{Appraisal67, Appraisal72, Appraisal76, Appraisal80} {
		d := firstDay(t, event(t, Calendar(), id))
		first, months = append(first, d), append(months, d.Month())
	}
	require.Equal(t, []time.Month{time.May, time.September, time.November, time.November}, months)
	require.EqualValues(t, 1598, first[1]-first[0])
	require.EqualValues(t, 1517, first[2]-first[1])
	require.EqualValues(t, 1463, first[3]-first[2])
}

func TestTrap03AWindowIsNotItsLastDay(t *testing.T) {
	w := event(t, Calendar().AsOf(day(2021, time.December, 16)), Appraisal80).When
	require.Equal(t, calendar.Window, w.Form())
	require.False(t, w.IsExact())
	require.False(t, w.MayFallOn(day(2025, time.September, 23)), "the general debate's first day")
	require.True(t, w.MayFallOn(day(2025, time.November, 24)))
	require.True(t, w.MayFallOn(day(2025, time.December, 31)))
	require.False(t, w.MayFallOn(day(2026, time.January, 1)))
}

func TestTrap04TheWindowOpensWhenTheDebateEnds(t *testing.T) {
	then := event(t, Calendar().AsOf(day(2021, time.December, 16)), Appraisal80).When
	require.Equal(t, "[2025-10-04?..2025-12-31]", then.String(), "nine working days from 23 September, by rule")

	debate, ok := sessions(t).Part(80, "general-debate")
	require.True(t, ok)
	require.Equal(t, "2025-09-29", debate.Last().String())
	require.Equal(t, calendar.BasisRecorded, debate.EndBasis)

	// Had nobody dated the meeting, the window would open on the day after.
	def := definition(t)
	for l := range def.Layers {
		kept := def.Layers[l].Statements[:0:0]
		for _, st := range def.Layers[l].Statements {
			if st.Of != Appraisal80 {
				kept = append(kept, st)
			}
		}
		def.Layers[l].Statements = kept
	}
	undated, err := calendar.New(def)
	require.NoError(t, err)
	require.Equal(t, "[2025-09-30..2025-12-31]", event(t, undated, Appraisal80).When.String())
}

func definition(t *testing.T) calendar.Definition {
	t.Helper()
	def, err := catalogue.Parse(bytes.NewReader(catalogueText), options())
	require.NoError(t, err)
	return def
}

func TestTrap05TheTextGivesNoDaysFor2021(t *testing.T) {
	said := statement(t, Appraisal76)
	require.Equal(t, LayerResolution, said.Layer)
	require.True(t, said.When.IsZero())
	require.Equal(t, 76, said.Within.Number)

	ev := event(t, Calendar(), Appraisal76)
	require.Equal(t, "2021-11-22/2021-11-23", ev.When.String())
	for _, src := range ev.WhenSources() {
		require.NotEqual(t, "A/RES/76/186", src.Document, "the days are outside knowledge")
	}
	require.Equal(t, LayerLater, statement(t, "out-gap-76").Layer)
}

func TestTrap06ASessionIsNotAYear(t *testing.T) {
	for id, session := range map[string]int{
		"ga-res-71-322-adoption": 71, "ga-res-72-195-adoption": 72, // both in 2017
		"gap-hearing-2021": 75, Appraisal76: 76, // both in 2021
		"out-gap-80-hearing": 79, Appraisal80: 80, // both in 2025
	} {
		require.Equal(t, session, sessionOf(t, id), id)
	}
	// The number in a resolution's symbol is its session's.
	for ev := range Calendar().Events() {
		if ev.Kind != calendar.ResolutionAdoption || !ev.When.IsExact() {
			continue
		}
		for _, symbol := range ev.Documents {
			if number, ok := strings.CutPrefix(symbol, "A/RES/"); ok {
				number, _, _ = strings.Cut(number, "/")
				require.Equal(t, number, strconv.Itoa(sessionOf(t, ev.ID)), ev.ID)
			}
		}
	}
}

func TestTrap07AReportMayComeBeforeItsSession(t *testing.T) {
	for id, want := range map[string]struct{ session, before int }{
		"sg-report-a-76-120":          {76, 78},
		"out-sg-report-a-71-119-date": {71, 74},
	} {
		session, ok := sessions(t).Period(want.session)
		require.True(t, ok)
		require.EqualValues(t, want.before, session.Start-firstDay(t, event(t, Calendar(), id)), id)
	}

	// So a report that is due has no first day, only a last.
	for _, id := range []string{Report78, Report82} {
		_, ok := event(t, Calendar(), id).When.Earliest()
		require.False(t, ok, id)
	}
	def := definition(t)
	def.Layers = append(def.Layers, calendar.Layer{
		ID: "issued", Said: day(2023, time.July, 14),
		Statements: []calendar.Statement{{
			ID: "issued", Of: Report78, When: calendar.On(day(2023, time.July, 14)), Status: calendar.Held,
			Sources: []calendar.Source{{Document: "a cover page"}},
		}},
	})
	issued, err := calendar.New(def)
	require.NoError(t, err)
	report := entry(t, issued, Report78, day(2026, time.November, 23))
	require.Equal(t, "2023-07-14", report.When.String())
	require.Equal(t, calendar.Held, report.Status)
}

func TestTrap08ReportsFollowNoStep(t *testing.T) {
	s, ok := Calendar().Series(StandingReporting)
	require.True(t, ok)
	require.Nil(t, s.Pattern)
	for _, row := range []struct {
		text   string // where the catalogue names the resolution that is answered
		report string
		answer string
		step   int
	}{
		{event(t, Calendar(), "out-sg-report-a-71-119-date").Summary, "A/71/119", "70/179", 1},
		{statement(t, "out-sg-report-a-76-120-date").Note, "A/76/120", "74/176", 2},
	} {
		require.Contains(t, row.text, row.answer)
		var asked, answered, n int
		_, err := fmt.Sscanf(row.answer, "%d/%d", &asked, &n)
		require.NoError(t, err)
		_, err = fmt.Sscanf(row.report, "A/%d/%d", &answered, &n)
		require.NoError(t, err)
		require.Equal(t, row.step, answered-asked, row.report)
	}
	require.Equal(t, 78, statement(t, Report78).Within.Number)
	require.Equal(t, 82, statement(t, Report82).Within.Number, "none is known for session 80")
}

func TestTrap09AdoptionAndDistribution(t *testing.T) {
	adopted := firstDay(t, event(t, Calendar(), Adoption))
	distributed := firstDay(t, event(t, Calendar(), "ga-res-76-186-distribution"))
	require.EqualValues(t, 26, distributed-adopted)
	require.Equal(t, adopted.Year()+1, distributed.Year())

	_, known := Calendar().AsOf(adopted).Event("ga-res-76-186-distribution")
	require.False(t, known, "nobody knew the day of distribution on that of adoption")
}

func TestTrap10TheResolutionsHaveNoStatedStep(t *testing.T) {
	s, ok := Calendar().Series(CoordinationResolutions)
	require.True(t, ok)
	require.Nil(t, s.Pattern)
	var found []int
	for _, ev := range eventsIn(CoordinationResolutions) {
		if ev.When.IsExact() {
			found = append(found, sessionOf(t, ev.ID))
		}
		require.NotContains(t, ev.Documents, "A/RES/63/194")
	}
	require.Equal(t, []int{61, 64, 67, 68, 70, 72, 74, 76, 80}, found) // 78/228 has no day
	require.Contains(t, event(t, Calendar(), "ga-undated-trafficking-resolutions").Documents, "A/RES/63/194")
}

func TestTrap11NominalYearAndPublication(t *testing.T) {
	late := map[string]int{"2012": -19, "2014": -37, "2016": -10, "2018": 7, "2020": 33, "2022": 24, "2024": -20}
	for _, ev := range eventsIn(GlobalReport) {
		if ev.Occurrence == "" {
			continue
		}
		year, err := strconv.Atoi(ev.Occurrence)
		require.NoError(t, err)
		require.EqualValues(t, late[ev.Occurrence], firstDay(t, ev)-day(year, time.December, 31), ev.ID)
		require.Contains(t, ev.Title, ev.Occurrence)
		delete(late, ev.Occurrence)
	}
	require.Empty(t, late, "one event for each edition, however often it was launched")
}

func TestTrap12OrdinalsAreThosePrinted(t *testing.T) {
	ordinals := map[string]string{
		"2012": "first", "2014": "second", "2016": "third", "2018": "fourth", "2020": "fifth", "2022": "seventh", "2024": "eighth",
	}
	for _, ev := range eventsIn(GlobalReport) {
		if ev.Occurrence == "" {
			require.NotContains(t, ev.Title, "edition", "2009 was given no ordinal")
			continue
		}
		require.True(t, strings.HasSuffix(ev.Title, ", "+ordinals[ev.Occurrence]+" edition"), ev.Title)
	}
	require.NotContains(t, event(t, Calendar(), GlobalReport+"/2026").Title, "edition", "none is computed")
}

func TestTrap13RegularIsNoPeriod(t *testing.T) {
	cal := Calendar()
	s, ok := cal.Series(PrincipalsMeetings)
	require.True(t, ok)
	require.Nil(t, s.Pattern)
	_, ok = cal.NextOf(PrincipalsMeetings, day(2026, time.November, 23))
	require.False(t, ok)

	// Nor can a statement make one up.
	def := definition(t)
	def.Layers[1].Statements = append(def.Layers[1].Statements, calendar.Statement{
		ID: "next-year", Of: PrincipalsMeetings + "/2027",
		Sources: []calendar.Source{{Document: "a guess"}},
	})
	_, err := calendar.New(def)
	var fault *calendar.DefinitionError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "next-year", fault.ID)
}

func TestTrap14TheFirstMeetingIsNotInTheText(t *testing.T) {
	require.Equal(t, LayerLater, statement(t, "out-icat-principals-1").Layer)
	require.Contains(t, event(t, Calendar(), "icat-principals-2").Title, "Second")
	require.Contains(t, event(t, Calendar(), "icat-principals-3").Title, "Third")
	var meetings []string
	for _, ev := range eventsIn(PrincipalsMeetings) {
		if ev.Kind == calendar.PrincipalsMeeting {
			meetings = append(meetings, ev.When.String())
		}
	}
	// A call that the principals endorsed in December 2022 is no meeting on that alone.
	require.Equal(t, []string{"2018-05-02", "2020-12-15", "2021-11-15", "2023-11-08"}, meetings)
}

func TestTrap15TheWorldDayStartsIn2014(t *testing.T) {
	cal := Calendar()
	s, ok := cal.Series(WorldDay)
	require.True(t, ok)
	require.Equal(t, day(2014, time.July, 30), s.Start)
	for _, key := range []string{"2010-07-30", "2013-07-30"} {
		_, ok := cal.Event(WorldDay + "/" + key)
		require.False(t, ok, key)
	}
	today := day(2026, time.November, 23)
	kept := slices.Collect(cal.Between(today, day(2000, time.January, 1), today, calendar.InSeries(WorldDay)))
	require.Len(t, kept, 13)
	require.Equal(t, WorldDay+"/2014-07-30", kept[0].ID)
	for _, e := range kept {
		require.Equal(t, calendar.Held, e.Status, e.ID)
	}
}

func TestTrap16TheWorldDayIsADayOfTheCalendar(t *testing.T) {
	for year := 2014; year <= 2040; year++ { // 30 July falls on every weekday in these years
		ev := event(t, Calendar(), WorldDay+"/"+day(year, time.July, 30).String())
		require.Equal(t, calendar.On(day(year, time.July, 30)), ev.When, "it does not move at weekends")
	}
	w := event(t, Calendar(), WorldDay+"/2026-07-30").When
	_, timed := w.Start()
	require.False(t, timed)

	// Somewhere on Earth it lasts for 50 hours.
	first, _ := w.Earliest()
	east, west := location(t, "Pacific/Kiritimati"), location(t, "Etc/GMT+12")
	begins := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, east)
	ends := time.Date(first.Year(), first.Month(), first.Day()+1, 0, 0, 0, 0, west)
	require.Equal(t, 50*time.Hour, ends.Sub(begins))

	// A date is no key.
	require.Len(t, slices.Collect(Calendar().On(day(2020, time.December, 15), calendar.WithExactDays())), 3)
}

func location(t *testing.T, zone string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	require.NoError(t, err)
	return loc
}

func TestTrap17RangesIncludeTheirLastDay(t *testing.T) {
	for id, days := range map[string]int{Appraisal67: 3, Appraisal72: 2, Appraisal80: 2, "ctoc-cop-10": 5} {
		ev := event(t, Calendar(), id)
		last, ok := ev.When.Latest()
		require.True(t, ok)
		require.EqualValues(t, days, last-firstDay(t, ev)+1, id)
		require.True(t, ev.When.MayFallOn(last), id)
		require.False(t, ev.When.MayFallOn(last+1), id)
	}
}

func TestTrap18PlaceAndFormatAreIndependent(t *testing.T) {
	for id, want := range map[string]struct {
		place  string
		format calendar.Format
	}{
		"oas-6th-national-authorities-2021": {"Washington, D.C.", calendar.Virtual},
		"icat-principals-2":                 {"", calendar.Virtual},
		"bangkok-consultative-meeting-2014": {"Bangkok", ""},
		"out-ctoc-cop-11":                   {"Vienna", calendar.Hybrid},
		"out-icat-principals-1":             {"London", calendar.InPerson},
		Appraisal67:                         {"", ""},
	} {
		ev := event(t, Calendar(), id)
		require.Equal(t, want.place, ev.Place, id)
		require.Equal(t, want.format, ev.Format, id)
	}
}

func TestTrap19APrintedDayMayNotBeTheWholeMeeting(t *testing.T) {
	khartoum := event(t, Calendar(), "khartoum-declaration-2014")
	require.Equal(t, "2014-10-16", khartoum.When.String())
	require.Contains(t, khartoum.Title, "Declaration adopted")
	require.NotEmpty(t, khartoum.LeavesOpen)

	doha := event(t, Calendar(), "out-crime-congress-13")
	require.Contains(t, doha.Title, "closes")

	last, _ := event(t, Calendar(), "ctoc-cop-10").When.Latest()
	for _, id := range []string{"ctoc-cop-res-10-1", "ctoc-cop-res-10-3"} {
		require.Equal(t, calendar.On(last), event(t, Calendar(), id).When)
	}
}

func TestTrap20ThePlanHadThreeEnds(t *testing.T) {
	const plan = "oas-second-work-plan"
	_, known := Calendar().AsOf(day(2014, time.December, 4)).Event(plan)
	require.False(t, known)
	for _, row := range []struct {
		asOf   date.Date
		when   string
		status calendar.Status
	}{
		{day(2014, time.December, 5), "2015/2018", calendar.Scheduled},
		{day(2018, time.December, 31), "2015/2018", calendar.Scheduled},
		{day(2019, time.January, 1), "2015/2018", calendar.Overdue}, // nobody knew more for a year and a half
		{day(2020, time.July, 21), "2015/2018", calendar.Overdue},
		{day(2020, time.July, 22), "2015/2020", calendar.Scheduled},
		{day(2021, time.January, 1), "2015/2020", calendar.Overdue},
		{day(2021, time.May, 13), "2015/2020", calendar.Overdue},
		{day(2021, time.May, 14), "2015/2022", calendar.Held},
		{day(2026, time.November, 23), "2015/2022", calendar.Held},
	} {
		e := entry(t, Calendar().AsOf(row.asOf), plan, row.asOf)
		require.Equal(t, row.when, e.When.String(), row.asOf)
		require.Equal(t, row.status, e.Status, row.asOf)
	}
	require.Len(t, event(t, Calendar(), plan).History, 3)
}

func TestTrap21YearsStayYears(t *testing.T) {
	for id, year := range map[string]string{
		"sdg-8-7-child-labour-2025": "2025", "agenda-2030-horizon": "2030", "ilo-protocol-2014": "2014",
		"ohchr-principles-2002": "2002", "icat-cochairs-2020": "2020", "global-report-2022-mandate": "2022",
	} {
		w := statement(t, id).When
		require.Equal(t, year, w.String(), id)
		require.False(t, w.IsExact(), id)
		require.Equal(t, calendar.Single, w.Form(), id)
	}
	require.Equal(t, "2015/2022", event(t, Calendar(), "oas-second-work-plan").When.String())
	for ev := range Calendar().Events() {
		for _, st := range ev.History {
			if first, ok := st.When.Earliest(); ok && st.When.IsExact() {
				require.False(t, first.YearDay() == 1, "%s begins on 1 January", st.ID)
			}
		}
	}
}

func TestTrap22TheAnniversaryHasNoDay(t *testing.T) {
	require.True(t, event(t, Calendar(), "untoc-20th-anniversary").When.IsZero())
	require.True(t, event(t, Calendar(), "out-ga-res-78-228").When.IsZero(), "another anniversary, and no day either")
	require.Equal(t, LayerLater, statement(t, "out-untoc-adoption").Layer)
}

func TestTrap29ChairTermsAreNotOneYearEach(t *testing.T) {
	chairs := make(map[string][]string)
	for _, ev := range eventsIn(ChairRotation) {
		chairs[ev.When.String()] = ev.Organizers
	}
	require.Equal(t, map[string][]string{
		"2018": {"UNICEF"},
		"2019": {"UN-Women", "OSCE"},
		"2020": {"UN-Women", "OSCE"},
		"2021": {"UNHCR", "UNODC"},
		"2022": {"ICMPD", "UNODC"},
		"2023": {"IOM", "OSRSG-VAC"},
		"2024": {"IOM", "OSRSG-VAC"},
		"2025": {"OAS", "UNODC"},
	}, chairs)
	_, ok := Calendar().NextOf(ChairRotation, day(2026, time.November, 23))
	require.False(t, ok, "no order and no length is stated, and 2026 was not found")
}

func TestTrap30ContradictionsAreKept(t *testing.T) {
	text := event(t, Calendar(), "icat-osce-first-regional-cochair")
	require.Equal(t, calendar.Primary, text.Sources[0].Rank)
	require.Equal(t, "op 12", text.Sources[0].Paragraph)
	release := event(t, Calendar(), "out-icat-chairs-2025")
	require.Equal(t, calendar.Secondary, release.Sources[0].Rank)
	require.Contains(t, release.Summary, "by paragraph 12 of the resolution OSCE had")
}

func TestTrap31WeekdaysAreComputed(t *testing.T) {
	// The weekdays are those that the sources print, or that the table of facts notes.
	for id, want := range map[string][2]time.Weekday{
		Appraisal67:             {time.Monday, time.Wednesday},
		"out-gap-80-hearing":    {time.Monday, time.Monday},
		"out-crime-congress-13": {time.Sunday, time.Sunday},
		"crime-congress-14":     {time.Sunday, time.Friday},
		"out-ctoc-cop-8":        {time.Monday, time.Friday},
		"out-ctoc-cop-11":       {time.Monday, time.Friday},
		"out-ctoc-cop-12":       {time.Monday, time.Friday},
		"out-ccpcj-30":          {time.Monday, time.Friday},
		"out-ccpcj-31":          {time.Monday, time.Friday},
		"out-ccpcj-32":          {time.Monday, time.Friday},
		"out-ccpcj-33":          {time.Monday, time.Friday},
		"out-ccpcj-34":          {time.Monday, time.Friday},
	} {
		ev := event(t, Calendar(), id)
		last, _ := ev.When.Latest()
		require.Equal(t, want, [2]time.Weekday{firstDay(t, ev).Weekday(), last.Weekday()}, id)
	}
	// A third-party calendar opens session 81 on Sunday 13 September 2026.
	opening, ok := sessions(t).Period(81)
	require.True(t, ok)
	require.Equal(t, time.Tuesday, opening.Start.Weekday())
	require.Equal(t, "2026-09-08", opening.Start.String())
}

func TestTrap32Zones(t *testing.T) {
	zones := make(map[string]string)
	for _, b := range Bodies() {
		location(t, b.Zone)
		zones[b.City] = b.Zone
	}
	require.Equal(t, "Europe/Zurich", zones["Geneva"], "there is no Europe/Geneva")
	require.Equal(t, "America/Toronto", zones["Montreal"])
	_, err := time.LoadLocation("Europe/Geneva")
	require.Error(t, err)

	newYork, vienna := location(t, zones["New York"]), location(t, zones["Vienna"])
	for _, row := range []struct {
		day   date.Date
		hours int
	}{
		{day(2026, time.March, 1), 6},
		{day(2026, time.March, 20), 5}, // New York has changed its clocks, Vienna not yet
		{day(2026, time.April, 1), 6},
		{day(2026, time.October, 28), 5}, // Vienna has, New York not yet
		{day(2026, time.November, 23), 6},
	} {
		noon := time.Date(row.day.Year(), row.day.Month(), row.day.Day(), 12, 0, 0, 0, time.UTC)
		_, west := noon.In(newYork).Zone()
		_, east := noon.In(vienna).Zone()
		require.Equal(t, row.hours, (east-west)/3600, row.day)
	}

	start, ok := event(t, Calendar(), "out-gap-80-hearing").When.Start()
	require.True(t, ok)
	require.Equal(t, "2025-06-30T14:00:00Z", start.UTC().Format(time.RFC3339))
}

func TestTrap33PlannedAgainstHeld(t *testing.T) {
	for _, row := range []struct {
		asOf   date.Date
		when   string
		status calendar.Status
	}{
		{day(2019, time.April, 26), "2020-04-20/2020-04-27", calendar.Scheduled},
		{day(2020, time.March, 20), "2020-04-20/2020-04-27", calendar.Scheduled},
		{day(2020, time.March, 21), "XXXX", calendar.Postponed},
		{day(2020, time.July, 30), "2021-03-07/2021-03-12", calendar.Scheduled},
		{day(2021, time.December, 16), "2021-03-07/2021-03-12", calendar.Held},
	} {
		e := entry(t, Calendar().AsOf(row.asOf), "crime-congress-14", row.asOf)
		require.Equal(t, row.when, e.When.String(), row.asOf)
		require.Equal(t, row.status, e.Status, row.asOf)
	}

	// Planned, past, and confirmed by nobody.
	planned := entry(t, Calendar(), "out-crime-congress-15", day(2026, time.November, 23))
	require.Equal(t, calendar.Scheduled, planned.Event.Status)
	require.Equal(t, calendar.Overdue, planned.Status)

	// A mandate's month is no date, nor even a bound: the meeting came before it.
	mandate, meeting := event(t, Calendar(), "out-gap-72-mandate"), event(t, Calendar(), Appraisal72)
	require.Equal(t, calendar.Held, mandate.Status)
	last, _ := meeting.When.Latest()
	require.Less(t, last, firstDay(t, mandate))
}

func TestTrap34ThingsWithoutADate(t *testing.T) {
	undated := make(map[string]bool)
	for e := range Calendar().Undated(day(2021, time.December, 16)) {
		undated[e.ID] = true
	}
	dated := map[string]bool{ // by the later layer
		"sg-report-a-76-120": true, "icat-establishment": true,
	}
	count := 0
	for _, f := range readFacts(t) {
		if f.Mark != "SEED" || f.Precision != "none" {
			continue
		}
		count++
		if f.Status == "recurring" {
			s, ok := Calendar().Series(f.ID)
			require.True(t, ok, f.ID)
			require.Nil(t, s.Pattern, f.ID)
			continue
		}
		require.True(t, statement(t, f.ID).When.IsZero(), f.ID)
		require.Equal(t, !dated[f.ID], undated[f.ID], f.ID)
	}
	require.Equal(t, 34, count)
}
