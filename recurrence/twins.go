package recurrence

import (
	"sort"
	"sync"
	"sync/atomic"
)

// twins counts the pairs of clock readings of some plans that are the same
// instant: one that a transition skips, and the one that it is resolved to. A pair
// is one occurrence (RFC 5545, section 3.8.5.2: duplicate instances are ignored).
type twins struct {
	z     *zone
	plans []*plan
	daily bool      // whether every occurrence has the same clock reading
	terms *timeline // counts by terms instead of plans that share nothing

	mu    sync.Mutex
	kinds map[gapKind]*gapTwins
	found atomic.Pointer[twinGaps]
}

// twinGaps are the gaps that have twins, of those before an instant.
type twinGaps struct {
	done int64 // where the search goes on
	gaps []twinGap
}

// A twinGap is a segment before which clock readings are skipped that have twins.
type twinGap struct {
	segment
	before int64 // twins of the gaps before it
	*gapTwins
}

// gapTwins are the twins of a gap, or of all gaps of a kind.
type gapTwins struct {
	all int64

	once  sync.Once
	steps []int32 // those before each gapStep of the gap, made when first asked for
}

// gapStep is how many seconds of a gap are gone through at most to count its twins.
const gapStep = 32

// A gapKind is all that the twins of a gap depend on, where the gap and as much
// time after it are on one day: the second of the day at which it begins, how wide
// it is, and which of the plans have the day or, of a stepped plan, which of the
// periods it has. The gaps of a zone are of few kinds.
type gapKind struct {
	second, width int64
	has           uint64
}

// twinsOf returns the twins of plans that share no occurrence, in a zone.
func twinsOf(z *zone, plans []*plan) *twins {
	t := &twins{z: z, plans: plans, daily: true}
	for _, p := range plans {
		t.daily = t.daily && p.kind == fixedClock && p.clock.size <= 1 &&
			(p.clock.size == 0 || p.clock.first == plans[0].clock.first)
	}
	return t
}

// before returns how many twins there are before an instant. The first time that
// it is asked for a later one than ever it looks at the transitions until then,
// some 20,000 at most.
func (t *twins) before(at int64) int64 {
	if t.z == nil {
		return 0
	}
	if t.daily && t.terms == nil {
		return t.beforeWide(at)
	}
	f := t.found.Load()
	if f == nil || f.done <= at {
		f = t.look(at)
	}
	i := sort.Search(len(f.gaps), func(i int) bool { return f.gaps[i].at >= at }) - 1
	if i < 0 {
		return 0
	}
	g := &f.gaps[i]
	if at-g.at < g.offset-g.segment.before {
		return g.before + t.within(g, at)
	}
	return g.before + g.all
}

// within returns how many twins of a gap come before an instant for which clock
// readings of the gap count.
func (t *twins) within(g *twinGap, at int64) int64 {
	from, to := g.gap()
	g.once.Do(func() {
		n := int64(0)
		for wall := from; wall < to; wall += gapStep {
			g.steps = append(g.steps, int32(n))
			n += t.count(&g.segment, wall, min(wall+gapStep, to))
		}
	})
	i := (at - g.at) / gapStep
	return int64(g.steps[i]) + t.count(&g.segment, from+i*gapStep, at+g.segment.before)
}

// beforeWide is before where each day has one clock reading, so that only gaps of
// a day or more have twins.
func (t *twins) beforeWide(at int64) (n int64) {
	gaps := t.z.wideGaps()
	for i := range gaps {
		if s := &gaps[i]; s.at < at {
			from, to := s.gap()
			n += t.count(s, from, min(at+s.before, to))
		}
	}
	return n
}

// look searches the transitions up to an instant and somewhat beyond.
func (t *twins) look(at int64) *twinGaps {
	t.mu.Lock()
	defer t.mu.Unlock()
	var f twinGaps
	if old := t.found.Load(); old != nil {
		if old.done > at {
			return old
		}
		f = *old
	} else {
		f.done = latest
		for _, p := range t.plans {
			f.done = min(f.done, p.first+p.shift-widest)
		}
	}
	total := int64(0)
	if n := len(f.gaps); n > 0 {
		total = f.gaps[n-1].before + f.gaps[n-1].all
	}
	for f.done <= at+1<<chunkBits && f.done < latest {
		s := t.z.segmentAt(f.done)
		seen := s.at < f.done
		f.done = s.next
		if seen || s.offset <= s.before {
			continue
		}
		if g := t.ofGap(&s); g != nil {
			f.gaps = append(f.gaps, twinGap{s, total, g})
			total += g.all
		}
	}
	t.found.Store(&f)
	return &f
}

// ofGap returns the twins of a gap, or remembers those of a gap of its kind; nil if
// there are none.
func (t *twins) ofGap(s *segment) *gapTwins {
	from, to := s.gap()
	if p := t.alone(); p != nil && p.kind == stepped && !p.step.reaches(to-from) {
		return nil
	}
	kind, ok := t.kindOf(s)
	if ok && kind.has == 0 {
		return nil
	}
	g, known := t.kinds[kind]
	if !ok || !known {
		if n := t.count(s, from, to); n > 0 {
			g = &gapTwins{all: n}
		} else {
			g = nil
		}
	}
	if ok && !known {
		if t.kinds == nil {
			t.kinds = map[gapKind]*gapTwins{}
		}
		t.kinds[kind] = g
	}
	return g
}

// alone returns the plan if there is one only.
func (t *twins) alone() *plan {
	if len(t.plans) == 1 && t.terms == nil {
		return t.plans[0]
	}
	return nil
}

// kindOf returns the kind of a gap; ok is false if its twins depend on more.
func (t *twins) kindOf(s *segment) (kind gapKind, ok bool) {
	plans := t.plans
	if t.terms != nil {
		plans = t.terms.termPlans
	}
	from, to := s.gap()
	width := to - from
	from -= plans[0].shift // that of all
	end := from + 2*width
	kind = gapKind{second: floorMod(from, secondsPerDay), width: width}
	if kind.second+2*width > secondsPerDay || len(plans) > 64 {
		return kind, false
	}
	if p := t.alone(); p != nil && p.kind == stepped {
		return p.step.gapKind(kind, from)
	}
	for i, p := range plans {
		switch {
		case p.kind != stepped && p.clock.rank(int32(kind.second)) == p.clock.rank(int32(kind.second+2*width)):
		case p.kind == chosenTimes:
			if p.hasDay(int(from / secondsPerDay)) {
				return kind, false
			}
		case p.rank(end+p.shift) == p.rank(from+p.shift):
		case p.kind != fixedClock || from < p.first || end > p.end:
			return kind, false
		default:
			kind.has |= 1 << i
		}
	}
	return kind, true
}

// gapKind adds to the kind of a gap that begins at a clock reading which periods
// the plan has in it and in as much time after it.
func (s *stepper) gapKind(kind gapKind, from int64) (_ gapKind, ok bool) {
	to := from + 2*kind.width
	if p := s.p; from < p.first || to > p.end || to/s.unit-from/s.unit >= 64 {
		return kind, false
	}
	f := dayFilter{p: s.p}
	for i := range to/s.unit - from/s.unit + 1 {
		if s.active(from/s.unit+i, &f) {
			kind.has |= 1 << i
		}
	}
	return kind, true
}

// count counts the skipped readings from one wall clock reading on and before
// another that have twins.
func (t *twins) count(s *segment, low, high int64) (n int64) {
	if t.terms != nil {
		return t.countTerms(s, low-s.before, high-s.before)
	}
	for _, p := range t.plans {
		w := p.walkFrom(low)
		for w.next() && w.at < high {
			if t.has(w.at + s.offset - s.before) {
				n++
			}
		}
	}
	return n
}

func (t *twins) has(wall int64) bool {
	for _, p := range t.plans {
		if p.has(wall) {
			return true
		}
	}
	return false
}

// countTerms counts by how much the terms of a timeline exceed its occurrences from
// one instant on and before another, for both of which clock readings of a gap count.
func (t *twins) countTerms(s *segment, low, high int64) (n int64) {
	from, to := s.gap()
	skips := false
	for i := range t.terms.terms {
		x := &t.terms.terms[i]
		if x.p != nil {
			skips = skips || x.p.rank(to) > x.p.rank(from)
		} else {
			skips = skips || x.list.rank(to) > x.list.rank(from)
		}
		n += x.sign * (x.rank(t.z, high) - x.rank(t.z, low))
	}
	for _, l := range t.terms.except {
		skips = skips || l.p.rank(to) > l.p.rank(from)
	}
	if !skips {
		return 0
	}
	whole := timeline{lines: t.terms.lines, except: t.terms.except}
	m := whole.from(low)
	for m.stop = high; m.next(); {
		n--
	}
	return n
}
