package calendar

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

func setOf(t testing.TB, lines ...string) recurrence.Set {
	t.Helper()
	s, err := recurrence.ParseSet(strings.Join(lines, "\n"))
	require.NoError(t, err)
	return s
}

// withSet returns a calendar of one series, and of events that record occurrences of it.
func withSet(t testing.TB, p BySet, recorded ...Event) *Calendar {
	t.Helper()
	sources := []Source{{Document: "test", SaidOn: date.New(2000, 1, 1)}}
	for i := range recorded {
		recorded[i].Series, recorded[i].Sources = "s", sources
	}
	c, err := New(Definition{ID: "c", Title: "C", Layers: []Layer{{
		ID: "l", Said: date.New(2000, 1, 1), Events: recorded,
		Series: []Series{{ID: "s", Title: "Title", Kind: Meeting, Status: Scheduled, Pattern: p, Sources: sources}},
	}}})
	require.NoError(t, err)
	return c
}

func texts(entries []Entry) (list []string) {
	for _, e := range entries {
		list = append(list, e.ID+" "+e.When.String())
	}
	return list
}

func TestBySet(t *testing.T) {
	for _, tt := range []struct {
		name     string
		set      []string
		from, to string
		want     []string
	}{
		{"all-day with a length, some of it before the span", []string{
			"DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260108", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260112",
		}, "2026-01-07", "2026-01-20", []string{"s/2026-01-05 2026-01-05/2026-01-07", "s/2026-01-19 2026-01-19/2026-01-21"}},
		{"in a zone, over the change of the clocks", []string{
			"DTSTART;TZID=Europe/Vienna:20260322T090000", "DURATION:PT1H30M", "RRULE:FREQ=WEEKLY",
		}, "2026-03-22", "2026-04-05", []string{
			"s/2026-03-22T08:00:00Z 2026-03-22T09:00[Europe/Vienna]/2026-03-22T10:30[Europe/Vienna]",
			"s/2026-03-29T07:00:00Z 2026-03-29T09:00[Europe/Vienna]/2026-03-29T10:30[Europe/Vienna]",
		}},
		{"additional dates and periods", []string{
			"DTSTART:20260105T090000Z", "RDATE:20260105T070000Z", "RDATE;VALUE=PERIOD:20260101T000000Z/P10D",
		}, "2026-01-05", "2026-01-06", []string{
			"s/2026-01-01T00:00:00Z 2026-01-01T00:00[UTC]/2026-01-11T00:00[UTC]",
			"s/2026-01-05T07:00:00Z 2026-01-05T07:00[UTC]", "s/2026-01-05T09:00:00Z 2026-01-05T09:00[UTC]",
		}},
		{"floating times are on days", []string{
			"DTSTART:20260105T220000", "DURATION:PT3H", "RRULE:FREQ=DAILY;COUNT=2",
		}, "2026-01-06", "2026-01-07", []string{"s/2026-01-05T22:00:00 2026-01-05/2026-01-06", "s/2026-01-06T22:00:00 2026-01-06/2026-01-07"}},
		{"moved and cancelled ones keep their keys", []string{
			"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=4", "END:VEVENT",
			"BEGIN:VEVENT", "RECURRENCE-ID;VALUE=DATE:20260106", "DTSTART;VALUE=DATE:20260207", "END:VEVENT",
			"BEGIN:VEVENT", "RECURRENCE-ID;VALUE=DATE:20260107", "STATUS:CANCELLED", "END:VEVENT",
		}, "2026-01-01", "2026-03-01", []string{"s/2026-01-05 2026-01-05", "s/2026-01-08 2026-01-08", "s/2026-01-06 2026-02-07"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := withSet(t, BySet{Set: setOf(t, tt.set...)})
			got := slices.Collect(c.Between(0, day(t, tt.from), day(t, tt.to)))
			require.Equal(t, tt.want, texts(got))
		})
	}
}

func day(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := date.ParseISO(s)
	require.NoError(t, err)
	return d
}

func TestBySetFaults(t *testing.T) {
	source := []Source{{Document: "test"}}
	_, err := New(Definition{ID: "c", Title: "C", Layers: []Layer{{
		ID: "l", Said: date.New(2000, 1, 1),
		Series: []Series{
			{ID: "none", Title: "T", Kind: Meeting, Pattern: BySet{}, Sources: source},
			{ID: "s", Title: "T", Kind: Meeting, Pattern: BySet{Set: setOf(t, "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY")}, Sources: source},
		},
		Events: []Event{
			{ID: "e", Title: "T", Kind: Meeting, Status: Held, Series: "s", Occurrence: "2026-01-06", Sources: source},
			{ID: "f", Title: "T", Kind: Meeting, Status: Held, Series: "s", Occurrence: "2026-01-06T9:00:00Z", Sources: source},
		},
		Statements: []Statement{
			{ID: "g", Of: "s/2026-01-06T10:00:00Z", Status: Held, Sources: source},
			{ID: "h", Of: "s/2026-01-07T09:00:00Z", Status: Held, Sources: source},
			{ID: "i", Of: "none/2026-01-07T09:00:00Z", Status: Held, Sources: source},
		},
	}}})
	require.ErrorContains(t, err, "(none): set: recurrence: DTSTART")
	require.ErrorContains(t, err, `(e): occurrence: "2026-01-06" is not a key of the set, such as 2026-01-05T09:00:00Z`)
	require.ErrorContains(t, err, `(f): occurrence: "2026-01-06T9:00:00Z" is not a key`)
	require.ErrorContains(t, err, "(g): of: 2026-01-06T10:00:00Z is not an occurrence of the set")
	require.NotContains(t, err.Error(), "(h)")
}

func TestBySetTitles(t *testing.T) {
	set := setOf(t, "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY", "END:VEVENT",
		"BEGIN:VEVENT", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260119", "DTSTART;VALUE=DATE:20260120", "END:VEVENT")
	c := withSet(t, BySet{set, []string{"Later, in {year}"}})
	var titles []string
	for e := range c.Between(0, date.New(2026, 1, 1), date.New(2026, 1, 28)) {
		titles = append(titles, e.When.String()+" "+e.Title)
		ev, ok := c.Event(e.ID)
		require.True(t, ok)
		require.Equal(t, e.Event, ev)
	}
	require.Equal(t, []string{
		"2026-01-05 Title", "2026-01-12 Title", "2026-01-20 Later, in 2026", "2026-01-27 Later, in 2026",
	}, titles)
	require.Contains(t, BySet{Set: set}.Words(), "; 1 change")
}

// A rule that gives something every second, or lasts for ages, keeps no query waiting.
func TestBySetIsBounded(t *testing.T) {
	c := withSet(t, BySet{Set: setOf(t, "DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY",
		"RDATE;VALUE=PERIOD:20260101T000000Z/P40000D", "DURATION:PT1S")})
	today := date.New(2090, 5, 5)
	require.Len(t, c.Next(today, 3), 3)
	_, ok := c.NextOf("s", today)
	require.True(t, ok)
	for range c.On(today) {
		break
	}
	c = withSet(t, BySet{Set: setOf(t, "DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY", "DURATION:P30000D")})
	require.Len(t, c.Next(today, 3), 3)
}

// TestRandomBySets compares the answers of a calendar with those that come of looking at
// each occurrence of the set.
func TestRandomBySets(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := setGenerator{r}
		p := BySet{Set: g.set()}
		all, err := plainly(p)
		if err != nil {
			continue // such as a period that ends before it begins
		}
		name := fmt.Sprintf("seed %d: %+v", seed, p.Set)
		var recorded []Event
		left := slices.Clone(all)
		if len(all) > 2 && g.chance(50) {
			i := r.IntN(len(all))
			left = slices.Delete(left, i, i+1)
			recorded = []Event{{ID: "e", Title: "E", Kind: Meeting, Status: Held, Occurrence: all[i].key, When: On(date.New(1990, 1, 1))}}
		}
		c := withSet(t, p, recorded...)
		for range 12 {
			from := date.New(2025, 12, 1) + date.Date(r.IntN(150))
			to := from + date.Date(r.IntN(40))
			var want []string
			for _, o := range left {
				if o.when.MayFallWithin(from, to) {
					want = append(want, "s/"+o.key+" "+o.when.String())
				}
			}
			require.Equal(t, want, texts(slices.Collect(c.Between(from, from, to))), "%s: Between %s and %s", name, from, to)
			requireNext(t, name, c, left, from, 1+r.IntN(6))
		}
		for _, o := range all {
			ev, ok := c.Event("s/" + o.key)
			require.Equal(t, slices.ContainsFunc(left, func(l plainOccurrence) bool { return l.key == o.key }), ok, "%s: Event %s", name, o.key)
			if ok {
				require.Equal(t, o.when, ev.When, name)
			}
		}
	}
}

func requireNext(t *testing.T, name string, c *Calendar, left []plainOccurrence, today date.Date, n int) {
	t.Helper()
	var entries []Entry
	for _, o := range left {
		if o.when.MayFallWithin(today, maxDay+1) {
			entries = append(entries, Entry{Event: Event{ID: "s/" + o.key, When: o.when}, Today: today})
		}
	}
	slices.SortFunc(entries, byNext)
	entries = entries[:min(n, len(entries))]
	require.Equal(t, texts(entries), texts(c.Next(today, n, WithStatus(Scheduled))), "%s: Next %d on %s", name, n, today)
	next, ok := c.NextOf("s", today)
	require.Equal(t, len(entries) > 0, ok, name)
	if ok {
		require.Equal(t, entries[0].ID, next.ID, name)
	}
}

type plainOccurrence struct {
	key  string
	when When
}

// plainly lists the occurrences of a set in the order of When.Compare, then of ID.
func plainly(p BySet) (all []plainOccurrence, err error) {
	if p.Set.Start.Form() == recurrence.FormDate {
		d, err := p.Set.Dates()
		if err != nil {
			return nil, err
		}
		for o := range d.Occurrences(minDay, maxDay) {
			all = append(all, plainOccurrence{o.ID.String(), Lasting(o.Start, o.End-1)})
		}
	} else {
		s, err := p.Set.Times()
		if err != nil {
			return nil, err
		}
		for o := range s.Occurrences(time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) {
			if o.ID.Location() == recurrence.Floating {
				end := o.End
				if end.After(o.Start) {
					end = end.Add(-time.Second)
				}
				all = append(all, plainOccurrence{o.ID.Format("2006-01-02T15:04:05"), Lasting(date.NewAt(o.Start), date.NewAt(end))})
				continue
			}
			all = append(all, plainOccurrence{o.ID.UTC().Format(time.RFC3339), At(o.Start, o.End)})
		}
	}
	slices.SortFunc(all, func(a, b plainOccurrence) int {
		if n := a.when.Compare(b.when); n != 0 {
			return n
		}
		return strings.Compare(a.key, b.key)
	})
	return all, nil
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
			if g.chance(10) {
				l.Days = g.IntN(60)
			}
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
	for range g.IntN(3) {
		s.RDates = append(s.RDates, moment())
	}
	for range g.IntN(2) {
		s.ExDates = append(s.ExDates, moment())
	}
	if loc != nil && g.chance(40) {
		s.Periods = append(s.Periods, recurrence.Period{Start: moment(), Length: recurrence.Length{Days: g.IntN(50), Exact: time.Hour}})
		s.Periods = append(s.Periods, recurrence.Period{Start: moment(), End: moment()})
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
		v := recurrence.Override{ID: ids[g.IntN(len(ids))], Length: length(), NoLength: g.chance(20)}
		if g.chance(70) {
			v.Start = moment()
		}
		if g.chance(30) {
			v.Range = recurrence.ThisAndFuture
		}
		v.Cancelled = g.chance(15)
		s.Overrides = append(s.Overrides, v)
	}
	return s
}

// What the patterns alone give is what no event records.
func TestProjected(t *testing.T) {
	c := withSet(t, BySet{Set: setOf(t, "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=4")},
		Event{ID: "e", Title: "E", Kind: Meeting, Status: Held, Occurrence: "2026-01-06", When: On(date.New(2026, 1, 6))})
	from, to := date.New(2026, 1, 1), date.New(2026, 1, 8)
	require.Equal(t, []string{"s/2026-01-05 2026-01-05", "s/2026-01-07 2026-01-07"}, texts(slices.Collect(c.Projected("s", from, from, to))))
	require.Empty(t, slices.Collect(c.Projected("s", from, to, from)))
	require.Empty(t, slices.Collect(c.Projected("s", from, from, to, WithStatus(Held))))
	require.Empty(t, slices.Collect(c.Projected("t", from, from, to)))
	for range c.Projected("s", from, from, to) {
		break
	}
}
