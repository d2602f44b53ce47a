package recurrence

// A walk goes through the occurrences of a plan in nominal time, in one
// direction. It begins as a zero walk with from or upTo, and is then used with next
// or previous alone.
type walk struct {
	p  *plan
	at int64 // the occurrence that next or previous has found

	days     dayWalk
	midnight int64 // what list and second count from
	second   int32
	i, n     int // which reading of how many
	list     []int32

	group  int // of a plan of kind chosenTimes, in its page
	before int // how many readings of the group come before list

	filter dayFilter // of a stepped plan
	unit   int64     // its current period
}

// walkFrom returns a walk over the occurrences that are not before a moment, and
// walkUpTo a backward walk over those that are not after it.
func (p *plan) walkFrom(at int64) (w walk) {
	w.from(p, at)
	return w
}

func (p *plan) walkUpTo(at int64) (w walk) {
	w.upTo(p, at)
	return w
}

// from begins a walk over the occurrences that are not before a moment.
func (w *walk) from(p *plan, at int64) {
	at = max(at-p.shift, p.first)
	w.p = p
	if at >= p.end {
		w.p = &emptyPlan
		return
	}
	day, second := int(at/secondsPerDay), int32(at%secondsPerDay)
	switch p.kind {
	case fixedClock:
		w.days.from(p, day)
		if p.clock.size > 0 && w.days.next() {
			w.openDay()
			if w.days.day == day {
				w.placeBefore(int(p.clock.rank(second)))
			}
		}
	case chosenTimes:
		w.days.p = p
		y := p.pageOf(day)
		w.days.year = p.pageAt(y)
		if w.days.year == y {
			w.group, w.before = p.placeIn(y, day, second)
		}
		w.i = -1
	case stepped:
		s := p.step
		w.filter.p = p
		w.unit = at / s.unit
		w.i, w.n = 0, 0
		if s.active(w.unit, &w.filter) {
			w.midnight = w.unit*s.unit + p.shift
			w.i = int(s.within.rank(int32(at%s.unit))) - 1
			w.n = int(s.within.size)
		}
	}
}

// upTo begins a backward walk over the occurrences that are not after a moment.
func (w *walk) upTo(p *plan, at int64) {
	at = min(at-p.shift, p.end-1)
	w.p = p
	if at < p.first {
		w.p = &emptyPlan
		return
	}
	day, second := int(at/secondsPerDay), int32(at%secondsPerDay)
	switch p.kind {
	case fixedClock:
		w.days.upTo(p, day)
		if p.clock.size > 0 && w.days.previous() {
			w.openDay()
			if w.days.day == day {
				w.placeBefore(int(p.clock.rank(second+1)) + 1)
			} else {
				w.placeBefore(w.n + 1)
			}
		}
	case chosenTimes:
		w.days.p = p
		y := p.pageOf(day)
		if step := p.pageAt(y); step > y {
			w.days.year, w.group = step-p.pageStep, p.groups(step-p.pageStep)
		} else {
			w.days.year = y
			w.group, w.before = p.placeIn(y, day, second+1)
		}
	case stepped:
		s := p.step
		w.filter.p = p
		w.unit = at / s.unit
		if s.active(w.unit, &w.filter) {
			w.midnight = w.unit*s.unit + p.shift
			w.n = int(s.within.size)
			w.i = int(s.within.rank(int32(at%s.unit) + 1))
		}
	}
}

// openDay goes before the first reading of the current day.
func (w *walk) openDay() {
	w.midnight = int64(w.days.day)*secondsPerDay + w.p.shift
	w.n = int(w.p.clock.size)
	w.placeBefore(0)
}

// placeBefore goes to where next leads to reading i of the day, and previous to
// reading i-2.
func (w *walk) placeBefore(i int) {
	c := &w.p.clock
	w.i = i - 1
	switch c.form {
	case evenClock:
		w.second = c.first + int32(w.i)*c.every
	case maskClock:
		w.second = -1
		switch {
		case w.i >= w.n:
			w.second = secondsPerDay
		case w.i >= 0:
			w.second = c.at(int64(w.i))
		}
	}
}

// openGroup lists readings of the current group, so many at most after those that
// come before list, and reports whether there are any.
func (w *walk) openGroup(most int) bool {
	g := w.p.group(w.days.year, w.group)
	w.midnight = int64(g.first)*secondsPerDay + w.p.shift
	w.list = g.appendTo(w.p, w.before, most, w.list[:0])
	w.n = len(w.list)
	return w.n > 0
}

// next moves to the next occurrence and reports whether there is one.
func (w *walk) next() bool {
	p := w.p
	for {
		w.i++
		if w.i >= w.n && !w.nextGroup() {
			return false
		}
		switch {
		case p.kind == chosenTimes:
			w.second = w.list[w.i]
		case p.kind == stepped:
			w.second = p.step.within.at(int64(w.i))
		case p.clock.form == evenClock:
			w.second += p.clock.every
		case p.clock.form == listClock:
			w.second = p.clock.list[w.i]
		default:
			w.second = p.clock.seek(w.second + 1)
		}
		w.at = w.midnight + int64(w.second)
		if w.at >= p.end+p.shift {
			return false
		}
		if w.at >= p.first+p.shift {
			return true
		}
	}
}

// nextGroup moves to the first reading of the next day, page or period.
func (w *walk) nextGroup() bool {
	p := w.p
	switch p.kind {
	case fixedClock:
		if p.clock.size == 0 || !w.days.next() {
			w.i = w.n
			return false
		}
		w.openDay()
		w.i = 0
	case chosenTimes:
		w.before += w.n
		for empty := 0; ; empty++ {
			for ; w.group < p.groups(w.days.year); w.group++ {
				if w.openGroup(listAtOnce) {
					w.i = 0
					return true
				}
				w.before = 0
			}
			y, ok := p.nextPage(w.days.year), true
			if p.lost(empty) {
				y, ok = p.nextFull(y)
			}
			if !ok || y > p.lastPage {
				w.i, w.n = 0, 0
				return false
			}
			w.days.year, w.group = y, 0
		}
	case stepped:
		x := w.unit
		if w.n > 0 {
			x++
		}
		x, ok := p.step.seek(x, &w.filter)
		if !ok {
			w.i = w.n
			return false
		}
		w.unit, w.midnight = x, x*p.step.unit+p.shift
		w.i, w.n = 0, int(p.step.within.size)
	}
	return true
}

// previous moves to the occurrence before and reports whether there is one.
func (w *walk) previous() bool {
	p := w.p
	for {
		w.i--
		if w.i < 0 && !w.previousGroup() {
			return false
		}
		switch {
		case p.kind == chosenTimes:
			w.second = w.list[w.i]
		case p.kind == stepped:
			w.second = p.step.within.at(int64(w.i))
		case p.clock.form == evenClock:
			w.second -= p.clock.every
		case p.clock.form == listClock:
			w.second = p.clock.list[w.i]
		default:
			w.second = p.clock.seekBack(w.second - 1)
		}
		w.at = w.midnight + int64(w.second)
		if w.at < p.first+p.shift {
			return false
		}
		if w.at < p.end+p.shift {
			return true
		}
	}
}

// previousGroup moves to the last reading of the day, page or period before.
func (w *walk) previousGroup() bool {
	p := w.p
	switch p.kind {
	case fixedClock:
		if p.clock.size == 0 || !w.days.previous() {
			w.i = -1
			return false
		}
		w.openDay()
		w.placeBefore(w.n + 1)
		w.i--
	case chosenTimes:
		for empty := 0; ; empty++ {
			for w.before > 0 || w.group > 0 {
				if w.before == 0 {
					w.group--
					g := p.group(w.days.year, w.group)
					w.before = g.size(p)
				}
				most := min(w.before, listAtOnce)
				if w.before -= most; w.openGroup(most) {
					w.i = w.n - 1
					return true
				}
			}
			y, ok := p.previousPage(w.days.year), true
			if p.lost(empty) {
				y, ok = p.previousFull(y)
			}
			if !ok || y < p.firstPage {
				w.i = -1
				return false
			}
			w.days.year, w.group = y, p.groups(y)
		}
	case stepped:
		x := w.unit
		if w.n > 0 {
			x--
		}
		x, ok := p.step.seekBack(x, &w.filter)
		if !ok {
			w.i = -1
			return false
		}
		w.unit, w.midnight = x, x*p.step.unit+p.shift
		w.n = int(p.step.within.size)
		w.i = w.n - 1
	}
	return true
}

// emptyPlan has no occurrence.
var emptyPlan = plan{parts: parts{freq: Daily, interval: 1}, lastPage: -1}
