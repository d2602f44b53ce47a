package recurrence

import (
	"math"
	"slices"
)

// The union of several rules, and rules without those of EXRULE, become lines of
// which no two share an occurrence: then counting is adding. A plan with a fixed
// clock less another such is the plan at the readings that the other does not
// have, and at those it has on the days that the other does not have.

// unshare makes lines that share no occurrence from the lines of a set's rules and
// those of its EXRULEs. Lines that cannot be told apart stay as they are.
func (t *timeline) unshare() {
	if len(t.lines) < 2 && len(t.except) == 0 {
		return
	}
	for _, l := range slices.Concat(t.lines, t.except) {
		if l.elapsed != nil {
			t.shared = true
			return
		}
	}
	t.lines = t.settle(t.lines)
	except := t.settle(t.except)
	t.except = nil
	t.lines = slices.DeleteFunc(t.lines, func(l *line) bool {
		return slices.ContainsFunc(except, func(e *line) bool {
			return e.until >= l.until && e.p.covers(l.p)
		})
	})
	for _, l := range t.lines {
		for _, e := range except {
			t.shared = t.shared || !l.nominal(e)
		}
	}
	lines := t.lines
	if t.shared = len(lines) > 0 && (t.shared || !t.tellApart(except)); t.shared {
		t.lines, t.except = lines, except
	}
	t.setTwins()
}

// nominal reports whether to take the clock readings of a line from another's is to
// take its instants. It need not be where a transition skips some: then two readings
// mean one instant, and either plan may have the one and not the other.
func (l *line) nominal(e *line) bool {
	p, q := l.p, e.p
	switch {
	case l.z == nil:
		return true
	case p.kind != fixedClock || q.kind != fixedClock || p.clock.size > 1 || q.clock.size > 1:
		return false
	case p.clock.size == 1 && q.clock.size == 1 && p.clock.first != q.clock.first:
		return false
	}
	// The same reading each day: only a gap of days brings two of them together.
	for _, s := range l.z.wideGaps() {
		if from, to := s.gap(); p.rank(from) != p.rank(to) || q.rank(from) != q.rank(to) {
			return false
		}
	}
	return true
}

// settle settles lines. It says that they may share occurrences where they do not end
// or begin with their plans; those that do not begin with them become two.
func (t *timeline) settle(lines []*line) (settled []*line) {
	for _, l := range lines {
		if !l.settle() {
			t.shared = true
		}
		if l.early == 0 {
			settled = append(settled, l)
			continue
		}
		t.shared = true
		for _, r := range l.z.readingsFrom(l.first()) {
			p := l.p.narrowed(l.p.clock)
			if p.cut(r.from, r.to); p.first < p.end {
				settled = append(settled, &line{p: p, z: l.z, until: l.until, limit: l.limit})
			}
		}
	}
	return settled
}

// tellApart subtracts the lines of EXRULEs, and each line from those after it. It
// reports whether it could; if not, the lines are of no use.
func (t *timeline) tellApart(except []*line) bool {
	work := 0
	within := func(rest *timeline, e *line) bool {
		work += len(rest.lines)
		return work <= mostWork && rest.subtract(e)
	}
	for _, e := range except {
		if !within(t, e) {
			return false
		}
	}
	lines := t.lines
	t.lines = nil
	for i, l := range lines {
		one := timeline{lines: []*line{l}}
		// From what is left of the others each page would take twice the time.
		for _, other := range lines[:i] {
			if !within(&one, other) {
				return false
			}
		}
		t.lines = append(t.lines, one.lines...)
	}
	return true
}

// setTwins says of which plans the timeline has to count twins.
func (t *timeline) setTwins() {
	var plans []*plan
	for _, l := range t.lines {
		plans = append(plans, l.p)
	}
	if len(plans) > 0 {
		t.twins = twinsOf(t.lines[0].z, plans)
	}
}

const (
	// mostLines bounds the lines that unshare makes of one of those it is given.
	mostLines = 64
	// mostWork bounds how often it takes one line from another.
	mostWork = 1_000
)

// subtract takes a line from those of t and reports whether it could.
func (t *timeline) subtract(e *line) bool {
	var rest []*line
	for _, l := range t.lines {
		plans, ok := l.p.subtract(e.p)
		if !ok || len(rest)+len(plans) > mostLines {
			return false
		}
		for _, p := range plans {
			if p == l.p {
				rest = append(rest, l)
				continue
			}
			rest = append(rest, &line{p: p, z: l.z, until: l.until, limit: math.MaxInt64})
		}
	}
	t.lines = rest
	return true
}

// subtract returns plans that together are p without e, and share nothing. ok is
// false if it cannot be said by plans.
func (p *plan) subtract(e *plan) (rest []*plan, ok bool) {
	switch {
	case e.end <= e.first:
		return []*plan{p}, true
	case e.covers(p):
		return nil, true
	case p.kind != fixedClock || e.kind != fixedClock:
		return nil, false
	}
	both, others := p.clock.split(&e.clock)
	for _, c := range others {
		rest = append(rest, p.narrowed(c))
	}
	if both.size == 0 {
		return rest, true
	}
	if e.end < p.end && e.hasDay(e.lastDay()) {
		// The days of e end with its last one, but not the readings on it.
		last := min(int64(e.lastDay()+1)*secondsPerDay, p.end)
		after := p.narrowed(both)
		if after.cut(e.end, last); after.first < after.end {
			rest = append(rest, after)
		}
	}
	less := p.narrowed(both)
	less.rest.without = append(slices.Clone(less.rest.without), e)
	less.shaped = false
	if p.cycle == 0 || e.cycle == 0 || e.end < p.end || e.first > e.anchor {
		less.cycle = 0
	} else {
		less.cycle = int(lcm(int64(p.cycle*p.pageStep), int64(e.cycle*e.pageStep))) / p.pageStep
	}
	return append(rest, less), true
}

func lcm(a, b int64) int64 { return a / gcd(a, b) * b }

func (p *plan) lastDay() int { return int((p.end - 1) / secondsPerDay) }

// narrowed returns a copy of the plan with another clock.
func (p *plan) narrowed(c clock) *plan {
	n := &plan{
		parts: p.parts, kind: p.kind, clock: c,
		anchor: p.anchor, first: p.first, end: p.end, shift: p.shift,
		firstPage: p.firstPage, lastPage: p.lastPage, anchorPage: p.anchorPage,
		pageStep: p.pageStep, cycle: p.cycle,
		shaped: p.shaped, strided: p.strided, spills: p.spills, pick: p.pick, beside: p.beside, barred: p.barred,
		step: p.step, chosen: p.chosen,
		rest: &remainder{base: p},
	}
	if p.rest != nil {
		*n.rest = *p.rest
	}
	return n
}

// covers reports whether it is plain that every occurrence of p is one of e.
func (e *plan) covers(p *plan) bool {
	return e.rest == nil && e.freq == p.freq && p.interval%e.interval == 0 && e.anchor == p.anchor &&
		e.end >= p.end && e.weekStart == p.weekStart && e.skip == p.skip &&
		p.hours&^e.hours == 0 && p.minutes&^e.minutes == 0 && p.seconds&^e.seconds == 0 &&
		slices.Equal(e.setPos, p.setPos) && (len(e.setPos) == 0 || e.perDay() == p.perDay()) &&
		e.sameDays(p)
}

// sameDays reports whether the plans limit the days alike.
func (e *plan) sameDays(p *plan) bool {
	return e.months == p.months && e.monthDays == p.monthDays && e.monthEnds == p.monthEnds &&
		e.weekNos == p.weekNos && e.weekNoEnds == p.weekNoEnds &&
		e.byDay == p.byDay && e.weekdays == p.weekdays && e.ordinalInYear == p.ordinalInYear &&
		slices.Equal(e.ordinals, p.ordinals) && slices.Equal(e.yearDays, p.yearDays)
}

// A remainder makes the masks of a plan from those of others.
type remainder struct {
	base    *plan
	without []*plan // whose days are taken from those of base
	only    []*plan // to whose days they are limited
}

// limits reports whether the days are not those of base.
func (r *remainder) limits() bool {
	return r != nil && len(r.without)+len(r.only) > 0
}

// page is that of the plan of which it is the remainder.
func (r *remainder) page(y int, m *yearMask) int {
	start := r.base.page(y, m)
	for _, e := range r.only {
		if m.empty() {
			break
		}
		days := e.daysFrom(start)
		m.and(&days)
	}
	for _, e := range r.without {
		if m.empty() {
			break
		}
		taken := e.daysFrom(start)
		for i := range m {
			m[i] &^= taken[i]
		}
	}
	return start
}

// daysFrom returns the days of the plan from a day on, that day being bit 0. Days
// before the start, where its rule would have them, are among them: so that years
// are alike, and since nothing that it is taken from has any.
func (p *plan) daysFrom(day int) (days yearMask) {
	for y := p.pageOf(day); ; y++ {
		start := p.pageStart(y)
		if start >= day+64*len(days) {
			break
		}
		if y > p.lastPage || (y-p.firstPage)%p.pageStep != 0 {
			continue
		}
		var page yearMask
		p.page(y, &page)
		if p.first > p.anchor {
			page.clipBelow(int(p.first/secondsPerDay) - start)
		}
		page.clipFrom(p.lastDay() + 1 - start)
		for w, x := range page {
			switch at := start + 64*w - day; {
			case x == 0 || at <= -64 || at >= 64*len(days):
			case at < 0:
				days.add(x>>-at, 0)
			default:
				days.add(x, at)
			}
		}
	}
	return days
}

// split returns the readings of c that are also readings of e, and the others.
func (c *clock) split(e *clock) (both clock, others []clock) {
	if h, m, s, ok := c.masks(); ok {
		if eh, em, es, ok := e.masks(); ok {
			for _, part := range [3]clock{
				masked(h&^eh, m, s), masked(h&eh, m&^em, s), masked(h&eh, m&em, s&^es),
			} {
				if part.size > 0 {
					others = append(others, part)
				}
			}
			return masked(h&eh, m&em, s&es), others
		}
	}
	var with, without []int32
	for i := range c.size {
		if at := c.at(i); e.has(at) {
			with = append(with, at)
		} else {
			without = append(without, at)
		}
	}
	if len(without) > 0 {
		others = []clock{listed(without)}
	}
	return listed(with), others
}

// masks returns the sets of which the readings are the products, if that is what
// they are kept as or plain to see.
func (c *clock) masks() (hours uint32, minutes, seconds uint64, ok bool) {
	switch {
	case c.form == maskClock:
		return c.hours, c.minutes, c.seconds, true
	case c.form == evenClock && c.size == secondsPerDay:
		return allHours, allMinutes, allMinutes, true
	case c.form == evenClock && c.size == 1:
		return 1 << (c.first / 3600), 1 << (c.first / 60 % 60), 1 << (c.first % 60), true
	}
	return 0, 0, 0, false
}
