package recurrence

import (
	"cmp"
	"math"
	"slices"
)

// A replacement is an Override of one occurrence, compiled.
type replacement struct {
	id    int64 // the moment that it replaces
	start int64
	index int // in Set.Overrides
}

// A stage is the part of a set between two overrides of the range THISANDFUTURE,
// compiled: the occurrences that the set has from one moment to another, moved.
type stage struct {
	t        *timeline
	from, to int64 // of the occurrences before they are moved
	shift    int64 // clock seconds, or seconds of whole days in an all-day set
	index    int   // in Set.Overrides, or -1 before the first
	length   Length
	ids      map[int64]int64 // of RDATEs, by where they have been moved to
}

// override puts the overrides of a set into force.
func (o *origin) override(t *timeline, s *Set) (*details, error) {
	d := &details{origin: *o, length: s.Length, startOf: map[int64]int64{}}
	ids := map[int64]int{}
	var turns []int
	for i := range s.Overrides {
		id, err := o.at("RECURRENCE-ID", s.Overrides[i].ID)
		if err != nil {
			return nil, err
		}
		if j, ok := ids[id]; ok && s.Overrides[j].Range == ThisAndFuture {
			turns = slices.DeleteFunc(turns, func(k int) bool { return k == j })
		}
		ids[id] = i
		if s.Overrides[i].Range == ThisAndFuture {
			turns = append(turns, i)
		}
	}
	var starts []int64
	for id, i := range ids {
		v := &s.Overrides[i]
		r := replacement{id: id, start: id, index: i}
		if !v.Start.IsZero() {
			var err error
			if r.start, err = o.at("DTSTART", v.Start); err != nil {
				return nil, err
			}
		}
		t.cuts = append(t.cuts, span{id, id + 1})
		if !v.Cancelled {
			d.replaced = append(d.replaced, r)
			d.startOf[id] = r.start
			starts = append(starts, r.start)
		}
	}
	t.cuts = joinSpans(t.cuts)
	t.added = slices.DeleteFunc(t.added, t.removed)
	slices.SortFunc(d.replaced, func(a, b replacement) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id))
	})
	d.overrides = slices.Clone(s.Overrides)
	if err := o.stages(t, s, turns, d); err != nil {
		return nil, err
	}
	d.t = t
	if len(s.Overrides) > 0 {
		d.t = d.join(t, starts)
	}
	return d, d.t.checkParts()
}

// join returns the timeline of all stages and of the occurrences that overrides
// put somewhere.
func (d *details) join(t *timeline, starts []int64) *timeline {
	all := &timeline{start: t.start, ending: t.ending, tally: new(tally)}
	for i := range d.stages {
		all.parts = append(all.parts, d.stages[i].t)
	}
	slices.Sort(starts)
	all.added = slices.DeleteFunc(slices.Compact(starts), all.inParts)
	return all
}

// stages splits the set where overrides of the range THISANDFUTURE begin.
func (o *origin) stages(t *timeline, s *Set, turns []int, d *details) error {
	if len(turns) > 0 && slices.ContainsFunc(t.lines, func(l *line) bool { return l.elapsed != nil }) {
		return mismatch("RECURRENCE-ID", "RANGE=THISANDFUTURE does not go with the option Elapsed")
	}
	d.stages = []stage{{from: math.MinInt64, to: math.MaxInt64, index: -1, length: s.Length}}
	type turn struct {
		id    int64
		index int
	}
	var order []turn
	for _, i := range turns {
		id, err := o.at("RECURRENCE-ID", s.Overrides[i].ID)
		if err != nil {
			return err
		}
		order = append(order, turn{id, i})
	}
	slices.SortFunc(order, func(a, b turn) int { return cmp.Compare(a.id, b.id) })
	for _, turn := range order {
		v := &s.Overrides[turn.index]
		last := &d.stages[len(d.stages)-1]
		last.to = turn.id
		next := stage{from: turn.id, to: math.MaxInt64, index: turn.index, length: last.length}
		if v.tellsLength() {
			next.length = v.length()
		}
		if !v.Start.IsZero() {
			start, err := o.at("DTSTART", v.Start)
			if err != nil {
				return err
			}
			next.shift = o.reading(v.Start, start) - o.reading(v.ID, turn.id)
		}
		d.stages = append(d.stages, next)
	}
	for i := range d.stages {
		g := &d.stages[i]
		if g.index >= 0 && s.Overrides[g.index].Cancelled {
			g.t = &timeline{tally: new(tally)}
			continue
		}
		g.t = t
		if len(d.stages) > 1 {
			g.t = o.staged(t, g)
		}
	}
	return nil
}

// wall returns the clock reading of a moment.
func (o *origin) wall(at int64) int64 {
	if o.zone == nil {
		return at
	}
	return at + o.zone.segmentAt(at).offset
}

// reading returns the clock reading that a moment of the set was given as.
func (o *origin) reading(m Moment, at int64) int64 {
	if o.zone == nil || m.time.Location() != o.zone.loc {
		return o.wall(at)
	}
	return o.wall(at) - int64(m.ahead)
}

// moved returns the moment whose clock reading is by so much after that of at.
func (o *origin) moved(at, shift int64) int64 {
	if shift == 0 || at < earliest || at > latest {
		return at
	}
	return o.instant(o.wall(at) + shift)
}

// idOf returns the moment from which a stage has moved an occurrence.
func (o *origin) idOf(g *stage, start int64) int64 {
	if id, ok := g.ids[start]; ok {
		return id
	}
	if g.shift == 0 {
		return start
	}
	if o.zone == nil {
		return start - g.shift
	}
	s := o.zone.segmentAt(start)
	wall := start + s.offset
	if wall < s.first() || !slices.ContainsFunc(g.t.lines, func(l *line) bool { return l.p.has(wall) }) {
		wall = start + s.before // it was moved to a reading that a transition skips
	}
	return o.zone.resolve(wall - g.shift)
}

// staged returns the occurrences of a stage, moved.
func (o *origin) staged(t *timeline, g *stage) *timeline {
	part := &timeline{start: t.start, tally: new(tally)}
	g.ids = map[int64]int64{}
	for _, l := range t.lines {
		part.lines = append(part.lines, o.stagedLines(l, g)...)
	}
	for _, l := range t.except {
		part.except = append(part.except, o.stagedLines(l, g)...)
	}
	part.shared = t.shared && len(part.lines) > 0
	part.setTwins()
	for _, c := range t.cuts {
		for _, r := range o.readings(max(c.from, g.from), min(c.to, g.to)) {
			from := o.instant(r.from + g.shift)
			to := o.instant(r.to - 1 + g.shift)
			part.cuts = append(part.cuts, span{from, max(to, from) + 1})
		}
	}
	part.cuts = joinSpans(part.cuts)
	for _, at := range t.added {
		if at < g.from || at >= g.to {
			continue
		}
		if wall := o.wall(at) + g.shift; wall >= 0 && wall <= lastSecond {
			to := o.moved(at, g.shift)
			part.added = append(part.added, to)
			g.ids[to] = at
		}
	}
	slices.Sort(part.added)
	part.added = slices.DeleteFunc(slices.Compact(part.added), part.inLines)
	return part
}

// stagedLines returns what a line has in a stage, moved.
func (o *origin) stagedLines(l *line, g *stage) (lines []*line) {
	l.settle()
	for _, r := range o.readings(max(g.from, l.first()), min(g.to, l.until+1)) {
		p := l.p.narrowed(l.p.clock)
		// What is moved out of the supported years is lost.
		p.cut(max(r.from, -g.shift), min(r.to, lastSecond+1-g.shift))
		if p.first >= p.end {
			continue
		}
		p.shift = g.shift
		lines = append(lines, &line{p: p, z: l.z, until: latest, limit: math.MaxInt64})
	}
	return lines
}
