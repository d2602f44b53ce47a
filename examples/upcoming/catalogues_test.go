package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

const mandates = "testdata/mandates"

func TestSeveralCatalogues(t *testing.T) {
	golden(t, "several.txt", "-from", "2026-02-01", "-until", "2026-12-31", "-catalogue", harbour+","+mandates)
	golden(t, "several.md", "-from", "2026-02-01", "-until", "2026-12-31", "-format", "markdown", "-catalogue", harbour, "-catalogue", mandates)

	for _, e := range answer(t, "-from", "2026-02-01", "-until", "2026-12-31", "-catalogue", harbour+","+mandates) {
		if e.ID == "open-day/2026-05-03" {
			require.Equal(t, []string{"harbour", "town"}, e.Calendars, "both have it, by article 2 of the charter")
		}
	}
}

func TestRelated(t *testing.T) {
	ids := func(args ...string) (found []string) {
		for _, e := range answer(t, append(args, "-from", "2027-07-30", "-until", "2027-07-30", "-kind", "observance")...) {
			found = append(found, e.ID)
		}
		return found
	}
	require.Equal(t, []string{"world-day-against-trafficking/2027-07-30"}, ids())
	require.Equal(t, []string{"friendship-day/2027-07-30", "world-day-against-trafficking/2027-07-30"}, ids("-related"))
}

func TestCheck(t *testing.T) {
	stdout, stderr, code := upcoming("-check", "-catalogue", harbour+","+mandates)
	require.Zero(t, code, stderr)
	require.Equal(t, "3 catalogues without a fault\n", stdout)

	// The starter is right, and says when something is due.
	stdout, stderr, code = upcoming("-check", "-catalogue", "../../docs/starter.yaml")
	require.Zero(t, code, stderr)
	require.Equal(t, "1 catalogue without a fault\n", stdout)
	require.NotEmpty(t, answer(t, "-catalogue", "../../docs/starter.yaml"))

	// Faults of all files are told, as compilers do.
	dir := t.TempDir()
	good, err := os.ReadFile(harbour)
	require.NoError(t, err)
	bad := strings.Replace(string(good), "kind: deadline", "kind: dedline", 1)
	bad = strings.Replace(bad, "when: 2025-02-03", "when: 2025-02-30", 1)
	for name, text := range map[string]string{"a.yaml": bad, "b.yml": string(good), "c.yaml": string(good), "d.txt": "no catalogue", ".e.yaml": "nor this"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	stdout, stderr, code = upcoming("-check", "-catalogue", dir)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
	require.Len(t, lines, 3)
	require.Regexp(t, `^`+regexp.QuoteMeta(filepath.ToSlash(dir))+`/a\.yaml:33:15: layers\[0\]\.events\[0\]\.kind: .*deadline`, filepath.ToSlash(lines[0]))
	require.Regexp(t, `^`+regexp.QuoteMeta(filepath.ToSlash(dir))+`/a\.yaml:70:23: layers\[1\]\.statements\[0\]\.when: day 30 is outside 1 to 28`, filepath.ToSlash(lines[1]))
	require.Equal(t, filepath.Join(dir, "c.yaml")+":1:1: its id, harbour, is that of "+filepath.Join(dir, "b.yml")+" already", lines[2])

	// A file of a directory that is named besides is read once.
	stdout, stderr, code = upcoming("-check", "-catalogue", mandates+","+mandates, "-catalogue", harbour+","+harbour)
	require.Zero(t, code, stderr)
	require.Equal(t, "3 catalogues without a fault\n", stdout)

	_, stderr, code = upcoming("-check", "-catalogue", t.TempDir()+",none.yaml")
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "no file in it ends in .yaml or .yml")
	require.Contains(t, stderr, "none.yaml")
}

// Somebody else's calendar is asked like a catalogue. What was a meeting in it is over once
// it has passed, and only tasks are overdue; -check tells what is wrong in it.
func TestICS(t *testing.T) {
	const office = "../../calendar/ical/testdata/office.ics"
	golden(t, "office.txt", "-from", "2026-11-23", "-n", "4", "-catalogue", office+","+harbour)

	stdout, stderr, code := upcoming("-check", "-catalogue", office)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Regexp(t, `^\.\./\.\./calendar/ical/testdata/office\.ics:20:1: .*zone-differs`, stderr)

	task := filepath.Join(t.TempDir(), "tasks.ICS")
	require.NoError(t, os.WriteFile(task, []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b\r\nBEGIN:VTODO\r\nUID:1\r\n"+
		"DTSTAMP:20260101T000000Z\r\nDUE;VALUE=DATE:20260201\r\nSUMMARY:Draft\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"), 0o600))
	entries := answer(t, "-catalogue", task)
	require.Len(t, entries, 1)
	require.Equal(t, calendar.Overdue, entries[0].Status)

	_, stderr, code = upcoming("-catalogue", "../../calendar/ical/testdata/broken/html.ics")
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "html.ics: ical: line 1: no BEGIN:VCALENDAR")
}
