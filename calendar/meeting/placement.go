package meeting

import (
	"context"
	"slices"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A placer holds planned times against what is feasible, and adds up what they ask.
type placer struct {
	p      *problem // on the grid of the host's clock
	sp     *seriesProblem
	missed MissedPolicy
	within int // days that an occurrence may be moved by
	key    []int64
}

// A placement is where the occurrences of a pattern are held.
type placement struct {
	planned        []int64 // Unix seconds
	starts         []int32 // of the series problem; -1 where an occurrence is dropped
	moved, dropped int
	sum            cost
	key            []int64
}

// newPlacer compiles a request on the grid of its host's clock.
func newPlacer(ctx context.Context, req *Request, missed MissedPolicy, within int) (*placer, error) {
	results := req.Results
	req.AlignTo, req.Anchor = req.Location, time.Time{}
	req.Results, req.MinDistance, req.NearMisses = 1, 0, 0
	p, err := prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	req.Results = results
	pl := &placer{p: p, missed: missed, within: within}
	pl.sp, err = p.sequenceProblem(ctx, p.feasible, 0)
	return pl, err
}

// planned returns the first days of a rule on which a meeting is planned at a clock time:
// from the first in a window on and before the end of the last, count at most.
func (pl *placer) planned(dates *recurrence.Dates, c Clock, count int) []date.Date {
	p := pl.p
	first, last := p.windows[0], p.windows[len(p.windows)-1]
	var list []date.Date
	for d := range dates.From(dayBefore(first.from)) {
		u := onClock(d, c, p.req.Location)
		if u+p.duration > last.to || len(list) == count {
			break
		}
		if len(list) > 0 || slices.ContainsFunc(p.windows, func(w stretch) bool { return w.from <= u && u+p.duration <= w.to }) {
			list = append(list, d)
		}
	}
	return list
}

// dayBefore returns the day before that of an instant in UTC: no zone is further behind.
func dayBefore(u int64) date.Date { return unixDay + date.Date(floorDiv(u, daySeconds)) - 1 }

// place holds meetings on some days, at a clock time, against what is feasible. It reports
// false where the policy refuses them.
func (pl *placer) place(days []date.Date, clock Clock) (placement, bool) {
	pt := placement{planned: make([]int64, len(days)), starts: make([]int32, len(days))}
	for i, d := range days {
		pt.planned[i] = onClock(d, clock, pl.p.req.Location)
	}
	if len(pl.sp.kinds) > 0 {
		pt.sum = make(cost, len(pl.sp.kinds[0]))
	}
	before := int64(-1 << 62)
	for i, u := range pt.planned {
		s := pl.at(u)
		if s < 0 && pl.missed == RefuseMissed {
			return placement{}, false
		}
		if s < 0 && pl.missed == MoveMissed {
			next := int64(1 << 62)
			if i+1 < len(days) {
				next = pt.planned[i+1]
			}
			if s = pl.otherDay(days[i], clock, before, next); s >= 0 {
				pt.moved++
			}
		}
		pt.starts[i] = s
		if s < 0 {
			pt.dropped++
			continue
		}
		before = pl.instant(s)
		for c, x := range pl.sp.kinds[pl.sp.kind[s]] {
			pt.sum[c] += x
		}
	}
	if pt.sum != nil {
		pt.key = pl.sp.order.key(nil, pt.sum)
	}
	return pt, true
}

func (pl *placer) instant(start int32) int64 { return pl.p.at(pl.sp.index[start]) }

// at returns the feasible start at an instant, -1 if it is none.
func (pl *placer) at(u int64) int32 {
	k, ok := pl.p.index(u)
	if !ok {
		return -1
	}
	if i, ok := slices.BinarySearch(pl.sp.index, k); ok {
		return int32(i)
	}
	return -1
}

// otherDay returns the best feasible start at a clock time on the days around one, after an
// instant and before another; -1 if there is none.
func (pl *placer) otherDay(day date.Date, clock Clock, after, before int64) int32 {
	best := int32(-1)
	var bestKey []int64
	for n := 1; n <= pl.within; n++ {
		for _, d := range [2]date.Date{day + date.Date(n), day - date.Date(n)} {
			u := onClock(d, clock, pl.p.req.Location)
			if u <= after || u >= before {
				continue
			}
			s := pl.at(u)
			if s < 0 {
				continue
			}
			pl.key = pl.sp.order.key(pl.key[:0], pl.sp.kinds[pl.sp.kind[s]])
			if best < 0 || slices.Compare(pl.key, bestKey) < 0 {
				best, bestKey = s, append(bestKey[:0], pl.key...)
			}
		}
	}
	return best
}

// occurrences tells of a placement in full.
func (pl *placer) occurrences(pt placement) ([]Occurrence, []SeriesShare) {
	p := pl.p
	list := make([]Occurrence, len(pt.planned))
	held := make([]Slot, len(list))
	for i, u := range pt.planned {
		o := &list[i]
		o.Planned = time.Unix(u, 0).In(p.req.Location)
		if s := pt.starts[i]; s >= 0 {
			held[i] = p.slot(pl.instant(s), pl.sp.index[s])
			o.Held = &held[i]
		}
		if o.Held == nil || !o.Held.Start.Equal(o.Planned) {
			index, ok := p.index(u)
			if !ok {
				index = -1
			}
			missed := p.slot(u, index)
			o.Missed = &missed
		}
	}
	return list, shares(p.req, held)
}
