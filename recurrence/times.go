package recurrence

import (
	"iter"
	"time"
)

// Times is a compiled timed recurrence: the instants at which something starts, in
// order and each once. It is made by [Rule.Times] or [Set.Times], does not change,
// and is safe for use by many goroutines. The zero Times must not be used.
//
// Occurrences are computed by the clock of the start's location and returned in
// it. A clock reading that a transition skips counts by the offset before it, and
// of one that happens twice the first is meant (RFC 5545, section 3.3.5 and erratum
// 4271). Readings that come to the same instant are one occurrence, and COUNT
// counts it once (section 3.8.5.2).
//
// Where the location is [Floating], times given to a method count by their own
// clock reading, whatever their location.
//
// Occurrences lie in the years 1 to 9999 of the location's clock, the years that
// iCalendar can write; what would come later is not part of a Times. Occurrences
// start at whole seconds. Spans are half-open: a time that ends one is not in it.
type Times struct {
	t       *timeline
	loc     *time.Location
	details *details // nil for a rule by itself
}

// Times compiles a timed rule that starts at a time, by the clock of its location;
// see [Floating] for times without a zone. Fractions of a second are dropped. The
// error is a [*RuleError] if the rule is not valid by itself or does not go with the
// start: if its UNTIL is not in UTC, or not local for a floating start, or the start
// is outside the years 1 to 9999.
//
// A start that the rule does not admit is not an occurrence, unless
// [IncludeStart] is given.
func (r Rule) Times(start time.Time, opts ...Option) (*Times, error) {
	o, err := timeOrigin(start, 0, opts)
	if err != nil {
		return nil, err
	}
	c, err := o.compileAlone(&r)
	if err != nil {
		return nil, err
	}
	c.times.t, c.times.loc = &c.t, start.Location()
	return &c.times, nil
}

// moment returns the last moment that is not after a time, and whether the time
// has a fraction of a second beyond it.
func (s *Times) moment(t time.Time) (at int64, fraction bool) {
	sec := t.Unix()
	if s.loc == Floating {
		_, offset := t.Zone()
		sec += int64(offset)
	}
	sec = min(max(sec, earliest-unixSeconds), latest-unixSeconds)
	return sec + unixSeconds, t.Nanosecond() > 0
}

// reach returns the first moment that is not before a time.
func (s *Times) reach(t time.Time) int64 {
	at, fraction := s.moment(t)
	if fraction {
		at++
	}
	return at
}

func (s *Times) time(at int64) time.Time {
	return time.Unix(at-unixSeconds, 0).In(s.loc)
}

// All returns the occurrences in order. The sequence of an endless rule ends with
// the year 9999.
func (s *Times) All() iter.Seq[time.Time] { return s.between(earliest, latest) }

// Backward returns the occurrences from the last to the first. That of an endless
// rule is the last one before the end of the year 9999.
func (s *Times) Backward() iter.Seq[time.Time] { return s.back(latest) }

// From returns the occurrences that are not before t, in order.
func (s *Times) From(t time.Time) iter.Seq[time.Time] { return s.between(s.reach(t), latest) }

// BackwardFrom returns the occurrences that are not after t, from the last to the
// first.
func (s *Times) BackwardFrom(t time.Time) iter.Seq[time.Time] {
	at, _ := s.moment(t)
	return s.back(at)
}

// Between returns the occurrences from a on and before b, in order.
func (s *Times) Between(a, b time.Time) iter.Seq[time.Time] {
	return s.between(s.reach(a), s.reach(b))
}

func (s *Times) between(from, to int64) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		s.t.each(from, to, func(at int64) bool { return yield(s.time(at)) })
	}
}

func (s *Times) back(at int64) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		s.t.eachBack(at, func(at int64) bool { return yield(s.time(at)) })
	}
}

// AppendBetween appends to dst the occurrences from a on and before b.
func (s *Times) AppendBetween(dst []time.Time, a, b time.Time) []time.Time {
	s.t.each(s.reach(a), s.reach(b), func(at int64) bool {
		dst = append(dst, s.time(at))
		return true
	})
	return dst
}

// After returns the first occurrence after t; ok is false if there is none.
func (s *Times) After(t time.Time) (next time.Time, ok bool) {
	at, _ := s.moment(t)
	return s.timeIf(s.t.following(at + 1))
}

// Before returns the last occurrence before t; ok is false if there is none.
func (s *Times) Before(t time.Time) (last time.Time, ok bool) {
	return s.timeIf(s.t.preceding(s.reach(t) - 1))
}

func (s *Times) timeIf(at int64, ok bool) (time.Time, bool) {
	if !ok {
		return time.Time{}, false
	}
	return s.time(at), true
}

// Contains reports whether something starts at t.
func (s *Times) Contains(t time.Time) bool {
	at, fraction := s.moment(t)
	return !fraction && s.t.has(at)
}

// Nth returns the n-th occurrence, counted from 0; ok is false if there are not so
// many or n is negative.
func (s *Times) Nth(n int64) (t time.Time, ok bool) { return s.timeIf(s.t.nth(n)) }

// Count returns the number of occurrences from a on and before b.
func (s *Times) Count(a, b time.Time) int64 {
	return max(s.t.rank(s.reach(b))-s.t.rank(s.reach(a)), 0)
}

// Len returns the number of occurrences; finite is false if the set is endless,
// and n then counts those until the end of the year 9999.
func (s *Times) Len() (n int64, finite bool) { return s.t.total(), s.t.ending }

// First returns the first occurrence; ok is false if there is none.
func (s *Times) First() (t time.Time, ok bool) { return s.timeIf(s.t.following(earliest)) }

// Last returns the last occurrence; ok is false if there is none or the set is
// endless.
func (s *Times) Last() (t time.Time, ok bool) {
	if !s.t.ending {
		return time.Time{}, false
	}
	return s.timeIf(s.t.preceding(latest))
}

// Never reports whether there is no occurrence at all.
func (s *Times) Never() bool {
	_, ok := s.t.following(earliest)
	return !ok
}
