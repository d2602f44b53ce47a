package meeting

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// At tells of any time what it means for each participant, whether it is a candidate, lies
// in a window or keeps the notice or not; Feasible and Open then say what they would be if
// it did. So a proposal that somebody made can be judged. The time is whole seconds, in the
// years 1 to 9998; another gives an [*Error].
//
// It takes time in proportion to the number of entries; outside the windows it compiles
// the request for that time alone.
func (r *Result) At(start time.Time) (Slot, error) {
	k := &checker{}
	k.instant("At", start)
	if r.problem == nil {
		k.fail("At", "the result is none of a search")
	}
	if len(k.errs) > 0 {
		return Slot{}, k.errs[0]
	}
	p, u := r.problem, start.Unix()
	if u >= p.windows[0].from && u+p.duration <= p.windows[len(p.windows)-1].to {
		index, ok := p.index(u)
		if !ok {
			index = -1
		}
		return p.slot(u, index), nil
	}
	req := *p.req
	req.Windows = []Span{{Start: start, End: start.Add(req.Duration)}}
	req.Anchor, req.AlignTo, req.NotBefore = time.Time{}, nil, time.Time{}
	g, _ := newGrid(&req, unite(req.Windows), 1)
	alone, err := compile(context.Background(), &req, unite(req.Windows), g)
	if err != nil {
		return Slot{}, fmt.Errorf("meeting: %w", err)
	}
	return alone.slot(u, -1), nil
}

// slot tells of an instant within the span what it means.
func (p *problem) slot(u int64, index int) Slot {
	m := stretch{u, u + p.duration}
	s := Slot{
		Index: index,
		Start: time.Unix(m.from, 0).UTC(), End: time.Unix(m.to, 0).UTC(),
		Open:   !slices.ContainsFunc(p.blackouts, m.meets),
		Groups: make([]int, len(p.groups)),
		People: make([]Attendance, len(p.people)),
	}
	if len(p.req.Rooms) > 0 {
		s.Room = p.roomAt(m)
		s.Open = s.Open && s.Room != ""
	}
	s.Burdens = make([]Burden, 0, len(p.people))
	classes := make([]weight, len(p.classes))
	for i := range p.people {
		q, a := &p.people[i], &s.People[i]
		*a = p.attendance(q, m, classes)
		if !a.Counted {
			continue
		}
		switch q.Role {
		case Chair:
			s.Chairs++
		case Required:
			s.Required++
		case Optional:
			s.Optional++
		}
		if a.Tentative {
			s.Tentative++
		}
		s.Total += a.Burden
		s.Max = max(s.Max, a.Burden)
		s.Burdens = append(s.Burdens, a.Burden)
	}
	slices.SortFunc(s.Burdens, func(a, b Burden) int { return cmp.Compare(b, a) })
	for i := range p.groups {
		for _, m := range p.groups[i].members {
			if s.People[m].Counted {
				s.Groups[i]++
			}
		}
	}
	s.Missing = p.missing(s.Chairs, s.Required, s.Chairs+s.Required+s.Optional, func(i int) int { return s.Groups[i] })
	s.Feasible = s.Open && s.Missing == 0
	return s
}

func (s stretch) meets(o stretch) bool { return s.from < o.to && o.from < s.to }

// A weight is what a meeting means to all people of a class.
type weight struct {
	known           bool
	outside, burden int64
}

// attendance tells what a meeting means for somebody. What it finds out for a class it
// leaves in classes.
func (p *problem) attendance(q *person, m stretch, classes []weight) Attendance {
	c := &classes[q.class]
	if !c.known {
		class := &p.classes[q.class]
		c.outside, c.burden = class.weigh(p.zones.list[class.zone], p.bands, m)
		c.known = true
	}
	a := Attendance{
		ID: q.ID, Role: q.Role, Unknown: q.Unknown,
		Start:   time.Unix(m.from, 0).In(q.Location),
		End:     time.Unix(m.to, 0).In(q.Location),
		Outside: time.Duration(c.outside) * time.Second,
		Burden:  Burden(c.burden * q.weight),
	}
	a.DayShift = p.dayShift(a.Start)
	p.addConflicts(q, m, &a)
	if c.outside > 0 && !q.SoftHours {
		a.Reasons |= ReasonHours
	}
	if q.limit >= 0 && overlap(p.limits[q.limit].allowed, m) < p.duration {
		a.Reasons |= ReasonLimits
	}
	if q.unknown {
		a.Reasons |= ReasonUnknown
	}
	a.Counted = q.counts && a.Reasons == 0
	a.Tentative = a.Counted && len(a.Conflicts) > 0
	return a
}

// addConflicts adds the entries that meet a meeting or its buffers, and the reasons that
// they are.
func (p *problem) addConflicts(q *person, m stretch, a *Attendance) {
	buffer := false
	for _, e := range q.entries {
		if wide := (stretch{m.from - e.before, m.to + e.after}); !wide.meets(e.stretch) {
			continue
		}
		in := &q.Busy[e.index]
		conflict := Conflict{
			Entry: int(e.index),
			Start: time.Unix(e.from, 0).UTC(), End: time.Unix(e.to, 0).UTC(),
			Type: e.typ, Buffer: !m.meets(e.stretch),
		}
		if !q.Private {
			conflict.UID, conflict.Summary = in.UID, in.Summary
		}
		a.Conflicts = append(a.Conflicts, conflict)
		switch {
		case e.typ == freebusy.Tentative && p.req.Tentative == TentativeLastResort:
		case conflict.Buffer:
			buffer = true
		case e.typ == freebusy.Tentative:
			a.Reasons |= ReasonTentative
		default:
			a.Reasons |= ReasonBusy
		}
	}
	if buffer && !a.Reasons.Has(ReasonBusy) && !a.Reasons.Has(ReasonTentative) {
		a.Reasons |= ReasonBuffer
	}
	slices.SortStableFunc(a.Conflicts, func(a, b Conflict) int { return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End)) })
}

// dayShift returns how many days later than where the meeting is announced a local date is.
func (p *problem) dayShift(local time.Time) int {
	at := time.UTC
	if p.req.Location != nil {
		at = p.req.Location
	}
	return int(localDay(local) - localDay(local.In(at)))
}

// localDay returns the day since 1970 that a time's own location shows.
func localDay(t time.Time) int64 {
	_, offset := t.Zone()
	return floorDiv(t.Unix()+int64(offset), daySeconds)
}
