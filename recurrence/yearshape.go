package recurrence

import "math/bits"

// Two bits of a yearMask beyond the days of any year say that SKIP has moved a
// day of it over its ends: to the day after its last, or before its first.
const (
	spillAfter  = 382
	spillBefore = 383
)

// monthSpan returns the days that the rule admits in a month of n days whose
// first falls on the weekday first. Bit 0 is the day before the month and bit
// n+1 the day after it, which only SKIP reaches; before and after are the
// lengths of the months beside it.
func (q *parts) monthSpan(first, n, before, after int) uint64 {
	span := uint64(1)<<(n+1) - 2
	if q.byMonthDay() {
		ends := uint64(bits.Reverse32(q.monthEnds)>>(31-n)) << 1
		span &= uint64(q.monthDays) | ends
		span |= q.skipped(n)
	}
	if q.byDay && !q.ordinalInYear {
		span &= q.monthWeekdays(first, n, before, after)
	}
	return span
}

// skipped returns, as monthSpan does, the days to which SKIP moves those that
// the month does not have: from beyond its end, or by counting from its end from
// before its beginning (RFC 7529, section 4.1).
func (q *parts) skipped(n int) (span uint64) {
	if q.skip == SkipOmit || q.freq < Monthly {
		return 0
	}
	last := n
	first := 0
	if q.skip == SkipForward {
		last, first = n+1, 1
	}
	if q.monthDays>>(n+1) != 0 {
		span |= 1 << last
	}
	if q.monthEnds>>(n+1) != 0 {
		span |= 1 << first
	}
	return span
}

func (q *parts) monthWeekdays(first, n, before, after int) uint64 {
	span := weekPattern(q.weekdays, (first+6)%7)
	for _, o := range q.ordinals {
		if i := ordinalIndex(o, first, n); i >= 0 {
			span |= 1 << (i + 1)
		}
		if q.skip == SkipOmit {
			continue
		}
		if ordinalIndex(o, (first+35-before)%7, before) == before-1 {
			span |= 1
		}
		if ordinalIndex(o, (first+n)%7, after) == 0 {
			span |= 1 << (n + 1)
		}
	}
	return span
}

// monthSpanOf returns the monthSpan of month m of a year.
func (q *parts) monthSpanOf(m, firstOfYear, leap int) uint64 {
	start := &monthStart[leap]
	first, n := (firstOfYear+start[m])%7, start[m+1]-start[m]
	before, after := 31, 31 // December before January, January after December
	if q.skip == SkipOmit {
		return q.monthSpan(first, n, before, after)
	}
	if m > 1 {
		before = start[m] - start[m-1]
	}
	if m < 12 {
		after = start[m+2] - start[m+1]
	}
	span := q.monthSpan(first, n, before, after)
	span &^= uint64(^q.landing >> (m - 1) & 1)
	span &^= uint64(^q.landing>>(m+1)&1) << (n + 1)
	return span
}

// ofMonths returns the union of the spans of some months of a year, cut to the
// year; each is narrowed to BYSETPOS where pick is set.
func (q *parts) ofMonths(months uint16, firstOfYear, leap int, pick bool) (mask yearMask) {
	start := &monthStart[leap]
	for ; months != 0; months &= months - 1 {
		m := bits.TrailingZeros16(months)
		span := q.monthSpanOf(m, firstOfYear, leap)
		if pick {
			span = pickBits(span, q.setPos)
		}
		if m == 1 {
			mask.add(span>>1, 0)
		} else {
			mask.add(span, start[m]-1)
		}
	}
	return mask
}

// ofYear returns the days that the rule admits in a calendar year, BYWEEKNO
// aside and before BYSETPOS, unless that numbers days within months and pick is
// set. SKIP may set spillBefore and spillAfter.
func (q *parts) ofYear(s yearShape, pick bool) (mask yearMask) {
	first, leap, _, _ := s.split()
	n := 365 + leap
	months := q.months
	if months == 0 {
		months = allMonths
	}
	if months != allMonths || q.byMonthDay() || len(q.ordinals) > 0 && !q.ordinalInYear || pick {
		mask = q.ofMonths(months, first, leap, pick)
	} else if q.byDay && !q.ordinalInYear {
		mask = weekdayMask(q.weekdays, first, n)
	} else {
		mask = yearMask{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0), 1<<(n-320) - 1}
	}
	if len(q.yearDays) > 0 {
		q.limitYearDays(&mask, first, n)
	}
	if q.byDay && q.ordinalInYear {
		days := q.yearWeekdays(first, n)
		mask.and(&days)
	}
	return mask
}

// limitYearDays keeps the days of BYYEARDAY, and with SKIP moves those that a
// year of n days does not have.
func (q *parts) limitYearDays(mask *yearMask, first, n int) {
	moves := q.skip != SkipOmit && q.freq >= Monthly
	var days yearMask
	for _, d := range q.yearDays {
		at := d - 1
		if d < 0 {
			at = n + d
		}
		switch {
		case at >= 0 && at < n:
		case !moves:
			continue
		case d > 0 && q.skip == SkipBackward:
			at = n - 1
		case d > 0:
			at = spillAfter
		case q.skip == SkipForward:
			at = 0
		default:
			at = spillBefore
		}
		days.set(at)
		if at >= spillAfter && q.admitsBeside(at, first, n) {
			mask.set(at)
		}
	}
	mask.and(&days)
}

// admitsBeside reports whether the parts that count within months admit the 1
// January or the 31 December to which SKIP has moved a day.
func (q *parts) admitsBeside(at, first, n int) bool {
	month, day, weekday := 1, 1, (first+n)%7
	if at == spillBefore {
		month, day, weekday = 12, 31, (first+6)%7
	}
	if q.months != 0 && q.months>>month&1 == 0 {
		return false
	}
	if q.byMonthDay() && q.monthDays>>day&1|q.monthEnds>>(32-day)&1 == 0 {
		return false
	}
	if !q.byDay || q.ordinalInYear || q.weekdays>>weekday&1 != 0 {
		return true
	}
	for _, o := range q.ordinals {
		if ordinalIndex(o, (weekday+36-day)%7, 31) == day-1 {
			return true
		}
	}
	return false
}

// yearWeekdays returns the days of BYDAY in a year of n days, with ordinals
// counted in the year.
func (q *parts) yearWeekdays(first, n int) yearMask {
	mask := weekdayMask(q.weekdays, first, n)
	if q.weekdays>>((first+n)%7)&1 != 0 {
		mask.set(spillAfter)
	}
	if q.weekdays>>((first+6)%7)&1 != 0 {
		mask.set(spillBefore)
	}
	for _, o := range q.ordinals {
		if i := ordinalIndex(o, first, n); i >= 0 {
			mask.set(i)
		}
		// Of the weekdays on which a year begins and ends it has 53.
		if (o.n == 1 || o.n == -53) && int(o.weekday) == (first+n)%7 {
			mask.set(spillAfter)
		}
		if (o.n == -1 || o.n == 53) && int(o.weekday) == (first+6)%7 {
			mask.set(spillBefore)
		}
	}
	return mask
}

// ofWeekYear returns the days that the rule admits in the weeks that a year
// numbers, counted from the first day of week 1.
func (q *parts) ofWeekYear(s yearShape) (mask yearMask) {
	first, leap, before, after := s.split()
	start := weekYearOffset(first, int(q.weekStart))
	next := 365 + leap + weekYearOffset((first+365+leap)%7, int(q.weekStart))
	weeks := (next - start) / 7
	days := uint64(allWeekdays)
	if q.byDay {
		days = weekPattern(q.weekdays, int(q.weekStart)) & allWeekdays
	}
	for w := 1; w <= weeks; w++ {
		if q.weekNos>>w&1 != 0 || q.weekNoEnds>>(weeks-w+1)&1 != 0 {
			mask.add(days, 7*(w-1))
		}
	}
	if q.months == 0 && !q.byMonthDay() && len(q.yearDays) == 0 {
		return mask
	}
	rest := *q
	rest.byDay = false
	rest.limitAcross(&mask, start, first, leap, before, after)
	return mask
}

// limitAcross keeps the days of a week year that the calendar years it touches
// admit. start is the index of its first day in the year that numbers it.
func (q *parts) limitAcross(mask *yearMask, start, first, leap, before, after int) {
	class := [2]yearShape{commonYear, leapYear}
	own := q.ofYear(class[leap]+yearShape(first), false)
	var earlier, later yearMask
	if start < 0 {
		earlier = q.ofYear(class[before]+yearShape((first+6-before)%7), false)
	}
	later = q.ofYear(class[after]+yearShape((first+365+leap)%7), false)
	for w := range mask {
		for x := mask[w]; x != 0; x &= x - 1 {
			i := 64*w + bits.TrailingZeros64(x)
			d := i + start
			admitted := false
			switch {
			case d < 0:
				admitted = earlier.has(365 + before + d)
			case d < 365+leap:
				admitted = own.has(d)
			default:
				admitted = later.has(d - 365 - leap)
			}
			if !admitted {
				mask[w] &^= 1 << (i % 64)
			}
		}
	}
}

// weekYearOffset returns the index, in a year whose 1 January falls on the
// weekday first, of the first day of its week 1: the first week with at least
// four days in that year (RFC 5545, section 3.3.10). It is -3 to 3.
func weekYearOffset(first, weekStart int) int {
	into := (first - weekStart + 7) % 7
	if into <= 3 {
		return -into
	}
	return 7 - into
}
