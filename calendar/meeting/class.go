package meeting

import (
	"context"
	"slices"

	"github.com/rickb777/date/v2"
)

// A class is all that working time depends on: a zone, hours and holidays. Participants
// of one class share what is computed of it.
type class struct {
	zone     int
	hours    *Hours      // nil: every minute is worked
	holidays []date.Date // sorted, each once

	// work are the stretches of working time in the span, ascending and apart. It has the
	// whole span where hours is nil.
	work []stretch

	// fits has a bit for each candidate whose meeting is working time as a whole. It is nil
	// until someone with hard hours needs it.
	fits bitmap

	// burden is the density of time outside working hours; nil until someone with soft hours
	// needs it.
	burden density
}

// same reports whether a class is that of other hours and holidays in a zone.
func (c *class) same(zone int, h *Hours, holidays []date.Date) bool {
	if c.zone != zone {
		return false
	}
	if h == nil || c.hours == nil {
		return h == c.hours
	}
	return sameHours(c.hours, h) && slices.Equal(c.holidays, holidays)
}

func sameHours(a, b *Hours) bool {
	if a == b {
		return true
	}
	for d := range a.Week {
		if !slices.Equal(a.Week[d], b.Week[d]) {
			return false
		}
	}
	return slices.EqualFunc(a.Except, b.Except, func(x, y DayHours) bool {
		return x.Date == y.Date && slices.Equal(x.Ranges, y.Ranges)
	})
}

// sortedDates returns dates sorted, each once: the list itself where it is so already.
func sortedDates(dates []date.Date) []date.Date {
	for i := 1; i < len(dates); i++ {
		if dates[i] <= dates[i-1] {
			dates = slices.Clone(dates)
			slices.Sort(dates)
			return slices.Compact(dates)
		}
	}
	return dates
}

// A daySpan is seconds [from, to) of a local day.
type daySpan = stretch

// A timetable is hours as spans of days: those of each weekday, with what the evening
// before left for it, and those of dates that are otherwise.
type timetable struct {
	week     [7][]daySpan
	except   map[int64][]daySpan // by day since 1970: excepted dates and those after them
	excepted map[int64]bool
	holidays []date.Date
}

func newTimetable(h *Hours, holidays []date.Date) *timetable {
	t := &timetable{holidays: holidays}
	for d := range t.week {
		t.week[d] = mergeDay(h.Week[d], h.Week[(d+6)%7])
	}
	if len(h.Except) == 0 {
		return t
	}
	own := make(map[int64][]ClockRange, len(h.Except))
	t.excepted = make(map[int64]bool, len(h.Except))
	for _, e := range h.Except {
		d := int64(e.Date - unixDay)
		own[d] = e.Ranges
		t.excepted[d] = true
	}
	ranges := func(day int64) []ClockRange {
		if r, ok := own[day]; ok {
			return r
		}
		return h.Week[weekday(day)]
	}
	t.except = make(map[int64][]daySpan, 2*len(own))
	for d := range own {
		t.except[d] = mergeDay(ranges(d), ranges(d-1))
		t.except[d+1] = mergeDay(ranges(d+1), ranges(d))
	}
	return t
}

// weekday returns the weekday of a day since 1970-01-01, which was a Thursday.
func weekday(day int64) int { return int(((day+4)%7 + 7) % 7) }

// mergeDay returns the seconds of a day that ranges beginning on it, and those that began
// the day before, contain.
func mergeDay(ranges, before []ClockRange) []daySpan {
	spans := make([]daySpan, 0, len(ranges)+1)
	for _, r := range ranges {
		if r.From < r.To {
			spans = append(spans, daySpan{r.From.seconds(), r.To.seconds()})
		} else if r.To < r.From && r.From < EndOfDay {
			spans = append(spans, daySpan{r.From.seconds(), daySeconds})
		}
	}
	for _, r := range before {
		if r.To < r.From && r.To > 0 {
			spans = append(spans, daySpan{0, r.To.seconds()})
		}
	}
	if len(spans) < 2 {
		return spans
	}
	slices.SortFunc(spans, func(a, b daySpan) int { return int(a.from - b.from) })
	merged := spans[:1]
	for _, s := range spans[1:] {
		if last := &merged[len(merged)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// on returns the working seconds of a day since 1970.
func (t *timetable) on(day int64) []daySpan {
	if !t.excepted[day] && len(t.holidays) > 0 {
		if _, off := slices.BinarySearch(t.holidays, unixDay+date.Date(day)); off {
			return nil
		}
	}
	if spans, ok := t.except[day]; ok {
		return spans
	}
	return t.week[weekday(day)]
}

// stretches returns what a zone's clock makes of the spans of days.
func (z zone) stretches(ctx context.Context, on func(day int64) []daySpan) []stretch {
	var work []stretch
	for _, s := range z {
		first, last := floorDiv(s.from+s.offset, daySeconds), floorDiv(s.to-1+s.offset, daySeconds)
		if work == nil {
			work = make([]stretch, 0, (z[len(z)-1].to-z[0].from)/daySeconds+2)
		}
		for d := first; d <= last; d++ {
			if d&1023 == 0 && ctx.Err() != nil {
				return nil
			}
			midnight := d*daySeconds - s.offset
			for _, span := range on(d) {
				a, b := max(midnight+span.from, s.from), min(midnight+span.to, s.to)
				if a >= b {
					continue
				}
				if n := len(work); n > 0 && work[n-1].to == a {
					work[n-1].to = b
				} else {
					work = append(work, stretch{a, b})
				}
			}
		}
	}
	return work
}

// floorDiv returns a/b rounded down, for b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// overlap returns how many seconds of m lie in stretches, which are ascending and apart.
func overlap(list []stretch, m stretch) int64 {
	var n int64
	for i := firstAfter(list, m.from); i < len(list) && list[i].from < m.to; i++ {
		n += min(list[i].to, m.to) - max(list[i].from, m.from)
	}
	return n
}

// firstAfter returns the index of the first stretch that ends after an instant.
func firstAfter(list []stretch, u int64) int {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid].to > u {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
