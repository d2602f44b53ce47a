package ical

import "time"

// A change is what an onset changes in a zone.
type change struct {
	from, to int // seconds east of UTC, before and after
	name     string
	daylight bool
}

// An onset is a moment at which an observance of a zone begins.
type onset struct {
	at time.Time
	change
}

// An onsetKind is what onsets under one yearly rule have in common.
type onsetKind struct {
	change
	clock time.Duration // since midnight, by the clock before the onset
}

// wall is what the clocks show at the onset, by the offset before it. It is in UTC.
func (o onset) wall() time.Time { return o.at.UTC().Add(time.Duration(o.from) * time.Second) }

func (o onset) kind() onsetKind {
	w := o.wall()
	return onsetKind{o.change, w.Sub(time.Date(w.Year(), w.Month(), w.Day(), 0, 0, 0, 0, time.UTC))}
}

// A clock is what a zone's clocks follow at some time.
type clock struct {
	offset int
	name   string
	dst    bool
}

func clockAt(t time.Time) clock {
	name, offset := t.Zone()
	return clock{offset, name, t.IsDST()}
}

// onsets returns the onset of what the zone of first follows at that time, and those
// after it and before horizon, in order.
func onsets(first, horizon time.Time) []onset {
	all := []onset{always(first)}
	if begin := beginning(first); !begin.IsZero() {
		all[0] = onset{begin, changeOf(clockAt(begin.Add(-time.Second)), clockAt(first))}
	}
	for t := first; ; {
		next, ok := nextChange(t, horizon)
		if !ok {
			return all
		}
		all = append(all, onset{next, changeOf(clockAt(t), clockAt(next))})
		t = next
	}
}

// always is the onset of what the zone of t follows at t, as if that had been so before,
// too. It is at the beginning of 1970 or of the year before t: days before that are in few
// calendars, and an onset long ago makes some readers count long.
func always(t time.Time) onset {
	name, offset := t.Zone()
	year := max(min(t.UTC().Year()-1, 1970), 1)
	midnight := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return onset{midnight.Add(-time.Duration(offset) * time.Second), change{from: offset, to: offset, name: name}}
}

// changeOf returns the change from one clock to another. What it calls daylight is the
// one that is ahead, also in zones such as Europe/Dublin where the data has the winter
// as the deviation.
func changeOf(before, after clock) change {
	daylight := after.dst
	if before.dst != after.dst && before.offset != after.offset {
		daylight = after.offset > before.offset
	}
	return change{before.offset, after.offset, after.name, daylight}
}

// maxSteps bounds how often beginning and nextChange ask for bounds that turn out to be
// none. Between two changes of a zone there is one a year at most.
const maxSteps = 10_000

// beginning returns the moment since which the zone of t has followed what it follows
// at t; the zero time if that is for ever.
func beginning(t time.Time) time.Time {
	at := clockAt(t)
	for range maxSteps {
		start, _ := t.ZoneBounds()
		if start.IsZero() {
			return start
		}
		t = start.Add(-time.Second)
		if clockAt(t) != at {
			return start
		}
	}
	return time.Time{}
}

// nextChange returns the first moment after t and before horizon at which the zone of t
// follows something else. The bounds that package time gives are not always changes:
// beyond the explicit data they include the ends of years, or one day less.
func nextChange(t, horizon time.Time) (next time.Time, ok bool) {
	at := clockAt(t)
	for range maxSteps {
		_, end := t.ZoneBounds()
		if end.IsZero() {
			return time.Time{}, false
		}
		if !end.After(t) {
			// The day behind the 365th of a leap year.
			end = t.Add(24 * time.Hour)
			if start, _ := end.ZoneBounds(); start.After(t) {
				end = start
			}
		}
		if !end.Before(horizon) {
			return time.Time{}, false
		}
		if clockAt(end) != at {
			return end, true
		}
		t = end
	}
	return time.Time{}, false
}
