package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The README shows what the program prints.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	const command = "$ go run ./examples/upcoming "
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	shown := 0
	for _, block := range strings.Split(strings.ReplaceAll(string(readme), "\r\n", "\n"), "```\n") {
		if !strings.HasPrefix(block, command) {
			continue
		}
		shown++
		args, want, _ := strings.Cut(strings.TrimPrefix(block, command), "\n")
		stdout, stderr, code := upcoming(strings.Fields(args)...)
		require.Zero(t, code, stderr)
		require.Equal(t, want, stdout)
	}
	require.NotZero(t, shown)
}

// The questions that the README lists are answered where it says.
func TestReadmeAsksWhatIsAnswered(t *testing.T) {
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	calls := regexp.MustCompile("`\\./examples/upcoming([^`]*)`").FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, calls)
	for _, call := range calls {
		stdout, stderr, code := upcoming(strings.Fields(call[1])...)
		require.Zero(t, code, "%s: %s", call[0], stderr)
		require.NotEmpty(t, stdout, call[0])
	}
}
