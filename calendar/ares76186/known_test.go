package ares76186

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestCalendarIsBuilt(t *testing.T) {
	cal := Calendar()
	require.Equal(t, "a-res-76-186", cal.ID())
	symbol, address := cal.Document()
	require.Equal(t, "A/RES/76/186", symbol)
	require.Equal(t, "https://undocs.org/A/RES/76/186", address)
	require.Same(t, cal, Calendar(), "it is built once")
}

func TestConstantsNameWhatThereIs(t *testing.T) {
	cal := Calendar()
	for _, id := range []string{
		WorldDay, AppraisalCycle, GlobalReport, PrincipalsMeetings, ChairRotation, StandingReporting, CoordinationResolutions,
		OrganRemovalResolutions, OrganizedCrimeConference, CrimeCommission, CrimeCongress, OrganizedCrimeDay,
	} {
		_, ok := cal.Series(id)
		require.True(t, ok, id)
	}
	for _, id := range []string{Adoption, Appraisal67, Appraisal72, Appraisal76, Appraisal80, Report78, Report82} {
		event(t, cal, id)
	}
	layers := make(map[string]bool)
	for ev := range cal.Events() {
		for _, st := range ev.History {
			layers[st.Layer] = true
		}
	}
	require.Equal(t, map[string]bool{LayerResolution: true, LayerLater: true}, layers)
}

// symbol matches the symbols of resolutions, documents and press releases.
var symbol = regexp.MustCompile(`^(A|GA|UNIS)(/[A-Z]+)*(/\d+)+$`)

// primaryHost matches the hosts of the United Nations and of the organizations that take part
// in ICAT. What they publish is primary, and secondary what others do, be it a copy.
var primaryHost = regexp.MustCompile(`(^|\.)(un|undocs|unodc|unvienna|icmpd|osce|oas)\.org$|^icat\.network$`)

func TestEverySourceCanBeFound(t *testing.T) {
	revision := date.NewAt(Calendar().Revision())
	check := func(id string, sources []calendar.Source) {
		require.NotEmpty(t, sources, id)
		for _, src := range sources {
			require.NotEmpty(t, src.Document, id)
			address, err := url.Parse(src.URL)
			require.NoError(t, err, id)
			require.Equal(t, "https", address.Scheme, id)
			require.NotEmpty(t, address.Host, id)
			want := calendar.Secondary
			if primaryHost.MatchString(address.Host) {
				want = calendar.Primary
			}
			require.Equal(t, want, src.Rank, "%s: %s", id, src.URL)
			if !symbol.MatchString(src.Document) {
				require.Equal(t, "https://"+src.Document, src.URL, "%s: a document without a symbol is named by its address", id)
			}
			require.NotZero(t, src.SaidOn, id)
			require.LessOrEqual(t, src.SaidOn, revision, "%s was said after the catalogue was written", id)
		}
	}
	for s := range Calendar().AllSeries() {
		check(s.ID, s.Sources)
	}
	for ev := range Calendar().Events() {
		for _, st := range ev.History {
			check(st.ID, st.Sources)
			if st.Layer == LayerResolution {
				require.Equal(t, "A/RES/76/186", st.Sources[0].Document, st.ID)
				require.NotEmpty(t, st.Sources[0].Paragraph, st.ID)
			}
		}
	}
}

// ownDays are those of the sources that bear one: on the document, on the page or in its
// address.
var ownDays = map[string]date.Date{
	"A/RES/76/186": day(2021, time.December, 16), // on what it says itself, and not on what it says of earlier days
	"A/RES/78/267": day(2024, time.March, 21),
	"A/71/119":     day(2016, time.July, 1),
	"A/76/120":     day(2021, time.June, 28),
	"GA/SHC/4057":  day(2012, time.November, 16),
	"GA/12734":     day(2025, time.November, 24),
	"UNIS/CP/791":  day(2014, time.November, 24),
	"sdg.iisd.org/news/governments-set-modalities-for-hlm-on-trafficking-in-persons":                                                         day(2017, time.May, 4),
	"unis.unvienna.org/unis/en/events/2020/crime_congress.html":                                                                              day(2020, time.July, 30),
	"www.publicnow.com/view/45EC29C3A38134AFCCD63FE01B422AF67B9BFA3C":                                                                        day(2024, time.December, 13),
	"www.publicnow.com/view/FE62FB6AEAA426B475E0CA21042B7D4BF0F90A9E?1637725836":                                                             day(2021, time.November, 23),
	"www.unodc.org/unodc/en/commissions/CCPCJ/session/32_Session_2023/special_event_tip-2022_webstory.html":                                  day(2023, time.January, 24),
	"www.unodc.org/unodc/en/speeches/2014/glotip-241114.html":                                                                                day(2014, time.November, 24),
	"japantoday.com/category/crime/unodc-says-to-postpone-crime-congress-to-be-held-in-kyoto-next-month-to-undetermined-date":                day(2020, time.March, 21),
	"www.icmpd.org/news/icmpd-and-unodc-will-co-chair-the-inter-agency-coordination-group-against-trafficking-in-persons-icat-in-2022":       day(2021, time.November, 16),
	"www.un.org/pga/76/2021/11/22/high-level-meeting-of-the-general-assembly-on-the-global-plan-of-action-to-combat-trafficking-in-persons/": day(2021, time.November, 22),
	"www.un.org/pga/79/2025/06/30/pga-remarks-aat-the-informal-interactive-multi-stakeholder-hearing-as-part-of-the-preparatory-process-for-" +
		"the-high-level-meeting-of-the-general-assembly-on-the-appraisal-of-the-united-nations-global-p": day(2025, time.June, 30),
	"www.unodc.org/unodc/en/frontpage/2019/April/" +
		"key-regional-issues-for-14th-un-crime-congress-highlighted-in-preparatory-meetings-organized-by-unodc.html": day(2019, time.April, 26),
	"www.oas.org/ext/en/security/crime-prevention-network/Resources/Digital-Library/" +
		"2nd-work-plan-against-trafficking-in-persons-in-the-western-hemisphere-2015-2020": day(2020, time.July, 22),
}

// otherDays are those of sources that bear none and do not count as said on the last day of
// what they report: of the month or year that they or their addresses name, and of what
// else the same page reports.
var otherDays = map[string]date.Date{
	"GA/SHC/4159": day(2015, time.December, 31), // of 2015
	"icat.un.org/events/10-2018/icat-briefing-its-past-present-and-future":                                               day(2018, time.October, 5),
	"icat.un.org/events/10-2023/briefing-inter-agency-coordination-group-against-trafficking-persons":                    day(2023, time.October, 3),
	"icat.un.org/events/04-2024/advancing-anti-trafficking-work-icat-prioritize-field-engagement-climate-change":         day(2024, time.April, 30), // of April 2024
	"icmpd.org/news/the-inter-agency-coordination-group-against-trafficking-in-persons-publishes-its-2022-annual-report": day(2023, time.March, 31), // of March 2023
	"unodc.org/unodc/en/newyork/events/GLOTIP-2024.html":                                                                 day(2024, time.December, 12),
	"www.internationaldays.org/july/world-day-against-trafficking-in-persons":                                            day(2025, time.July, 30), // of the theme of 2025
	"www.lastradainternational.org/news/first-international-day-against-organised-crime/":                                day(2024, time.November, 15),
	"asil.org/print/ILIB/un-general-assembly-acts-improve-coordination-against-human-trafficking":                        day(2025, time.December, 18),
	"www.un.org/pga/79/informal-interactive-multi-stakeholder-hearing-as-part-of-the-preparatory-process-for-the-high-level-meeting-of-the-" +
		"general-assembly-on-the-appraisal-of-the-united-nations-global-plan-of-action-to-com": day(2025, time.June, 30), // of the hearing
}

func TestSourcesSpokeOnTheirOwnDays(t *testing.T) {
	seen := make(map[string]bool)
	check := func(id string, sources []calendar.Source, reported calendar.When) {
		for _, src := range sources {
			last, dated := reported.Latest()
			own, bearsOne := ownDays[src.Document]
			other, named := otherDays[src.Document]
			want := date.NewAt(Calendar().Revision()) // of what has no day, on the day of the catalogue
			switch {
			case src.Document == "A/RES/76/186" && id == "ga-res-76-186-distribution":
				want = day(2022, time.January, 11) // as printed on it
			case strings.HasPrefix(id, "oas-second-work-plan"):
				continue // what the resolution says of earlier days: see TestTrap20ThePlanHadThreeEnds
			case bearsOne:
				want = own
			case named:
				want = other
			case dated:
				want = last
			}
			require.Equal(t, want, src.SaidOn, "%s: %s", id, src.Document)
			require.Equal(t, !bearsOne, src.SaidOnInferred, "%s: %s", id, src.Document)
			seen[src.Document] = true
		}
	}
	for s := range Calendar().AllSeries() {
		check(s.ID, s.Sources, calendar.When{})
	}
	for ev := range Calendar().Events() {
		for _, st := range ev.History {
			reported := st.When
			if reported.IsZero() {
				reported = ev.When // such as the day of an observance, on its theme
			}
			check(st.ID, st.Sources, reported)
		}
	}
	require.Subset(t, slices.Collect(maps.Keys(seen)), slices.Concat(slices.Collect(maps.Keys(ownDays)), slices.Collect(maps.Keys(otherDays))))
}

// What later sources tell of without a day has happened; what is still to come they date.
func TestUndatedOfLaterSourcesIsHeld(t *testing.T) {
	n := 0
	for e := range Calendar().Undated(day(2026, time.November, 23)) {
		if e.History[0].Layer == LayerLater {
			require.Equal(t, calendar.Held, e.Status, e.ID)
			n++
		}
	}
	require.Equal(t, 4, n)
}

func TestNothingIsKnownBeforeItWasSaid(t *testing.T) {
	for _, d := range []date.Date{
		day(2010, time.January, 1), day(2014, time.December, 5), day(2021, time.December, 16),
		day(2025, time.July, 1), day(2025, time.October, 1), day(2026, time.November, 23),
	} {
		for ev := range Calendar().AsOf(d).Events() {
			for _, st := range ev.History {
				require.LessOrEqual(t, st.SaidOn, d, "%s is known on %s", st.ID, d)
			}
			if d == day(2021, time.December, 16) {
				for _, src := range ev.Sources {
					require.LessOrEqual(t, src.SaidOn, d, "%s of %s is known on %s", src.Document, ev.ID, d)
				}
			}
		}
	}
}

// Feeds name their entries by ID, so what was known or projected on some day keeps its ID
// when more becomes known of it.
func TestIDsLastForEver(t *testing.T) {
	from, to := day(2000, time.January, 1), day(2040, time.January, 1)
	for _, d := range []date.Date{
		day(2014, time.December, 5), day(2021, time.December, 16), day(2022, time.June, 1),
		day(2023, time.December, 31), day(2025, time.July, 1), day(2025, time.October, 1),
	} {
		known := Calendar().AsOf(d)
		for e := range known.Between(d, from, to) {
			now := event(t, Calendar(), e.ID)
			require.Equal(t, e.Series, now.Series, e.ID)
			require.Equal(t, e.Occurrence, now.Occurrence, e.ID)
		}
		for e := range known.Undated(d) {
			event(t, Calendar(), e.ID)
		}
	}
}

func TestWhatWasKnownOnTheDayOfAdoption(t *testing.T) {
	adopted := day(2021, time.December, 16)
	cal := Calendar().AsOf(adopted)
	for _, row := range []struct {
		id, when string
		status   calendar.Status
	}{
		{Appraisal67, "2013-05-13/2013-05-15", calendar.Held},
		{Appraisal72, "2017-09-27/2017-09-28", calendar.Held},
		{Appraisal76, "2021-11-22/2021-11-23", calendar.Held}, // said in November
		{Appraisal80, "[2025-10-04?..2025-12-31]", calendar.Mandated},
		{Report78, "[..2024-09-09?]", calendar.Mandated},
		{"global-report-2022-mandate", "2022", calendar.Projected},
		{"oas-second-work-plan", "2015/2022", calendar.Held},
		{"crime-congress-14", "2021-03-07/2021-03-12", calendar.Held},
		{"sdg-8-7-child-labour-2025", "2025", calendar.Projected},
	} {
		e := entry(t, cal, row.id, adopted)
		require.Equal(t, row.when, e.When.String(), row.id)
		require.Equal(t, row.status, e.Status, row.id)
	}
	// Every row of the resolution but its own distribution is known, and of the pages
	// on what came later none.
	places := placesOf(cal)
	for _, f := range readFacts(t) {
		if f.Mark == "SEED" && f.ID != "ga-res-76-186-distribution" && f.ID != "oas-second-work-plan" {
			require.Contains(t, places, f.ID)
		}
		if f.Mark == "OUTSIDE" && f.Start > "2021-12-16" {
			require.NotContains(t, places, f.ID)
		}
	}
	for _, id := range []string{Report82, OrganizedCrimeDay, "out-gap-80", "out-gap-80-announced", "out-gap-80-modalities", "out-ga-res-78-228"} {
		require.NotContains(t, places, id)
	}
}

func TestHowTheAppraisalOf2025BecameKnown(t *testing.T) {
	for _, row := range []struct {
		asOf   date.Date
		when   string
		status calendar.Status
	}{
		{day(2021, time.December, 16), "[2025-10-04?..2025-12-31]", calendar.Mandated},
		{day(2025, time.July, 1), "2025-11-24/2025-11-25", calendar.Scheduled},
		{day(2025, time.November, 23), "2025-11-24/2025-11-25", calendar.Scheduled},
		{day(2025, time.November, 24), "2025-11-24/2025-11-25", calendar.Held},
	} {
		e := entry(t, Calendar().AsOf(row.asOf), Appraisal80, row.asOf)
		require.Equal(t, row.when, e.When.String(), row.asOf)
		require.Equal(t, row.status, e.Status, row.asOf)
	}
	_, known := Calendar().AsOf(day(2021, time.December, 15)).Event(Appraisal80)
	require.False(t, known)

	ev := event(t, Calendar(), Appraisal80)
	require.Len(t, ev.History, 3, "one occurrence with its history")
	require.Equal(t, []string{"A/80/L.8"}, ev.Documents)
	require.Equal(t, "A/RES/76/186", ev.Sources[0].Document)
}

func TestTheNextAppraisalIsComputed(t *testing.T) {
	next, ok := Calendar().NextOf(AppraisalCycle, day(2026, time.November, 23))
	require.True(t, ok)
	require.Equal(t, AppraisalCycle+"/84", next.ID)
	require.Equal(t, "Appraisal of the Global Plan of Action at the 84th session", next.Title)
	require.Equal(t, calendar.Projected, next.Status)
	opening, _ := next.When.Earliest()
	require.Equal(t, "2029-09-11", opening.String())
	require.Empty(t, next.History, "nobody has said it")
}

func TestMandatesAreMetByTheirMeetings(t *testing.T) {
	for deadline, meeting := range map[string]string{"out-gap-67-deadline": Appraisal67, "out-gap-72-mandate": Appraisal72} {
		ev := event(t, Calendar(), deadline)
		require.Equal(t, meeting, ev.FulfilledBy)
		require.Equal(t, calendar.Held, ev.Status)
	}
	asked := day(2012, time.November, 16)
	mandate := entry(t, Calendar().AsOf(asked), "out-gap-67-deadline", asked)
	require.Equal(t, calendar.Mandated, mandate.Status)
	left, ok := mandate.DaysToLatest()
	require.True(t, ok)
	require.Equal(t, 257, left) // from 16 November 2012 to 31 July 2013

	limit, _ := mandate.When.Latest()
	held, _ := event(t, Calendar(), Appraisal67).When.Latest()
	require.EqualValues(t, 77, limit-held)
}
