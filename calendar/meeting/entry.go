package meeting

import (
	"context"
	"slices"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// addEntries appends the entries of participant i that may keep them from coming.
func (p *problem) addEntries(ctx context.Context, i int, q *person, pool []entry) []entry {
	in := &p.req.Participants[i]
	var days []stretch
	for j := range in.Busy {
		e := &in.Busy[j]
		if j&1023 == 1023 && ctx.Err() != nil {
			return pool
		}
		if e.Type == freebusy.Free || e.Type == freebusy.Tentative && p.req.Tentative == TentativeFree ||
			e.UID != "" && e.UID == p.req.MaskUID {
			continue
		}
		way := p.travel.journey(e)
		before, after := max(q.before, seconds(way.to)), max(q.after, seconds(way.from))
		if !e.AllDay() {
			if s := p.timed(e); s.from < s.to {
				pool = append(pool, entry{s, int32(j), e.Type, before, after})
			}
			continue
		}
		days = p.allDay(e, days[:0])
		if p.req.IgnoreAllDay {
			reach := p.span
			reach.from += 2 * daySeconds
			reach.to -= 2 * daySeconds
			if slices.ContainsFunc(days, func(s stretch) bool { return s.from < reach.to && reach.from < s.to }) {
				p.ignored = append(p.ignored, Ignored{Participant: in.ID, Entry: j})
			}
			continue
		}
		for _, s := range days {
			pool = append(pool, entry{s, int32(j), e.Type, before, after})
		}
	}
	return pool
}

// timed returns the part of a timed entry within the span, empty if there is none.
func (p *problem) timed(e *freebusy.Entry) stretch {
	if !e.Start.Before(e.End) {
		return stretch{}
	}
	// Unix overflows where comparing does not.
	s := p.span
	if e.Start.After(p.begin) {
		s.from = e.Start.Unix()
	}
	if e.End.Before(p.end) {
		s.to = e.End.Unix()
		if e.End.Nanosecond() > 0 {
			s.to++
		}
	}
	return s
}

// allDay appends the parts of an all-day entry within the span.
func (p *problem) allDay(e *freebusy.Entry, to []stretch) []stretch {
	z := p.zones.list[p.zones.id(e.Location)]
	// Far dates are all the same here, and would overflow.
	const far = 1 << 32
	return z.days(int64(max(e.Day, -far)-unixDay), int64(min(e.EndDay, far)-unixDay), p.span, to)
}

// stretches returns the parts within the span of the entries that a function chooses.
func (p *problem) stretches(ctx context.Context, entries []freebusy.Entry, blocks func(*freebusy.Entry) bool) []stretch {
	var list []stretch
	for i := range entries {
		e := &entries[i]
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil
		}
		switch {
		case !blocks(e):
		case e.AllDay():
			list = p.allDay(e, list)
		default:
			if s := p.timed(e); s.from < s.to {
				list = append(list, s)
			}
		}
	}
	return list
}
