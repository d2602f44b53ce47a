package recurrence

import "math/bits"

// A dayFilter answers which days a plan admits, quickest for days of one year
// after another, since it keeps the page it used last.
type dayFilter struct {
	p     *plan
	start int // the first day of the page in mask
	after int // the first day of the next page; 0 before the first use
	year  int
	mask  yearMask
}

func (f *dayFilter) load(year int) {
	f.year = year
	f.start = f.p.page(year, &f.mask)
	f.after = f.p.pageStart(year + 1)
}

// has reports whether the plan admits a day.
func (f *dayFilter) has(day int) bool {
	if day < f.start || day >= f.after {
		f.load(f.p.pageOf(day))
	}
	return f.mask.has(day - f.start)
}

// seek returns the first day admitted that is not before a day, and a day after
// the year 9999 if there is none.
func (f *dayFilter) seek(day int) int {
	if day > lastDay {
		return lastDay + 1
	}
	if day < f.start || day >= f.after {
		f.load(f.p.pageOf(day))
	}
	i := day - f.start
	for empty := 0; ; empty++ {
		if i := f.mask.next(i); i >= 0 {
			return f.start + i
		}
		if f.year > lastYear || empty > cycleYears {
			return lastDay + 1
		}
		f.load(f.year + 1)
		i = 0
	}
}

// seekBack returns the last day admitted that is not after a day, and -1 if there
// is none.
func (f *dayFilter) seekBack(day int) int {
	if day < 0 {
		return -1
	}
	if day < f.start || day >= f.after {
		f.load(f.p.pageOf(day))
	}
	i := day - f.start
	for empty := 0; ; empty++ {
		if i := f.mask.previous(i); i >= 0 {
			return f.start + i
		}
		if f.year < firstYear || empty > cycleYears {
			return -1
		}
		f.load(f.year - 1)
		i = f.after - f.start - 1
	}
}

// next returns the first bit set that is not below bit i, or -1.
func (m *yearMask) next(i int) int {
	for w := i / 64; w < len(m); w++ {
		if x := m[w] >> (i % 64) << (i % 64); x != 0 {
			return 64*w + bits.TrailingZeros64(x)
		}
		i = 0
	}
	return -1
}

// previous returns the last bit set that is not above bit i, or -1.
func (m *yearMask) previous(i int) int {
	s := 63 - i%64
	for w := i / 64; w >= 0; w-- {
		if x := m[w] << s >> s; x != 0 {
			return 64*w + 63 - bits.LeadingZeros64(x)
		}
		s = 0
	}
	return -1
}
