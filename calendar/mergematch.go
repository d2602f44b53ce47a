package calendar

import (
	"cmp"
	"slices"
	"strings"
)

// match tells which of some entries with one When are the same, in groups of their indices:
// each group in the order of the calendars, and the groups in that of the first of each in
// origins. One calendar after the other finds for each of its entries a group of those
// before it. So what is the same hangs on the calendars, and not on what was asked.
//
// It compares what rests on one place, and not each with each: many entries may fall on one
// day, and all that have no day are at one.
func (m *Merged) match(origins []Origin) [][]int {
	of := make([][]int, len(m.calendars))
	for i, o := range origins {
		c := slices.Index(m.calendars, o.Calendar)
		of[c] = append(of[c], i)
	}
	found := matching{places: make(map[place]*queue)}
	for c, indices := range of {
		if len(indices) == len(origins) { // a calendar's own are never the same
			groups := make([][]int, len(origins))
			for i := range groups {
				groups[i] = []int{i}
			}
			return groups
		}
		for _, i := range indices {
			found.add(c, i, origins[i].Entry)
		}
	}
	slices.SortFunc(found.groups, func(a, b group) int { return cmp.Compare(slices.Min(a.indices), slices.Min(b.indices)) })
	groups := make([][]int, len(found.groups))
	for i, g := range found.groups {
		groups[i] = g.indices
	}
	return groups
}

// matching is what has been found to be the same so far.
type matching struct {
	groups []group
	places map[place]*queue
}

// A group is of entries that are the same, of one calendar each.
type group struct {
	indices  []int
	calendar int // of the last
}

// A place is one in a document, for entries of a kind: a paragraph, the document without
// one, or the document with whichever.
type place struct {
	kind                Kind
	document, paragraph string
	anywhere            bool
}

// A queue has the groups that rest on a place, in order but for those that the calendar
// came to have an entry of. All before head are such.
type queue struct {
	groups         []int
	head, calendar int
}

// add puts an entry of a calendar, which is none before that of the last one, into the
// first group that it belongs to.
func (m *matching) add(calendar, index int, e Entry) {
	best := -1
	for _, s := range e.Sources {
		document, paragraph := fold(s.Document), fold(s.Paragraph)
		if paragraph == "" {
			best = m.first(best, calendar, place{e.Kind, document, "", true})
			continue
		}
		best = m.first(best, calendar, place{e.Kind, document, paragraph, false})
		best = m.first(best, calendar, place{e.Kind, document, "", false})
	}
	if best < 0 {
		best = len(m.groups)
		m.groups = append(m.groups, group{})
	}
	g := &m.groups[best]
	g.indices, g.calendar = append(g.indices, index), calendar
	for _, s := range e.Sources {
		document := fold(s.Document)
		for _, p := range []place{{e.Kind, document, fold(s.Paragraph), false}, {e.Kind, document, "", true}} {
			q := m.places[p]
			if q == nil {
				q = &queue{calendar: calendar}
				m.places[p] = q
			}
			q.groups = append(q.groups, best)
		}
	}
}

// first returns the first group of a place that has no entry of a calendar, or best where
// that comes before it.
func (m *matching) first(best, calendar int, p place) int {
	q := m.places[p]
	if q == nil {
		return best
	}
	if q.calendar != calendar {
		slices.Sort(q.groups) // an earlier one may have come to rest on the place later
		q.calendar, q.head = calendar, 0
	}
	for q.head < len(q.groups) && m.groups[q.groups[q.head]].calendar == calendar {
		q.head++
	}
	if q.head == len(q.groups) || best >= 0 && best < q.groups[q.head] {
		return best
	}
	return q.groups[q.head]
}

// fold makes texts the same that differ in case alone.
func fold(s string) string { return strings.ToLower(strings.ToUpper(s)) }
