package recurrence

import "math/bits"

// units before x that are in the progression, whatever the rule admits.
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
	if second := int32(at % s.unit); second > 0 && s.active(x, nil) {
		n += s.within.rank(second)
	}
	return n
}

// nth returns the occurrence that has n before it by rank.
func (s *stepper) nth(n int64) int64 {
	x := s.start + s.admittedAt(n/s.within.size)*s.interval
	return x*s.unit + int64(s.within.at(n%s.within.size))
}

// A run is a span of days, all admitted, with the occurrences before it in its
// page.
type run struct {
	first, after int // days
}

// eachRun calls do for the runs of admitted days in a page until it returns false.
func (s *stepper) eachRun(y int, do func(run) bool) {
	var mask yearMask
	start := s.p.page(y, &mask)
	for i := mask.next(0); i >= 0; {
		end := mask.nextClear(i)
		if !do(run{start + i, start + end}) || end >= 64*len(mask) {
			return
		}
		i = mask.next(end)
	}
}

// weight returns how many occurrences a page has: by its terms where they are few,
// otherwise by its runs.
func (s *stepper) weight(y int) int64 {
	var mask yearMask
	start := s.p.page(y, &mask)
	end := int64(s.p.pageStart(y+1)) * s.units
	x := s.align(int64(start) * s.units)
	n := int64(0)
	if (end-x)/s.interval < int64(4*mask.runs()) {
		for ; x < end; x += s.interval {
			if mask.has(int(x/s.units)-start) && s.p.admitsUnit(int32(x%s.units*s.unit)) {
				n++
			}
		}
		return n * s.within.size
	}
	count := s.counter(int64(start) * s.units)
	for i := mask.next(0); i >= 0; {
		n -= count(int64(start+i) * s.units)
		i = mask.nextClear(i)
		n += count(int64(start+i) * s.units)
		i = mask.next(i)
	}
	return n * s.within.size
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

// rankWithin returns how many occurrences of a page are before a moment.
func (s *stepper) rankWithin(y int, at int64) (n int64) {
	x := at / s.unit
	s.eachRun(y, func(r run) bool {
		from, to := int64(r.first)*s.units, int64(r.after)*s.units
		if x < to {
			if x > from {
				n += (s.admitted(s.terms(x)) - s.admitted(s.terms(from))) * s.within.size
			}
			if x >= from && s.active(x, &dayFilter{p: s.p}) {
				n += s.within.rank(int32(at % s.unit))
			}
			return false
		}
		n += (s.admitted(s.terms(to)) - s.admitted(s.terms(from))) * s.within.size
		return true
	})
	return n
}

// nthWithin returns the occurrence of a page that has n before it there.
func (s *stepper) nthWithin(y int, n int64) (at int64) {
	s.eachRun(y, func(r run) bool {
		before := s.admitted(s.terms(int64(r.first) * s.units))
		here := (s.admitted(s.terms(int64(r.after)*s.units)) - before) * s.within.size
		if n >= here {
			n -= here
			return true
		}
		at = s.nth(before*s.within.size + n)
		return false
	})
	return at
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
