package calendar

import (
	"cmp"
	"iter"
	"strings"

	"github.com/rickb777/date/v2"
)

// An Entry is an [Event] as it stands on a day.
type Entry struct {
	Event

	// Today is the day from which one looks.
	Today date.Date

	// Status is the event's status on that day. It differs from the event's own
	// once it is past and not settled: it is [Overdue] then. But what time alone
	// fulfils is [Held]: an observance, which needs nobody to hold it, and a
	// scheduled term of a chair, which runs out.
	Status Status
}

// entryOn returns the event as it stands on a day.
func entryOn(ev Event, today date.Date) Entry {
	e := Entry{Event: ev, Today: today, Status: ev.Status}
	if last, ok := ev.When.Latest(); ok && last < today && !ev.Status.IsSettled() {
		e.Status = Overdue
		if lapses(ev) {
			e.Status = Held
		}
	}
	return e
}

// lapses reports whether the passing of its days fulfils the event.
func lapses(ev Event) bool {
	switch ev.Kind {
	case Observance:
		return ev.When.IsExact()
	case ChairTerm:
		return ev.Status == Scheduled
	}
	return false
}

// DaysToEarliest returns how many days lie between the day one looks from and the
// earliest day of the event: 0 on the day itself, negative once it has passed. It
// is false where the event has no earliest day.
func (e Entry) DaysToEarliest() (int, bool) {
	d, ok := e.When.Earliest()
	return int(d - e.Today), ok
}

// DaysToLatest is like [Entry.DaysToEarliest] for the latest day. For a deadline it
// is the number of days left.
func (e Entry) DaysToLatest() (int, bool) {
	d, ok := e.When.Latest()
	return int(d - e.Today), ok
}

// next returns the day that matters next: the day on which the event is due, or once
// it has begun the day on which it ends.
func (e Entry) next() (date.Date, bool) { return nextDay(e.When, e.Today) }

func nextDay(w When, today date.Date) (date.Date, bool) {
	if due, ok := w.Due(); ok && due >= today {
		return due, true
	}
	return w.Latest()
}

// Entry returns the event with an ID as it stands on the day today, and false if
// none is known. See [Calendar.Event] for the IDs of projected occurrences.
func (c *Calendar) Entry(id string, today date.Date) (Entry, bool) {
	ev, ok := c.Event(id)
	return entryOn(ev, today), ok
}

// On returns what falls, or may fall, on a day, as it stands on that day. With the
// filter [WithExactDays] it leaves out what only may. It is in the order of
// [Calendar.Between].
func (c *Calendar) On(day date.Date, filters ...Filter) iter.Seq[Entry] {
	return c.Between(day, day, day+1, filters...)
}

// Between returns what falls, or may fall, in [from, to), as it stands on the day
// today, and passes every filter. It is in the order of [When.Compare], then of ID.
// What has no first day, and was not yet held when it was first spoken of, may fall from
// that day on, since nothing is done before it is asked for; where that day comes after
// its last, it may fall on its last day.
func (c *Calendar) Between(today, from, to date.Date, filters ...Filter) iter.Seq[Entry] {
	return c.between(&c.order.when, today, from, to, filters)
}

// Overdue returns what is overdue on the day today and passes every filter, in the
// order of [Calendar.Between].
func (c *Calendar) Overdue(today date.Date, filters ...Filter) iter.Seq[Entry] {
	filters = append([]Filter{WithStatus(Overdue)}, filters...)
	return c.between(&c.order.unsettled, today, minDay, today, filters)
}

// between merges the events of an index with the projections of all series.
func (c *Calendar) between(events *spanIndex, today, from, to date.Date, filters []Filter) iter.Seq[Entry] {
	from, to = clamp(from), clamp(to)
	return func(yield func(Entry) bool) {
		if to <= from {
			return
		}
		give := func(ev Event) bool {
			e := entryOn(ev, today)
			return !pass(e, filters) || yield(e)
		}
		series := c.projectionsIn(from, to)
		for place := range events.overlapping(span{int32(from), int32(to - 1)}) {
			ev, _ := c.event(c.order.records[place])
			for series.comesBefore(ev) {
				if !give(series.pop()) {
					return
				}
			}
			if !give(ev) {
				return
			}
		}
		for len(series.heads) > 0 {
			if !give(series.pop()) {
				return
			}
		}
	}
}

// Projected returns what the pattern of a series alone gives in [from, to), without the
// occurrences that events record or statements are on, as it stands on the day today, and
// passes every filter. It is in the order of [Calendar.Between], and empty if the series is
// not known.
func (c *Calendar) Projected(seriesID string, today, from, to date.Date, filters ...Filter) iter.Seq[Entry] {
	from, to = clamp(from), clamp(to)
	return func(yield func(Entry) bool) {
		p := c.projector(seriesID)
		if p == nil || to <= from {
			return
		}
		for q, ok := c.firstIn(p, from, to); ok; q, ok = c.nextIn(q, from, to) {
			if e := entryOn(q.event(), today); pass(e, filters) && !yield(e) {
				return
			}
		}
	}
}

// Next returns the n entries that come next on the day today, those of today and
// those under way included, and that pass every filter. They are in the order of
// the day that matters next: the day on which an entry is due, or for one that has
// begun the day on which it ends. What has no last day comes after all others. Of a
// series that may have more than one occurrence a day, four million that the filters do
// not pass are looked at and no more.
func (c *Calendar) Next(today date.Date, n int, filters ...Filter) []Entry {
	if n <= 0 {
		return nil
	}
	best := nearest{n: n}
	c.nextEvents(today, filters, &best)
	near, limit := clamp(today), best.limit()
	ahead := newSpanSieve(near, limit)
	for i := range c.series {
		if now := best.limit(); now != limit {
			limit, ahead = now, newSpanSieve(near, now)
		}
		if c.sieves[i].mayMeet(&ahead) {
			c.nextProjections(&c.series[i], today, filters, &best)
		}
	}
	return best.sorted()
}

// nextEvents offers the events that are ahead.
func (c *Calendar) nextEvents(today date.Date, filters []Filter, best *nearest) {
	offer := func(place int32) (more bool) {
		ev, _ := c.event(c.order.records[place])
		e := entryOn(ev, today)
		return !pass(e, filters) || best.offer(e)
	}
	near := clamp(today)
	for place := c.dueFrom(near); place < c.order.due && offer(int32(place)); place++ {
	}
	underWay := span{int32(near), int32(near - 1)} // last today or later, and due before
	run := &c.order.lasting
	for i := run.next(0, underWay); i < len(run.items); i = run.next(i+1, underWay) {
		if !offer(run.items[i]) {
			break
		}
	}
}

// maxRejected is how many occurrences of a series filters may reject before Next gives it
// up: more than there are days.
const maxRejected = 4_000_000

// nextProjections offers what the pattern of p gives. Within one series the pattern's
// order is that of the days that matter next, but for what of a BySet is under way.
func (c *Calendar) nextProjections(p *projector, today date.Date, filters []Filter, best *nearest) {
	near := clamp(today)
	if p.set != nil {
		c.nextOfSet(p, near, today, filters, best)
		return
	}
	q, ok := c.firstIn(p, near, best.limit())
	for ; ok; q, ok = c.nextIn(q, near, best.limit()) {
		if !best.takes(q, today) {
			return
		}
		e := entryOn(q.event(), today)
		if pass(e, filters) && !best.offer(e) {
			return
		}
	}
}

// NextOf returns the next entry of a series on the day today, and false if the
// series is not known or nothing of it lies ahead.
func (c *Calendar) NextOf(seriesID string, today date.Date) (Entry, bool) {
	p := c.projector(seriesID)
	if p == nil {
		return Entry{}, false
	}
	best := nearest{n: 1}
	c.nextEvents(today, []Filter{InSeries(seriesID)}, &best)
	c.nextProjections(p, today, nil, &best)
	next := best.sorted()
	if len(next) == 0 {
		return Entry{}, false
	}
	return next[0], true
}

// Undated returns what has no date at all, in the order of the IDs.
func (c *Calendar) Undated(today date.Date, filters ...Filter) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, i := range c.order.records[c.order.dated:] {
			ev, _ := c.event(i)
			if e := entryOn(ev, today); pass(e, filters) && !yield(e) {
				return
			}
		}
	}
}

// byNext orders entries by the day that matters next.
func byNext(a, b Entry) int {
	x, xok := a.next()
	y, yok := b.next()
	switch {
	case xok && !yok:
		return -1
	case !xok && yok:
		return 1
	}
	return cmp.Or(cmp.Compare(x, y), a.When.Compare(b.When), strings.Compare(a.ID, b.ID))
}
