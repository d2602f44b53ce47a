package recurrence

import "math/bits"

func trailing(x uint64) int { return bits.TrailingZeros64(x) }

// A dayWalk walks the days of a plan in one direction. It is a value: copies walk
// on by themselves.
type dayWalk struct {
	p     *plan
	word  uint64 // the days of the current word that are still to come
	base  int    // the number of the day that bit 0 of word is
	day   int    // the day that next or previous has found
	at    int    // the index of the current word in mask
	year  int    // the page
	start int    // its first day
	mask  yearMask
}

// from returns a walk over the days of the plan that are not before a day.
func (p *plan) from(day int) dayWalk {
	w := dayWalk{p: p, at: len(yearMask{})}
	if first := int(p.first / secondsPerDay); day < first {
		day = first
	}
	w.year = p.firstPage
	if day > int(p.first/secondsPerDay) {
		w.year = p.pageAt(p.pageOf(min(day, lastDay+1)))
	}
	if w.year > p.lastPage {
		return w
	}
	w.enter()
	w.mask.clipBelow(day - w.start)
	w.at = 0
	w.base = w.start
	w.word = w.mask[0]
	return w
}

// upTo returns a backward walk over the days of the plan that are not after a day.
func (p *plan) upTo(day int) dayWalk {
	w := dayWalk{p: p, at: -1, year: p.firstPage - 1}
	if last := int((p.end - 1) / secondsPerDay); day > last {
		day = last
	}
	if p.end <= p.first || day < int(p.first/secondsPerDay) {
		return w
	}
	w.year = p.pageOf(day)
	if at := p.pageAt(w.year); at > w.year {
		w.year = at - p.pageStep
	}
	w.enter()
	w.mask.clipFrom(day + 1 - w.start)
	w.at = len(w.mask) - 1
	w.base = w.start + 64*w.at
	w.word = w.mask[w.at]
	return w
}

// pageAt returns the first page in step that is not before y.
func (p *plan) pageAt(y int) int {
	if p.pageStep == 1 || y <= p.firstPage {
		return max(y, p.firstPage)
	}
	n := (y - p.firstPage + p.pageStep - 1) / p.pageStep
	return p.firstPage + n*p.pageStep
}

// enter loads the mask of the current page, cut to the start and the end.
func (w *dayWalk) enter() {
	w.start = w.p.page(w.year, &w.mask)
	if w.year == w.p.firstPage {
		w.mask.clipBelow(int(w.p.first/secondsPerDay) - w.start)
	}
	if w.year == w.p.lastPage {
		w.mask.clipFrom(int((w.p.end-1)/secondsPerDay) + 1 - w.start)
	}
}

// next moves to the next day and reports whether there is one.
func (w *dayWalk) next() bool {
	if w.word == 0 && !w.refill() {
		return false
	}
	w.day = w.base + bits.TrailingZeros64(w.word)
	w.word &= w.word - 1
	return true
}

// refill moves to the next word that has a day.
func (w *dayWalk) refill() bool {
	empty := 0
	for {
		for w.at < len(w.mask)-1 {
			w.at++
			if w.word = w.mask[w.at]; w.word != 0 {
				w.base = w.start + 64*w.at
				return true
			}
		}
		if w.year >= w.p.lastPage || w.p.cycle > 0 && empty > w.p.cycle {
			return false
		}
		empty++
		if w.year = w.p.nextPage(w.year); w.year > w.p.lastPage {
			return false
		}
		w.enter()
		w.at = -1
	}
}

// previous moves to the day before and reports whether there is one.
func (w *dayWalk) previous() bool {
	if w.word == 0 && !w.refillBack() {
		return false
	}
	top := 63 - bits.LeadingZeros64(w.word)
	w.day = w.base + top
	w.word &^= 1 << top
	return true
}

func (w *dayWalk) refillBack() bool {
	empty := 0
	for {
		for w.at > 0 {
			w.at--
			if w.word = w.mask[w.at]; w.word != 0 {
				w.base = w.start + 64*w.at
				return true
			}
		}
		if w.year <= w.p.firstPage || w.p.cycle > 0 && empty > w.p.cycle {
			return false
		}
		empty++
		if w.year = w.p.previousPage(w.year); w.year < w.p.firstPage {
			return false
		}
		w.enter()
		w.at = len(w.mask)
	}
}

// hasDay reports whether a day, between the start and the end, is one of the
// plan's.
func (p *plan) hasDay(day int) bool {
	var mask yearMask
	y := p.pageOf(day)
	if y != p.pageAt(y) {
		return false
	}
	start := p.page(y, &mask)
	return mask.has(day - start)
}
