package main

import (
	"encoding/json"
	"iter"
	"math"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// An answer is an object that goes out for a query.
type answer struct {
	ID          json.RawMessage `json:"id"`
	Occurrences []string        `json:"occurrences"`
	UTC         []*string       `json:"utc,omitzero"`
	More        bool            `json:"more"`
}

// An expansion is what a query asks for, before it is written. Days are days, and
// times are in the zone of the start.
type expansion struct {
	start recurrence.Moment
	rules []recurrence.Rule
	days  []date.Date
	times []time.Time
	more  bool
}

// expand answers a query.
func (q *query) expand() (expansion, error) {
	limit, err := q.limit()
	if err != nil {
		return expansion{}, err
	}
	set, err := q.set()
	if err != nil {
		return expansion{}, err
	}
	e := expansion{start: set.Start, rules: set.Rules}
	if e.start.Form() == recurrence.FormDate {
		return e, e.listDays(q, set, limit)
	}
	return e, e.listTimes(q, set, limit)
}

func (e *expansion) listDays(q *query, set recurrence.Set, limit int) error {
	dates, err := set.Dates()
	if err != nil {
		return faultOf(err, "rrule")
	}
	after, before := date.Date(math.MinInt32), date.Date(math.MaxInt32)
	if q.After != "" {
		m, err := q.bound("after", q.After)
		if err != nil {
			return err
		}
		after = m.Day()
	}
	if q.Before != "" {
		m, err := q.bound("before", q.Before)
		if err != nil {
			return err
		}
		before = m.Day()
	}
	seq := dates.Between(after+1, before)
	if q.Reverse {
		seq = until(dates.BackwardFrom(before-1), func(d date.Date) bool { return d <= after })
	}
	e.days, e.more = take(seq, limit)
	return nil
}

func (e *expansion) listTimes(q *query, set recurrence.Set, limit int) error {
	times, err := set.Times()
	if err != nil {
		return faultOf(err, "rrule")
	}
	// Occurrences start at whole seconds, in the years 1 to 9999.
	zone := set.Start.Time().Location()
	after := time.Date(-1, 1, 1, 0, 0, 0, 0, zone)
	before := time.Date(10001, 1, 1, 0, 0, 0, 0, zone)
	if q.After != "" {
		m, err := q.bound("after", q.After)
		if err != nil {
			return err
		}
		after = m.Time()
	}
	if q.Before != "" {
		m, err := q.bound("before", q.Before)
		if err != nil {
			return err
		}
		before = m.Time()
	}
	seq := times.Between(after.Add(time.Second), before)
	if q.Reverse {
		seq = until(times.BackwardFrom(before.Add(-time.Second)), func(t time.Time) bool { return !t.After(after) })
	}
	e.times, e.more = take(seq, limit)
	return nil
}

// until ends a sequence where something is true of a value.
func until[T any](seq iter.Seq[T], end func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if end(v) || !yield(v) {
				return
			}
		}
	}
}

// take returns at most n values of a sequence, and whether there are more.
func take[T any](seq iter.Seq[T], n int) (list []T, more bool) {
	for v := range seq {
		if len(list) == n {
			return list, true
		}
		list = append(list, v)
	}
	return list, false
}

// answer writes the expansion in the form of the start.
func (e *expansion) answer(q *query) answer {
	a := answer{ID: q.ID, Occurrences: make([]string, 0, len(e.days)+len(e.times)), More: e.more}
	for _, d := range e.days {
		a.Occurrences = append(a.Occurrences, d.Format("20060102"))
	}
	layout := "20060102T150405"
	if isUTC(q.DTStart) {
		layout += "Z"
	}
	if q.TZID != "" {
		a.UTC = make([]*string, 0, len(e.times))
	}
	for _, t := range e.times {
		a.Occurrences = append(a.Occurrences, t.Format(layout))
		if q.TZID != "" {
			a.UTC = append(a.UTC, instant(t))
		}
	}
	return a
}

// instant writes a time in UTC. It returns nil for the hours around the years 1 to
// 9999 of a zone that are outside of these years in UTC, which have no such form.
func instant(t time.Time) *string {
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return nil
	}
	s := t.Format("20060102T150405Z")
	return &s
}
