package catalogue_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/planning"
)

func day(s string) date.Date { return date.MustParseISO(s) }

// malformed is one block of testdata/plans-malformed.txt, which tells the form.
type malformed struct {
	name     string
	old, new string
	errors   []string
}

func readMalformed(t testing.TB) (blocks []malformed) {
	text, err := os.ReadFile("testdata/plans-malformed.txt")
	require.NoError(t, err)
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		var m malformed
		for _, line := range strings.Split(block, "\n") {
			switch {
			case strings.HasPrefix(line, "#"), line == "schema":
			case strings.HasPrefix(line, "- "):
				m.old += line[2:] + "\n"
			case strings.HasPrefix(line, "+ "):
				m.new += line[2:] + "\n"
			case strings.HasPrefix(line, "= "):
				m.errors = append(m.errors, line[2:])
			default:
				m.name = line
			}
		}
		if m.name != "" {
			m.old, m.new = strings.TrimSuffix(m.old, "\n"), strings.TrimSuffix(m.new, "\n")
			blocks = append(blocks, m)
		}
	}
	return blocks
}

// marks takes the marks out of a text, and returns the places, line and column, before
// which they stand.
func marks(text string) (plain string, places []string) {
	for {
		before, after, found := strings.Cut(text, "‸")
		if !found {
			return text, places
		}
		line := strings.Count(before, "\n") + 1
		column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		places = append(places, fmt.Sprintf("%d:%d", line, column))
		text = before + after
	}
}

func TestMalformedPlans(t *testing.T) {
	base, err := os.ReadFile("testdata/good/plans.yaml")
	require.NoError(t, err)
	blocks := readMalformed(t)
	require.Greater(t, len(blocks), 100)
	for _, m := range blocks {
		t.Run(m.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(string(base), m.old), "what is replaced stands there once")
			text, places := marks(strings.Replace(string(base), m.old, m.new, 1))
			require.Len(t, m.errors, max(1, len(places)))
			c, plans, err := catalogue.ReadPlans(strings.NewReader(text), withTerms)
			require.Error(t, err)
			require.Nil(t, c)
			require.Nil(t, plans)
			found := split(err)
			require.Len(t, found, len(m.errors), "%v", err)
			for i, want := range m.errors {
				var e *catalogue.Error
				require.True(t, errors.As(found[i], &e))
				if len(places) > 0 {
					want = places[i] + ": " + want
				}
				got := fmt.Sprintf("%d:%d: %s: %s", e.Line, e.Column, e.Path, e.Reason)
				if e.Path == "" {
					got = fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Reason)
				}
				require.True(t, strings.HasPrefix(got, want), "want %s\ngot  %s", want, got)
			}
		})
	}
}

func TestReadPlans(t *testing.T) {
	f, err := os.Open("testdata/good/plans.yaml")
	require.NoError(t, err)
	defer f.Close()
	c, plans, err := catalogue.ReadPlans(f, withTerms)
	require.NoError(t, err)
	require.Len(t, plans, 3)
	var lines []string
	for _, p := range plans[1:] {
		steps, err := p.Steps(c, day("2026-03-01"))
		require.NoError(t, err)
		for _, s := range steps {
			lines = append(lines, fmt.Sprintf("%s/%s %s %s", p.ID, s.ID, s.When, s.Standing))
		}
	}
	// Worked out by hand: the week at headquarters ends on Thursday.
	require.Equal(t, []string{
		"plan/term [2022-01-03..2024-01-01] late",
		"plan/draft 2026-02-12 late",
		"plan/one 2026-03-23 ahead",
		"plan/record 2026-06-08? ahead",
		"plan/two XXXX undated",
		"next/one 2026-04-27? ahead",
		"next/two XXXX undated",
	}, lines)
	draft := plans[1].Milestones[2]
	require.Equal(t, "The first of them.", draft.Summary)
	require.Equal(t, []calendar.Source{{Document: "Circular 2", Paragraph: "art. 3"}}, draft.Sources)
	require.Equal(t, planning.Earlier, draft.Due.Offset.Roll)
	require.Equal(t, 3, draft.Takes.Workdays)
	holiday, ok := draft.Takes.At.HolidayOn(day("2026-05-25"))
	require.True(t, ok)
	require.Equal(t, calendar.Holiday{Day: day("2026-05-25"), Name: "Memorial Day", Projected: true, Source: calendar.Source{Document: "Circular 1"}}, holiday)
	works, err := draft.Takes.At.IsWorkday(day("2026-12-31"))
	require.NoError(t, err, "the last day of a list is one of its days")
	require.True(t, works)
	_, err = draft.Takes.At.Next(day("2027-12-31"))
	require.ErrorAs(t, err, new(*calendar.CoverageError))
}

// A short text can make many milestones of few.
func TestPlansAreBounded(t *testing.T) {
	base, err := os.ReadFile("testdata/good/plans.yaml")
	require.NoError(t, err)
	var text strings.Builder
	text.Write(base)
	text.WriteString("  - id: long\n    title: Long\n    milestones:\n")
	for i := range 5000 {
		fmt.Fprintf(&text, "      - {id: m%d, title: M}\n", i)
	}
	for i := range 5000 {
		fmt.Fprintf(&text, "  - {id: p%d, title: P, like: long}\n", i)
	}
	_, _, err = catalogue.ReadPlans(strings.NewReader(text.String()), withTerms)
	require.ErrorContains(t, err, "the plans have more than 100000 milestones together")
	require.Len(t, split(err), 1)
}

// A plan can name places that the program registers.
func TestPlansWithRegisteredPlaces(t *testing.T) {
	base, err := os.ReadFile("testdata/good/plans.yaml")
	require.NoError(t, err)
	text := strings.Replace(string(base), "after: {days: 7}", "after: {working-days: 7, at: geneva}", 1)
	w, err := calendar.NewWorkdays("Geneva", calendar.MondayToFriday, calendar.NoHolidays)
	require.NoError(t, err)
	opts := withTerms
	opts.Workdays = map[string]*calendar.Workdays{"geneva": w}
	_, plans, err := catalogue.ReadPlans(strings.NewReader(text), opts)
	require.NoError(t, err)
	require.Same(t, w, plans[1].Milestones[4].Due.Offset.At)
}

// checkPlans holds plans to what they promise beside any calendar: they are read as Read
// says, and neither their steps nor their path fail.
func checkPlans(t *testing.T, data []byte) {
	c, plans, err := catalogue.ReadPlans(bytes.NewReader(data), withTerms)
	require.NoError(t, err)
	for _, p := range plans {
		require.NoError(t, planning.Check(p, c))
		for _, beside := range []*calendar.Calendar{c, c.AsOf(day("2026-01-01"))} {
			steps, err := p.Steps(beside, day("2026-05-01"))
			require.NoError(t, err)
			require.Len(t, steps, len(p.Milestones))
			for _, bound := range []planning.Bound{planning.FirstDay, planning.LastDay} {
				tasks, err := p.Path(beside, day("2026-05-01"), bound)
				require.NoError(t, err)
				require.Len(t, tasks, len(p.Milestones))
			}
		}
	}
}

// FuzzReadPlans is FuzzRead for catalogues of which all but the plans stay good.
func FuzzReadPlans(f *testing.F) {
	base, err := os.ReadFile("testdata/good/plans.yaml")
	require.NoError(f, err)
	head, plans, _ := strings.Cut(string(base), "plans:\n")
	f.Add(plans)
	for _, m := range readMalformed(f) {
		if strings.Contains(plans, m.old) {
			broken, _ := marks(strings.Replace(plans, m.old, m.new, 1))
			f.Add(broken)
		}
	}
	f.Fuzz(func(t *testing.T, plans string) {
		data := []byte(head + "plans:\n" + plans)
		_, _, err := catalogue.ReadPlans(bytes.NewReader(data), withTerms)
		if err == nil {
			checkPlans(t, data)
			return
		}
		for _, err := range split(err) {
			require.ErrorAs(t, err, new(*catalogue.Error))
		}
	})
}
