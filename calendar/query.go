package calendar

import (
	"cmp"
	"iter"
	"slices"

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
func (e Entry) next() (date.Date, bool) {
	if due, ok := e.When.Due(); ok && due >= e.Today {
		return due, true
	}
	return e.When.Latest()
}

// Entry returns the event with an ID as it stands on the day today, and false if
// none is known. See [Calendar.Event] for the IDs of projected occurrences.
func (c *Calendar) Entry(id string, today date.Date) (Entry, bool) {
	ev, ok := c.Event(id)
	return entryOn(ev, today), ok
}

// On returns what falls, or may fall, on a day, as it stands on that day. With the
// filter [WithExactDays] it leaves out what only may.
func (c *Calendar) On(day date.Date, filters ...Filter) []Entry {
	return c.Between(day, day, day+1, filters...)
}

// Between returns what falls, or may fall, in [from, to), as it stands on the day
// today, and passes every filter. It is in the order of [When.Compare], then of ID.
// What has no first day and is not known to be held may fall from the day on which it
// was first said, since nothing is done before it is asked for.
func (c *Calendar) Between(today, from, to date.Date, filters ...Filter) []Entry {
	var found []Entry
	add := func(ev Event) {
		if e := entryOn(ev, today); pass(e, filters) {
			found = append(found, e)
		}
	}
	for _, ev := range c.events {
		if mayFall(ev, from, to) {
			add(ev)
		}
	}
	for i := range c.series {
		for ev := range c.projections(i, from, to) {
			add(ev)
		}
	}
	slices.SortFunc(found, func(a, b Entry) int {
		return cmp.Or(a.When.Compare(b.When), cmp.Compare(a.ID, b.ID))
	})
	return found
}

func mayFall(ev Event, from, to date.Date) bool {
	if _, ok := ev.When.Earliest(); !ok && ev.Status != Held {
		if said, ok := ev.SaidOn(); ok && said >= to {
			return false
		}
	}
	return ev.When.MayFallWithin(from, to)
}

// Next returns the n entries that come next on the day today, those of today and
// those under way included, and that pass every filter. They are in the order of
// the day that matters next: the day on which an entry is due, or for one that has
// begun the day on which it ends.
func (c *Calendar) Next(today date.Date, n int, filters ...Filter) []Entry {
	if n <= 0 {
		return nil
	}
	var found []Entry
	for _, ev := range c.events {
		e := entryOn(ev, today)
		if isAhead(e) && pass(e, filters) {
			found = append(found, e)
		}
	}
	for i := range c.series {
		left := n // within one series the pattern's order is the right one, so n suffice
		for ev := range c.projections(i, today, maxDay+1) {
			if e := entryOn(ev, today); pass(e, filters) {
				found = append(found, e)
				if left--; left == 0 {
					break
				}
			}
		}
	}
	slices.SortFunc(found, byNext)
	return found[:min(n, len(found))]
}

// isAhead reports whether the entry's last day has not passed. What has a first day
// and no last one is ahead for ever.
func isAhead(e Entry) bool {
	if last, ok := e.When.Latest(); ok {
		return last >= e.Today
	}
	return !e.When.IsZero()
}

func byNext(a, b Entry) int {
	x, xok := a.next()
	y, yok := b.next()
	switch {
	case xok && !yok:
		return -1
	case !xok && yok:
		return 1
	}
	return cmp.Or(cmp.Compare(x, y), a.When.Compare(b.When), cmp.Compare(a.ID, b.ID))
}

// NextOf returns the next entry of a series on the day today, and false if the
// series is not known or nothing of it lies ahead.
func (c *Calendar) NextOf(seriesID string, today date.Date) (Entry, bool) {
	next := c.Next(today, 1, InSeries(seriesID))
	if len(next) == 0 {
		return Entry{}, false
	}
	return next[0], true
}

// Overdue returns what is overdue on the day today and passes every filter, in the
// order of [When.Compare].
func (c *Calendar) Overdue(today date.Date, filters ...Filter) []Entry {
	return c.Between(today, minDay, today, append(slices.Clip(filters), WithStatus(Overdue))...)
}

// Undated returns what has no date at all, in the order of the IDs.
func (c *Calendar) Undated(today date.Date, filters ...Filter) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, ev := range c.events {
			if !ev.When.IsZero() {
				continue
			}
			if e := entryOn(ev, today); pass(e, filters) && !yield(e) {
				return
			}
		}
	}
}
