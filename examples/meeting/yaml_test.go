package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const head = "from: 2026-11-30\nuntil: 2026-11-30\nduration: 1h\n"

// What would take the parser beyond all bounds does not reach it.
func TestGuard(t *testing.T) {
	lines := func(n int, line string) string { return strings.Repeat(line+"\n", n) }
	for _, test := range []struct{ name, text, want string }{
		{"hyphens", strings.Repeat("- ", 200_000) + "a", "values within one another"},
		{"question marks", "a: " + strings.Repeat("? ", 200_000) + "a", "more than 64 marks of YAML in a row"},
		{"hyphens behind a key", "a: " + strings.Repeat("- ", 200_000) + "a", "more than 64 marks of YAML in a row"},
		{"question marks first", strings.Repeat("? ", 200_000) + "a", "values within one another"},
		{"brackets", "a: " + strings.Repeat("[", 200_000), "values within one another"},
		{"brackets over lines", lines(1000, "[{"), "values within one another"},
		{"indents", func() string {
			var b strings.Builder
			for i := range 1000 {
				b.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return b.String()
		}(), "values within one another"},
		{"keys", lines(20_000, "k: a"), "a mapping of more than 256 keys"},
		{"keys in braces", "{" + strings.Repeat("a: b, ", 20_000) + "}", "a mapping of more than 256 keys"},
		{"keys in braces over lines", "{\n" + lines(20_000, "a: b,") + "}", "a mapping of more than 256 keys"},
		{"size", lines(600_000, "#a"), "the file has more than 1048576 bytes"},

		{"people", "people:\n" + lines(2000, "  - name: Ana\n    place: Geneva"), ""},
		{"people in braces", "people:\n" + lines(2000, `  - {name: "{Ana: [", place: 'Ge: "{neva'} # [{`), ""},
		{"a list in brackets", "members: [" + strings.Repeat("A, ", 20_000) + "]", ""},
		{"a quotation mark in a word", lines(100, "a: don't {b}"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, reason := tooMuch([]byte(test.text))
			if test.want == "" {
				require.Empty(t, reason)
				return
			}
			require.Contains(t, reason, test.want)
			_, err := readProblem("p.yaml", []byte(test.text))
			require.ErrorContains(t, err, "p.yaml:")
		})
	}
}

// Faults are told with the place where they are.
func TestFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no YAML", "a: [1\n", "p.yaml:1:"},
		{"empty", "", "p.yaml:1:1: the file is empty"},
		{"a list", "- a\n", "p.yaml:1:1: expected a mapping, found a list"},
		{"an unknown key", head + "people: []\ncolour: red\n", `p.yaml:5:1: colour: "colour" is not a key here`},
		{"a key twice", head + "people: []\nduration: 2h\n", "p.yaml:5:1: duration: duration is given twice"},
		{"nobody", head, "p.yaml:1:1: people is missing"},
		{"no city", head + "people:\n  - {name: Ana, place: Atlantis}\n", `p.yaml:5:24: people[0].place: nobody here knows where "Atlantis" is`},
		{"no zone", head + "people:\n  - {name: Ana, place: Europe/Atlantis}\n", `people[0].place: nobody here knows where "Europe/Atlantis" is`},
		{"no body", head + "people:\n  - body: UNIDO\n", `p.yaml:5:11: people[0].body: "UNIDO" is not among the bodies`},
		{"no day", "from: tomorrow\nuntil: 2026-11-30\nduration: 1h\npeople: []\n", `p.yaml:1:7: from: expected a day such as 2026-11-26, found "tomorrow"`},
		{"a day that is none", "from: 2026-02-30\nuntil: 2026-11-30\nduration: 1h\npeople: []\n", "p.yaml:1:7: from: expected a day"},
		{"backwards", "from: 2026-12-01\nuntil: 2026-11-30\nduration: 1h\npeople: []\n", "p.yaml:2:8: until: comes before from"},
		{"no length", "from: 2026-11-30\nuntil: 2026-11-30\nduration: long\npeople: []\n", "p.yaml:3:11: duration: expected a length of time such as 90m"},
		{"no time at all", "from: 2026-11-30\nuntil: 2026-11-30\nduration: 0m\npeople: []\n", "p.yaml:3:11: duration: expected more than no time"},
		{"no hours", head + "hours: MO-FR 9-17\npeople:\n  - {name: Ana, place: Geneva}\n", `p.yaml:4:8: hours: "9" is not a clock time such as 09:00`},
		{"no weekday", head + "hours: Mon 09:00-17:00\npeople:\n  - {name: Ana, place: Geneva}\n", "p.yaml:4:8: hours: expected hours such as MO-FR 09:00-17:00"},
		{"no role", head + "people:\n  - {name: Ana, place: Geneva, role: boss}\n", `people[0].role: "boss" is neither chair, required, optional nor informed`},
		{"two of a name", head + "people:\n  - {name: Ana, place: Geneva}\n  - {name: Ana, place: Geneva}\n", `p.yaml:6:5: people[1]: there are two called "Ana"`},
		{"no name", head + "people:\n  - {place: Geneva}\n", "p.yaml:5:5: people[0]: name is missing"},
		{"no file", head + "people:\n  - {name: Ana, place: Geneva, busy: [{calendar: gone.ics}]}\n", "people[0].busy[0].calendar: open "},
		{"no calendar", head + "people:\n  - {name: Ana, place: Geneva, busy: [{calendar: p.yaml}]}\n", "people[0].busy[0].calendar: "},
		{"no span", head + "people:\n  - {name: Ana, place: Geneva, busy: [\"2026-11-30T09:00\"]}\n", "people[0].busy[0]: expected a day, days such as"},
		{"a time between brackets", head + "people:\n  - {name: Ana, place: Geneva, busy: [2026-11-30T09:00/2026-11-30T10:00]}\n", "people[0].busy[0]: a time between brackets needs quotes"},
		{"a span backwards", head + "people:\n  - {name: Ana, place: Geneva, busy: [2026-11-30/2026-11-29]}\n", "people[0].busy[0]: expected a day, days such as"},
		{"an alias", head + "people:\n  - &a {name: Ana, place: Geneva}\n", "anchor is of no use here"},
		{"brackets", "a: " + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "values within one another"},
		{"two documents", head + "people: []\n---\na: b\n", "a second document begins"},
		{"a choice", head + "people: []\nobjective: best\n", `p.yaml:5:12: objective: expected one of leximin, minimax, sum, earliest, found "best"`},
		{"rotation without meetings", "rotation: {members: [A]}\n", "rotation: meetings is missing"},
		{"a stranger absent", "rotation: {members: [A], meetings: [{name: x, absent: [B]}]}\n", `rotation.meetings[0].absent[0]: "B" is not a member`},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			name := filepath.Join(dir, "p.yaml")
			require.NoError(t, os.WriteFile(name, []byte(test.text), 0o644))
			_, stderr, code := program(context.Background(), "", name)
			require.Equal(t, 1, code)
			require.Contains(t, stderr, test.want)
		})
	}
}

// What a published free/busy says nothing of is free, or taken where unknown calendars are,
// and either is told.
func TestUnknownSpans(t *testing.T) {
	dir := t.TempDir()
	published := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VFREEBUSY\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n" +
		"DTSTART:20270201T000000Z\r\nDTEND:20270201T120000Z\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "bo.ics"), []byte(published), 0o644))
	const problem = "place: UTC\nfrom: 2027-02-01\nuntil: 2027-02-01\nduration: 1h\nstep: 1h\nnear-misses: 0\npeople: [{name: Bo, place: UTC, busy: [{calendar: bo.ics}]}]\n"
	name := filepath.Join(dir, "p.yaml")
	for _, test := range []struct{ unknown, possible, counts string }{
		{"", "24 starts tried, 24 possible.", "free"},
		{"unknown: busy\n", "24 starts tried, 12 possible.", "taken"},
	} {
		require.NoError(t, os.WriteFile(name, []byte(problem+test.unknown), 0o644))
		stdout, stderr, code := program(context.Background(), "", "-width", "200", name)
		require.Zero(t, code, stderr)
		require.Contains(t, stdout, test.possible)
		require.Contains(t, stdout, "bo.ics says nothing of the time from 1 February 2027 12:00 to 2 February 2027 00:00 in UTC, which counts as "+test.counts+".")
	}
}

func TestPlaces(t *testing.T) {
	for city, zone := range map[string]string{
		"Vienna": "Europe/Vienna", "geneva": "Europe/Zurich", "New York": "America/New_York", "The Hague": "Europe/Amsterdam", "Bangkok": "Asia/Bangkok",
		"Nairobi": "Africa/Nairobi", "Addis Ababa": "Africa/Addis_Ababa", "Santiago": "America/Santiago", "Pacific/Fiji": "Pacific/Fiji", "UTC": "UTC",
		"Washington, D.C.": "America/New_York", "Gaza": "Asia/Gaza",
	} {
		loc, ok := zoneOfPlace(city)
		require.True(t, ok, city)
		require.Equal(t, zone, loc.String())
	}
	for city, zone := range cities {
		loc, ok := zoneOfPlace(city)
		require.True(t, ok, city)
		_, err := loadZone(zone)
		require.NoError(t, err)
		require.NotNil(t, loc)
	}
	for _, no := range []string{"Atlantis", "Local", "", "../etc", "Europe/../UTC"} {
		_, ok := zoneOfPlace(no)
		require.False(t, ok, no)
	}
}

// FuzzProblem reads whatever there is as a problem.
func FuzzProblem(f *testing.F) {
	for _, s := range samples {
		text, err := sampleFiles.ReadFile(s.file)
		require.NoError(f, err)
		f.Add(string(text))
	}
	for _, name := range []string{"busy", "none", "year", "chair"} {
		text, err := os.ReadFile("testdata/" + name + ".yaml")
		require.NoError(f, err)
		f.Add(string(text))
	}
	f.Add(`{"request": {"window": ["2026-01-01T00:00Z", "2026-01-02T00:00Z"], "duration_min": 60, "step_min": 30}, "participants": [{"id": "A", "zone": "UTC", "hours": {"MO": [["22:00", "06:00"]]}}]}`)
	f.Add(`{"members": ["A"], "meetings": [{"available": null}], "history": [null]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := readProblem(filepath.Join("testdata", "fuzz.yaml"), []byte(text))
		if err == nil {
			require.NotNil(t, p)
			require.Len(t, p.people, len(p.req.Participants))
		}
	})
}
