package recurrence

import (
	"math"
	"sync"
	"sync/atomic"
)

// A line is one compiled rule: a plan, the zone in which it happens, and where
// it ends. Its moments are instants, in seconds from 0001-01-01 in UTC; without a
// zone they are the plan's nominal times.
type line struct {
	p     *plan
	z     *zone
	until int64 // the last moment that UNTIL admits
	limit int64 // COUNT, or the largest number

	// early is how many clock readings of the plan come to an instant before the
	// start, although they are after its reading: a transition skips that.
	early int64

	once sync.Once
	last int64 // the last moment that COUNT admits

	twins   atomic.Pointer[twins] // made when first asked for
	elapsed *elapsed              // with the option Elapsed, instead of a plan
}

const never = math.MinInt64

// first returns the start.
func (l *line) first() int64 {
	if l.elapsed != nil {
		return l.elapsed.start
	}
	at := l.p.first + l.p.shift
	if l.z == nil {
		return at
	}
	return l.z.resolve(at)
}

// end returns the last moment that UNTIL and COUNT admit. With COUNT it is worked
// out when it is first asked for.
func (l *line) end() int64 {
	if l.limit == math.MaxInt64 {
		return l.until
	}
	l.once.Do(func() {
		l.last = l.until
		if l.limit == 0 {
			l.last = never
		} else if l.limit <= fewOccurrences {
			var w lineWalk
			for w.from(l, l.first()); w.next(); {
			}
			if w.count == l.limit {
				l.last = w.at
			}
		} else if l.limit < l.rawRank(l.until+1) {
			l.last = l.rawNth(l.limit - 1)
		}
	})
	return l.last
}

// fewOccurrences is the COUNT up to which walking to the end is quicker than
// making the tables that tell where it is.
const fewOccurrences = 100

// A lineWalk goes through the occurrences of a line in one direction. It begins as
// a zero lineWalk with from or upTo.
type lineWalk struct {
	zoneWalk
	bound int64
	limit int64
	count int64 // of those that next has found
}

// from begins a walk over the occurrences that are not before a moment.
func (w *lineWalk) from(l *line, at int64) {
	if first := l.first(); at <= first {
		at, w.bound, w.limit = first, l.until, l.limit
	} else {
		w.bound, w.limit = l.end(), math.MaxInt64
	}
	if l.elapsed != nil {
		w.fromElapsed(l.elapsed, at)
	} else {
		w.zoneWalk.from(l.p, l.z, at)
	}
}

// upTo begins a backward walk over those that are not after a moment.
func (w *lineWalk) upTo(l *line, at int64) {
	at = min(at, l.end())
	w.bound = l.first()
	switch {
	case at < w.bound:
		w.w.p = &emptyPlan
	case l.elapsed != nil:
		w.upToElapsed(l.elapsed, at)
	default:
		w.zoneWalk.upTo(l.p, l.z, at)
	}
}

func (w *lineWalk) next() bool {
	if w.count == w.limit {
		return false
	}
	last := w.at
	if !w.zoneWalk.next() || w.at > w.bound {
		w.at, w.limit = last, w.count
		return false
	}
	w.count++
	return true
}

func (w *lineWalk) previous() bool {
	return w.zoneWalk.previous() && w.at >= w.bound
}

// has reports whether a moment is an occurrence.
func (l *line) has(at int64) bool {
	return l.hasRaw(at) && at <= l.end()
}

// hasRaw is has without COUNT.
func (l *line) hasRaw(at int64) bool {
	if at > l.until || at < l.first() {
		return false
	}
	if l.elapsed != nil {
		return l.elapsed.has(at)
	}
	if l.z == nil {
		return l.p.has(at)
	}
	s := l.z.segmentAt(at)
	if wall := at + s.offset; wall >= s.first() && l.p.has(wall) {
		return true
	}
	return at-s.at < s.offset-s.before && l.p.has(at+s.before)
}

// rank returns how many occurrences are before a moment.
func (l *line) rank(at int64) int64 {
	last := l.end()
	if last == never {
		return 0
	}
	return l.rawRank(min(at, last+1))
}

// total returns the number of occurrences.
func (l *line) total() int64 { return l.rank(latest) }

// nth returns the n-th occurrence, from 0. There must be so many.
func (l *line) nth(n int64) int64 { return l.rawNth(n) }

// setEarly counts the early readings of a line whose start is ahead of its reading.
func (l *line) setEarly(start, ahead int64) {
	s := l.z.segmentAt(start)
	_, to := s.gap()
	for w := l.p.walkFrom(to); w.next() && w.at < l.p.anchor+ahead; {
		l.early++
	}
}

// rawRank is rank without regard to the end.
func (l *line) rawRank(at int64) int64 {
	if l.z == nil {
		return l.p.rank(at)
	}
	if l.elapsed != nil {
		return l.elapsed.rank(at)
	}
	return max(rankIn(l.p, l.z, at)-l.early, 0) - l.twinsBefore(at)
}

// twinsBefore returns how many twins there are before an instant.
func (l *line) twinsBefore(at int64) int64 {
	t := l.twins.Load()
	if t == nil {
		l.twins.CompareAndSwap(nil, twinsOf(l.z, []*plan{l.p}))
		t = l.twins.Load()
	}
	return t.before(at)
}

// rankIn returns how many clock readings of a plan come to an instant before a
// given one.
func rankIn(p *plan, z *zone, at int64) int64 {
	if z == nil {
		return p.rank(at)
	}
	s := z.segmentAt(at)
	if _, to := s.gap(); at-s.at < s.offset-s.before {
		return p.rank(at+s.before) + p.rank(at+s.offset) - p.rank(to)
	}
	return p.rank(max(at+s.offset, s.first()))
}

// rawNth is nth without regard to the end.
func (l *line) rawNth(n int64) int64 {
	if l.elapsed != nil {
		return l.nthNear(n, earliest, latest)
	}
	if l.z == nil {
		return l.p.nth(n)
	}
	twins := int64(0)
	for {
		at := l.z.resolve(l.p.nth(n + l.early + twins))
		// Near a transition that skips readings, order by instant differs from
		// order by the clock.
		s := l.z.segmentAt(at)
		if width := s.offset - s.before; at-s.at < 2*width {
			near := s.at + 2*width
			if l.rawRank(near) > n {
				return l.nthNear(n, s.at-1, near)
			}
			twins = l.twinsBefore(near) // and then at is not before near
			continue
		}
		more := l.twinsBefore(at)
		if more == twins {
			return at
		}
		twins = more
	}
}

// settle replaces COUNT and UNTIL by an end of the plan, and reports whether the
// plan then ends where the line does. It need not where a transition skips clock
// readings at that very time.
func (l *line) settle() bool {
	l.until = l.end()
	l.limit = math.MaxInt64
	end, exact := l.until, true
	if l.z != nil && l.until < latest && l.until >= earliest {
		s := l.z.segmentAt(l.until)
		end = max(l.until+s.offset, s.first()-1)
		if width := s.offset - s.before; l.until-s.at < 2*width {
			end, exact = end+width, false
		}
	}
	if end -= l.p.shift; end+1 < l.p.end {
		l.p.cut(l.p.first, max(end+1, l.p.first))
	}
	return exact
}

// nthNear finds the n-th occurrence between two instants, before the first of
// which there are at most n.
func (l *line) nthNear(n, low, high int64) int64 {
	b := enclose(low, high, l.rawRank)
	b.narrow(n, fewBetween, l.rawRank)
	var w zoneWalk
	if at := max(b.low, l.first()); l.elapsed != nil {
		w.fromElapsed(l.elapsed, at)
	} else {
		w.from(l.p, l.z, at)
	}
	for range n - b.below + 1 {
		w.next()
	}
	return w.at
}
