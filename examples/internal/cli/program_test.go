package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
)

type settings struct {
	day    date.Date
	kinds  []calendar.Kind
	format string
	dry    bool
}

func parse(stdout io.Writer, args ...string) (*cli.Program, settings, error) {
	var s settings
	p := cli.New("demo", "\ndemo does nothing.\n", "Exit codes: 0.\n")
	p.Day(&s.day, "from", "the first `day`")
	cli.List(p, &s.kinds, "kind", "only these `kinds`", cli.ReadKind)
	p.BoolVar(&s.dry, "dry", false, "do not")
	p.Format(&s.format, "text", "json", "csv")
	return p, s, p.Parse(args, 1, stdout)
}

func TestParse(t *testing.T) {
	p, s, err := parse(io.Discard, "-from", "2026-11-23", "-kind", "meeting, deadline", "-kind", "event", "-format", "csv", "argument")
	require.NoError(t, err)
	require.Equal(t, settings{day: date.New(2026, time.November, 23), kinds: []calendar.Kind{calendar.Meeting, calendar.Deadline, calendar.OtherEvent}, format: "csv"}, s)
	require.True(t, p.Given("dry", "from"))
	require.False(t, p.Given("dry"))
	require.NoError(t, p.Only("this", "from", "kind", "format", "dry"))
	require.EqualError(t, p.Only("-dry", "from", "dry"), "-format has no effect with -dry")

	_, s, err = parse(io.Discard)
	require.NoError(t, err)
	require.Equal(t, settings{format: "text"}, s)
}

func TestHelp(t *testing.T) {
	var out bytes.Buffer
	_, _, err := parse(&out, "-h")
	require.ErrorIs(t, err, flag.ErrHelp)
	require.Equal(t, `demo does nothing.

Flags:

  -dry
        do not
  -format name
        the name of how it is written: text, json or csv (default text)
  -from day
        the first day
  -kind kinds
        only these kinds
  -version
        print the version, and end

Exit codes: 0.
`, out.String())
	require.Zero(t, cli.Exit("demo", err, io.Discard))

	_, _, err = parse(failing{}, "-h")
	require.EqualError(t, err, "disk full")
	require.NotErrorIs(t, err, flag.ErrHelp)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestVersion(t *testing.T) {
	var out bytes.Buffer
	_, _, err := parse(&out, "-version")
	require.ErrorIs(t, err, flag.ErrHelp)
	require.Regexp(t, `^demo \S.* go1\.\d.* \w+/\w+\n$`, out.String())
}

func TestExit(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-from", "2026"}, 2, "demo: invalid value \"2026\" for flag -from: \"2026\" is not a day such as 2026-11-23 (demo -h tells the flags)\n"},
		{[]string{"-kind", "party"}, 2, "\"party\" is not a kind; kinds are observance, "},
		{[]string{"-format", "xml"}, 2, "expected text, json or csv"},
		{[]string{"-none"}, 2, "demo: flag provided but not defined: -none (demo -h tells the flags)\n"},
		{[]string{"a", "b"}, 2, "demo: unexpected argument \"b\"\n"},
	} {
		var stderr bytes.Buffer
		_, _, err := parse(io.Discard, c.args...)
		require.Equal(t, c.code, cli.Exit("demo", err, &stderr))
		require.Contains(t, stderr.String(), c.says)
	}
	var stderr bytes.Buffer
	require.Equal(t, 0, cli.Exit("demo", nil, &stderr))
	require.Equal(t, 1, cli.Exit("demo", cli.ErrNo, &stderr))
	require.Empty(t, stderr.String())
	require.Equal(t, 1, cli.Exit("demo", os.ErrNotExist, &stderr))
	require.Equal(t, "demo: file does not exist\n", stderr.String())
	require.ErrorIs(t, cli.Usage(os.ErrNotExist), os.ErrNotExist)
}

func TestColor(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("CLICOLOR_FORCE", "")
	file, err := os.Create(t.TempDir() + "/out")
	require.NoError(t, err)
	defer file.Close()
	require.False(t, cli.Color(io.Discard))
	require.False(t, cli.Color(file), "a file is no terminal")
	t.Setenv("CLICOLOR_FORCE", "1")
	require.True(t, cli.Color(file))
	t.Setenv("NO_COLOR", "1")
	require.False(t, cli.Color(file))
}
