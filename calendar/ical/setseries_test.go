package ical

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

func parseSetLines(t testing.TB, lines ...string) recurrence.Set {
	t.Helper()
	s, err := recurrence.ParseSet(strings.Join(lines, "\n"))
	require.NoError(t, err)
	return s
}

func withSet(t testing.TB, p calendar.BySet, statements ...calendar.Statement) *calendar.Calendar {
	t.Helper()
	sources := []calendar.Source{{Document: "test", SaidOn: date.New(2025, 1, 1)}}
	for i := range statements {
		statements[i].ID, statements[i].Sources = fmt.Sprintf("st%d", i), sources
	}
	c, err := calendar.New(calendar.Definition{
		ID: "c", Title: "C", Revision: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Layers: []calendar.Layer{{
			ID: "l", Said: date.New(2025, 1, 1), Statements: statements,
			Series: []calendar.Series{{ID: "s", Title: "Meeting", Kind: calendar.Meeting, Status: calendar.Scheduled, Pattern: p, Sources: sources}},
		}},
	})
	require.NoError(t, err)
	return c
}

// placing returns the lines of the VEVENTs of a feed that say when they are.
func placing(t testing.TB, feed *ics.Calendar) []string {
	t.Helper()
	stream, err := Marshal(feed)
	require.NoError(t, err)
	var lines []string
	in := false
	for line := range strings.SplitSeq(strings.ReplaceAll(string(stream), "\r\n ", ""), "\r\n") {
		if line == "BEGIN:VEVENT" {
			in = true
			lines = append(lines, "--")
		}
		name := strings.FieldsFunc(line+":", func(r rune) bool { return r == ':' || r == ';' })
		if len(name) == 0 {
			continue
		}
		switch name[0] {
		case "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "SUMMARY":
			if in {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func TestFromCalendarWithSets(t *testing.T) {
	p := calendar.BySet{Set: parseSetLines(t,
		"DTSTART;TZID=Europe/Zurich:20261027T100000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261222T090000Z",
		"EXDATE;TZID=Europe/Zurich:20261124T100000", "RDATE;TZID=Europe/Zurich:20261127T140000")}
	cal := withSet(t, p,
		calendar.Statement{Of: "s/2026-11-10T09:00:00Z", Status: calendar.Cancelled},
		calendar.Statement{Of: "s/2026-12-08T09:00:00Z", When: calendar.On(date.New(2026, 12, 9)), Title: "Retreat"},
		calendar.Statement{Of: "s/2026-12-22T09:00:00Z", Status: calendar.Postponed},
		calendar.Statement{Of: "s/2026-10-27T09:00:00Z", Status: calendar.Held},
	)
	feed, err := FromCalendar(cal, FeedOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{
		"--", "DTSTART;TZID=Europe/Zurich:20261027T100000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;UNTIL=20261222T090000Z;INTERVAL=2",
		"RDATE:20261127T130000Z", "EXDATE;TZID=Europe/Zurich:20261124T100000,20261208T100000,20261222T100000", "SUMMARY:Meeting", "STATUS:CONFIRMED",
		"--", "RECURRENCE-ID;TZID=Europe/Zurich:20261110T100000", "DTSTART;TZID=Europe/Zurich:20261110T100000", "DTEND;TZID=Europe/Zurich:20261110T120000",
		"SUMMARY:[CANCELLED] Meeting", "STATUS:CANCELLED",
		"--", "DTSTART;VALUE=DATE:20261209", "DTEND;VALUE=DATE:20261210", "SUMMARY:Retreat", "STATUS:CONFIRMED",
	}, placing(t, feed))

	p = calendar.BySet{
		Set: parseSetLines(t,
			"BEGIN:VEVENT", "DTSTART:20260105T220000", "DURATION:PT3H", "RRULE:FREQ=DAILY;COUNT=9", "END:VEVENT",
			"BEGIN:VEVENT", "RECURRENCE-ID:20260106T220000", "DTSTART:20260106T230000", "DURATION:PT1H", "END:VEVENT",
			"BEGIN:VEVENT", "RECURRENCE-ID:20260107T220000", "STATUS:CANCELLED", "END:VEVENT",
			"BEGIN:VEVENT", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260110T220000", "DTSTART:20260110T210000", "END:VEVENT"),
		Titles: []string{"", "", "Earlier"},
	}
	feed, err = FromCalendar(withSet(t, p), FeedOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{
		"--", "DTSTART:20260105T220000", "DURATION:PT3H", "RRULE:FREQ=DAILY;COUNT=9", "EXDATE:20260107T220000", "SUMMARY:Meeting", "STATUS:CONFIRMED",
		"--", "RECURRENCE-ID:20260106T220000", "DTSTART:20260106T230000", "DURATION:PT1H", "SUMMARY:Meeting", "STATUS:CONFIRMED",
		"--", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260110T220000", "DTSTART:20260110T210000", "SUMMARY:Earlier", "STATUS:CONFIRMED",
	}, placing(t, feed))

	// What is out of the span is not there; and a feed has no million entries.
	feed, err = FromCalendar(withSet(t, p), FeedOptions{From: date.New(2026, 3, 1)})
	require.NoError(t, err)
	require.Empty(t, placing(t, feed))
	endless := calendar.BySet{Set: parseSetLines(t, "DTSTART:20260105T220000Z", "RRULE:FREQ=SECONDLY")}
	feed, err = FromCalendar(withSet(t, endless), FeedOptions{})
	require.NoError(t, err)
	require.Len(t, placing(t, feed), 5)
	_, err = FromCalendar(withSet(t, endless), FeedOptions{Todos: true})
	require.ErrorIs(t, err, ErrValue)
	endless.Set.ExRules = []recurrence.Rule{{Freq: recurrence.Daily}}
	_, err = FromCalendar(withSet(t, endless), FeedOptions{})
	require.ErrorIs(t, err, ErrValue)
}

// TestSetsThereAndBack writes calendars with random sets and reads them back: all that
// happens in them is the same.
func TestSetsThereAndBack(t *testing.T) {
	for seed := range uint64(300) {
		g := setGenerator{rand.New(rand.NewPCG(seed, 3))}
		p := calendar.BySet{Set: g.set()}
		if _, err := compile(&p.Set); err != nil {
			continue
		}
		cal := withSet(t, p)
		feed, err := FromCalendar(cal, FeedOptions{})
		require.NoError(t, err)
		stream, err := Marshal(feed)
		require.NoError(t, err)
		doc, err := Read(bytes.NewReader(stream), ReadOptions{Message: true})
		require.NoError(t, err)
		im, err := ToCalendar(doc.Calendars[0], ImportOptions{})
		require.NoError(t, err)
		require.Equal(t, happenings(cal, false), happenings(im.Calendar, true), "seed %d: %+v\n%s\n%v", seed, p.Set, stream, im.Findings)
	}
}

// happenings lists what happens in a calendar. Occurrences that an override adds to a set
// are events of their own once they have been read.
func happenings(cal *calendar.Calendar, read bool) (list []string) {
	for e := range cal.Between(0, date.New(2025, 1, 1), date.New(2028, 1, 1)) {
		if e.Status == calendar.Cancelled {
			continue
		}
		list = append(list, e.Occurrence+" "+e.When.String())
	}
	return list
}

type setGenerator struct{ *rand.Rand }

func (g setGenerator) chance(percent int) bool { return g.IntN(100) < percent }

func (g setGenerator) set() recurrence.Set {
	locations := []*time.Location{nil, recurrence.Floating, time.UTC}
	for _, name := range []string{"Europe/Vienna", "America/New_York"} {
		if loc, err := time.LoadLocation(name); err == nil {
			locations = append(locations, loc)
		}
	}
	loc := locations[g.IntN(len(locations))]
	moment := func() recurrence.Moment {
		at := time.Date(2026, 1, 1+g.IntN(120), g.IntN(24), 30*g.IntN(2), 0, 0, time.UTC)
		if loc == nil {
			return recurrence.OnDay(date.NewAt(at))
		}
		return recurrence.AtClock(at, loc)
	}
	length := func() (l recurrence.Length) {
		if g.chance(70) {
			l.Days = g.IntN(4)
			if loc != nil {
				l.Exact = time.Duration(g.IntN(30)) * time.Hour
			}
		}
		return l
	}
	s := recurrence.Set{Start: moment(), Length: length()}
	for range g.IntN(3) {
		freqs := []recurrence.Frequency{recurrence.Daily, recurrence.Weekly, recurrence.Monthly}
		if loc != nil {
			freqs = append(freqs, recurrence.Hourly)
		}
		s.Rules = append(s.Rules, recurrence.Rule{Freq: freqs[g.IntN(len(freqs))], Interval: 1 + g.Int64N(5), Count: 1 + g.Int64N(20)})
	}
	for range 1 + g.IntN(3) {
		s.RDates = append(s.RDates, moment())
	}
	for range g.IntN(2) {
		s.ExDates = append(s.ExDates, moment())
	}
	if loc != nil && g.chance(40) {
		s.Periods = append(s.Periods, recurrence.Period{Start: moment(), Length: recurrence.Length{Days: g.IntN(50), Exact: time.Hour}})
	}
	var ids []recurrence.Moment
	if loc == nil {
		if d, err := s.Dates(); err == nil {
			for o := range d.All() {
				ids = append(ids, recurrence.OnDay(o))
			}
		}
	} else if c, err := s.Times(); err == nil {
		for o := range c.All() {
			ids = append(ids, recurrence.At(o))
		}
	}
	for range g.IntN(4) {
		if len(ids) == 0 {
			break
		}
		v := recurrence.Override{ID: ids[g.IntN(len(ids))], Length: length()}
		if g.chance(70) {
			v.Start = moment()
		}
		if g.chance(30) {
			v.Range = recurrence.ThisAndFuture
			if len(s.Periods) > 0 && v.Length == (recurrence.Length{}) {
				v.Length.Days = 1 // that it leaves the length of later periods alone cannot be written
			}
		}
		v.Cancelled = g.chance(15)
		s.Overrides = append(s.Overrides, v)
	}
	return s
}

// A meeting of an hour that is moved to a time without an end comes back without one.
func TestMovedToATimeWithoutAnEnd(t *testing.T) {
	moved := calendar.MustParseWhen("2026-01-07T11:00[UTC]")
	cal := withSet(t, calendar.BySet{Set: parseSetLines(t, "DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")},
		calendar.Statement{Of: "s/2026-01-06T09:00:00Z", When: moved})
	feed, err := FromCalendar(cal, FeedOptions{})
	require.NoError(t, err)
	text, err := Marshal(feed)
	require.NoError(t, err)
	im, err := ReadCalendar(strings.NewReader(string(text)), ReadOptions{}, ImportOptions{})
	require.NoError(t, err)
	require.Empty(t, reasons(im.Findings))
	var whens []calendar.When
	for e := range im.Calendar.Between(date.New(2026, 1, 1), date.New(2026, 1, 1), date.New(2026, 2, 1)) {
		whens = append(whens, e.When)
	}
	require.Contains(t, whens, moved)
}
