package catalogue_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
)

var withTerms = catalogue.Options{Periods: map[string]calendar.Periods{"terms": terms{}}}

// TestMalformed reads each file of testdata/malformed. EXPECTED.txt there has for each
// a comment, the file's name and, indented, its errors in their order: position and
// path to the letter, the beginning of the reason.
func TestMalformed(t *testing.T) {
	const dir = "testdata/malformed"
	expected, err := os.ReadFile(filepath.Join(dir, "EXPECTED.txt"))
	require.NoError(t, err)
	listed := make(map[string]bool)
	for _, block := range strings.Split(strings.TrimSpace(string(expected)), "\n\n") {
		lines := strings.Split(block, "\n")
		require.GreaterOrEqual(t, len(lines), 3, block)
		require.True(t, strings.HasPrefix(lines[0], "# "), block)
		file, wants := lines[1], lines[2:]
		listed[file] = true
		t.Run(strings.TrimSuffix(file, ".yaml"), func(t *testing.T) {
			c, err := catalogue.ReadFS(os.DirFS(dir), file, withTerms)
			require.Error(t, err)
			require.Nil(t, c)
			var found []string
			for _, err := range split(err) {
				var e *catalogue.Error
				require.True(t, errors.As(err, &e), "%v", err)
				require.Equal(t, file, e.File)
				found = append(found, fmt.Sprintf("%d:%d: %s: %s", e.Line, e.Column, e.Path, e.Reason))
			}
			require.Len(t, found, len(wants), strings.Join(found, "\n"))
			for i, want := range wants {
				want = strings.TrimPrefix(want, "  ")
				require.True(t, strings.HasPrefix(found[i], want), "want %s\ngot  %s", want, found[i])
			}
		})
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	require.NoError(t, err)
	require.Len(t, files, len(listed), "every file is listed in EXPECTED.txt")
}

// split returns the errors that errors.Join has joined.
func split(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
