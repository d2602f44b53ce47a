package calendar

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"
)

// An order has the events of a view in the order of When.Compare, then of ID, and finds
// them by their days. An event has a place in it.
type order struct {
	records []int32 // by place: index in store.records
	due     int     // how many are due on some day
	dated   int     // how many have a When; after those that are due come the others of them

	when      spanIndex // places, by the days on which the events may fall
	unsettled spanIndex // the same of those that are neither held nor cancelled

	// lasting has the places of what can be under way, from the day on which it is due
	// through its latest day, in the order of the latter.
	lasting spanRun
}

// entryKey is what is looked at first to put events in order.
type entryKey struct {
	due, latest, earliest int32 // noLast where there is none
	plain                 bool  // When is a day, and nothing else is said of it
	rank                  int32 // of the ID
	record                int32
}

func (a entryKey) compare(b entryKey) int {
	return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.latest, b.latest), cmp.Compare(a.earliest, b.earliest))
}

func keyOf(w When, rank int, record int32) entryKey {
	k := entryKey{due: noLast, latest: noLast, earliest: noLast, rank: int32(rank), record: record}
	if d, ok := w.Due(); ok {
		k.due = int32(d)
	}
	if d, ok := w.Latest(); ok {
		k.latest = int32(d)
	}
	if d, ok := w.Earliest(); ok {
		k.earliest = int32(d)
		k.plain = w == On(d)
	}
	return k
}

// sortEvents puts the known events in order.
func (c *Calendar) sortEvents() {
	keys := make([]entryKey, 0, len(c.records))
	for rank, i := range c.byID {
		if w, _, _, known := c.outline(i); known {
			keys = append(keys, keyOf(w, rank, i))
		}
	}
	slices.SortFunc(keys, func(a, b entryKey) int {
		if n := a.compare(b); n != 0 {
			return n
		}
		if !a.plain || !b.plain {
			v, _, _, _ := c.outline(a.record)
			w, _, _, _ := c.outline(b.record)
			if v != w {
				return v.Compare(w)
			}
		}
		return cmp.Compare(a.rank, b.rank)
	})
	o := order{records: make([]int32, len(keys))}
	var lasting []int32
	for place, k := range keys {
		o.records[place] = k.record
		w, status, asked, _ := c.outline(k.record)
		if w.IsZero() {
			continue
		}
		o.dated = place + 1
		if k.due != noLast {
			o.due = place + 1
		}
		days := spanOf(w)
		if !status.IsSettled() {
			o.unsettled.add(int32(place), days)
		}
		if days.first == noFirst {
			days.first = min(asked, days.last)
		}
		o.when.add(int32(place), days)
		if k.due != k.latest || k.latest == noLast {
			lasting = append(lasting, int32(place))
		}
	}
	slices.SortStableFunc(lasting, func(a, b int32) int { return cmp.Compare(keys[a].latest, keys[b].latest) })
	for _, place := range lasting {
		begun := keys[place].due
		if begun == noLast {
			begun = noFirst // it is never due, and always under way
		}
		o.lasting.add(place, span{begun, keys[place].latest})
	}
	o.when.close()
	o.unsettled.close()
	o.lasting.close()
	c.order = o
}

// spanOf returns the days that w allows.
func spanOf(w When) span {
	s := span{noFirst, noLast}
	if d, ok := w.Earliest(); ok {
		s.first = int32(d)
	}
	if d, ok := w.Latest(); ok {
		s.last = int32(d)
	}
	return s
}

// outline returns what an event's place hangs on: its When, its status, the day from which
// it may have been done, and whether it is known in this view. Nothing is done before it
// is asked for, but of what was first spoken of as held the day on which it was said tells
// nothing: asked is noFirst then.
func (c *Calendar) outline(i int32) (w When, status Status, asked int32, known bool) {
	r := &c.records[i]
	var first Status
	if r.rare == nil {
		w, status, first, asked = r.when, statuses[r.status], statuses[r.status], r.said
		known = c.knows(date.Date(r.said))
	} else if ev, ok := c.event(i); ok {
		w, status, first, asked = ev.When, ev.Status, ev.History[0].Status, int32(ev.History[0].SaidOn)
		known = true
	}
	if first == Held {
		asked = noFirst
	}
	return w, status, asked, known
}

// dueFrom returns the first place of an event that is due on a day or later.
func (c *Calendar) dueFrom(day date.Date) int {
	place, _ := slices.BinarySearchFunc(c.order.records[:c.order.due], int32(day), func(i, day int32) int {
		w, _, _, _ := c.outline(i)
		due, _ := w.Due()
		return cmp.Compare(int32(due), day)
	})
	return place
}
