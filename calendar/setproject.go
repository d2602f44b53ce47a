package calendar

import (
	"iter"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// place returns the occurrence with a key; of one that the set does not have, or no
// longer, what the key means.
func (s *setProjector) place(key int64) occurrence {
	if o, ok := s.find(key); ok {
		return o
	}
	if s.days != nil {
		return s.onDays(recurrence.Occurrence[date.Date]{Start: date.Date(key), End: date.Date(key) + 1, Override: -1})
	}
	t := time.Unix(key, 0).UTC()
	if s.zone == recurrence.Floating {
		t = t.In(recurrence.Floating)
	}
	return s.timed(recurrence.Occurrence[time.Time]{Start: t, End: t, ID: t, Override: -1})
}

// eachTitle returns what a BySet has for the title of an occurrence, or "".
func (s *Series) eachTitle(key int64) string {
	if s.set == nil {
		return ""
	}
	return s.set.place(key).each
}

// idDay returns the day of the recurrence identifier that a key is.
func (p BySet) idDay(key int64) date.Date {
	if p.Set.Start.Form() == recurrence.FormDate {
		return date.Date(key)
	}
	return date.NewAt(time.Unix(key, 0).In(p.Set.Start.Time().Location()))
}

// setFrom returns the first projection of a BySet that starts on a day or later and may
// fall in [from, to).
func (p *projector) setFrom(day, from, to date.Date) (projection, bool) {
	for {
		start, ok := p.set.reachingDay(day, from)
		if !ok || start >= to {
			return projection{}, false
		}
		if q, ok := p.among(p.set.startOn(start), start, from, to); ok {
			return q, true
		}
		day = start + 1
	}
}

// among returns the first projection among some occurrences that start on a day that may
// fall in [from, to).
func (p *projector) among(list []occurrence, day, from, to date.Date) (projection, bool) {
	for i, o := range list {
		if o.when.MayFallWithin(from, to) && !p.isRecorded(o.key) {
			return projection{of: p, key: o.key, when: p.asStated(o.when), each: o.each, override: o.override, day: day, rest: list[i+1:]}, true
		}
	}
	return projection{}, false
}

// nextOfSet offers what a BySet gives: first what is under way, then what is ahead.
func (c *Calendar) nextOfSet(p *projector, near, today date.Date, filters []Filter, best *nearest) {
	left := maxRejected
	offer := func(q projection) (more bool) {
		if !best.takes(q, today) {
			return false
		}
		e := entryOn(q.event(), today)
		if !pass(e, filters) {
			left--
			return left > 0
		}
		return best.offer(e)
	}
	seen := make(map[int64]bool) // of the singles
	for _, o := range p.set.singles {
		if o.first >= near || o.last < near {
			continue
		}
		for q := range p.underWay(o.first, near) {
			if p.set.isSingle[q.key] && !seen[q.key] {
				seen[q.key] = true
				offer(q)
			}
		}
	}
	// Of a phase's occurrences those that start first end first.
	offerDay := func(day date.Date, f phase) (more bool) {
		for q := range p.underWay(day, near) {
			if q.override == f.override && !p.set.isSingle[q.key] && !offer(q) {
				return false
			}
		}
		return true
	}
	for _, f := range p.set.phases {
		day, ok := p.set.startDay(max(near-f.days, f.first, firstRuleDay))
		for ok && day < near && day <= f.last && offerDay(day, f) {
			day, ok = p.set.startDay(day + 1)
		}
	}
	q, ok := p.setFrom(max(near, firstRuleDay), near, best.limit())
	for ok && offer(q) {
		q, ok = c.nextIn(q, near, best.limit())
	}
}

// underWay returns the projections that start on a day and may still go on on a later one.
func (p *projector) underWay(day, near date.Date) iter.Seq[projection] {
	return func(yield func(projection) bool) {
		list := p.set.startOn(day)
		q, ok := p.among(list, day, near, maxDay+1)
		for ok && yield(q) {
			q, ok = p.among(q.rest, day, near, maxDay+1)
		}
	}
}
