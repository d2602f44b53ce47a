package calendar_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// terms are periods of three years from 2001 on, numbered from 1, for tests: known
// as recorded up to 2009, and by rule after that.
type terms struct{ asOf date.Date }

func (terms) Unit() string { return "term" }

func (p terms) Period(n int) (calendar.Period, bool) {
	if n < 1 || n > 2000 {
		return calendar.Period{}, false
	}
	q := calendar.Period{
		Number: n, Start: date.New(1998+3*n, time.January, 1), End: date.New(2001+3*n, time.January, 1),
	}
	known := day("2010-01-01")
	if p.asOf != 0 && p.asOf < known {
		known = p.asOf
	}
	if q.Start > known {
		q.StartBasis = calendar.BasisRule
	}
	if q.End > known {
		q.EndBasis = calendar.BasisRule
	}
	return q, true
}

func (terms) At(d date.Date) (int, bool) {
	n := (d.Year() - 1998) / 3
	return n, d.Year() >= 2001
}

func (p terms) Part(n int, name string) (calendar.Period, bool) {
	q, ok := p.Period(n)
	q.End, q.EndBasis = q.Start+10, q.StartBasis
	return q, ok && name == "opening"
}

func (terms) AsOf(d date.Date) calendar.Periods { return terms{d} }

func src(document, said string) []calendar.Source {
	s := calendar.Source{Document: document}
	if said != "" {
		s.SaidOn = day(said)
	}
	return []calendar.Source{s}
}

// board is a calendar of a library's board: a charter, and what became known later.
func board() calendar.Definition {
	return calendar.Definition{
		ID: "board", Title: "The board", Document: "CHARTER",
		Revision: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC),
		Periods:  map[string]calendar.Periods{"term": terms{}},
		Layers: []calendar.Layer{
			{
				ID: "charter", Title: "The charter", Said: day("2005-06-01"),
				Series: []calendar.Series{
					{
						ID: "open-day", Title: "Open day", Kind: calendar.Observance, Status: calendar.Scheduled,
						Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=2")},
						Sources: src("CHARTER", "2005-06-01"),
					},
					{
						ID: "review", Title: "Review", Each: "Review of the {nth} term", Kind: calendar.Meeting,
						Pattern: calendar.Cadence{Periods: "term", First: 2, Every: 2},
						Sources: src("CHARTER", "2005-06-01"),
					},
					{
						ID: "survey", Title: "Survey", Each: "Survey {n}", Kind: calendar.Publication,
						Pattern: calendar.Cadence{Periods: "year", First: 2006, Every: 2},
						Sources: src("CHARTER", "2005-06-01"),
					},
					{ID: "chat", Title: "Chats on a regular basis", Kind: calendar.Briefing, Sources: src("CHARTER", "2005-06-01")},
				},
				Events: []calendar.Event{
					{
						ID: "review-2", Title: "Second review", Kind: calendar.Meeting, Status: calendar.Mandated,
						Series: "review", Occurrence: "2",
						Within: calendar.PeriodRef{Periods: "term", Number: 2, After: "opening", NotAfter: when("2004-12")},
						Place:  "Reading room", Sources: src("CHARTER", ""),
					},
					{
						ID: "review-4", Title: "Fourth review", Kind: calendar.Meeting, Status: calendar.Mandated,
						Series: "review", Occurrence: "4",
						Within: calendar.PeriodRef{Periods: "term", Number: 4, After: "opening", NotAfter: when("2010-12")}, Sources: src("CHARTER", ""),
					},
					{ID: "plan", Title: "The plan", Kind: calendar.PlanPeriod, Status: calendar.Held, When: when("2006/2008"), Sources: src("CHARTER", "")},
					{ID: "budget", Title: "Budget", Kind: calendar.Deadline, Status: calendar.Mandated, When: when("[..2006-03]"), FulfilledBy: "budget-vote", Sources: src("CHARTER", "")},
					{ID: "gift", Title: "Gifts are welcome", Kind: calendar.Deadline, Status: calendar.Mandated, Sources: src("CHARTER", "")},
				},
			},
			{
				ID: "later", Title: "What became known later", Said: day("2019-12-31"),
				Events: []calendar.Event{
					{ID: "budget-vote", Title: "Vote on the budget", Kind: calendar.Meeting, Status: calendar.Held, When: when("2006-02-14"), Sources: src("minutes/1", "")},
				},
				Statements: []calendar.Statement{
					{ID: "r2-held", Of: "review-2", When: when("2004-10-04/2004-10-05"), Status: calendar.Held, Sources: src("minutes/0", "2004-10-05")},
					{ID: "r4-set", Of: "review-4", When: when("2010-11-08"), Status: calendar.Scheduled, Place: "Great hall", Sources: src("notice/4", "2010-09-01")},
					{ID: "r4-off", Of: "review-4", Status: calendar.Postponed, Sources: src("notice/5", "2010-11-01")},
					{ID: "r4-new", Of: "review-4", When: when("2011-01-17"), Status: calendar.Scheduled, Sources: src("notice/6", "2010-12-01")},
					{ID: "r4-held", Of: "review-4", When: when("2011-01-17"), Status: calendar.Held, Sources: src("minutes/9", "")},
					{ID: "plan-longer", Of: "plan", When: when("2006/2009"), Sources: src("minutes/5", "2008-06-30")},
					{ID: "first-open-day", Of: "open-day/2003-05-02", Status: calendar.Held, Sources: src("gazette", "2003-05-03")},
					{ID: "open-day-moved", Of: "open-day/2009-05-02", When: when("2009-05-09"), Note: "Moved for the flood.", Sources: src("gazette", "2009-04-20")},
					{ID: "survey-late", Of: "survey/2008", When: when("2009-02-03"), Status: calendar.Held, Sources: src("survey/2008", "2009-02-03")},
				},
			},
		},
	}
}

func find(t *testing.T, c *calendar.Calendar, id string) calendar.Event {
	t.Helper()
	e, ok := c.Event(id)
	require.True(t, ok, "no event %s", id)
	return e
}

func TestStatementsAddUp(t *testing.T) {
	c := calendar.MustNew(board())
	tests := []struct {
		id       string
		asOf     string // "" for all that is known
		when     string
		status   calendar.Status
		sequence int
		place    string
	}{
		{"review-4", "2005-06-01", "[2010-01-11?..2010-12-31]", calendar.Mandated, 0, ""},
		{"review-4", "2010-08-31", "[2010-01-11..2010-12-31]", calendar.Mandated, 0, ""},
		{"review-4", "2010-09-01", "2010-11-08", calendar.Scheduled, 1, "Great hall"},
		{"review-4", "2010-11-01", "XXXX", calendar.Postponed, 2, "Great hall"},
		{"review-4", "2010-12-01", "2011-01-17", calendar.Scheduled, 3, "Great hall"},
		{"review-4", "", "2011-01-17", calendar.Held, 4, "Great hall"},
		// The minutes came before the charter; its vaguer words do not erase them.
		{"review-2", "2004-12-01", "2004-10-04/2004-10-05", calendar.Held, 0, ""},
		{"review-2", "", "2004-10-04/2004-10-05", calendar.Held, 1, "Reading room"},
		{"plan", "2008-06-29", "2006/2008", calendar.Held, 0, ""},
		{"plan", "", "2006/2009", calendar.Held, 1, ""},
		{"open-day/2003-05-02", "2004-01-01", "2003-05-02", calendar.Held, 1, ""},
		{"open-day/2009-05-02", "2009-04-19", "2009-05-02", calendar.Scheduled, 0, ""},
		{"open-day/2009-05-02", "", "2009-05-09", calendar.Scheduled, 1, ""},
		{"survey/2008", "2008-12-31", "2008?", calendar.Projected, 0, ""},
		{"survey/2008", "", "2009-02-03", calendar.Held, 1, ""},
		{"survey/2010", "", "2010?", calendar.Projected, 0, ""},
		{"review/6", "", "[2016-01-01?..2018-12-31?]", calendar.Projected, 0, ""},
		{"budget", "2006-01-01", "[..2006-03]", calendar.Mandated, 0, ""},
		{"budget", "", "[..2006-03]", calendar.Held, 1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.id+"@"+tt.asOf, func(t *testing.T) {
			c := c
			if tt.asOf != "" {
				c = c.AsOf(day(tt.asOf))
			}
			e := find(t, c, tt.id)
			require.Equal(t, tt.when, e.When.String())
			require.Equal(t, tt.status, e.Status)
			require.Equal(t, tt.sequence, e.Sequence)
			require.Equal(t, tt.place, e.Place)
			require.NotEmpty(t, e.Title)
			require.NotEmpty(t, e.Sources)
			require.True(t, e.Within.IsZero())
		})
	}
}

func TestAsOfKnowsNothingSaidLater(t *testing.T) {
	c := calendar.MustNew(board())
	for _, asOf := range []string{"2003-01-01", "2003-05-03", "2005-06-01", "2008-06-30", "2010-11-01", "2019-12-31"} {
		view := c.AsOf(day(asOf))
		for e := range view.Events() {
			require.NotEmpty(t, e.History)
			for _, st := range e.History {
				require.LessOrEqual(t, st.SaidOn, day(asOf), "%s in %s", st.ID, e.ID)
			}
		}
		for s := range view.AllSeries() {
			require.LessOrEqual(t, s.Sources[0].SaidOn, day(asOf))
		}
	}
	require.Empty(t, slices.Collect(c.AsOf(day("2003-05-02")).Events()))
	require.Empty(t, c.AsOf(day("2003-05-02")).Next(day("2003-05-02"), 100))
	_, ok := c.AsOf(day("2005-05-31")).Event("survey/2010")
	require.False(t, ok)
}

func TestHistoryKeepsWhatWasSaid(t *testing.T) {
	e := find(t, calendar.MustNew(board()), "review-4")
	var ids []string
	for _, st := range e.History {
		ids = append(ids, st.ID)
	}
	require.Equal(t, []string{"review-4", "r4-set", "r4-off", "r4-new", "r4-held"}, ids)
	require.Equal(t, "[2010-01-11..2010-12-31]", func() string {
		first := find(t, calendar.MustNew(board()).AsOf(day("2010-08-31")), "review-4")
		return first.When.String()
	}())
	require.Equal(t, "CHARTER", e.Sources[0].Document, "the first layer's source comes first")
}

// Who restates the day in force says so, too; who had another day before, or says less,
// does not.
func TestWhenSourcesAreThoseOfTheDayInForce(t *testing.T) {
	def := board()
	def.Layers[0].Statements = []calendar.Statement{
		{ID: "r4-recalled", Of: "review-4", When: when("2011-01-17"), Sources: src("CHARTER 2", "2015-01-01")},
		{ID: "r4-year", Of: "review-4", When: when("2011"), Sources: src("CHARTER 3", "2016-01-01")},
	}
	c := calendar.MustNew(def)
	for _, tt := range []struct {
		id, asOf string
		want     []string
	}{
		{"review-4", "2005-06-01", []string{"CHARTER"}},
		{"review-4", "2010-09-01", []string{"notice/4"}},
		{"review-4", "2010-11-01", []string{"notice/5"}}, // took it away
		{"review-4", "2010-12-01", []string{"notice/6"}},
		{"review-4", "2011-01-17", []string{"notice/6", "minutes/9"}},
		{"review-4", "2019-12-31", []string{"CHARTER 2", "notice/6", "minutes/9"}}, // in the order of the layers
		{"gift", "2019-12-31", []string{"CHARTER"}},
	} {
		var got []string
		for _, s := range find(t, c.AsOf(day(tt.asOf)), tt.id).WhenSources() {
			got = append(got, s.Document)
		}
		require.Equal(t, tt.want, got, "%s as of %s", tt.id, tt.asOf)
	}
}

// A source without a day of its own was made, as far as one can infer, on the last
// day of what it reports, or where that is unknown on the layer's day.
func TestSaidOnIsInferred(t *testing.T) {
	c := calendar.MustNew(board())
	vote := find(t, c, "budget-vote").Sources[0]
	require.Equal(t, "2006-02-14", vote.SaidOn.String())
	require.True(t, vote.SaidOnInferred)
	gift := find(t, c, "gift").Sources[0]
	require.Equal(t, "2005-06-01", gift.SaidOn.String())
	require.True(t, gift.SaidOnInferred)
	_, said := find(t, c, "open-day/2030-05-02").SaidOn()
	require.False(t, said, "nobody speaks of what only a pattern gives")
	set := find(t, c, "review-4").History[1]
	require.Equal(t, "2010-09-01", set.SaidOn.String())
	require.False(t, set.Inferred)
}

func TestRuleStartsWithFirstRecordedOccurrence(t *testing.T) {
	c := calendar.MustNew(board())
	s, ok := c.Series("open-day")
	require.True(t, ok)
	require.Equal(t, "2003-05-02", s.Start.String())
	_, ok = c.Event("open-day/2002-05-02")
	require.False(t, ok)
	_, ok = c.Event("open-day/2004-05-03")
	require.False(t, ok)

	def := board()
	def.Layers = def.Layers[:1]
	def.Layers[0].Events[3].FulfilledBy = ""
	s, ok = calendar.MustNew(def).Series("open-day")
	require.True(t, ok)
	require.Equal(t, "2005-06-01", s.Start.String(), "the day on which it was stated")
}

// A rule that was stated in the year 0 begins with the year 1, as rules do.
// What is said of one occurrence leaves those before it. But where the rule takes the day of
// its occurrences from the first, or counts them, the first that is recorded begins it.
func TestWhereRulesBegin(t *testing.T) {
	for _, c := range []struct{ rule, of, first string }{
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=1SU", "2028-06-04", "2026-03-17"},
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=1SU;INTERVAL=2", "2028-06-04", "2026-03-17"},
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=1SU;INTERVAL=2", "2027-06-06", "2027-06-06"}, // the odd years
		{"FREQ=YEARLY", "2028-06-04", "2028-06-04"},
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=1SU;COUNT=3", "2028-06-04", "2028-06-04"},
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=1SU", "2020-06-07", "2020-06-07"},
	} {
		def := calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{
			{ID: "text", Said: day("2026-03-17"), Series: []calendar.Series{{
				ID: "s", Title: "S", Kind: calendar.Observance, Status: calendar.Scheduled,
				Pattern: calendar.ByRule{Rule: recurrence.MustParse(c.rule)}, Sources: src("A/1", "2026-03-17"),
			}}},
			{ID: "later", Said: day("2026-11-20"), Statements: []calendar.Statement{
				{ID: "moved", Of: "s/" + c.of, When: calendar.On(day(c.of) + 7), Sources: src("N/1", "2026-11-02")},
			}},
		}}
		cal, err := calendar.New(def)
		require.NoError(t, err, c)
		s, _ := cal.Series("s")
		require.Equal(t, c.first, s.Start.String(), c)
		if c.first == "2026-03-17" { // then nothing came or went but what was said
			changes := calendar.Diff(cal.AsOf(day("2026-11-01")), cal)
			require.Len(t, changes.Events, 1, c)
			require.Equal(t, []calendar.Aspect{calendar.ChangeMoved}, changes.Events[0].Aspects)
			crossings, err := cal.Crossings(day("2026-01-01"), day("2026-12-31"), []calendar.Lead{calendar.DaysBefore(7)})
			require.NoError(t, err)
			require.NotEmpty(t, crossings, "of the occurrence in 2026")
		}
	}
}

func TestRuleStatedInYear0(t *testing.T) {
	def := board()
	def.Layers = def.Layers[:1]
	def.Layers[0].Events = nil
	def.Layers[0].Series[0].Sources = src("CHARTER", "0000-06-01")
	next, ok := calendar.MustNew(def).NextOf("open-day", day("0000-01-01"))
	require.True(t, ok)
	require.Equal(t, "open-day/0001-05-02", next.ID)
}

func TestSeriesWithoutPeriodProjectsNothing(t *testing.T) {
	c := calendar.MustNew(board())
	_, ok := c.NextOf("chat", day("2020-01-01"))
	require.False(t, ok)
	s, ok := c.Series("chat")
	require.True(t, ok)
	require.Nil(t, s.Pattern)
}

func TestNewNamesEachFault(t *testing.T) {
	tests := []struct {
		name   string
		break_ func(*calendar.Definition)
		want   calendar.DefinitionError // Reason is a regular expression
	}{
		{"calendar without ID", func(d *calendar.Definition) { d.ID = "" }, calendar.DefinitionError{Layer: -1, Field: "id", Reason: "not an ID"}},
		{"calendar without title", func(d *calendar.Definition) { d.Title = "" }, calendar.DefinitionError{Layer: -1, Field: "title", Reason: "missing"}},
		{"layer twice", func(d *calendar.Definition) { d.Layers[1].ID = "charter" }, calendar.DefinitionError{Layer: 1, ID: "charter", Field: "id", Reason: "another layer"}},
		{"layer without day", func(d *calendar.Definition) { d.Layers[0].Said = 0 }, calendar.DefinitionError{Layer: 0, ID: "charter", Field: "said", Reason: "missing"}},
		{"event ID twice", func(d *calendar.Definition) { d.Layers[1].Events[0].ID = "plan" }, calendar.DefinitionError{Layer: 1, List: "events", ID: "plan", Field: "id", Reason: "used already"}},
		{"slash in ID", func(d *calendar.Definition) { d.Layers[0].Events[4].ID = "a/b" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 4, ID: "a/b", Field: "id", Reason: "not an ID"}},
		{"kind", func(d *calendar.Definition) { d.Layers[0].Events[2].Kind = "party" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 2, ID: "plan", Field: "kind", Reason: "not a kind"}},
		{"overdue is derived", func(d *calendar.Definition) { d.Layers[0].Events[2].Status = calendar.Overdue }, calendar.DefinitionError{Layer: 0, List: "events", Index: 2, ID: "plan", Field: "status", Reason: "source can give"}},
		{"no status", func(d *calendar.Definition) { d.Layers[0].Events[2].Status = "" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 2, ID: "plan", Field: "status", Reason: "missing"}},
		{"layer outside the years", func(d *calendar.Definition) { d.Layers[0].Said = 1 << 40 }, calendar.DefinitionError{Layer: 0, ID: "charter", Field: "said", Reason: "outside the years 0 to 9999"}},
		{"source outside the years", func(d *calendar.Definition) {
			d.Layers[0].Events[2].Sources = []calendar.Source{{Document: "D", SaidOn: -1 << 40}}
		}, calendar.DefinitionError{Layer: 0, List: "events", Index: 2, ID: "plan", Field: "sources", Reason: "outside the years 0 to 9999"}},
		{"rule from the year 0", func(d *calendar.Definition) { d.Layers[0].Series[0].Start = day("0000-12-31") }, calendar.DefinitionError{Layer: 0, List: "series", ID: "open-day", Field: "start", Reason: "outside the years 1 to 9999"}},
		{"rule key in the year 0", func(d *calendar.Definition) { d.Layers[1].Statements[6].Of = "open-day/0000-05-02" }, calendar.DefinitionError{Layer: 1, List: "statements", Index: 6, ID: "first-open-day", Field: "of", Reason: "not a day"}},
		{"no source", func(d *calendar.Definition) { d.Layers[0].Events[2].Sources = nil }, calendar.DefinitionError{Layer: 0, List: "events", Index: 2, ID: "plan", Field: "sources", Reason: "needs a source"}},
		{"unknown series", func(d *calendar.Definition) { d.Layers[0].Events[0].Series = "revue" }, calendar.DefinitionError{Layer: 0, List: "events", ID: "review-2", Field: "series", Reason: "not a series"}},
		{"key of no period", func(d *calendar.Definition) { d.Layers[0].Events[0].Occurrence = "two" }, calendar.DefinitionError{Layer: 0, List: "events", ID: "review-2", Field: "occurrence", Reason: "not the number of a term"}},
		{"key taken", func(d *calendar.Definition) { d.Layers[0].Events[1].Occurrence = "2" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 1, ID: "review-4", Field: "occurrence", Reason: "another event"}},
		{"key without period", func(d *calendar.Definition) { d.Layers[1].Statements[0].Of = "chat/3" }, calendar.DefinitionError{Layer: 1, List: "statements", ID: "r2-held", Field: "of", Reason: "no stated period"}},
		{"statement on nothing", func(d *calendar.Definition) { d.Layers[1].Statements[0].Of = "revue" }, calendar.DefinitionError{Layer: 1, List: "statements", ID: "r2-held", Field: "of", Reason: "neither"}},
		{"statement on a key that has an event", func(d *calendar.Definition) { d.Layers[1].Statements[0].Of = "review/2" }, calendar.DefinitionError{Layer: 1, List: "statements", ID: "r2-held", Field: "of", Reason: "event of its own"}},
		{"rule key is no day", func(d *calendar.Definition) { d.Layers[1].Statements[6].Of = "open-day/2003" }, calendar.DefinitionError{Layer: 1, List: "statements", Index: 6, ID: "first-open-day", Field: "of", Reason: "not a day"}},
		{"rule key that the rule does not give", func(d *calendar.Definition) {
			d.Layers[0].Series[0].Start = day("2000-01-01")
			d.Layers[1].Statements[6].Of = "open-day/2003-05-03"
		}, calendar.DefinitionError{Layer: 1, List: "statements", Index: 6, ID: "first-open-day", Field: "of", Reason: "2003-05-03 is not a day that the rule gives"}},
		{"rule key before the start", func(d *calendar.Definition) { d.Layers[0].Series[0].Start = day("2003-05-03") }, calendar.DefinitionError{Layer: 1, List: "statements", Index: 6, ID: "first-open-day", Field: "of", Reason: "2003-05-02 is not a day"}},
		{"key off the cadence", func(d *calendar.Definition) { d.Layers[1].Statements[0].Of = "review/5" }, calendar.DefinitionError{Layer: 1, List: "statements", ID: "r2-held", Field: "of", Reason: "does not give 5: it gives every 2 terms from 2 on"}},
		{"key before the cadence", func(d *calendar.Definition) { d.Layers[1].Statements[0].Of = "review/-2" }, calendar.DefinitionError{Layer: 1, List: "statements", ID: "r2-held", Field: "of", Reason: "does not give -2"}},
		{"rule that gives nothing", func(d *calendar.Definition) {
			d.Layers[0].Series[0].Pattern = calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")}
		}, calendar.DefinitionError{Layer: 0, List: "series", ID: "open-day", Field: "rule", Reason: "gives no day from its start on, 2003-05-02"}},
		{"rule that has ended before it starts", func(d *calendar.Definition) {
			d.Layers[0].Series[0].Start = day("2021-01-01")
			d.Layers[0].Series[0].Pattern = calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;UNTIL=20200101")}
		}, calendar.DefinitionError{Layer: 0, List: "series", ID: "open-day", Field: "rule", Reason: "gives no day from its start on, 2021-01-01"}},
		{"bad rule", func(d *calendar.Definition) { d.Layers[0].Series[0].Pattern = calendar.ByRule{} }, calendar.DefinitionError{Layer: 0, List: "series", ID: "open-day", Field: "rule", Reason: "."}},
		{"unknown periods", func(d *calendar.Definition) {
			d.Layers[0].Series[1].Pattern = calendar.Cadence{Periods: "moon", First: 1, Every: 1}
		}, calendar.DefinitionError{Layer: 0, List: "series", Index: 1, ID: "review", Field: "periods", Reason: "known are term, year"}},
		{"first period does not exist", func(d *calendar.Definition) {
			d.Layers[0].Series[1].Pattern = calendar.Cadence{Periods: "term", First: 0, Every: 2}
		}, calendar.DefinitionError{Layer: 0, List: "series", Index: 1, ID: "review", Field: "first", Reason: "no term 0"}},
		{"every nought", func(d *calendar.Definition) {
			d.Layers[0].Series[1].Pattern = calendar.Cadence{Periods: "term", First: 2}
		}, calendar.DefinitionError{Layer: 0, List: "series", Index: 1, ID: "review", Field: "every", Reason: "outside 1 to 9999"}},
		{"window that closes first", func(d *calendar.Definition) { d.Layers[0].Events[0].Within.NotAfter = when("2004-01-05") }, calendar.DefinitionError{Layer: 0, List: "events", ID: "review-2", Field: "within", Reason: "before it opens"}},
		{"unknown part", func(d *calendar.Definition) { d.Layers[0].Events[0].Within.After = "lunch" }, calendar.DefinitionError{Layer: 0, List: "events", ID: "review-2", Field: "within", Reason: "no part"}},
		{"when and within", func(d *calendar.Definition) { d.Layers[0].Events[0].When = when("2004") }, calendar.DefinitionError{Layer: 0, List: "events", ID: "review-2", Field: "within", Reason: "both"}},
		{"fulfilled by nothing", func(d *calendar.Definition) { d.Layers[0].Events[3].FulfilledBy = "vote" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 3, ID: "budget", Field: "fulfilled-by", Reason: "not an event"}},
		{"fulfilled by itself", func(d *calendar.Definition) { d.Layers[0].Events[3].FulfilledBy = "budget" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 3, ID: "budget", Field: "fulfilled-by", Reason: "itself"}},
		{"format", func(d *calendar.Definition) { d.Layers[0].Events[3].Format = "by post" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 3, ID: "budget", Field: "format", Reason: "virtual"}},
		{"rank", func(d *calendar.Definition) { d.Layers[0].Events[3].Sources[0].Rank = "best" }, calendar.DefinitionError{Layer: 0, List: "events", Index: 3, ID: "budget", Field: "sources", Reason: "primary"}},
		{"status of projections", func(d *calendar.Definition) { d.Layers[0].Series[0].Status = calendar.Held }, calendar.DefinitionError{Layer: 0, List: "series", ID: "open-day", Field: "status", Reason: "projected"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			def := board()
			tt.break_(&def)
			c, err := calendar.New(def)
			require.Nil(t, c)
			var got *calendar.DefinitionError
			require.ErrorAs(t, err, &got)
			require.Regexp(t, tt.want.Reason, got.Reason)
			plain := *got
			plain.Reason = tt.want.Reason
			require.Equal(t, tt.want, plain)
		})
	}
}

func TestNewReportsAllFaultsAtOnce(t *testing.T) {
	def := board()
	def.Title = ""
	def.Layers[0].Events[2].Kind = "party"
	def.Layers[1].Statements[0].Of = "revue"
	_, err := calendar.New(def)
	var joined interface{ Unwrap() []error }
	require.True(t, errors.As(err, &joined))
	require.Len(t, joined.Unwrap(), 3)
	require.ErrorContains(t, err, "layer 1, events 3 (plan): kind:")
}

// withAudit is board with a report that may come before its term.
func withAudit() calendar.Definition {
	def := board()
	def.Layers[0].Events = append(def.Layers[0].Events, calendar.Event{
		ID: "audit", Title: "Audit", Kind: calendar.ReportDue, Status: calendar.Mandated,
		Within: calendar.PeriodRef{Periods: "term", Number: 3, Early: true}, Sources: src("CHARTER", ""),
	})
	return def
}

func TestEarlyLeavesOutTheFirstDay(t *testing.T) {
	c := calendar.MustNew(withAudit())
	require.Equal(t, "[..2009-12-31]", find(t, c, "audit").When.String())
	require.Equal(t, "[..2009-12-31?]", find(t, c.AsOf(day("2005-06-01")), "audit").When.String())

	def := withAudit()
	def.Layers[0].Events[5].Within.NotAfter = when("2008-06")
	require.Equal(t, "[..2008-06-30]", find(t, calendar.MustNew(def), "audit").When.String())

	def.Layers[0].Events[5].Within.After = "opening"
	_, err := calendar.New(def)
	require.ErrorContains(t, err, "within: what may come early cannot come after opening")
}

func TestNothingIsDoneBeforeItIsAskedFor(t *testing.T) {
	for _, tt := range []struct {
		name, said  string
		status      calendar.Status
		first, last string // days on which the audit may fall, at the ends
	}{
		{"asked for", "2005-06-01", calendar.Mandated, "2005-06-01", "2009-12-31"},
		{"asked for and held since", "2005-06-01", calendar.Mandated, "2005-06-01", "2009-12-31"},
		{"first spoken of as held", "2005-06-01", calendar.Held, "0000-01-01", "2009-12-31"},
		{"first spoken of when it was too late", "2011-03-01", calendar.Mandated, "2009-12-31", "2009-12-31"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			def := withAudit()
			event := &def.Layers[0].Events[5]
			event.Status, event.Sources = tt.status, src("CHARTER", tt.said)
			if tt.name == "asked for and held since" {
				def.Layers[1].Statements = append(def.Layers[1].Statements, calendar.Statement{
					ID: "audit-held", Of: "audit", Status: calendar.Held, Sources: src("minutes/7", "2009-08-01"),
				})
			}
			c := calendar.MustNew(def)
			audit := calendar.OfKind(calendar.ReportDue)
			first, last := day(tt.first), day(tt.last)
			require.Empty(t, ids(c.Between(first, day("0000-01-01"), first, audit)))
			require.Equal(t, []string{"audit"}, ids(c.On(first, audit)))
			require.Equal(t, []string{"audit"}, ids(c.On(last, audit)))
			require.Empty(t, ids(c.On(last+1, audit)))
		})
	}
}

func TestAsOfLeavesOutSourcesThatSpokeLater(t *testing.T) {
	def := board()
	def.Layers[0].Series[0].Sources = append(def.Layers[0].Series[0].Sources, src("gazette", "2012-01-01")...)
	off := &def.Layers[1].Statements[2]
	require.Equal(t, "r4-off", off.ID)
	off.Sources = append(off.Sources, src("memoir", "2015-01-01")...)
	documents := func(sources []calendar.Source) (found []string) {
		for _, s := range sources {
			found = append(found, s.Document)
		}
		return slices.Compact(found)
	}
	c := calendar.MustNew(def)
	require.Equal(t, []string{"CHARTER", "notice/4", "notice/5", "memoir", "notice/6", "minutes/9"},
		documents(find(t, c, "review-4").Sources))

	view := c.AsOf(day("2010-12-31"))
	require.Equal(t, []string{"CHARTER", "notice/4", "notice/5", "notice/6"}, documents(find(t, view, "review-4").Sources))
	require.Equal(t, []string{"notice/5"}, documents(find(t, view, "review-4").History[2].Sources))
	s, _ := view.Series("open-day")
	require.Equal(t, []string{"CHARTER"}, documents(s.Sources))
	require.Equal(t, []string{"CHARTER"}, documents(find(t, view, "open-day/2012-05-02").Sources))

	require.Equal(t, []string{"CHARTER", "gazette"}, documents(find(t, c.AsOf(day("2012-01-01")), "open-day/2012-05-02").Sources))
	require.Len(t, find(t, c, "review-4").History[2].Sources, 2, "a view changes nothing in the whole")
}

// The day of an occurrence of which a source tells no day rests on the series.
func TestWhenSourcesOfAPattern(t *testing.T) {
	c := calendar.MustNew(board())
	told := find(t, c, "open-day/2003-05-02")
	require.Equal(t, src("CHARTER", "2005-06-01"), told.WhenSources())
	require.Equal(t, append(src("CHARTER", "2005-06-01"), src("gazette", "2003-05-03")...), told.Sources)
	moved := find(t, c, "open-day/2009-05-02")
	require.Equal(t, src("gazette", "2009-04-20"), moved.WhenSources())
	require.Equal(t, src("CHARTER", "2005-06-01"), find(t, c, "open-day/2004-05-02").WhenSources())
}

// What was said is told as it could be understood on its day, whatever became known since.
func TestWhenSaid(t *testing.T) {
	c := calendar.MustNew(withAudit())
	require.Equal(t, "[..2009-12-31?]", c.WhenSaid(find(t, c, "audit").History[0]).String(), "the term's end was not known yet")
	var said []string
	for _, st := range find(t, c, "review-4").History {
		said = append(said, c.WhenSaid(st).String())
	}
	require.Equal(t, []string{"[2010-01-11?..2010-12-31]", "2010-11-08", "XXXX", "2011-01-17", "2011-01-17"}, said)
}

func TestLayerTitle(t *testing.T) {
	c := calendar.MustNew(board())
	require.Equal(t, "The charter", c.LayerTitle("charter"))
	require.Equal(t, "What became known later", c.AsOf(day("2005-06-01")).LayerTitle("later"))
	require.Empty(t, c.LayerTitle("none"))
}
