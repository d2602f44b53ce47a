package calendar_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// mandate is a calendar of one document with some events.
func mandate(id string, events ...calendar.Event) *calendar.Calendar {
	for i := range events {
		events[i].Title, events[i].Status = events[i].ID+" of "+id, calendar.Scheduled
	}
	return calendar.MustNew(calendar.Definition{
		ID: id, Title: id, Layers: []calendar.Layer{{ID: "l", Said: day("2020-01-01"), Events: events}},
	})
}

func event(id, days string, kind calendar.Kind, sources ...string) calendar.Event {
	e := calendar.Event{ID: id, When: when(days), Kind: kind}
	for i := 0; i < len(sources); i += 2 {
		e.Sources = append(e.Sources, calendar.Source{Document: sources[i], Paragraph: sources[i+1], SaidOn: day("2020-01-01")})
	}
	return e
}

func TestMergeFindsTheSameOnce(t *testing.T) {
	first := mandate("first",
		event("world-day", "2026-07-30", calendar.Observance, "A/1", "op 5"),
		event("report", "2026-09", calendar.ReportDue, "A/1", "op 9"),
		event("forum", "2026-10-01", calendar.Meeting, "A/1", "op 2"),
		event("talk", "2026-10-01", calendar.Meeting, "A/1", "op 2"),
	)
	second := mandate("second",
		event("day", "2026-07-30", calendar.Observance, "B/2", "", "a/1", "OP 5"),
		event("friendship", "2026-07-30", calendar.Observance, "C/3", ""),
		event("review", "2026-09", calendar.ReportDue, "A/1", "op 10"),
		event("meeting", "2026-10-01", calendar.Meeting, "A/1", ""),
		event("issue", "2026-10-01", calendar.Publication, "A/1", "op 2"),
	)
	third := mandate("third", event("a-day", "2026-07-30", calendar.Observance, "B/2", "op 1"))

	m := calendar.Merge(first, second, third)
	type row struct{ title, in string }
	rows := func(entries []calendar.MergedEntry) (found []row) {
		for _, e := range entries {
			in := ""
			for _, o := range e.In {
				in += o.Calendar.ID() + "/" + o.Entry.ID + " "
			}
			found = append(found, row{e.Title, in})
		}
		return found
	}
	today := day("2026-01-01")
	want := []row{
		{"world-day of first", "first/world-day second/day third/a-day "}, // the third shares with the second
		{"friendship of second", "second/friendship "},
		{"report of first", "first/report "},
		{"review of second", "second/review "}, // another paragraph
		{"forum of first", "first/forum second/meeting "},
		{"issue of second", "second/issue "}, // another kind
		{"talk of first", "first/talk "},     // a calendar's own are not joined
	}
	require.Equal(t, want, rows(slices.Collect(m.Between(today, today, day("2027-01-01")))))
	require.Equal(t, want[:3], rows(m.Next(today, 3)))
	require.Equal(t, want, rows(m.Next(today, 99)))
	require.Equal(t, want[:2], rows(slices.Collect(m.On(day("2026-07-30")))))
	require.Len(t, slices.Collect(m.Overdue(day("2026-12-31"))), 5)
	require.Empty(t, slices.Collect(m.AsOf(day("2019-12-31")).On(day("2026-07-30"))))
	require.Empty(t, m.Next(today, 0))
	require.Empty(t, calendar.Merge().Next(today, 3))
	for e := range m.Between(today, today, day("2027-01-01")) {
		require.Equal(t, "world-day", e.ID)
		break
	}
}

// What only one calendar has, Merge leaves as it is.
func TestMergeOfOneIsThatOne(t *testing.T) {
	for seed := range uint64(4) {
		c := calendar.MustNew(randomDefinition(rand.New(rand.NewPCG(seed, 9)), 200, 6))
		m := calendar.Merge(c)
		from := date.New(2005, 1, 1)
		var got []calendar.Entry
		for e := range m.Between(from, from, from+3000) {
			require.Equal(t, []calendar.Origin{{Calendar: c, Entry: e.Entry}}, e.In)
			got = append(got, e.Entry)
		}
		require.Equal(t, slices.Collect(c.Between(from, from, from+3000)), got)
		got = nil
		for _, e := range m.Next(from, 50) {
			got = append(got, e.Entry)
		}
		require.Equal(t, c.Next(from, 50), got)
	}
}

// Each entry of each calendar is found once, alone or with those that are the same.
func TestMergeLosesNothing(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 13))
		var calendars []*calendar.Calendar
		for i := range 3 {
			def := lively(rng)
			def.ID = fmt.Sprintf("c%d", i)
			calendars = append(calendars, calendar.MustNew(def))
		}
		from := date.New(2000, 1, 1) + date.Date(rng.IntN(5000))
		to := from + date.Date(rng.IntN(2000))
		want := make(map[string]bool)
		for _, c := range calendars {
			for e := range c.Between(from, from, to) {
				want[c.ID()+" "+e.ID] = true
			}
		}
		last := calendar.On(from - 100_000)
		for m := range calendar.Merge(calendars...).Between(from, from, to) {
			require.LessOrEqual(t, last.Compare(m.When), 0)
			last = m.When
			require.Equal(t, m.In[0].Entry, m.Entry)
			in := make(map[string]bool)
			for _, o := range m.In {
				name := o.Calendar.ID() + " " + o.Entry.ID
				require.True(t, want[name], "%s is there once", name)
				delete(want, name)
				require.False(t, in[o.Calendar.ID()], "one of each calendar")
				in[o.Calendar.ID()] = true
				require.Equal(t, m.When, o.Entry.When)
				require.Equal(t, m.Kind, o.Entry.Kind)
			}
		}
		require.Empty(t, want, "seed %d", seed)
	}
}

// crowded is some calendars whose entries fall on few days and rest on few places.
func crowded(rng *rand.Rand) (calendars []*calendar.Calendar) {
	for i := range 2 + rng.IntN(3) {
		var events []calendar.Event
		for j := range rng.IntN(10) {
			var sources []string
			for range 1 + rng.IntN(2) {
				sources = append(sources, []string{"A/1", "a/1", "B/2"}[rng.IntN(3)], []string{"", "op 1", "Op 1", "op 2"}[rng.IntN(4)])
			}
			kind := []calendar.Kind{calendar.Meeting, calendar.Deadline}[rng.IntN(2)]
			events = append(events, event(fmt.Sprintf("%c%d", 'a'+rng.IntN(26), j), fmt.Sprintf("2026-03-0%d", 1+rng.IntN(3)), kind, sources...))
		}
		calendars = append(calendars, mandate(fmt.Sprintf("c%d", i), events...))
	}
	return calendars
}

// plainly joins entries as MergedEntry says, one calendar after the other, by looking at
// all there are.
func plainly(m *calendar.Merged, today, to date.Date) (groups [][]calendar.Origin) {
	same := func(a, b calendar.Entry) bool {
		return a.Kind == b.Kind && a.When == b.When && slices.ContainsFunc(a.Sources, func(s calendar.Source) bool {
			return slices.ContainsFunc(b.Sources, func(t calendar.Source) bool {
				return strings.EqualFold(s.Document, t.Document) && (s.Paragraph == "" || t.Paragraph == "" || strings.EqualFold(s.Paragraph, t.Paragraph))
			})
		})
	}
	for _, c := range m.Calendars() {
	entries:
		for e := range c.Between(today, today, to) {
			for i, group := range groups {
				if group[len(group)-1].Calendar != c && slices.ContainsFunc(group, func(o calendar.Origin) bool { return same(o.Entry, e) }) {
					groups[i] = append(groups[i], calendar.Origin{Calendar: c, Entry: e})
					continue entries
				}
			}
			groups = append(groups, []calendar.Origin{{Calendar: c, Entry: e}})
		}
	}
	return groups
}

func originsOf(in []calendar.Origin) (text string) {
	for _, o := range in {
		text += o.Calendar.ID() + "/" + o.Entry.ID + " "
	}
	return text
}

// All questions find the same entries to be the same, however few of them are asked for.
func TestMergedAnswersAgree(t *testing.T) {
	today, to := day("2026-01-01"), day("2026-04-01")
	joint := 0
	for seed := range uint64(400) {
		m := calendar.Merge(crowded(rand.New(rand.NewPCG(seed, 21)))...)
		var want, got, order []string
		for _, group := range plainly(m, today, to) {
			want = append(want, originsOf(group))
			joint += len(group) - 1
		}
		for e := range m.Between(today, today, to) {
			got = append(got, originsOf(e.In))
		}
		order = slices.Clone(got)
		require.ElementsMatch(t, want, got, "seed %d", seed)
		for n := range 12 {
			got = nil
			for _, e := range m.Next(today, n) {
				got = append(got, originsOf(e.In))
			}
			require.Equal(t, append([]string{}, order[:min(n, len(order))]...), append([]string{}, got...), "seed %d, the next %d", seed, n)
		}
		crossings, err := m.Crossings(today, to, leadsOf(3))
		require.NoError(t, err)
		got = nil
		for _, x := range crossings {
			got = append(got, originsOf(x.In))
		}
		require.ElementsMatch(t, want, got, "seed %d", seed)
	}
	require.Greater(t, joint, 1000)
}

// Many entries of one day, or of none, are joined by what they rest on and not by comparing
// each with each.
func TestMergeOfManyOnOneDay(t *testing.T) {
	const n = 10_000
	var calendars []*calendar.Calendar
	for i := range 3 {
		events := make([]calendar.Event, n)
		for j := range events {
			paragraph := ""
			if i > 0 {
				paragraph = fmt.Sprint("op ", j%1000)
			}
			events[j] = event(fmt.Sprintf("e%05d", j), "2026-03-02", calendar.Meeting, "A/1", paragraph)
			if j%2 == 0 {
				events[j].When = calendar.When{}
			}
		}
		calendars = append(calendars, mandate(fmt.Sprintf("c%d", i), events...))
	}
	m := calendar.Merge(calendars...)
	for _, found := range []iter.Seq[calendar.MergedEntry]{m.On(day("2026-03-02")), m.Undated(day("2026-03-02"))} {
		count := 0
		for e := range found {
			require.Len(t, e.In, 3)
			count++
		}
		require.Equal(t, n/2, count)
	}
	crossings, err := m.Crossings(day("2026-02-01"), day("2026-03-02"), leadsOf(1))
	require.NoError(t, err)
	require.Len(t, crossings, n/2)
}
