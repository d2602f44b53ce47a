package recurrence

import "slices"

// Plans of kind chosenTimes. What BYSETPOS chooses in a week, a month or a year is
// found by rank and select among the readings of its days, none of which is listed
// for that.

// A period is one from whose readings BYSETPOS chooses.
type period struct {
	days yearMask
	at   int // the day that bit 0 of days is
	n    int // how many readings its days have
}

// A group is the choice of a period as far as it lies on certain days: on those of
// its page, for a week; of itself, for a month or a year that SKIP moves days out
// of. Then what beside chooses on these days is in the group, too.
type group struct {
	period
	first, after int // the days of the group
	beside       []period
}

// periodOf makes the period of some days.
func (p *plan) periodOf(days *yearMask, at int) period {
	return period{*days, at, days.count() * int(p.clock.size)}
}

// chosenBefore returns how many of the readings chosen in a period come before a
// second of a day.
func (p *plan) chosenBefore(q *period, day int, second int32) int {
	i := min(max(day-q.at, 0), positionBits)
	n := q.days.rank(i) * int(p.clock.size)
	if i == day-q.at && i < positionBits && q.days.has(i) {
		n += int(p.clock.rank(second))
	}
	return p.chosen.rank(q.n, n)
}

// appendChosen appends to dst readings chosen in a period, by the seconds from a
// day on: so many at most, without the first k.
func (p *plan) appendChosen(q *period, from, k, most int, dst []int32) []int32 {
	var buf [listAtOnce]int
	size := int(p.clock.size)
	last, second := -2, int32(0)
	for _, i := range p.chosen.appendFrom(buf[:0], q.n, k, most) {
		reading := i % size
		if second = p.clock.seek(second + 1); i != last+1 || reading == 0 {
			second = p.clock.at(int64(reading))
		}
		last = i
		day := q.at + q.days.nth(i/size) - from
		dst = append(dst, int32(day*secondsPerDay)+second)
	}
	return dst
}

// listAtOnce is how many readings a walk lists at once.
const listAtOnce = 64

// groups returns how many groups a page has.
func (p *plan) groups(y int) int {
	switch p.freq {
	case Yearly:
		return 1
	case Monthly:
		return 12
	}
	step, _ := p.stride()
	length := 365 + leap(y)
	return max(int((int64(length-p.firstWeek(y))+step-1)/step), 0)
}

// firstWeek returns the day of a year, from 0, on which the first week begins that
// the interval reaches and that touches it: -6 or later.
func (p *plan) firstWeek(y int) int {
	step, width := p.stride()
	at := -floorMod(int64(yearStart(y))-p.origin(), step)
	if at <= -width {
		at += step
	}
	return int(min(at, 366))
}

// groupOf returns the group that a day of a page is in, or one near it: no group
// between them has anything.
func (p *plan) groupOf(y, day int) int {
	switch p.freq {
	case Yearly:
		return 0
	case Monthly:
		return int(monthOfDay(day)) - 1
	}
	step, _ := p.stride()
	return max(int(int64(day-yearStart(y)-p.firstWeek(y))/step), 0)
}

// group returns a group of a page.
func (p *plan) group(y, i int) group {
	switch p.freq {
	case Yearly:
		return p.yearGroup(y)
	case Monthly:
		return p.monthGroup(y, i+1)
	}
	return p.weekGroup(y, i)
}

// weekGroup returns the i-th group of a year of a WEEKLY plan. Its first and last
// week may lie in two years.
func (p *plan) weekGroup(y, i int) group {
	start, all := p.shape(y)
	length := 365 + leap(y)
	step, _ := p.stride()
	at := p.firstWeek(y) + i*int(min(step, 366))
	week := all.slice(at, 7)
	if days := weekPattern(p.weekdays, int(p.weekStart)) & allWeekdays; at < 0 && p.admitsMonth(12) {
		week |= days & (1<<-at - 1)
	} else if at+7 > length && p.admitsMonth(1) {
		week |= days &^ (1<<(length-at) - 1)
	}
	return group{
		period: p.periodOf(&yearMask{week}, start+at),
		first:  start + max(at, 0), after: start + min(at+7, length),
	}
}

func (q *parts) admitsMonth(m int) bool { return q.months == 0 || q.months>>m&1 != 0 }

// monthGroup returns the group of a month. It is empty if the interval does not
// reach it and SKIP moves nothing into it.
func (p *plan) monthGroup(y, m int) group {
	start, e := yearAt(y)
	first, leap, _, _ := e.shape.split()
	active := p.activeMonths(y)
	before := &monthStart[leap]
	g := group{first: start + before[m], after: start + before[m+1]}
	month := func(m int) period {
		return p.periodOf(&yearMask{p.monthSpanOf(m, first, leap)}, start+before[m]-1)
	}
	if active>>m&1 != 0 {
		g.period = month(m)
	}
	if p.skip != SkipOmit {
		for _, m := range [2]int{m - 1, m + 1} {
			barred := p.barred && int64(12*y+m) == p.firstMonth() // m is the month before
			if m >= 1 && m <= 12 && active>>m&1 != 0 && !barred {
				g.join(p, month(m))
			}
		}
	}
	return g
}

// yearGroup returns the group of a year.
func (p *plan) yearGroup(y int) group {
	start, after := p.pageStart(y), p.pageStart(y+1)
	g := group{first: start, after: after}
	if !p.spills {
		_, all := p.shape(y)
		g.period = p.periodOf(&all.yearMask, start)
		return g
	}
	if p.inStep(y) {
		g.period = p.spillingYear(y)
	}
	for _, y := range [2]int{y - 1, y + 1} {
		if p.inStep(y) {
			g.join(p, p.spillingYear(y))
		}
	}
	return g
}

// spillingYear returns the period of a year, with the days beside it to which SKIP
// moves those that it does not have.
func (p *plan) spillingYear(y int) period {
	start, all := p.shape(y)
	var days yearMask
	for w, x := range all.yearMask {
		days.add(x, 64*w+1)
	}
	days[5] &= 1<<(spillAfter-320) - 1
	if all.has(spillBefore) {
		days.set(0)
	}
	if all.has(spillAfter) {
		days.set(1 + 365 + leap(y))
	}
	return p.periodOf(&days, start-1)
}

// join adds the period beside a group to it if that chooses anything on its days.
func (g *group) join(p *plan, q period) {
	switch {
	case p.chosenBefore(&q, g.after, 0) == p.chosenBefore(&q, g.first, 0):
	case g.n == 0:
		g.period = q
	default:
		g.beside = append(g.beside, q)
	}
}

// size returns how many readings a group has.
func (g *group) size(p *plan) int { return g.before(p, g.after, 0) }

// before returns how many readings of a group come before a second of a day.
func (g *group) before(p *plan, day int, second int32) int {
	if day >= g.after {
		day, second = g.after, 0
	}
	if g.n == 0 || day < g.first {
		return 0
	}
	if g.beside == nil {
		return p.chosenBefore(&g.period, day, second) - p.chosenBefore(&g.period, g.first, 0)
	}
	n, _ := slices.BinarySearch(g.merged(p), int32((day-g.first)*secondsPerDay)+second)
	return n
}

// appendTo appends to dst readings of a group, by the seconds from its first day
// on: so many at most, without the first k.
func (g *group) appendTo(p *plan, k, most int, dst []int32) []int32 {
	if g.beside == nil {
		skipped := p.chosenBefore(&g.period, g.first, 0)
		most = min(most, g.size(p)-k)
		return p.appendChosen(&g.period, g.first, skipped+k, most, dst)
	}
	all := g.merged(p)
	return append(dst, all[k:min(k+most, len(all))]...)
}

// merged lists the readings of a group and of those beside it.
func (g *group) merged(p *plan) (list []int32) {
	for _, q := range append([]period{g.period}, g.beside...) {
		k := p.chosenBefore(&q, g.first, 0)
		list = p.appendChosen(&q, g.first, k, p.chosenBefore(&q, g.after, 0)-k, list)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// evenWeek returns the week of a plan with even weeks that begins on a day.
func (p *plan) evenWeek(at int64) period {
	return p.periodOf(&yearMask{weekPattern(p.weekdays, int(p.weekStart)) & allWeekdays}, int(at))
}

// chosenRank returns how many readings come before a second of a day, counted from
// the start's week, of a plan with even weeks.
func (p *plan) chosenRank(day int, second int32) int64 {
	step, width := p.stride()
	k := (int64(day) - p.origin()) / step
	week := p.evenWeek(p.origin() + k*step)
	return k*int64(p.chosenBefore(&week, week.at+int(width), 0)) + int64(p.chosenBefore(&week, day, second))
}

// nthChosen returns the reading that has n before it by chosenRank.
func (p *plan) nthChosen(n int64) int64 {
	step, width := p.stride()
	week := p.evenWeek(p.origin())
	each := int64(p.chosenBefore(&week, week.at+int(width), 0))
	var buf [1]int32
	list := p.appendChosen(&week, week.at, int(n%each), 1, buf[:0])
	return (p.origin()+n/each*step)*secondsPerDay + int64(list[0])
}

// chosenWeight returns how many readings a page has.
func (p *plan) chosenWeight(y int) (n int64) {
	for i := range p.groups(y) {
		g := p.group(y, i)
		n += int64(g.size(p))
	}
	return n
}

// chosenBeforeIn returns how many of them come before a second of a day of the page.
func (p *plan) chosenBeforeIn(y, day int, second int32) (n int64) {
	last := p.groupOf(y, day)
	for i := range min(last+1, p.groups(y)) {
		g := p.group(y, i)
		n += int64(g.before(p, day, second))
	}
	return n
}

// chosenNth returns the reading of a page that has n before it there.
func (p *plan) chosenNth(y int, n int64) int64 {
	for i := 0; ; i++ {
		g := p.group(y, i)
		if size := int64(g.size(p)); n >= size {
			n -= size
			continue
		}
		var buf [1]int32
		list := g.appendTo(p, int(n), 1, buf[:0])
		return int64(g.first)*secondsPerDay + int64(list[0])
	}
}

// placeIn returns the group of a page that a second of a day is in, and how many of
// its readings come before that.
func (p *plan) placeIn(y, day int, second int32) (i, before int) {
	if i = p.groupOf(y, day); i >= p.groups(y) {
		return p.groups(y), 0
	}
	g := p.group(y, i)
	return i, g.before(p, day, second)
}

// admitsChosen reports whether a second of a day of a page is chosen.
func (p *plan) admitsChosen(y, day int, second int32) bool {
	i := p.groupOf(y, day)
	if i >= p.groups(y) || !p.clock.has(second) {
		return false
	}
	g := p.group(y, i)
	return g.before(p, day, second+1) > g.before(p, day, second)
}
