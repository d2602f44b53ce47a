package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

// requireGolden compares output with a file, which -update writes.
func requireGolden(t *testing.T, name string, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		golden string
		args   []string
		code   int
	}{
		{"day.txt", []string{"-rule", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30", "-start", "2026-07-30", "-n", "5"}, 0},
		{"opening.txt", []string{"-rule", "FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=12,13,14,15,16,17,18", "-start", "2026-09-15T10:00", "-zone", "America/New_York", "-after", "2100-01-01T00:00", "-n", "3"}, 0},
		{"gap.txt", []string{"-rule", "FREQ=DAILY", "-start", "2026-03-07T02:30", "-zone", "America/New_York", "-n", "3"}, 0},
		{"reverse.txt", []string{"-rule", "FREQ=MONTHLY;BYDAY=-1FR", "-start", "2026-01-30", "-before", "2026-12-31", "-reverse", "-n", "3"}, 0},
		{"utc.txt", []string{"-rule", "FREQ=MINUTELY;INTERVAL=90;COUNT=2", "-start", "2026-01-30T09:00:15Z"}, 0},
		{"union.txt", []string{"-rule", "FREQ=WEEKLY;BYDAY=MO", "-rule", "FREQ=MONTHLY;BYMONTHDAY=-1", "-start", "20260105T090000", "-n", "5"}, 0},
		{"never.txt", []string{"-rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "-start", "2026-01-01"}, 1},
		{"wrong.txt", []string{"-rule", "FREQ=MONTHLY;BYMONTHDAY=32", "-start", "2026-01-30"}, 2},
		{"until.txt", []string{"-rule", "FREQ=DAILY;UNTIL=20260201T000000Z", "-start", "2026-01-30"}, 2},
		{"nozone.txt", []string{"-rule", "FREQ=DAILY", "-start", "2026-01-30T09:00", "-zone", "Europe/Atlantis"}, 2},
		{"gap.csv", []string{"-rule", "FREQ=DAILY", "-start", "2026-03-07T02:30", "-zone", "America/New_York", "-n", "3", "-format", "csv"}, 0},
		{"day.md", []string{"-rule", "FREQ=YEARLY", "-start", "2026-07-30", "-n", "2", "-format", "markdown"}, 0},
		{"gap.json", []string{"-rule", "FREQ=DAILY", "-start", "2026-03-07T02:30", "-zone", "America/New_York", "-n", "3", "-format", "json"}, 0},
		{"number.txt", []string{"-rule", "FREQ=DAILY", "-start", "2026-03-07", "-n", "-1"}, 2},
		{"nostart.txt", []string{"-rule", "FREQ=DAILY"}, 2},
		{"norule.txt", []string{"-start", "2026-01-30"}, 2},
		{"argument.txt", []string{"FREQ=DAILY"}, 2},
		{"flag.txt", []string{"-rules", "FREQ=DAILY"}, 2},
		{"help.txt", []string{"-h"}, 0},
	} {
		t.Run(c.golden, func(t *testing.T) {
			var out bytes.Buffer
			require.Equal(t, c.code, run(c.args, strings.NewReader(""), &out, &out), out.String())
			requireGolden(t, c.golden, out.String())
		})
	}
}

func TestFilter(t *testing.T) {
	in, err := os.Open("testdata/queries.jsonl")
	require.NoError(t, err)
	defer in.Close()
	var out, stderr bytes.Buffer
	require.Equal(t, 0, run(nil, in, &out, &stderr))
	require.Empty(t, stderr.String())
	requireGolden(t, "answers.jsonl", out.String())
}

// TestFilterCorpus puts the corpora of package recurrence through the filter.
func TestFilterCorpus(t *testing.T) {
	type row struct {
		ID, RRule, TZID, Level, Kind string
		Expected                     []string
		ExpectedUTC                  []string `json:"expected_utc"`
		Total                        *int
		Literal                      []any
	}
	type reply struct {
		ID                   string
		Occurrences, UTC     []string
		More                 bool
		Error, Field, Clause string
	}
	for _, name := range []string{"public.jsonl", "never.jsonl", "invalid.jsonl", "rscale.jsonl"} {
		t.Run(name, func(t *testing.T) {
			in, err := os.ReadFile(filepath.Join("..", "..", "recurrence", "testdata", name))
			require.NoError(t, err)
			var out, stderr bytes.Buffer
			require.Equal(t, 0, run(nil, bytes.NewReader(in), &out, &stderr), stderr.String())
			answers := strings.Split(strings.TrimSpace(out.String()), "\n")
			for i, line := range strings.Split(strings.TrimSpace(string(in)), "\n") {
				var r row
				var a reply
				require.NoError(t, json.Unmarshal([]byte(line), &r))
				require.NoError(t, json.Unmarshal([]byte(answers[i]), &a), answers[i])
				require.Equal(t, r.ID, a.ID)
				switch {
				case r.Level == "must", strings.Contains(r.RRule, "RSCALE=") && !strings.Contains(r.RRule, "=GREGORIAN"):
					require.NotEmpty(t, a.Error, line)
					require.NotEmpty(t, a.Clause, line)
					require.NotEmpty(t, a.Field, line)
				case r.Level == "" && r.ExpectedUTC != nil:
					require.Equal(t, r.ExpectedUTC, a.UTC, line)
				case r.Level == "":
					require.GreaterOrEqual(t, len(a.Occurrences), len(r.Expected), answers[i])
					require.Equal(t, r.Expected, a.Occurrences[:len(r.Expected)], line)
				}
				if r.Total != nil && a.Error == "" {
					require.Equal(t, *r.Total > len(a.Occurrences), a.More, line)
				}
				if r.Kind == "never" {
					require.Empty(t, a.Occurrences, line)
					require.False(t, a.More, line)
				}
			}
		})
	}
}

func TestLongLine(t *testing.T) {
	long := `{"id": "` + strings.Repeat("x", maxLine) + `"}`
	in := long + "\n" + `{"id": 2, "dtstart": "20260101"}` + "\n" + long
	var out, stderr bytes.Buffer
	require.Equal(t, 0, run(nil, strings.NewReader(in), &out, &stderr), stderr.String())
	require.Equal(t, `{"id":null,"line":1,"error":"the line is longer than 16777216 bytes","offset":16777216,"clause":"RFC 8259"}
{"id":2,"occurrences":["20260101"],"more":false}
{"id":null,"line":3,"error":"the line is longer than 16777216 bytes","offset":16777216,"clause":"RFC 8259"}
`, out.String())
}

// TestByteOrderMark begins as text files of some editors do.
func TestByteOrderMark(t *testing.T) {
	in := "\ufeff" + `{"id": 1, "dtstart": "20260101"}` + "\r\n" + `{"id": 2, "dtstart": "20260102"}` + "\r\n"
	var out, stderr bytes.Buffer
	require.Equal(t, 0, run(nil, strings.NewReader(in), &out, &stderr))
	require.Equal(t, `{"id":1,"occurrences":["20260101"],"more":false}
{"id":2,"occurrences":["20260102"],"more":false}
`, out.String())
}

// TestAnswersAtOnce has a caller that waits for each answer before it asks again.
func TestAnswersAtOnce(t *testing.T) {
	ask, questions := io.Pipe()
	answers, answer := io.Pipe()
	done := make(chan error)
	go func() { done <- filter(answer, ask) }()
	for range 3 {
		_, err := io.WriteString(questions, `{"id": 1, "dtstart": "20260101"}`+"\n")
		require.NoError(t, err)
		buf := make([]byte, 200)
		n, err := answers.Read(buf)
		require.NoError(t, err)
		require.Equal(t, `{"id":1,"occurrences":["20260101"],"more":false}`+"\n", string(buf[:n]))
	}
	questions.Close()
	require.NoError(t, <-done)
}

func TestReadAndWriteFail(t *testing.T) {
	var out, stderr bytes.Buffer
	broken := io.MultiReader(strings.NewReader(`{"dtstart": "20260101"}`+"\n"), failing{})
	require.Equal(t, 1, run(nil, broken, &out, &stderr))
	require.Equal(t, "expand: broken\n", stderr.String())
	require.Equal(t, `{"id":null,"occurrences":["20260101"],"more":false}`+"\n", out.String())
	require.Equal(t, 1, run(nil, strings.NewReader("{}\n"), failing{}, io.Discard))
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, errors.New("broken") }
func (failing) Write([]byte) (int, error) { return 0, errors.New("broken") }

func FuzzFilter(f *testing.F) {
	f.Add(`{"id": 1, "dtstart": "20260101T000000", "tzid": "Europe/Vienna", "rrule": ["FREQ=DAILY"], "exdate": ["20260102"], "limit": 3, "reverse": true}`)
	f.Add(`{"dtstart": "20260101", "rrule": "FREQ=DAILY\nRRULE:FREQ=DAILY", "rdate": ["\r"], "after": "2026"}`)
	f.Add("{}\n[]\n\n{")
	f.Fuzz(func(t *testing.T, in string) {
		var out, stderr bytes.Buffer
		require.Equal(t, 0, run(nil, strings.NewReader(in), &out, &stderr))
		for line := range strings.Lines(out.String()) {
			require.True(t, json.Valid([]byte(line)), line)
		}
	})
}
