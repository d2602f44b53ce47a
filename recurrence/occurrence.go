package recurrence

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
)

// details are what a compiled set knows of its occurrences besides when they
// start.
type details struct {
	origin
	t         *timeline
	length    Length
	periods   []lasting // in order of their starts
	replaced  []replacement
	startOf   map[int64]int64 // the starts of replaced, by their ids
	stages    []stage
	overrides []Override
}

// A lasting is an RDATE that has a length of its own.
type lasting struct {
	start  int64
	length Length
}

// happening is an occurrence as details know it.
type happening struct {
	start, id int64
	length    Length
	override  int
}

// lastFor notes the lengths of the periods of a set, which have been checked.
func (d *details) lastFor(o *origin, periods []Period) error {
	for _, p := range periods {
		start, err := o.at("RDATE", p.Start)
		if err != nil {
			return err
		}
		length := p.Length
		if !p.End.IsZero() {
			end, err := o.at("RDATE", p.End)
			if err != nil {
				return err
			}
			if end <= start {
				return mismatch("RDATE", "the period ends before it begins")
			}
			length = Length{Exact: time.Duration(min(end-start, maxSeconds)) * time.Second}
		}
		d.periods = append(d.periods, lasting{start, length})
	}
	slices.SortStableFunc(d.periods, func(a, b lasting) int { return cmp.Compare(a.start, b.start) })
	return nil
}

// maxSeconds is the longest time.Duration, in seconds.
const maxSeconds = int64(1<<63-1) / int64(time.Second)

// lengthOf returns the length that the occurrence with an id has, unless an
// override says otherwise.
func (d *details) lengthOf(id int64, inherited Length) Length {
	i, ok := slices.BinarySearchFunc(d.periods, id, func(l lasting, id int64) int { return cmp.Compare(l.start, id) })
	if ok {
		return d.periods[i].length
	}
	return inherited
}

// at calls yield for the occurrences that start at a moment: usually one, more if
// overrides move some to the start of others.
func (d *details) at(start int64, yield func(happening) bool) bool {
	for i := range d.stages {
		g := &d.stages[i]
		if !g.t.has(start) {
			continue
		}
		h := happening{start: start, id: d.idOf(g, start), override: g.index}
		if h.length = d.lengthOf(h.id, g.length); g.index >= 0 && d.overrides[g.index].tellsLength() {
			h.length = g.length
		}
		if !yield(h) {
			return false
		}
	}
	i, _ := slices.BinarySearchFunc(d.replaced, start, func(r replacement, start int64) int {
		return cmp.Compare(r.start, start)
	})
	for ; i < len(d.replaced) && d.replaced[i].start == start; i++ {
		r := &d.replaced[i]
		v := &d.overrides[r.index]
		h := happening{start: start, id: r.id, length: v.length(), override: r.index}
		if !v.tellsLength() {
			h.length = d.inherited(r.index, r.id)
		}
		if !yield(h) {
			return false
		}
	}
	return true
}

// inherited returns the length that an override with an id leaves as it is, if it tells
// none: one for later occurrences, too, that of those before it.
func (d *details) inherited(override int, id int64) Length {
	for i := range d.stages {
		if d.stages[i].index == override {
			return d.lengthOf(id, d.stages[i].length)
		}
	}
	return d.lengthOf(id, d.length)
}

// each calls yield for the occurrences that start in a span, in order.
func (d *details) each(from, to int64, yield func(happening) bool) {
	d.t.each(from, to, func(start int64) bool { return d.at(start, yield) })
}

// plain returns the occurrence of a rule by itself that starts at a moment.
func plain(start int64) happening {
	return happening{start: start, id: start, override: -1}
}

// identified returns the occurrence with a recurrence identifier.
func (d *details) identified(id int64) (found happening, ok bool) {
	take := func(h happening) bool {
		if h.id == id {
			found, ok = h, true
		}
		return !ok
	}
	if start, ok := d.startOf[id]; ok {
		d.at(start, take)
		return found, ok
	}
	i := len(d.stages) - 1
	for i > 0 && id < d.stages[i].from {
		i--
	}
	shift := d.stages[i].shift
	start := d.moved(id, shift)
	if d.at(start, take); ok || shift == 0 || d.zone == nil {
		return found, ok
	}
	// Beside a transition, what is moved by the clock may land off the moved identifier.
	d.t.each(start-maxPutOn, start+maxPutOn+1, func(start int64) bool { return d.at(start, take) })
	return found, ok
}

// maxPutOn is the most seconds by which clocks are put forward or back, but for the few
// times when whole days were skipped.
const maxPutOn = 3 * 3600

// Occurrences returns the occurrences that start on the days from a on and before
// b, in order, with their ends and RECURRENCE-IDs. Where overrides move some to the
// day of others, each is an occurrence.
func (d *Dates) Occurrences(a, b date.Date) iter.Seq[Occurrence[date.Date]] {
	return func(yield func(Occurrence[date.Date]) bool) {
		each := func(h happening) bool { return yield(dayOccurrence(h)) }
		if d.details == nil {
			d.t.each(dayMoment(a), dayMoment(b), func(at int64) bool { return each(plain(at)) })
			return
		}
		d.details.each(dayMoment(a), dayMoment(b), each)
	}
}

// Occurrence returns the occurrence whose RECURRENCE-ID is id, wherever an override has
// moved it; ok is false if there is none, or an override has cancelled it.
func (d *Dates) Occurrence(id date.Date) (o Occurrence[date.Date], ok bool) {
	at := dayMoment(id)
	h := plain(at)
	if d.details == nil {
		ok = d.t.has(at)
	} else {
		h, ok = d.details.identified(at)
	}
	return dayOccurrence(h), ok
}

// Occurrence returns the occurrence whose RECURRENCE-ID is id, wherever an override has
// moved it; ok is false if there is none, or an override has cancelled it.
func (s *Times) Occurrence(id time.Time) (o Occurrence[time.Time], ok bool) {
	at, fraction := s.moment(id)
	h := plain(at)
	if s.details == nil {
		ok = s.t.has(at)
	} else {
		h, ok = s.details.identified(at)
	}
	return s.occurrence(h), ok && !fraction
}

// Occurrences returns the occurrences that start from a on and before b, in order,
// with their ends and RECURRENCE-IDs. Where overrides move some to the time of
// others, each is an occurrence.
func (s *Times) Occurrences(a, b time.Time) iter.Seq[Occurrence[time.Time]] {
	return func(yield func(Occurrence[time.Time]) bool) {
		each := func(h happening) bool { return yield(s.occurrence(h)) }
		if s.details == nil {
			s.t.each(s.reach(a), s.reach(b), func(at int64) bool { return each(plain(at)) })
			return
		}
		s.details.each(s.reach(a), s.reach(b), each)
	}
}

func dayOccurrence(h happening) Occurrence[date.Date] {
	start := momentDay(h.start)
	return Occurrence[date.Date]{
		Start: start, End: start + date.Date(max(h.length.Days, 1)),
		ID: momentDay(h.id), Override: h.override,
	}
}

func (s *Times) occurrence(h happening) Occurrence[time.Time] {
	end := h.start
	if h.length.Days > 0 {
		end = s.details.moved(end, int64(h.length.Days)*secondsPerDay)
	}
	return Occurrence[time.Time]{
		Start: s.time(h.start), End: s.time(end).Add(h.length.Exact),
		ID: s.time(h.id), Override: h.override,
	}
}
