package unga

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func day(s string) date.Date { return date.MustParseISO(s) }

// A row of testdata/sessions.csv, which was collected apart from sessions.json.
type row struct {
	number                              int
	opening, openingByRule              string
	debateFirst, debateByRule, debateTo string
	unverified, debatePlanned           bool
	closing, status                     string
}

func readRows(t *testing.T) []row {
	f, err := os.Open("testdata/sessions.csv")
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	records, err := r.ReadAll()
	require.NoError(t, err)
	var rows []row
	for _, c := range records[1:] {
		n, err := strconv.Atoi(c[0])
		require.NoError(t, err)
		rows = append(rows, row{
			number: n, openingByRule: c[1], opening: c[2],
			debateByRule: c[3], debateFirst: c[4], debateTo: c[5],
			unverified: c[6] == "UNVERIFIED", debatePlanned: c[7] == "planned",
			closing: c[8], status: c[9],
		})
	}
	require.Len(t, rows, 33)
	return rows
}

func TestSessionsAsCollected(t *testing.T) {
	for _, row := range readRows(t) {
		t.Run(Ordinal(row.number), func(t *testing.T) {
			s, ok := Sessions.Session(row.number)
			require.True(t, ok)
			rule, ok := Sessions.RuleFor(row.number)
			require.True(t, ok)

			require.Equal(t, row.opening, s.Opening.Date.String())
			require.Equal(t, row.openingByRule, rule.Opening(row.number+yearZero).String())
			if row.status == "held" {
				require.Equal(t, calendar.BasisRecorded, s.Opening.Basis)
			} else {
				require.Equal(t, calendar.BasisPlanned, s.Opening.Basis)
			}

			byRule, ok := rule.Debate(s.Opening.Date)
			require.Equal(t, row.debateByRule != "", ok)
			if ok {
				require.Equal(t, row.debateByRule, byRule.String())
			}
			debate := s.GeneralDebate
			if row.unverified {
				require.Equal(t, byRule, debate.First.Date)
				require.Equal(t, calendar.BasisRule, debate.First.Basis)
				require.Equal(t, calendar.BasisRule, debate.Last.Basis)
				return
			}
			require.Equal(t, row.debateFirst, debate.First.Date.String())
			switch {
			case row.debateTo != "":
				require.Equal(t, row.debateTo, debate.Last.Date.String())
				require.Equal(t, row.debatePlanned, debate.Last.Basis == calendar.BasisPlanned)
				require.False(t, debate.Last.Basis.IsProjection())
			case row.debateByRule != "":
				require.Equal(t, calendar.BasisRule, debate.Last.Basis)
			default:
				require.False(t, debate.IsKnown())
			}

			require.Equal(t, row.closing != "", s.Closing.IsKnown())
			if row.closing != "" {
				require.Equal(t, row.closing, s.Closing.Date.String())
			}
		})
	}
}

func TestProjectedSessions(t *testing.T) {
	for n, want := range map[int]string{88: "2033-09-06", 92: "2037-09-08", 96: "2041-09-10"} {
		s, ok := Sessions.Session(n)
		require.True(t, ok)
		require.Equal(t, want, s.Opening.Date.String())
		require.Equal(t, calendar.BasisProjected, s.Opening.Basis)
		require.Equal(t, calendar.BasisProjected, s.GeneralDebate.First.Basis)
		require.Equal(t, calendar.BasisProjected, s.GeneralDebate.Last.Basis)
	}
}

func TestEveryDayBelongsToOneSession(t *testing.T) {
	tables := map[string]Table{
		"all": Sessions, "2000": Sessions.KnownOn(day("2000-01-01")), "2021": Sessions.KnownOn(day("2021-12-16")),
	}
	for name, table := range tables {
		t.Run(name, func(t *testing.T) {
			first, ok := table.Period(FirstSession)
			require.True(t, ok)
			_, ok = table.At(first.Start - 1)
			require.False(t, ok)

			before := FirstSession - 1
			for d := first.Start; d < day("2101-01-01"); d++ {
				n, ok := table.At(d)
				p, known := table.Period(n)
				if !ok || !known || !p.Contains(d) {
					require.FailNow(t, "lost", "%s: session %d, %v", d, n, p)
				}
				if n != before {
					require.Equal(t, before+1, n)
					require.Equal(t, d, p.Start)
					before = n
				}
			}
		})
	}
}

func TestPeriodIsTheSession(t *testing.T) {
	for n := FirstSession; n <= 200; n++ {
		s, ok := Sessions.Session(n)
		require.True(t, ok)
		p, ok := Sessions.Period(n)
		require.True(t, ok)
		require.Equal(t, calendar.Period{
			Number: n, Start: s.Opening.Date, End: s.Next.Date, StartBasis: s.Opening.Basis, EndBasis: s.Next.Basis,
		}, p)
		require.True(t, s.Contains(p.Start))
		require.True(t, s.Contains(p.Last()))
		require.False(t, s.Contains(p.End))
	}
}

func TestParts(t *testing.T) {
	s, _ := Sessions.Session(76)
	p, ok := Sessions.Part(76, MainPart)
	require.True(t, ok)
	require.Equal(t, "2021-09-14", p.Start.String())
	require.Equal(t, "2022-01-01", p.End.String())
	require.Equal(t, calendar.BasisProjected, p.EndBasis)
	require.Equal(t, s.MainPart.Last.Date, p.Last())

	p, ok = Sessions.Part(76, ResumedPart)
	require.True(t, ok)
	require.Equal(t, "2022-01-01", p.Start.String())
	require.Equal(t, "2022-09-13", p.End.String())
	require.Equal(t, calendar.BasisProjected, p.StartBasis)
	require.Equal(t, calendar.BasisRecorded, p.EndBasis)

	p, ok = Sessions.Part(58, MainPart)
	require.True(t, ok)
	require.Equal(t, "2003-12-23", p.Last().String())
	require.Equal(t, calendar.BasisRecorded, p.EndBasis)
	p, _ = Sessions.KnownOn(day("2003-12-22")).Part(58, MainPart)
	require.Equal(t, "2003-12-31", p.Last().String())

	_, ok = Sessions.Part(76, "closing-part")
	require.False(t, ok)
	_, ok = Sessions.Part(55, GeneralDebate)
	require.False(t, ok, "its end is not known")
	_, ok = Sessions.Part(54, GeneralDebate)
	require.False(t, ok)
}

func TestBounds(t *testing.T) {
	for _, n := range []int{math.MinInt, -1, 0, 1, FirstSession - 1, LastSession + 1, math.MaxInt} {
		_, ok := Sessions.Session(n)
		require.False(t, ok)
		_, ok = Sessions.Period(n)
		require.False(t, ok)
		_, ok = Sessions.Part(n, MainPart)
		require.False(t, ok)
		_, ok = Sessions.RuleFor(n)
		require.False(t, ok)
	}
	last, ok := Sessions.Period(LastSession)
	require.True(t, ok)
	require.Equal(t, 9999, last.End.Year())
	n, ok := Sessions.At(last.Last())
	require.True(t, ok)
	require.Equal(t, LastSession, n)
	for _, d := range []date.Date{
		math.MinInt64, date.Min(), -1, 0, day("2000-09-04"), last.End, last.End + 10_000, date.Max(), math.MaxInt64,
	} {
		_, ok := Sessions.At(d)
		require.False(t, ok)
		Sessions.AsOf(d).Period(80)
	}
}

func TestTablesAreComparable(t *testing.T) {
	var p calendar.Periods = Sessions
	require.NotEqual(t, calendar.Years, p)
	require.True(t, p == calendar.Periods(Table{}))
	require.True(t, Sessions.AsOf(7) == Sessions.AsOf(7))
	require.Equal(t, "session", p.Unit())
}

func TestKnownOnNeverLearnsMore(t *testing.T) {
	then := Sessions.KnownOn(day("2010-01-01"))
	require.Equal(t, then, then.KnownOn(day("2020-01-01")))
	require.Equal(t, then, Sessions.KnownOn(day("2020-01-01")).KnownOn(day("2010-01-01")))
}

func TestKnownOn(t *testing.T) {
	rows := []struct {
		name, asOf  string
		session     int
		opening     string
		basis       calendar.Basis
		debate      string // as an EDTF interval; empty if not known
		debateBasis calendar.Basis
	}{
		{"before any amendment", "2000-01-01", 80, "2025-09-02", calendar.BasisRule, "", 0},
		{"55/14 adopted", "2000-11-03", 80, "2025-09-09", calendar.BasisRule, "", 0},
		{"57/301 adopted", "2003-03-13", 80, "2025-09-16", calendar.BasisRule, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"eve of the list of 2017", "2017-07-13", 80, "2025-09-16", calendar.BasisRule, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"list of 2017", "2017-07-14", 80, "2025-09-16", calendar.BasisPlanned, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"75/325 adopted", "2021-09-14", 80, "2025-09-09", calendar.BasisProjected, "2025-09-23/2025-10-03", calendar.BasisProjected},
		{"list of 2023", "2023-12-06", 80, "2025-09-09", calendar.BasisPlanned, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"opened", "2025-09-09", 80, "2025-09-09", calendar.BasisRecorded, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"eve of the debate's end", "2025-09-28", 80, "2025-09-09", calendar.BasisRecorded, "2025-09-23/2025-10-03", calendar.BasisRule},
		{"debate ended", "2025-09-29", 80, "2025-09-09", calendar.BasisRecorded, "2025-09-23/2025-09-29", calendar.BasisRecorded},

		{"due on 11 September 2001", "2001-09-11", 56, "2001-09-11", calendar.BasisRule, "", 0},
		{"opened a day late", "2001-09-12", 56, "2001-09-12", calendar.BasisRecorded, "", 0},
		{"debate open without a rule for its end", "2001-11-15", 56, "2001-09-12", calendar.BasisRecorded, "", 0},
		{"debate over", "2001-11-16", 56, "2001-09-12", calendar.BasisRecorded, "2001-11-10/2001-11-16", calendar.BasisRecorded},

		{"planned with the resolution", "2003-03-13", 58, "2003-09-16", calendar.BasisRule, "2003-09-23/2003-10-03", calendar.BasisPlanned},
		{"plan that no source dates", "2026-09-07", 81, "2026-09-08", calendar.BasisPlanned, "2026-09-22/2026-10-02", calendar.BasisRule},
		{"is known from the opening", "2026-09-08", 81, "2026-09-08", calendar.BasisPlanned, "2026-09-22/2026-09-28", calendar.BasisPlanned},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			s, ok := Sessions.KnownOn(day(row.asOf)).Session(row.session)
			require.True(t, ok)
			require.Equal(t, row.opening, s.Opening.Date.String())
			require.Equal(t, row.basis, s.Opening.Basis)
			debate := ""
			if s.GeneralDebate.IsKnown() {
				debate = s.GeneralDebate.First.Date.String() + "/" + s.GeneralDebate.Last.Date.String()
			}
			require.Equal(t, row.debate, debate)
			require.Equal(t, row.debateBasis, s.GeneralDebate.Last.Basis)
		})
	}
}

// turningDays are the days on which something became known, and their eves.
func turningDays() map[date.Date]bool {
	days := make(map[date.Date]bool)
	add := func(d date.Date) { days[d-1], days[d] = true, true }
	for _, r := range known().rules[1:] {
		add(r.Adopted)
	}
	for _, f := range known().forecasts {
		add(f.said)
	}
	for i := range known().sessions {
		for _, c := range known().sessions[i].claims() {
			if c.IsKnown() {
				add(c.from)
			}
		}
	}
	return days
}

// Nothing that a table gives was said after its day, and the days of a session are in order.
func TestKnownOnEveryTurningDay(t *testing.T) {
	for asOf := range turningDays() {
		table := Sessions.KnownOn(asOf)
		for n := FirstSession; n <= 90; n++ {
			s, ok := table.Session(n)
			require.True(t, ok)
			spans := []Span{{s.Opening, s.Next}, s.GeneralDebate, s.MainPart, s.ResumedPart, {s.Closing, s.Closing}}
			for _, span := range spans {
				for _, d := range []Day{span.First, span.Last} {
					require.LessOrEqual(t, d.Source.SaidOn, asOf, "session %d: %s", n, d.Source)
					require.Equal(t, d.IsKnown(), d.Source.Document != "")
					require.False(t, d.Basis == calendar.BasisRecorded && d.Date > asOf+1, "session %d", n)
				}
				if span.IsKnown() {
					require.LessOrEqual(t, span.First.Date, span.Last.Date)
				}
			}
			if s.Note != "" {
				require.Less(t, s.Opening.Date, asOf+1, "session %d", n)
			}
		}
	}
}

func TestDayAndSpan(t *testing.T) {
	var unknown Span
	require.False(t, unknown.Contains(0))
	s, _ := Sessions.Session(78)
	require.Equal(t, "78th session", s.String())
	require.False(t, s.GeneralDebate.Contains(day("2023-09-18")))
	require.True(t, s.GeneralDebate.Contains(day("2023-09-19")))
	require.True(t, s.GeneralDebate.Contains(day("2023-09-26")))
	require.False(t, s.GeneralDebate.Contains(day("2023-09-27")))
	require.Equal(t, time.Tuesday, s.GeneralDebate.Last.Date.Weekday())
}

func BenchmarkAt(b *testing.B) {
	b.ReportAllocs()
	d := day("2021-12-16")
	for b.Loop() {
		Sessions.At(d)
	}
}

func BenchmarkSession(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Sessions.Session(80)
	}
}
