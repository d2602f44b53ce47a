package calendar_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// crossed lists crossings as "on id lead left".
func crossed(t *testing.T, found []calendar.Crossing, err error) (lines []string) {
	t.Helper()
	require.NoError(t, err)
	for _, x := range found {
		require.Equal(t, x.On, x.Today)
		lines = append(lines, fmt.Sprintf("%s %s %s %d", x.On, x.ID, x.Lead, x.DaysLeft()))
	}
	return lines
}

func leadsOf(days ...int) (leads []calendar.Lead) {
	for _, n := range days {
		leads = append(leads, calendar.DaysBefore(n))
	}
	return leads
}

// deadline is a calendar with one deadline, and what was said of it.
func deadline(said, days string, statements ...calendar.Statement) *calendar.Calendar {
	for i := range statements {
		statements[i].Of = "report"
	}
	return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{
		ID: "l", Said: day("2020-01-01"), Statements: statements,
		Events: []calendar.Event{{ID: "report", Title: "Report", Kind: calendar.ReportDue, Status: calendar.Mandated, When: when(days), Sources: src("A/1", said)}},
	}}})
}

func TestCrossings(t *testing.T) {
	said := func(id, day, days string, status calendar.Status) calendar.Statement {
		st := calendar.Statement{ID: id, Status: status, Sources: src("B/1", day)}
		if days != "" {
			st.When = when(days)
		}
		return st
	}
	for _, tt := range []struct {
		name         string
		c            *calendar.Calendar
		since, until string
		want         []string
	}{
		{"each lead on its day", deadline("2020-01-01", "[..2026-06-30]"), "2026-01-01", "2026-12-31", []string{
			"2026-04-01 report 90 days 90", "2026-05-31 report 30 days 30", "2026-06-23 report 7 days 7", "2026-06-29 report 1 day 1",
		}},
		{"the day since is done", deadline("2020-01-01", "2026-06-30"), "2026-05-31", "2026-06-22", nil},
		{"the day until is not", deadline("2020-01-01", "2026-06-30"), "2026-05-30", "2026-05-31", []string{"2026-05-31 report 30 days 30"}},
		{"known late", deadline("2026-06-10", "2026-06-30"), "2026-01-01", "2026-12-31", []string{
			"2026-06-10 report 30 days 20", "2026-06-23 report 7 days 7", "2026-06-29 report 1 day 1",
		}},
		{"known on the day of a lead", deadline("2026-06-23", "2026-06-30"), "2026-01-01", "2026-12-31", []string{
			"2026-06-23 report 7 days 7", "2026-06-29 report 1 day 1",
		}},
		{"known on its last day", deadline("2026-06-30", "2026-06-30"), "2026-01-01", "2026-12-31", []string{"2026-06-30 report 1 day 0"}},
		{"known afterwards", deadline("2026-07-01", "2026-06-30"), "2026-01-01", "2026-12-31", nil},
		{"moved away", deadline("2020-01-01", "2026-06-30", said("a", "2026-06-25", "2026-07-20", "")), "2026-06-01", "2026-12-31", []string{
			"2026-06-23 report 7 days 7", "2026-06-25 report 30 days 25", "2026-07-13 report 7 days 7", "2026-07-19 report 1 day 1",
		}},
		{"moved nearer", deadline("2020-01-01", "2026-09-30", said("a", "2026-06-25", "2026-06-28", "")), "2026-06-01", "2026-12-31", []string{
			"2026-06-25 report 7 days 3", "2026-06-27 report 1 day 1",
		}},
		{"dated on the last day of its window", deadline("2020-01-01", "[2026-06-01..2026-06-30]", said("a", "2026-06-25", "2026-06-30", calendar.Scheduled)), "2026-06-01", "2026-12-31", []string{
			"2026-06-23 report 7 days 7", "2026-06-29 report 1 day 1",
		}},
		{"dated within its window", deadline("2020-01-01", "[2026-06-01..2026-06-30]", said("a", "2026-06-03", "2026-06-09", calendar.Scheduled)), "2026-05-01", "2026-12-31", []string{
			"2026-05-31 report 30 days 30", "2026-06-03 report 7 days 6", "2026-06-08 report 1 day 1",
		}},
		{"cancelled", deadline("2020-01-01", "2026-06-30", said("a", "2026-06-10", "", calendar.Cancelled)), "2026-05-01", "2026-12-31", []string{"2026-05-31 report 30 days 30"}},
		{"cancelled on the day", deadline("2020-01-01", "2026-06-30", said("a", "2026-05-31", "", calendar.Cancelled)), "2026-05-01", "2026-12-31", nil},
		{"held before", deadline("2020-01-01", "2026-06-30", said("a", "2026-06-10", "", calendar.Held)), "2026-06-01", "2026-12-31", nil},
		{"put off and dated again", deadline("2020-01-01", "2026-06-30", said("a", "2026-06-10", "", calendar.Postponed), said("b", "2026-07-01", "2026-07-31", calendar.Scheduled)), "2026-06-01", "2026-12-31", []string{
			"2026-07-01 report 30 days 30", "2026-07-24 report 7 days 7", "2026-07-30 report 1 day 1",
		}},
		{"no date", deadline("2020-01-01", "XXXX"), "2026-01-01", "2026-12-31", nil},
		{"no last day", deadline("2020-01-01", "[2026-06-30..]"), "2026-01-01", "2026-12-31", nil},
		{"no days", deadline("2020-01-01", "2026-06-30"), "2026-06-29", "2026-06-29", nil},
		{"backwards", deadline("2020-01-01", "2026-06-30"), "2026-12-31", "2026-01-01", nil},
		{"what lasts, before it begins", deadline("2020-01-01", "2026-06-30/2026-07-04"), "2026-06-24", "2026-12-31", []string{"2026-06-29 report 1 day 1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := tt.c.Crossings(day(tt.since), day(tt.until), leadsOf(90, 30, 7, 1))
			require.Equal(t, tt.want, crossed(t, found, err))
		})
	}
	none, err := deadline("2020-01-01", "2026-06-30").Crossings(day("2026-01-01"), day("2026-12-31"), nil)
	require.Empty(t, crossed(t, none, err))
	only := deadline("2020-01-01", "2026-06-30")
	found, err := only.Crossings(day("2026-01-01"), day("2026-12-31"), leadsOf(0, -3), calendar.OfKind(calendar.ReportDue))
	require.Equal(t, []string{"2026-06-30 report 0 days 0", "2026-06-30 report 0 days 0"}, crossed(t, found, err))
	found, err = only.Crossings(day("2026-01-01"), day("2026-12-31"), leadsOf(7), calendar.OfKind(calendar.Meeting))
	require.Empty(t, crossed(t, found, err))
}

// A series passes its leads as its occurrences come, and an occurrence that an event comes
// to record does not pass them again.
func TestCrossingsOfSeries(t *testing.T) {
	c := calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{
		ID: "l", Said: day("2020-01-01"),
		Series: []calendar.Series{{
			ID: "audit", Title: "Audit", Kind: calendar.Deadline, Status: calendar.Mandated, Start: day("2020-06-30"),
			Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY")}, Sources: src("A/1", "2020-01-01"),
		}},
		Events: []calendar.Event{{
			ID: "audit-2027", Title: "Audit of 2027", Kind: calendar.Deadline, Status: calendar.Scheduled,
			Series: "audit", Occurrence: "2027-06-30", When: when("2027-06-30"), Sources: src("A/2", "2027-06-10"),
		}},
		Statements: []calendar.Statement{
			{ID: "s", Of: "audit/2028-06-30", When: when("2028-07-05"), Sources: src("A/3", "2028-06-29")},
		},
	}}})
	found, err := c.Crossings(day("2026-06-01"), day("2028-12-31"), leadsOf(30, 7))
	require.Equal(t, []string{
		"2026-06-23 audit/2026-06-30 7 days 7",
		"2027-05-31 audit/2027-06-30 30 days 30",
		"2027-06-23 audit-2027 7 days 7",
		"2028-05-31 audit/2028-06-30 30 days 30",
		"2028-06-23 audit/2028-06-30 7 days 7",
		"2028-06-29 audit/2028-06-30 7 days 6",
	}, crossed(t, found, err))
	require.Equal(t, "audit/2027-06-30, 30 days before 2027-06-30", found[1].Key())
	require.Equal(t, "audit/2027-06-30, 7 days before 2027-06-30", found[2].Key())
	require.Equal(t, calendar.Mandated, found[1].Status)
	require.Equal(t, calendar.Scheduled, found[2].Status)
}

func TestCrossingsByWorkdays(t *testing.T) {
	vienna, err := calendar.NewWorkdays("Vienna", calendar.MondayToFriday, calendar.HolidayList{
		From: day("2026-01-01"), To: day("2027-01-01"), Days: []calendar.Holiday{{Day: day("2026-05-14"), Name: "Ascension"}},
	})
	require.NoError(t, err)
	leads := []calendar.Lead{calendar.WorkdaysBefore(5, vienna), calendar.WorkdaysBefore(1, vienna)}
	// The working days before Monday 18 May are 15, 13, 12, 11 and 8 May.
	found, err := deadline("2020-01-01", "2026-05-18").Crossings(day("2026-01-01"), day("2026-12-01"), leads)
	require.Equal(t, []string{
		"2026-05-08 report 5 working days in Vienna 10", "2026-05-15 report 1 working day in Vienna 3",
	}, crossed(t, found, err))

	// What nobody knows is told, and what is known is returned.
	found, err = deadline("2020-01-01", "2027-01-06").Crossings(day("2026-01-01"), day("2026-12-31"), append(leads, calendar.DaysBefore(10)))
	require.Equal(t, []string{"2026-12-27 report 10 days 10"}, crossed(t, found, nil))
	var fault *calendar.LeadError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "report", fault.ID)
	require.Equal(t, day("2027-01-06"), fault.Due)
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.Contains(t, err.Error(), "calendar: 5 working days in Vienna before 2027-01-06 (report): ")

	// What lies far beyond the lists is not in question yet.
	_, err = deadline("2020-01-01", "2029-01-06").Crossings(day("2026-01-01"), day("2026-12-31"), leads)
	require.NoError(t, err)
}

// plainCrossings goes through the days one by one, and on each through all that is known.
func plainCrossings(t *testing.T, c *calendar.Calendar, since, until date.Date, leads []calendar.Lead) (lines []string) {
	last := until
	for _, l := range leads {
		for d, err := l.Before(last); err == nil && d <= until; d, err = l.Before(last) {
			last++
		}
	}
	view := func(d date.Date) *calendar.Calendar {
		if of, ok := c.AsOfDay(); ok && of < d {
			return c
		}
		return c.AsOf(d)
	}
	dues := func(v *calendar.Calendar, today date.Date) map[string]calendar.Entry {
		awaited := make(map[string]calendar.Entry)
		for e := range v.Between(today, since-400, last+5000) {
			if _, ok := e.When.Due(); ok && !e.Event.Status.IsSettled() {
				awaited[slot(&e.Event)] = e
			}
		}
		return awaited
	}
	yesterday := dues(view(since), since)
	for d := since + 1; d <= until; d++ {
		today := dues(view(d), d)
		for place, e := range today {
			due, _ := e.When.Due()
			if due < d {
				continue
			}
			old, known := yesterday[place]
			was, _ := old.When.Due()
			isNew := !known || was != due
			best, bestDay, exact := -1, date.Date(0), false
			for i, l := range leads {
				at, err := l.Before(due)
				require.NoError(t, err)
				switch {
				case at == d:
					exact = true
					lines = append(lines, fmt.Sprintf("%s %s %s %d", d, e.ID, l, due-d))
				case at < d && (best < 0 || at > bestDay):
					best, bestDay = i, at
				}
			}
			if isNew && !exact && best >= 0 {
				lines = append(lines, fmt.Sprintf("%s %s %s %d", d, e.ID, leads[best], due-d))
			}
		}
		yesterday = today
	}
	slices.Sort(lines)
	return lines
}

// Crossings are what going through everything, day by day, finds; and however the days
// are divided among runs, these return together what one run does: no gap, no repeat.
func TestCrossingsEqualDailyRuns(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 3
	}
	work, err := calendar.NewWorkdays("Nairobi", calendar.MondayToFriday, calendar.HolidayList{From: day("1990-01-01"), To: day("2090-01-01")})
	require.NoError(t, err)
	leads := append(leadsOf(90, 30, 7, 1), calendar.WorkdaysBefore(5, work), calendar.WorkdaysBefore(20, work))
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(uint64(seed), 6))
		c := calendar.MustNew(lively(rng))
		if rng.IntN(3) == 0 {
			c = c.AsOf(day("2015-01-01") + date.Date(rng.IntN(2000)))
		}
		since := day("2009-01-01") + date.Date(rng.IntN(4500))
		until := since + date.Date(30+rng.IntN(150))
		whole, err := c.Crossings(since, until, leads)
		got := crossed(t, whole, err)
		require.True(t, slices.IsSortedFunc(whole, func(a, b calendar.Crossing) int { return int(a.On - b.On) }))
		sorted := slices.Clone(got)
		slices.Sort(sorted)
		require.Equal(t, plainCrossings(t, c, since, until, leads), sorted, "seed %d, %s to %s", seed, since, until)

		for range 5 {
			var parts []string
			for at := since; at < until; {
				next := min(until, at+date.Date(rng.IntN(1<<rng.IntN(7))))
				part, err := c.Crossings(at, next, leads)
				parts = append(parts, crossed(t, part, err)...)
				at = next
			}
			require.Equal(t, got, parts, "seed %d", seed)
		}
	}
}

// What is entered in a catalogue after the fact is neither lost nor sent twice.
func TestCrossingsSinceAnEdit(t *testing.T) {
	dated := calendar.Statement{ID: "a", When: when("2026-06-30"), Sources: src("B/1", "2026-05-20")}
	empty, full := deadline("2020-01-01", "XXXX"), deadline("2020-01-01", "XXXX", dated)
	leads := leadsOf(30, 7)

	// The notice of 20 May is entered on 3 June: the reminder of 31 May was missed.
	found, err := full.Crossings(day("2026-06-02"), day("2026-06-03"), leads)
	require.Empty(t, crossed(t, found, err))
	found, err = full.CrossingsSince(empty, day("2026-06-02"), day("2026-06-03"), leads)
	require.Equal(t, []string{"2026-05-31 report 30 days 30"}, crossed(t, found, err))
	found, err = full.CrossingsSince(full, day("2026-06-03"), day("2026-06-04"), leads)
	require.Empty(t, crossed(t, found, err))

	// Of several that were missed, the last is enough.
	found, err = full.CrossingsSince(empty, day("2026-06-24"), day("2026-06-25"), leads)
	require.Equal(t, []string{"2026-06-23 report 7 days 7"}, crossed(t, found, err))
	// What is past need not be told.
	found, err = full.CrossingsSince(empty, day("2026-06-30"), day("2026-07-02"), leads)
	require.Empty(t, crossed(t, found, err))
	// Nor what came to be held since.
	held := deadline("2020-01-01", "XXXX", dated, calendar.Statement{ID: "b", Status: calendar.Held, Sources: src("B/2", "2026-06-10")})
	found, err = held.CrossingsSince(empty, day("2026-06-09"), day("2026-06-12"), leads)
	require.Empty(t, crossed(t, found, err))
	// A run without an edit in between is an ordinary one.
	found, err = full.CrossingsSince(full, day("2026-05-30"), day("2026-06-23"), leads)
	require.Equal(t, []string{"2026-05-31 report 30 days 30", "2026-06-23 report 7 days 7"}, crossed(t, found, err))
}

// Runs over editions of a catalogue together send what the last edition asks for, and
// nothing twice.
func TestCrossingsOverEditions(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 8))
		def := lively(rng)
		leads := leadsOf(60, 14, 2)
		statements := def.Layers[1].Statements
		edition := func(n int) *calendar.Calendar {
			d := def
			d.Layers = slices.Clone(def.Layers)
			d.Layers[1].Statements = statements[:n]
			return calendar.MustNew(d)
		}
		at := day("2011-01-01") + date.Date(rng.IntN(3000))
		n := rng.IntN(len(statements) + 1)
		last := edition(n)
		sent := make(map[string]int)
		first, end := at, at
		for range 6 {
			n = min(len(statements), n+rng.IntN(4))
			end = at + date.Date(rng.IntN(40))
			now := edition(n)
			found, err := now.CrossingsSince(last, at, end, leads)
			require.NoError(t, err)
			for _, x := range found {
				sent[fmt.Sprint(x.Key(), " ", x.On)]++
			}
			at, last = end, now
		}
		for key, times := range sent {
			require.Equal(t, 1, times, "seed %d: %s", seed, key)
		}
		// What the last edition asks for and is still due was sent, or a nearer lead of it.
		all, err := last.Crossings(first, end, leads)
		require.NoError(t, err)
		for _, x := range all {
			if ev, ok := last.AsOf(end).Event(x.ID); ok && x.Due > end && !ev.Status.IsSettled() {
				if due, _ := ev.When.Due(); due == x.Due {
					reminded := slices.ContainsFunc(leads, func(l calendar.Lead) bool {
						y := x
						y.Lead = l
						return slices.ContainsFunc(keys(sent), func(k string) bool { return len(k) > len(y.Key()) && k[:len(y.Key())] == y.Key() })
					})
					require.True(t, reminded, "seed %d: %s", seed, x.Key())
				}
			}
		}
	}
}

func keys(m map[string]int) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

func TestCrossingsOfMerged(t *testing.T) {
	first := mandate("first", event("world-day", "2026-07-30", calendar.Observance, "A/1", "op 5"))
	second := mandate("second", event("day", "2026-07-30", calendar.Observance, "A/1", "op 5"), event("other", "2026-07-31", calendar.Observance, "C/3", ""))
	merged, err := calendar.Merge(first, second).Crossings(day("2026-07-01"), day("2026-07-31"), leadsOf(7, 1))
	var found []calendar.Crossing
	for _, x := range merged {
		found = append(found, x.Crossing)
	}
	require.Len(t, merged[0].In, 2)
	require.Equal(t, second, merged[0].In[1].Calendar)
	require.Equal(t, "other", merged[1].In[0].Entry.ID)
	require.Equal(t, []string{
		"2026-07-23 world-day 7 days 7", "2026-07-24 other 7 days 7", "2026-07-29 world-day 1 day 1", "2026-07-30 other 1 day 1",
	}, crossed(t, found, err))
}

// No span, however long or far, makes it panic or hang.
func TestCrossingsAtTheEdges(t *testing.T) {
	leads := append(leadsOf(1<<40, 0), calendar.WorkdaysBefore(1<<40, must2(calendar.NewWorkdays("X", calendar.MondayToFriday))))
	for _, def := range []calendar.Definition{board(), randomDefinition(rand.New(rand.NewPCG(1, 2)), 50, 0)} {
		def.Periods["term"] = calendar.Years
		c := calendar.MustNew(withoutParts(def))
		for _, span := range [][2]date.Date{{-1 << 40, 1 << 40}, {1 << 40, -1 << 40}, {3652424, 1 << 50}, {-1 << 60, -800000}} {
			_, err := c.Crossings(span[0], span[1], leads)
			var fault *calendar.LeadError
			if err != nil {
				require.True(t, errors.As(err, &fault))
			}
			_, _ = c.CrossingsSince(c, span[0], span[1], leads)
		}
	}
}

// withoutParts leaves out what is placed by a part of a period, which years do not have.
func withoutParts(def calendar.Definition) calendar.Definition {
	def.Layers = slices.Clone(def.Layers)
	for i := range def.Layers {
		def.Layers[i].Events = slices.Clone(def.Layers[i].Events)
		for k := range def.Layers[i].Events {
			def.Layers[i].Events[k].Within.After = ""
			def.Layers[i].Events[k].Within.NotAfter = calendar.When{}
		}
	}
	return def
}

func must2[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
