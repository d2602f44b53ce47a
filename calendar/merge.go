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
	var all []MergedCrossing
	var errs []error
	for _, c := range m.calendars {
		found, err := c.Crossings(since, until, leads, filters...)
		errs = append(errs, err)
	next:
		for _, x := range found {
			o := Origin{c, x.Entry}
			for i := range all {
				y := &all[i]
				same := MergedEntry{In: y.In}
				if x.On == y.On && x.Due == y.Due && x.Lead == y.Lead && x.When == y.When && same.has(o) {
					y.In = append(y.In, o)
					continue next
				}
			}
			all = append(all, MergedCrossing{x, []Origin{o}})
		}
	}
	slices.SortStableFunc(all, func(x, y MergedCrossing) int { return compareCrossings(x.Crossing, y.Crossing) })
	return all, errors.Join(errs...)
}

// Next is [Calendar.Next] over all calendars. What several of them have counts once.
func (m *Merged) Next(today date.Date, n int, filters ...Filter) []MergedEntry {
	if n <= 0 {
		return nil
	}
	var all []Origin
	for _, c := range m.calendars {
		for _, e := range c.Next(today, n, filters...) {
			all = append(all, Origin{c, e})
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
next:
	for _, o := range origins {
		for i := range united {
			if u := &united[i]; u.has(o) {
				u.In = append(u.In, o)
				continue next
			}
		}
		united = append(united, MergedEntry{In: []Origin{o}})
	}
	for i := range united {
		u := &united[i]
		slices.SortStableFunc(u.In, func(a, b Origin) int {
			return cmp.Compare(slices.Index(m.calendars, a.Calendar), slices.Index(m.calendars, b.Calendar))
		})
		u.Entry = u.In[0].Entry
	}
	return united
}

// has reports whether o is the same as what u has. A calendar's own entries are never
// the same as one another.
func (u *MergedEntry) has(o Origin) bool {
	for _, p := range u.In {
		if p.Calendar == o.Calendar || p.Entry.Kind != o.Entry.Kind {
			return false
		}
	}
	return slices.ContainsFunc(u.In, func(p Origin) bool { return shareSource(p.Entry.Sources, o.Entry.Sources) })
}

func shareSource(a, b []Source) bool {
	return slices.ContainsFunc(a, func(s Source) bool {
		return slices.ContainsFunc(b, func(t Source) bool {
			return strings.EqualFold(s.Document, t.Document) &&
				(s.Paragraph == "" || t.Paragraph == "" || strings.EqualFold(s.Paragraph, t.Paragraph))
		})
	})
}
