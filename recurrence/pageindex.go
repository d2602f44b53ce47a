package recurrence

import "slices"

// A pageIndex counts, for each page of a plan, what comes before it: days where
// each holds the same clock readings, otherwise occurrences. Where the pages'
// masks repeat it covers one cycle of at most 400 pages, otherwise the pages up to
// the plan's end: at most 10,000 of four or eight bytes, made in a few
// milliseconds when they are first asked for.
type pageIndex struct {
	cycle   int      // length in pages, 0 without a cycle
	days    []uint32 // days before each page, then those of all
	weights []int64  // or occurrences
}

func (p *plan) indexed() *pageIndex {
	if x := p.index.Load(); x != nil {
		return x
	}
	x := p.newIndex()
	p.index.CompareAndSwap(nil, x)
	return p.index.Load()
}

func (p *plan) newIndex() *pageIndex {
	x := &pageIndex{cycle: p.cycle}
	pages := (p.lastPage-p.firstPage)/p.pageStep + 1
	if p.kind == stepped {
		x.cycle = 0
	}
	if x.cycle > 0 && x.cycle < pages {
		pages = x.cycle
	} else {
		x.cycle = 0
	}
	if p.kind == fixedClock {
		x.days = make([]uint32, 0, pages+1)
		n := 0
		p.eachPage(pages, func(y int) {
			var mask yearMask
			x.days = append(x.days, uint32(n))
			if y >= 0 {
				p.page(y, &mask)
				n += mask.count()
			}
		})
		x.days = append(x.days, uint32(n))
		return x
	}
	x.weights = make([]int64, 0, pages+1)
	n := int64(0)
	known := map[pageKind]int64{}
	p.eachPage(pages, func(y int) {
		x.weights = append(x.weights, n)
		switch {
		case y < 0:
		case p.kind == stepped:
			n += p.step.weight(y)
		default:
			kind, ok := p.pageKind(y)
			weight, seen := known[kind]
			if !seen {
				weight = p.chosenWeight(y)
			}
			if ok {
				known[kind] = weight
			}
			n += weight
		}
	})
	x.weights = append(x.weights, n)
	return x
}

// A pageKind is all that the weight of a page depends on, where it does not depend
// on its number.
type pageKind struct {
	shape              yearShape
	months             uint16 // those that the interval of a MONTHLY plan reaches
	barred             bool   // whether it is the first, into which SKIP moves nothing
	before, own, after bool   // with spills, whether the interval reaches these years
}

// pageKind returns the kind of a page; ok is false if its weight depends on more.
func (p *plan) pageKind(y int) (kind pageKind, ok bool) {
	switch {
	case p.shaped, p.spills:
	case p.freq == Monthly && !p.rest.limits():
		kind.months = p.activeMonths(y)
	default:
		return kind, false
	}
	_, e := yearAt(y)
	kind.shape, kind.barred = e.beside, p.barred && y == p.anchorPage
	if p.spills {
		kind.before, kind.own, kind.after = p.inStep(y-1), p.inStep(y), p.inStep(y+1)
	}
	return kind, true
}

// eachPage calls do for so many pages, with -1 instead of those that an interval
// passes over.
func (p *plan) eachPage(pages int, do func(y int)) {
	next := p.firstPage
	for i := range pages {
		y := p.firstPage + i*p.pageStep
		if y < next {
			do(-1)
			continue
		}
		do(y)
		next = p.nextPage(y)
	}
}

// total returns what all pages have, of an index without a cycle.
func (x *pageIndex) total() int64 { return x.below(x.pages()) }

// daysBefore returns the days before the page that is so many steps from the
// first.
func (x *pageIndex) daysBefore(steps int) int64 {
	if x.cycle == 0 {
		return int64(x.days[steps])
	}
	return int64(steps/x.cycle)*int64(x.days[x.cycle]) + int64(x.days[steps%x.cycle])
}

// weightBefore returns the occurrences before the page that is so many steps from
// the first.
func (x *pageIndex) weightBefore(steps int) int64 {
	if x.cycle == 0 {
		return x.weights[steps]
	}
	return int64(steps/x.cycle)*x.weights[x.cycle] + x.weights[steps%x.cycle]
}

// stepOfDay returns the steps to the page that the n-th day is in, and how many
// days of that page come before it.
func (x *pageIndex) stepOfDay(n int64) (steps int, rest int64) {
	rounds := int64(0)
	if x.cycle > 0 {
		all := int64(x.days[x.cycle])
		rounds, n = n/all, n%all
	}
	i, _ := slices.BinarySearch(x.days, uint32(n)+1)
	return int(rounds)*x.cycle + i - 1, n - int64(x.days[i-1])
}

// stepOfWeight returns the steps to the page that the n-th occurrence is in, and
// how many of that page come before it.
func (x *pageIndex) stepOfWeight(n int64) (steps int, rest int64) {
	rounds := int64(0)
	if x.cycle > 0 {
		all := x.weights[x.cycle]
		rounds, n = n/all, n%all
	}
	i, _ := slices.BinarySearch(x.weights, n+1)
	return int(rounds)*x.cycle + i - 1, n - x.weights[i-1]
}

// A search asks the index where the next occurrences are after so many pages that
// have none, and after few if there is an index.
const (
	emptyPages    = 64
	fewEmptyPages = 4
)

// lost reports whether a search that has seen so many empty pages should ask.
func (p *plan) lost(empty int) bool {
	return empty >= emptyPages || empty >= fewEmptyPages && p.index.Load() != nil
}

// nextFull returns the first page in step, not before page y, that has
// occurrences; ok is false if there is none.
func (p *plan) nextFull(y int) (_ int, ok bool) {
	if y > p.lastPage {
		return 0, false
	}
	x := p.indexed()
	round, step := x.split((y - p.firstPage) / p.pageStep)
	i := x.search(x.below(step) + 1)
	if i > x.pages() && x.cycle > 0 {
		round++
		i = x.search(1)
	}
	y = p.firstPage + (round*x.cycle+i-1)*p.pageStep
	return y, i <= x.pages() && y <= p.lastPage
}

// previousFull returns the last page in step, not after page y, that has
// occurrences; ok is false if there is none.
func (p *plan) previousFull(y int) (_ int, ok bool) {
	if y < p.firstPage {
		return 0, false
	}
	x := p.indexed()
	round, step := x.split((y - p.firstPage) / p.pageStep)
	n := x.below(step + 1)
	if n == 0 && x.cycle > 0 {
		round--
		n = x.below(x.pages())
	}
	y = p.firstPage + (round*x.cycle+x.search(n)-1)*p.pageStep
	return y, n > 0 && y >= p.firstPage
}

// pages returns the number of pages that the index covers.
func (x *pageIndex) pages() int { return max(len(x.days), len(x.weights)) - 1 }

// split returns how many cycles there are before a step, and the step within its
// cycle.
func (x *pageIndex) split(steps int) (round, step int) {
	if x.cycle == 0 {
		return 0, steps
	}
	return steps / x.cycle, steps % x.cycle
}

// below returns what comes before a page of the cycle.
func (x *pageIndex) below(step int) int64 {
	if x.days != nil {
		return int64(x.days[step])
	}
	return x.weights[step]
}

// search returns the first page before which there are at least n.
func (x *pageIndex) search(n int64) int {
	if x.days != nil {
		i, _ := slices.BinarySearch(x.days, uint32(n))
		return i
	}
	i, _ := slices.BinarySearch(x.weights, n)
	return i
}
