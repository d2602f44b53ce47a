package recurrence

import "math/bits"

// terms returns how many periods before x are in the progression, whatever the rule
// admits.
func (s *stepper) terms(x int64) int64 {
	if x <= s.start {
		return 0
	}
	return (x - s.start + s.interval - 1) / s.interval
}

// admitted returns how many of the first k terms fall on admitted clock readings,
// whatever their days.
func (s *stepper) admitted(k int64) int64 {
	if s.allUnits {
		return k
	}
	return s.cycle().rank(k)
}

// admittedAt returns the term that is the n-th of those, from 0.
func (s *stepper) admittedAt(n int64) int64 {
	if s.allUnits {
		return n
	}
	return s.cycle().at(n)
}

// rank returns how many occurrences are before a moment, counted from the
// beginning of the start's period, where no part limits the days.
func (s *stepper) rank(at int64) int64 {
	x := at / s.unit
	n := s.admitted(s.terms(x)) * s.within.size
	if second := int32(at % s.unit); second > 0 && s.ticks(x) {
		n += s.within.rank(second)
	}
	return n
}

// nth returns the occurrence that has n before it by rank.
func (s *stepper) nth(n int64) int64 {
	x := s.start + s.admittedAt(n/s.within.size)*s.interval
	return x*s.unit + int64(s.within.at(n%s.within.size))
}

// weight returns how many occurrences a page has.
func (s *stepper) weight(y int) int64 {
	var mask yearMask
	start := s.p.page(y, &mask)
	return s.admittedIn(&mask, start, int64(s.p.pageStart(y+1))*s.units) * s.within.size
}

// rankWithin returns how many occurrences of a page are before a moment.
func (s *stepper) rankWithin(y int, at int64) int64 {
	var mask yearMask
	start := s.p.page(y, &mask)
	x := at / s.unit
	n := s.admittedIn(&mask, start, x) * s.within.size
	if s.ticks(x) && mask.has(int(x/s.units)-start) {
		n += s.within.rank(int32(at % s.unit))
	}
	return n
}

// admittedIn returns how many admitted periods there are before period end in a page
// that begins on a day: by its terms where they are few, otherwise by its runs.
func (s *stepper) admittedIn(mask *yearMask, start int, end int64) (n int64) {
	first := int64(start) * s.units
	x := s.align(first)
	if (end-x)/s.interval < int64(4*mask.runs()) {
		for ; x < end; x += s.interval {
			if mask.has(int(x/s.units)-start) && s.p.admitsUnit(int32(x%s.units*s.unit)) {
				n++
			}
		}
		return n
	}
	count := s.counter(first)
	for i := mask.next(0); i >= 0 && first+int64(i)*s.units < end; {
		n -= count(first + int64(i)*s.units)
		i = mask.nextClear(i)
		n += count(min(first+int64(i)*s.units, end))
		i = mask.next(i)
	}
	return n
}

// counter returns a function that counts the terms, from the cycle on that period
// x is in, which fall on admitted clock readings before later and later periods.
func (s *stepper) counter(x int64) func(x int64) int64 {
	if s.allUnits {
		return s.terms
	}
	c := s.cycle()
	round, below := s.terms(x)/c.terms*c.terms, int64(0)
	return func(x int64) int64 {
		k := s.terms(x)
		for k >= round+c.terms {
			round += c.terms
			below += c.total
		}
		return below + c.within(k-round)
	}
}

// nthWithin returns the occurrence of a page that has n before it there.
func (s *stepper) nthWithin(y int, n int64) int64 {
	var mask yearMask
	first := int64(s.p.page(y, &mask)) * s.units
	count := s.counter(first)
	for i := mask.next(0); ; {
		end := mask.nextClear(i)
		before := count(first + int64(i)*s.units)
		here := (count(first+int64(end)*s.units) - before) * s.within.size
		if n < here {
			before = s.admitted(s.terms(first + int64(i)*s.units))
			return s.nth(before*s.within.size + n)
		}
		n -= here
		i = mask.next(end)
	}
}

// runs returns the number of runs of bits that are set.
func (m *yearMask) runs() (n int) {
	last := uint64(0)
	for _, x := range m {
		n += bits.OnesCount64(x &^ (x<<1 | last>>63))
		last = x
	}
	return n
}

// nextClear returns the first bit not set that is not below bit i.
func (m *yearMask) nextClear(i int) int {
	for w := i / 64; w < len(m); w++ {
		if x := ^m[w] >> (i % 64) << (i % 64); x != 0 {
			return 64*w + bits.TrailingZeros64(x)
		}
		i = 0
	}
	return 64 * len(m)
}
