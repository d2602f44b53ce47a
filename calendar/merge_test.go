package calendar_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
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
