package meeting

import (
	"context"
	"slices"
)

// count counts who is available at each candidate.
func (p *problem) count(ctx context.Context) {
	var n [Informed + 1]int
	for i := range p.people {
		if q := &p.people[i]; q.counts {
			n[q.Role]++
		}
	}
	p.needChairs, p.needRequired, p.needTotal = n[Chair], n[Required], p.req.MinTotal
	if p.req.MinRequired != nil {
		p.needRequired = *p.req.MinRequired
	}
	p.chairs, p.required, p.optional = newCounter(p.n, n[Chair]), newCounter(p.n, n[Required]), newCounter(p.n, n[Optional])
	if p.needTotal > 0 {
		p.total = newCounter(p.n, len(p.people))
	}
	if p.req.Tentative == TentativeLastResort {
		p.tentative = newCounter(p.n, len(p.people))
	}
	counters := [...]*counter{Required: p.required, Chair: p.chairs, Optional: p.optional}
	for i := range p.people {
		q := &p.people[i]
		if ctx.Err() != nil {
			return
		}
		if !q.counts {
			continue
		}
		counters[q.Role].add(q.available)
		if p.total != nil {
			p.total.add(q.available)
		}
		if q.tentative != nil {
			both := slices.Clone(q.tentative)
			both.and(q.available)
			p.tentative.add(both)
		}
	}
	p.countGroups(ctx)
	p.addLoads(ctx)
}

func (p *problem) countGroups(ctx context.Context) {
	if len(p.req.Groups) == 0 {
		return
	}
	index := make(map[string]int, len(p.people))
	for i := range p.people {
		index[p.people[i].ID] = i
	}
	p.groups = make([]group, len(p.req.Groups))
	for i, in := range p.req.Groups {
		if ctx.Err() != nil {
			return
		}
		g := group{need: in.AtLeast, available: newCounter(p.n, len(in.Members))}
		for j, id := range in.Members {
			if j&63 == 63 && ctx.Err() != nil {
				return
			}
			if m := index[id]; p.people[m].counts {
				g.members = append(g.members, m)
				g.available.add(p.people[m].available)
			}
		}
		p.groups[i] = g
	}
}

// addLoads puts those people together whose burdens are the same. People with hard hours
// have none when they are available.
func (p *problem) addLoads(ctx context.Context) {
	members := make([]int, 0, len(p.people))
	for i := range p.people {
		if q := &p.people[i]; q.counts && !q.unknown && q.SoftHours && p.classes[q.class].hours != nil {
			members = append(members, i)
		}
	}
	slices.SortStableFunc(members, func(i, j int) int {
		a, b := &p.people[i], &p.people[j]
		if a.class != b.class {
			return a.class - b.class
		}
		return int(a.weight - b.weight)
	})
	for i := 0; i < len(members); {
		if ctx.Err() != nil {
			return
		}
		q := &p.people[members[i]]
		n := 1
		for i+n < len(members) && p.people[members[i+n]].class == q.class && p.people[members[i+n]].weight == q.weight {
			n++
		}
		l := load{class: q.class, weight: q.weight, available: newCounter(p.n, n)}
		for _, m := range members[i : i+n] {
			l.available.add(p.people[m].available)
		}
		if c := &p.classes[q.class]; c.burden == nil {
			c.burden = c.newDensity(ctx, p.zones.list[c.zone], p.bands, p.span)
		}
		p.loads = append(p.loads, l)
		i += n
	}
}

// judge tells which candidates are feasible.
func (p *problem) judge(ctx context.Context) {
	p.feasible = slices.Clone(p.open)
	for i := range p.feasible {
		if i&255 == 255 && ctx.Err() != nil {
			return
		}
		w := p.feasible[i] & p.chairs.atLeast(i, p.needChairs) & p.required.atLeast(i, p.needRequired)
		if p.total != nil {
			w &= p.total.atLeast(i, p.needTotal)
		}
		for j := range p.groups {
			w &= p.groups[j].available.atLeast(i, p.groups[j].need)
		}
		p.feasible[i] = w
	}
}

// missing returns how many people a candidate lacks; see [Slot].Missing.
func (p *problem) missing(chairs, required, total int, groups func(i int) int) int {
	n := max(0, p.needChairs-chairs) + max(0, p.needRequired-required)
	n = max(n, p.needTotal-total)
	for i := range p.groups {
		n = max(n, p.groups[i].need-groups(i))
	}
	return n
}

// cause tells why nothing is feasible.
func (p *problem) cause() Cause {
	switch {
	case p.feasible.any():
		return CauseNone
	case p.n == 0:
		return CauseNoCandidate
	case !p.unblocked.any():
		return CauseBlackout
	case !p.open.any():
		return CauseRoom
	}
	counted := 0
	for i := range p.people {
		if p.people[i].counts {
			counted++
		}
	}
	short := p.needRequired > p.required.added || p.needTotal > counted
	for i := range p.groups {
		short = short || p.groups[i].need > len(p.groups[i].members)
	}
	if short {
		return CauseQuorum
	}
	return CauseParticipants
}
