package meeting

import (
	"context"
	"slices"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// addRooms compiles the rooms that are large enough and have what is asked for, and leaves
// open those candidates at which one of them is free.
func (p *problem) addRooms(ctx context.Context) {
	p.open = slices.Clone(p.unblocked)
	if len(p.req.Rooms) == 0 {
		return
	}
	free := newBitmap(p.n)
	for i := range p.req.Rooms {
		in := &p.req.Rooms[i]
		if ctx.Err() != nil {
			return
		}
		if in.Capacity < p.req.NeedCapacity || !containsAll(in.Features, p.req.NeedFeatures) {
			continue
		}
		r := room{Room: in, class: -1}
		if in.Hours != nil {
			r.class = p.class(ctx, in.Location, in.Hours, nil)
			r.free = p.fitting(p.classes[r.class].work)
		} else {
			r.free = newBitmap(p.n)
			r.free.set(0, p.n)
		}
		r.entries = p.stretches(ctx, in.Busy, func(e *freebusy.Entry) bool {
			return e.Type != freebusy.Free && (e.UID == "" || e.UID != p.req.MaskUID)
		})
		for _, s := range r.entries {
			p.block(r.free, s, seconds(p.req.Before), seconds(p.req.After))
		}
		free.or(r.free)
		p.rooms = append(p.rooms, r)
	}
	// The smallest comes first; those of one size stay in their order.
	slices.SortStableFunc(p.rooms, func(a, b room) int { return a.Capacity - b.Capacity })
	p.open.and(free)
}

func containsAll(have, want []string) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// roomAt returns the room of a meeting, empty if none is free.
func (p *problem) roomAt(m stretch) string {
	wide := stretch{m.from - seconds(p.req.Before), m.to + seconds(p.req.After)}
	for i := range p.rooms {
		r := &p.rooms[i]
		if r.class >= 0 && overlap(p.classes[r.class].work, m) < p.duration {
			continue
		}
		if !slices.ContainsFunc(r.entries, wide.meets) {
			return r.ID
		}
	}
	return ""
}
