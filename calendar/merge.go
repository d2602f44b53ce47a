package calendar

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// A Merged answers queries over several calendars as if they were one. What more than
// one of them has is found once: see [MergedEntry]. Like them it is immutable and safe
// for use by many goroutines.
type Merged struct {
	calendars []*Calendar
}

// A MergedEntry is an [Entry] that one or more of the calendars have.
//
// Entries of several calendars are the same if they are of one kind, fall on the same
// days to the letter, and rest on a common source: the same document, and where both name
// a place in it the same place. Case does not matter.
type MergedEntry struct {
	// Entry is as the first of the calendars has it.
	Entry

	// In has the entry as each of the calendars has it, in the order in which these
	// were merged.
	In []Origin
}

// An Origin is an entry and the calendar that it is of.
type Origin struct {
	Calendar *Calendar
	Entry    Entry
}

// Merge returns the calendars as one. Where they have the same entry, the first of them
// describes it.
func Merge(calendars ...*Calendar) *Merged {
	return &Merged{slices.Clone(calendars)}
}

// AsOf returns the calendars as they were known on day d.
func (m *Merged) AsOf(d date.Date) *Merged {
	views := make([]*Calendar, len(m.calendars))
	for i, c := range m.calendars {
		views[i] = c.AsOf(d)
	}
	return &Merged{views}
}

// In returns the calendars with their texts in the languages that suit the preferred ones
// best, see [Calendar.In].
func (m *Merged) In(preferred ...language.Tag) *Merged {
	views := make([]*Calendar, len(m.calendars))
	for i, c := range m.calendars {
		views[i] = c.In(preferred...)
	}
	return &Merged{views}
}

// On is [Calendar.On] over all calendars.
func (m *Merged) On(day date.Date, filters ...Filter) iter.Seq[MergedEntry] {
	return m.Between(day, day, day+1, filters...)
}

// Between is [Calendar.Between] over all calendars.
func (m *Merged) Between(today, from, to date.Date, filters ...Filter) iter.Seq[MergedEntry] {
	return m.merge(func(c *Calendar) iter.Seq[Entry] { return c.Between(today, from, to, filters...) })
}

// Overdue is [Calendar.Overdue] over all calendars.
func (m *Merged) Overdue(today date.Date, filters ...Filter) iter.Seq[MergedEntry] {
	return m.merge(func(c *Calendar) iter.Seq[Entry] { return c.Overdue(today, filters...) })
}

// A MergedCrossing is a [Crossing] of an entry that one or more of the calendars have.
type MergedCrossing struct {
	// Crossing is as the first of the calendars has it.
	Crossing

	// In has the crossing's entry as each of the calendars has it, in the order in which
	// these were merged.
	In []Origin
}

// Crossings is [Calendar.Crossings] over all calendars. What several of them have, with one
// day and one lead, is returned once.
func (m *Merged) Crossings(since, until date.Date, leads []Lead, filters ...Filter) ([]MergedCrossing, error) {
	type slot struct {
		on, due date.Date
		lead    Lead
		when    When
	}
	var all []Crossing
	var origins []Origin
	var errs []error
	at := make(map[slot][]int) // indices of all
	for _, c := range m.calendars {
		found, err := c.Crossings(since, until, leads, filters...)
		errs = append(errs, err)
		for _, x := range found {
			k := slot{x.On, x.Due, x.Lead, x.When}
			at[k] = append(at[k], len(all))
			all, origins = append(all, x), append(origins, Origin{c, x.Entry})
		}
	}
	var merged []MergedCrossing
	for i, x := range all {
		same := at[slot{x.On, x.Due, x.Lead, x.When}]
		if same[0] != i {
			continue // told with the first of its slot
		}
		there := make([]Origin, len(same))
		for j, k := range same {
			there[j] = origins[k]
		}
		for _, group := range m.match(there) {
			merged = append(merged, MergedCrossing{all[same[group[0]]], pick(there, group)})
		}
	}
	place := make(map[Lead]int) // among the leads as given
	for i, l := range slices.Backward(leads) {
		place[l] = i
	}
	slices.SortStableFunc(merged, func(x, y MergedCrossing) int {
		return cmp.Or(compareCrossings(x.Crossing, y.Crossing), cmp.Compare(place[x.Lead], place[y.Lead]))
	})
	return merged, errors.Join(errs...)
}

// Next is [Calendar.Next] over all calendars. What several of them have counts once.
func (m *Merged) Next(today date.Date, n int, filters ...Filter) []MergedEntry {
	if n <= 0 {
		return nil
	}
	var all []Origin
	having := make(map[When]int) // by how many calendars some entry then was found
	ends := make([]When, len(m.calendars))
	for i, c := range m.calendars {
		var last When
		entries := c.Next(today, n, filters...)
		for j, e := range entries {
			all = append(all, Origin{c, e})
			if j == 0 || e.When != last {
				having[e.When]++
			}
			last = e.When
		}
		if len(entries) == n {
			ends[i] = last
		}
	}
	// What comes n-th in a calendar may have others beside it, and they may be what another
	// calendar has among its first.
	for i, c := range m.calendars {
		if w := ends[i]; having[w] > 1 {
			all = append(all, m.beside(c, today, w, all, filters)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Origin) int { return byNext(a.Entry, b.Entry) })
	var found []MergedEntry
	for len(all) > 0 && len(found) < n {
		same := 1
		for same < len(all) && all[same].Entry.When == all[0].Entry.When {
			same++
		}
		found = append(found, m.unite(all[:same])...)
		all = all[same:]
	}
	return found[:min(n, len(found))]
}

// beside returns what a calendar has of one When besides what was found already.
func (m *Merged) beside(c *Calendar, today date.Date, w When, found []Origin, filters []Filter) (more []Origin) {
	known := make(map[string]bool)
	for _, o := range found {
		if o.Calendar == c {
			known[o.Entry.ID] = true
		}
	}
	day, ok := w.Latest()
	if !ok {
		day, _ = w.Earliest()
	}
	then := func(e Entry) bool { return e.When == w && !known[e.ID] }
	for e := range c.Between(today, day, day+1, slices.Insert(slices.Clone(filters), 0, Filter(then))...) {
		more = append(more, Origin{c, e})
	}
	return more
}

// Undated is [Calendar.Undated] over all calendars.
func (m *Merged) Undated(today date.Date, filters ...Filter) iter.Seq[MergedEntry] {
	return m.merge(func(c *Calendar) iter.Seq[Entry] { return c.Undated(today, filters...) })
}

// Calendars returns the calendars, in the order in which they were merged.
func (m *Merged) Calendars() []*Calendar { return slices.Clone(m.calendars) }

// merge puts what a query finds in each calendar in the order of When.Compare, then of
// ID, then of the calendars.
func (m *Merged) merge(query func(*Calendar) iter.Seq[Entry]) iter.Seq[MergedEntry] {
	return func(yield func(MergedEntry) bool) {
		type head struct {
			Origin
			next func() (Entry, bool)
		}
		var heads []head
		for _, c := range m.calendars {
			next, stop := iter.Pull(query(c))
			defer stop()
			if e, ok := next(); ok {
				heads = append(heads, head{Origin{c, e}, next})
			}
		}
		var same []Origin // with one When
		for len(heads) > 0 {
			least := 0
			for i := range heads {
				if compareEntries(heads[i].Entry, heads[least].Entry) < 0 {
					least = i
				}
			}
			h := &heads[least]
			if len(same) > 0 && same[0].Entry.When != h.Entry.When {
				for _, e := range m.unite(same) {
					if !yield(e) {
						return
					}
				}
				same = same[:0]
			}
			same = append(same, h.Origin)
			var more bool
			if h.Entry, more = h.next(); !more {
				heads = slices.Delete(heads, least, least+1)
			}
		}
		for _, e := range m.unite(same) {
			if !yield(e) {
				return
			}
		}
	}
}

func compareEntries(a, b Entry) int {
	return cmp.Or(a.When.Compare(b.When), strings.Compare(a.ID, b.ID))
}

// unite joins those of some entries with one When that are the same. An entry that no
// other is the same as keeps its place, and joint ones have that of their first.
func (m *Merged) unite(origins []Origin) []MergedEntry {
	var united []MergedEntry
	for _, group := range m.match(origins) {
		in := pick(origins, group)
		united = append(united, MergedEntry{in[0].Entry, in})
	}
	return united
}

func pick(origins []Origin, group []int) []Origin {
	in := make([]Origin, len(group))
	for i, j := range group {
		in[i] = origins[j]
	}
	return in
}
