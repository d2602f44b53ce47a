package meeting

import (
	"context"
	"errors"
	"slices"
)

// maxPrice bounds the prices of components, so that a cost can be weighed with them.
const maxPrice = 256

// priceRounds is how often prices are put right.
const priceRounds = 24

// prices looks for weights of the components at which the cheapest sequence is cheap for
// whoever bears the most: it weighs the components alike, finds the cheapest sequence, raises
// the prices of those components that somebody then bears much of, and so on. On the way it
// comes by sequences, of which it returns the best that exchanges of single meetings lead
// to. Where burdens are not compared by the largest first, there are no prices.
func (p *sequenceProblem) prices(ctx context.Context, best *sequence) ([]int64, *sequence, error) {
	o := &p.order
	lead := o.lead()
	dims := len(p.kinds[0]) - o.burdens
	if dims < 2 || lead == len(o.criteria) || o.criteria[lead] == SmallerTotal {
		return nil, best, nil
	}
	prices, sum := make([]int64, dims), make([]int64, dims)
	for c := range prices {
		prices[c] = maxPrice / 4
	}
	for range priceRounds {
		found, err := p.cheapest(ctx, prices)
		if errors.Is(err, errEffort) {
			break
		}
		if err != nil {
			return nil, best, err
		}
		better, err := p.improve(ctx, found)
		if err != nil {
			return nil, best, err
		}
		best = p.better(best, better)
		for c, x := range prices {
			sum[c] += x
		}
		if !o.raise(prices, p.sumOf(found)) {
			break
		}
	}
	return scaled(sum), best, nil
}

// better returns the better one of a sequence and some starts.
func (p *sequenceProblem) better(best *sequence, starts []int32) *sequence {
	sum := p.sumOf(starts)
	if slices.Compare(p.order.key(nil, sum), p.order.key(nil, best.sum)) < 0 {
		return &sequence{starts: starts, sum: sum}
	}
	return best
}

// cheapest returns the sequence with the best attendance, and of those the cheapest one.
func (p *sequenceProblem) cheapest(ctx context.Context, prices []int64) ([]int32, error) {
	o := &p.order
	q := *p
	q.order = costOrder{
		criteria:   append(slices.Clone(o.criteria[:o.lead()]), SmallerTotal),
		attendance: o.attendance,
		burdens:    o.burdens,
		bearers:    []bearer{{component: o.burdens, factor: 1}},
	}
	q.kinds = make([]cost, len(p.kinds))
	for k, v := range p.kinds {
		total := int64(0)
		for c, x := range prices {
			total += x * v[o.burdens+c]
		}
		q.kinds[k] = append(slices.Clone(v[:o.burdens]), total)
	}
	found, err := q.newSearch(ctx, effort{states: 4 * len(p.kind) * p.count, comparisons: 1 << 24, beam: 8}).run()
	if err != nil {
		return nil, err
	}
	return found.starts, nil
}

// raise raises the prices of components by how much is borne of them, up to a quarter. It
// reports false if all bear the same.
func (o *costOrder) raise(prices []int64, sum cost) bool {
	most := make([]int64, len(prices))
	for c := range most {
		most[c] = -1 << 62
	}
	for _, b := range o.bearers {
		if b.component >= 0 {
			c := b.component - o.burdens
			most[c] = max(most[c], b.burden(sum))
		}
	}
	least, largest := slices.Min(most), slices.Max(most)
	if least == largest {
		return false
	}
	for c := range prices {
		share := 16 * (most[c] - least) / (largest - least)
		prices[c] = 16*prices[c] + prices[c]*share/4
	}
	copy(prices, scaled(prices))
	return true
}

// scaled returns weights with the largest at maxPrice, and none below 1.
func scaled(weights []int64) []int64 {
	largest := max(slices.Max(weights), 1)
	out := make([]int64, len(weights))
	for c, w := range weights {
		out[c] = max(1, w*maxPrice/largest)
	}
	return out
}
