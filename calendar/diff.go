package calendar

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// Changes are what differs between two calendars.
type Changes struct {
	// Old and New are the calendars.
	Old, New *Calendar

	// From and To bound the days, [From, To), in which what only patterns give was
	// compared.
	From, To date.Date

	// Series holds the changes of series as wholes, in the order of their IDs.
	Series []Change

	// Events holds the changes of events, in the order of the days on which they are now,
	// or were, as [When.Compare] has it, then of their IDs.
	Events []Change
}

// projectedYears is how many years Diff looks ahead in series.
const projectedYears = 10

// Diff tells what changed from an old calendar to a new one: two editions of a catalogue,
// or two views of one calendar. What became known from one day to another is
//
//	calendar.Diff(c.AsOf(one), c.AsOf(another))
//
// Events are the same if their IDs are, or if they are the same occurrence of a series:
// once an event records what only a pattern gave, it is changed and not added.
//
// A series can have occurrences without an end. Diff compares those that only a pattern
// gives as [DiffWithin] does, from the day whose knowledge the old calendar shows through
// ten years after that of the new one. That day is the one of [Calendar.AsOf], or else
// that of the revision, or where there is none the last one on which something was said.
func Diff(old, new *Calendar) Changes {
	from, to := old.knownOn(), new.knownOn()
	return DiffWithin(old, new, min(from, to), max(from, to).AddDate(projectedYears, 0, 0))
}

// DiffWithin is [Diff] with the days, [from, to), in which it compares what only patterns
// give. It compares an occurrence if it may fall there on either side. Where a series as
// a whole was added or withdrawn, or has other texts, sources or organizers, the change
// of the series says so for all its occurrences. Those that came, went, moved or changed
// status are told one by one: because the series repeats otherwise, or because its
// [Periods] are known better, which move what counts by them without anybody's statement.
//
// It takes time in proportion to the events of both calendars and to the occurrences in
// the span. Two views of one calendar cost little where nothing was said of an event but
// what made it known.
func DiffWithin(old, new *Calendar, from, to date.Date) Changes {
	d := differ{
		Changes: Changes{Old: old, New: new, From: clamp(from), To: clamp(to)},
		come:    make(map[string]*Event), seen: make(map[string]bool),
	}
	d.compareSeries()
	d.compareRecords()
	d.compareProjections()
	slices.SortFunc(d.Series, func(a, b Change) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Events, func(a, b Change) int {
		return cmp.Or(a.when().Compare(b.when()), strings.Compare(a.ID, b.ID))
	})
	return d.Changes
}

// IsEmpty reports whether nothing changed.
func (c Changes) IsEmpty() bool { return len(c.Series) == 0 && len(c.Events) == 0 }

type differ struct {
	Changes
	gone []*Event          // recorded in the old calendar alone
	come map[string]*Event // recorded in the new one alone, by ID
	seen map[string]bool   // occurrences, by series and key, that have been compared
}

func (d *differ) compareSeries() {
	for i := range d.Old.series {
		old := &d.Old.series[i].Series
		var new *Series
		if p := d.New.projector(old.ID); p != nil {
			new = d.stated(d.New, p)
		}
		if change, ok := seriesChange(d.stated(d.Old, &d.Old.series[i]), new); ok {
			d.Series = append(d.Series, change)
		}
	}
	for i := range d.New.series {
		if p := &d.New.series[i]; d.Old.projector(p.ID) == nil {
			change, _ := seriesChange(nil, d.stated(d.New, p))
			d.Series = append(d.Series, change)
		}
	}
}

// stated returns the series of a projector with the start that its definition gives.
func (d *differ) stated(c *Calendar, p *projector) *Series {
	s := p.Series
	s.Start = c.store.series[p.at].Start
	return &s
}

// compareRecords compares the events that layers record, by their IDs.
func (d *differ) compareRecords() {
	old, new := d.Old, d.New
	for i, j := 0, 0; i < len(old.byID) || j < len(new.byID); {
		n := 0
		switch {
		case i == len(old.byID):
			n = 1
		case j == len(new.byID):
			n = -1
		default:
			n = strings.Compare(old.records[old.byID[i]].id, new.records[new.byID[j]].id)
		}
		var a, b *Event
		if n <= 0 {
			if n != 0 || !d.isUntouched(old.byID[i]) {
				a = old.recorded(old.byID[i])
			}
			i++
		}
		if n >= 0 {
			if n != 0 || !d.isUntouched(new.byID[j]) {
				b = new.recorded(new.byID[j])
			}
			j++
		}
		switch {
		case a != nil && b != nil:
			d.compare(a, b)
		case a != nil:
			d.gone = append(d.gone, a)
		case b != nil:
			d.come[b.ID] = b
		}
	}
	d.matchOccurrences()
}

// isUntouched reports whether a record is of one store, known to both calendars, and such
// that nothing changes it.
func (d *differ) isUntouched(i int32) bool {
	if d.Old.store != d.New.store {
		return false
	}
	r := &d.Old.records[i]
	if r.rare != nil || !d.Old.knows(date.Date(r.said)) || !d.New.knows(date.Date(r.said)) {
		return false
	}
	sources := d.Old.sources[r.sources]
	return len(d.Old.known(sources)) == len(d.New.known(sources))
}

// recorded returns the event of a record, or nil if it is not known.
func (c *Calendar) recorded(i int32) *Event {
	if ev, ok := c.event(i); ok {
		return &ev
	}
	return nil
}

func (d *differ) compare(old, new *Event) {
	for _, ev := range []*Event{old, new} {
		if ev != nil && ev.Occurrence != "" {
			d.seen[ev.Series+"/"+ev.Occurrence] = true
		}
	}
	if change, ok := eventChange(old, new); ok {
		d.Events = append(d.Events, change)
	}
}

// matchOccurrences pairs events that one calendar records with what the other has in
// their place in the series.
func (d *differ) matchOccurrences() {
	places := make(map[string]*Event)
	for _, ev := range d.come {
		if ev.Occurrence != "" {
			places[ev.Series+"/"+ev.Occurrence] = ev
		}
	}
	for _, old := range d.gone {
		var new *Event
		if old.Occurrence != "" {
			place := old.Series + "/" + old.Occurrence
			if new = places[place]; new != nil {
				delete(d.come, new.ID)
			} else if ev, ok := d.New.Event(place); ok {
				new = &ev
			}
		}
		d.compare(old, new)
	}
	for _, new := range d.come {
		var old *Event
		if new.Occurrence != "" {
			if ev, ok := d.Old.Event(new.Series + "/" + new.Occurrence); ok {
				old = &ev
			}
		}
		d.compare(old, new)
	}
}

// compareProjections compares what patterns alone give on at least one side.
func (d *differ) compareProjections() {
	if d.To <= d.From {
		return
	}
	for i := range d.Old.series {
		old := &d.Old.series[i]
		if new := d.New.projector(old.ID); new != nil && !d.repeatAlike(old, new) {
			d.projectionsOf(d.Old, old, d.New)
			d.projectionsOf(d.New, new, d.Old)
		}
	}
}

// repeatAlike reports whether two views of one calendar cannot differ in the occurrences
// of a series.
func (d *differ) repeatAlike(old, new *projector) bool {
	if d.Old.store != d.New.store || old.periods != nil || old.Start != new.Start {
		return false
	}
	return slices.Equal(old.recorded, new.recorded)
}

// projectionsOf compares what the pattern of p gives in one calendar with what the other
// one has in its place.
func (d *differ) projectionsOf(c *Calendar, p *projector, other *Calendar) {
	for q, ok := c.firstIn(p, d.From, d.To); ok; q, ok = c.nextIn(q, d.From, d.To) {
		id := q.id()
		if d.seen[id] {
			continue
		}
		d.seen[id] = true
		mine := q.event()
		var its *Event
		if ev, known := other.Event(id); known {
			if mine.When == ev.When && mine.Status == ev.Status {
				continue // the change of the series says what else there is
			}
			its = &ev
		}
		if c == d.Old {
			d.compare(&mine, its)
		} else {
			d.compare(its, &mine)
		}
	}
}
