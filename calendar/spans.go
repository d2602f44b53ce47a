package calendar

import (
	"iter"
	"math"
	"math/bits"
)

// A span is the days on which something may fall, first to last, both included, as
// numbers of days. noFirst and noLast stand for what has no bound.
type span struct{ first, last int32 }

const (
	noFirst = math.MinInt32
	noLast  = math.MaxInt32
)

// blockBits is the binary logarithm of how many items a block has.
const blockBits = 6

// spanRun is a run of items in some order, with their spans, and above them blocks of
// 64 items, blocks of 64 blocks, and so on, each with the span that covers its items.
type spanRun struct {
	items  []int32
	spans  []span
	blocks [][]span
}

func (r *spanRun) add(item int32, s span) {
	r.items = append(r.items, item)
	r.spans = append(r.spans, s)
}

// close makes the blocks. Nothing is added after it.
func (r *spanRun) close() {
	for below := r.spans; len(below) > 1<<blockBits; {
		var level []span
		for len(below) > 0 {
			n := min(len(below), 1<<blockBits)
			cover := below[0]
			for _, s := range below[1:n] {
				cover = span{min(cover.first, s.first), max(cover.last, s.last)}
			}
			level, below = append(level, cover), below[n:]
		}
		r.blocks = append(r.blocks, level)
		below = level
	}
}

// next returns the index, i or a later one, of the first item whose span overlaps w, or
// the number of the items.
func (r *spanRun) next(i int, w span) int {
	for i < len(r.items) {
		skip := 0
		for level, size := 0, blockBits; level < len(r.blocks) && i&(1<<size-1) == 0; level, size = level+1, size+blockBits {
			if r.blocks[level][i>>size].overlaps(w) {
				break
			}
			skip = 1 << size
		}
		if skip == 0 {
			if r.spans[i].overlaps(w) {
				return i
			}
			skip = 1
		}
		i += skip
	}
	return len(r.items)
}

func (s span) overlaps(w span) bool { return s.first <= w.last && s.last >= w.first }

// spanIndex finds items by their spans. The items are numbers, added in ascending order.
// Spans of about one length stand in one run, so that a few long ones do not hide from
// a query how little the short ones concern it.
type spanIndex struct {
	runs [32 + 1]spanRun // by the bits of the length; the last one for spans without a bound
}

func (x *spanIndex) add(item int32, s span) {
	run := len(x.runs) - 1
	if s.first != noFirst && s.last != noLast {
		run = bits.Len32(uint32(s.last - s.first))
	}
	x.runs[run].add(item, s)
}

func (x *spanIndex) close() {
	for i := range x.runs {
		x.runs[i].close()
	}
}

// overlapping returns the items whose spans overlap w, in ascending order.
func (x *spanIndex) overlapping(w span) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		type cursor struct {
			run *spanRun
			i   int
		}
		var cursors []cursor
		for i := range x.runs {
			if r := &x.runs[i]; len(r.items) > 0 {
				if first := r.next(0, w); first < len(r.items) {
					cursors = append(cursors, cursor{r, first})
				}
			}
		}
		for len(cursors) > 0 {
			least := 0
			for k := range cursors {
				if cursors[k].run.items[cursors[k].i] < cursors[least].run.items[cursors[least].i] {
					least = k
				}
			}
			c := &cursors[least]
			if !yield(c.run.items[c.i]) {
				return
			}
			if c.i = c.run.next(c.i+1, w); c.i == len(c.run.items) {
				cursors = append(cursors[:least], cursors[least+1:]...)
			}
		}
	}
}
