package freebusy

import (
	"iter"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
)

// An Entry is one thing in somebody's calendar that may take their time: a span of time, or
// whole days.
type Entry struct {
	// Start and End bound a span of time, [Start, End). They are ignored where Location
	// is given.
	Start, End time.Time

	// Day and EndDay bound whole days, [Day, EndDay), where Location is given. An instant
	// is in them if its date on the clocks of Location is.
	Day, EndDay date.Date
	Location    *time.Location

	// Type says how the time is taken.
	Type Type

	// UID names the event in the calendar that it comes from, or is empty. What it names
	// may take several entries: each occurrence of a series has one.
	UID string

	// Summary says in words what it is, for the owner and those who may see it. Nothing that
	// is published has it.
	Summary string

	// Place is where its owner has to be, or empty where that is not known or nowhere in
	// particular. Nothing that is published has it.
	Place string
}

// AllDay reports whether the entry takes whole days.
func (e Entry) AllDay() bool { return e.Location != nil }

// Spans returns the parts of [from, to) that the entry takes, ascending and disjoint, with
// no two of them adjacent. There is one at most, but for days at whose border clocks were
// put back over midnight, which come twice.
//
// Whole days are found by asking for the date of each instant, never by making a time of
// midnight: so days of 23 and 25 hours, days that begin at one o'clock, and days that a
// place left out have the length that they had there.
func (e Entry) Spans(from, to time.Time) iter.Seq2[time.Time, time.Time] {
	return func(yield func(start, end time.Time) bool) {
		if !e.AllDay() {
			if start, end := later(e.Start, from), earlier(e.End, to); start.Before(end) {
				yield(start, end)
			}
			return
		}
		// No clock is a day from UTC.
		from, to := later(e.Day.MidnightUTC().AddDate(0, 0, -1), from), earlier(e.EndDay.MidnightUTC().AddDate(0, 0, 1), to)
		var begun, ended time.Time // what has not been yielded yet
		for at := from; at.Before(to); {
			local := at.In(e.Location)
			_, offset := local.Zone()
			_, change := local.ZoneBounds()
			until := to
			if change.After(at) {
				until = earlier(change, to)
			}
			shift := -time.Duration(offset) * time.Second
			start, end := later(e.Day.MidnightUTC().Add(shift), at), earlier(e.EndDay.MidnightUTC().Add(shift), until)
			at = until
			if !start.Before(end) {
				continue
			}
			if !start.Equal(ended) || begun.IsZero() {
				if begun.Before(ended) && !yield(begun, ended) {
					return
				}
				begun = start
			}
			ended = end
		}
		if begun.Before(ended) {
			yield(begun, ended)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Periods returns how each instant of [from, to) is taken by entries, as [Unite] does.
// Entries with a UID of without are left out of account.
func Periods(from, to time.Time, entries []Entry, without ...string) []Period {
	var u uniter
	for i := range entries {
		e := &entries[i]
		if e.Type == Free || e.UID != "" && slices.Contains(without, e.UID) {
			continue
		}
		for start, end := range e.Spans(from, to) {
			u.add(Period{start, end, e.Type}, from, to)
		}
	}
	return u.periods()
}
