package meeting

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"
)

// Find returns the best times for a meeting.
//
// A start is a candidate if it is on the grid and the meeting lies in a window. It is
// feasible if no blackout meets the meeting; if some sufficient room is free, where there
// are rooms; if every chair is available; and if so many required people, people in all
// and members of each group are as the request asks for. Somebody is available if no
// blocking entry meets the meeting or what is kept free before and after it, if every
// minute of the meeting is working time, unless their hours are soft, and if every minute
// is within their limits.
//
// Equal requests give equal results, wherever the time zone database is the same.
//
// A request that is at fault gives an error that joins an [*Error] for each fault, and one
// that is too large a [*CapError], both at once. One that asks for what cannot be, such as
// a meeting longer than its window or a quorum of more people than there are, gives a
// result without slots that names the [Cause].
//
// When ctx ends, Find returns its error within milliseconds. If it had begun to compare
// candidates by then, the result that comes with the error is not nil: it is [Result].Partial
// and has the best so far.
func Find(ctx context.Context, req Request) (*Result, error) {
	p, err := prepare(ctx, &req)
	if err != nil {
		return nil, err
	}
	return p.find(ctx)
}

// prepare checks a request and compiles it.
func prepare(ctx context.Context, req *Request) (*problem, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := check(ctx, req); err != nil {
		return nil, err
	}
	windows := unite(req.Windows)
	caps := req.Caps.withDefaults()
	if days := (windows[len(windows)-1].to - windows[0].from) / daySeconds; days > int64(caps.Days) {
		return nil, &CapError{"Days", int(days), caps.Days}
	}
	g, ok := newGrid(req, windows, caps.Candidates)
	if !ok {
		return nil, &CapError{"Candidates", g.n, caps.Candidates}
	}
	people := len(req.Participants)
	if n := int64(g.n) * int64(people+len(req.Rooms)+len(req.Groups)); n > int64(caps.Cells) {
		return nil, &CapError{"Cells", int(min(n, math.MaxInt)), caps.Cells}
	}
	results := min(or(req.Results, DefaultResults), g.n) + min(req.NearMisses, g.n)
	if n := results * people; n > caps.Attendances {
		return nil, &CapError{"Attendances", n, caps.Attendances}
	}
	return compile(ctx, req, windows, g)
}

// unite returns windows ascending and apart.
func unite(spans []Span) []stretch {
	list := make([]stretch, len(spans))
	for i, s := range spans {
		list[i] = stretch{s.Start.Unix(), s.End.Unix()}
	}
	slices.SortFunc(list, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	united := list[:1]
	for _, s := range list[1:] {
		if last := &united[len(united)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			united = append(united, s)
		}
	}
	return united
}

// newGrid returns the candidates of a request, false if there are more than limit.
func newGrid(req *Request, windows []stretch, limit int) (grid, bool) {
	g := grid{step: seconds(req.Step)}
	earliest := int64(math.MinInt64)
	if !req.NotBefore.IsZero() {
		earliest = req.NotBefore.Unix()
	}
	var z zone
	if req.AlignTo != nil {
		z = zoneOf(req.AlignTo, stretch{windows[0].from, windows[len(windows)-1].to + 1})
	}
	for _, w := range windows {
		anchor, from, to := w.from, max(w.from, earliest), w.to-seconds(req.Duration)
		if from > to {
			continue
		}
		if !req.Anchor.IsZero() {
			anchor = req.Anchor.Unix()
		}
		if z == nil {
			if !g.add(anchor, from, to, limit) {
				return g, false
			}
			continue
		}
		for _, s := range z[z.at(from):] {
			if s.from > to {
				break
			}
			if !g.add(-s.offset, max(from, s.from), min(to, s.to-1), limit) {
				return g, false
			}
		}
	}
	return g, true
}

// find ranks the candidates of a problem.
func (p *problem) find(ctx context.Context) (*Result, error) {
	r := &Result{
		Candidates: p.n,
		Feasible:   p.feasible.count(),
		Cause:      p.cause(),
		Golden:     time.Duration(p.golden(ctx)) * time.Second,
		Ignored:    p.ignored,
		TZData:     p.req.TZData,
		problem:    p,
		feasible:   p.feasible,
		Examined:   p.n,
	}
	if r.TZData == "" {
		r.TZData = "unknown"
	}
	order := p.order()
	best, examined := p.rank(ctx, p.feasible, order, or(p.req.Results, DefaultResults))
	if examined < p.n {
		if len(best) == 0 {
			return nil, ctx.Err()
		}
		r.partial(examined)
	}
	for i, c := range best {
		if i > 0 && ctx.Err() != nil {
			break
		}
		r.Slots = append(r.Slots, p.slot(p.at(c.index), c.index))
	}
	if !r.Partial && p.req.NearMisses > 0 {
		r.NearMisses = p.nearMisses(ctx, order)
	}
	if err := ctx.Err(); err != nil {
		r.NearMisses = nil
		r.partial(r.Examined)
		return r, err
	}
	return r, nil
}

// partial marks a result as that of the candidates before one alone.
func (r *Result) partial(examined int) {
	r.Partial, r.Examined = true, examined
	if examined < r.problem.n {
		r.feasible = slices.Clone(r.feasible)
		r.feasible.clear(examined, r.problem.n)
	}
}

// golden returns how many seconds of the windows are working time for all who count.
func (p *problem) golden(ctx context.Context) int64 {
	common := p.windows
	seen := make([]bool, len(p.classes))
	for i := range p.people {
		q := &p.people[i]
		if q.Role == Informed || seen[q.class] || p.classes[q.class].hours == nil {
			continue
		}
		if len(common) == 0 || ctx.Err() != nil {
			break
		}
		seen[q.class] = true
		common = intersect(common, p.classes[q.class].work)
	}
	var n int64
	for _, s := range common {
		n += s.to - s.from
	}
	return n
}

// intersect returns what two lists of stretches, ascending and apart, have in common.
func intersect(a, b []stretch) []stretch {
	var common []stretch
	for len(a) > 0 && len(b) > 0 {
		if s := (stretch{max(a[0].from, b[0].from), min(a[0].to, b[0].to)}); s.from < s.to {
			common = append(common, s)
		}
		if a[0].to < b[0].to {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return common
}
