package recurrence

import (
	"iter"
	"math"
	"slices"
	"sort"
	"sync"
)

// A timeline is a compiled recurrence set: lines, moments added to them, and
// lines and spans of moments removed. Dates and Times are timelines with their
// moments as dates and times.
type timeline struct {
	lines  []*line // what remains of the rules without EXRULE
	except []*line // EXRULEs that could not be taken from the lines
	added  []int64 // RDATE: in order, distinct, neither in the lines nor removed
	cuts   []span  // EXDATE: in order, disjoint
	start  int64
	ending bool // whether every rule has COUNT or UNTIL

	// shared says that lines may have occurrences in common, or that except is
	// not empty: then terms are what to count, if there are any.
	shared bool

	// parts are timelines whose union it is, together with added, instead of
	// lines and cuts.
	parts []*timeline

	*tally // nil where it is simple
}

// A tally is what a timeline that is not simple counts with, worked out when it is
// first asked for.
type tally struct {
	termsOnce sync.Once
	terms     []term
	termPlans []*plan // those of lines and except
	twins     *twins  // of all lines, where there are several

	once    sync.Once
	cutsTo  []int64 // occurrences of the lines in the cuts up to each
	doubles []int64 // occurrences of parts that earlier parts have as well
}

// A span is a half-open span of moments.
type span struct{ from, to int64 }

const (
	earliest = -widest
	latest   = lastSecond + widest
)

// clampMoment keeps a moment within reach of the supported years.
func clampMoment(at int64) int64 { return min(max(at, earliest), latest) }

// removed reports whether EXDATE or EXRULE removes a moment.
func (t *timeline) removed(at int64) bool {
	if len(t.cuts) > 0 {
		_, ok := slices.BinarySearchFunc(t.cuts, at, func(s span, at int64) int {
			switch {
			case s.to <= at:
				return -1
			case s.from > at:
				return 1
			}
			return 0
		})
		if ok {
			return true
		}
	}
	for _, l := range t.except {
		if l.has(at) {
			return true
		}
	}
	return false
}

// each calls yield for the moments from one on, before another, in order.
func (t *timeline) each(from, to int64, yield func(int64) bool) {
	if t.simple() {
		t.lines[0].each(from, to, yield)
		return
	}
	m := t.from(from)
	for m.next() && m.at < to && yield(m.at) {
	}
}

// eachBack calls yield for the moments up to one, going back.
func (t *timeline) eachBack(at int64, yield func(int64) bool) {
	if t.simple() {
		var w lineWalk
		for w.upTo(t.lines[0], at); w.previous() && yield(w.at); {
		}
		return
	}
	m := t.upTo(at)
	for m.previous() && yield(m.at) {
	}
}

// following returns the first moment that is not before at.
func (t *timeline) following(at int64) (int64, bool) {
	if t.simple() {
		var w lineWalk
		w.from(t.lines[0], at)
		ok := w.next()
		return w.at, ok
	}
	m := t.from(at)
	ok := m.next()
	return m.at, ok
}

// preceding returns the last moment that is not after at.
func (t *timeline) preceding(at int64) (int64, bool) {
	if t.simple() {
		var w lineWalk
		w.upTo(t.lines[0], at)
		ok := w.previous()
		return w.at, ok
	}
	m := t.upTo(at)
	ok := m.previous()
	return m.at, ok
}

func (t *timeline) has(at int64) bool {
	if _, ok := slices.BinarySearch(t.added, at); ok {
		return true
	}
	return t.inLines(at) && !t.removed(at) || t.inParts(at)
}

func (t *timeline) inParts(at int64) bool {
	for _, p := range t.parts {
		if p.has(at) {
			return true
		}
	}
	return false
}

func (t *timeline) inLines(at int64) bool {
	for _, l := range t.lines {
		if l.has(at) {
			return true
		}
	}
	return false
}

// simple reports whether the timeline is one line and nothing else.
func (t *timeline) simple() bool {
	return len(t.lines) == 1 && len(t.except)+len(t.added)+len(t.cuts)+len(t.parts) == 0
}

// rank returns how many moments are before one.
func (t *timeline) rank(at int64) (n int64) {
	switch {
	case t.simple():
		return t.lines[0].rank(at)
	case !t.countable():
		t.each(earliest, at, func(int64) bool { n++; return true })
		return n
	case len(t.parts) > 0:
		return t.partRank(at)
	}
	i, _ := slices.BinarySearch(t.added, at)
	return t.lineRank(at) - t.cutBefore(at) + int64(i)
}

// partRank is rank where there are parts.
func (t *timeline) partRank(at int64) (n int64) {
	t.once.Do(func() {
		for j, last := range t.eachPart() {
			t.parts[j].each(earliest, last+1, func(at int64) bool {
				for _, earlier := range t.parts[:j] {
					if earlier.has(at) {
						t.doubles = append(t.doubles, at)
						break
					}
				}
				return true
			})
		}
		slices.Sort(t.doubles)
	})
	for _, p := range t.parts {
		n += p.rank(at)
	}
	doubles, _ := slices.BinarySearch(t.doubles, at)
	added, _ := slices.BinarySearch(t.added, at)
	return n - int64(doubles) + int64(added)
}

// eachPart returns the index of each part, and the last moment of those before it.
func (t *timeline) eachPart() iter.Seq2[int, int64] {
	return func(yield func(int, int64) bool) {
		last := int64(never)
		for j, p := range t.parts {
			if !yield(j, last) {
				return
			}
			if at, ok := p.preceding(latest); ok && j < len(t.parts)-1 {
				last = max(last, at)
			}
		}
	}
}

// lineRank returns how many occurrences of the lines are before a moment.
func (t *timeline) lineRank(at int64) (n int64) {
	switch {
	case t.shared:
		for i := range t.terms {
			n += t.terms[i].sign * t.terms[i].rank(t.lines[0].z, at)
		}
		return n - t.twins.before(at)
	case len(t.lines) == 0:
		return 0
	case len(t.lines) == 1:
		return t.lines[0].rank(at)
	}
	for _, l := range t.lines {
		n += rankIn(l.p, l.z, min(at, l.until+1))
	}
	return n - t.twins.before(at)
}

// cutBefore returns how many occurrences of the lines that EXDATE removes are
// before a moment.
func (t *timeline) cutBefore(at int64) (n int64) {
	t.once.Do(func() {
		for _, c := range t.cuts {
			n += t.lineRank(c.to) - t.lineRank(c.from)
			t.cutsTo = append(t.cutsTo, n)
		}
	})
	i := sort.Search(len(t.cuts), func(i int) bool { return t.cuts[i].from >= at }) - 1
	if i < 0 {
		return 0
	}
	n = 0
	if i > 0 {
		n = t.cutsTo[i-1]
	}
	if at >= t.cuts[i].to {
		return t.cutsTo[i]
	}
	return n + t.lineRank(at) - t.lineRank(t.cuts[i].from)
}

func (t *timeline) nth(n int64) (at int64, ok bool) {
	switch {
	case n < 0:
		return 0, false
	case t.simple():
		if n >= t.lines[0].total() {
			return 0, false
		}
		return t.lines[0].nth(n), true
	case !t.countable():
		t.each(earliest, latest, func(m int64) bool {
			at, ok = m, n == 0
			n--
			return !ok
		})
		return at, ok
	}
	b := enclose(t.start, t.last()+1, t.rank)
	if b.above <= n {
		return 0, false
	}
	if b.below > n {
		b.low, b.below = earliest, 0
	}
	if len(t.except)+len(t.cuts) > 0 {
		return b.find(n, t.rank), true
	}
	b.narrow(n, fewBetween, t.rank)
	m := t.from(b.low)
	for range n - b.below + 1 {
		m.next()
	}
	return m.at, true
}

// last returns a moment after which there is none.
func (t *timeline) last() int64 {
	if len(t.parts) > 0 {
		return latest
	}
	last := t.start
	for _, l := range t.lines {
		last = max(last, l.end())
	}
	if n := len(t.added); n > 0 {
		last = max(last, t.added[n-1])
	}
	return last
}

func (t *timeline) total() int64 { return t.rank(latest) }

// includeStart adds the start if the options say so. It is then the first that
// COUNT counts.
func (o *origin) includeStart(t *timeline) {
	if !o.opts.has(IncludeStart) {
		return
	}
	off := true
	for _, l := range t.lines {
		if l.hasRaw(t.start) {
			off = false
		} else if l.limit != math.MaxInt64 {
			l.limit--
		}
	}
	if off {
		t.added = []int64{t.start}
		if t.tally == nil {
			t.tally = new(tally)
		}
	}
}
