package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
)

var update = flag.Bool("update", false, "write the golden files")

var now = time.Date(2026, time.November, 26, 8, 0, 0, 0, time.UTC)

// program runs the program and returns what it printed and its exit code.
func program(ctx context.Context, stdin string, args ...string) (stdout, stderr string, code int) {
	var out, err bytes.Buffer
	code = run(ctx, args, now, strings.NewReader(stdin), &out, &err)
	return out.String(), err.String(), code
}

func TestGolden(t *testing.T) {
	t.Setenv("COLUMNS", "")
	t.Setenv("CLICOLOR_FORCE", "")
	for _, c := range []struct {
		golden string
		code   int
		args   []string
	}{
		{"sample.txt", 0, nil},
		{"sample.md", 0, []string{"-format", "markdown"}},
		{"october.txt", 0, []string{"-from", "2026-10-01", "-width", "64"}},
		{"busy.txt", 0, []string{"testdata/busy.yaml"}},
		{"none.txt", 1, []string{"testdata/none.yaml"}},
		{"year.txt", 0, []string{"-width", "100", "testdata/year.yaml"}},
		{"chair.txt", 0, []string{"testdata/chair.yaml"}},
		{"help.txt", 0, []string{"-h"}},
		{"sample-year.txt", 0, []string{"-width", "100", "icat-year.yaml"}},
		{"sample-regions.txt", 0, []string{"-width", "100", "icat-regions.yaml"}},
		{"sample-chairs.txt", 0, []string{"icat-chairs.yaml"}},
	} {
		t.Run(c.golden, func(t *testing.T) {
			stdout, stderr, code := program(context.Background(), "", c.args...)
			require.Equal(t, c.code, code, stderr)
			require.Empty(t, stderr)
			golden(t, c.golden, stdout)
		})
	}
}

func golden(t *testing.T, name, got string) {
	name = filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

var sample, _ = sampleNamed(nil)

// The problem of the program is there to be copied.
func TestSample(t *testing.T) {
	text, _, code := program(context.Background(), "", "-sample")
	require.Zero(t, code)
	require.Equal(t, string(sample), text)
	name := filepath.Join(t.TempDir(), "ours.yaml")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	ours, _, code := program(context.Background(), "", name)
	require.Zero(t, code)
	standard, _, _ := program(context.Background(), "")
	require.Equal(t, standard, ours)
	piped, _, _ := program(context.Background(), text, "-")
	require.Equal(t, standard, piped)
}

// Whose history it is stands in the catalogue, a chair for each place and year.
func TestSampleOfChairs(t *testing.T) {
	text, err := sampleNamed([]string{"chairs"})
	require.NoError(t, err)
	p, err := readProblem("chairs", text)
	require.NoError(t, err)
	chairs := make(map[int][]string)
	for event := range ares76186.Calendar().Events() {
		if first, ok := event.When.Earliest(); ok && event.Series == ares76186.ChairRotation {
			chairs[first.Year()] = event.Organizers
		}
	}
	var history []string
	for year := 2018; year <= 2026; year++ {
		if len(chairs[year]) == 0 {
			history = append(history, "")
		}
		history = append(history, chairs[year]...)
	}
	require.Equal(t, history, p.rotation.History)
	require.Len(t, p.rotation.Members, len(ares76186.Bodies()))
}

// In the week after clocks were put back in Europe and before they were in America, three
// in the afternoon of Vienna is ten in New York.
func TestSampleKnowsOfClocks(t *testing.T) {
	stdout, _, code := program(context.Background(), strings.NewReplacer("from: 2026-10-01", "from: 2026-10-26", "until: 2026-12-31", "until: 2026-10-30", "results: 4", "results: 1",
		"hours: MO-FR 09:00-17:00", "hours: MO-FR 10:00-16:30").Replace(string(sample)), "-from", "2026-10-01", "-")
	require.Zero(t, code)
	require.Contains(t, stdout, "New York?          10:00–11:30")
	require.Contains(t, stdout, "Vienna             15:00–16:30")
}

func TestColors(t *testing.T) {
	t.Setenv("CLICOLOR_FORCE", "1")
	t.Setenv("NO_COLOR", "")
	stdout, _, _ := program(context.Background(), "", "testdata/busy.yaml")
	require.Contains(t, stdout, "\x1b[")
	t.Setenv("NO_COLOR", "1")
	stdout, _, _ = program(context.Background(), "", "testdata/busy.yaml")
	require.NotContains(t, stdout, "\x1b[")
}

func TestWidth(t *testing.T) {
	for _, width := range []string{"40", "80", "120"} {
		t.Setenv("COLUMNS", width)
		stdout, _, code := program(context.Background(), "")
		require.Zero(t, code)
		_, chart, _ := strings.Cut(stdout, "by the clock of Vienna\n\n")
		longest := 0
		for line := range strings.SplitSeq(chart, "\n") {
			longest = max(longest, len([]rune(line)))
		}
		switch width {
		case "40":
			require.LessOrEqual(t, longest, 43) // an hour a character is the coarsest
		case "80":
			require.Equal(t, 19+48, longest)
		case "120":
			require.Equal(t, 19+96, longest)
		}
	}
}

func TestSVG(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.svg")
	_, stderr, code := program(context.Background(), "", "-svg", name, "testdata/busy.yaml")
	require.Zero(t, code, stderr)
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	golden(t, "busy.svg", string(text))
	dec := xml.NewDecoder(bytes.NewReader(text))
	elements := map[string]int{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
	require.Equal(t, 1, elements["title"])
	require.Equal(t, 1, elements["desc"])
	_, _, code = program(context.Background(), "", "-svg", filepath.Join(name, "not-there"), "testdata/busy.yaml")
	require.Equal(t, 1, code)
}

// The drawing of a text that is no XML is XML all the same.
func TestSVGEscapes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.svg")
	problem := strings.Replace(string(sample), "title: ICAT principals", `title: <b> & "friends"`, 1)
	_, stderr, code := program(context.Background(), problem, "-svg", name, "-")
	require.Zero(t, code, stderr)
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal(text, new(struct{})))
	require.NotContains(t, string(text), "<b>")
}

func TestWrongCalls(t *testing.T) {
	for _, args := range [][]string{
		{"-nothing"}, {"a.yaml", "b.yaml"}, {"-json", "-svg", "a.svg"}, {"-sample", "a.yaml"}, {"-sample", "year", "chairs"}, {"-sample", "-from", "2026-01-01"},
		{"-width", "3"}, {"-format", "pdf"}, {"-from", "yesterday"}, {"-svg", "a.svg", "testdata/chair.yaml"},
	} {
		_, stderr, code := program(context.Background(), "", args...)
		require.Equal(t, 2, code, args)
		require.NotEmpty(t, stderr)
	}
	_, stderr, code := program(context.Background(), "", "testdata/not-there.yaml")
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "not-there.yaml")
}

// A countdown is a context that ends after it has been asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Whenever it is stopped, it ends with the best so far or says that there is none.
func TestStopped(t *testing.T) {
	problem := strings.NewReplacer("step: 30m", "step: 1m", "objective: leximin", "objective: sum").Replace(string(sample))
	whole, _, code := program(context.Background(), problem, "-from", "2026-10-01", "-")
	require.Zero(t, code)
	require.NotContains(t, whole, "Stopped:")
	partial := 0
	for n := 0; n < 4000; n = n*5/4 + 1 {
		stdout, stderr, code := program(&countdown{context.Background(), n}, problem, "-from", "2026-10-01", "-")
		switch {
		case code == 0:
			require.Equal(t, whole, stdout)
			n = 4000
		case stdout == "":
			require.Equal(t, "meeting: stopped before a time was found\n", stderr)
		default:
			partial++
			require.Contains(t, stdout, "Stopped: these are the best of the first ")
		}
		if n < 4000 {
			require.Equal(t, 1, code)
		}
	}
	require.NotZero(t, partial)
}

func TestWorking(t *testing.T) {
	var b bytes.Buffer
	working(&b, "Searching")() // no terminal: nothing is told
	require.Empty(t, b.String())
}
