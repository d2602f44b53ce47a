package recurrence

import "math/bits"

// A dayWalk walks the days of a plan in one direction. It begins as a zero dayWalk
// with from or upTo. It is a value: copies walk on by themselves.
type dayWalk struct {
	p     *plan
	word  uint64 // the days of the current word that are still to come
	base  int    // the number of the day that bit 0 of word is
	day   int    // the day that next or previous has found
	year  int    // the page
	start int    // its first day

	// The words of the page are those of a mask that the plan keeps, or mask
	// where start or end cut it or the plan keeps none. at is the current one, low
	// and high are the first and the last to look at.
	kept          *yearMask
	at, low, high int
	mask          yearMask
}

func (w *dayWalk) words() *yearMask {
	if w.kept != nil {
		return w.kept
	}
	return &w.mask
}

// from begins a walk over the days of a plan that are not before a day.
func (w *dayWalk) from(p *plan, day int) {
	w.p = p
	if first := int(p.first / secondsPerDay); day < first {
		day = first
	}
	w.year = p.firstPage
	if day > int(p.first/secondsPerDay) {
		w.year = p.pageAt(p.pageOf(min(day, lastDay+1)))
	}
	if w.year > p.lastPage {
		return
	}
	w.load()
	w.mask.clipBelow(day - w.start)
	w.at = -1
}

// upTo begins a backward walk over the days of a plan that are not after a day.
func (w *dayWalk) upTo(p *plan, day int) {
	w.p, w.year = p, p.firstPage-1
	if last := int((p.end - 1) / secondsPerDay); day > last {
		day = last
	}
	if p.end <= p.first || day < int(p.first/secondsPerDay) {
		return
	}
	w.year = p.pageOf(day)
	if at := p.pageAt(w.year); at > w.year {
		w.year = at - p.pageStep
	}
	w.load()
	w.mask.clipFrom(day + 1 - w.start)
	w.at = len(w.mask)
}

// pageAt returns the first page in step that is not before y.
func (p *plan) pageAt(y int) int {
	if p.pageStep == 1 || y <= p.firstPage {
		return max(y, p.firstPage)
	}
	n := (y - p.firstPage + p.pageStep - 1) / p.pageStep
	return p.firstPage + n*p.pageStep
}

// enter takes up the current page.
func (w *dayWalk) enter() {
	if p := w.p; p.shaped && p.rest == nil && w.year > p.firstPage && w.year < p.lastPage {
		start, s := p.shape(w.year)
		w.start, w.kept, w.low, w.high = start, &s.yearMask, int(s.low), int(s.high)
		return
	}
	w.load()
}

// load makes a mask of its own for the current page, cut to the start and the end.
func (w *dayWalk) load() {
	w.kept, w.low, w.high = nil, 0, len(w.mask)-1
	w.start = w.p.page(w.year, &w.mask)
	if w.year == w.p.firstPage {
		w.mask.clipBelow(int(w.p.first/secondsPerDay) - w.start)
	}
	if w.year == w.p.lastPage {
		w.mask.clipFrom(w.p.lastDay() + 1 - w.start)
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
	for empty := 0; ; empty++ {
		words := w.words()
		for w.at < w.high {
			w.at++
			if w.word = words[w.at]; w.word != 0 {
				w.base = w.start + 64*w.at
				return true
			}
		}
		if w.year >= w.p.lastPage {
			return false
		}
		w.year = w.p.nextPage(w.year)
		if w.p.lost(empty) {
			var ok bool
			if w.year, ok = w.p.nextFull(w.year); !ok {
				w.year = w.p.lastPage
				return false
			}
		}
		if w.year > w.p.lastPage {
			return false
		}
		w.enter()
		w.at = w.low - 1
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
	for empty := 0; ; empty++ {
		words := w.words()
		for w.at > w.low {
			w.at--
			if w.word = words[w.at]; w.word != 0 {
				w.base = w.start + 64*w.at
				return true
			}
		}
		if w.year <= w.p.firstPage {
			return false
		}
		w.year = w.p.previousPage(w.year)
		if w.p.lost(empty) {
			var ok bool
			if w.year, ok = w.p.previousFull(w.year); !ok {
				w.year = w.p.firstPage
				return false
			}
		}
		if w.year < w.p.firstPage {
			return false
		}
		w.enter()
		w.at = w.high + 1
	}
}

// hasDay reports whether a day, between the start and the end, is one of the
// plan's.
func (p *plan) hasDay(day int) bool {
	y := p.pageOf(day)
	if y != p.pageAt(y) {
		return false
	}
	if p.shaped && p.rest == nil {
		start, s := p.shape(y)
		return s.has(day - start)
	}
	var mask yearMask
	start := p.page(y, &mask)
	return mask.has(day - start)
}
