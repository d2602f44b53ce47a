package meeting

import (
	"cmp"
	"context"
	"slices"
)

// narrow keeps of a front the costs that rank best as they are, and for the half of the beam
// the cheapest ones: a series that spares everybody alike at each meeting is seldom one that
// spares most in the end.
func (s *search) narrow(id int32) (int32, error) {
	f := s.fronts[id]
	n := len(f.sums)
	s.keys, s.byKey = s.keys[:0], s.byKey[:0]
	for i := range n {
		s.keys = s.order.key(s.keys, s.cost(f, i))
		s.byKey = append(s.byKey, int32(i))
	}
	width := len(s.keys) / n
	if err := s.spend(n * (1 + width)); err != nil {
		return 0, err
	}
	key := func(i int32) []int64 { return s.keys[int(i)*width : (int(i)+1)*width] }
	slices.SortStableFunc(s.byKey, func(a, b int32) int { return slices.Compare(key(a), key(b)) })
	kept := make([]bool, n)
	for _, i := range s.cheapestOf(f)[:s.beam/2] {
		kept[i] = true
	}
	left := s.beam - s.beam/2
	for _, i := range s.byKey {
		if left > 0 && !kept[i] {
			kept[i] = true
			left--
		}
	}
	g := front{costs: s.mixed.costs[:0], sums: s.mixed.sums[:0]}
	for i, sum := range f.sums {
		if kept[i] {
			g.costs, g.sums = append(g.costs, s.cost(f, i)...), append(g.sums, sum)
		}
	}
	s.mixed = g
	return s.intern(g)
}

// cheapestOf returns the costs of a front in the order of what they come to.
func (s *search) cheapestOf(f front) []int32 {
	order := make([]int32, len(f.sums))
	for i := range order {
		order[i] = int32(i)
	}
	if s.prices == nil {
		return order // the order in which they stand
	}
	price := make([]int64, len(f.sums))
	for i := range price {
		for c, x := range s.cost(f, i)[s.order.burdens:] {
			price[i] += x * s.prices[c]
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(price[a], price[b]) })
	return order
}

// improve exchanges single meetings of a sequence for better ones, until there are none or
// ctx ends.
func (p *sequenceProblem) improve(ctx context.Context, starts []int32) ([]int32, error) {
	starts = slices.Clone(starts)
	sum := p.sumOf(starts)
	best := p.order.key(nil, sum)
	trial, key := make(cost, len(sum)), []int64(nil)
	for improved, rounds := true, 0; improved && rounds < 100; rounds++ {
		improved = false
		for r := range starts {
			lo, hi := int32(0), int32(len(p.kind))
			if r > 0 {
				lo, hi = p.first[starts[r-1]], p.last[starts[r-1]]
			}
			old := p.kinds[p.kind[starts[r]]]
			tried := make(map[int32]bool)
			for i := lo; i < hi; i++ {
				if i%256 == 0 && ctx.Err() != nil {
					return starts, ctx.Err()
				}
				if r+1 < len(starts) && (starts[r+1] < p.first[i] || starts[r+1] >= p.last[i]) {
					continue
				}
				if tried[p.kind[i]] {
					continue
				}
				tried[p.kind[i]] = true
				for c, x := range p.kinds[p.kind[i]] {
					trial[c] = sum[c] - old[c] + x
				}
				if key = p.order.key(key[:0], trial); slices.Compare(key, best) < 0 {
					starts[r], best, improved = i, slices.Clone(key), true
					copy(sum, trial)
					old = p.kinds[p.kind[i]]
				}
			}
		}
	}
	return starts, nil
}
