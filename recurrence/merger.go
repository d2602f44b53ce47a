package recurrence

import (
	"math"
	"slices"
)

// A merger walks the occurrences of a timeline in one direction.
type merger struct {
	t     *timeline
	at    int64
	heads []head  // those that have a current moment
	added []int64 // what is left of the added moments

	stop    int64 // where it ends if it goes on; it then does not jump
	removed int   // moments in a row that the timeline removes
}

// A head is a walk among those that a merger merges.
type head interface {
	next() bool
	previous() bool
	moment() int64
}

func (m *merger) moment() int64   { return m.at }
func (w *lineWalk) moment() int64 { return w.at }

func (t *timeline) from(at int64) *merger {
	m := &merger{t: t, at: never, stop: math.MaxInt64, heads: make([]head, 0, len(t.lines)+len(t.parts))}
	add := func(h head) {
		if h.next() {
			m.heads = append(m.heads, h)
		}
	}
	for _, l := range t.lines {
		w := new(lineWalk)
		w.from(l, at)
		add(w)
	}
	for _, p := range t.parts {
		add(p.from(at))
	}
	i, _ := slices.BinarySearch(t.added, at)
	m.added = t.added[i:]
	return m
}

func (t *timeline) upTo(at int64) *merger {
	m := &merger{t: t, at: math.MaxInt64, heads: make([]head, 0, len(t.lines)+len(t.parts))}
	add := func(h head) {
		if h.previous() {
			m.heads = append(m.heads, h)
		}
	}
	for _, l := range t.lines {
		w := new(lineWalk)
		w.upTo(l, at)
		add(w)
	}
	for _, p := range t.parts {
		add(p.upTo(at))
	}
	i, _ := slices.BinarySearch(t.added, at+1)
	m.added = t.added[:i]
	return m
}

func (m *merger) next() bool {
	for {
		best, which := int64(math.MaxInt64), -1
		for i, h := range m.heads {
			if at := h.moment(); at < best {
				best, which = at, i
			}
		}
		if len(m.added) > 0 && m.added[0] <= best {
			best, which = m.added[0], -1
			m.added = m.added[1:]
		} else if which < 0 {
			return false
		}
		if best >= m.stop {
			return false
		}
		if which >= 0 && !m.heads[which].next() {
			m.heads = slices.Delete(m.heads, which, which+1)
		}
		if best == m.at {
			continue
		}
		if which >= 0 && m.t.removed(best) {
			if m.removed++; m.removed == patience && m.stop == math.MaxInt64 && !m.jump(best) {
				return false
			}
			continue
		}
		m.at, m.removed = best, 0
		return true
	}
}

func (m *merger) previous() bool {
	for {
		best, which := int64(math.MinInt64), -1
		for i, h := range m.heads {
			if at := h.moment(); at > best {
				best, which = at, i
			}
		}
		if n := len(m.added); n > 0 && m.added[n-1] >= best {
			best, which = m.added[n-1], -1
			m.added = m.added[:n-1]
		} else if which < 0 {
			return false
		}
		if which >= 0 && !m.heads[which].previous() {
			m.heads = slices.Delete(m.heads, which, which+1)
		}
		if best == m.at {
			continue
		}
		if which >= 0 && m.t.removed(best) {
			if m.removed++; m.removed == patience && !m.jumpBack(best) {
				return false
			}
			continue
		}
		m.at, m.removed = best, 0
		return true
	}
}

// jump goes to the first moment of the timeline after one, by counting: what EXDATE
// and EXRULE remove may be all that there is for thousands of years. It reports
// whether there is one.
func (m *merger) jump(at int64) bool {
	if !m.t.countable() {
		return true // it is short enough to be walked
	}
	next, ok := m.t.nth(m.t.rank(at + 1))
	if ok {
		last := m.at
		*m = *m.t.from(next)
		m.at = last
	}
	return ok
}

// jumpBack goes to the last moment of the timeline before one.
func (m *merger) jumpBack(at int64) bool {
	if !m.t.countable() {
		return true
	}
	last, ok := m.t.nth(m.t.rank(at) - 1)
	if ok {
		next := m.at
		*m = *m.t.upTo(last)
		m.at = next
	}
	return ok
}
