package recurrence_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// A corpusRow is one line of a corpus: a rule with its start and what several
// independent programs, or the standard, say of it. testdata/README.md tells the
// fields.
type corpusRow struct {
	ID, DTStart, TZID string
	RRule, ExRule     string
	RDate, ExDate     []string
	Limit             int
	Expected          []string
	ExpectedUTC       []string `json:"expected_utc"`
	Total             *int64

	Kind          string
	Level, Clause string
	Literal       []any
	Status        string
}

// corpus reads a corpus from testdata, and in full from the directory that the
// environment variable CONVENE_SHARED names, if it does.
func corpus(t *testing.T, name string) (rows []corpusRow) {
	t.Helper()
	paths := []string{filepath.Join("testdata", name)}
	if dir := os.Getenv("CONVENE_SHARED"); dir != "" {
		paths = append(paths, filepath.Join(dir, "recurrence", name))
	}
	seen := make(map[string]bool)
	for _, path := range paths {
		f, err := os.Open(path)
		require.NoError(t, err)
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var row corpusRow
			require.NoError(t, json.Unmarshal(lines.Bytes(), &row), "%s: %s", path, lines.Text())
			if !seen[row.ID] {
				seen[row.ID] = true
				rows = append(rows, row)
			}
		}
		require.NoError(t, lines.Err())
	}
	require.NotEmpty(t, rows)
	return rows
}

// rule returns the text of the row's rule; some are spelt as repetitions.
func (r corpusRow) rule() string {
	if r.Literal == nil {
		return r.RRule
	}
	var b strings.Builder
	for i, part := range r.Literal {
		if text, ok := part.(string); ok {
			n := 1
			if i+1 < len(r.Literal) {
				if times, ok := r.Literal[i+1].(float64); ok {
					n = int(times)
				}
			}
			b.WriteString(strings.Repeat(text, n))
		}
	}
	return b.String()
}

func (r corpusRow) zone(t testing.TB) *time.Location {
	t.Helper()
	switch {
	case strings.HasSuffix(r.DTStart, "Z"):
		return time.UTC
	case r.TZID == "":
		return recurrence.Floating
	}
	zone, err := time.LoadLocation(r.TZID)
	require.NoError(t, err)
	return zone
}

// at returns the seconds since 1970 of a value in the row's zone.
func (r corpusRow) at(t testing.TB, value string) int64 {
	t.Helper()
	if r.TZID == "" {
		return wall(t, value).Unix()
	}
	return resolve(wall(t, value), r.zone(t))
}

func (r corpusRow) moments(t testing.TB, values []string) (list []recurrence.Moment) {
	t.Helper()
	for _, v := range values {
		if len(v) == len("20060102") {
			list = append(list, recurrence.OnDay(date.NewAt(wall(t, v))))
		} else {
			list = append(list, recurrence.At(time.Unix(r.at(t, v), 0).In(r.zone(t))))
		}
	}
	return list
}

// compile compiles a row, as a rule where it is one and else as a set.
func (r corpusRow) compile(t testing.TB) compiled {
	t.Helper()
	rule, err := recurrence.Parse(r.rule())
	require.NoError(t, err)
	start := r.moments(t, []string{r.DTStart})[0]
	set := recurrence.Set{
		Start: start, Rules: []recurrence.Rule{rule},
		RDates: r.moments(t, r.RDate), ExDates: r.moments(t, r.ExDate),
	}
	if r.ExRule != "" {
		set.ExRules = []recurrence.Rule{recurrence.MustParse(r.ExRule)}
	}
	alone := len(r.RDate)+len(r.ExDate)+len(set.ExRules) == 0
	if start.Form() == recurrence.FormDate {
		dates, err := set.Dates()
		if alone {
			dates, err = rule.Dates(start.Day())
		}
		require.NoError(t, err)
		return compiledDates(dates)
	}
	times, err := set.Times()
	if alone {
		times, err = rule.Times(start.Time())
	}
	require.NoError(t, err)
	return compiledTimes(times, start.Time().Location())
}

// expected returns what the row expects. Where the zone data of this machine
// differ from those that the row was made with, no engine can agree, and the test
// is skipped.
func (r corpusRow) expected(t testing.TB) (list []int64) {
	t.Helper()
	for i, v := range r.Expected {
		at := r.at(t, v)
		if r.ExpectedUTC != nil && at != wall(t, r.ExpectedUTC[i]).Unix() {
			t.Skipf("%s: the time zone database has %s at %s, the corpus %s", r.TZID, showOne(at), v, r.ExpectedUTC[i])
		}
		list = append(list, at)
	}
	return list
}

// TestAgreedCases compares with what independent engines agree on.
func TestAgreedCases(t *testing.T) {
	for _, row := range corpus(t, "public.jsonl") {
		t.Run(row.ID, func(t *testing.T) {
			if row.rule() != strings.TrimSpace(row.rule()) || strings.Contains(row.rule(), "BYWEEKDAY") {
				_, err := recurrence.Parse(row.rule())
				require.Error(t, err, "not a legal rule")
				t.Skip("other engines agree on what it might mean")
			}
			requireRow(t, row)
		})
	}
}

// TestSkip compares with what independent engines agree on for RFC 7529, and with
// what the standard says where they do not.
func TestSkip(t *testing.T) {
	for _, row := range corpus(t, "rscale.jsonl") {
		t.Run(row.ID, func(t *testing.T) {
			if !strings.Contains(row.RRule, "RSCALE=GREGORIAN") {
				_, err := recurrence.Parse(row.RRule)
				require.ErrorIs(t, err, recurrence.ErrNotSupported)
				return
			}
			requireRow(t, row)
		})
	}
}

func requireRow(t *testing.T, row corpusRow) {
	t.Helper()
	want := row.expected(t)
	c := row.compile(t)
	total, finite := c.len()
	complete := row.Total != nil && int(*row.Total) == len(want)
	if row.Total != nil {
		require.Equal(t, *row.Total, total, "Len: %s", row.RRule)
		require.True(t, finite, "Len: %s", row.RRule)
	}
	requireAnswers(t, c, want, complete, 1)
	if t.Failed() {
		t.Log(row.DTStart, row.TZID, row.RRule)
	}
}

// TestNever holds rules that have no occurrence, or few or late ones. Their
// answers take no search: the guard is far more than what they take.
func TestNever(t *testing.T) {
	const guard = 20 * time.Second
	for _, row := range corpus(t, "never.jsonl") {
		t.Run(row.ID, func(t *testing.T) {
			want := row.expected(t)
			began := time.Now()
			c := row.compile(t)
			requireAnswers(t, c, want, row.Kind == "never", 1)
			if _, ok := c.first(); row.Kind == "never" {
				require.False(t, ok, row.RRule)
			}
			requireOrder(t, newGenerator(1, 1), c)
			require.Less(t, time.Since(began), guard, row.RRule)
		})
	}
}

// TestInvalid checks that what the standards forbid is refused, with an error that
// tells where and why, and that what they merely frown on does no harm.
func TestInvalid(t *testing.T) {
	for _, row := range corpus(t, "invalid.jsonl") {
		t.Run(row.ID, func(t *testing.T) {
			clause, err := row.refusal(t)
			if row.Level != "must" {
				return
			}
			require.Error(t, err, "%q with DTSTART %s %s: %s", row.RRule, row.DTStart, row.TZID, row.Clause)
			require.Less(t, len(err.Error()), 400)
			// The grammar of a rule forbids what the sections on its values do.
			for _, section := range append(sections(row.Clause), "3.3.10") {
				if strings.Contains(clause, section) {
					return
				}
			}
			require.Fail(t, "another clause", "%q: want %q, got %q in %v", row.RRule, row.Clause, clause, err)
		})
	}
}

// refusal parses and compiles a row, and returns the error with the clause that it
// names.
func (r corpusRow) refusal(t testing.TB) (clause string, err error) {
	t.Helper()
	text := r.rule()
	if _, err = recurrence.Parse(text); err == nil {
		_, err = compileText(r.content(text))
	}
	var parse *recurrence.ParseError
	var rule *recurrence.RuleError
	switch {
	case err == nil:
		return "", nil
	case errors.As(err, &parse):
		require.GreaterOrEqual(t, parse.Offset, 0)
		require.LessOrEqual(t, parse.Offset, len(parse.Input))
		require.NotEmpty(t, parse.Reason)
		if require.Contains(t, err.Error(), parse.Part); parse.Part != "" && parse.Input == text {
			require.Contains(t, parse.Input[:min(parse.Offset+len(parse.Part), len(parse.Input))], parse.Part,
				"%s lies before byte %d, where it fails", parse.Part, parse.Offset)
		}
		return parse.Clause, err
	case errors.As(err, &rule):
		require.NotEmpty(t, rule.Part)
		require.NotEmpty(t, rule.Reason)
		require.Contains(t, err.Error(), rule.Part)
		return rule.Clause, err
	}
	require.Fail(t, "an error of neither type", "%T: %v", err, err)
	return "", err
}

// content returns the content lines of a row.
func (r corpusRow) content(rule string) string {
	var b strings.Builder
	if r.DTStart != "" {
		b.WriteString("DTSTART")
		if len(r.DTStart) == len("20060102") {
			b.WriteString(";VALUE=DATE")
		}
		if r.TZID != "" {
			b.WriteString(";TZID=" + r.TZID)
		}
		b.WriteString(":" + r.DTStart + "\n")
	}
	b.WriteString("RRULE:" + rule + "\n")
	return b.String()
}

// compileText parses and compiles content lines.
func compileText(text string) (compiled, error) {
	set, err := recurrence.ParseSet(text)
	if err != nil {
		return compiled{}, err
	}
	if set.Start.Form() == recurrence.FormDate {
		dates, err := set.Dates()
		if err != nil {
			return compiled{}, err
		}
		return compiledDates(dates), nil
	}
	times, err := set.Times()
	if err != nil {
		return compiled{}, err
	}
	return compiledTimes(times, set.Start.Time().Location()), nil
}

var sectionNumber = regexp.MustCompile(`\d+(\.\d+)+|RFC 7529`)

// sections returns the sections of the standards that a clause names.
func sections(clause string) []string { return sectionNumber.FindAllString(clause, -1) }
