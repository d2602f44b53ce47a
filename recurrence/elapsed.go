package recurrence

import (
	"slices"
	"sync"
	"sync/atomic"
)

// An elapsed is a rule below the day whose intervals are elapsed time (the option
// Elapsed). While the zone's offset does not change its clock readings are those
// of a plan; when it does, the same instants have others. So there is one plan for
// each offset, and an occurrence is one of the plan of the offset then in force.
type elapsed struct {
	z     *zone
	rule  Rule
	opts  options
	start int64 // the instant of DTSTART

	mu     sync.Mutex
	plans  atomic.Pointer[map[int64]*plan]
	counts atomic.Pointer[elapsedCounts]
}

// elapsedCounts holds how many occurrences there are before the beginnings of the
// zone's segments, as far as they have been asked for.
type elapsedCounts struct {
	segments []segment
	before   []int64
	next     int64 // the occurrences before the end of the last
}

// plan returns the plan for an offset.
func (e *elapsed) plan(offset int64) *plan {
	if m := e.plans.Load(); m != nil {
		if p := (*m)[offset]; p != nil {
			return p
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	wall := max(e.start+offset, 0)
	day, second := int(wall/secondsPerDay), int(wall%secondsPerDay)
	p := new(plan)
	p.normalise(&e.rule, day, second, false, e.opts)
	p.init(day, second, lastSecond)
	m := map[int64]*plan{offset: p}
	if old := e.plans.Load(); old != nil {
		for o, p := range *old {
			m[o] = p
		}
	}
	e.plans.Store(&m)
	return p
}

// segmentAt returns the segment of an instant, cut to begin no earlier than the
// start, and where the one before it ends.
func (e *elapsed) segmentAt(at int64) segment {
	s := e.z.segmentAt(at)
	s.at = max(s.at, e.start, at>>chunkBits<<chunkBits)
	return s
}

// fromElapsed is from by elapsed time.
func (w *zoneWalk) fromElapsed(e *elapsed, at int64) {
	at = max(at, e.start)
	w.elapsed, w.seg = e, e.segmentAt(at)
	w.edge = w.seg.end()
	w.w.from(e.plan(w.seg.offset), at+w.seg.offset)
}

// upToElapsed is upTo by elapsed time.
func (w *zoneWalk) upToElapsed(e *elapsed, at int64) {
	w.elapsed, w.seg = e, e.segmentAt(max(at, e.start))
	w.edge = w.seg.at + w.seg.offset
	w.w.upTo(e.plan(w.seg.offset), at+w.seg.offset)
}

// nextSegment goes on to the first occurrence of a later segment.
func (w *zoneWalk) nextSegment() bool {
	for w.seg.next < latest {
		w.seg = w.elapsed.segmentAt(w.seg.next)
		w.edge = w.seg.end()
		w.w = w.elapsed.plan(w.seg.offset).walkFrom(w.seg.at + w.seg.offset)
		if w.w.next() && w.w.at < w.edge {
			w.at = w.w.at - w.seg.offset
			return true
		}
	}
	return false
}

// previousSegment goes back to the last occurrence of an earlier segment.
func (w *zoneWalk) previousSegment() bool {
	for w.seg.at > w.elapsed.start {
		w.seg = w.elapsed.segmentAt(w.seg.at - 1)
		w.edge = w.seg.at + w.seg.offset
		w.w = w.elapsed.plan(w.seg.offset).walkUpTo(w.seg.end() - 1)
		if w.w.previous() && w.w.at >= w.edge {
			w.at = w.w.at - w.seg.offset
			return true
		}
	}
	return false
}

// has reports whether an instant is an occurrence.
func (e *elapsed) has(at int64) bool {
	s := e.z.segmentAt(at)
	return at >= e.start && e.plan(s.offset).has(at+s.offset)
}

// rank returns how many occurrences are before an instant.
func (e *elapsed) rank(at int64) int64 {
	if at <= e.start {
		return 0
	}
	c := e.counts.Load()
	if c == nil || c.segments[len(c.segments)-1].next < at {
		c = e.count(at)
	}
	low, high := 0, len(c.segments)
	for high-low > 1 {
		if mid := (low + high) / 2; c.segments[mid].at < at {
			low = mid
		} else {
			high = mid
		}
	}
	return c.before[low] + e.within(&c.segments[low], at)
}

// within returns how many occurrences of a segment are before an instant.
func (e *elapsed) within(s *segment, at int64) int64 {
	p := e.plan(s.offset)
	return p.rank(at+s.offset) - p.rank(s.at+s.offset)
}

// count counts the segments up to an instant and somewhat beyond.
func (e *elapsed) count(at int64) *elapsedCounts {
	var c elapsedCounts
	if old := e.counts.Load(); old != nil {
		c = elapsedCounts{slices.Clone(old.segments), slices.Clone(old.before), old.next}
	}
	for n := len(c.segments); n == 0 || c.segments[n-1].next < min(at+1<<chunkBits, latest); n++ {
		s := e.segmentAt(e.start)
		if n > 0 {
			s = e.segmentAt(c.segments[n-1].next)
		}
		c.segments = append(c.segments, s)
		c.before = append(c.before, c.next)
		c.next += e.within(&s, s.next)
	}
	e.counts.Store(&c)
	return &c
}
