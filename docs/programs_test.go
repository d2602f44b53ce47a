package docs_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every example knows -h and -version, tells a wrong flag once, and has the same exit
// codes.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds all programs")
	}
	p := startPrograms(t)
	dir := workplace(t)
	entries, err := os.ReadDir("../examples")
	require.NoError(t, err)
	for _, e := range entries {
		name := e.Name()
		if name == "internal" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			help, stderr, code := p.shell(t, dir, name+" -h")
			require.Zero(t, code)
			require.Empty(t, stderr)
			require.True(t, strings.HasPrefix(help, name+" "), help)
			last := -1
			for _, part := range []string{"\n  " + name, "\nFlags:\n", "\n  -version\n", "\nExamples:\n", "\nExit codes:\n", "\n  0  ", "\n  1  ", "\n  2  "} {
				at := strings.Index(help, part)
				require.Greater(t, at, last, "%q is not where it is in other programs:\n%s", part, help)
				last = at
			}
			if strings.Contains(help, "\n  -format ") {
				require.Regexp(t, `how it is written: (text|ics)\b`, help)
			}
			version, _, code := p.shell(t, dir, name+" -version")
			require.Zero(t, code)
			require.Regexp(t, `^`+name+` \S.*\bgo1\.\d`, version)
			stdout, stderr, code := p.shell(t, dir, name+" -no-such-flag </dev/null")
			require.Equal(t, 2, code)
			require.Empty(t, stdout)
			require.Equal(t, name+": flag provided but not defined: -no-such-flag ("+name+" -h tells the flags)\n", stderr)
		})
	}
}
