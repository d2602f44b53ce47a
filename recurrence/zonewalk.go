package recurrence

// A zoneWalk goes through the occurrences of a plan in a zone, as distinct
// instants in order, in one direction. It begins as a zero zoneWalk. Within a segment
// of the zone an instant is a subtraction away from the wall clock. Where a transition
// skips clock readings, those that the plan has there fall among the ones that follow,
// and are merged with them.
type zoneWalk struct {
	z    *zone
	at   int64 // the instant that next or previous has found
	w    walk
	seg  segment
	edge int64 // the wall clock reading up to which, or down to which, seg is enough

	elapsed *elapsed // walks by elapsed time instead

	merging bool
	gap     *walk // the readings that the transition into seg skips
	skipped int64 // the instant of its current one, if it has one
	regular int64 // the instant of w's current one
	hasGap  bool
	hasMain bool
	merged  bool // going back: the skipped readings are behind
}

// from begins a walk over the occurrences of a plan at or after an instant.
func (w *zoneWalk) from(p *plan, z *zone, at int64) {
	if z == nil {
		w.edge = 1 << 62
		w.w.from(p, at)
		return
	}
	s := z.segmentAt(at)
	w.z, w.seg, w.edge = z, s, s.end()
	w.w.from(p, max(at+s.offset, s.first()))
	if at-s.at < s.offset-s.before {
		w.mergeFrom(p, at+s.before)
	}
}

// upTo begins a backward walk over those at or before an instant.
func (w *zoneWalk) upTo(p *plan, z *zone, at int64) {
	if z == nil {
		w.edge = -1 << 62
		w.w.upTo(p, at)
		return
	}
	s := z.segmentAt(at)
	w.z, w.seg = z, s
	w.edge = w.lowEdge()
	last := at + s.offset
	if last < s.first() { // the second pass of readings that happen twice
		last = s.first() - 1
	}
	w.w.upTo(p, last)
	if at-s.at < s.offset-s.before {
		w.mergeBack(p, at+s.before)
	}
}

// lowEdge returns the wall clock reading down to which the current segment is
// enough: before it, skipped readings fall among those of the segment.
func (w *zoneWalk) lowEdge() int64 {
	return w.seg.first() + max(w.seg.offset-w.seg.before, 0)
}

func (w *zoneWalk) next() bool {
	if w.merging {
		return w.merge()
	}
	if !w.w.next() {
		return w.elapsed != nil && w.nextSegment()
	}
	if w.w.at >= w.edge {
		return w.cross()
	}
	w.at = w.w.at - w.seg.offset
	return true
}

// cross enters the segment of the current wall clock reading.
func (w *zoneWalk) cross() bool {
	if w.elapsed != nil {
		return w.nextSegment()
	}
	at := w.w.at
	if w.jump(at, at) {
		w.at = at - w.seg.offset
		return true
	}
	if at-w.edge > widest {
		w.seg = w.z.segmentAt(at - widest)
	}
	for at >= w.seg.end() {
		w.seg = w.z.segmentAt(w.seg.next)
		if from, to := w.seg.gap(); at >= from && at < to {
			w.edge = w.seg.end()
			p := w.w.p
			w.w = p.walkFrom(to)
			w.mergeFrom(p, at)
			return w.merge()
		}
	}
	w.edge = w.seg.end()
	w.at = at - w.seg.offset
	return true
}

// jump enters the segment of the next clock readings of the plan, given the first
// and the last of them, where that segment is far beyond the current one and has
// them all. It is a guess by the current offset, and nearly always right.
func (w *zoneWalk) jump(first, last int64) bool {
	if first-w.edge <= widest {
		return false
	}
	s := w.z.segmentAt(first - w.seg.offset)
	if first < s.first() || last >= s.end() {
		return false
	}
	w.seg, w.edge = s, s.end()
	return true
}

// mergeFrom begins to merge the skipped readings that are not before a wall clock
// reading.
func (w *zoneWalk) mergeFrom(p *plan, wall int64) {
	gap := p.walkFrom(wall)
	w.gap = &gap
	w.merging, w.hasMain = true, false
	w.stepGap()
}

func (w *zoneWalk) stepGap() {
	_, to := w.seg.gap()
	if w.hasGap = w.gap.next() && w.gap.at < to; w.hasGap {
		w.skipped = w.gap.at - w.seg.before
	}
}

// merge moves to the next instant of the skipped readings and the others.
func (w *zoneWalk) merge() bool {
	if !w.hasMain {
		if w.hasMain = w.w.next(); w.hasMain {
			w.regular = w.z.resolve(w.w.at)
		}
	}
	switch {
	case w.hasGap && (!w.hasMain || w.skipped <= w.regular):
		w.at = w.skipped
		if w.hasMain && w.skipped == w.regular {
			w.hasMain = false
		}
		w.stepGap()
	case w.hasMain:
		w.at = w.regular
		w.hasMain = false
	default:
		return false
	}
	w.merging = w.hasGap || w.hasMain
	return true
}

func (w *zoneWalk) previous() bool {
	if w.merging {
		return w.unmerge()
	}
	if !w.w.previous() {
		return w.elapsed != nil && w.previousSegment()
	}
	if w.w.at < w.edge {
		return w.crossBack()
	}
	w.at = w.w.at - w.seg.offset
	return true
}

// crossBack enters the segment of the current wall clock reading from above.
func (w *zoneWalk) crossBack() bool {
	if w.elapsed != nil {
		return w.previousSegment()
	}
	at := w.w.at
	for at < w.edge {
		from, to := w.seg.gap()
		p := w.w.p
		switch {
		case at < from || from >= to:
		case !w.merged:
			w.mergeBack(p, to-1)
			if at >= to {
				w.regular, w.hasMain = at-w.seg.offset, true
			} else {
				w.w = p.walkUpTo(from - 1)
			}
			return w.unmerge()
		default:
			w.w = p.walkUpTo(from - 1)
			if !w.w.previous() {
				return false
			}
			at = w.w.at
		}
		w.merged = false
		if w.edge-at > 2*widest {
			w.seg = w.z.segmentAt(at + widest)
		} else {
			w.seg = w.z.segmentAt(w.seg.at - 1)
		}
		w.edge = w.lowEdge()
	}
	w.at = at - w.seg.offset
	return true
}

func (w *zoneWalk) mergeBack(p *plan, wall int64) {
	gap := p.walkUpTo(wall)
	w.gap = &gap
	w.merging, w.hasMain = true, false
	w.stepGapBack()
}

func (w *zoneWalk) stepGapBack() {
	from, _ := w.seg.gap()
	if w.hasGap = w.gap.previous() && w.gap.at >= from; w.hasGap {
		w.skipped = w.gap.at - w.seg.before
	}
}

// unmerge moves to the instant before, of the skipped readings and the others.
func (w *zoneWalk) unmerge() bool {
	if !w.hasMain {
		w.hasMain = w.w.previous()
		if from, to := w.seg.gap(); w.hasMain && w.w.at >= from && w.w.at < to {
			w.w = w.w.p.walkUpTo(from - 1)
			w.hasMain = w.w.previous()
		}
		if w.hasMain {
			w.regular = w.z.resolve(w.w.at)
		}
	}
	switch {
	case w.hasGap && (!w.hasMain || w.skipped >= w.regular):
		w.at = w.skipped
		if w.hasMain && w.skipped == w.regular {
			w.hasMain = false
		}
		w.stepGapBack()
	case w.hasMain:
		w.at = w.regular
		w.hasMain = false
	default:
		return false
	}
	if w.merging = w.hasGap || w.hasMain; !w.merging {
		w.merged, w.edge = true, w.seg.first()
	}
	return true
}
