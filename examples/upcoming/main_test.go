package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
)

var update = flag.Bool("update", false, "write the golden files")

var today = date.New(2026, time.November, 23)

// upcoming runs the program and returns what it printed and its exit code.
func upcoming(args ...string) (stdout, stderr string, code int) {
	var out, err bytes.Buffer
	code = run(args, today, &out, &err)
	return out.String(), err.String(), code
}

// answer runs the program with -format json and returns its entries.
func answer(t *testing.T, args ...string) []jsonEntry {
	t.Helper()
	stdout, stderr, code := upcoming(append(args, "-format", "json")...)
	require.Less(t, code, 2, stderr)
	var entries []jsonEntry
	require.NoError(t, json.Unmarshal([]byte(stdout), &entries))
	require.Equal(t, len(entries) == 0, code == 1)
	return entries
}

const harbour = "testdata/harbour.yaml"

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		golden string
		args   []string
	}{
		{"next.txt", []string{"-from", "2026-01-31"}},
		{"next.md", []string{"-from", "2026-01-31", "-format", "markdown"}},
		{"next.json", []string{"-from", "2026-02-28", "-n", "2", "-format", "json"}},
		{"next.csv", []string{"-from", "2026-02-28", "-n", "2", "-format", "csv"}},
		{"past.txt", []string{"-from", "2025-01-01", "-until", "2025-12-31", "-asof", "2025-06-30"}},
		{"undated.txt", []string{"-undated"}},
		{"cut.txt", []string{"-from", "2026-02-01", "-until", "2030-12-31", "-n", "1", "-kind", "observance, event"}},
		{"nothing.txt", []string{"-from", "2026-02-01", "-series", "talks"}},
		{"nothing.md", []string{"-from", "2026-02-01", "-series", "talks", "-format", "markdown"}},
		{"nothing.json", []string{"-from", "2026-02-01", "-series", "talks", "-format", "json"}},
	} {
		t.Run(c.golden, func(t *testing.T) { golden(t, c.golden, append(c.args, "-catalogue", harbour)...) })
	}
}

// A reader's language is that of titles, and of the words beside them.
func TestLanguages(t *testing.T) {
	const translated = "../feed/testdata/harbour.yaml"
	golden(t, "french.txt", "-from", "2026-11-23", "-n", "5", "-catalogue", translated, "-lang", "fr-CA,es")
	languages := make(map[string]string) // by ID
	for _, e := range answer(t, "-from", "2026-11-23", "-catalogue", translated, "-lang", "es") {
		languages[e.ID] = e.Language
	}
	require.Equal(t, "es", languages["accounts/2026"])
	require.Equal(t, "en", languages["dredging"], "nobody has translated it into Spanish")
}

// golden compares what the program prints with a file in testdata.
func golden(t *testing.T, file string, args ...string) {
	t.Helper()
	stdout, stderr, code := upcoming(args...)
	require.Equal(t, strings.Contains(file, "nothing"), code == 1, "%d: %s", code, stderr)
	require.Less(t, code, 2, stderr)
	require.Empty(t, stderr)
	path := filepath.Join("testdata", file)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(stdout), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), stdout)
}

// What the resolution and what became known later say is due on three days.
func TestResolution(t *testing.T) {
	type row struct {
		id, when, earliest, latest string
		status                     calendar.Status
		left                       int
		said                       string // the source named first
	}
	text := func(d *date.Date) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	for _, c := range []struct {
		name string
		args []string
		want []row
	}{
		{"on the day of adoption, as known then", []string{"-asof", "2021-12-16", "-kind", "high-level-meeting,report-due", "-until", "2025-12-31"}, []row{
			{"sg-report-78", "[..2024-09-09?]", "", "2024-09-09", calendar.Mandated, 998, "A/RES/76/186, op 28"},
			{"gap-appraisal-80", "[2025-10-04?..2025-12-31]", "2025-10-04", "2025-12-31", calendar.Mandated, 1476, "A/RES/76/186, op 5"},
		}},
		{"after the general debate of the 80th session", []string{"-from", "2025-10-01", "-n", "3", "-kind", "high-level-meeting,observance"}, []row{
			{"out-toc-day/2025-11-15", "2025-11-15", "2025-11-15", "2025-11-15", calendar.Scheduled, 45, ""},
			{"gap-appraisal-80", "2025-11-24/2025-11-25", "2025-11-24", "2025-11-25", calendar.Held, 55, "A/RES/76/186, op 5"},
			{"world-day-against-trafficking/2026-07-30", "2026-07-30", "2026-07-30", "2026-07-30", calendar.Scheduled, 302, "A/RES/76/186, op 7"},
		}},
		{"today", []string{"-n", "2", "-kind", "publication,report-due"}, []row{
			{"sg-report-78", "[..2024-09-09]", "", "2024-09-09", calendar.Overdue, -805, "A/RES/76/186, op 28"},
			{"global-report-biennial/2026", "2026?", "2026-01-01", "2026-12-31", calendar.Projected, 38, "A/RES/76/186, op 27"},
			{"out-sg-report-82", "[..2028-09-04]", "", "2028-09-04", calendar.Mandated, 651, ""},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []row
			for i, e := range answer(t, c.args...) {
				r := row{e.ID, e.When.String(), text(e.Earliest), text(e.Latest), e.Status, *e.DaysLeft, ""}
				if c.want[i].said != "" {
					r.said = e.Sources[0].Document + ", " + e.Sources[0].Paragraph
				}
				got = append(got, r)
			}
			require.Equal(t, c.want, got)
		})
	}
}

// A view knows nothing that was said later.
func TestAsOf(t *testing.T) {
	for _, e := range answer(t, "-asof", "2021-12-16", "-from", "2000-01-01", "-until", "2031-12-31") {
		for _, s := range e.Sources {
			require.LessOrEqual(t, s.SaidOn, date.New(2021, time.December, 16), "%s: %s", e.ID, s.Document)
		}
	}
}

// What is held already, seen from a day before, is explained.
func TestHeldAhead(t *testing.T) {
	const note = "Statuses are by all that is known: -asof 2025-10-01 shows what was known then.\n"
	for _, c := range []struct {
		args  []string
		noted bool
	}{
		{[]string{"-from", "2025-10-01"}, true},
		{[]string{"-from", "2025-10-01", "-kind", "observance"}, false}, // nothing is held
		{[]string{"-asof", "2025-10-01"}, false},
		{[]string{"-from", "2025-10-01", "-kind", "chair-term"}, false},
	} {
		stdout, _, _ := upcoming(c.args...)
		require.Equal(t, c.noted, strings.Contains(stdout, note), c.args)
	}
}

// A series that was not known yet is no mistake of the caller's.
func TestSeriesNotKnownYet(t *testing.T) {
	require.Empty(t, answer(t, "-asof", "2010-01-01", "-series", "world-day-against-trafficking"))
	require.NotEmpty(t, answer(t, "-asof", "2021-12-16", "-series", "world-day-against-trafficking"))
}

// Without -from, one looks from the day of -asof.
func TestAsOfIsFrom(t *testing.T) {
	implied := answer(t, "-asof", "2021-12-16")
	require.Equal(t, answer(t, "-asof", "2021-12-16", "-from", "2021-12-16"), implied)
	require.NotEqual(t, answer(t, "-asof", "2021-12-16", "-from", "2021-12-17"), implied)
}

// -undated lists all that the note counts, unless -n asks for fewer.
func TestUndated(t *testing.T) {
	stdout, _, _ := upcoming("-from", "2026-11-23")
	require.Contains(t, stdout, "\n28 further entries have no date: -undated lists them.\n")
	all := answer(t, "-undated")
	require.Len(t, all, 28)
	for _, e := range all {
		require.Nil(t, e.Latest, e.ID)
	}
	require.Equal(t, all[:3], answer(t, "-undated", "-n", "3"))
}

// A span has exactly what may fall in it, and what was overdue before it.
func TestSpan(t *testing.T) {
	all := answer(t, "-from", "2000-01-01", "-until", "2031-12-31", "-n", "5000")
	require.Greater(t, len(all), 100)
	seen := make(map[string]bool)
	for _, e := range all {
		require.False(t, seen[e.ID], "%s stands there twice", e.ID)
		seen[e.ID] = true
	}
	for _, year := range []string{"2013", "2021", "2025", "2026", "2029"} {
		first, last := civil(t, year+"-01-01"), civil(t, year+"-12-31")
		in := make(map[string]bool)
		for _, e := range answer(t, "-from", year+"-01-01", "-until", year+"-12-31") {
			in[e.ID] = true
			if e.Status == calendar.Overdue {
				require.Less(t, *e.Latest, first)
			}
		}
		for _, e := range all {
			if e.Earliest != nil && e.Latest != nil && *e.Earliest <= last && *e.Latest >= first {
				require.True(t, in[e.ID], "%s in %s", e.ID, year)
			}
		}
	}
}

func civil(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := cli.ReadDay(s)
	require.NoError(t, err)
	return d
}

func TestWrongCalls(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-from", "2026"}, 2, `"2026" is not a day such as 2026-11-23`},
		{[]string{"-from", "2026-02-29"}, 2, "is not a day"},
		{[]string{"-from", "2026-02-27?"}, 2, "is not a day"},
		{[]string{"-until", "2026-11-22"}, 2, "-until 2026-11-22 is before -from 2026-11-23"},
		{[]string{"-kind", "party"}, 2, `"party" is not a kind; kinds are observance`},
		{[]string{"-series", "moon"}, 2, `-series "moon" is not known; known are`},
		{[]string{"-format", "xml"}, 2, `invalid value "xml" for flag -format: expected text, json, csv or markdown`},
		{[]string{"-lang", "french"}, 2, `"french" is not a language tag`},
		{[]string{"-never"}, 2, "flag provided but not defined: -never"},
		{[]string{"-n", "many"}, 2, `invalid value "many" for flag -n: expected a number from 0 on`},
		{[]string{"-n", "-1"}, 2, "expected a number from 0 on"},
		{[]string{"2026-11-23"}, 2, `unexpected argument "2026-11-23"`},
		{[]string{"-since", "soon"}, 2, "is not a day"},
		{[]string{"-since", "2026-02-01", "-asof", "2026-01-01"}, 2, "-since 2026-02-01 is after -asof 2026-01-01"},
		{[]string{"-remind", "soon"}, 2, "expected numbers of days such as 90,30,7,1"},
		{[]string{"-remind", "7,-1"}, 2, "expected numbers of days"},
		{[]string{"-remind", "7", "-since", "2026-11-24"}, 2, "-since 2026-11-24 is after -from 2026-11-23"},
		{[]string{"-remind", "7", "-against", "x.yaml"}, 2, "-against has no effect with -remind"},
		{[]string{"-remind", "7", "-undated"}, 2, "-undated has no effect with -remind"},
		{[]string{"-remind", "7", "-n", "3"}, 2, "-n has no effect with -remind"},
		{[]string{"-remind", "7", "-until", "2027-01-01"}, 2, "-until has no effect with -remind"},
		{[]string{"-remind", "7", "-asof", "2026-01-01"}, 2, "-asof has no effect with -remind"},
		{[]string{"-since", "2026-01-01", "-n", "3"}, 2, "-n has no effect with -since or -against"},
		{[]string{"-since", "2026-01-01", "-from", "2026-02-01"}, 2, "-from has no effect with -since or -against"},
		{[]string{"-since", "2026-01-01", "-format", "csv"}, 2, "-format csv is of entries and reminders"},
		{[]string{"-undated", "-until", "2027-01-01"}, 2, "-until has no effect with -undated"},
		{[]string{"-check", "-kind", "meeting"}, 2, "-kind has no effect with -check"},
		{[]string{"-catalogue", "testdata/none.yaml"}, 1, "none.yaml"},
		{[]string{"-catalogue", "testdata/next.txt"}, 1, "testdata/next.txt:8:1: "},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			stdout, stderr, code := upcoming(c.args...)
			require.Equal(t, c.code, code)
			require.Empty(t, stdout)
			require.Equal(t, 1, strings.Count(stderr, c.says), stderr)
		})
	}
}

func TestHelpAndVersion(t *testing.T) {
	help, stderr, code := upcoming("-h")
	require.Zero(t, code)
	require.Empty(t, stderr)
	for _, part := range []string{"\nFlags:\n", "  -catalogue files\n", "\nExamples:\n", "\nExit codes:\n"} {
		require.Contains(t, help, part)
	}
	version, _, code := upcoming("-version")
	require.Zero(t, code)
	require.Regexp(t, `^upcoming \S+ .*go1\.`, version)
}

// Colors change nothing but colors, and NO_COLOR takes them away.
func TestColors(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("CLICOLOR_FORCE", "1")
	colored, _, _ := upcoming("-n", "3")
	require.Contains(t, colored, "\x1b[31moverdue\x1b[m")
	t.Setenv("NO_COLOR", "1")
	plain, _, _ := upcoming("-n", "3")
	require.Equal(t, regexp.MustCompile(`\x1b\[\d*m`).ReplaceAllString(colored, ""), plain)
	require.NotContains(t, plain, "\x1b")
}

func TestApart(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2026-11-23", "2026-11-23", "0 days"},
		{"2026-11-23", "2026-11-24", "1 day"},
		{"2026-11-23", "2027-02-21", "90 days"},
		{"2026-11-23", "2027-02-22", "2 months 30 days"},
		{"2026-11-23", "2027-02-23", "3 months"},
		{"2025-11-30", "2026-02-28", "90 days"},
		{"2025-11-29", "2026-02-28", "3 months"},
		{"2025-11-30", "2026-03-01", "3 months 1 day"},
		{"2024-02-29", "2025-02-28", "1 year"},
		{"2024-02-29", "2028-02-29", "4 years"},
		{"2026-11-23", "2028-09-04", "1 year 9 months"},
		{"2026-11-23", "2028-11-22", "1 year 11 months"},
		{"2026-11-23", "2027-11-24", "1 year 1 day"},
	} {
		require.Equal(t, c.want, apart(civil(t, c.from), civil(t, c.to)), "%s to %s", c.from, c.to)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct{ when, today, want string }{
		{"2026-11-23", "2026-11-23", "today"},
		{"2026-11-23", "2026-11-22", "in 1 day"},
		{"2026-11-23", "2026-11-24", "1 day ago"},
		{"2025-11-24/2025-11-26", "2025-11-20", "in 4 days"},
		{"2025-11-24/2025-11-26", "2025-11-24", "under way"},
		{"2025-11-24/2025-11-26", "2025-11-26", "under way"},
		{"2025-11-24/2025-11-26", "2025-11-27", "1 day ago"},
		{"[2025-09-30..2025-12-31]", "2025-12-01", "in 30 days"},
		{"2025", "2025-12-31", "today"},
		{"[2025-09-30..]", "2025-09-20", "in 10 days"},
		{"XXXX", "2025-09-20", ""},
	} {
		e := calendar.Entry{Event: calendar.Event{When: calendar.MustParseWhen(c.when)}, Today: civil(t, c.today)}
		require.Equal(t, c.want, distance(e), "%s on %s", c.when, c.today)
	}
}

func TestCite(t *testing.T) {
	source := func(document, paragraph string) calendar.Source {
		return calendar.Source{Document: document, Paragraph: paragraph}
	}
	for _, c := range []struct {
		sources []calendar.Source
		want    string
	}{
		{nil, ""},
		{[]calendar.Source{source("A/RES/76/186", "op 5"), source("A/RES/76/186", "op 6")}, "A/RES/76/186 op 5, op 6"},
		{[]calendar.Source{source("A/RES/76/186", ""), source("A/RES/76/186", "")}, "A/RES/76/186"},
		{[]calendar.Source{source("www.unodc.org/a/b", ""), source("unodc.org/c", ""), source("icat.un.org", "")}, "unodc.org; icat.un.org"},
		{[]calendar.Source{source("A/1", "op 1"), source("unodc.org/c", ""), source("A/1", "op 2")}, "A/1 op 1, op 2; unodc.org"},
	} {
		require.Equal(t, c.want, cite(c.sources))
	}
}
