package ares76186_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The program in the README is that of Example, but for the day from which it looks.
func TestReadmeShowsTheExample(t *testing.T) {
	lines := func(file string) []string {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		_, body, ok := strings.Cut(string(text), "\tcal := ares76186.Calendar()")
		require.True(t, ok, file)
		body, _, ok = strings.Cut(strings.ReplaceAll(body, "\r\n", "\n"), "\n\t}\n")
		require.True(t, ok, file)
		return slices.DeleteFunc(strings.Split(body, "\n"), func(line string) bool { return strings.HasPrefix(line, "\ttoday := ") })
	}
	want := lines("example_test.go")
	require.Len(t, want, 4)
	require.Equal(t, want, lines("../../README.md"))
}
