package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
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
