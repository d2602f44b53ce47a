package recurrence

import (
	"math/bits"
	"sync"
)

// A stepper is the progression of a frequency below the day whose interval does
// not divide the day: periods start, start+interval, start+2·interval and so on,
// counted from 0001-01-01, of which those remain whose day and clock reading the
// rule admits.
type stepper struct {
	p        *plan
	within   clock // what a period holds
	unit     int64 // seconds of a period
	units    int64 // periods of a day
	interval int64
	start    int64 // the period of the start
	allUnits bool  // whether no BYxxx part limits the clock readings
	allDays  bool  // whether none limits the days

	once   sync.Once
	cyclic *stepCycle
}

func newStepper(p *plan, within clock) *stepper {
	unit := p.freq.unit()
	s := &stepper{
		p: p, within: within, unit: unit, units: secondsPerDay / unit,
		interval: p.interval, start: p.anchor / unit,
		allDays: p.everyDay(),
	}
	s.allUnits = p.unitsOfDay() == s.units
	s.limitWeekdays()
	if within.size == 0 || p.unitsOfDay() == 0 || p.byDay && p.weekdays == 0 {
		p.end = p.first
	}
	return s
}

// limitWeekdays drops from BYDAY the weekdays that the interval never reaches at
// an admitted hour: with an interval of a whole number of weeks, all but one. What
// is left is met sooner or later.
func (s *stepper) limitWeekdays() {
	g := gcd(s.interval, 7*s.units)
	if !s.p.byDay || g == gcd(s.interval, s.units) {
		return
	}
	for weekday := range 7 {
		if s.p.weekdays>>weekday&1 != 0 && !s.meets(int64(weekday), g) {
			s.p.weekdays &^= 1 << weekday
		}
	}
}

func (s *stepper) meets(weekday, g int64) bool {
	for u := floorMod(s.start-weekday*s.units, g); u < s.units; u += g {
		if s.p.admitsUnit(int32(u * s.unit)) {
			return true
		}
	}
	return false
}

// patience is how many periods a search looks at one by one before it has the
// cycle of the clock readings worked out.
const patience = 200

// maxTries is how many periods and days it looks at before it counts instead, for
// which the years must be indexed; fewTries where they have been.
const (
	maxTries = 2000
	fewTries = 50
)

// outOfPatience reports whether a search that has looked at so many periods and
// days should go on by counting.
func (s *stepper) outOfPatience(tries int) bool {
	return !s.allDays && (tries >= maxTries || tries >= fewTries && s.p.index.Load() != nil)
}

// seek returns the first period of the progression that is not before x and that
// the rule admits. Days are looked up in f. There is none if ok is false.
func (s *stepper) seek(x int64, f *dayFilter) (_ int64, ok bool) {
	end := s.p.end
	for tries := 0; ; tries++ {
		x = s.align(x)
		if x*s.unit >= end {
			return 0, false
		}
		if s.outOfPatience(tries) {
			n := s.p.rawRank(x * s.unit)
			if n >= s.p.indexed().total() {
				return 0, false
			}
			return s.p.rawNth(n) / s.unit, true
		}
		day := x / s.units
		if !s.allDays && !f.has(int(day)) {
			x = int64(f.seek(int(day+1))) * s.units
			continue
		}
		if s.allUnits {
			return x, true
		}
		if tries > patience {
			c := s.cycle()
			if c.total == 0 {
				return 0, false
			}
			if k := (x - s.start) / s.interval; !c.has(k) {
				k = c.seek(k)
				if k > (end/s.unit-s.start)/s.interval {
					return 0, false
				}
				x = s.start + k*s.interval
				continue
			}
			return x, true
		}
		at := int32(x % s.units * s.unit)
		if s.p.admitsUnit(at) {
			return x, true
		}
		x = day*s.units + int64(s.seekUnit(at))/s.unit
	}
}

// seekBack returns the last period that is not after x and that the rule admits.
func (s *stepper) seekBack(x int64, f *dayFilter) (_ int64, ok bool) {
	for tries := 0; ; tries++ {
		if x < s.start {
			return 0, false
		}
		if s.outOfPatience(tries) {
			n := s.p.rawRank((x + 1) * s.unit)
			if n == 0 {
				return 0, false
			}
			return s.p.rawNth(n-1) / s.unit, true
		}
		x -= (x - s.start) % s.interval
		day := x / s.units
		if !s.allDays && !f.has(int(day)) {
			x = int64(f.seekBack(int(day-1))+1)*s.units - 1
			continue
		}
		if s.allUnits || s.p.admitsUnit(int32(x%s.units*s.unit)) {
			return x, true
		}
		if tries > patience {
			c := s.cycle()
			k := (x - s.start) / s.interval
			n := c.rank(k)
			if n == 0 {
				return 0, false
			}
			x = s.start + c.at(n-1)*s.interval
			continue
		}
		x = s.beforeUnit(x)
	}
}

// align returns the first period of the progression that is not before x.
func (s *stepper) align(x int64) int64 {
	if x <= s.start {
		return s.start
	}
	return s.start + (x-s.start+s.interval-1)/s.interval*s.interval
}

// seekUnit returns the first second of a day, not before a given one, at which an
// admitted period begins.
func (s *stepper) seekUnit(second int32) int32 {
	minutes, seconds := s.p.minutes, s.p.seconds
	if s.p.freq > Minutely {
		minutes = 1
	}
	if s.p.freq > Secondly {
		seconds = 1
	}
	return seekMasks(second, s.p.hours, minutes, seconds)
}

// beforeUnit returns a period before x, which is not admitted, such that none
// between them is.
func (s *stepper) beforeUnit(x int64) int64 {
	midnight := x - x%s.units
	second := int32(x % s.units * s.unit)
	h, m := second/3600, second/60%60
	switch {
	case s.p.hours>>h&1 == 0:
		below := uint64(s.p.hours & (1<<h - 1))
		if below == 0 {
			return midnight - 1
		}
		return midnight + (int64(63-bits.LeadingZeros64(below))*3600+3599)/s.unit
	case s.p.freq <= Minutely && s.p.minutes>>m&1 == 0:
		below := s.p.minutes & (1<<m - 1)
		if below == 0 {
			return midnight + int64(h)*3600/s.unit - 1
		}
		return midnight + (int64(h)*3600+int64(63-bits.LeadingZeros64(below))*60+59)/s.unit
	}
	return x - 1
}

// reaches reports whether two occurrences can be so many seconds apart: in periods
// of which one is so much later, or in one period if they are not whole.
func (s *stepper) reaches(seconds int64) bool {
	switch {
	case s.within.size == 1 || seconds%s.unit == 0:
		return seconds%(s.interval*s.unit) == 0
	}
	return true
}

// active reports whether x is a period of the progression that the rule admits.
func (s *stepper) active(x int64, f *dayFilter) bool {
	return s.ticks(x) && (s.allDays || f.has(int(x/s.units)))
}

// ticks is active whatever the day.
func (s *stepper) ticks(x int64) bool {
	return x >= s.start && (x-s.start)%s.interval == 0 && s.p.admitsUnit(int32(x%s.units*s.unit))
}

// cycle returns the clock readings of the progression over one cycle.
func (s *stepper) cycle() *stepCycle {
	s.once.Do(func() { s.cyclic = newStepCycle(s) })
	return s.cyclic
}

// A stepCycle says which terms of a progression fall on admitted clock readings,
// whatever their day. Readings repeat after at most 86,400 terms, so that it
// takes at most 17 kB and a fraction of a millisecond to make.
type stepCycle struct {
	terms int64 // length of the cycle
	total int64 // admitted terms in it
	words []uint64
	below []uint32 // admitted terms before each word
}

func newStepCycle(s *stepper) *stepCycle {
	c := &stepCycle{terms: s.units / gcd(s.interval, s.units)}
	c.words = make([]uint64, (c.terms+63)/64)
	c.below = make([]uint32, len(c.words))
	u, step := s.start%s.units, s.interval%s.units
	for k := range c.terms {
		if k%64 == 0 {
			c.below[k/64] = uint32(c.total)
		}
		if s.p.admitsUnit(int32(u * s.unit)) {
			c.words[k/64] |= 1 << (k % 64)
			c.total++
		}
		if u += step; u >= s.units {
			u -= s.units
		}
	}
	return c
}

// has reports whether term k is admitted.
func (c *stepCycle) has(k int64) bool {
	k %= c.terms
	return c.words[k/64]>>(k%64)&1 != 0
}

// rank returns how many terms before term k are admitted.
func (c *stepCycle) rank(k int64) int64 {
	return k/c.terms*c.total + c.within(k%c.terms)
}

// within is rank for a term of the first cycle.
func (c *stepCycle) within(k int64) int64 {
	return int64(c.below[k/64]) + int64(bits.OnesCount64(c.words[k/64]&(1<<(k%64)-1)))
}

// at returns the term that is the n-th admitted one, from 0.
func (c *stepCycle) at(n int64) int64 {
	round, rest := n/c.total, uint32(n%c.total)
	low, high := 0, len(c.words)
	for high-low > 1 {
		if mid := (low + high) / 2; c.below[mid] <= rest {
			low = mid
		} else {
			high = mid
		}
	}
	return round*c.terms + int64(64*low+nthBit(c.words[low], int(rest-c.below[low])))
}

// seek returns the first admitted term that is not before term k. There must be
// one.
func (c *stepCycle) seek(k int64) int64 { return c.at(c.rank(k)) }
