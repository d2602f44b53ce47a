package calendar

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// nearest keeps the n entries that come next among those offered to it.
type nearest struct {
	n       int
	entries []Entry // a heap, the last one on top
}

func (h *nearest) Len() int           { return len(h.entries) }
func (h *nearest) Less(i, j int) bool { return byNext(h.entries[i], h.entries[j]) > 0 }
func (h *nearest) Swap(i, j int)      { h.entries[i], h.entries[j] = h.entries[j], h.entries[i] }
func (h *nearest) Push(e any)         { h.entries = append(h.entries, e.(Entry)) }

func (h *nearest) Pop() any {
	last := h.entries[len(h.entries)-1]
	h.entries = h.entries[:len(h.entries)-1]
	return last
}

// offer adds an entry if it is among the nearest so far. It returns false if it is not,
// and so none after it is.
func (h *nearest) offer(e Entry) bool {
	if len(h.entries) < h.n {
		heap.Push(h, e)
		return true
	}
	if byNext(e, h.entries[0]) > 0 {
		return false
	}
	h.entries[0] = e
	heap.Fix(h, 0)
	return true
}

// limit returns a day from which on nothing is among the nearest.
func (h *nearest) limit() date.Date {
	if len(h.entries) == h.n {
		if last, ok := h.entries[0].next(); ok {
			return last + 1
		}
	}
	return maxDay + 1
}

// takes reports whether a projection would be among the nearest, without making its
// entry.
func (h *nearest) takes(q projection, today date.Date) bool {
	if len(h.entries) < h.n {
		return true
	}
	last := h.entries[0]
	mine, ok := nextDay(q.when, today)
	its, itsOK := last.next()
	if !ok || !itsOK || mine != its {
		return ok && (!itsOK || mine < its)
	}
	if n := q.when.Compare(last.When); n != 0 {
		return n < 0
	}
	return q.compareID(last.ID) < 0
}

func (h *nearest) sorted() []Entry {
	slices.SortFunc(h.entries, byNext)
	return h.entries
}

// projections are those of all series in a span, to be taken in order.
type projections struct {
	c        *Calendar
	from, to date.Date
	heads    []head // a heap of the next one of each series, the first one on top
}

// A head is a projection with the day on which it is due, which mostly decides the order.
type head struct {
	due int32
	*projection
}

func newHead(q *projection) head {
	h := head{noLast, q}
	if due, ok := q.when.Due(); ok {
		h.due = int32(due)
	}
	return h
}

// projectionsIn prepares what the patterns alone give in [from, to).
func (c *Calendar) projectionsIn(from, to date.Date) *projections {
	h := &projections{c: c, from: from, to: to}
	span := newSpanSieve(from, to)
	for i := range c.series {
		if !c.sieves[i].mayMeet(&span) {
			continue
		}
		if q, ok := c.firstIn(&c.series[i], from, to); ok {
			h.heads = append(h.heads, newHead(&q))
		}
	}
	heap.Init(h)
	return h
}

func (h *projections) Len() int { return len(h.heads) }

func (h *projections) Swap(i, j int) { h.heads[i], h.heads[j] = h.heads[j], h.heads[i] }
func (h *projections) Push(q any)    { h.heads = append(h.heads, q.(head)) }

func (h *projections) Less(i, j int) bool {
	a, b := &h.heads[i], &h.heads[j]
	if a.due != b.due {
		return a.due < b.due
	}
	return a.compare(b.projection) < 0
}

func (h *projections) Pop() any {
	last := h.heads[len(h.heads)-1]
	h.heads = h.heads[:len(h.heads)-1]
	return last
}

// comesBefore reports whether there is a projection that comes before an event.
func (h *projections) comesBefore(ev Event) bool {
	if len(h.heads) == 0 {
		return false
	}
	q := h.heads[0].projection
	return cmp.Or(q.when.Compare(ev.When), q.compareID(ev.ID)) < 0
}

// pop takes the first projection.
func (h *projections) pop() Event {
	q := *h.heads[0].projection
	if next, ok := h.c.nextIn(q, h.from, h.to); ok {
		*h.heads[0].projection = next
		h.heads[0] = newHead(h.heads[0].projection)
		heap.Fix(h, 0)
	} else {
		heap.Pop(h)
	}
	return q.event()
}

// compare orders projections as their events are ordered, without making these.
func (q *projection) compare(r *projection) int {
	if q.when != r.when {
		return q.when.Compare(r.when)
	}
	if q.of != r.of {
		return cmp.Compare(q.of.rank, r.of.rank)
	}
	return strings.Compare(q.id(), r.id())
}

func (q *projection) id() string { return q.of.ID + "/" + keyText(q.of.Pattern, q.key) }

func (q *projection) compareID(id string) int {
	if !strings.HasPrefix(id, q.of.ID) {
		return strings.Compare(q.of.ID, id)
	}
	return strings.Compare(q.id(), id)
}
