package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// said is a calendar of one event and of what was said of it later.
func said(first calendar.Event, later ...calendar.Statement) *calendar.Calendar {
	first.ID, first.Title, first.Kind = "e", "E", calendar.Meeting
	if first.Sources == nil {
		first.Sources = src("CHARTER", "2005-06-01")
	}
	for i := range later {
		later[i].ID, later[i].Of = "s"+string(rune('1'+i)), "e"
	}
	return calendar.MustNew(calendar.Definition{
		ID: "c", Title: "C", Periods: map[string]calendar.Periods{"term": terms{}},
		Layers: []calendar.Layer{
			{ID: "charter", Said: day("2005-06-01"), Events: []calendar.Event{first}},
			{ID: "later", Said: day("2019-12-31"), Statements: later},
		},
	})
}

func TestWhichWhenIsInForce(t *testing.T) {
	for _, tt := range []struct {
		name, first, later, want string
	}{
		{"a day for a year", "2010", "2010-05-06", "2010-05-06"},
		{"a year for its day erases nothing", "2010-05-06", "2010", "2010-05-06"},
		{"a year that was decided for a day that was projected", "2010-05-06?", "2010", "2010"},
		{"a year that was projected for a day that was projected", "2010-05-06?", "2010?", "2010-05-06?"},
		{"another day", "2010-05-06", "2010-05-07", "2010-05-07"},
		{"another year", "2010-05-06", "2011", "2011"},
		{"nothing", "2010-05-06", "XXXX", "2010-05-06"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := said(calendar.Event{When: when(tt.first), Status: calendar.Scheduled},
				calendar.Statement{When: when(tt.later), Sources: src("notice/1", "2009-01-01")})
			require.Equal(t, tt.want, find(t, c, "e").When.String())
		})
	}
}

// Terms that begin after 2009 are known by rule; the fourth is that of 2010 to 2012.
func TestWithinBasisOfTheBounds(t *testing.T) {
	for _, tt := range []struct {
		name string
		ref  calendar.PeriodRef
		want string
	}{
		{"a term by rule", calendar.PeriodRef{Number: 5}, "[2013-01-01?..2015-12-31?]"},
		{"a limit within it is decided", calendar.PeriodRef{Number: 5, NotAfter: when("2014-03")}, "[2013-01-01?..2014-03-31]"},
		{"a limit on its last day is decided", calendar.PeriodRef{Number: 5, NotAfter: when("2015-12-31")}, "[2013-01-01?..2015-12-31]"},
		{"a limit after it", calendar.PeriodRef{Number: 5, NotAfter: when("2016-01-01")}, "[2013-01-01?..2015-12-31?]"},
		{"a limit that is projected itself", calendar.PeriodRef{Number: 3, NotAfter: when("2008?")}, "[2007-01-01..2008-12-31?]"},
		{"after a part", calendar.PeriodRef{Number: 3, After: "opening"}, "[2007-01-11..2009-12-31]"},
		{"a limit on the day after a part", calendar.PeriodRef{Number: 3, After: "opening", NotAfter: when("2007-01-11")}, "2007-01-11"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.ref.Periods = "term"
			c := said(calendar.Event{Within: tt.ref, Status: calendar.Mandated})
			require.Equal(t, tt.want, find(t, c, "e").When.String())
		})
	}
}

func TestSaidOnOfSeveralSources(t *testing.T) {
	c := said(calendar.Event{
		When: when("2004"), Status: calendar.Held,
		Sources: []calendar.Source{{Document: "A", SaidOn: day("2005-03-01")}, {Document: "B"}, {Document: "C", SaidOn: day("2005-02-01")}},
	})
	e := find(t, c, "e")
	on, ok := e.SaidOn()
	require.True(t, ok)
	require.Equal(t, "2004-12-31", on.String(), "the earliest, here the last day of what is held")
	require.True(t, e.History[0].Inferred)
	require.Equal(t, []bool{false, true, false}, []bool{e.Sources[0].SaidOnInferred, e.Sources[1].SaidOnInferred, e.Sources[2].SaidOnInferred})

	c = said(calendar.Event{
		When: when("2004"), Status: calendar.Mandated,
		Sources: []calendar.Source{{Document: "A", SaidOn: day("2005-03-01")}, {Document: "B"}, {Document: "C", SaidOn: day("2005-02-01")}},
	})
	on, _ = find(t, c, "e").SaidOn()
	require.Equal(t, "2005-02-01", on.String(), "what is vague and not held was said with the layer")
}

// A statement on an occurrence overrides the series' place and format together: a
// meeting that became virtual has not kept its room.
func TestPlaceAndFormatFromTheSeries(t *testing.T) {
	def := board()
	review := &def.Layers[0].Series[1]
	review.Place, review.Format = "Reading room", calendar.InPerson
	for _, tt := range []struct {
		name          string
		place, format string
		want          [2]string
	}{
		{"neither", "", "", [2]string{"Reading room", "in-person"}},
		{"another place", "Great hall", "", [2]string{"Great hall", ""}},
		{"another format", "", "virtual", [2]string{"", "virtual"}},
		{"both", "Great hall", "hybrid", [2]string{"Great hall", "hybrid"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			def := def
			def.Layers = append([]calendar.Layer{}, def.Layers...)
			def.Layers[1].Statements = append(def.Layers[1].Statements[:0:0], calendar.Statement{
				ID: "r6", Of: "review/6", Note: "Told.", Place: tt.place, Format: calendar.Format(tt.format), Sources: src("notice/8", "2015-01-01"),
			})
			e := find(t, calendar.MustNew(def), "review/6")
			require.Equal(t, tt.want, [2]string{e.Place, string(e.Format)})
		})
	}
}

// A source can name an occurrence before the series was stated. What the series says is
// not known then, but for what the occurrence's name and day are.
func TestOccurrenceBeforeItsSeriesWasStated(t *testing.T) {
	def := board()
	s := &def.Layers[0].Series[0]
	s.Summary, s.Place, s.Format, s.Organizers = "Doors are open.", "Main house", calendar.InPerson, []string{"The board"}
	c := calendar.MustNew(def)
	for asOf, want := range map[string][]string{
		"2005-05-31": {"Open day", "2003-05-02", "", "", ""},
		"2005-06-01": {"Open day", "2003-05-02", "Doors are open.", "Main house", "in-person", "The board"},
	} {
		e := find(t, c.AsOf(day(asOf)), "open-day/2003-05-02")
		got := append([]string{e.Title, e.When.String(), e.Summary, e.Place, string(e.Format)}, e.Organizers...)
		require.Equal(t, want, got, "as of %s", asOf)
	}
}

// An occurrence that is an event of its own has that event's ID and no other.
func TestRecordedOccurrenceHasOneID(t *testing.T) {
	c := calendar.MustNew(board())
	_, ok := c.Event("review/2")
	require.False(t, ok)
	require.Equal(t, "2", find(t, c, "review-2").Occurrence)
	require.Equal(t, "6", find(t, c, "review/6").Occurrence)
	_, ok = c.Event("review/5")
	require.False(t, ok, "the pattern does not call for it")
	_, ok = c.Event("review/06")
	require.False(t, ok)
}
