package recurrence

import (
	"iter"

	"github.com/rickb777/date/v2"
)

// Dates is a compiled all-day recurrence: the days on which something happens, in
// order and each once. It is made by [Rule.Dates] or [Set.Dates], does not change,
// and is safe for use by many goroutines. The zero Dates must not be used.
//
// Occurrences lie in the years 1 to 9999, the years that iCalendar can write (RFC
// 5545, section 3.3.4); what would come later is not part of a Dates. Spans are
// half-open: a day that ends one is not in it.
type Dates struct {
	t       *timeline
	details *details // nil for a rule by itself
}

// Dates compiles an all-day rule. Time parts of the rule (BYHOUR, BYMINUTE,
// BYSECOND) are ignored, as RFC 5545, section 3.3.10 says. The error is a
// [*RuleError] if the rule is not valid by itself or does not go with the start:
// if its UNTIL is not a DATE, its frequency is below DAILY, or the start is outside
// the years 1 to 9999.
//
// A start that the rule does not admit is not an occurrence, unless
// [IncludeStart] is given.
func (r Rule) Dates(start date.Date, opts ...Option) (*Dates, error) {
	o, err := dayOrigin(start, opts)
	if err != nil {
		return nil, err
	}
	c, err := o.compileAlone(&r)
	if err != nil {
		return nil, err
	}
	c.dates.t = &c.t
	return &c.dates, nil
}

// dayMoment returns the moment of a day, which may be outside the supported years.
func dayMoment(d date.Date) int64 {
	return int64(min(max(d, -1), lastDay+1)) * secondsPerDay
}

func momentDay(at int64) date.Date { return date.Date(at / secondsPerDay) }

// All returns the occurrences in order. The sequence of an endless rule ends with
// the year 9999.
func (d *Dates) All() iter.Seq[date.Date] { return d.between(earliest, latest) }

// Backward returns the occurrences from the last to the first. That of an endless
// rule is the last one before the end of the year 9999.
func (d *Dates) Backward() iter.Seq[date.Date] { return d.back(latest) }

// From returns the occurrences that are not before a day, in order.
func (d *Dates) From(day date.Date) iter.Seq[date.Date] {
	return d.between(dayMoment(day), latest)
}

// BackwardFrom returns the occurrences that are not after a day, from the last to
// the first.
func (d *Dates) BackwardFrom(day date.Date) iter.Seq[date.Date] {
	return d.back(dayMoment(day))
}

// Between returns the occurrences on the days from a on and before b, in order.
func (d *Dates) Between(a, b date.Date) iter.Seq[date.Date] {
	return d.between(dayMoment(a), dayMoment(b))
}

func (d *Dates) between(from, to int64) iter.Seq[date.Date] {
	return func(yield func(date.Date) bool) {
		if d.t.simple() {
			d.t.lines[0].eachDay(from, to, yield)
			return
		}
		d.t.each(from, to, func(at int64) bool { return yield(momentDay(at)) })
	}
}

func (d *Dates) back(at int64) iter.Seq[date.Date] {
	return func(yield func(date.Date) bool) {
		d.t.eachBack(at, func(at int64) bool { return yield(momentDay(at)) })
	}
}

// AppendBetween appends to dst the occurrences from a on and before b.
func (d *Dates) AppendBetween(dst []date.Date, a, b date.Date) []date.Date {
	d.t.each(dayMoment(a), dayMoment(b), func(at int64) bool {
		dst = append(dst, momentDay(at))
		return true
	})
	return dst
}

// After returns the first occurrence after a day; ok is false if there is none.
func (d *Dates) After(day date.Date) (next date.Date, ok bool) {
	at, ok := d.t.following(dayMoment(day) + secondsPerDay)
	return dateIf(at, ok)
}

// Before returns the last occurrence before a day; ok is false if there is none.
func (d *Dates) Before(day date.Date) (last date.Date, ok bool) {
	at, ok := d.t.preceding(dayMoment(day) - 1)
	return dateIf(at, ok)
}

func dateIf(at int64, ok bool) (date.Date, bool) {
	if !ok {
		return 0, false
	}
	return momentDay(at), true
}

// Contains reports whether a day is an occurrence.
func (d *Dates) Contains(day date.Date) bool { return d.t.has(dayMoment(day)) }

// Nth returns the n-th occurrence, counted from 0; ok is false if there are not so
// many or n is negative.
func (d *Dates) Nth(n int64) (day date.Date, ok bool) { return dateIf(d.t.nth(n)) }

// Count returns the number of occurrences on the days from a on and before b.
func (d *Dates) Count(a, b date.Date) int64 {
	return max(d.t.rank(dayMoment(b))-d.t.rank(dayMoment(a)), 0)
}

// Len returns the number of occurrences; finite is false if the set is endless,
// and n then counts those until the end of the year 9999.
func (d *Dates) Len() (n int64, finite bool) { return d.t.total(), d.t.ending }

// First returns the first occurrence; ok is false if there is none.
func (d *Dates) First() (day date.Date, ok bool) { return dateIf(d.t.following(earliest)) }

// Last returns the last occurrence; ok is false if there is none or the set is
// endless.
func (d *Dates) Last() (day date.Date, ok bool) {
	if !d.t.ending {
		return 0, false
	}
	return dateIf(d.t.preceding(latest))
}

// Never reports whether there is no occurrence at all.
func (d *Dates) Never() bool {
	_, ok := d.t.following(earliest)
	return !ok
}
