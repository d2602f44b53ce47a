package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

var today = date.New(2026, time.November, 26)

// plan runs the program and returns what it printed and its exit code.
func plan(args ...string) (stdout, stderr string, code int) {
	var out, err bytes.Buffer
	code = run(args, today, &out, &err)
	return out.String(), err.String(), code
}

const library = "testdata/library.yaml"

// lateAnswers are those in which something is late.
var lateAnswers = map[string]bool{
	"late.txt": true, "late.json": true, "late.csv": true, "late.md": true,
	"late-path.txt": true, "late-path.csv": true, "budget-cautious.txt": true,
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		golden string
		args   []string
	}{
		{"list.txt", nil},
		{"report.txt", []string{"documents-report-82"}},
		{"report-path.txt", []string{"-path", "documents-report-82"}},
		{"late-path.txt", []string{"-path", "-asof", "2025-10-01", "documents-appraisal-80"}},
		{"late.txt", []string{"-asof", "2025-10-01", "documents-appraisal-80"}},
		{"late.json", []string{"-asof", "2025-10-01", "-format", "json", "documents-appraisal-80"}},
		{"late.csv", []string{"-asof", "2025-10-01", "-format", "csv", "documents-appraisal-80"}},
		{"late.md", []string{"-asof", "2025-10-01", "-format", "markdown", "documents-appraisal-80"}},
		{"late-path.csv", []string{"-asof", "2025-10-01", "-format", "csv", "-path", "documents-appraisal-80"}},
		{"pattern.txt", []string{"-of", "gap-appraisal-cycle/88", "meeting-documents"}},
		{"budget.txt", []string{"-catalogue", library, "-from", "2026-04-30", "budget"}},
		{"budget-path.txt", []string{"-catalogue", library, "-from", "2026-04-11", "-path", "budget"}},
		{"budget-cautious.txt", []string{"-catalogue", library, "-from", "2026-04-11", "-path", "-cautious", "budget"}},
	} {
		t.Run(c.golden, func(t *testing.T) {
			stdout, stderr, code := plan(c.args...)
			require.Equal(t, lateAnswers[c.golden], code == 1, "%d: %s", code, stderr)
			require.Less(t, code, 2, stderr)
			require.Empty(t, stderr)
			golden := filepath.Join("testdata", c.golden)
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(stdout), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), stdout)
		})
	}
}

func TestWrongCalls(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"none"}, `"none" is not a plan; there are: pre-session-documents, meeting-documents, `, 2},
		{[]string{"meeting-documents"}, "meeting-documents is a pattern: name with -of", 2},
		{[]string{"-of", "nothing", "meeting-documents"}, `-of "nothing" is neither an event nor an occurrence of a series`, 2},
		{[]string{"-path"}, "-path has no effect with the list of plans: name one", 2},
		{[]string{"a", "b"}, `unexpected argument "b"`, 2},
		{[]string{"-from", "2026"}, `"2026" is not a day such as 2026-11-23`, 2},
		{[]string{"-cautious", "documents-report-82"}, "-cautious has no effect without -path", 2},
		{[]string{"-from", "2026-01-01"}, "-from has no effect with the list of plans", 2},
		{[]string{"-format", "xml"}, "expected text, json, csv or markdown", 2},
		{[]string{"-catalogue", "testdata/missing.yaml"}, "missing.yaml", 1},
	} {
		stdout, stderr, code := plan(c.args...)
		require.Equal(t, c.code, code, c.args)
		require.Empty(t, stdout)
		require.Contains(t, stderr, c.want)
	}
	_, _, code := plan("-h")
	require.Zero(t, code)
}

func TestCatalogueWithoutPlans(t *testing.T) {
	stdout, stderr, code := plan("-catalogue", "../../docs/starter.yaml")
	require.Equal(t, 1, code, stderr)
	require.Equal(t, "Duties under resolution 12/2025 of the Forum has no plans.\n", stdout)
}

// What cannot be reckoned is told without the name of the package that says so.
func TestUnknownDays(t *testing.T) {
	stdout, _, code := plan("-asof", "2020-01-01", "documents-appraisal-80")
	require.Zero(t, code)
	require.Contains(t, stdout, "  gap-appraisal-80 was not known on the day of the calendar  ")
}
