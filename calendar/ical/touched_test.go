package ical

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/unga"
	"github.com/convene-cal/convene/recurrence"
)

// entries returns the lines of each entry of a feed, by its UID, and those of the
// calendar itself under "". An entry is a VEVENT with its exceptions.
func entries(t *testing.T, cal *calendar.Calendar) map[string][]string {
	t.Helper()
	model, err := FromCalendar(cal, FeedOptions{Until: day("2036-12-31")})
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, Encode(&b, model))
	head, events, _ := strings.Cut(b.String(), "BEGIN:VEVENT")
	found := map[string][]string{"": {head}}
	for _, e := range strings.Split(events, "BEGIN:VEVENT") {
		uid := regexp.MustCompile(`\r\nUID:(.*)\r\n`).FindStringSubmatch(e)[1]
		found[uid] = append(found[uid], e)
	}
	return found
}

// highest returns the highest value that a property has in an entry.
func highest(entry []string, property string) string {
	var values []string
	for _, m := range regexp.MustCompile(`\r\n`+property+`:(.*)\r\n`).FindAllStringSubmatch(strings.Join(entry, "\r\n"), -1) {
		values = append(values, m[1])
	}
	slices.SortFunc(values, func(a, b string) int { // numbers and moments alike
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return values[len(values)-1]
}

// touched returns the UIDs of the entries that differ, having checked that each of them
// says so, and that nothing came or went.
func touched(t *testing.T, before, after map[string][]string) []string {
	t.Helper()
	require.Len(t, after, len(before))
	var uids []string
	for uid, lines := range after {
		switch {
		case slices.Equal(lines, before[uid]):
			continue
		case uid == "":
			uids = append(uids, uid)
			continue
		}
		require.Contains(t, before, uid)
		uids = append(uids, uid)
		require.Greater(t, highest(lines, "LAST-MODIFIED"), highest(before[uid], "LAST-MODIFIED"), uid)
		require.Equal(t, highest(lines, "LAST-MODIFIED"), highest(lines, "DTSTAMP"))
		from, _ := strconv.Atoi(highest(before[uid], "SEQUENCE"))
		to, _ := strconv.Atoi(highest(lines, "SEQUENCE"))
		require.Equal(t, from+1, to, uid)
	}
	slices.Sort(uids)
	return uids
}

func readCatalogue(t *testing.T, text string) *calendar.Calendar {
	t.Helper()
	cal, err := catalogue.Read(strings.NewReader(text), catalogue.Options{
		Name: "catalogue.yaml", Periods: map[string]calendar.Periods{"unga": unga.Sessions},
	})
	require.NoError(t, err)
	return cal
}

// What is said or corrected of one entry changes the lines of that entry, and of the
// calendar the moment of its revision.
func TestOneEntryIsTouched(t *testing.T) {
	b, err := os.ReadFile("../ares76186/catalogue.yaml")
	require.NoError(t, err)
	text := string(b)
	cal := readCatalogue(t, text)
	before := entries(t, cal)
	revision := regexp.MustCompile(`(?m)^revision: .*$`)
	const now = "2027-01-31T12:00:00Z"
	text = revision.ReplaceAllString(text, "revision: "+now)

	require.Equal(t, []string{""}, touched(t, before, entries(t, readCatalogue(t, text))), "nothing but the revision was changed")

	uidOf := func(ev calendar.Event) string {
		if s, ok := cal.Series(ev.Series); ok {
			if _, ruled := s.Pattern.(calendar.ByRule); ruled && ev.Occurrence != "" {
				return UID(cal.ID(), s.ID)
			}
		}
		return UID(cal.ID(), ev.ID)
	}
	tried, corrected := 0, 0
	for i, e := range slices.Collect(cal.Between(day("2027-01-31"), firstDay, day("2036-12-31"))) {
		uid := uidOf(e.Event)
		if before[uid] == nil || testing.Short() && i%4 > 0 {
			continue
		}
		tried++
		require.Contains(t, text, "\nplans:\n", "the layers end there")
		said := strings.Replace(text, "\nplans:\n", fmt.Sprintf(`
  - id: edit
    said: 2027-01-30
    statements:
      - {id: edit-1, of: %s, title: Other words, sources: [{document: Edit, said: 2027-01-30}]}
plans:
`, e.ID), 1)
		require.Equal(t, []string{"", uid}, touched(t, before, entries(t, readCatalogue(t, said))), e.ID)

		own := regexp.MustCompile(`(?m)^(      - id: ` + regexp.QuoteMeta(e.ID) + `\n)(        title: "?)`)
		if own.MatchString(text) {
			corrected++
			edited := own.ReplaceAllString(text, "${1}        revised: ["+now+"]\n${2}Corrected ")
			require.Equal(t, []string{"", uid}, touched(t, before, entries(t, readCatalogue(t, edited))), e.ID)
		}
	}
	require.Greater(t, tried, 15)
	require.Greater(t, corrected, 10)
}

// A series is said to repeat as a whole, and with it each occurrence is touched.
func TestOccurrencesAreTouchedWithTheirSeries(t *testing.T) {
	b, err := os.ReadFile("../ares76186/catalogue.yaml")
	require.NoError(t, err)
	cal := readCatalogue(t, string(b))
	text := regexp.MustCompile(`(?m)^revision: .*$`).ReplaceAllString(string(b), "revision: 2027-01-31")
	text = strings.Replace(text, "each: Global Report on", "revised: [2027-01-31]\n        each: Corrected Global Report on", 1)
	want := []string{""}
	for e := range cal.Between(day("2027-01-31"), firstDay, day("2037-01-01"), calendar.InSeries("global-report-biennial")) {
		if e.Occurrence != "" {
			want = append(want, UID(cal.ID(), e.ID))
		}
	}
	slices.Sort(want)
	require.Greater(t, len(want), 5)
	require.Equal(t, want, touched(t, entries(t, cal), entries(t, readCatalogue(t, text))))
}

// A source that speaks later of what others said before touches the entry of the series,
// be it of the whole or of an occurrence.
func TestLaterSourceTouchesTheSeries(t *testing.T) {
	said := func(days ...string) (sources []calendar.Source) {
		for _, d := range days {
			sources = append(sources, calendar.Source{Document: "D/" + d, SaidOn: day(d)})
		}
		return sources
	}
	set, err := recurrence.ParseSet("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=MONTHLY")
	require.NoError(t, err)
	for name, pattern := range map[string]calendar.Pattern{
		"rule": calendar.ByRule{Rule: recurrence.MustParse("FREQ=MONTHLY;BYMONTHDAY=5")}, "set": calendar.BySet{Set: set},
	} {
		cal, err := calendar.New(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{
			ID: "l", Said: day("2026-01-01"),
			Series: []calendar.Series{{
				ID: "talk", Title: "Talk", Kind: calendar.Meeting, Status: calendar.Scheduled, Pattern: pattern,
				Sources: said("2026-01-01", "2026-02-01"),
			}},
			Statements: []calendar.Statement{{ID: "where", Of: "talk/2026-05-05", Place: "Hall", Sources: said("2026-03-01", "2026-04-01")}},
		}}})
		require.NoError(t, err, name)
		uid := UID("c", "talk")
		for _, on := range []string{"2026-02-01", "2026-03-01", "2026-04-01"} {
			before, after := entries(t, cal.AsOf(day(on)-1)), entries(t, cal.AsOf(day(on)))
			master := func(entry []string) []string { // an exception counts by itself
				return slices.DeleteFunc(entry, func(e string) bool { return strings.Contains(e, "RECURRENCE-ID") })
			}
			from, _ := strconv.Atoi(highest(master(before[uid]), "SEQUENCE"))
			to, _ := strconv.Atoi(highest(master(after[uid]), "SEQUENCE"))
			require.Equal(t, from+1, to, "%s, %s", name, on)
			require.Greater(t, highest(master(after[uid]), "LAST-MODIFIED"), highest(master(before[uid]), "LAST-MODIFIED"))
		}
	}
}
