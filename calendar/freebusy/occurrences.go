package freebusy

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// occurrences calls add for what of an entry of a calendar may lie in the span, with the
// index of the override that it follows, or -1. wanted is false if nothing of it takes time.
func (r *reader) occurrences(e *ical.Entry, wanted bool, add func(one Entry, override int)) error {
	set := &e.Set
	if set.Start.IsZero() || !wanted {
		return nil
	}
	if set.Start.Form() == recurrence.FormDate {
		days, err := set.Dates()
		if err != nil {
			r.alone(e, err, add)
			return nil
		}
		return r.days(e, days, add)
	}
	if !takesTime(set) {
		return nil
	}
	times, err := set.Times()
	if err != nil {
		r.alone(e, err, add)
		return nil
	}
	return r.times(e, times, add)
}

// takesTime reports whether some occurrence of a timed set has a length.
func takesTime(set *recurrence.Set) bool {
	if set.Length != (recurrence.Length{}) || len(set.Periods) > 0 {
		return true
	}
	for _, v := range set.Overrides {
		if v.Length != (recurrence.Length{}) {
			return true
		}
	}
	return false
}

// alone takes an entry whose set cannot be computed to happen once, as package ical does.
func (r *reader) alone(e *ical.Entry, err error, add func(one Entry, override int)) {
	r.find(ical.Finding{Index: -1, Component: "VEVENT", UID: e.UID, Property: "RRULE", Reason: "left out: it is taken to happen once: " + err.Error(), Err: err})
	once := recurrence.Set{Start: e.Set.Start, Length: e.Set.Length}
	if once.Start.Form() == recurrence.FormDate {
		if days, err := once.Dates(); err == nil {
			o, _ := days.Occurrence(once.Start.Day())
			add(r.onDays(e.UID, o), -1)
		}
	} else if times, err := once.Times(); err == nil {
		o, _ := times.Occurrence(once.Start.Time())
		add(Entry{Start: o.Start, End: o.End, UID: e.UID}, -1)
	}
}

func (r *reader) onDays(uid string, o recurrence.Occurrence[date.Date]) Entry {
	return Entry{Day: o.Start, EndDay: o.End, Location: r.options.Location, UID: uid}
}

func (r *reader) days(e *ical.Entry, days *recurrence.Dates, add func(one Entry, override int)) error {
	// Wherever it is, the day there is at most one off.
	from, to := clampDay(date.NewAt(r.from.UTC())-1), clampDay(date.NewAt(r.to.UTC())+2)
	back := date.Date(max(commonLength(&e.Set).Days, 1))
	for o := range days.Occurrences(max(from-back, firstDay), to) {
		if err := r.look(e); err != nil {
			return err
		}
		add(r.onDays(e.UID, o), o.Override)
	}
	for i, v := range e.Set.Overrides {
		if v.Range == recurrence.ThisAndFuture || date.Date(v.Length.Days) <= back {
			continue
		}
		if o, ok := days.Occurrence(v.ID.Day()); ok && o.Override == i && o.Start < from-back {
			add(r.onDays(e.UID, o), i)
		}
	}
	return nil
}

func (r *reader) times(e *ical.Entry, times *recurrence.Times, add func(one Entry, override int)) error {
	length := commonLength(&e.Set)
	from := lookBack(r.from, length)
	entry := func(o recurrence.Occurrence[time.Time]) Entry {
		return Entry{Start: o.Start.UTC(), End: o.End.UTC(), UID: e.UID}
	}
	for o := range times.Occurrences(from, r.to) {
		if err := r.look(e); err != nil {
			return err
		}
		add(entry(o), o.Override)
	}
	// What has a length of its own may have begun before that.
	single := func(id recurrence.Moment, length recurrence.Length) {
		if lookBack(r.from, length).Before(from) {
			if o, ok := times.Occurrence(id.Time()); ok && o.Start.Before(from) {
				add(entry(o), o.Override)
			}
		}
	}
	for i, v := range e.Set.Overrides {
		if v.Range != recurrence.ThisAndFuture {
			single(e.Set.Overrides[i].ID, v.Length)
		}
	}
	for _, p := range e.Set.Periods {
		length := p.Length
		if !p.End.IsZero() {
			length = recurrence.Length{Exact: p.End.Time().Sub(p.Start.Time())}
		}
		single(p.Start, length)
	}
	return nil
}

// look counts an occurrence of a series.
func (r *reader) look(e *ical.Entry) error {
	if r.looked++; r.looked > r.options.MaxOccurrences && e.Repeats() {
		return &LimitError{UID: e.UID, Limit: r.options.MaxOccurrences}
	}
	return nil
}

// commonLength returns a length that no occurrence without one of its own exceeds.
func commonLength(set *recurrence.Set) recurrence.Length {
	most := set.Length
	for _, v := range set.Overrides {
		if v.Range == recurrence.ThisAndFuture {
			most.Days, most.Exact = max(most.Days, v.Length.Days), max(most.Exact, v.Length.Exact)
		}
	}
	return most
}

var (
	firstDay  = date.New(1, time.January, 1)
	lastDay   = date.New(9999, time.December, 31)
	firstTime = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
)

func clampDay(d date.Date) date.Date { return min(max(d, firstDay), lastDay+1) }

// lookBack returns a time before which nothing of a length starts that goes on at t.
func lookBack(t time.Time, length recurrence.Length) time.Time {
	// A calendar day of a length is at most a day longer than 24 hours, where a place left
	// out a day or had one twice.
	days := min(length.Days, int(lastDay-firstDay))
	if days > 0 {
		days++
	}
	return later(t.UTC().AddDate(0, 0, -days).Add(-length.Exact), firstTime)
}
