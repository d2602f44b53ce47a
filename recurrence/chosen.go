package recurrence

import (
	"math/bits"
	"slices"
)

// chosenIn appends to dst the seconds from the first day of a page, in order, at
// which occurrences of a plan of kind chosenTimes fall in that page: those days
// and clock readings that BYSETPOS names in their weeks, months or year. It
// returns the page's first day as well. Start and end are not regarded.
func (p *plan) chosenIn(y int, dst []int32) (start int, list []int32) {
	start = yearStart(y)
	switch p.freq {
	case Yearly:
		dst = p.chosenOfYear(y, start, dst)
	case Monthly:
		dst = p.chosenOfMonths(y, start, dst)
	default:
		_, days := p.shape(y)
		dst = p.chosenOfWeeks(&days.yearMask, start, 365+leap(y), dst)
	}
	return p.pageStart(y), dst
}

// choose appends the chosen readings of a period, whose days are the set bits of
// days; bit 0 is the day at.
func (p *plan) choose(days uint64, at int, dst []int32) []int32 {
	var buf [32]int
	for _, i := range p.chosen.appendTo(buf[:0], bits.OnesCount64(days)*int(p.clock.size)) {
		day := at + nthBit(days, i/int(p.clock.size))
		dst = append(dst, int32(day*secondsPerDay)+p.clock.at(int64(i)%p.clock.size))
	}
	return dst
}

// chosenOfWeeks appends the chosen readings of the weeks that touch a year of n
// days, where they fall within it. Such weeks reach only into December and
// January.
func (p *plan) chosenOfWeeks(mask *yearMask, start, n int, dst []int32) []int32 {
	days := weekPattern(p.weekdays, int(p.weekStart)) & allWeekdays
	december, january := days, days
	if p.months != 0 {
		december *= uint64(p.months >> 12 & 1)
		january *= uint64(p.months >> 1 & 1)
	}
	step := 7 * p.interval
	origin := p.origin()
	i := -floorMod(int64(start)-origin, step)
	if i <= -7 {
		i += step
	}
	for ; i < int64(n); i += step {
		at := int(i)
		week := mask.slice(at, 7)
		if at < 0 {
			week |= december & (1<<-at - 1)
		}
		if at+7 > n {
			week |= january &^ (1<<(n-at) - 1)
		}
		had := len(dst)
		dst = p.choose(week, at, dst)
		if at < 0 || at+7 > n {
			dst = within(dst, had, n)
		}
	}
	return dst
}

// within drops the readings from index had on that are not within n days.
func within(list []int32, had, n int) []int32 {
	kept := list[:had]
	for _, at := range list[had:] {
		if at >= 0 && at < int32(n*secondsPerDay) {
			kept = append(kept, at)
		}
	}
	return kept
}

// chosenOfMonths appends the chosen readings of the months of a year.
func (p *plan) chosenOfMonths(y, start int, dst []int32) []int32 {
	leap := leap(y)
	for months := p.activeMonths(y); months != 0; months &= months - 1 {
		m := bits.TrailingZeros16(months)
		span := p.monthSpanOf(m, weekdayOf(start), leap)
		dst = p.choose(span, monthStart[leap][m]-1, dst)
	}
	if p.skip != SkipOmit {
		slices.Sort(dst)
		dst = slices.Compact(dst)
	}
	return dst
}

// chosenOfYear appends the chosen readings of a year, and those which SKIP has
// moved into it from the periods beside it.
func (p *plan) chosenOfYear(y, start int, dst []int32) []int32 {
	length := 365 + leap(y)
	if !p.spills {
		_, days := p.shape(y)
		return p.chooseDays(&days.yearMask, length, dst)
	}
	if p.inStep(y) {
		_, days := p.shape(y)
		had := len(dst)
		dst = within(p.chooseDays(&days.yearMask, length, dst), had, length)
	}
	for _, beside := range [2]int{y - 1, y + 1} {
		if !p.inStep(beside) {
			continue
		}
		other, days := p.shape(beside)
		had := len(dst)
		dst = p.chooseDays(&days.yearMask, 365+leap(beside), dst)
		for i := had; i < len(dst); i++ {
			dst[i] += int32((other - start) * secondsPerDay)
		}
		dst = within(dst, had, length)
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}

// chooseDays appends the chosen readings of the period of a year of some length,
// among them those of the days that SKIP has moved over its ends.
func (p *plan) chooseDays(days *yearMask, length int, dst []int32) []int32 {
	n := days.count()
	first := 0
	if days.has(spillBefore) {
		first = 1
	}
	var buf [32]int
	for _, i := range p.chosen.appendTo(buf[:0], n*int(p.clock.size)) {
		d, day := i/int(p.clock.size), -1
		if d >= first {
			day = days.nth(d - first)
		}
		if day == spillAfter {
			day = length
		}
		dst = append(dst, int32(day*secondsPerDay)+p.clock.at(int64(i)%p.clock.size))
	}
	return dst
}
