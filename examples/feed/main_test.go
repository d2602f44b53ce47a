package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ical"
)

var update = flag.Bool("update", false, "rewrite the golden feed in testdata")

const (
	golden  = "testdata/76-186.ics"
	harbour = "testdata/harbour.yaml"
)

// feed runs the program and returns what it printed.
func feed(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, run(args, &stdout, &stderr), stderr.String())
	require.Empty(t, stderr.String())
	return stdout.String()
}

func TestGolden(t *testing.T) {
	for file, args := range map[string][]string{
		golden:                {},
		"testdata/french.ics": {"-catalogue", harbour, "-lang", "fr-CA", "-windows", "both", "-alarm", "7d,12h", "-until", "2028-12-31"},
		"testdata/todo.ics":   {"-catalogue", harbour, "-lang", "es", "-todo", "-until", "2028-12-31"},
	} {
		got := feed(t, args...)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.True(t, string(want) == got, "the feed is not that of %s; if it is meant to differ, run the test with -update and look at the difference", file)
	}
}

func TestLines(t *testing.T) {
	got := feed(t)
	require.True(t, strings.HasPrefix(got, "BEGIN:VCALENDAR\r\n"))
	require.True(t, strings.HasSuffix(got, "\r\nEND:VCALENDAR\r\n"))
	for _, line := range strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n") {
		require.LessOrEqual(t, len(line), 75)
		require.NotContains(t, line, "\n")
		require.NotContains(t, line, "\r")
	}
}

// event returns the properties of the event with an ID, unfolded, without the ones that
// are texts for people.
func event(t *testing.T, feed, id string) []string {
	t.Helper()
	unfolded := strings.ReplaceAll(feed, "\r\n ", "")
	for _, e := range strings.Split(unfolded, "BEGIN:VEVENT\r\n")[1:] {
		e, _, _ = strings.Cut(e, "END:VEVENT\r\n")
		if !strings.Contains(e, "\r\nX-CONVENE-ID:"+id+"\r\n") {
			continue
		}
		var properties []string
		for _, p := range strings.Split(strings.TrimSuffix(e, "\r\n"), "\r\n") {
			if !regexp.MustCompile(`^(DESCRIPTION|UID)[:;]`).MatchString(p) {
				properties = append(properties, p)
			}
		}
		return properties
	}
	t.Fatalf("no event %s", id)
	return nil
}

// What the resolution and later sources say, as its calendar has it.
func TestEvents(t *testing.T) {
	got := feed(t)
	require.Equal(t, []string{
		"DTSTAMP:20250730T000000Z", // the last of eight occurrences of which something was said
		"LAST-MODIFIED:20250730T000000Z",
		"SEQUENCE:9", // of that of 2014 on two days
		"DTSTART;VALUE=DATE:20140730",
		"DTEND;VALUE=DATE:20140731",
		"RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=7",
		"SUMMARY;LANGUAGE=en:World Day against Trafficking in Persons",
		"URL:https://undocs.org/A/RES/76/186",
		"STATUS:CONFIRMED",
		"TRANSP:TRANSPARENT",
		"X-MICROSOFT-CDO-BUSYSTATUS:FREE",
		"CATEGORIES;LANGUAGE=en:Observance",
		"X-CONVENE-ID:world-day-against-trafficking",
		"X-CONVENE-KIND:observance",
		"X-CONVENE-STATUS:scheduled",
	}, event(t, got, "world-day-against-trafficking"))

	adoption := event(t, got, "ga-res-76-186-adoption")
	require.Contains(t, adoption, "DTSTART;VALUE=DATE:20211216")
	require.Contains(t, adoption, "DTEND;VALUE=DATE:20211217")
	require.Contains(t, adoption, "STATUS:CONFIRMED")

	// The appraisal of the 84th session is somewhere in that session, which ends on
	// the day before the second Tuesday of September 2030 at the latest.
	appraisal := event(t, got, "gap-appraisal-cycle/84")
	require.Contains(t, appraisal, "DTSTART;VALUE=DATE:20300909")
	require.Contains(t, appraisal, "DTEND;VALUE=DATE:20300910")
	require.Contains(t, appraisal, "SUMMARY;LANGUAGE=en:Latest day: Appraisal of the Global Plan of Action at the 84th session")
	require.Contains(t, appraisal, "STATUS:TENTATIVE")

	hearing := event(t, got, "out-gap-80-hearing")
	require.Contains(t, hearing, "DTSTART;TZID=America/New_York:20250630T100000")
	require.Contains(t, hearing, "DTEND;TZID=America/New_York:20250630T130000")

	// Ten years from the revision of November 2026.
	require.Contains(t, got, "X-CONVENE-ID:global-report-biennial/2036\r\n")
	require.NotContains(t, got, "X-CONVENE-ID:global-report-biennial/2038\r\n")
}

func TestUIDsAreUniqueAndStable(t *testing.T) {
	uids := regexp.MustCompile(`\r\nUID:([0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\r\n`)
	seen := map[string]bool{}
	got := feed(t)
	for _, m := range uids.FindAllStringSubmatch(got, -1) {
		require.False(t, seen[m[1]], m[1])
		seen[m[1]] = true
	}
	require.Len(t, seen, strings.Count(got, "BEGIN:VEVENT\r\n"))
	for _, m := range uids.FindAllStringSubmatch(feed(t, "-from", "2027-01-01", "-until", "2029-12-31"), -1) {
		require.True(t, seen[m[1]], m[1])
	}
}

func TestSpan(t *testing.T) {
	got := feed(t, "-from", "2027-01-01", "-until", "2029-12-31")
	require.Contains(t, got, "\r\nRRULE:FREQ=YEARLY;UNTIL=20291231;BYMONTHDAY=30;BYMONTH=7\r\n")
	require.Contains(t, got, "\r\nDTSTART;VALUE=DATE:20270730\r\n")
	require.Contains(t, got, "\r\nX-CONVENE-ID:global-report-biennial/2028\r\n")
	require.NotContains(t, got, "\r\nX-CONVENE-ID:ga-res-76-186-adoption\r\n")
}

func TestFlags(t *testing.T) {
	count := func(s string, args ...string) int { return strings.Count(feed(t, args...), s) }
	all := count("BEGIN:VEVENT")
	windows := count("X-CONVENE-WINDOW-OF", "-windows", "both")
	require.Positive(t, windows)
	require.Equal(t, all+windows, count("BEGIN:VEVENT", "-windows", "both"))
	require.Equal(t, all, count("BEGIN:VEVENT", "-windows", "span"))
	require.Zero(t, count("BEGIN:VEVENT", "-todo"))
	require.Positive(t, count("BEGIN:VTODO", "-todo", "-kind", "report-due"))
	require.Equal(t, count("BEGIN:VTODO", "-todo", "-kind", "report-due"), count("\r\nX-CONVENE-KIND:report-due\r\n", "-todo"))
	require.Positive(t, count("\r\nATTACH:https://", "-documents", "attach"))
	require.Positive(t, count("\r\nLINK;", "-documents", "link"))
	require.Equal(t, count("BEGIN:VALARM", "-alarm", "7d"), count("\r\nTRIGGER:-P7D\r\n", "-alarm", "7d"))
	require.Equal(t, 1, count("\r\nNAME;LANGUAGE=fr:", "-catalogue", harbour))
	require.Zero(t, count("\r\nNAME;LANGUAGE=fr:", "-catalogue", harbour, "-lang", "en"))
}

func TestReadBefore(t *testing.T) {
	for s, want := range map[string]time.Duration{"7d": 7 * 24 * time.Hour, "0d": 0, "12h": 12 * time.Hour, "1h30m": 90 * time.Minute} {
		got, err := readBefore(s)
		require.NoError(t, err, s)
		require.Equal(t, want, got)
	}
	for _, s := range []string{"", "d", "-1d", "07d", "1.5d", "7", "-12h", "1w", "99999999d", "7d12h"} {
		_, err := readBefore(s)
		require.Error(t, err, s)
	}
}

func TestOutputFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feed.ics")
	require.Empty(t, feed(t, "-o", path))
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, feed(t), string(b))
}

// The same calendar as JSON is read as the same.
func TestJCal(t *testing.T) {
	doc, err := ical.ReadJCal(strings.NewReader(feed(t, "-format", "jcal")), ical.ReadOptions{Strict: true})
	require.NoError(t, err)
	lines, err := ical.Marshal(doc.Calendars[0])
	require.NoError(t, err)
	require.Equal(t, feed(t), string(lines))
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, run([]string{"-h"}, &stdout, &stderr))
	require.Contains(t, stdout.String(), "-until day")
	require.Empty(t, stderr.String())
}

func TestWrongCalls(t *testing.T) {
	for _, args := range [][]string{
		{"-from", "today"}, {"-until", "2026-02-30"}, {"-from", "2026"}, {"-x"}, {"2026-01-01"},
		{"-from", "2026-01-02", "-until", "2026-01-01"}, {"-lang", "fr,"}, {"-lang", "french-"}, {"-windows", "week"},
		{"-kind", "party"}, {"-alarm", "soon"}, {"-documents", "all"}, {"-todo=perhaps"},
		{"-format", "text"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, run(args, &stdout, &stderr), args)
		require.Empty(t, stdout.String())
		require.NotEmpty(t, stderr.String())
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestFailures(t *testing.T) {
	var stderr bytes.Buffer
	require.Equal(t, 1, run(nil, broken{}, &stderr))
	require.Equal(t, "feed: disk full\n", stderr.String())
	require.Equal(t, 1, run([]string{"-o", filepath.Join(t.TempDir(), "none", "feed.ics")}, broken{}, &stderr))
	require.Equal(t, 1, run([]string{"-from", "0000-01-01"}, broken{}, &stderr))
	stderr.Reset()
	require.Equal(t, 1, run([]string{"-catalogue", "testdata/none.yaml"}, broken{}, &stderr))
	require.Contains(t, stderr.String(), "none.yaml")
	stderr.Reset()
	require.Equal(t, 1, run([]string{"-catalogue", "testdata/76-186.ics"}, broken{}, &stderr))
	require.Contains(t, stderr.String(), "testdata/76-186.ics:")
}
