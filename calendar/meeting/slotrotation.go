package meeting

import (
	"context"
	"math/big"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A SlotRotationRequest asks for a few clock times that meetings take in turn, so that the
// bad hours go round: with three of them, each region can have its night meeting in three.
type SlotRotationRequest struct {
	// Request says what each meeting is. Its Location is that in whose clock times the slots
	// are given, and has to be: they then follow its summer time. All clock times that are
	// multiples of Step are tried, which divides 24 hours and is whole minutes; Anchor and
	// AlignTo are not used. Objective and Criteria compare what all meetings together ask,
	// as for a [SeriesRequest].
	Request

	// Rule gives the days of the meetings, counting from First: see [PatternRequest].Rules.
	Rule  recurrence.Rule
	First date.Date

	// Clocks, if there are any, are the clock times to try, instead of all.
	Clocks []Clock

	// Slots is how many slots there are, 1 to 24. The meetings take them in turn: the first
	// meeting the first slot, and so on, and over again.
	Slots int

	// Count is how many meetings there are, from the first day on which a meeting can lie in
	// a window whatever its slot: Slots to 366.
	Count int

	// Missed says what becomes of meetings that cannot be held. [RefuseMissed] uses a slot
	// only where all its meetings can be. With [DropMissed] fewer dropped meetings come before
	// all else. [MoveMissed] is not for slots.
	Missed MissedPolicy

	MaxStates int // as for a [SeriesRequest]
}

// A SlotRotation is the answer of [RotateSlots].
type SlotRotation struct {
	// Clocks are the slots, in the order of their turns; none where there is no rotation.
	Clocks []Clock

	// Rotations is how many choices of slots there are.
	Rotations *big.Int

	// Exact is set if no rotation is better, and of equal ones none has the earlier slots
	// first; and where there is none.
	Exact bool

	Meetings []Occurrence // what each meeting comes to
	Dropped  int

	Shares   []SeriesShare // by participant, in the order of the request; a burden for each meeting
	Fairness Fairness
}

// RotateSlots chooses the slots that meetings take in turn. Each choice is looked at over
// the days that it falls on, weeks with other clock times included. The search is that of
// [Series], and so are the errors.
func RotateSlots(ctx context.Context, req SlotRotationRequest) (*SlotRotation, error) {
	if err := checkSlotRotation(&req); err != nil {
		return nil, err
	}
	pl, err := newPlacer(ctx, &req.Request, DropMissed, 0)
	if err != nil {
		return nil, err
	}
	dates, err := req.Rule.Dates(req.First)
	if err != nil {
		return nil, &Error{Field: "Rule", Reason: err.Error()}
	}
	clocks := slices.Clone(clocksOf(req.Clocks, req.Step))
	slices.Sort(clocks)
	clocks = slices.Compact(clocks)
	out := &SlotRotation{Rotations: new(big.Int), Exact: true}
	days := pl.days(dates, clocks, req.Count)
	if len(days) < req.Count {
		return out, nil
	}

	sp, choices, err := pl.turns(ctx, days, clocks, req.Slots, req.Missed)
	if err != nil {
		return nil, err
	}
	if out.Rotations, err = sp.sequences(ctx); err != nil {
		return nil, err
	}
	best, err := sp.best(ctx, effortOf(req.MaxStates))
	if best == nil {
		if err != nil {
			return nil, err
		}
		return out, nil
	}
	out.Exact = best.exact
	merged := placement{planned: make([]int64, req.Count), starts: make([]int32, req.Count)}
	for turn, i := range best.starts {
		c := choices[i]
		out.Clocks = append(out.Clocks, c.clock)
		out.Dropped += c.dropped
		for n := range c.planned {
			merged.planned[turn+n*req.Slots], merged.starts[turn+n*req.Slots] = c.planned[n], c.starts[n]
		}
	}
	out.Meetings, out.Shares = pl.occurrences(merged)
	out.Fairness = fairness(pl.p.req, out.Shares)
	return out, err
}

// days returns the first days of a rule on which a meeting lies between the begin of the
// first window and the end of the last, at each of the clock times.
func (pl *placer) days(dates *recurrence.Dates, clocks []Clock, count int) []date.Date {
	p := pl.p
	first, last := p.windows[0].from, p.windows[len(p.windows)-1].to
	var list []date.Date
	for d := range dates.From(dayBefore(first)) {
		earliest, latest := onClock(d, clocks[0], p.req.Location), onClock(d, clocks[len(clocks)-1], p.req.Location)
		if latest+p.duration > last || len(list) == count {
			break
		}
		if earliest >= first {
			list = append(list, d)
		}
	}
	return list
}

// A slotChoice is a clock time for a turn, and what it comes to on the days of that turn.
type slotChoice struct {
	placement
	clock Clock
}

// turns makes the problem of choosing a clock time for each turn: that of a series in which
// only choices for the next turn may follow.
func (pl *placer) turns(ctx context.Context, days []date.Date, clocks []Clock, slots int, missed MissedPolicy) (*sequenceProblem, []slotChoice, error) {
	sp := &sequenceProblem{count: slots, order: pl.sp.order}
	if missed == DropMissed {
		sp.order = pl.sp.order.withDropped()
	}
	var choices []slotChoice
	var ends []int // of the turns' choices
	for turn := range slots {
		var own []date.Date
		for i := turn; i < len(days); i += slots {
			own = append(own, days[i])
		}
		for _, c := range clocks {
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			pt, _ := pl.place(own, c)
			if pt.dropped > 0 && missed == RefuseMissed {
				continue
			}
			choices = append(choices, slotChoice{pt, c})
			kind := cost{}
			if missed == DropMissed {
				kind = append(kind, int64(pt.dropped))
			}
			sp.kind = append(sp.kind, int32(len(sp.kinds)))
			sp.kinds = append(sp.kinds, append(kind, pt.sum...))
		}
		ends = append(ends, len(choices))
	}
	for turn, from := 0, 0; turn < slots; turn++ {
		next := len(choices)
		if turn+1 < slots {
			next = ends[turn+1]
		}
		for range ends[turn] - from {
			sp.first, sp.last = append(sp.first, int32(ends[turn])), append(sp.last, int32(next))
		}
		from = ends[turn]
	}
	return sp, choices, nil
}

// withDropped returns the order with meetings that are not held compared first, which the
// first component counts.
func (o costOrder) withDropped() costOrder {
	o.criteria = append([]Criterion{fewerMissing}, o.criteria...)
	for i := range o.attendance {
		if o.attendance[i] >= 0 {
			o.attendance[i]++
		}
	}
	o.attendance[fewerMissing] = 0
	o.burdens++
	o.bearers = slices.Clone(o.bearers)
	for i := range o.bearers {
		if o.bearers[i].component >= 0 {
			o.bearers[i].component++
		}
	}
	return o
}
