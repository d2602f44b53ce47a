package recurrence

import (
	"math/bits"
	"slices"
)

// Where the rules of a set cannot be taken apart, as with intervals below the day
// that do not divide it, occurrences are counted by inclusion and exclusion: what
// two plans share is a plan again.

// A term is a plan, or a list of moments, counted with a sign.
type term struct {
	sign  int64
	p     *plan
	list  *shortlist
	until int64 // the last instant that counts
}

// Beyond these bounds a set is counted by walking it, if it is short enough for that,
// and else refused.
const (
	mostTerms  = 256     // terms of a sum
	mostListed = 1 << 22 // moments that terms list
	mostWalked = 1 << 22 // occurrences of a set that is walked
)

// rank returns how many occurrences of the term come to an instant before a given
// one.
func (x *term) rank(z *zone, at int64) int64 {
	at = min(at, x.until+1)
	if x.p != nil {
		return rankIn(x.p, z, at)
	}
	if z == nil {
		return x.list.rank(at)
	}
	s := z.segmentAt(at)
	if _, to := s.gap(); at-s.at < s.offset-s.before {
		return x.list.rank(at+s.before) + x.list.rank(at+s.offset) - x.list.rank(to)
	}
	return x.list.rank(max(at+s.offset, s.first()))
}

// countable reports whether the set can be counted otherwise than by walking it. If
// its lines share occurrences it works out the terms for that.
func (t *timeline) countable() bool {
	if !t.shared {
		return true
	}
	t.termsOnce.Do(func() {
		t.terms = t.allTerms()
		if len(t.terms) > 0 {
			t.twins.terms = t
			for _, l := range slices.Concat(t.lines, t.except) {
				t.termPlans = append(t.termPlans, l.p)
			}
		}
	})
	return t.terms != nil
}

func (t *timeline) allTerms() (terms []term) {
	terms = []term{}
	for _, l := range slices.Concat(t.lines, t.except) {
		if l.elapsed != nil {
			return nil
		}
	}
	for _, l := range t.lines {
		l.settle()
		shared, ok := negate(terms, l)
		if !ok {
			return nil
		}
		terms = append(append(terms, term{sign: 1, p: l.p, until: l.until}), shared...)
	}
	for _, l := range t.except {
		l.settle()
		shared, ok := negate(terms, l)
		if !ok {
			return nil
		}
		terms = append(terms, shared...)
	}
	listed := int64(0)
	for i := range terms {
		if l := terms[i].list; l != nil {
			listed += l.most
		}
	}
	if listed > mostListed {
		return nil
	}
	return terms
}

// check refuses a set of which some question could take unbounded time.
func (t *timeline) check() error {
	if t.countable() {
		return nil
	}
	walked := int64(0)
	for _, l := range t.lines {
		if walked += min(l.most(), mostWalked); walked >= mostWalked {
			return mismatch("RRULE", "the rules overlap in more ways than can be told apart")
		}
	}
	return nil
}

// checkParts refuses a set whose parts are moved among each other so far that it
// could not be counted.
func (t *timeline) checkParts() error {
	for j, last := range t.eachPart() {
		p := t.parts[j]
		if err := p.check(); err != nil {
			return err
		}
		if at, ok := p.following(earliest); ok && at <= last && p.rank(last+1) > mostListed {
			return mismatch("RECURRENCE-ID", "moves too many occurrences to before others")
		}
	}
	return nil
}

// negate returns what the terms share with a line, with the opposite sign.
func negate(terms []term, l *line) (shared []term, ok bool) {
	for _, x := range terms {
		parts, ok := x.intersect(l.p)
		if !ok || len(terms)+len(shared)+len(parts) > mostTerms {
			return nil, false
		}
		for _, part := range parts {
			part.sign, part.until = -x.sign, min(x.until, l.until)
			shared = append(shared, part)
		}
	}
	return shared, true
}

// intersect returns terms that together are what a term shares with a plan, and
// share nothing.
func (x *term) intersect(q *plan) (parts []term, ok bool) {
	switch {
	case x.p == nil:
		return []term{{list: &shortlist{of: x.list, in: q, most: x.list.most}}}, true
	case x.p.end <= x.p.first || q.end <= q.first:
		return nil, true
	case x.p.kind == chosenTimes:
		return x.p.filtered(q)
	case q.kind == chosenTimes:
		return q.filtered(x.p)
	case x.p.kind == stepped && q.kind == stepped:
		return x.p.meetSteps(q)
	case x.p.kind == stepped:
		return x.p.meetClock(q)
	case q.kind == stepped:
		return q.meetClock(x.p)
	}
	both, _ := x.p.clock.split(&q.clock)
	p := x.p.narrowed(both)
	p.meetDays(q)
	return []term{{p: p}}, true
}

// filtered lists the occurrences of the plan that are also those of another.
func (p *plan) filtered(q *plan) ([]term, bool) {
	if p.most() > q.most() {
		p, q = q, p
	}
	l := &shortlist{p: p, in: q, most: p.most()}
	return []term{{list: l}}, l.most <= mostListed
}

// meetDays limits the plan to the days and the time of another.
func (p *plan) meetDays(q *plan) {
	if !q.evenDays() || q.dayStep() > 1 {
		p.rest.only = append(slices.Clone(p.rest.only), q)
		p.shaped, p.cycle = false, 0
	}
	p.cut(q.first, q.end)
}

// meetClock returns what a stepped plan shares with one of fixed clock readings.
func (p *plan) meetClock(q *plan) (parts []term, ok bool) {
	if _, _, _, ok := q.clock.masks(); !ok && q.freq < Daily && q.ownClock() {
		return p.meetSteps(q.stepped())
	}
	products, ok := q.clock.products()
	for _, c := range products {
		n := p.narrowed(clock{})
		n.hours &= c.hours
		within := p.step.within
		if p.freq <= Minutely {
			n.minutes &= c.minutes
		} else {
			within = within.only(func(at int32) bool { return c.minutes>>(at/60)&1 != 0 })
		}
		if p.freq <= Secondly {
			n.seconds &= c.seconds
		} else {
			within = within.only(func(at int32) bool { return c.seconds>>(at%60)&1 != 0 })
		}
		n.meetDays(q)
		n.stepLike(p.step, within, p.step.start, p.step.interval)
		parts = append(parts, term{p: n})
	}
	return parts, ok
}

// ownClock reports whether the plan has all clock readings that its rule gives it.
func (p *plan) ownClock() bool {
	return p.rest == nil || p.clock.size == p.rest.base.clock.size
}

// stepped returns the plan of a rule below the day whose interval divides the day as
// if it did not.
func (p *plan) stepped() *plan {
	n := p.narrowed(clock{})
	n.kind = stepped
	unit := p.freq.unit()
	s := stepper{unit: unit, units: secondsPerDay / unit, allDays: p.everyDay() && !p.rest.limits()}
	n.stepLike(&s, p.withinUnit(), p.anchor/unit, p.interval)
	return n
}

// stepLike gives a plan the steps of another, with some of its own.
func (p *plan) stepLike(s *stepper, within clock, start, interval int64) {
	p.step = &stepper{
		p: p, within: within, unit: s.unit, units: s.units,
		interval: interval, start: start,
		allDays: s.allDays && !p.rest.limits(),
	}
	p.step.allUnits = p.unitsOfDay() == s.units
	if within.size == 0 || p.unitsOfDay() == 0 {
		p.end = p.first
	}
}

// meetSteps returns what two stepped plans share.
func (p *plan) meetSteps(q *plan) (parts []term, ok bool) {
	if p.freq < q.freq {
		p, q = q, p
	}
	if p.freq == q.freq {
		within := p.step.within.only(q.step.within.has)
		return p.meetProgression(q, within, q.step.start, q.step.interval), true
	}
	// Each reading in a period of p is a progression in periods of q.
	s := p.step
	if s.within.size > longestList {
		return nil, false
	}
	for i := range s.within.size {
		at := int64(s.within.at(i))
		if !q.step.within.has(int32(at % q.step.unit)) {
			continue
		}
		one := listed([]int32{int32(at % q.step.unit)})
		start := (s.start*s.unit + at) / q.step.unit
		parts = append(parts, q.meetProgression(p, one, start, s.interval*(s.unit/q.step.unit))...)
	}
	return parts, true
}

// meetProgression returns what a stepped plan shares with another whose
// progression in the periods of the first is given, at readings within a period.
func (p *plan) meetProgression(q *plan, within clock, start, interval int64) []term {
	start, interval, ok := meet(p.step.start, p.step.interval, start, interval)
	if !ok {
		return nil
	}
	n := p.narrowed(clock{})
	n.hours &= q.hours
	if q.freq <= Minutely {
		n.minutes &= q.minutes
	}
	if q.freq <= Secondly {
		n.seconds &= q.seconds
	}
	n.meetDays(q)
	n.stepLike(p.step, within, start, interval)
	if !q.step.allDays {
		n.step.allDays = false
	}
	return []term{{p: n}}
}

// meet returns the progression that two progressions a, a+n, … and b, b+m, … have
// in common; ok is false if there is none within the supported years.
func meet(a, n, b, m int64) (start, interval int64, ok bool) {
	g := gcd(n, m)
	if (b-a)%g != 0 {
		return 0, 0, false
	}
	// x = a + n·k with n·k ≡ b-a modulo m.
	step := m / g
	k := mulMod(floorMod((b-a)/g, step), inverse(floorMod(n/g, step), step), step)
	high, start64 := bits.Mul64(uint64(n), uint64(k))
	if high != 0 || start64 > 1<<50 {
		return 0, 0, false
	}
	start = a + int64(start64)
	interval = maxInterval
	if high, all := bits.Mul64(uint64(n), uint64(step)); high == 0 && all < maxInterval {
		interval = int64(all)
	}
	if start < b {
		start += (b - start + interval - 1) / interval * interval
	}
	return start, interval, true
}

// mulMod returns a·b modulo m.
func mulMod(a, b, m int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	return int64(bits.Rem64(high, low, uint64(m)))
}

// inverse returns the number whose product with a is 1 modulo m, which share no
// factor.
func inverse(a, m int64) int64 {
	if m == 1 {
		return 0
	}
	r0, r1, t0, t1 := m, a, int64(0), int64(1)
	for r1 > 0 {
		q := r0 / r1
		r0, r1 = r1, r0-q*r1
		t0, t1 = t1, t0-q*t1
	}
	return floorMod(t0, m)
}

// only returns the readings that pass a test.
func (c *clock) only(keep func(int32) bool) clock {
	var list []int32
	for i := range c.size {
		if at := c.at(i); keep(at) {
			list = append(list, at)
		}
	}
	return listed(list)
}

// products returns clocks of form maskClock that together have the readings of c;
// ok is false if too many would be needed.
func (c *clock) products() (products []clock, ok bool) {
	if c.size == 0 {
		return nil, true
	}
	if h, m, s, ok := c.masks(); ok {
		return []clock{{hours: h, minutes: m, seconds: s}}, true
	}
	var all clock
	for i := range c.size {
		at := c.at(i)
		one := clock{hours: 1 << (at / 3600), minutes: 1 << (at / 60 % 60), seconds: 1 << (at % 60)}
		all.hours |= one.hours
		all.minutes |= one.minutes
		all.seconds |= one.seconds
		if i < longestList {
			products = append(products, one)
		}
	}
	if masked(all.hours, all.minutes, all.seconds).size == c.size {
		return []clock{all}, true
	}
	return products, c.size <= longestList
}
