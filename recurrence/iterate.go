package recurrence

import (
	"math/bits"

	"github.com/rickb777/date/v2"
)

// The loops below are what ranging over a single rule comes to. Days that lie
// whole within one segment of the zone, before UNTIL and before the end that is
// asked for need no other test than that, and are gone through bit by bit; a walk
// goes over what lies between them.

// each calls yield for the occurrences from one moment on and before another, in
// order.
func (l *line) each(from, to int64, yield func(int64) bool) {
	var w lineWalk
	w.from(l, from)
	if l.elapsed != nil || l.p.kind != fixedClock || l.p.clock.form == maskClock {
		for w.next() && w.at < to && yield(w.at) {
		}
		return
	}
	c := &l.p.clock
	last := int64(0)
	if c.size > 0 {
		last = int64(c.at(c.size - 1))
	}
	for {
		for {
			if !w.next() || w.at >= to || !yield(w.at) {
				return
			}
			if !w.merging && w.w.i == w.w.n-1 {
				break
			}
		}
		for more := true; more; more = w.jumpDay(last) {
			if !w.plainDays(to, last, yield) {
				return
			}
		}
	}
}

// plainDays calls yield for the occurrences on the days that follow, as long as
// the last reading of a day is plain, and reports whether there may be more.
func (w *lineWalk) plainDays(to, last int64, yield func(int64) bool) bool {
	d, p := &w.w.days, w.w.p
	c := &p.clock
	offset := w.seg.offset
	limit := min(w.edge, p.end+p.shift, min(to, w.bound+1)+offset) - last
	for {
		for d.word != 0 {
			midnight := int64(d.base+bits.TrailingZeros64(d.word))*secondsPerDay + p.shift
			if midnight >= limit || w.limit-w.count < c.size {
				return true
			}
			d.word &= d.word - 1
			w.count += c.size
			at := midnight - offset
			if c.form == listClock {
				for _, second := range c.list {
					if !yield(at + int64(second)) {
						return false
					}
				}
				continue
			}
			at += int64(c.first)
			for range c.size {
				if !yield(at) {
					return false
				}
				at += int64(c.every)
			}
		}
		if !d.refill() {
			return false
		}
	}
}

// jumpDay jumps to the segment that all of the next day is in, if it can.
func (w *lineWalk) jumpDay(last int64) bool {
	d := &w.w.days
	if d.word == 0 {
		return false
	}
	midnight := int64(d.base+bits.TrailingZeros64(d.word))*secondsPerDay + w.w.p.shift
	return w.jump(midnight, midnight+last)
}

// eachDay is each for a line of days.
func (l *line) eachDay(from, to int64, yield func(date.Date) bool) {
	var w lineWalk
	w.from(l, from)
	if !w.next() || w.at >= to || !yield(date.Date(w.at/secondsPerDay)) {
		return
	}
	p := l.p
	d := &w.w.days
	left := w.limit - w.count
	limit := int((min(p.end+p.shift, to, w.bound+1) + secondsPerDay - 1) / secondsPerDay)
	shift := int(p.shift / secondsPerDay)
	for left > 0 {
		for d.word != 0 {
			day := d.base + bits.TrailingZeros64(d.word) + shift
			if day >= limit || left == 0 {
				return
			}
			d.word &= d.word - 1
			left--
			if !yield(date.Date(day)) {
				return
			}
		}
		if !d.refill() {
			return
		}
	}
}
