package recurrence_test

import (
	"slices"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// admits reports whether the rule admits a day in a period: whether every BYxxx
// part that speaks of days does. Only SKIP makes it admit a day that lies just
// outside the period.
func (r *reference) admits(d, first, end time.Time) bool {
	d = midnight(d)
	inside := !d.Before(midnight(first)) && d.Before(end)
	p := &r.rule
	skip := p.Skip
	if p.Freq < recurrence.Monthly || len(p.ByWeekNo) > 0 {
		skip = recurrence.SkipOmit // these make no dates, they only limit
	}
	if skip == recurrence.SkipOmit && !inside {
		return false
	}
	return r.inMonths(d, first, inside, skip) && r.inYearDays(d, first, inside, skip) &&
		(len(p.ByWeekNo) == 0 || r.inWeeks(d)) &&
		(len(p.ByDay) == 0 || r.onWeekday(d))
}

// inMonths asks BYMONTH and BYMONTHDAY. RFC 7529, section 4.1 applies BYMONTH
// before SKIP moves a day, so that 31 April, moved to 1 May, is April's. Where
// BYMONTH limits, in MONTHLY, it must admit May as well.
func (r *reference) inMonths(d, first time.Time, inside bool, skip recurrence.Skip) bool {
	p := &r.rule
	if len(p.ByMonthDay) == 0 {
		return (inside || len(p.ByYearDay) > 0) && r.inMonth(d)
	}
	for _, step := range []int{-1, 0, 1} {
		month := day(d.Year(), int(d.Month())+step, 1)
		if !r.inMonth(month) || p.Freq == recurrence.Monthly && !month.Equal(first) {
			continue
		}
		for _, n := range p.ByMonthDay {
			if at, ok := place(month, month.AddDate(0, 1, 0), n, skip); ok && at.Equal(d) {
				return p.Freq != recurrence.Monthly || r.inMonth(d)
			}
		}
	}
	return false
}

func (r *reference) inMonth(d time.Time) bool {
	return len(r.rule.ByMonth) == 0 || slices.Contains(r.rule.ByMonth, d.Month())
}

// inYearDays asks BYYEARDAY.
func (r *reference) inYearDays(d, first time.Time, inside bool, skip recurrence.Skip) bool {
	p := &r.rule
	if len(p.ByYearDay) == 0 {
		return inside || p.Freq == recurrence.Monthly
	}
	year := day(d.Year(), 1, 1)
	if skip != recurrence.SkipOmit {
		year = first
	}
	for _, n := range p.ByYearDay {
		if at, ok := place(year, year.AddDate(1, 0, 0), n, skip); ok && at.Equal(d) {
			return true
		}
	}
	return false
}

// place returns the n-th day of a span of days, counted from its end where n is
// negative. Where the span has no such day, SKIP moves it to the nearest day
// before or after, which lies beside the span or is its last or first.
func place(first, end time.Time, n int, skip recurrence.Skip) (time.Time, bool) {
	at := first.AddDate(0, 0, n-1)
	if n < 0 {
		at = end.AddDate(0, 0, n)
	}
	switch {
	case !at.Before(first) && at.Before(end):
		return at, true
	case skip == recurrence.SkipOmit:
		return at, false
	case n > 0 && skip == recurrence.SkipForward:
		return end, true
	case n > 0:
		return end.AddDate(0, 0, -1), true
	case skip == recurrence.SkipForward:
		return first, true
	}
	return first.AddDate(0, 0, -1), true
}

// inWeeks asks BYWEEKNO of the year that numbers the day's week.
func (r *reference) inWeeks(d time.Time) bool {
	y := r.weekYear(d)
	one, next := r.weekOne(y), r.weekOne(y+1)
	number := int(d.Sub(one).Hours())/24/7 + 1
	weeks := int(next.Sub(one).Hours()) / 24 / 7
	return slices.Contains(r.rule.ByWeekNo, number) || slices.Contains(r.rule.ByWeekNo, number-weeks-1)
}

// weekOf returns the first day of the week of a moment, as WKST has it.
func (r *reference) weekOf(t time.Time) time.Time {
	d := midnight(t)
	for d.Weekday() != r.rule.WeekStart.Std() {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// weekOne returns the first day of week 1: the first week with at least four days
// in the year, which is that of 4 January.
func (r *reference) weekOne(year int) time.Time { return r.weekOf(day(year, 1, 4)) }

// weekYear returns the year that numbers the week of a day.
func (r *reference) weekYear(t time.Time) int {
	for _, y := range []int{t.Year() + 1, t.Year()} {
		if !t.Before(r.weekOne(y)) {
			return y
		}
	}
	return t.Year() - 1
}

// onWeekday asks BYDAY, whose elements are alternatives.
func (r *reference) onWeekday(d time.Time) bool {
	first, end := day(d.Year(), int(d.Month()), 1), day(d.Year(), int(d.Month())+1, 1)
	if r.ordinalInYear {
		first, end = day(d.Year(), 1, 1), day(d.Year()+1, 1, 1)
	}
	for _, n := range r.rule.ByDay {
		if n.Day.Std() != d.Weekday() {
			continue
		}
		before := int(d.Sub(first).Hours()) / 24 / 7  // such weekdays before d in the span
		after := (int(end.Sub(d).Hours())/24 - 1) / 7 // and after it
		if n.Ordinal == 0 || n.Ordinal == before+1 || n.Ordinal == -after-1 {
			return true
		}
	}
	return false
}

// instant resolves a clock reading in the zone of the rule (RFC 5545, section
// 3.3.5): one that the clocks show twice is the first, one that they skip is read
// with the offset before the gap.
func (r *reference) instant(wall time.Time) int64 {
	if r.zone == nil {
		return wall.Unix()
	}
	return resolve(wall, r.zone)
}

// instantBound returns an instant before which no clock reading lies that is not
// itself before wall: the reading's own, or the transition that skips it.
func (r *reference) instantBound(wall time.Time) int64 {
	at := r.instant(wall)
	if r.zone == nil {
		return at
	}
	_, offset := time.Unix(at, 0).In(r.zone).Zone()
	return at - max(at+int64(offset)-wall.Unix(), 0)
}

// resolve goes through the spans of constant offset around a clock reading, from
// the earliest that could show it.
func resolve(wall time.Time, zone *time.Location) int64 {
	t := time.Unix(wall.Unix(), 0).In(zone).Add(-48 * time.Hour)
	for {
		_, offset := t.Zone()
		at := time.Unix(wall.Unix()-int64(offset), 0)
		_, end := t.ZoneBounds()
		if end.IsZero() || at.Before(end) {
			return at.Unix()
		}
		if !end.After(t) { // package time ends leap years a day early
			end = t.Add(24 * time.Hour)
		}
		_, next := end.Zone()
		if wall.Unix()-int64(next) < end.Unix() {
			return at.Unix() // skipped: the clocks pass over it at end
		}
		t = end
	}
}
