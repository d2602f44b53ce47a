package calendar_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// randomWhen is any form of When around the years 1990 to 2030.
func randomWhen(rng *rand.Rand) calendar.When {
	d := date.New(1990, time.January, 1) + date.Date(rng.IntN(40*365))
	length := date.Date(1 << rng.IntN(14))
	var w calendar.When
	switch rng.IntN(12) {
	case 0:
		w = calendar.When{}
	case 1:
		w = calendar.Lasting(d, d+length)
	case 2:
		w = calendar.Between(d, d+length)
	case 3:
		w = calendar.InYear(d.Year())
	case 4:
		w = calendar.InMonth(d.Year(), d.Month())
	case 5:
		w = calendar.NotAfter(d)
	case 6:
		w = calendar.NotBefore(d)
	case 7:
		w = calendar.MustParseWhen(d.String() + "/..")
	case 8:
		w = calendar.MustParseWhen("../" + d.String())
	case 9:
		w = calendar.MustParseWhen(fmt.Sprintf("%sT%02d:30[Europe/Vienna]", d, rng.IntN(24)))
	default:
		w = calendar.On(d)
	}
	if rng.IntN(4) == 0 {
		w = w.Projected()
	}
	return w
}

// randomDefinition has events of all forms, statements on some, and series, a few of
// whose occurrences are recorded.
func randomDefinition(rng *rand.Rand, events, series int) calendar.Definition {
	layer := calendar.Layer{ID: "first", Said: day("2010-01-01")}
	later := calendar.Layer{ID: "later", Said: day("2020-01-01")}
	kinds := calendar.Kinds()
	settled := []calendar.Status{calendar.Held, calendar.Scheduled, calendar.Mandated, calendar.Projected, calendar.Cancelled, calendar.Postponed}
	rules := []string{
		"FREQ=DAILY;INTERVAL=9", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY",
		"FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH", "FREQ=YEARLY;COUNT=3", "FREQ=YEARLY;UNTIL=20200101",
	}
	for i := range series {
		s := calendar.Series{
			ID: fmt.Sprintf("s%d", i), Title: "Series", Each: "Series {n} {year}", Kind: kinds[rng.IntN(len(kinds))],
			Sources: src("D", ""), Start: date.New(1990, time.January, 1) + date.Date(rng.IntN(30*365)),
		}
		switch rng.IntN(4) {
		case 0:
			c := calendar.Cadence{Periods: "year", First: 1980 + rng.IntN(40), Every: 1 + rng.IntN(6)}
			s.Pattern = c
			later.Statements = append(later.Statements, calendar.Statement{
				ID: fmt.Sprintf("st%d", i), Of: fmt.Sprintf("s%d/%d", i, c.First+c.Every*rng.IntN(20)),
				When: calendar.On(date.New(2015, time.May, 1+rng.IntN(30))), Status: calendar.Held, Sources: src("E", ""),
			})
		case 1:
			s.Pattern = calendar.Cadence{Periods: "term", First: 1 + rng.IntN(4), Every: 1 + rng.IntN(3)}
		default:
			s.Pattern = calendar.ByRule{Rule: recurrence.MustParse(rules[rng.IntN(len(rules))])}
			if rng.IntN(2) == 0 {
				s.Status = calendar.Scheduled
			}
		}
		layer.Series = append(layer.Series, s)
	}
	for i := range events {
		layer.Events = append(layer.Events, calendar.Event{
			ID: fmt.Sprintf("e%d", i), Title: "Event", Kind: kinds[rng.IntN(len(kinds))], When: randomWhen(rng),
			Status: settled[rng.IntN(len(settled))], Sources: src("D", ""),
		})
		if rng.IntN(8) == 0 {
			later.Statements = append(later.Statements, calendar.Statement{
				ID: fmt.Sprintf("es%d", i), Of: fmt.Sprintf("e%d", i), When: randomWhen(rng),
				Status: settled[rng.IntN(len(settled))], Sources: src("E", ""),
			})
		}
	}
	return calendar.Definition{
		ID: "random", Title: "Random", Periods: map[string]calendar.Periods{"term": terms{}},
		Layers: []calendar.Layer{layer, later},
	}
}

// plain answers queries by going through everything: events, and the occurrences of
// each series that begin between two years.
type plain struct{ entries []calendar.Entry }

func newPlain(t *testing.T, c *calendar.Calendar, today date.Date) plain {
	var p plain
	seen := make(map[string]bool)
	add := func(id string) {
		if e, ok := c.Entry(id, today); ok && !seen[id] {
			seen[id] = true
			p.entries = append(p.entries, e)
		}
	}
	for ev := range c.Events() {
		add(ev.ID)
	}
	for s := range c.AllSeries() {
		for d := date.New(1960, time.January, 1); d < date.New(2060, time.January, 1); d++ {
			if _, byRule := s.Pattern.(calendar.ByRule); byRule {
				add(s.ID + "/" + d.String())
			}
		}
		for n := range 2100 {
			if _, cadence := s.Pattern.(calendar.Cadence); cadence {
				add(fmt.Sprintf("%s/%d", s.ID, n))
			}
		}
	}
	slices.SortFunc(p.entries, func(a, b calendar.Entry) int {
		return cmp.Or(a.When.Compare(b.When), strings.Compare(a.ID, b.ID))
	})
	return p
}

func (p plain) filter(pass func(calendar.Entry) bool) (found []string) {
	for _, e := range p.entries {
		if pass(e) {
			found = append(found, e.ID)
		}
	}
	return found
}

func (p plain) between(from, to date.Date) []string {
	return p.filter(func(e calendar.Entry) bool { return mayFall(e, from, to) })
}

// mayFall is what Between asks of an entry.
func mayFall(e calendar.Entry, from, to date.Date) bool {
	_, begins := e.When.Earliest()
	last, ends := e.When.Latest()
	if begins || !ends || len(e.History) == 0 || e.History[0].Status == calendar.Held {
		return e.When.MayFallWithin(from, to)
	}
	asked := min(e.History[0].SaidOn, last)
	return calendar.Lasting(asked, last).MayFallWithin(from, to)
}

// next orders what lies ahead by the day that matters next.
func (p plain) next(today date.Date, n int) (found []string) {
	matters := func(e calendar.Entry) date.Date {
		if due, ok := e.When.Due(); ok && due >= today {
			return due
		}
		if last, ok := e.When.Latest(); ok {
			return last
		}
		return 1 << 40
	}
	var ahead []calendar.Entry
	for _, e := range p.entries {
		if last, ok := e.When.Latest(); !e.When.IsZero() && (!ok || last >= today) {
			ahead = append(ahead, e)
		}
	}
	slices.SortStableFunc(ahead, func(a, b calendar.Entry) int { return cmp.Compare(matters(a), matters(b)) })
	for _, e := range ahead[:min(n, len(ahead))] {
		found = append(found, e.ID)
	}
	return found
}

// Each answer is that of going through everything.
func TestQueriesEqualPlainFilter(t *testing.T) {
	rounds := 16
	if testing.Short() {
		rounds = 4
	}
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		def := randomDefinition(rng, rng.IntN(300), rng.IntN(7))
		numbers := []int{1, 2, 10, 100}
		if seed%2 == 1 {
			def, numbers = lively(rng), numbers[:3] // the reference does not reach far beyond its events
		}
		c := calendar.MustNew(def)
		if seed%3 == 2 {
			c = c.AsOf(day("2009-12-31") + date.Date(rng.IntN(4000)))
		}
		today := date.New(1995, time.January, 1) + date.Date(rng.IntN(30*365))
		p := newPlain(t, c, today)
		for range 60 {
			from := date.New(1985, time.January, 1) + date.Date(rng.IntN(45*365))
			to := from + date.Date(rng.IntN(1<<rng.IntN(13)))
			require.Equal(t, p.between(from, to), ids(c.Between(today, from, to)), "seed %d: [%s, %s)", seed, from, to)
		}
		overdue := p.filter(func(e calendar.Entry) bool { return e.Status == calendar.Overdue })
		require.Equal(t, overdue, ids(c.Overdue(today)), "seed %d on %s", seed, today)
		for _, n := range numbers {
			require.Equal(t, p.next(today, n), ids(slices.Values(c.Next(today, n))), "seed %d, %d from %s", seed, n, today)
		}
		meetings := calendar.OfKind(calendar.Meeting, calendar.Deadline)
		passed := slices.Collect(c.Between(today, day("1990-01-01"), day("2020-01-01"), meetings))
		var want []string
		for e := range c.Between(today, day("1990-01-01"), day("2020-01-01")) {
			if meetings(e) {
				want = append(want, e.ID)
			}
		}
		require.Equal(t, want, ids(slices.Values(passed)))
	}
}
